//! Turns JSON objects into rows below a header of their keys, and arrays into rows whose first one is the header.
//!
//! Objects often leave out empty fields, so the first ones are held until their keys are known.

use std::collections::HashMap;

use serde_json::Value;

use super::json_cells::{self, HoldsProducts, JsonCell, JsonContent};
use crate::source::list_parser::ListParser;
use crate::source::list_row::{ListRow, MAX_COLUMNS, ReadFlow};
use crate::source::problem::ProblemReason;
use crate::source::record_lines;
use crate::source::unreadable::{UnreadableFile, UnreadableReason};

/// Objects that are held before the header is fixed.
const MAX_HELD_OBJECTS: usize = 1_000;

/// Most keys of an object that an error shows.
const MAX_SHOWN_KEYS: usize = 12;

/// Rows made of objects, with one column for each key, or of arrays.
#[derive(Default)]
pub(super) struct JsonTable {
    /// Column of each label.
    columns: HashMap<String, usize>,
    /// Rows held until the keys of the first objects are known.
    held_rows: Vec<ListRow>,
    header_sent: bool,
}

impl JsonTable {
    /// Sends a value to the list: one of our own records as a product, any other object or array as a row.
    pub(super) fn push_value(
        &mut self,
        number: u64,
        value: &Value,
        list: &mut ListParser<'_>,
    ) -> Result<ReadFlow, UnreadableFile> {
        // A record of ours is the object itself or inside the document that `ocop show` prints.
        let record = value.get("record").unwrap_or(value);
        if record.get("id").is_some_and(Value::is_string)
            && let Ok(product) = record_lines::parse_product(&record.to_string())
        {
            list.push_product(number, product);
            return Ok(ReadFlow::Continue);
        }
        match value {
            Value::Object(fields) => {
                let cells = json_cells::flatten_object(fields)
                    .map_err(|HoldsProducts| shape_error(number, value))?;
                self.push_cells(number, cells, list)
            }
            Value::Array(values)
                if self.columns.is_empty() && values.iter().all(json_cells::is_scalar) =>
            {
                list.push_row(row_from_array(number, values))
            }
            _ => Err(shape_error(number, value)),
        }
    }

    fn push_cells(
        &mut self,
        number: u64,
        cells: Vec<JsonCell>,
        list: &mut ListParser<'_>,
    ) -> Result<ReadFlow, UnreadableFile> {
        let mut row = ListRow::new(number);
        for cell in cells {
            // Once the header is fixed, a cell beyond the last column makes the row report the lost value.
            let column = match self.columns.get(&cell.label) {
                Some(column) => *column,
                None if self.header_sent => MAX_COLUMNS,
                None => {
                    let column = self.columns.len();
                    self.columns.insert(cell.label, column);
                    column
                }
            };
            set_json_cell(&mut row, column, cell.content);
        }
        if self.header_sent {
            return list.push_row(row);
        }
        self.held_rows.push(row);
        if self.held_rows.len() >= MAX_HELD_OBJECTS {
            self.flush_held_rows(list)?;
        }
        Ok(ReadFlow::Continue)
    }

    /// Sends the rows that are still held.
    pub(super) fn finish(&mut self, list: &mut ListParser<'_>) -> Result<(), UnreadableFile> {
        if self.header_sent || self.held_rows.is_empty() {
            return Ok(());
        }
        self.flush_held_rows(list)
    }

    fn flush_held_rows(&mut self, list: &mut ListParser<'_>) -> Result<(), UnreadableFile> {
        self.header_sent = true;
        list.push_row(header_row(&self.columns))?;
        for row in std::mem::take(&mut self.held_rows) {
            list.push_row(row)?;
        }
        Ok(())
    }
}

/// The row of labels above rows made of objects.
pub(super) fn header_row(columns: &HashMap<String, usize>) -> ListRow {
    let mut header = ListRow::default();
    for (label, column) in columns {
        header.set_text(*column, label);
    }
    header
}

/// A row made of an array without others inside.
pub(super) fn row_from_array(number: u64, values: &[Value]) -> ListRow {
    let mut row = ListRow::new(number);
    row.written_width = Some(values.len());
    for (column, value) in values.iter().enumerate() {
        if let Some(content) = json_cells::scalar_content(value) {
            set_json_cell(&mut row, column, content);
        }
    }
    row
}

fn set_json_cell(row: &mut ListRow, column: usize, content: JsonContent) {
    match content {
        JsonContent::Text(text) => row.set_text(column, &text),
        JsonContent::Plain(cell) => row.set_cell(column, cell),
        JsonContent::Nested => row.cell_problems.push((column, ProblemReason::NestedValue)),
    }
}

/// The error for JSON that is no list of objects. It shows the keys that were seen.
pub(super) fn shape_error(number: u64, value: &Value) -> UnreadableFile {
    let shown = match value {
        Value::Object(fields) => {
            let keys: Vec<&str> = fields.keys().map(String::as_str).collect();
            let rest = if keys.len() > MAX_SHOWN_KEYS {
                ", …"
            } else {
                ""
            };
            let first: Vec<&str> = keys.into_iter().take(MAX_SHOWN_KEYS).collect();
            format!("{}{rest}", first.join(", "))
        }
        Value::Array(_) => "[[…]]".to_owned(),
        scalar => scalar.to_string().chars().take(30).collect(),
    };
    UnreadableFile::at_line(UnreadableReason::JsonShape, number, 0).with_detail(shown)
}
