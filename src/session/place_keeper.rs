//! Keeps where the user is, for the next sitting: written a few seconds after it changed, even if no key follows, and
//! at the end.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::state_files::StateFiles;
use crate::app::model::last_place::LastPlace;
use crate::cli::paths;
use crate::cli::settings::Settings;
use crate::files::private_file::SaveMoment;
use crate::user_state::last_place;

/// How long a new place waits to be written to the file: it changes with every key.
const WRITE_DELAY: Duration = Duration::from_secs(5);

/// Where the place goes; nowhere on a shared computer.
pub(super) struct PlaceKeeper {
    path: Option<PathBuf>,
    catalog: PathBuf,
    place: Option<LastPlace>,
    /// When the place changed that is not in the file yet.
    unsaved_since: Option<Instant>,
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
            unsaved_since: None,
        }
    }

    /// The place of the sitting before.
    pub(super) fn load_place(&self, files: &mut StateFiles) -> Option<LastPlace> {
        let catalog = &self.catalog;
        let load = |path: &Path| last_place::load_last_place(path, catalog);
        files.load(self.path.as_deref(), load)
    }

    /// Takes the place after a message; a place at the start of a sitting does not replace the one before.
    pub(super) fn keep_place(&mut self, place: Option<LastPlace>) {
        let Some(path) = &self.path else {
            return;
        };
        if let Some(place) = place
            && self.place.as_ref() != Some(&place)
        {
            last_place::set_unsaved_place(path, &self.catalog, &place);
            self.place = Some(place);
            self.unsaved_since.get_or_insert_with(Instant::now);
        }
    }

    /// How long from now until the place should be written; nothing where it is in the file.
    pub(super) fn time_until_write(&self) -> Option<Duration> {
        let since = self.unsaved_since?;
        Some(WRITE_DELAY.saturating_sub(since.elapsed()))
    }

    /// Writes the place to the file.
    pub(super) fn write_place(&mut self) {
        self.unsaved_since = None;
        last_place::save_unsaved_place(SaveMoment::Running);
    }
}
