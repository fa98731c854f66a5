//! A list into a new file of its own: named after what was asked, the day and the kind, in the folder where the program
//! was started. For the screen and the linear mode. Must not: write over anything.

use std::io::ErrorKind;
use std::path::Path;

use ocop_index::{Catalog, Query};

use super::export::ExportSource;
use crate::capabilities::{ExportFolder, FileExports};
use crate::catalog::selected_products::ProductId;
use crate::cli::args::ExportFileArgs;
use crate::cli::exit::CommandFailure;
use crate::cli::paths;
use crate::cli::settings::Settings;
use crate::files::limited_folder::{self, LimitedWriteError};
use crate::report::export_file_name::build_export_file_name;
use crate::report::export_format::ExportFormat;
use crate::wording::io_error;
use crate::wording::sanitize::sanitize_text;

/// Files of one name and day: the last one is as good as a refusal.
const MAX_NUMBERED_FILES: usize = 999;

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenExport {
    /// Its folder, `~` for the home folder, without a slash at the end.
    pub folder: String,
    /// Its name.
    pub name: String,
    /// The number of products in it.
    pub products: usize,
}

impl WrittenExport {
    /// The sentence about it.
    pub fn to_sentence(&self, settings: &Settings) -> String {
        let n = settings.locale.format_number(self.products);
        let path = format!("{}/{}", self.folder, self.name);
        let values: [(&str, &dyn std::fmt::Display); 2] = [("n", &n), ("path", &path)];
        settings.locale.fill("export.written", &values)
    }
}

/// What an export has.
#[derive(Clone, Copy, Debug)]
pub struct ExportedRows<'a> {
    /// The query of the list.
    pub query: &'a Query,
    /// Only these products, in the order of the list, those that are not in it last; `None` for the whole list.
    pub selected: Option<&'a [ProductId]>,
    /// What they are, for the name of the file: the query as a line.
    pub line: &'a str,
}

/// Writes products into a new file, in the order of the list.
pub fn write_new_export(
    settings: &Settings,
    (catalog, generation): (&Catalog, Option<u64>),
    rows: ExportedRows<'_>,
    format: ExportFormat,
) -> Result<WrittenExport, CommandFailure> {
    let mut source = ExportSource::new(settings, catalog, generation, rows.query)?;
    if let Some(selected) = rows.selected {
        source.keep_selected(selected)?;
    }
    let line = rows.line;
    let table = (format, settings.columns.asked.is_some());
    let name_of =
        |number| build_export_file_name(&settings.locale, line, settings.day, table, number);
    settings.require(settings.capabilities.may_write_files(), "limits.exports")?;
    if let FileExports::Folder(limits) = &settings.capabilities.file_exports {
        let (bytes, products) = source.write_bytes(format)?;
        return Ok(WrittenExport {
            name: write_limited_file(settings, limits, name_of, &bytes)?,
            folder: sanitize_text(&limits.folder.to_string_lossy()),
            products,
        });
    }
    let folder = std::env::current_dir().unwrap_or_default();
    let (name, products) = write_numbered_file(&folder, name_of, |path| {
        let file = ExportFileArgs {
            out: path.to_owned(),
            format: Some(format),
            bom: format == ExportFormat::Csv,
            force: false,
        };
        source.write_file(format, &file)
    })?;
    let folder = sanitize_text(&paths::abbreviate_home(&folder));
    Ok(WrittenExport {
        folder: folder.trim_end_matches('/').to_owned(),
        name: sanitize_text(&name),
        products,
    })
}

/// Writes a file into the one folder for exports; the failure says which limit is reached.
pub fn write_limited_file(
    settings: &Settings,
    limits: &ExportFolder,
    name_of: impl Fn(usize) -> String,
    bytes: &[u8],
) -> Result<String, CommandFailure> {
    let locale = &settings.locale;
    let path = sanitize_text(&limits.folder.to_string_lossy());
    let written = limited_folder::write_new_file(limits, name_of, bytes);
    written.map_err(|error| {
        let (key, value) = match error {
            LimitedWriteError::TooManyFiles => {
                ("limits.folder_files", limits.max_files.to_string())
            }
            LimitedWriteError::TooManyBytes => {
                ("limits.folder_bytes", (limits.max_bytes >> 20).to_string())
            }
            LimitedWriteError::System(error) => {
                let reason = io_error::describe_io_error(&error, locale);
                ("limits.folder_untrusted", reason)
            }
        };
        let values: [(&str, &dyn std::fmt::Display); 3] =
            [("path", &path), ("n", &value), ("reason", &value)];
        CommandFailure::Forbidden(locale.fill(key, &values))
    })
}

/// Writes a file under the first of these names, numbered from 1, that no file of the folder has; returns the name.
pub fn write_numbered_file<T>(
    folder: &Path,
    name_of: impl Fn(usize) -> String,
    mut write: impl FnMut(&Path) -> Result<T, CommandFailure>,
) -> Result<(String, T), CommandFailure> {
    for number in 1..=MAX_NUMBERED_FILES {
        let name = name_of(number);
        match write(&folder.join(&name)) {
            Err(CommandFailure::UnwritableFile(_, error))
                if matches!(
                    error.kind(),
                    ErrorKind::AlreadyExists | ErrorKind::IsADirectory
                ) => {}
            written => return Ok((name, written?)),
        }
    }
    Err(CommandFailure::UnwritableFile(
        folder.to_path_buf(),
        ErrorKind::AlreadyExists.into(),
    ))
}
