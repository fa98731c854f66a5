//! What the screen remembers between sittings, read at its start; what cannot be read is told once, and never taken for
//! empty and written over.

use std::fmt::Display;
use std::io;
use std::path::Path;

use crate::cli::paths;
use crate::cli::settings::Settings;
use crate::commands::remembered_columns::{RememberedColumns, describe_unreadable};
use crate::files::private_file;
use crate::user_state::log;
use crate::wording::io_error::describe_io_error;
use crate::wording::locale::Locale;
use crate::wording::sanitize::sanitize_text;

/// The reader of the files, and the sentences about those that it could not read.
pub(super) struct StateFiles {
    locale: Locale,
    problems: Vec<String>,
    /// The folder can hold no files, which was told.
    has_no_folder: bool,
}

impl StateFiles {
    /// Looks first whether anything can be remembered at all, and at the named columns of the catalogue.
    pub(super) fn check(settings: &Settings) -> Self {
        let mut files = Self {
            locale: settings.locale.clone(),
            problems: Vec::new(),
            has_no_folder: false,
        };
        match paths::state_dir() {
            Some(folder) => {
                if let Err(error) = private_file::check_folder(&folder) {
                    files.add_problem("screen.nothing_remembered", &folder, &error);
                    files.has_no_folder = !folder.is_dir();
                }
            }
            // The notice about the catalogue says so too.
            None if !settings.has_data_dir() => {}
            None => files
                .problems
                .push(files.locale.t("screen.no_state").to_owned()),
        }
        if let Err(error) = RememberedColumns::load(&settings.data_dir)
            && settings.has_data_dir()
        {
            let sentence = describe_unreadable(&files.locale, &settings.data_dir, &error);
            files.problems.push(sentence);
        }
        files
    }

    /// What a file holds; nothing where there is no file, or it cannot be read.
    pub(super) fn load<T: Default>(
        &mut self,
        path: Option<&Path>,
        load: impl FnOnce(&Path) -> io::Result<T>,
    ) -> T {
        let Some(path) = path else {
            return T::default();
        };
        load(path).unwrap_or_else(|error| {
            if self.has_no_folder {
                return T::default();
            }
            self.add_problem("screen.state_unreadable", path, &error);
            T::default()
        })
    }

    /// The sentences.
    pub(super) fn into_problems(self) -> Vec<String> {
        self.problems
    }

    fn add_problem(&mut self, key: &str, path: &Path, error: &io::Error) {
        let values: [(&str, &dyn Display); 2] = [
            ("path", &sanitize_text(&paths::abbreviate_home(path))),
            ("reason", &describe_io_error(error, &self.locale)),
        ];
        let sentence = self.locale.fill(key, &values);
        log::write_line(&format!("state: {sentence}"));
        self.problems.push(sentence);
    }
}
