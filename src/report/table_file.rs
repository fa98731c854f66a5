//! Tables into files: CSV and workbooks, row by row, written beside and renamed, never over something else
//! by accident.
//!
//! A text cell stays text: nothing that a spreadsheet would run reaches one. Must not: know what the rows
//! mean.

use std::error::Error;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use jiff::civil::Date;
use ocop_index::clean;
use ocop_index::source::reader::delimited::guard_formula;
use rust_xlsxwriter::{
    ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::scratch_space::ScratchSpace;
use crate::cli::exit::CommandFailure;
use crate::files::temp_file::FileAccess;
use crate::files::whole_file::{ExistingFile, WholeFileWriter, refuse_folder_path};
use crate::wording::io_error::PortableIoError;
use crate::wording::locale::Locale;
#[cfg(unix)]
use crate::wording::unfit_file::UnfitFile;

/// A cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum ReportCell {
    /// Nothing.
    #[default]
    Empty,
    /// Text.
    Text(String),
    /// A number.
    Number(f64),
    /// A day.
    Day(Date),
    /// Text above others, in bold letters.
    Heading(String),
}

impl From<String> for ReportCell {
    fn from(text: String) -> Self {
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Text(text)
        }
    }
}

impl From<f64> for ReportCell {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl<T: Into<Self>> From<Option<T>> for ReportCell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

impl ReportCell {
    /// As text, dates as the language has them.
    fn to_text(&self, locale: &Locale) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Heading(text) => clean::clean_text(text).into_owned(),
            Self::Number(number) => number.to_string(),
            Self::Day(day) => locale.format_date(*day),
        }
    }
}

/// A table on its way into a file.
pub struct ReportTable<'a> {
    /// Name of the sheet.
    pub name: String,
    /// Lines above the header.
    pub title: Vec<String>,
    /// The header, one row or two.
    pub header: Vec<Vec<String>>,
    /// Width of each column in letters; the last one holds for the rest.
    pub widths: Vec<f64>,
    /// The rows.
    pub rows: Box<dyn Iterator<Item = ocop_index::Result<Vec<ReportCell>>> + 'a>,
    /// How a date is written in text.
    pub locale: Locale,
}

/// True for a file whose name says that it is a workbook, in letters of any size.
pub fn is_workbook_path(path: &Path) -> bool {
    let ending = path.extension();
    ending.is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx"))
}

