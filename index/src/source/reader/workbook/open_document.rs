//! ODS: reads `content.xml` row by row, with merged ranges, links, hidden rows and shown numbers.
//!
//! Calamine holds such a sheet in memory as a whole and tells only its values. A row or a cell can be repeated; blank
//! ones are repeated to the end of the sheet.

use std::collections::HashSet;
use std::io::{BufRead, BufReader, Read, Seek};

use quick_xml::events::{BytesStart, Event};
use zip::read::ZipFile;

use super::cell_value::check_row_number;
use super::merged_rows::MergedRowFiller;
use super::open_document_cell::{OpenDocumentCell, read_cell};
use super::sheet_info::SheetInfo;
use super::sheet_notes::{CellRange, HiddenRows};
use super::xml_part::{WorkbookParts, attribute_value, broken_workbook, count_attribute};
use crate::source::list_row::{ListRow, MAX_COLUMNS, ReadFlow, RowSink};
use crate::source::unreadable::{UnreadableFile, UnreadableReason};

const CONTENT_PART: &str = "content.xml";
const MANIFEST_PART: &str = "META-INF/manifest.xml";

/// An open OpenDocument spreadsheet.
pub(crate) struct OpenDocumentBook<R: Read + Seek> {
    parts: WorkbookParts<BufReader<R>>,
    sheets: Vec<SheetInfo>,
}

type ContentReader<'p, R> = quick_xml::Reader<BufReader<ZipFile<'p, BufReader<R>>>>;

impl<R: Read + Seek> OpenDocumentBook<R> {
    pub(super) fn open(file: R) -> Result<Self, UnreadableFile> {
        let mut parts = WorkbookParts::open(BufReader::new(file))?;
        refuse_encrypted(&mut parts)?;
        let sheets = find_sheets(&mut parts)?;
        Ok(Self { parts, sheets })
    }

    pub(super) fn sheets(&self) -> Vec<SheetInfo> {
        self.sheets.clone()
    }

    pub(super) fn read_rows(
        &mut self,
        sheet: &str,
        sink: &mut RowSink<'_>,
    ) -> Result<(), UnreadableFile> {
        let mut content = open_content(&mut self.parts)?;
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match content
                .read_event_into(&mut buffer)
                .map_err(broken_workbook)?
            {
                Event::Start(element)
                    if is_sheet(&element)
                        && attribute_value(&element, "name").as_deref() == Some(sheet) =>
                {
                    break;
                }
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
        let mut rows = OpenDocumentRows {
            content,
            filler: MergedRowFiller::new(&[], HiddenRows::default(), sink),
            next_row: 1,
        };
        rows.read_table()
    }
}

fn open_content<R: Read + Seek>(
    parts: &mut WorkbookParts<BufReader<R>>,
) -> Result<ContentReader<'_, R>, UnreadableFile> {
    let content = parts.open_xml(CONTENT_PART)?;
    content.ok_or_else(|| broken_workbook(CONTENT_PART))
}

/// Finds the sheets. Whether one is hidden is written in its style.
fn find_sheets<R: Read + Seek>(
    parts: &mut WorkbookParts<BufReader<R>>,
) -> Result<Vec<SheetInfo>, UnreadableFile> {
    let mut content = open_content(parts)?;
    let mut sheets = Vec::new();
    let mut hiding_styles = HashSet::new();
    let mut style = None;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match content
            .read_event_into(&mut buffer)
            .map_err(broken_workbook)?
        {
            Event::Start(element) => match element.name().as_ref() {
                "style:style" => style = attribute_value(&element, "name"),
                "style:table-properties"
                    if attribute_value(&element, "display").as_deref() == Some("false") =>
                {
                    hiding_styles.extend(style.take());
                }
                _ if is_sheet(&element) => {
                    let style = attribute_value(&element, "style-name");
                    let has_hiding_style =
                        style.is_some_and(|style| hiding_styles.contains(&style));
                    let name = attribute_value(&element, "name").unwrap_or_default();
                    // LibreOffice keeps what it took from another file in a sheet of this name.
                    let is_copy_of_file = name.starts_with("'file:");
                    sheets.push(SheetInfo {
                        name,
                        is_visible: !has_hiding_style && !is_copy_of_file,
                    });
                }
                _ => {}
            },
            Event::Eof => return Ok(sheets),
            _ => {}
        }
    }
}

/// True for a table that is a sheet, and not one inside a cell.
fn is_sheet(element: &BytesStart<'_>) -> bool {
    element.name().as_ref() == "table:table"
        && attribute_value(element, "is-sub-table").as_deref() != Some("true")
}

