//! What is in the list into a new file, on a thread of its own, so that the screen goes on.
//!
//! The file lies where the program was started and is named after what was asked and the day. Who leaves the screen
//! meanwhile gets it whole all the same. Must not: write over anything.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{SendError, Sender};
use std::thread::{self, JoinHandle};

use ocop_index::Query;
use ocop_index::query::language::field::key as folded;

use crate::app::msg::Msg;
use crate::app::worker::Shown;
use crate::args::ExportFormat;
use crate::commands::export::{Source, Wish};
use crate::exit::Failure;
use crate::locale::Locale;
use crate::settings::Settings;

/// Most letters of the question in a file's name.
const LONGEST: usize = 40;

/// Files of one name and day: the last one is as good as a refusal.
const MOST: usize = 999;

/// A file that is being written; ends with the sentence about it where no screen takes that any more.
pub(super) type Export = JoinHandle<Option<String>>;

/// Begins to write; how it ended comes as a message.
pub(super) fn begin(
    settings: Arc<Settings>,
    shown: Shown,
    (query, line): (Query, String),
    format: ExportFormat,
    replies: Sender<Msg>,
) -> io::Result<Export> {
    let write = move || {
        let folder = std::env::current_dir().unwrap_or_default();
        let stem = stem(&settings, &line);
        let sentence = match write(&settings, &shown, &query, format, &folder, &stem) {
            Ok(sentence) => sentence,
            Err(failure) => failure.sentence(&settings.locale).unwrap_or_default(),
        };
        match replies.send(Msg::Told(sentence)) {
            Err(SendError(Msg::Told(sentence))) => Some(sentence),
            _ => None,
        }
    };
    thread::Builder::new()
        .name("export".to_owned())
        .spawn(write)
}

/// Waits for the files that are being written after the screen was left, and tells of them.
pub(super) fn finish(exports: Vec<Export>, locale: &Locale) {
    let mut err = io::stderr();
    let unfinished = exports.into_iter().filter(|export| !export.is_finished());
    for export in unfinished {
        let _ = writeln!(err, "{}", locale.t("screen.finishing"));
        if let Ok(Some(sentence)) = export.join() {
            let _ = writeln!(err, "{sentence}");
        }
    }
}

fn write(
    settings: &Settings,
    shown: &Shown,
    query: &Query,
    format: ExportFormat,
    folder: &Path,
    stem: &str,
) -> Result<String, Failure> {
    let mut source = Source::new(settings, &shown.catalog, shown.generation, query.clone())?;
    for number in 1..=MOST {
        let wish = Wish {
            out: name(folder, stem, number, format),
            format: Some(format),
            bom: format == ExportFormat::Csv,
            force: false,
        };
        match source.into_file(format, &wish) {
            Err(Failure::File(_, error)) if error.kind() == io::ErrorKind::AlreadyExists => {}
            written => return written,
        }
    }
    let all_taken = io::ErrorKind::AlreadyExists.into();
    Err(Failure::File(folder.to_path_buf(), all_taken))
}

/// What was asked, in plain letters, and the day.
fn stem(settings: &Settings, line: &str) -> String {
    let asked: String = folded(line).chars().take(LONGEST).collect();
    let asked = asked.replace('_', "-");
    let gap = if asked.is_empty() { "" } else { "-" };
    format!("ocop{gap}{}-{}", asked.trim_matches('-'), settings.day)
}

fn name(folder: &Path, stem: &str, number: usize, format: ExportFormat) -> PathBuf {
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
