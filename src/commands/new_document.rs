//! A document into a new file of its own beside the exports of the screen: the report of a review or of a list.

use std::fmt::Display;
use std::io::Cursor;

use crate::capabilities::FileExports;
use crate::cli::exit::CommandFailure;
use crate::cli::paths;
use crate::cli::settings::Settings;
use crate::commands::new_export::{write_limited_file, write_numbered_file};
use crate::report::document::{Document, DocumentFormat, write_document};
use crate::report::export_file_name::slugify_query;
use crate::report::table_file::write_file_atomically;
use crate::wording::sanitize::sanitize_text;

/// Writes a document into a new file in the folder of exports, and says where it is. Its name begins with what it is,
/// and has the name of what it is about.
pub(super) fn write_new_document(
    settings: &Settings,
    document: &Document,
    (kind, about): (&str, &str),
    format: DocumentFormat,
) -> Result<String, CommandFailure> {
    let locale = &settings.locale;
    let stem = format!("{kind}{}-{}", slugify_query(locale, about), settings.day);
    let name_of = |number: usize| number_document_name(&stem, number, format);
    let (folder, name) = match &settings.capabilities.file_exports {
        FileExports::Folder(limits) => {
            let mut bytes = Cursor::new(Vec::new());
            write_document(document, format, &mut bytes)?;
            let name = write_limited_file(settings, limits, name_of, &bytes.into_inner())?;
            (limits.folder.clone(), name)
        }
        FileExports::Anywhere | FileExports::Off => {
            let folder = std::env::current_dir().unwrap_or_default();
            let choice = (false, settings.export_access);
            let (name, ()) = write_numbered_file(&folder, name_of, |path| {
                write_file_atomically(path, choice, |out| write_document(document, format, out))
            })?;
            (folder, name)
        }
    };
    let path = paths::abbreviate_home(&folder.join(name));
    let values: [(&str, &dyn Display); 1] = [("path", &sanitize_text(&path))];
    Ok(locale.fill("review.report_written", &values))
}

/// The name of the file; numbered from the second on.
fn number_document_name(stem: &str, number: usize, format: DocumentFormat) -> String {
    let ending = match format {
        DocumentFormat::Md => "md",
        DocumentFormat::Docx => "docx",
        DocumentFormat::Xlsx => "xlsx",
    };
    match number {
        0 | 1 => format!("{stem}.{ending}"),
        number => format!("{stem}-{number}.{ending}"),
    }
}
