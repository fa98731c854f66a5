//! A foreign file to draft products and problems: what kind of file it is, and which reader takes it.
//!
//! Streaming: products leave one by one, and memory stays flat for text of any length. A workbook can ask
//! its parser for any amount of memory, so a program reads it in a process of its own. Must not: know
//! what the catalogue holds.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::cell::Cell;
use super::delimited::{self, from_io};
use super::encoding::{self, Encoding, Undecodable, Utf8Reader};
use super::field::Field;
use super::list::{Found, List, find};
use super::problem::Problem;
use super::row::{Flow, Row};
use super::unreadable::{Unreadable, Why};
use super::workbook::Workbook;
use super::{archive, json, jsonl};
use crate::error::{Error, Result};
use crate::product::Product;

/// Bytes of the beginning by which a file is judged.
const SAMPLE: usize = 1 << 20;

/// Largest file that is read: a gigabyte of text is a million rows.
pub const MAX_FILE: u64 = 2 << 30;

/// Largest workbook, packed.
pub const MAX_WORKBOOK: u64 = 200 << 20;

/// How a file is to be read.
#[derive(Clone, Debug)]
pub struct Options {
    /// The sheet of a workbook; the one that looks most like a list of products when absent.
    pub sheet: Option<String>,
    /// Columns that a person named: header as written, field.
    pub mapping: Vec<(String, Field)>,
    /// The encoding, when a person named it.
    pub encoding: Option<Encoding>,
    /// The day of the reading.
    pub day: Date,
}

impl Options {
    /// Everything is found by itself.
    pub fn new(day: Date) -> Self {
        Self {
            sheet: None,
            mapping: Vec::new(),
            encoding: None,
            day,
        }
    }
}

/// What a reader finds, in the order of the file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Item {
    /// A product.
    Product {
        /// Its row, from 1.
        row: u64,
        /// What the row says.
        product: Box<Product>,
        /// A whole record of ours: what it does not say is nothing.
        whole: bool,
    },
    /// Something that a person should look at.
    Problem(Problem),
}

/// A column of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its header.
    pub label: String,
    /// Key of the field it holds; `None` when it is not read.
    pub field: Option<String>,
}

/// Kinds of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// CSV and its kin.
    Delimited,
    /// XLSX, XLSM.
    Excel,
    /// ODS.
    OpenDocument,
    /// JSON, JSON lines.
    Json,
}

/// How a file was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// What it is.
    pub form: Form,
    /// The encoding of a text.
    pub encoding: Option<Encoding>,
    /// Decoded lines for a person to agree to, when the text is not Unicode.
    pub samples: Vec<String>,
    /// The sheet that was read.
    pub sheet: Option<String>,
    /// The row of the header, from 1.
    pub header_row: u64,
    /// Its columns.
    pub columns: Vec<Column>,
    /// The header as a key, for remembering what a person said of it.
    pub signature: String,
    /// Rows below the header.
    pub rows: u64,
    /// Products among them.
    pub products: u64,
}

impl Summary {
    fn new(form: Form, found: Found) -> Self {
        Self {
            form,
            encoding: None,
            samples: Vec::new(),
            sheet: None,
            header_row: found.header_row,
            columns: found.columns,
            signature: found.signature,
            rows: found.rows,
            products: found.products,
        }
    }
}

