//! XLSX: the notes of a sheet (`super::sheet_notes`), read in a pass of their own before its cells.
//!
//! Calamine reads the values. Merged ranges and links stand below the cells they concern, so they need a pass before
//! anyway; hidden rows and formulas are met on the way.

use std::collections::HashMap;
use std::io::{BufRead, Read, Seek};

use quick_xml::events::{BytesStart, Event};

use super::sheet_notes::{CellRange, SheetNotes, address_of_formula};
use super::xml_part::{WorkbookParts, attribute_value, broken_workbook, push_entity};
use crate::source::unreadable::UnreadableFile;

/// Relations of a part: identifier, target.
type RelationTargets = HashMap<String, String>;

/// Part names of the sheets, by the name of the sheet.
pub(super) fn find_sheet_parts<R: Read + Seek>(
    parts: &mut WorkbookParts<R>,
) -> Result<HashMap<String, String>, UnreadableFile> {
    let package = read_relations(parts, "_rels/.rels", "/officeDocument")?;
    let book_part = package
        .into_values()
        .next()
        .unwrap_or_else(|| "xl/workbook.xml".to_owned());
    let targets = read_relations(parts, &relations_part(&book_part), "/worksheet")?;
    let mut sheet_parts = HashMap::new();
    let Some(mut xml) = parts.open_xml(&book_part)? else {
        return Ok(sheet_parts);
    };
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(broken_workbook)? {
            Event::Start(element) if element.local_name().as_ref() == "sheet" => {
                let name = attribute_value(&element, "name").unwrap_or_default();
                let target = attribute_value(&element, "id").and_then(|id| targets.get(&id));
                if let Some(target) = target {
                    sheet_parts.insert(name, resolve_target(&book_part, target));
                }
            }
            Event::Eof => return Ok(sheet_parts),
            _ => {}
        }
    }
}

/// Reads the notes of a sheet.
pub(super) fn read_excel_notes<R: Read + Seek>(
    parts: &mut WorkbookParts<R>,
    sheet_part: &str,
) -> Result<SheetNotes, UnreadableFile> {
    let addresses = read_relations(parts, &relations_part(sheet_part), "/hyperlink")?;
    let mut notes = SheetNotes::default();
    if let Some(xml) = parts.open_xml(sheet_part)? {
        let mut reader = ExcelNotesReader {
            xml,
            addresses,
            notes: &mut notes,
            row: 0,
            column: 0,
            cell: OpenCell::default(),
        };
        reader.read_sheet()?;
    }
    notes.sort_notes();
    Ok(notes)
}

/// What is known of the cell that is being read.
#[derive(Default)]
struct OpenCell {
    /// True when the saved value of the formula is a text.
    is_text: bool,
    has_formula: bool,
    saved_value: SavedValue,
}

/// The value that was saved beside a formula.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum SavedValue {
    #[default]
    Missing,
    /// An element without a text.
    Blank,
    Given,
}

struct ExcelNotesReader<'n, B> {
    xml: quick_xml::Reader<B>,
    addresses: RelationTargets,
    notes: &'n mut SheetNotes,
    /// The row and the column that are being read, counted from 0.
    row: u32,
    column: u32,
    cell: OpenCell,
}

