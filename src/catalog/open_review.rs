//! The review that a person has open, which commands and the screen work on; and the sitting of their command lines.
//!
//! Which one is open is the person's own matter: it is kept in their state folder, also where many share a store.

use crate::cli::exit::CommandFailure;
use crate::cli::paths;
use crate::cli::settings::Settings;
use crate::user_state::one_line;
use crate::work::events::event::ReviewId;
use crate::work::events::event_id::EventId;
use crate::work::events::work_log::WorkLog;
use crate::work::reviews::review_round::ReviewRound;

/// The review that is open for this account: the one that was opened last, else the only one that is not closed.
pub fn open_review(settings: &Settings, log: &WorkLog) -> Option<ReviewRound> {
    let path = paths::open_review_file(&settings.data_dir);
    let remembered = path.and_then(|path| one_line::load_line(&path));
    let id = remembered.as_deref().and_then(read_id);
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

/// Opens a review for this account at a command or in conversation: the next screen begins with it. `None` leaves the
/// one that is open.
///
/// # Errors
/// Fails where the state folder cannot be written.
pub fn remember_open_review(
    settings: &Settings,
    review: Option<ReviewId>,
) -> Result<(), CommandFailure> {
    let line = review.map(|id| format!("{id} {OF_COMMAND}"));
    save_line(settings, &line.unwrap_or_default())
}

/// The same on the screen, which shows it already.
///
/// # Errors
/// Fails where the state folder cannot be written.
pub fn remember_review_of_screen(
    settings: &Settings,
    review: Option<ReviewId>,
) -> Result<(), CommandFailure> {
    let line = review.map(|id| id.to_string());
    save_line(settings, &line.unwrap_or_default())
}

/// True once where a command opened the review since the last screen of this account.
pub fn take_review_of_command(settings: &Settings) -> bool {
    let path = paths::open_review_file(&settings.data_dir);
    let line = path.and_then(|path| one_line::load_line(&path));
    let Some(line) = line.filter(|line| line.ends_with(OF_COMMAND)) else {
        return false;
    };
    drop(remember_review_of_screen(settings, read_id(&line)));
    true
}

/// Behind the id of a review that no screen has shown yet.
const OF_COMMAND: &str = "command";

fn read_id(line: &str) -> Option<ReviewId> {
    line.split(' ').next()?.parse().ok()
}

fn save_line(settings: &Settings, line: &str) -> Result<(), CommandFailure> {
    let Some(path) = paths::open_review_file(&settings.data_dir) else {
        return Ok(());
    };
    one_line::save_line(&path, line).map_err(|error| CommandFailure::UnwritableFile(path, error))
}

/// The sitting of all command lines of this account on this machine: an undo there undoes what one of them did, and
/// never what a screen or another machine of the same person did. `None` where nothing can be remembered.
pub fn command_sitting() -> Option<EventId> {
    let path = paths::command_sitting_file()?;
    let new = EventId::random().ok()?;
    let kept = one_line::keep_first_line(&path, &new.to_string()).ok()?;
    kept.parse().ok()
}
