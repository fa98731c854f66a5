//! XLSX, XLSM and ODS: sheets as rows, cell by cell.
//!
//! The caller has checked what the archive inflates to (`super::archive`). A workbook can still make its parser ask
//! for more memory than there is, so the program reads one only in a process of its own. Formulas are not
//! evaluated; the value that the office program saved is read.

use std::io::{Read, Seek};

use calamine::{Data, DataRef, Ods, Reader, SheetVisible, Xlsx};
use jiff::civil::Date;

use crate::source::list_cell::ListCell;
use crate::source::list_row::{ListRow, MAX_ROWS, ReadFlow, RowSink};
use crate::source::unreadable::{UnreadableFile, UnreadableReason};

/// An open workbook.
pub(crate) enum Workbook<R: Read + Seek> {
    Excel(Box<Xlsx<R>>),
    OpenDocument(Box<Ods<R>>),
}

impl<R: Read + Seek> Workbook<R> {
    /// Opens an Excel workbook, or an OpenDocument one.
    pub(crate) fn open(file: R, is_open_document: bool) -> Result<Self, UnreadableFile> {
        if is_open_document {
            let book = Ods::new(file).map_err(|error| match error {
                calamine::OdsError::Password => UnreadableFile::new(UnreadableReason::Encrypted),
                other => UnreadableFile::new(UnreadableReason::BrokenWorkbook).with_detail(other),
            })?;
            return Ok(Self::OpenDocument(Box::new(book)));
        }
        let book = Xlsx::new(file).map_err(|error| unreadable_from_xlsx(&error))?;
        Ok(Self::Excel(Box::new(book)))
    }

    /// The names of its sheets, visible ones first.
    pub(crate) fn sheet_names(&self) -> Vec<String> {
        let sheets = match self {
            Self::Excel(book) => book.sheets_metadata(),
            Self::OpenDocument(book) => book.sheets_metadata(),
        };
        let names = |visible: bool| {
            sheets
                .iter()
                .filter(move |sheet| (sheet.visible == SheetVisible::Visible) == visible)
                .map(|sheet| sheet.name.clone())
        };
        names(true).chain(names(false)).collect()
    }

    /// Reads the rows of a sheet that have a cell.
    pub(crate) fn read_sheet_rows(
        &mut self,
        sheet: &str,
        sink: &mut RowSink<'_>,
    ) -> Result<(), UnreadableFile> {
        match self {
            Self::Excel(book) => read_excel_rows(book, sheet, sink),
            Self::OpenDocument(book) => read_open_document_rows(book, sheet, sink),
        }
    }
}

fn read_excel_rows<R: Read + Seek>(
    book: &mut Xlsx<R>,
    sheet: &str,
    sink: &mut RowSink<'_>,
) -> Result<(), UnreadableFile> {
    let mut cells = book
        .worksheet_cells_reader(sheet)
        .map_err(|error| unreadable_from_xlsx(&error))?;
    let mut row = ListRow::default();
    while let Some(cell) = cells
        .next_cell()
        .map_err(|error| unreadable_from_xlsx(&error))?
    {
        let (row_index, column) = cell.get_position();
        let number = u64::from(row_index) + 1;
        if number > MAX_ROWS {
            return Err(
                UnreadableFile::at_line(UnreadableReason::TooManyRows, number, 0)
                    .with_detail(MAX_ROWS),
            );
        }
        if number != row.number {
            let finished = std::mem::replace(&mut row, ListRow::new(number));
            if !finished.cells.is_empty() && sink(finished)? == ReadFlow::Stop {
                return Ok(());
            }
        }
        set_excel_cell(&mut row, column as usize, cell.get_value());
    }
    if !row.cells.is_empty() {
        sink(row)?;
    }
    Ok(())
}

fn set_excel_cell(row: &mut ListRow, column: usize, value: &DataRef<'_>) {
    match value {
        DataRef::SharedString(text) => row.set_text(column, text),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            row.set_text(column, text);
        }
        DataRef::Int(number) => row.set_cell(column, ListCell::Number(*number as f64)),
        DataRef::Float(number) => row.set_cell(column, ListCell::Number(*number)),
        DataRef::Bool(flag) => row.set_cell(column, ListCell::Text(flag.to_string())),
        DataRef::DateTime(moment) => row.set_cell(column, cell_from_datetime(moment)),
        DataRef::Error(error) => row.set_cell(column, ListCell::Fault(error.to_string())),
        DataRef::Empty => {}
    }
}

/// Calamine holds an OpenDocument sheet in memory as a whole; the size check of the archive bounds it.
fn read_open_document_rows<R: Read + Seek>(
    book: &mut Ods<R>,
    sheet: &str,
    sink: &mut RowSink<'_>,
) -> Result<(), UnreadableFile> {
    let range = book.worksheet_range(sheet).map_err(|error| {
        UnreadableFile::new(UnreadableReason::BrokenWorkbook).with_detail(error)
    })?;
    let (first_row, first_column) = range.start().unwrap_or_default();
    for (row_index, cells) in range.rows().enumerate() {
        let mut row = ListRow::new(u64::from(first_row) + row_index as u64 + 1);
        for (column, value) in cells.iter().enumerate() {
            let column = first_column as usize + column;
            match value {
                Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
                    row.set_text(column, text);
                }
                Data::Int(number) => row.set_cell(column, ListCell::Number(*number as f64)),
                Data::Float(number) => row.set_cell(column, ListCell::Number(*number)),
                Data::Bool(flag) => row.set_cell(column, ListCell::Text(flag.to_string())),
                Data::DateTime(moment) => row.set_cell(column, cell_from_datetime(moment)),
                Data::Error(error) => row.set_cell(column, ListCell::Fault(error.to_string())),
                Data::Empty => {}
            }
        }
        if !row.cells.is_empty() && sink(row)? == ReadFlow::Stop {
            return Ok(());
        }
    }
    Ok(())
}

/// The day of a cell that is formatted as a date; a time of day or a duration stays a number.
fn cell_from_datetime(moment: &calamine::ExcelDateTime) -> ListCell {
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    let date = Date::new(year as i16, month as i8, day as i8);
    match date {
        Ok(date) if moment.is_datetime() && moment.as_f64() >= 1.0 => ListCell::Day(date),
        _ => ListCell::Number(moment.as_f64()),
    }
}

fn unreadable_from_xlsx(error: &calamine::XlsxError) -> UnreadableFile {
    let why = match error {
        calamine::XlsxError::Password => UnreadableReason::Encrypted,
        _ => UnreadableReason::BrokenWorkbook,
    };
    UnreadableFile::new(why).with_detail(error)
}
