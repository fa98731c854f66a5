//! Turns JSON objects into rows below a header of their keys.
//!
//! Objects often leave out empty fields, so the first ones are held until their keys are known.

use std::collections::HashMap;

use serde_json::Value;

use crate::source::list_cell::ListCell;
use crate::source::list_parser::ListParser;
use crate::source::list_row::{ListRow, MAX_COLUMNS, ReadFlow};
use crate::source::record_lines;
use crate::source::unreadable::{UnreadableFile, UnreadableReason};

/// Objects that are held before the header is fixed.
const MAX_HELD_OBJECTS: usize = 1_000;

/// Rows made of objects, with one column for each key.
#[derive(Default)]
pub(super) struct JsonObjectTable {
    /// Column of each key.
    columns: HashMap<String, usize>,
    /// Rows held until the keys of the first objects are known.
    held_rows: Vec<ListRow>,
    header_sent: bool,
}

impl JsonObjectTable {
    /// Sends an object to the list: one of our own records as a product, any other as a row.
    pub(super) fn push_object(
        &mut self,
        number: u64,
        value: Value,
        list: &mut ListParser<'_>,
    ) -> Result<ReadFlow, UnreadableFile> {
        // A record of ours is the object itself or inside the document that `ocop show` prints.
        let record = value.get("record").unwrap_or(&value);
        if record.get("id").is_some_and(Value::is_string)
            && let Ok(product) = record_lines::parse_product(&record.to_string())
        {
            list.push_product(number, product);
            return Ok(ReadFlow::Continue);
        }
        let Value::Object(fields) = value else {
            return Err(
                UnreadableFile::at_line(UnreadableReason::Json, number, 0).with_detail("{}")
            );
        };
        let mut row = ListRow::new(number);
        for (key, value) in fields {
            let known_column = self.columns.get(&key).copied();
            if known_column.is_none() && self.header_sent {
                // The header is fixed; a cell beyond the last column makes the row report the lost value.
                set_json_cell(&mut row, MAX_COLUMNS, &value);
                continue;
            }
            let column = known_column.unwrap_or(self.columns.len());
            self.columns.entry(key).or_insert(column);
            set_json_cell(&mut row, column, &value);
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
        let mut header = ListRow::default();
        for (key, column) in &self.columns {
            header.set_text(*column, key);
        }
        list.push_row(header)?;
        for row in std::mem::take(&mut self.held_rows) {
            list.push_row(row)?;
        }
        Ok(())
    }
}

fn set_json_cell(row: &mut ListRow, column: usize, value: &Value) {
    match value {
        Value::Null => {}
        Value::String(text) => row.set_text(column, text),
        Value::Number(number) => match number.as_f64() {
            Some(number) => row.set_cell(column, ListCell::Number(number)),
            None => row.set_text(column, &number.to_string()),
        },
        Value::Bool(flag) => row.set_cell(column, ListCell::Text(flag.to_string())),
        Value::Array(values) => {
            let texts: Vec<String> = values.iter().map(json_to_text).collect();
            row.set_text(column, &texts.join(" | "));
        }
        Value::Object(fields) => {
            // A nested object is represented by its name.
            let name = ["name", "ten", "label", "value"]
                .iter()
                .find_map(|key| fields.get(*key));
            let text = name.map_or_else(|| value.to_string(), json_to_text);
            row.set_text(column, &text);
        }
    }
}

fn json_to_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
