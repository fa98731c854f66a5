//! A foreign file to draft products and problems: what kind of file it is, and which reader takes it.
//!
//! Streaming: products leave one by one, and memory stays flat for text of any length. A workbook can ask
//! its parser for any amount of memory, so a program reads it in a process of its own. Must not: know
//! what the catalogue holds.

mod archive;
pub mod delimited;
pub mod encoding;
mod json;
pub mod unreadable;
mod workbook;

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use self::delimited::unreadable_from_io;
use self::encoding::{Encoding, TextDecodeError, Utf8Reader};
use self::unreadable::{UnreadableFile, UnreadableReason};
use self::workbook::Workbook;
use super::field::ProductField;
use super::list_cell::ListCell;
use super::list_parser::{ListParser, ListSummary, find_header_in_rows};
use super::list_row::{ListRow, ReadFlow};
use super::problem::ImportProblem;
use super::record_lines;
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
pub struct FileReadOptions {
    /// The sheet of a workbook; the one that looks most like a list of products when absent.
    pub sheet: Option<String>,
    /// Columns that a person named: header as written, field.
    pub mapping: Vec<(String, ProductField)>,
    /// The encoding, when a person named it.
    pub encoding: Option<Encoding>,
    /// The day of the reading.
    pub day: Date,
}

impl FileReadOptions {
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
pub enum SourceItem {
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
    Problem(ImportProblem),
}

/// A column of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnSummary {
    /// Its header.
    pub label: String,
    /// Key of the field it holds; `None` when it is not read.
    pub field: Option<String>,
}

/// Kinds of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceFormat {
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
pub struct SourceSummary {
    /// What it is.
    pub form: SourceFormat,
    /// The encoding of a text.
    pub encoding: Option<Encoding>,
    /// Decoded lines for a person to agree to, when the text is not Unicode.
    pub samples: Vec<String>,
    /// The sheet that was read.
    pub sheet: Option<String>,
    /// The row of the header, from 1.
    pub header_row: u64,
    /// Its columns.
    pub columns: Vec<ColumnSummary>,
    /// The header as a key, for remembering what a person said of it.
    pub signature: String,
    /// Rows below the header.
    pub rows: u64,
    /// Products among them.
    pub products: u64,
}

