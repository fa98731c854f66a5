//! What is in the list into a new file, on a thread of its own, so that the screen goes on.
//!
//! The file lies where the program was started and is named after what was asked and the day. Who leaves the screen
//! meanwhile gets it whole all the same. Must not: write over anything.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread::{self, JoinHandle};

use ocop_index::Query;
use ocop_index::query::language::field::normalize_name as folded;

use crate::app::msg::Msg;
use crate::app::notice::Notice;
use crate::cli::args::ExportFileArgs;
use crate::cli::exit;
use crate::cli::exit::CommandFailure;
use crate::cli::paths;
use crate::cli::settings::Settings;
use crate::commands::export::ExportSource;
use crate::report::export_format::ExportFormat;
use crate::runtime::search_service::ServedCatalog;
use crate::wording::locale::Locale;
use crate::wording::sanitize::sanitize_text;

/// Most letters of the question in a file's name: then the whole name fits a screen of 60 columns.
const MAX_SLUG_LENGTH: usize = 36;

/// Files of one name and day: the last one is as good as a refusal.
const MAX_NUMBERED_FILES: usize = 999;

/// A file that is being written, or was; ends with the sentence about it, and a failure's code.
pub(super) type ExportHandle = JoinHandle<(String, Option<u8>)>;

/// Begins to write; how it ended comes as a message.
pub(super) fn spawn_export(
    settings: Arc<Settings>,
    shown: ServedCatalog,
    (query, line): (Query, String),
    format: ExportFormat,
    replies: Sender<Msg>,
) -> io::Result<ExportHandle> {
    let write = move || {
        let folder = std::env::current_dir().unwrap_or_default();
        let stem = build_file_stem(&settings, &line);
        let (sentence, code) = match write_export(&settings, &shown, &query, format, &folder, &stem)
        {
            Ok(sentence) => (sentence, None),
            Err(failure) => {
                let sentence = failure.to_sentence(&settings.locale).unwrap_or_default();
                (sentence, Some(failure.exit_code()))
            }
        };
        // Where no screen takes it any more, [`finish`] tells it.
        let notice = if code.is_some() {
            Notice::error(sentence.clone())
        } else {
            Notice::success(sentence.clone())
        };
        drop(replies.send(Msg::Notice(notice)));
        (sentence, code)
    };
    thread::Builder::new()
        .name("export".to_owned())
        .spawn(write)
}

/// Waits for the exports that run on after the screen was left, and prints the result of each one that the screen has
/// not reported. `already_reported` are the sentences that it has. Returns the code of a failure among the others.
pub(super) fn finish_exports(
    exports: Vec<ExportHandle>,
    mut already_reported: Vec<String>,
    locale: &Locale,
) -> Option<u8> {
    let mut err = io::stderr();
    let mut failed = None;
    for export in exports {
        if !export.is_finished() {
            let _ = writeln!(err, "{}", locale.t("screen.finishing"));
        }
        // The panic hook has already_reported of one.
        let Ok((sentence, code)) = export.join() else {
            failed = failed.or(Some(exit::IO));
            continue;
        };
        if let Some(place) = already_reported
            .iter()
            .position(|already_reported| *already_reported == sentence)
        {
            already_reported.swap_remove(place);
            continue;
        }
        let _ = writeln!(err, "{sentence}");
        failed = failed.or(code);
    }
    failed
}

fn write_export(
    settings: &Settings,
    shown: &ServedCatalog,
    query: &Query,
    format: ExportFormat,
    folder: &Path,
    stem: &str,
) -> Result<String, CommandFailure> {
    let mut source = ExportSource::new(settings, &shown.catalog, shown.generation, query)?;
    for number in 1..=MAX_NUMBERED_FILES {
        let file = ExportFileArgs {
            out: build_export_path(folder, stem, number, format),
            format: Some(format),
            bom: format == ExportFormat::Csv,
            force: false,
        };
        match source.write_file(format, &file) {
            Err(CommandFailure::UnwritableFile(_, error))
                if error.kind() == io::ErrorKind::AlreadyExists => {}
            written => return Ok(describe_export(settings, &file.out, written?)),
        }
    }
    let all_taken = io::ErrorKind::AlreadyExists.into();
    Err(CommandFailure::UnwritableFile(
        folder.to_path_buf(),
        all_taken,
    ))
}

/// What was written: the name first, whose end is cut off last.
fn describe_export(settings: &Settings, path: &Path, written: usize) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let folder = path.parent().unwrap_or(path);
    let values: [(&str, &dyn std::fmt::Display); 3] = [
        ("name", &sanitize_text(&name)),
        ("n", &settings.locale.format_number(written)),
        ("folder", &sanitize_text(&paths::abbreviate_home(folder))),
    ];
    settings.locale.fill("export.written_here", &values)
}

/// What was asked, in plain letters, and the day.
fn build_file_stem(settings: &Settings, line: &str) -> String {
    format!(
        "ocop{}-{}",
        slugify_query(&settings.locale, line),
        settings.day
    )
}

