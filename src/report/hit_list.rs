//! Hits one per line: CSV for spreadsheets, JSON lines for programs. Rows are streamed, not collected.
//!
//! A CSV cell that a spreadsheet would run as a formula is guarded as in every exported list, and
//! imports back unchanged.

use std::io::{self, Write};

use ocop_index::source::reader::delimited::guard_formula;
use serde::Serialize;
use serde_json::Value;

/// Writes a list row by row.
pub struct HitListWriter<'a, W: Write> {
    sink: HitListSink<'a, W>,
}

enum HitListSink<'a, W: Write> {
    Csv { writer: Box<csv::Writer<&'a mut W>> },
    Jsonl(&'a mut W),
}

impl<'a, W: Write> HitListWriter<'a, W> {
    /// Begins a list of rows with these fields.
    pub fn new(csv: bool, fields: &[&str], out: &'a mut W) -> io::Result<Self> {
        let sink = if csv {
            let mut writer = Box::new(csv::Writer::from_writer(out));
            writer.write_record(fields).map_err(into_io_error)?;
            HitListSink::Csv { writer }
        } else {
            HitListSink::Jsonl(out)
        };
        Ok(Self { sink })
    }

    /// Adds a row.
    pub fn write_row(&mut self, row: &impl Serialize) -> io::Result<()> {
        match &mut self.sink {
            HitListSink::Jsonl(out) => {
                serde_json::to_writer(&mut **out, row)?;
                writeln!(out)
            }
            HitListSink::Csv { writer } => {
                let Value::Object(fields) = to_json_value(row)? else {
                    return Ok(());
                };
                writer
                    .write_record(fields.values().map(format_csv_cell))
                    .map_err(into_io_error)
            }
        }
    }

    /// Ends the list.
    pub fn finish(self) -> io::Result<()> {
        match self.sink {
            HitListSink::Csv { mut writer } => writer.flush(),
            HitListSink::Jsonl(out) => out.flush(),
        }
    }
}

fn to_json_value(row: &impl Serialize) -> io::Result<Value> {
    serde_json::to_value(row).map_err(io::Error::from)
}

/// The system's own error, so that a broken pipe is still recognised as one.
fn into_io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn format_csv_cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => guard_formula(text).into_owned(),
        other => other.to_string(),
    }
}
