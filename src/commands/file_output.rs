//! Where a command writes its answer: a file, whole or not at all, or standard output.

use std::io::Write;
use std::path::Path;

use crate::cli::exit::CommandFailure;
use crate::cli::settings::Settings;
use crate::report::table_file::write_file_atomically;
use crate::wording::sanitize::sanitize_text;

/// Where an answer goes.
pub(super) struct FileOutput<'a> {
    file: Option<&'a Path>,
    /// True to write over a file.
    force: bool,
}

impl<'a> FileOutput<'a> {
    /// What somebody asked for by `--out` and `--force`; no path and `-` are standard output.
    pub(super) fn new(out: Option<&'a Path>, force: bool) -> Self {
        let file = out.filter(|path| *path != Path::new("-"));
        Self { file, force }
    }

    /// The file; `None` for standard output.
    pub(super) const fn file(&self) -> Option<&'a Path> {
        self.file
    }

    /// The format that was asked for, else that of the file's name, on standard output the `usual` one.
    pub(super) fn choose_format<F>(
        &self,
        asked: Option<F>,
        of_path: impl FnOnce(&Path) -> Option<F>,
        usual: F,
    ) -> Option<F> {
        asked.or_else(|| match self.file {
            Some(path) => of_path(path),
            None => Some(usual),
        })
    }

    /// Writes into the file, or to `out`.
    pub(super) fn write(
        &self,
        settings: &Settings,
        out: &mut impl Write,
        write: impl FnOnce(&mut dyn Write) -> Result<(), CommandFailure>,
    ) -> Result<(), CommandFailure> {
        let Some(path) = self.file else {
            return write(out);
        };
        settings.require_paths()?;
        let choice = (self.force, settings.export_access);
        write_file_atomically(path, choice, |out| write(out))
    }
}

/// A path as it is told; `-` for none.
pub(super) fn path_text(path: Option<&Path>) -> String {
    path.map_or_else(
        || "-".to_owned(),
        |path| sanitize_text(&path.to_string_lossy()),
    )
}
