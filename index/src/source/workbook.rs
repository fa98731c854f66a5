//! XLSX, XLSM and ODS: sheets as rows, cell by cell.
//!
//! The caller has counted what the archive inflates to ([`super::archive`]); still a workbook can make a
//! parser ask for more memory than there is, so the program reads one only in a process of its own. Must
//! not: evaluate; a formula is the value that the office program saved.

use std::io::{Read, Seek};

use calamine::{CellErrorType, Data, DataRef, Ods, Reader, SheetVisible, Xlsx};
use jiff::civil::Date;

use super::cell::Cell;
use super::row::{Flow, MAX_ROWS, Row, Sink};
use super::unreadable::{Unreadable, Why};

/// An open workbook.
pub(super) enum Workbook<R: Read + Seek> {
    Excel(Box<Xlsx<R>>),
    OpenDocument(Box<Ods<R>>),
}

impl<R: Read + Seek> Workbook<R> {
    /// Opens an Excel workbook, or an OpenDocument one.
    pub(super) fn open(file: R, is_open_document: bool) -> Result<Self, Unreadable> {
        if is_open_document {
            let book = Ods::new(file).map_err(|error| match error {
                calamine::OdsError::Password => Unreadable::new(Why::Encrypted),
                other => Unreadable::new(Why::BrokenWorkbook).with(other),
            })?;
            return Ok(Self::OpenDocument(Box::new(book)));
        }
        let book = Xlsx::new(file).map_err(|error| broken(&error))?;
        Ok(Self::Excel(Box::new(book)))
    }

    /// The names of its sheets, visible ones first.
    pub(super) fn sheets(&self) -> Vec<String> {
        let sheets = match self {
            Self::Excel(book) => book.sheets_metadata(),
            Self::OpenDocument(book) => book.sheets_metadata(),
        };
        let named = |visible: bool| {
            sheets
                .iter()
                .filter(move |sheet| (sheet.visible == SheetVisible::Visible) == visible)
                .map(|sheet| sheet.name.clone())
        };
        named(true).chain(named(false)).collect()
    }

    /// Reads the rows of a sheet that have a cell.
    pub(super) fn rows(&mut self, sheet: &str, sink: &mut Sink<'_>) -> Result<(), Unreadable> {
        match self {
            Self::Excel(book) => excel(book, sheet, sink),
            Self::OpenDocument(book) => open_document(book, sheet, sink),
        }
    }
}

fn excel<R: Read + Seek>(
    book: &mut Xlsx<R>,
    sheet: &str,
    sink: &mut Sink<'_>,
) -> Result<(), Unreadable> {
    let mut cells = book
        .worksheet_cells_reader(sheet)
        .map_err(|error| broken(&error))?;
    let mut row = Row::default();
    while let Some(cell) = cells.next_cell().map_err(|error| broken(&error))? {
        let (at, column) = cell.get_position();
        let number = u64::from(at) + 1;
        if number > MAX_ROWS {
            return Err(Unreadable::at(Why::TooManyRows, number, 0).with(MAX_ROWS));
        }
        if number != row.number {
            let full = std::mem::replace(&mut row, Row::new(number));
            if !full.cells.is_empty() && sink(full)? == Flow::Stop {
                return Ok(());
            }
        }
        put(&mut row, column as usize, cell.get_value());
    }
    if !row.cells.is_empty() {
        sink(row)?;
    }
    Ok(())
}

fn put(row: &mut Row, column: usize, value: &DataRef<'_>) {
    match value {
        DataRef::SharedString(text) => row.put_text(column, text),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            row.put_text(column, text);
        }
        DataRef::Int(number) => row.put(column, Cell::Number(*number as f64)),
        DataRef::Float(number) => row.put(column, Cell::Number(*number)),
        DataRef::Bool(yes) => row.put(column, Cell::Text(yes.to_string())),
        DataRef::DateTime(moment) => row.put(column, day(moment)),
        DataRef::Error(fault) => row.put(column, Cell::Fault(fault_text(fault))),
        DataRef::Empty => {}
    }
}

/// Calamine keeps an OpenDocument sheet whole; its memory is bounded by what the archive inflates to.
fn open_document<R: Read + Seek>(
    book: &mut Ods<R>,
    sheet: &str,
    sink: &mut Sink<'_>,
) -> Result<(), Unreadable> {
    let range = book
        .worksheet_range(sheet)
        .map_err(|error| Unreadable::new(Why::BrokenWorkbook).with(error))?;
    let (first, left) = range.start().unwrap_or_default();
    for (at, cells) in range.rows().enumerate() {
        let mut row = Row::new(u64::from(first) + at as u64 + 1);
        for (column, value) in cells.iter().enumerate() {
            let column = left as usize + column;
            match value {
                Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
                    row.put_text(column, text);
                }
                Data::Int(number) => row.put(column, Cell::Number(*number as f64)),
                Data::Float(number) => row.put(column, Cell::Number(*number)),
                Data::Bool(yes) => row.put(column, Cell::Text(yes.to_string())),
                Data::DateTime(moment) => row.put(column, day(moment)),
                Data::Error(fault) => row.put(column, Cell::Fault(fault_text(fault))),
                Data::Empty => {}
            }
        }
        if !row.cells.is_empty() && sink(row)? == Flow::Stop {
            return Ok(());
        }
    }
    Ok(())
}

/// The day of a cell that is formatted as a date; a time of day or a length of time is kept as a number.
fn day(moment: &calamine::ExcelDateTime) -> Cell {
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    let date = Date::new(year as i16, month as i8, day as i8);
    match date {
        Ok(date) if moment.is_datetime() && moment.as_f64() >= 1.0 => Cell::Day(date),
        _ => Cell::Number(moment.as_f64()),
    }
}

fn fault_text(fault: &CellErrorType) -> String {
    fault.to_string()
}

fn broken(error: &calamine::XlsxError) -> Unreadable {
    let why = match error {
        calamine::XlsxError::Password => Why::Encrypted,
        _ => Why::BrokenWorkbook,
    };
    Unreadable::new(why).with(error)
}
