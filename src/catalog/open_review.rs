//! The review that a person has open, which commands and the screen work on; and the sitting of their command lines.
//!
//! Which one is open is the person's own matter: it is kept in their state folder, also where many share a store.

use crate::cli::exit::CommandFailure;
use crate::cli::paths;
use crate::cli::settings::Settings;
use crate::user_state::one_line;
use crate::work::event::ReviewId;
use crate::work::event_id::EventId;
use crate::work::review_round::ReviewRound;
use crate::work::work_log::WorkLog;

/// The review that is open for this account: the one that was opened last, else the only one that is not closed.
pub fn open_review(settings: &Settings, log: &WorkLog) -> Option<ReviewRound> {
    let path = paths::open_review_file(&settings.data_dir);
    let remembered = path.and_then(|path| one_line::load_line(&path));
    let id: Option<ReviewId> = remembered.and_then(|line| line.parse().ok());
    if let Some(round) = id.and_then(|id| log.review(id)) {
        return Some(round);
    }
    let mut rounds = log.reviews();
    rounds.retain(|round| !round.is_closed);
    match <[ReviewRound; 1]>::try_from(rounds) {
        Ok([only]) => Some(only),
        Err(_) => None,
    }
}

/// Opens a review for this account, on the command line and on the screen; `None` leaves the one that is open.
///
/// # Errors
/// Fails where the state folder cannot be written.
pub fn remember_open_review(
    settings: &Settings,
    review: Option<ReviewId>,
) -> Result<(), CommandFailure> {
    let Some(path) = paths::open_review_file(&settings.data_dir) else {
        return Ok(());
    };
    let line = review.map_or_else(String::new, |id| id.to_string());
    one_line::save_line(&path, &line).map_err(|error| CommandFailure::UnwritableFile(path, error))
}

/// The sitting of all command lines of this account on this machine: an undo there undoes what one of them did, and
/// never what a screen or another machine of the same person did. `None` where nothing can be remembered.
pub fn command_sitting() -> Option<EventId> {
    let path = paths::command_sitting_file()?;
    let new = EventId::random().ok()?;
    let kept = one_line::keep_first_line(&path, &new.to_string()).ok()?;
    kept.parse().ok()
}
