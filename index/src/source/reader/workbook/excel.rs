//! XLSX and XLSM: cells from calamine, notes from a pass of our own.

use std::collections::HashMap;
use std::io::{BufReader, Read, Seek};
use std::rc::Rc;

use calamine::{DataRef, Reader, Xlsx, XlsxError};

use super::cell_value::{RowBuilder, sheets_of_cells};
use super::excel_notes::{find_sheet_parts, read_excel_notes};
use super::number_format::number_formats_of_styles;
use super::shared_input::SharedInput;
use super::sheet_info::SheetInfo;
use super::sheet_notes::SheetNotes;
use super::xml_part::WorkbookParts;
use crate::source::list_row::{ReadFlow, RowSink};
use crate::source::unreadable::{UnreadableFile, UnreadableReason};

/// An open workbook of Excel 2007 and later.
pub(crate) struct ExcelBook<R: Read + Seek> {
    cells: Xlsx<BufReader<SharedInput<R>>>,
    parts: WorkbookParts<BufReader<SharedInput<R>>>,
    /// Part names by the names of the sheets.
    sheet_parts: HashMap<String, String>,
    /// The notes of sheets that were read already: a sheet is looked at before it is read.
    notes: HashMap<String, Rc<SheetNotes>>,
}

impl<R: Read + Seek> ExcelBook<R> {
    pub(super) fn open(file: R) -> Result<Self, UnreadableFile> {
        let input = SharedInput::new(file);
        let mut parts = WorkbookParts::open(BufReader::new(input.share()))?;
        let cells =
            Xlsx::new(BufReader::new(input)).map_err(|error| unreadable_from_xlsx(&error))?;
        let sheet_parts = find_sheet_parts(&mut parts)?;
        Ok(Self {
            cells,
            parts,
            sheet_parts,
            notes: HashMap::new(),
        })
    }

    pub(super) fn sheets(&self) -> Vec<SheetInfo> {
        sheets_of_cells(self.cells.sheets_metadata())
    }

    pub(super) fn read_rows(
        &mut self,
        sheet: &str,
        sink: &mut RowSink<'_>,
    ) -> Result<(), UnreadableFile> {
        let notes = self.read_notes(sheet)?;
        let mut cells = self
            .cells
            .worksheet_cells_reader(sheet)
            .map_err(|error| unreadable_from_xlsx(&error))?;
        let formats = number_formats_of_styles(cells.styles());
        let mut rows = RowBuilder::new(&notes, sink);
        while let Some((cell, style)) = cells
            .next_cell_with_style_id()
            .map_err(|error| unreadable_from_xlsx(&error))?
        {
            let (row_index, column) = cell.get_position();
            if rows.go_to_row(row_index)? == ReadFlow::Stop {
                return Ok(());
            }
            match (cell.get_value(), formats.get(style)) {
                (DataRef::Float(number), Some(format)) => {
                    rows.set_cell(column, format.format_number(*number));
                }
                (value, _) => rows.set_value(column, value),
            }
        }
        rows.finish()
    }

    fn read_notes(&mut self, sheet: &str) -> Result<Rc<SheetNotes>, UnreadableFile> {
        if let Some(notes) = self.notes.get(sheet) {
            return Ok(Rc::clone(notes));
        }
        let notes = match self.sheet_parts.get(sheet) {
            Some(part) => Rc::new(read_excel_notes(&mut self.parts, part)?),
            None => Rc::default(),
        };
        self.notes.insert(sheet.to_owned(), Rc::clone(&notes));
        Ok(notes)
    }
}

fn unreadable_from_xlsx(error: &XlsxError) -> UnreadableFile {
    let why = match error {
        XlsxError::Password => UnreadableReason::Encrypted,
        _ => UnreadableReason::BrokenWorkbook,
    };
    UnreadableFile::new(why).with_detail(error)
}
