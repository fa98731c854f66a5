//! What is in the list into a new file, on a thread of its own, so that the screen goes on.
//!
//! The file lies where the program was started and is named after what was asked and the day. Who leaves the screen
//! meanwhile gets it whole all the same. Must not: write over anything.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread::{self, JoinHandle};

use ocop_index::Query;

use crate::app::msg::{ExportReport, Msg};
use crate::app::notice::Notice;
use crate::cli::exit;
use crate::cli::settings::Settings;
use crate::commands::new_export;
use crate::report::export_format::ExportFormat;
use crate::runtime::search_service::ServedCatalog;
use crate::wording::locale::Locale;

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
        let served = (&*shown.catalog, shown.generation);
        let written = new_export::write_new_export(&settings, served, (&query, &line), format);
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
        // Where no screen takes it any more, [`finish_exports`] tells it.
        drop(replies.send(msg));
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
