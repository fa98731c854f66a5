//! The report of a review into a new file, on a thread of its own, beside the exports of lists.
//!
//! The file lies where those lie. Who leaves the screen meanwhile gets it whole all the same. Must not: write over
//! anything.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use super::unfinished_work::WorkHandle;
use crate::app::msg::Msg;
use crate::app::notice::Notice;
use crate::cli::settings::Settings;
use crate::commands::review::report_file::write_new_report;
use crate::report::document_format::DocumentFormat;
use crate::runtime::search_service::ServedCatalog;
use crate::work::events::event::ReviewId;

/// Begins to write; how it ended comes as a message.
pub(super) fn spawn_report_export(
    settings: Arc<Settings>,
    served: ServedCatalog,
    (review, format): (ReviewId, DocumentFormat),
    replies: Sender<Msg>,
) -> io::Result<WorkHandle> {
    let write = move || {
        let (notice, code) = match write_new_report(&settings, &served.catalog, review, format) {
            Ok(sentence) => (Notice::success(sentence), None),
            Err(failure) => {
                let sentence = failure.to_sentence(&settings.locale).unwrap_or_default();
                (Notice::error(sentence), Some(failure.exit_code()))
            }
        };
        // Where no screen takes it any more, it is told at the end.
        let sentence = notice.text.clone();
        drop(replies.send(Msg::Notice(notice)));
        (sentence, code)
    };
    thread::Builder::new()
        .name("report".to_owned())
        .spawn(write)
}