/// A password encrypts every part but the list of the parts.
fn refuse_encrypted<R: Read + Seek>(parts: &mut WorkbookParts<R>) -> Result<(), UnreadableFile> {
    let Some(mut manifest) = parts.open_xml(MANIFEST_PART)? else {
        return Ok(());
    };
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match manifest
            .read_event_into(&mut buffer)
            .map_err(broken_workbook)?
        {
            Event::Start(element) if element.local_name().as_ref() == "encryption-data" => {
                return Err(UnreadableFile::new(UnreadableReason::Encrypted));
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// Reads the rows of one table.
struct OpenDocumentRows<'s, 'a, B> {
    content: quick_xml::Reader<B>,
    filler: MergedRowFiller<'s, 'a>,
    /// The number of the row that comes next.
    next_row: u64,
}

/// A row, how often it is repeated, and the ranges that begin in it.
struct ReadRow {
    row: ListRow,
    ranges: Vec<CellRange>,
    count: u64,
}

impl<B: BufRead> OpenDocumentRows<'_, '_, B> {
    fn read_table(&mut self) -> Result<(), UnreadableFile> {
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match self
                .content
                .read_event_into(&mut buffer)
                .map_err(broken_workbook)?
            {
                Event::Start(element) if element.name().as_ref() == "table:table-row" => {
                    let read = self.read_row(&element)?;
                    if self.send_row(&read)? == ReadFlow::Stop {
                        return Ok(());
                    }
                }
                Event::End(element) if element.name().as_ref() == "table:table" => return Ok(()),
                Event::Eof => return Err(broken_workbook("table:table")),
                _ => {}
            }
        }
    }

    fn read_row(&mut self, element: &BytesStart<'_>) -> Result<ReadRow, UnreadableFile> {
        let count = count_attribute(element, "number-rows-repeated");
        let visibility = attribute_value(element, "visibility");
        if matches!(visibility.as_deref(), Some("collapse" | "filter")) {
            self.filler
                .add_hidden_rows(self.next_row, self.next_row.saturating_add(count - 1));
        }
        let mut read = ReadRow {
            row: ListRow::new(self.next_row),
            ranges: Vec::new(),
            count,
        };
        let mut column = 0_usize;
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match self
                .content
                .read_event_into(&mut buffer)
                .map_err(broken_workbook)?
            {
                Event::Start(element) => {
                    let is_cell = matches!(
                        element.name().as_ref(),
                        "table:table-cell" | "table:covered-table-cell"
                    );
                    if is_cell {
                        let cell = read_cell(&mut self.content, &element)?;
                        let columns = count_attribute(&element, "number-columns-repeated");
                        set_cells(&mut read, column, columns, &cell);
                        column = column.saturating_add(columns as usize);
                    }
                }
                Event::End(element) if element.name().as_ref() == "table:table-row" => {
                    return Ok(read);
                }
                Event::Eof => return Err(broken_workbook("table:table-row")),
                _ => {}
            }
        }
    }

    fn send_row(&mut self, read: &ReadRow) -> Result<ReadFlow, UnreadableFile> {
        let first = self.next_row;
        self.next_row = first.saturating_add(read.count);
        for range in &read.ranges {
            self.filler.add_range(*range);
        }
        if read.row.cells.is_empty() && read.row.cell_problems.is_empty() {
            return Ok(ReadFlow::Continue);
        }
        for number in first..self.next_row {
            check_row_number(number)?;
            let mut row = read.row.clone();
            row.number = number;
            if number > first {
                self.filler.count_copy(&row);
            }
            if self.filler.push_row(row)? == ReadFlow::Stop {
                return Ok(ReadFlow::Stop);
            }
        }
        Ok(ReadFlow::Continue)
    }
}

/// Sets a cell, and its repetitions if it has a value.
fn set_cells(read: &mut ReadRow, column: usize, columns: u64, cell: &OpenDocumentCell) {
    if cell.spanned_rows > 1 || cell.spanned_columns > 1 {
        let first_row = read.row.number;
        read.ranges.push(CellRange {
            first_row,
            first_column: column,
            last_row: first_row.saturating_add(cell.spanned_rows - 1),
            last_column: column.saturating_add(cell.spanned_columns as usize - 1),
        });
    }
    if cell.is_empty() {
        return;
    }
    let end = column.saturating_add(columns as usize).min(MAX_COLUMNS + 1);
    for column in column..end.max(column + 1) {
        cell.set_in_row(&mut read.row, column);
    }
}
