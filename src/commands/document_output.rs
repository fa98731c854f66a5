//! Where a command writes a document, and in which format: a review, a list, the sheets of a trade meeting.

use std::fmt::Display;
use std::io::Write;
use std::path::Path;

use crate::cli::exit::{self, CommandFailure, CommandResult};
use crate::cli::settings::Settings;
use crate::report::document::{Document, DocumentFormat, write_document};
use crate::report::table_file::write_file_atomically;
use crate::wording::sanitize::sanitize_text;

/// Where a document goes.
pub(super) struct DocumentOutput<'a> {
    /// The file; `None` for standard output.
    file: Option<&'a Path>,
    format: DocumentFormat,
    /// True to write over a file.
    force: bool,
}

impl<'a> DocumentOutput<'a> {
    /// What somebody asked for by `--out`, `--format` and `--force`.
    pub(super) fn read(
        settings: &Settings,
        (out, force): (Option<&'a Path>, bool),
        format: Option<DocumentFormat>,
    ) -> Result<Self, CommandFailure> {
        let locale = &settings.locale;
        let file = out.filter(|path| *path != Path::new("-"));
        let of_file = || match file {
            Some(path) => DocumentFormat::of_path(path),
            None => Some(DocumentFormat::Md),
        };
        let Some(format) = format.or_else(of_file) else {
            let sentence = locale.t("review.report_format").to_owned();
            return Err(CommandFailure::Usage(sentence));
        };
        if file.is_none() && format != DocumentFormat::Md {
            let sentence = locale.t("error.export_stdout").to_owned();
            return Err(CommandFailure::Usage(sentence));
        }
        Ok(Self {
            file,
            format,
            force,
        })
    }

    /// Writes the document, and tells where.
    pub(super) fn write(
        &self,
        settings: &Settings,
        document: &Document,
        out: &mut impl Write,
    ) -> CommandResult {
        let Some(path) = self.file else {
            write_document(document, self.format, out)?;
            return Ok(exit::OK);
        };
        settings.require_paths()?;
        let choice = (self.force, settings.export_access);
        write_file_atomically(path, choice, |out| {
            write_document(document, self.format, out)
        })?;
        let path = sanitize_text(&path.to_string_lossy());
        let values: [(&str, &dyn Display); 1] = [("path", &path)];
        let sentence = settings.locale.fill("review.report_written", &values);
        // A closed standard error does not stop the command.
        let _ = writeln!(std::io::stderr(), "{sentence}");
        Ok(exit::OK)
    }
}
