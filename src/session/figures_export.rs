//! The table of the statistics into a new file, on a thread of its own, beside the exports of lists.
//!
//! The file lies where the program was started. Its name says what was counted, what was asked, and the day:
//! `thong-ke-huyen-sao-2026-11-30.xlsx`. Must not: write over anything.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use super::unfinished_work::WorkHandle;
use crate::app::msg::Msg;
use crate::app::notice::Notice;
use crate::capabilities::FileExports;
use crate::cli::exit::CommandFailure;
use crate::cli::paths;
use crate::cli::settings::Settings;
use crate::commands::new_export::{write_limited_file, write_numbered_file};
use crate::report::export_file_name::{number_file_name, slugify_query};
use crate::report::export_format::ExportFormat;
use crate::report::figure_file;
use crate::report::figure_table::FigureTable;
use crate::report::table_file::write_file_atomically;
use crate::wording::locale::Locale;
use crate::wording::sanitize::sanitize_text;

/// Begins to write; how it ended comes as a message.
pub(super) fn spawn_figures_export(
    settings: Arc<Settings>,
    table: FigureTable,
    (format, line): (ExportFormat, String),
    replies: Sender<Msg>,
) -> io::Result<WorkHandle> {
    let write = move || {
        let folder = std::env::current_dir().unwrap_or_default();
        let stem = build_figures_stem(&settings.locale, &table, &line);
        let (sentence, code) = match write_figures(&settings, &table, format, (&folder, &stem)) {
            Ok(sentence) => (sentence, None),
            Err(failure) => {
                let sentence = failure.to_sentence(&settings.locale).unwrap_or_default();
                (sentence, Some(failure.exit_code()))
            }
        };
        // Where no screen takes it any more, it is told at the end.
        let notice = match code {
            None => Notice::success(sentence.clone()),
            Some(_) => Notice::error(sentence.clone()),
        };
        drop(replies.send(Msg::Notice(notice)));
        (sentence, code)
    };
    thread::Builder::new()
        .name("figures".to_owned())
        .spawn(write)
}

fn write_figures(
    settings: &Settings,
    table: &FigureTable,
    format: ExportFormat,
    (folder, stem): (&Path, &str),
) -> Result<String, CommandFailure> {
    let locale = &settings.locale;
    let bom = format == ExportFormat::Csv;
    let name_of = |number| number_file_name(stem, number, format);
    settings.require(settings.capabilities.may_write_files(), "limits.exports")?;
    if let FileExports::Folder(limits) = &settings.capabilities.file_exports {
        let mut out = io::Cursor::new(Vec::new());
        figure_file::write_file(table, locale, (format, bom), &mut out)?;
        let name = write_limited_file(settings, limits, name_of, &out.into_inner())?;
        return Ok(describe_written(locale, &name, &limits.folder));
    }
    let (name, ()) = write_numbered_file(folder, name_of, |path| {
        write_file_atomically(path, (false, settings.export_access), |out| {
            figure_file::write_file(table, locale, (format, bom), out)
        })
    })?;
    Ok(describe_written(locale, &name, folder))
}

fn describe_written(locale: &Locale, name: &str, folder: &Path) -> String {
    let values: [(&str, &dyn std::fmt::Display); 2] = [
        ("name", &sanitize_text(name)),
        ("folder", &sanitize_text(&paths::abbreviate_home(folder))),
    ];
    locale.fill("figures.written_here", &values)
}

/// What was counted, what was asked, the day, and the day that it is compared with.
fn build_figures_stem(locale: &Locale, table: &FigureTable, line: &str) -> String {
    let words = table.file_words.iter().map(String::as_str);
    let kind: Vec<&str> = std::iter::once(locale.t("figures.file"))
        .chain(words)
        .collect();
    let reference = table.reference.as_ref();
    let other_day = reference.map(|reference| reference.day);
    let other_day = other_day.filter(|day| *day != table.subject.day);
    let other_day = other_day.map_or_else(String::new, |day| {
        locale.fill("figures.file_against", &[("day", &day)])
    });
    let question = slugify_query(locale, line);
    format!(
        "{}{question}-{}{other_day}",
        kind.join("-"),
        table.subject.day
    )
}