/// Writes a table as CSV.
pub fn write_csv(out: impl Write, bom: bool, table: ReportTable<'_>) -> Result<(), CommandFailure> {
    let mut out = out;
    if bom {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let mut writer = csv::Writer::from_writer(out);
    let put = |writer: &mut csv::Writer<_>, cells: Vec<String>| {
        writer
            .write_record(&cells)
            .map_err(|error| match error.into_kind() {
                csv::ErrorKind::Io(error) => CommandFailure::Stdout(error),
                other => CommandFailure::Stdout(io::Error::other(format!("{other:?}"))),
            })
    };
    for head in table.header {
        put(&mut writer, head)?;
    }
    for row in table.rows {
        let cells = row?
            .iter()
            .map(|value| format_csv_cell(value, &table.locale))
            .collect();
        put(&mut writer, cells)?;
    }
    writer.flush()?;
    Ok(())
}

/// A cell of CSV: numbers as they are, text guarded.
fn format_csv_cell(value: &ReportCell, locale: &Locale) -> String {
    let text = value.to_text(locale);
    match value {
        ReportCell::Number(_) => text,
        _ => guard_formula(&text).into_owned(),
    }
}

/// Writes tables as a workbook: typed cells, a header that stays in sight, a filter, widths.
pub fn write_workbook(
    out: impl Write + Send + io::Seek,
    tables: Vec<ReportTable<'_>>,
) -> Result<(), CommandFailure> {
    let mut scratch = ScratchSpace::new()?;
    let mut book = Workbook::new();
    book.set_tempdir(scratch.folder())
        .map_err(workbook_failure)?;
    for table in tables {
        // Rows leave for a file of their own, so that a long list needs no memory.
        let sheet = book
            .add_worksheet_with_low_memory()
            .map_err(workbook_failure)?;
        fill_sheet(sheet, table, &mut scratch)?;
    }
    book.save_to_writer(out).map_err(workbook_failure)
}

fn fill_sheet(
    sheet: &mut Worksheet,
    table: ReportTable<'_>,
    scratch: &mut ScratchSpace,
) -> Result<(), CommandFailure> {
    let bold = Format::new().set_bold();
    let head = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
        .set_border_bottom(FormatBorder::Thin);
    let day = Format::new().set_num_format("dd/mm/yyyy");
    sheet.set_name(&table.name).map_err(workbook_failure)?;
    let columns = table.header.iter().map(Vec::len).max();
    let columns = columns.unwrap_or(table.widths.len()) as u16;
    for column in 0..columns {
        let width = table
            .widths
            .get(usize::from(column))
            .or(table.widths.last());
        sheet
            .set_column_width(column, *width.unwrap_or(&16.0))
            .map_err(workbook_failure)?;
    }
    let mut at = 0;
    for line in &table.title {
        sheet
            .write_string_with_format(at, 0, clean_cell_text(line), &bold)
            .map_err(workbook_failure)?;
        at += 1;
    }
    for labels in &table.header {
        for (column, label) in labels.iter().enumerate() {
            if !label.is_empty() {
                sheet
                    .write_string_with_format(at, column as u16, clean_cell_text(label), &head)
                    .map_err(workbook_failure)?;
            }
        }
        at += 1;
    }
    let below = at;
    sheet.set_freeze_panes(below, 0).map_err(workbook_failure)?;
    for row in table.rows {
        for (column, value) in row?.iter().enumerate() {
            let text = if let ReportCell::Text(text) | ReportCell::Heading(text) = value {
                text
            } else {
                ""
            };
            scratch.reserve_cell(text.len())?;
            write_cell(sheet, (at, column as u16), value, (&day, &bold))?;
        }
        at += 1;
    }
    if !table.header.is_empty() && at > below {
        sheet
            .autofilter(below - 1, 0, at - 1, columns - 1)
            .map_err(workbook_failure)?;
    }
    Ok(())
}

fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    value: &ReportCell,
    (day, bold): (&Format, &Format),
) -> Result<(), CommandFailure> {
    let put = match value {
        ReportCell::Empty => return Ok(()),
        // Only strings: a cell with `=` in front stays what it says.
        ReportCell::Text(text) => sheet.write_string(row, column, clean_cell_text(text)),
        ReportCell::Heading(text) => {
            sheet.write_string_with_format(row, column, clean_cell_text(text), bold)
        }
        ReportCell::Number(number) => sheet.write_number(row, column, *number),
        ReportCell::Day(date) => {
            let moment = ExcelDateTime::from_ymd(
                date.year().unsigned_abs(),
                date.month().unsigned_abs(),
                date.day().unsigned_abs(),
            );
            match moment {
                Ok(moment) => sheet.write_datetime_with_format(row, column, &moment, day),
                // Before 1900 there are no dates in a workbook.
                Err(_) => sheet.write_string(row, column, date.to_string()),
            }
        }
    };
    put.map(|_| ()).map_err(workbook_failure)
}

/// Cleaned, and no longer than a cell can be.
fn clean_cell_text(text: &str) -> String {
    let mut text = clean::clean_text(text).into_owned();
    if let Some((end, _)) = text
        .char_indices()
        .nth(ocop_index::source::list_cell::MAX_CELL_CHARS)
    {
        text.truncate(end);
    }
    text
}

fn workbook_failure(error: XlsxError) -> CommandFailure {
    match error {
        XlsxError::IoError(error) => CommandFailure::Stdout(error),
        other => {
            let system = other.source().and_then(|source| source.downcast_ref());
            let again = system.map(|system| PortableIoError::from(system).into());
            CommandFailure::Stdout(again.unwrap_or_else(|| io::Error::other(other.to_string())))
        }
    }
}

