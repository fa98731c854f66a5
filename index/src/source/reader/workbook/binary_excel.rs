//! XLSB: cells from calamine; merged ranges, hidden rows and links from a pass of our own over the records (MS-XLSB).
//!
//! A record is a number of its kind, a length, and data. Number formats are not read.

use std::collections::HashMap;
use std::io::{BufReader, Read, Seek};

use calamine::{Reader, Xlsb, XlsbError};

use super::cell_value::{RowBuilder, sheets_of_cells};
use super::excel_notes::{read_relations, relations_part, resolve_target};
use super::shared_input::SharedInput;
use super::sheet_info::SheetInfo;
use super::sheet_notes::{CellRange, SheetNotes};
use super::xml_part::{WorkbookParts, broken_workbook};
use crate::source::list_row::{ReadFlow, RowSink};
use crate::source::unreadable::{UnreadableFile, UnreadableReason};

const BOOK_PART: &str = "xl/workbook.bin";

/// Kinds of records.
const ROW_HEADER: u16 = 0;
const SHEET: u16 = 156;
const MERGED_CELLS: u16 = 176;
const HYPERLINK: u16 = 494;

/// Longest record that is looked at; those that we need are short.
const MAX_RECORD_BYTES: usize = 1 << 16;

/// An open binary workbook of Excel 2007 and later.
pub(crate) struct BinaryExcelBook<R: Read + Seek> {
    cells: Xlsb<BufReader<SharedInput<R>>>,
    parts: WorkbookParts<BufReader<SharedInput<R>>>,
    /// Part names by the names of the sheets.
    sheet_parts: HashMap<String, String>,
}

impl<R: Read + Seek> BinaryExcelBook<R> {
    pub(super) fn open(file: R) -> Result<Self, UnreadableFile> {
        let input = SharedInput::new(file);
        let mut parts = WorkbookParts::open(BufReader::new(input.share()))?;
        let cells =
            Xlsb::new(BufReader::new(input)).map_err(|error| unreadable_from_xlsb(&error))?;
        let sheet_parts = find_sheet_parts(&mut parts)?;
        Ok(Self {
            cells,
            parts,
            sheet_parts,
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
        let notes = match self.sheet_parts.get(sheet) {
            Some(part) => read_binary_notes(&mut self.parts, part)?,
            None => SheetNotes::default(),
        };
        let mut cells = self
            .cells
            .worksheet_cells_reader(sheet)
            .map_err(|error| unreadable_from_xlsb(&error))?;
        let mut rows = RowBuilder::new(&notes, sink);
        while let Some(cell) = cells
            .next_cell()
            .map_err(|error| unreadable_from_xlsb(&error))?
        {
            let (row_index, column) = cell.get_position();
            if rows.go_to_row(row_index)? == ReadFlow::Stop {
                return Ok(());
            }
            rows.set_value(column, cell.get_value());
        }
        rows.finish()
    }
}

/// Part names of the sheets, by the name of the sheet.
fn find_sheet_parts<R: Read + Seek>(
    parts: &mut WorkbookParts<R>,
) -> Result<HashMap<String, String>, UnreadableFile> {
    let targets = read_relations(parts, &relations_part(BOOK_PART), "/worksheet")?;
    let mut sheet_parts = HashMap::new();
    for_each_record(parts, BOOK_PART, |kind, data| {
        if kind != SHEET {
            return;
        }
        let Some((relation, rest)) = data.get(8..).and_then(split_text) else {
            return;
        };
        if let (Some((name, _)), Some(target)) = (split_text(rest), targets.get(&relation)) {
            sheet_parts.insert(name, resolve_target(BOOK_PART, target));
        }
    })?;
    Ok(sheet_parts)
}

fn read_binary_notes<R: Read + Seek>(
    parts: &mut WorkbookParts<R>,
    sheet_part: &str,
) -> Result<SheetNotes, UnreadableFile> {
    let addresses = read_relations(parts, &relations_part(sheet_part), "/hyperlink")?;
    let mut notes = SheetNotes::default();
    for_each_record(parts, sheet_part, |kind, data| match kind {
        ROW_HEADER => {
            let is_hidden = data.get(11).is_some_and(|flags| flags & 0x10 != 0);
            if let (true, Some(row)) = (is_hidden, number_at(data, 0)) {
                let number = u64::from(row) + 1;
                notes.hidden_rows.add_rows(number, number);
            }
        }
        MERGED_CELLS => notes.merged_ranges.extend(range_of_record(data)),
        HYPERLINK => {
            let relation = data.get(16..).and_then(split_text);
            let address = relation.and_then(|(relation, _)| addresses.get(&relation));
            if let (Some(range), Some(address)) = (range_of_record(data), address) {
                notes.links.add_link(range, address);
            }
        }
        _ => {}
    })?;
    notes.sort_notes();
    Ok(notes)
}

/// First and last row, first and last column.
fn range_of_record(data: &[u8]) -> Option<CellRange> {
    let first = (number_at(data, 0)?, number_at(data, 8)?);
    let last = (number_at(data, 4)?, number_at(data, 12)?);
    Some(CellRange::between_corners(first, last))
}

fn number_at(data: &[u8], start: usize) -> Option<u32> {
    let bytes = data.get(start..start + 4)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

/// The text at the beginning of some data, in UTF-16 after its length, and what is behind it.
fn split_text(data: &[u8]) -> Option<(String, &[u8])> {
    let end = 4 + number_at(data, 0)?.checked_mul(2)? as usize;
    let units: Vec<u16> = data
        .get(4..end)?
        .chunks_exact(2)
        .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
        .collect();
    Some((String::from_utf16_lossy(&units), &data[end..]))
}

/// Hands every record of a part to `use_record`; the data of a long one is left out.
fn for_each_record<R: Read + Seek>(
    parts: &mut WorkbookParts<R>,
    part: &str,
    mut use_record: impl FnMut(u16, &[u8]),
) -> Result<(), UnreadableFile> {
    let Some(part) = parts.open_part(part)? else {
        return Ok(());
    };
    let mut bytes = BufReader::with_capacity(1 << 16, part);
    let mut data = Vec::new();
    while let Some(kind) = read_packed_number(&mut bytes, 2)? {
        let length = read_packed_number(&mut bytes, 4)?.unwrap_or_default() as usize;
        data.clear();
        if length <= MAX_RECORD_BYTES {
            data.resize(length, 0);
            bytes.read_exact(&mut data).map_err(broken_workbook)?;
        } else {
            let mut rest = bytes.by_ref().take(length as u64);
            std::io::copy(&mut rest, &mut std::io::sink()).map_err(broken_workbook)?;
        }
        use_record(kind as u16, &data);
    }
    Ok(())
}

/// A number of seven bits a byte, the lowest first; `None` at the end of the part.
fn read_packed_number(
    bytes: &mut impl Read,
    most_bytes: u32,
) -> Result<Option<u32>, UnreadableFile> {
    let mut number = 0;
    for place in 0..most_bytes {
        let mut byte = [0];
        if bytes.read(&mut byte).map_err(broken_workbook)? == 0 {
            return Ok(None);
        }
        number |= u32::from(byte[0] & 0x7f) << (7 * place);
        if byte[0] & 0x80 == 0 {
            break;
        }
    }
    Ok(Some(number))
}

fn unreadable_from_xlsb(error: &XlsbError) -> UnreadableFile {
    let why = match error {
        XlsbError::Password => UnreadableReason::Encrypted,
        _ => UnreadableReason::BrokenWorkbook,
    };
    UnreadableFile::new(why).with_detail(error)
}