/// A question in plain letters, each word behind a `-`, as many words as there is room for. Signs that letters would
/// hide are said.
fn slugify_query(locale: &Locale, line: &str) -> String {
    let said: Vec<String> = split_query_line(line)
        .map(|piece| spell_out_piece(locale, piece))
        .collect();
    let mut name = String::new();
    for word in folded(&said.join(" "))
        .split('_')
        .filter(|word| !word.is_empty())
    {
        let used = name.chars().count();
        // The `-` in front is none of it.
        if used > 0 && used + word.chars().count() > MAX_SLUG_LENGTH {
            break;
        }
        name.push('-');
        name.extend(word.chars().take(MAX_SLUG_LENGTH));
    }
    name
}

/// The pieces of a line; what is in quotes stays together.
fn split_query_line(line: &str) -> impl Iterator<Item = &str> {
    let (mut is_quoted, mut is_kept) = (false, false);
    line.split(move |c: char| {
        if !std::mem::take(&mut is_kept) {
            is_kept = c == '\\';
            is_quoted ^= matches!(c, '"' | '“' | '”');
        }
        c.is_whitespace() && !is_quoted
    })
}

/// A piece with words for its signs: of a minus, of an order from its end, of bounds.
fn spell_out_piece(locale: &Locale, piece: &str) -> String {
    let (not, piece) = match piece.strip_prefix('-') {
        Some(rest) => (locale.t("export.not"), rest),
        None => ("", piece),
    };
    let Some((field, value)) = piece.split_once(':') else {
        return format!("{not} {piece}");
    };
    let bounds = [
        (">=", "export.from"),
        ("<=", "export.to"),
        (">", "export.above"),
        ("<", "export.below"),
        ("..", "export.to"),
    ];
    let bound = bounds.iter().find_map(|(sign, key)| {
        let value = value.strip_prefix(sign)?;
        Some(format!("{not} {field} {} {value}", locale.t(key)))
    });
    if let Some(said) = bound {
        said
    } else if let Some(start) = value.strip_suffix("..") {
        format!("{not} {field} {} {start}", locale.t("export.from"))
    } else if let Some((start, end)) = value.split_once("..") {
        format!("{not} {field} {start} {} {end}", locale.t("export.to"))
    } else if let Some(order) = value.strip_prefix('-') {
        format!("{not} {field} {order} {}", locale.t("export.turned"))
    } else {
        format!("{not} {field} {value}")
    }
}

fn build_export_path(folder: &Path, stem: &str, number: usize, format: ExportFormat) -> PathBuf {
    let ending = match format {
        ExportFormat::Xlsx | ExportFormat::Workbook => "xlsx",
        ExportFormat::Jsonl => "jsonl",
        ExportFormat::Md => "md",
        ExportFormat::Csv | ExportFormat::Ptnt => "csv",
    };
    let counted = if number == 1 {
        String::new()
    } else {
        format!("-{number}")
    };
    folder.join(format!("{stem}{counted}.{ending}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::locale::Language;

    #[test]
    fn opposite_questions_have_different_names() {
        let vi = Locale::new(Language::Vi);
        for (line, name) in [
            ("", ""),
            ("sao:5", "-sao-5"),
            ("-sao:5", "-tru-sao-5"),
            ("ruou sao:4", "-ruou-sao-4"),
            ("-ruou sao:4", "-tru-ruou-sao-4"),
            ("xep:ten", "-xep-ten"),
            ("xep:-ten", "-xep-ten-nguoc"),
            ("sao:>=4", "-sao-tu-4"),
            ("sao:<=4", "-sao-den-4"),
            ("het:2026-01..", "-het-tu-2026-01"),
            ("het:..2026-01", "-het-den-2026-01"),
            ("het:2026-01..2026-03", "-het-2026-01-den-2026-03"),
            ("-chu:\"Hạ -Long\" \\-tra", "-tru-chu-ha-long-tra"),
            (
                "huyen:\"Hải Hà\" -sao:5 xep:-ten",
                "-huyen-hai-ha-tru-sao-5-xep-ten-nguoc",
            ),
        ] {
            assert_eq!(slugify_query(&vi, line), name, "{line}");
        }
        let en = Locale::new(Language::En);
        assert_eq!(
            slugify_query(&en, "-sao:5 xep:-ten"),
            "-not-sao-5-xep-ten-reversed"
        );
    }

    #[test]
    fn a_long_name_ends_with_a_whole_word() {
        let vi = Locale::new(Language::Vi);
        let long = slugify_query(&vi, "ruou nep cai hoa vang ngam ha tho do dac biet");
        assert_eq!(long, "-ruou-nep-cai-hoa-vang-ngam-ha-tho-do");
        let one = slugify_query(&vi, &"a".repeat(99));
        assert_eq!(one.chars().count(), MAX_SLUG_LENGTH + 1);
    }
}
