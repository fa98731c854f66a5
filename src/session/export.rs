//! What is in the list into a new file, on a thread of its own, so that the screen goes on.
//!
//! The file lies where the program was started and is named after what was asked and the day. Who leaves the screen
//! meanwhile gets it whole all the same. Must not: write over anything.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use super::unfinished_work::WorkHandle;
use crate::app::effect::ExportRows;
use crate::app::msg::{ExportReport, Msg};
use crate::app::notice::Notice;
use crate::cli::settings::Settings;
use crate::commands::new_export::{self, ExportedRows};
use crate::report::export_format::ExportFormat;
use crate::runtime::search_service::ServedCatalog;

/// Begins to write; how it ended comes as a message.
pub(super) fn spawn_export(
    settings: Arc<Settings>,
    shown: ServedCatalog,
    (rows, line): (ExportRows, String),
    format: ExportFormat,
    replies: Sender<Msg>,
) -> io::Result<WorkHandle> {
    let write = move || {
        let served = (&*shown.catalog, shown.generation);
        let rows = ExportedRows {
            query: &rows.query,
            selected: rows.selected.as_deref(),
            line: &line,
        };
        let written = new_export::write_new_export(&settings, served, rows, format);
        let (msg, sentence, code) = match written {
            Ok(written) => {
                let sentence = written.to_sentence(&settings);
                let report = ExportReport {
                    folder: written.folder,
                    name: written.name,
                    products: written.products,
                    sentence: sentence.clone(),
                };
                (Msg::ExportWritten(report), sentence, None)
            }
            Err(failure) => {
                let sentence = failure.to_sentence(&settings.locale).unwrap_or_default();
                let code = failure.exit_code();
                (
                    Msg::Notice(Notice::error(sentence.clone())),
                    sentence,
                    Some(code),
                )
            }
        };
        // Where no screen takes it any more, it is told at the end.
        drop(replies.send(msg));
        (sentence, code)
    };
    thread::Builder::new()
        .name("export".to_owned())
        .spawn(write)
}
