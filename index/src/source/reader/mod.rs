//! Reads a list file: detects what it is, and streams its products and problems to the caller.
//!
//! [`read_list_file`] sniffs the first bytes. Text goes through `encoding` to UTF-8 and then to `delimited` or
//! `json`. A workbook is known by what is inside (`archive_kind`, `compound_kind`) and goes through `archive`, which
//! checks its size, to `workbook`. All of them send rows to the list parser, so that products leave one by one and
//! memory stays flat for text of any length. A workbook can make its parser ask for any amount of memory, so the
//! program reads files in a process of its own.

mod archive;
mod archive_kind;
mod compound_kind;
pub mod delimited;
pub mod encoding;
mod io_error;
mod json;
mod json_cells;
mod json_document;
mod json_lists;
mod json_rows;
mod quoted_cells;
mod rows_ahead;
mod sheet_choice;
mod sniff;
mod summary;
mod text_dialect;
mod text_lines;
mod text_records;
mod workbook;

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

pub use self::summary::{FileReadOptions, SheetSelection, SourceFormat, SourceSummary};

use self::archive_kind::WorkbookKind;
use self::encoding::Utf8Reader;
use self::sniff::SourceFileKind;
use self::workbook::Workbook;
use super::header;
use super::list_parser::{ListParser, SourceItem};
use super::list_row::RowSink;
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
        SourceFileKind::Archive | SourceFileKind::Compound => MAX_WORKBOOK,
    };
    if size > size_limit {
        return Err(UnreadableFile::new(UnreadableReason::TooLarge).with_detail(size_limit >> 20));
    }
    match kind {
        SourceFileKind::Archive if is_rewound => {
            let kind = archive_kind::detect_archive_kind(BufReader::new(&file))?;
            archive::check_inflated_size(BufReader::new(&file))?;
            read_workbook(file, kind, options, sink)
        }
        SourceFileKind::Compound if is_rewound => {
            let kind = compound_kind::detect_compound_kind(BufReader::new(&file), sample)?;
            read_workbook(file, kind, options, sink)
        }
        SourceFileKind::Archive | SourceFileKind::Compound => {
            Err(UnreadableFile::new(UnreadableReason::BrokenWorkbook).with_detail("pipe"))
        }
        SourceFileKind::Text if is_rewound => {
            // A thread pays for more rows than the sample has.
            let pace = if size > SAMPLE_BYTES as u64 {
                ReadPace::Ahead
            } else {
                ReadPace::RowByRow
            };
            read_text(file, sample, pace, options, sink)
        }
        SourceFileKind::Text => {
            let input = io::Cursor::new(sample.to_vec()).chain(file);
            read_text(input, sample, ReadPace::RowByRow, options, sink)
        }
    }
}

fn read_workbook(
    mut file: File,
    kind: WorkbookKind,
    options: &FileReadOptions,
    sink: &mut dyn FnMut(SourceItem),
) -> std::result::Result<SourceSummary, UnreadableFile> {
    file.seek(SeekFrom::Start(0))
        .map_err(|error| io_error::unreadable_from_io(&error, 0))?;
    let mut book = Workbook::open(file, kind)?;
    let chosen = sheet_choice::choose_sheets(&mut book, options)?;
    let mut tables = Vec::new();
    for sheet in &chosen.read {
        let mut list =
            ListParser::new(&options.mapping, options.day, sink).keeping_cells(options.keeps_cells);
        if chosen.read.len() > 1 {
            list = list.in_sheet(sheet);
        }
        let table = book
            .read_sheet_rows(sheet, &mut |row| list.push_row(row))
            .and_then(|()| list.finish());
        let mut table = table.map_err(|error| error.in_sheet(sheet))?;
        table.name = crate::clean::clean_text(sheet).into_owned();
        tables.push(table);
    }
    let format = match kind {
        WorkbookKind::Excel => SourceFormat::Excel,
        WorkbookKind::BinaryExcel => SourceFormat::BinaryExcel,
        WorkbookKind::OldExcel => SourceFormat::OldExcel,
        WorkbookKind::OpenDocument => SourceFormat::OpenDocument,
    };
    let mut summary = SourceSummary::new(format, tables);
    summary.left_out = chosen.left_out;
    summary.unmatched_mapping = header::find_unmatched_labels(&options.mapping, &summary.tables);
    Ok(summary)
}

/// When the next row of a text is read.
#[derive(Clone, Copy)]
enum ReadPace {
    /// When the one before is a product. A row of a pipe may never come, so nobody waits for it once the reading ends.
    RowByRow,
    /// While those before are made into products, on a thread.
    Ahead,
}

fn read_text(
    file: impl Read + Send,
    sample: &[u8],
    pace: ReadPace,
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
    let mut input = BufReader::with_capacity(1 << 16, Utf8Reader::new(file, encoding));
    let mut summary = if sniff::is_json(&beginning) {
        json_document::read_json_tables(input, options, sink)?
    } else {
        let mut list =
            ListParser::new(&options.mapping, options.day, sink).keeping_cells(options.keeps_cells);
        let dialect = text_dialect::detect_dialect(&beginning, &options.mapping);
        let mut read =
            |sink: &mut RowSink<'_>| delimited::read_delimited_rows(&mut input, dialect, sink);
        let mut push_row = |row| list.push_row(row);
        match pace {
            ReadPace::RowByRow => read(&mut push_row)?,
            ReadPace::Ahead => rows_ahead::read_rows_ahead(read, &mut push_row)?,
        }
        SourceSummary::new(SourceFormat::Delimited, vec![list.finish()?])
    };
    summary.unmatched_mapping = header::find_unmatched_labels(&options.mapping, &summary.tables);
    summary.encoding = Some(encoding);
    if !encoding.is_unicode() {
        summary.samples = encoding::preview_lines(&beginning);
    }
    Ok(summary)
}
