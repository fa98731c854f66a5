//! Work that goes on after its screen was left: waited for, told on the normal screen, and honest about its end when a
//! signal comes first.
//!
//! Must not: begin work.

use std::io::{self, Write};
use std::path::Path;
use std::thread::JoinHandle;

use ocop_index::store::StoreLayout;

use crate::app::model::work_desk::UnsavedAct;
use crate::cli::exit;
use crate::runtime::work_worker::WorkWorker;
use crate::term;
use crate::wording::locale::Locale;

/// Work on a thread of its own; ends with the sentence about it, and a failure's code.
pub(super) type WorkHandle = JoinHandle<(String, Option<u8>)>;

/// A publication that is not finished.
#[derive(Clone, Copy, Debug)]
pub(super) struct UnfinishedPublication {
    /// The generation that was in use when it began.
    pub(super) base: Option<u64>,
}

/// The generation in use in a data folder, if one is.
pub(super) fn generation_in_use(data_dir: &Path) -> Option<u64> {
    StoreLayout::new(data_dir)
        .generation_in_use()
        .ok()
        .flatten()
}

/// Makes a signal that comes from now on say what became of the work.
pub(super) fn tell_honestly_when_interrupted(
    locale: &Locale,
    data_dir: &Path,
    publishing: Option<UnfinishedPublication>,
) {
    let (locale, data_dir) = (locale.clone(), data_dir.to_path_buf());
    term::tell_when_interrupted(move |files_unfinished| {
        let unpublished =
            publishing.is_some_and(|publication| generation_in_use(&data_dir) == publication.base);
        let keys = [
            (unpublished, "screen.stopped_publishing"),
            (files_unfinished, "screen.stopped_export"),
            (
                !unpublished && !files_unfinished,
                "screen.stopped_when_done",
            ),
        ];
        let told = keys.iter().filter(|(is_so, _)| *is_so);
        let sentences: Vec<&str> = told.map(|(_, key)| locale.t(key)).collect();
        Some(sentences.join("\n"))
    });
}

/// Waits for the work, and prints the result of each piece that the screen has not reported. `waiting` is the key of
/// the sentence that it is waited for, `already_reported` are the sentences that the screen has. Returns the code of
/// the first failure among the others.
pub(super) fn finish_work(
    work: Vec<WorkHandle>,
    waiting: &str,
    already_reported: &mut Vec<String>,
    locale: &Locale,
) -> Option<u8> {
    let mut err = io::stderr();
    let mut failed = None;
    for piece in work {
        if !piece.is_finished() {
            let _ = writeln!(err, "{}", locale.t(waiting));
        }
        // The panic hook has reported one of its own.
        let Ok((sentence, code)) = piece.join() else {
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

/// Waits until the acts that the screen has not seen saved are on the disk, and tells those that could not be written.
/// Returns the code of a failure.
pub(super) fn finish_acts(work: WorkWorker, acts: &[UnsavedAct], locale: &Locale) -> Option<u8> {
    let mut err = io::stderr();
    let n = locale.format_number(acts.len());
    let lost = work.finish(|| {
        if !acts.is_empty() {
            let _ = writeln!(err, "{}", locale.fill("reviewing.finishing", &[("n", &n)]));
        }
    });
    let mut err = io::stderr();
    if lost == 0 {
        if !acts.is_empty() {
            let _ = writeln!(err, "{}", locale.fill("reviewing.finished", &[("n", &n)]));
        }
        return None;
    }
    let n = locale.format_number(lost);
    let _ = writeln!(err, "{}", locale.fill("reviewing.lost", &[("n", &n)]));
    for act in acts.iter().skip(acts.len().saturating_sub(lost)) {
        let _ = writeln!(err, "  {}", act.words);
    }
    Some(exit::IO)
}
