//! Where a command writes a document, and in which format: a review, a list, the sheets of a trade meeting.

use std::io::Write;
use std::path::Path;

use super::file_output::{FileOutput, path_text};
use super::work_desk::tell_sentence;
use crate::cli::exit::{self, CommandFailure, CommandResult};
use crate::cli::settings::Settings;
use crate::report::document::{Document, DocumentFormat, write_document};

/// Where a document goes.
pub(super) struct DocumentOutput<'a> {
    output: FileOutput<'a>,
    format: DocumentFormat,
}

impl<'a> DocumentOutput<'a> {
    /// What somebody asked for by `--out`, `--format` and `--force`.
    pub(super) fn read(
        settings: &Settings,
        (out, force): (Option<&'a Path>, bool),
        format: Option<DocumentFormat>,
    ) -> Result<Self, CommandFailure> {
        let locale = &settings.locale;
        let output = FileOutput::new(out, force);
        let format = output.choose_format(format, DocumentFormat::of_path, DocumentFormat::Md);
        let Some(format) = format else {
            let sentence = locale.t("review.report_format").to_owned();
            return Err(CommandFailure::Usage(sentence));
        };
        if output.file().is_none() && format != DocumentFormat::Md {
            let sentence = locale.t("error.export_stdout").to_owned();
            return Err(CommandFailure::Usage(sentence));
        }
        Ok(Self { output, format })
    }

    /// Writes the document, and tells where; `written` is the key of that sentence.
    pub(super) fn write(
        &self,
        settings: &Settings,
        (document, written): (&Document, &str),
        out: &mut impl Write,
    ) -> CommandResult {
        self.output.write(settings, out, |mut out| {
            write_document(document, self.format, &mut out)
        })?;
        let path = self.output.file();
        if path.is_some() {
            let path = path_text(path);
            tell_sentence(&settings.locale.fill(written, &[("path", &path)]));
        }
        Ok(exit::OK)
    }
}