/// Reads a file.
pub fn read(path: &Path, options: &Options, sink: &mut dyn FnMut(Item)) -> Result<Summary> {
    let mut file = File::open(path).map_err(Error::io(path))?;
    let metadata = file.metadata().map_err(Error::io(path))?;
    if metadata.is_dir() {
        let source = io::Error::from(io::ErrorKind::IsADirectory);
        return Err(Error::io(path)(source));
    }
    let mut sample = Vec::new();
    let length = file.by_ref().take(SAMPLE as u64).read_to_end(&mut sample);
    length.map_err(Error::io(path))?;
    // A pipe cannot be read twice; what was taken as sample is put back in front.
    let rewound = file.seek(SeekFrom::Start(0)).is_ok();
    let read = judge(&sample).and_then(|kind| {
        let limit = if kind == Kind::Text {
            MAX_FILE
        } else {
            MAX_WORKBOOK
        };
        if metadata.len() > limit {
            return Err(Unreadable::new(Why::TooLarge).with(limit >> 20));
        }
        match kind {
            Kind::Archive if rewound => workbook(file, &sample, options, sink),
            Kind::Archive => Err(Unreadable::new(Why::BrokenWorkbook).with("pipe")),
            Kind::Text if rewound => text(file, &sample, options, sink),
            Kind::Text => text(
                io::Cursor::new(sample.clone()).chain(file),
                &sample,
                options,
                sink,
            ),
        }
    });
    read.map_err(|cause| Error::Unreadable {
        path: path.to_path_buf(),
        cause: Box::new(cause),
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Archive,
    Text,
}

/// What the first bytes are; the name of a file says nothing.
fn judge(sample: &[u8]) -> std::result::Result<Kind, Unreadable> {
    const ARCHIVE: &[u8] = b"PK\x03\x04";
    const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0";
    if sample.iter().all(u8::is_ascii_whitespace) {
        return Err(Unreadable::new(Why::Empty));
    }
    if sample.starts_with(ARCHIVE) {
        return Ok(Kind::Archive);
    }
    if sample.starts_with(COMPOUND) {
        // A protected .xlsx lies in the same container as an old .xls.
        let name: Vec<u8> = "EncryptedPackage"
            .bytes()
            .flat_map(|byte| [byte, 0])
            .collect();
        let encrypted = sample.windows(name.len()).any(|part| part == name);
        let why = if encrypted {
            Why::Encrypted
        } else {
            Why::OldWorkbook
        };
        return Err(Unreadable::new(why));
    }
    let head = String::from_utf8_lossy(&sample[..sample.len().min(1024)]).to_lowercase();
    let head = head.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    if ["<!doctype html", "<html", "<table", "<meta"]
        .iter()
        .any(|tag| head.starts_with(tag))
    {
        return Err(Unreadable::new(Why::WebPage));
    }
    Ok(Kind::Text)
}

fn workbook(
    mut file: File,
    sample: &[u8],
    options: &Options,
    sink: &mut dyn FnMut(Item),
) -> std::result::Result<Summary, Unreadable> {
    archive::check(&mut file)?;
    file.seek(SeekFrom::Start(0))
        .map_err(|error| from_io(&error, 0))?;
    // The first part of an OpenDocument file is its type, unpacked.
    let is_open_document =
        sample.len() > 38 && sample[30..].starts_with(b"mimetypeapplication/vnd.oasis");
    let mut book = Workbook::open(BufReader::new(file), is_open_document)?;
    let sheet = choose(&mut book, options)?;
    let mut list = List::new(&options.mapping, options.day, sink);
    book.rows(&sheet, &mut |row| list.push(row))?;
    let form = if is_open_document {
        Form::OpenDocument
    } else {
        Form::Excel
    };
    let mut summary = Summary::new(form, list.finish()?);
    summary.sheet = Some(crate::clean::text(&sheet).into_owned());
    Ok(summary)
}

/// The sheet that a person named, or the one whose header has most of a list of products.
fn choose<R: Read + Seek>(
    book: &mut Workbook<R>,
    options: &Options,
) -> std::result::Result<String, Unreadable> {
    let sheets = book.sheets();
    if let Some(wanted) = &options.sheet {
        let key = crate::vietnamese::keys(wanted);
        let exact = sheets.iter().find(|name| *name == wanted);
        let close = || {
            sheets
                .iter()
                .find(|name| crate::vietnamese::keys(name) == key)
        };
        return exact.or_else(close).cloned().ok_or_else(|| {
            let known = sheets.join(", ");
            Unreadable::new(Why::NoSheet).with(format!("“{wanted}”; {known}"))
        });
    }
    let mut best: Option<(u32, String)> = None;
    for sheet in &sheets {
        let mut first = Vec::new();
        book.rows(sheet, &mut |row| {
            first.push(row);
            let enough = first.len() >= super::header::SEARCHED_ROWS;
            Ok(if enough { Flow::Stop } else { Flow::On })
        })?;
        let score = find(&first, &options.mapping).map_or(0, |header| header.score());
        if score > best.as_ref().map_or(0, |(best, _)| *best) {
            best = Some((score, sheet.clone()));
        }
    }
    // Without a header anywhere the first sheet says so best.
    best.map(|(_, sheet)| sheet)
        .or_else(|| sheets.first().cloned())
        .ok_or_else(|| Unreadable::new(Why::Empty))
}

fn text(
    file: impl Read,
    sample: &[u8],
    options: &Options,
    sink: &mut dyn FnMut(Item),
) -> std::result::Result<Summary, Unreadable> {
    let whole = sample.len() < SAMPLE;
    let encoding = match options.encoding {
        Some(encoding) => encoding,
        None => encoding::detect(sample, whole).map_err(|error| undecodable(&error))?,
    };
    let head = encoding::beginning(&sample[..sample.len().min(1 << 16)], encoding);
    let is_json = head.trim_start().starts_with(['[', '{']);
    let input = BufReader::with_capacity(1 << 16, Utf8Reader::new(file, encoding));
    let mut list = List::new(&options.mapping, options.day, sink);
    let form = if is_json {
        let mut objects = Objects::default();
        json::values(input, &mut |number, value| {
            objects.take(number, value, &mut list)
        })?;
        objects.finish(&mut list)?;
        Form::Json
    } else {
        let delimiter = delimited::delimiter(&head).unwrap_or(b',');
        delimited::rows(input, delimiter, &mut |row| list.push(row))?;
        Form::Delimited
    };
    let mut summary = Summary::new(form, list.finish()?);
    summary.encoding = Some(encoding);
    if !encoding.is_unicode() {
        summary.samples = encoding::samples(&head);
    }
    Ok(summary)
}

fn undecodable(error: &Undecodable) -> Unreadable {
    let why = if error.binary {
        Why::Binary
    } else {
        Why::Undecodable
    };
    Unreadable::at(why, error.line, error.byte)
}

/// Objects that are held until the keys of a list are known; objects often leave out what they do not say.
const HELD: usize = 1_000;

/// Objects of JSON as rows below a header of their keys.
#[derive(Default)]
struct Objects {
    /// Column of each key.
    columns: HashMap<String, usize>,
    /// Objects held until the keys of the first ones are known.
    held: Vec<Row>,
    header_is_out: bool,
}

impl Objects {
    fn take(
        &mut self,
        number: u64,
        value: Value,
        list: &mut List<'_>,
    ) -> std::result::Result<Flow, Unreadable> {
        // Our own records come as they are, whole or inside the document of `show`.
        let record = value.get("record").unwrap_or(&value);
        if record.get("id").is_some_and(Value::is_string)
            && let Ok(product) = jsonl::product(&record.to_string())
        {
            list.push_product(number, product);
            return Ok(Flow::On);
        }
        let Value::Object(fields) = value else {
            return Err(Unreadable::at(Why::Json, number, 0).with("{}"));
        };
        let mut row = Row::new(number);
        for (key, value) in fields {
            let next = self.columns.len();
            let known = self.columns.get(&key).copied();
            if known.is_none() && self.header_is_out {
                // Below the header there are no new columns, but nothing is left out in silence.
                put(&mut row, super::row::MAX_COLUMNS, &value);
                continue;
            }
            let column = known.unwrap_or(next);
            self.columns.entry(key).or_insert(column);
            put(&mut row, column, &value);
        }
        if self.header_is_out {
            return list.push(row);
        }
        self.held.push(row);
        if self.held.len() >= HELD {
            self.give_out(list)?;
        }
        Ok(Flow::On)
    }

    fn finish(&mut self, list: &mut List<'_>) -> std::result::Result<(), Unreadable> {
        if self.header_is_out || self.held.is_empty() {
            return Ok(());
        }
        self.give_out(list)
    }

    fn give_out(&mut self, list: &mut List<'_>) -> std::result::Result<(), Unreadable> {
        self.header_is_out = true;
        let mut header = Row::default();
        for (key, column) in &self.columns {
            header.put_text(*column, key);
        }
        list.push(header)?;
        for row in std::mem::take(&mut self.held) {
            list.push(row)?;
        }
        Ok(())
    }
}

fn put(row: &mut Row, column: usize, value: &Value) {
    match value {
        Value::Null => {}
        Value::String(text) => row.put_text(column, text),
        Value::Number(number) => match number.as_f64() {
            Some(number) => row.put(column, Cell::Number(number)),
            None => row.put_text(column, &number.to_string()),
        },
        Value::Bool(yes) => row.put(column, Cell::Text(yes.to_string())),
        Value::Array(values) => {
            let parts: Vec<String> = values.iter().map(plain).collect();
            row.put_text(column, &parts.join(" | "));
        }
        Value::Object(fields) => {
            // Names and numbers of a nested thing: its own name speaks for it.
            let name = ["name", "ten", "label", "value"]
                .iter()
                .find_map(|key| fields.get(*key));
            row.put_text(column, &name.map_or_else(|| value.to_string(), plain));
        }
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
