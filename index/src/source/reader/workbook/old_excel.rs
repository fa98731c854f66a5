//! XLS: workbooks of Excel 5 to 2003.
//!
//! Calamine holds every sheet in memory; the reader process bounds it. Neither number formats nor hidden rows are told,
//! and of links only those made by formulas.

use std::io::{BufReader, Read, Seek};

use calamine::{Data, DataRef, Reader, Xls, XlsError};

use super::cell_value::{RowBuilder, sheets_of_cells};
use super::sheet_info::SheetInfo;
use super::sheet_notes::{CellRange, SheetNotes, address_of_formula};
use crate::source::list_row::{ReadFlow, RowSink};
use crate::source::unreadable::{UnreadableFile, UnreadableReason};

/// An open workbook of Excel 2003 or before.
pub(crate) struct OldExcelBook<R: Read + Seek> {
    book: Xls<BufReader<R>>,
}

impl<R: Read + Seek> OldExcelBook<R> {
    pub(super) fn open(file: R) -> Result<Self, UnreadableFile> {
        let book = Xls::new(BufReader::new(file)).map_err(|error| unreadable_from_xls(&error))?;
        Ok(Self { book })
    }

    pub(super) fn sheets(&self) -> Vec<SheetInfo> {
        sheets_of_cells(self.book.sheets_metadata())
    }

    pub(super) fn read_rows(
        &mut self,
        sheet: &str,
        sink: &mut RowSink<'_>,
    ) -> Result<(), UnreadableFile> {
        let notes = self.read_notes(sheet)?;
        let range = self
            .book
            .worksheet_range(sheet)
            .map_err(|error| unreadable_from_xls(&error))?;
        let (first_row, first_column) = range.start().unwrap_or_default();
        let mut rows = RowBuilder::new(&notes, sink);
        for (row_index, cells) in (first_row..).zip(range.rows()) {
            if rows.go_to_row(row_index)? == ReadFlow::Stop {
                return Ok(());
            }
            for (column, value) in (first_column..).zip(cells) {
                rows.set_value(column, &borrow_value(value));
            }
        }
        rows.finish()
    }

    fn read_notes(&mut self, sheet: &str) -> Result<SheetNotes, UnreadableFile> {
        let mut notes = SheetNotes::default();
        let ranges = self
            .book
            .merge_cells_by_sheet_name(sheet)
            .map_err(|error| unreadable_from_xls(&error))?;
        notes.merged_ranges = ranges
            .iter()
            .map(|range| CellRange::between_corners(range.start, range.end))
            .collect();
        let formulas = self
            .book
            .worksheet_formula(sheet)
            .map_err(|error| unreadable_from_xls(&error))?;
        let (first_row, first_column) = formulas.start().unwrap_or_default();
        for (row, column, formula) in formulas.used_cells() {
            if let Some(address) = address_of_formula(formula) {
                let position = (first_row + row as u32, first_column + column as u32);
                let range = CellRange::between_corners(position, position);
                notes.links.add_link(range, address);
            }
        }
        notes.sort_notes();
        Ok(notes)
    }
}

fn borrow_value(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
            DataRef::SharedString(text)
        }
        Data::Bool(flag) => DataRef::Bool(*flag),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

fn unreadable_from_xls(error: &XlsError) -> UnreadableFile {
    let why = match error {
        XlsError::Password => UnreadableReason::Encrypted,
        _ => UnreadableReason::BrokenWorkbook,
    };
    UnreadableFile::new(why).with_detail(error)
}
