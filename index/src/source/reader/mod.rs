//! Reads a list file: detects what it is, and streams its products and problems to the caller.
//!
//! [`read_list_file`] sniffs the first bytes. Text goes through `encoding` to UTF-8 and then to `delimited` or
//! `json`; a workbook goes through `archive`, which checks its size, to `workbook`. All of them send rows to the
//! list parser, so that products leave one by one and memory stays flat for text of any length. A workbook can
//! make its parser ask for any amount of memory, so the program reads files in a process of its own.

mod archive;
pub mod delimited;
pub mod encoding;
mod io_error;
mod json;
mod json_rows;
mod sheet_choice;
mod sniff;
mod summary;
mod workbook;

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

pub use self::summary::{FileReadOptions, SourceFormat, SourceSummary};

use self::encoding::Utf8Reader;
use self::json_rows::JsonObjectTable;
use self::sniff::SourceFileKind;
use self::workbook::Workbook;
use super::list_parser::{ListParser, SourceItem};
use super::unreadable::{UnreadableFile, UnreadableReason};
use crate::error::{Error, Result};

/// Bytes at the beginning from which kind and encoding of a file are detected.
const SAMPLE_BYTES: usize = 1 << 20;

/// Bytes at the beginning from which JSON and delimiters are detected.
const FORMAT_SAMPLE_BYTES: usize = 1 << 16;

/// Largest text file that is read, in bytes: a gigabyte of text is a million rows.
const MAX_FILE: u64 = 2 << 30;

/// Largest workbook that is read, in compressed bytes.
const MAX_WORKBOOK: u64 = 200 << 20;

/// Reads a file and sends its products and problems to `sink`, in the order of the file.
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
    file.by_ref()
        .take(SAMPLE_BYTES as u64)
        .read_to_end(&mut sample)
        .map_err(Error::io_at(path))?;
    read_open_file(file, &sample, metadata.len(), options, sink).map_err(|cause| {
        Error::Unreadable {
            path: path.to_path_buf(),
            cause: Box::new(cause),
        }
    })
}

/// Reads a file from which `sample` was already taken.
fn read_open_file(
    mut file: File,
    sample: &[u8],
    size: u64,
    options: &FileReadOptions,
    sink: &mut dyn FnMut(SourceItem),
) -> std::result::Result<SourceSummary, UnreadableFile> {
    // A pipe cannot be read twice.
    let is_rewound = file.seek(SeekFrom::Start(0)).is_ok();
    let kind = sniff::detect_file_kind(sample)?;
    let size_limit = match kind {
        SourceFileKind::Text => MAX_FILE,
        SourceFileKind::Archive => MAX_WORKBOOK,
    };
    if size > size_limit {
        return Err(UnreadableFile::new(UnreadableReason::TooLarge).with_detail(size_limit >> 20));
    }
    match kind {
        SourceFileKind::Archive if is_rewound => read_workbook(file, sample, options, sink),
        SourceFileKind::Archive => {
            Err(UnreadableFile::new(UnreadableReason::BrokenWorkbook).with_detail("pipe"))
        }
        SourceFileKind::Text if is_rewound => read_text(file, sample, options, sink),
        SourceFileKind::Text => {
            let input = io::Cursor::new(sample.to_vec()).chain(file);
            read_text(input, sample, options, sink)
        }
    }
}

fn read_workbook(
    mut file: File,
    sample: &[u8],
    options: &FileReadOptions,
    sink: &mut dyn FnMut(SourceItem),
) -> std::result::Result<SourceSummary, UnreadableFile> {
    archive::check_inflated_size(&mut file)?;
    file.seek(SeekFrom::Start(0))
        .map_err(|error| io_error::unreadable_from_io(&error, 0))?;
    let is_open_document = sniff::is_open_document(sample);
    let mut book = Workbook::open(BufReader::new(file), is_open_document)?;
    let sheet = sheet_choice::choose_sheet(&mut book, options)?;
    let mut list = ListParser::new(&options.mapping, options.day, sink);
    book.read_sheet_rows(&sheet, &mut |row| list.push_row(row))?;
    let format = if is_open_document {
        SourceFormat::OpenDocument
    } else {
        SourceFormat::Excel
    };
    let mut summary = SourceSummary::new(format, list.finish()?);
    summary.sheet = Some(crate::clean::clean_text(&sheet).into_owned());
    Ok(summary)
}

fn read_text(
    file: impl Read,
    sample: &[u8],
    options: &FileReadOptions,
    sink: &mut dyn FnMut(SourceItem),
) -> std::result::Result<SourceSummary, UnreadableFile> {
    let is_whole_file = sample.len() < SAMPLE_BYTES;
    let encoding = match options.encoding {
        Some(encoding) => encoding,
        None => encoding::detect_encoding(sample, is_whole_file)
            .map_err(|error| io_error::unreadable_from_decode(&error))?,
    };
    let format_sample = &sample[..sample.len().min(FORMAT_SAMPLE_BYTES)];
    let beginning = encoding::decode_beginning(format_sample, encoding);
    let input = BufReader::with_capacity(1 << 16, Utf8Reader::new(file, encoding));
    let mut list = ListParser::new(&options.mapping, options.day, sink);
    let format = if sniff::is_json(&beginning) {
        let mut objects = JsonObjectTable::default();
        json::read_json(input, &mut |number, value| {
            objects.push_object(number, value, &mut list)
        })?;
        objects.finish(&mut list)?;
        SourceFormat::Json
    } else {
        let delimiter = delimited::detect_delimiter(&beginning).unwrap_or(b',');
        delimited::read_delimited_rows(input, delimiter, &mut |row| list.push_row(row))?;
        SourceFormat::Delimited
    };
    let mut summary = SourceSummary::new(format, list.finish()?);
    summary.encoding = Some(encoding);
    if !encoding.is_unicode() {
        summary.samples = encoding::preview_lines(&beginning);
    }
    Ok(summary)
}
