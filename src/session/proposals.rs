//! A correction of a field into the store of work, on a thread of its own: others may be writing.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use super::unfinished_work::WorkHandle;
use crate::app::model::field_editor::FieldProposal;
use crate::app::msg::Msg;
use crate::app::notice::Notice;
use crate::cli::settings::Settings;
use crate::commands::review::propose::keep_field_proposal;
use crate::runtime::search_service::ServedCatalog;

/// Begins to keep it. That it is on the disk comes as a message, or why it is not.
pub(super) fn spawn_keeping(
    settings: Arc<Settings>,
    served: ServedCatalog,
    proposal: FieldProposal,
    replies: Sender<Msg>,
) -> io::Result<WorkHandle> {
    let keep = move || {
        let FieldProposal {
            product,
            field,
            old,
            new,
        } = proposal;
        let kept = keep_field_proposal(&settings, &served.catalog, &product, (field, &old, &new));
        let (notice, code) = match &kept {
            Ok(sentence) => (Notice::success(sentence.clone()), None),
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
        .name("proposal".to_owned())
        .spawn(keep)
}
