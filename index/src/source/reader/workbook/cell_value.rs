//! Values of Excel's formats as cells, and rows put together cell by cell.

use calamine::{DataRef, Sheet, SheetType, SheetVisible};
use jiff::civil::Date;

use super::merged_rows::MergedRowFiller;
use super::sheet_info::SheetInfo;
use super::sheet_notes::SheetNotes;
use crate::source::list_cell::ListCell;
use crate::source::list_row::{ListRow, MAX_ROWS, ReadFlow, RowSink};
use crate::source::unreadable::{UnreadableFile, UnreadableReason};

/// Puts cells that arrive in the order of the sheet together to rows, and adds its notes.
pub(super) struct RowBuilder<'n, 's, 'a> {
    notes: &'n SheetNotes,
    filler: MergedRowFiller<'s, 'a>,
    row: ListRow,
}

impl<'n, 's, 'a> RowBuilder<'n, 's, 'a> {
    pub(super) fn new(notes: &'n SheetNotes, sink: &'s mut RowSink<'a>) -> Self {
        Self {
            notes,
            filler: MergedRowFiller::new(&notes.merged_ranges, notes.hidden_rows.clone(), sink),
            row: ListRow::default(),
        }
    }

    /// Goes to a row, counted from 0, and sends the one before if it is another.
    pub(super) fn go_to_row(&mut self, row_index: u32) -> Result<ReadFlow, UnreadableFile> {
        let number = u64::from(row_index) + 1;
        if number == self.row.number {
            return Ok(ReadFlow::Continue);
        }
        check_row_number(number)?;
        self.send_row(number)
    }

    /// Sets a cell of the current row.
    pub(super) fn set_value(&mut self, column: u32, value: &DataRef<'_>) {
        let row_index = self.row.number.saturating_sub(1) as u32;
        if *value == DataRef::Empty {
            if self.notes.is_unsaved_formula(row_index, column) {
                self.set_cell(column, ListCell::UnsavedFormula);
            }
            return;
        }
        set_excel_value(&mut self.row, column as usize, value);
    }

    /// Sets a cell of the current row.
    pub(super) fn set_cell(&mut self, column: u32, cell: ListCell) {
        self.row.set_cell(column as usize, cell);
    }

    /// Sends the last row.
    pub(super) fn finish(mut self) -> Result<(), UnreadableFile> {
        self.send_row(0).map(drop)
    }

    fn send_row(&mut self, next_number: u64) -> Result<ReadFlow, UnreadableFile> {
        let mut row = std::mem::replace(&mut self.row, ListRow::new(next_number));
        add_row_links(&mut row, self.notes);
        self.filler.push_row(row)
    }
}

/// Refuses a row beyond the last one of a sheet.
pub(super) fn check_row_number(number: u64) -> Result<(), UnreadableFile> {
    if number > MAX_ROWS {
        let error = UnreadableFile::at_line(UnreadableReason::TooManyRows, number, 0);
        return Err(error.with_detail(MAX_ROWS));
    }
    Ok(())
}

/// Adds the addresses behind the texts of a row.
fn add_row_links(row: &mut ListRow, notes: &SheetNotes) {
    for (column, address) in notes.links.links_of_row(row.number) {
        if !row.cell(column).is_blank() {
            row.links.push((column, address.to_owned()));
        }
    }
}

fn set_excel_value(row: &mut ListRow, column: usize, value: &DataRef<'_>) {
    match value {
        DataRef::SharedString(text) => row.set_text(column, text),
        DataRef::String(text) | DataRef::DurationIso(text) => row.set_text(column, text),
        DataRef::DateTimeIso(text) => set_iso_day(row, column, text),
        DataRef::Int(number) => row.set_cell(column, ListCell::Number(*number as f64)),
        DataRef::Float(number) => row.set_cell(column, ListCell::Number(*number)),
        DataRef::Bool(flag) => row.set_cell(column, ListCell::Text(flag.to_string())),
        DataRef::DateTime(moment) => row.set_cell(column, cell_from_datetime(moment)),
        DataRef::Error(error) => row.set_cell(column, ListCell::Fault(error.to_string())),
        DataRef::Empty => {}
    }
}

/// Sets the day of `2023-05-17` or `2023-05-17T08:00:00`; anything else stays a text.
pub(super) fn set_iso_day(row: &mut ListRow, column: usize, text: &str) {
    let day = text.trim().split('T').next().unwrap_or_default();
    match day.parse::<Date>() {
        Ok(day) => row.set_cell(column, ListCell::Day(day)),
        Err(_) => row.set_text(column, text),
    }
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

/// The sheets of cells among those that calamine found.
pub(super) fn sheets_of_cells(sheets: &[Sheet]) -> Vec<SheetInfo> {
    sheets
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| SheetInfo {
            name: sheet.name.clone(),
            is_visible: sheet.visible == SheetVisible::Visible,
        })
        .collect()
}