impl SourceSummary {
    fn new(form: SourceFormat, found: ListSummary) -> Self {
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
pub fn read_list_file(
    path: &Path,
    options: &FileReadOptions,
    sink: &mut dyn FnMut(SourceItem),
) -> Result<SourceSummary> {
    let mut file = File::open(path).map_err(Error::io_at(path))?;
    let metadata = file.metadata().map_err(Error::io_at(path))?;
    if metadata.is_dir() {
        let source = io::Error::from(io::ErrorKind::IsADirectory);
        return Err(Error::io_at(path)(source));
    }
    let mut sample = Vec::new();
    let length = file.by_ref().take(SAMPLE as u64).read_to_end(&mut sample);
    length.map_err(Error::io_at(path))?;
    // A pipe cannot be read twice; what was taken as sample is put back in front.
    let rewound = file.seek(SeekFrom::Start(0)).is_ok();
    let read = detect_file_kind(&sample).and_then(|kind| {
        let limit = if kind == SourceFileKind::Text {
            MAX_FILE
        } else {
            MAX_WORKBOOK
        };
        if metadata.len() > limit {
            return Err(UnreadableFile::new(UnreadableReason::TooLarge).with_detail(limit >> 20));
        }
        match kind {
            SourceFileKind::Archive if rewound => read_workbook(file, &sample, options, sink),
            SourceFileKind::Archive => {
                Err(UnreadableFile::new(UnreadableReason::BrokenWorkbook).with_detail("pipe"))
            }
            SourceFileKind::Text if rewound => read_text(file, &sample, options, sink),
            SourceFileKind::Text => read_text(
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
enum SourceFileKind {
    Archive,
    Text,
}

/// What the first bytes are; the name of a file says nothing.
fn detect_file_kind(sample: &[u8]) -> std::result::Result<SourceFileKind, UnreadableFile> {
    const ZIP_SIGNATURE: &[u8] = b"PK\x03\x04";
    const COMPOUND_SIGNATURE: &[u8] = b"\xd0\xcf\x11\xe0";
    if sample.iter().all(u8::is_ascii_whitespace) {
        return Err(UnreadableFile::new(UnreadableReason::Empty));
    }
    if sample.starts_with(ZIP_SIGNATURE) {
        return Ok(SourceFileKind::Archive);
    }
    if sample.starts_with(COMPOUND_SIGNATURE) {
        // A protected .xlsx lies in the same container as an old .xls.
        let name: Vec<u8> = "EncryptedPackage"
            .bytes()
            .flat_map(|byte| [byte, 0])
            .collect();
        let encrypted = sample.windows(name.len()).any(|part| part == name);
        let why = if encrypted {
            UnreadableReason::Encrypted
        } else {
            UnreadableReason::OldWorkbook
        };
        return Err(UnreadableFile::new(why));
    }
    let head = String::from_utf8_lossy(&sample[..sample.len().min(1024)]).to_lowercase();
    let head = head.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    if ["<!doctype html", "<html", "<table", "<meta"]
        .iter()
        .any(|tag| head.starts_with(tag))
    {
        return Err(UnreadableFile::new(UnreadableReason::WebPage));
    }
    Ok(SourceFileKind::Text)
}

fn read_workbook(
    mut file: File,
    sample: &[u8],
    options: &FileReadOptions,
    sink: &mut dyn FnMut(SourceItem),
) -> std::result::Result<SourceSummary, UnreadableFile> {
    archive::check_inflated_size(&mut file)?;
    file.seek(SeekFrom::Start(0))
        .map_err(|error| unreadable_from_io(&error, 0))?;
    // The first part of an OpenDocument file is its type, unpacked.
    let is_open_document =
        sample.len() > 38 && sample[30..].starts_with(b"mimetypeapplication/vnd.oasis");
    let mut book = Workbook::open(BufReader::new(file), is_open_document)?;
    let sheet = choose_sheet(&mut book, options)?;
    let mut list = ListParser::new(&options.mapping, options.day, sink);
    book.read_sheet_rows(&sheet, &mut |row| list.push_row(row))?;
    let form = if is_open_document {
        SourceFormat::OpenDocument
    } else {
        SourceFormat::Excel
    };
    let mut summary = SourceSummary::new(form, list.finish()?);
    summary.sheet = Some(crate::clean::clean_text(&sheet).into_owned());
    Ok(summary)
}

/// The sheet that a person named, or the one whose header has most of a list of products.
fn choose_sheet<R: Read + Seek>(
    book: &mut Workbook<R>,
    options: &FileReadOptions,
) -> std::result::Result<String, UnreadableFile> {
    let sheets = book.sheet_names();
    if let Some(wanted) = &options.sheet {
        let key = crate::vietnamese::canonical_keys(wanted);
        let exact = sheets.iter().find(|name| *name == wanted);
        let close = || {
            sheets
                .iter()
                .find(|name| crate::vietnamese::canonical_keys(name) == key)
        };
        return exact.or_else(close).cloned().ok_or_else(|| {
            let known = sheets.join(", ");
            UnreadableFile::new(UnreadableReason::NoSheet)
                .with_detail(format!("“{wanted}”; {known}"))
        });
    }
    let mut best: Option<(u32, String)> = None;
    for sheet in &sheets {
        let mut first = Vec::new();
        book.read_sheet_rows(sheet, &mut |row| {
            first.push(row);
            let enough = first.len() >= super::header::SEARCHED_ROWS;
            Ok(if enough {
                ReadFlow::Stop
            } else {
                ReadFlow::Continue
            })
        })?;
        let score =
            find_header_in_rows(&first, &options.mapping).map_or(0, |header| header.score());
        if score > best.as_ref().map_or(0, |(best, _)| *best) {
            best = Some((score, sheet.clone()));
        }
    }
    // Without a header anywhere the first sheet says so best.
    best.map(|(_, sheet)| sheet)
        .or_else(|| sheets.first().cloned())
        .ok_or_else(|| UnreadableFile::new(UnreadableReason::Empty))
}

fn read_text(
    file: impl Read,
    sample: &[u8],
    options: &FileReadOptions,
    sink: &mut dyn FnMut(SourceItem),
) -> std::result::Result<SourceSummary, UnreadableFile> {
    let whole = sample.len() < SAMPLE;
    let encoding = match options.encoding {
        Some(encoding) => encoding,
        None => encoding::detect_encoding(sample, whole)
            .map_err(|error| unreadable_from_decode(&error))?,
    };
    let head = encoding::decode_beginning(&sample[..sample.len().min(1 << 16)], encoding);
    let is_json = head.trim_start().starts_with(['[', '{']);
    let input = BufReader::with_capacity(1 << 16, Utf8Reader::new(file, encoding));
    let mut list = ListParser::new(&options.mapping, options.day, sink);
    let form = if is_json {
        let mut objects = JsonObjectTable::default();
        json::read_json(input, &mut |number, value| {
            objects.push_object(number, value, &mut list)
        })?;
        objects.finish(&mut list)?;
        SourceFormat::Json
    } else {
        let delimiter = delimited::detect_delimiter(&head).unwrap_or(b',');
        delimited::read_delimited_rows(input, delimiter, &mut |row| list.push_row(row))?;
        SourceFormat::Delimited
    };
    let mut summary = SourceSummary::new(form, list.finish()?);
    summary.encoding = Some(encoding);
    if !encoding.is_unicode() {
        summary.samples = encoding::preview_lines(&head);
    }
    Ok(summary)
}

fn unreadable_from_decode(error: &TextDecodeError) -> UnreadableFile {
    let why = if error.binary {
        UnreadableReason::Binary
    } else {
        UnreadableReason::Undecodable
    };
    UnreadableFile::at_line(why, error.line, error.byte)
}

/// Objects that are held until the keys of a list are known; objects often leave out what they do not say.
const MAX_HELD_OBJECTS: usize = 1_000;

/// Objects of JSON as rows below a header of their keys.
#[derive(Default)]
struct JsonObjectTable {
    /// Column of each key.
    columns: HashMap<String, usize>,
    /// Objects held until the keys of the first ones are known.
    held_rows: Vec<ListRow>,
    header_sent: bool,
}

impl JsonObjectTable {
    fn push_object(
        &mut self,
        number: u64,
        value: Value,
        list: &mut ListParser<'_>,
    ) -> std::result::Result<ReadFlow, UnreadableFile> {
        // Our own records come as they are, whole or inside the document of `show`.
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
            let next = self.columns.len();
            let known = self.columns.get(&key).copied();
            if known.is_none() && self.header_sent {
                // Below the header there are no new columns, but nothing is left out in silence.
                set_json_cell(&mut row, super::list_row::MAX_COLUMNS, &value);
                continue;
            }
            let column = known.unwrap_or(next);
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

    fn finish(&mut self, list: &mut ListParser<'_>) -> std::result::Result<(), UnreadableFile> {
        if self.header_sent || self.held_rows.is_empty() {
            return Ok(());
        }
        self.flush_held_rows(list)
    }

    fn flush_held_rows(
        &mut self,
        list: &mut ListParser<'_>,
    ) -> std::result::Result<(), UnreadableFile> {
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
        Value::Bool(yes) => row.set_cell(column, ListCell::Text(yes.to_string())),
        Value::Array(values) => {
            let parts: Vec<String> = values.iter().map(json_to_text).collect();
            row.set_text(column, &parts.join(" | "));
        }
        Value::Object(fields) => {
            // Names and numbers of a nested thing: its own name speaks for it.
            let name = ["name", "ten", "label", "value"]
                .iter()
                .find_map(|key| fields.get(*key));
            row.set_text(
                column,
                &name.map_or_else(|| value.to_string(), json_to_text),
            );
        }
    }
}

fn json_to_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
