//! Hits one a line: CSV for spreadsheets, JSON lines for programs.
//!
//! A cell that a spreadsheet would run is made inert as in every other list of ours, so that it is read back as
//! what it says. Must not: hold the whole list.

use std::io::{self, Write};

use ocop_index::source::delimited::with_guard;
use serde::Serialize;
use serde_json::Value;

use super::json::{FIELDS, Row};

/// A list being written.
pub struct Rows<'a, W: Write> {
    kind: Kind<'a, W>,
}

enum Kind<'a, W: Write> {
    Csv { writer: Box<csv::Writer<&'a mut W>> },
    Jsonl(&'a mut W),
}

impl<'a, W: Write> Rows<'a, W> {
    /// Begins a list.
    pub fn new(csv: bool, out: &'a mut W) -> io::Result<Self> {
        let kind = if csv {
            let mut writer = Box::new(csv::Writer::from_writer(out));
            writer.write_record(FIELDS).map_err(reason)?;
            Kind::Csv { writer }
        } else {
            Kind::Jsonl(out)
        };
        Ok(Self { kind })
    }

    /// Adds a row.
    pub fn add(&mut self, row: &Row<'_>) -> io::Result<()> {
        match &mut self.kind {
            Kind::Jsonl(out) => {
                serde_json::to_writer(&mut **out, row)?;
                writeln!(out)
            }
            Kind::Csv { writer } => {
                let Value::Object(fields) = value(row)? else {
                    return Ok(());
                };
                writer
                    .write_record(fields.values().map(cell))
                    .map_err(reason)
            }
        }
    }

    /// Ends the list.
    pub fn finish(self) -> io::Result<()> {
        match self.kind {
            Kind::Csv { mut writer } => writer.flush(),
            Kind::Jsonl(out) => out.flush(),
        }
    }
}

fn value(row: &impl Serialize) -> io::Result<Value> {
    serde_json::to_value(row).map_err(io::Error::from)
}

/// The system's own error, so that a broken pipe is still known as one.
fn reason(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => with_guard(text).into_owned(),
        other => other.to_string(),
    }
}