impl<B: BufRead> ExcelNotesReader<'_, B> {
    fn read_sheet(&mut self) -> Result<(), UnreadableFile> {
        let mut buffer = Vec::new();
        let mut text = String::new();
        loop {
            buffer.clear();
            match self
                .xml
                .read_event_into(&mut buffer)
                .map_err(broken_workbook)?
            {
                Event::Start(element) => match element.local_name().as_ref() {
                    "row" => start_row(&element, &mut self.row, self.notes),
                    "c" => start_cell(&element, &mut self.row, &mut self.column, &mut self.cell),
                    "f" => {
                        self.cell.has_formula = true;
                        self.read_text(&mut text)?;
                        self.note_formula_address(&text);
                    }
                    "v" if self.cell.has_formula => {
                        self.read_text(&mut text)?;
                        self.cell.saved_value = if text.is_empty() {
                            SavedValue::Blank
                        } else {
                            SavedValue::Given
                        };
                    }
                    "mergeCell" => {
                        let range = attribute_value(&element, "ref");
                        let range = range.as_deref().and_then(parse_range);
                        self.notes.merged_ranges.extend(range);
                    }
                    "hyperlink" => {
                        let range = attribute_value(&element, "ref");
                        let address =
                            attribute_value(&element, "id").and_then(|id| self.addresses.get(&id));
                        if let (Some(range), Some(address)) =
                            (range.as_deref().and_then(parse_range), address)
                        {
                            self.notes.links.add_link(range, address);
                        }
                    }
                    _ => {}
                },
                Event::End(element) => match element.local_name().as_ref() {
                    "row" => {
                        self.row = self.row.saturating_add(1);
                        self.column = 0;
                    }
                    "c" => self.finish_cell(),
                    _ => {}
                },
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    /// Reads the text of the element that was just started.
    fn read_text(&mut self, text: &mut String) -> Result<(), UnreadableFile> {
        let mut buffer = Vec::new();
        text.clear();
        loop {
            buffer.clear();
            match self
                .xml
                .read_event_into(&mut buffer)
                .map_err(broken_workbook)?
            {
                Event::Text(piece) => text.push_str(&piece.xml10_content()),
                Event::CData(piece) => text.push_str(&piece.xml10_content()),
                Event::GeneralRef(entity) => push_entity(text, &entity),
                Event::End(_) | Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn note_formula_address(&mut self, formula: &str) {
        if let Some(address) = address_of_formula(formula) {
            let position = (self.row, self.column);
            let range = CellRange::between_corners(position, position);
            self.notes.links.add_link(range, address);
        }
    }

    /// A formula has no saved value when its element is missing or blank. The saved text of `=""` is blank too; there
    /// the type of the cell says that it was saved.
    fn finish_cell(&mut self) {
        let is_saved = match self.cell.saved_value {
            SavedValue::Given => true,
            SavedValue::Blank => self.cell.is_text,
            SavedValue::Missing => false,
        };
        if self.cell.has_formula && !is_saved {
            self.notes.unsaved_formulas.push((self.row, self.column));
        }
        self.column = self.column.saturating_add(1);
    }
}

fn start_row(element: &BytesStart<'_>, row: &mut u32, notes: &mut SheetNotes) {
    let mut is_hidden = false;
    for attribute in element.attributes().with_checks(false).flatten() {
        match attribute.key.as_ref() {
            "r" => {
                if let Ok(number) = attribute.value.parse::<u32>() {
                    *row = number.saturating_sub(1);
                }
            }
            "hidden" => is_hidden = matches!(attribute.value.as_ref(), "1" | "true"),
            _ => {}
        }
    }
    if is_hidden {
        let number = u64::from(*row) + 1;
        notes.hidden_rows.add_rows(number, number);
    }
}

fn start_cell(element: &BytesStart<'_>, row: &mut u32, column: &mut u32, cell: &mut OpenCell) {
    *cell = OpenCell::default();
    for attribute in element.attributes().with_checks(false).flatten() {
        match attribute.key.as_ref() {
            "r" => {
                if let Some(position) = parse_position(&attribute.value) {
                    (*row, *column) = position;
                }
            }
            "t" => cell.is_text = attribute.value.as_ref() == "str",
            _ => {}
        }
    }
}

/// Row and column of `B3`, counted from 0.
fn parse_position(reference: &str) -> Option<(u32, u32)> {
    let reference = reference.trim();
    let digits = reference.find(|c: char| c.is_ascii_digit())?;
    let (letters, number) = reference.split_at(digits);
    let mut column = 0_u32;
    for letter in letters.bytes() {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A' + 1,
            b'a'..=b'z' => letter - b'a' + 1,
            _ => return None,
        };
        column = column.checked_mul(26)?.checked_add(u32::from(value))?;
    }
    let row: u32 = number.parse().ok()?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

/// The cells of `B3:D5`, or of `B3` alone.
fn parse_range(reference: &str) -> Option<CellRange> {
    let (one, other) = reference.split_once(':').unwrap_or((reference, reference));
    Some(CellRange::between_corners(
        parse_position(one)?,
        parse_position(other)?,
    ))
}

/// The part that holds the relations of a part.
pub(super) fn relations_part(part: &str) -> String {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    format!("{folder}/_rels/{name}.rels")
}

/// The part that a relation leads to: from the root of the archive, or from the folder of the part.
pub(super) fn resolve_target(part: &str, target: &str) -> String {
    if target.starts_with('/') {
        return target.to_owned();
    }
    let (folder, _) = part.rsplit_once('/').unwrap_or(("", part));
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "." | "" => {}
            ".." => drop(steps.pop()),
            _ => steps.push(step),
        }
    }
    steps.join("/")
}

/// Targets of the relations of a kind, by their identifiers.
pub(super) fn read_relations<R: Read + Seek>(
    parts: &mut WorkbookParts<R>,
    part: &str,
    kind: &str,
) -> Result<RelationTargets, UnreadableFile> {
    let mut targets = HashMap::new();
    let Some(mut xml) = parts.open_xml(part)? else {
        return Ok(targets);
    };
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(broken_workbook)? {
            Event::Start(element) if element.local_name().as_ref() == "Relationship" => {
                let is_wanted =
                    attribute_value(&element, "Type").is_some_and(|name| name.ends_with(kind));
                let id = attribute_value(&element, "Id");
                let target = attribute_value(&element, "Target");
                if let (true, Some(id), Some(target)) = (is_wanted, id, target) {
                    targets.insert(id, target);
                }
            }
            Event::Eof => return Ok(targets),
            _ => {}
        }
    }
}