/// Writes a file that somebody named, completely or not at all. Without `force` an existing file stays and the call
/// fails; with it, the new file keeps the permissions of the old one, and a symbolic link stays a link.
pub fn write_file_atomically(
    path: &Path,
    (force, access): (bool, FileAccess),
    write: impl FnOnce(&mut BufWriter<File>) -> Result<(), CommandFailure>,
) -> Result<(), CommandFailure> {
    let unwritable = |error: io::Error| CommandFailure::UnwritableFile(path.to_path_buf(), error);
    let named = |failure: CommandFailure| match failure {
        // The closure writes to this file, not to standard output.
        CommandFailure::Stdout(error) => unwritable(error),
        other => other,
    };
    refuse_folder_path(path).map_err(unwritable)?;
    // A device or a pipe is written to directly; there is no file to replace.
    if fs::metadata(path).is_ok_and(|facts| !facts.is_file()) {
        let file = open_special_file(path).map_err(unwritable)?;
        let mut out = BufWriter::new(file);
        return match write(&mut out).and_then(|()| out.flush().map_err(CommandFailure::Stdout)) {
            // Whoever read the pipe has what they wanted.
            Err(CommandFailure::Stdout(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
                drop(out.into_parts());
                Err(CommandFailure::Stdout(error))
            }
            written => written.map_err(named),
        };
    }
    let existing = if force {
        ExistingFile::Replace
    } else {
        ExistingFile::Keep
    };
    let mut file = WholeFileWriter::create(path, existing, access).map_err(unwritable)?;
    write(file.writer()).map_err(named)?;
    file.commit().map_err(unwritable)
}

/// Opens a pipe that somebody reads, or a terminal or another device of characters, to write to.
#[cfg(unix)]
fn open_special_file(path: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags, fcntl_getfl, fcntl_setfl};
    use std::os::unix::fs::FileTypeExt;
    let kind = fs::metadata(path)?.file_type();
    if kind.is_socket() {
        return Err(UnfitFile::Socket.into());
    }
    // A disk is no place for a list.
    if kind.is_block_device() {
        return Err(UnfitFile::Device.into());
    }
    let flags = OFlags::WRONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let file = match rustix::fs::open(path, flags, Mode::empty()) {
        Err(rustix::io::Errno::NXIO) if kind.is_fifo() => {
            return Err(UnfitFile::UnreadPipe.into());
        }
        opened => opened?,
    };
    // Only the opening waits for nobody; a slow reader is waited for.
    let flags = fcntl_getfl(&file)?;
    fcntl_setfl(&file, flags - OFlags::NONBLOCK)?;
    Ok(file.into())
}

#[cfg(not(unix))]
fn open_special_file(path: &Path) -> io::Result<File> {
    File::options().write(true).open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_who_write_the_same_file_the_second_is_refused_and_the_first_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.csv");
        let text = |out: &mut BufWriter<File>, text: &str| Ok(out.write_all(text.as_bytes())?);
        let choice = (false, FileAccess::OwnerOnly);
        write_file_atomically(&path, choice, |out| {
            let second = write_file_atomically(&path, choice, |out| text(out, "second"));
            let Err(CommandFailure::UnwritableFile(_, error)) = second else {
                return Err(CommandFailure::Usage(
                    "nobody refused the second".to_owned(),
                ));
            };
            assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
            text(out, "first")
        })
        .unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "first");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_is_replaced_lets_in_whom_it_let_in_and_stays_behind_its_link() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (inner, link) = (folder.path().join("inner"), folder.path().join("link.csv"));
        fs::create_dir(&inner).unwrap();
        let path = inner.join("list.csv");
        symlink("inner/list.csv", &link).unwrap();
        for mode in [0o600, 0o640, 0o444] {
            drop(fs::remove_file(&path));
            fs::write(&path, "old").unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            let choice = (true, FileAccess::OwnerOnly);
            write_file_atomically(&link, choice, |out| Ok(out.write_all(b"new")?)).unwrap();
            let found = fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(found & 0o777, mode);
            assert_eq!(fs::read_to_string(&path).unwrap(), "new");
            assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
            assert_eq!(fs::read_dir(&inner).unwrap().count(), 1);
        }
    }
}
