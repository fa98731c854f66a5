//! Keeps where the user is, for the next sitting: written when the hand rests, at most every few seconds, and at the
//! end.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::state_files::StateFiles;
use crate::app::model::last_place::LastPlace;
use crate::app::msg::Msg;
use crate::cli::paths;
use crate::cli::settings::Settings;
use crate::files::private_file::SaveMoment;
use crate::user_state::last_place;

/// The place is written to the file at most this often while the screen is open.
const WRITE_INTERVAL: Duration = Duration::from_secs(5);

/// Where the place goes; nowhere on a shared computer.
pub(super) struct PlaceKeeper {
    path: Option<PathBuf>,
    catalog: PathBuf,
    place: Option<LastPlace>,
    last_write: Option<Instant>,
}

impl PlaceKeeper {
    /// Nothing is kept in read-only mode, which is for computers that several people use, in a folder that is not the
    /// user's own, and where the config file says so. The restricted mode keeps it for the account, or for the key that
    /// has a folder.
    pub(super) fn new(settings: &Settings) -> Self {
        let is_own = paths::state_dir().is_some_and(|dir| last_place::is_own_folder(&dir));
        let is_shared = settings.read_only && !settings.is_restricted();
        Self {
            path: paths::last_place_file()
                .filter(|_| is_own && !is_shared && settings.screen.remembers_sitting),
            catalog: settings.data_dir.clone(),
            place: None,
            last_write: None,
        }
    }

    /// The place of the sitting before.
    pub(super) fn load_place(&self, files: &mut StateFiles) -> Option<LastPlace> {
        let catalog = &self.catalog;
        let load = |path: &Path| last_place::load_last_place(path, catalog);
        files.load(self.path.as_deref(), load)
    }

    /// Takes the place after a message; a place at the start of a sitting does not replace the one before.
    pub(super) fn keep_place(&mut self, place: Option<LastPlace>, is_resting: bool) {
        let Some(path) = &self.path else {
            return;
        };
        if place.is_some() && place != self.place {
            self.place = place;
            if let Some(place) = &self.place {
                last_place::set_unsaved_place(path, &self.catalog, place);
            }
        }
        let is_recent = |last: Instant| last.elapsed() < WRITE_INTERVAL;
        if is_resting && !self.last_write.is_some_and(is_recent) {
            self.last_write = Some(Instant::now());
            last_place::save_unsaved_place(SaveMoment::Running);
        }
    }
}

/// True for the moment when the hand rests.
pub(super) const fn is_rest(msg: &Msg) -> bool {
    matches!(msg, Msg::Idle)
}
