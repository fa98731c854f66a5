//! CSV, TSV and other delimited text: detects the delimiter and reads one record at a time.
//!
//! Its input is UTF-8 already (see [`crate::source::reader::encoding`]).

use std::cell::Cell as Shared;
use std::io::{self, Read};
use std::rc::Rc;

use crate::source::list_row::{ListRow, MAX_ROWS, ReadFlow, RowSink};
use crate::source::reader::io_error::unreadable_from_io;
use crate::source::unreadable::{UnreadableFile, UnreadableReason};

/// Longest record, in bytes. An open quotation mark would swallow the rest of a file.
const MAX_RECORD: u64 = 4 << 20;

/// Most columns of a record: the limit of a sheet.
const MAX_CELLS: usize = 16_384;

/// Delimiters that office programs write; Vietnamese Excel writes `;`.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The delimiter of a text: the one that splits most lines into the same, largest number of cells.
///
/// `None` when no line has any: a list of one column, or not a list.
pub(crate) fn detect_delimiter(sample: &str) -> Option<u8> {
    let score = |delimiter: u8| {
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(sample.as_bytes());
        let widths: Vec<usize> = reader
            .byte_records()
            .map_while(Result::ok)
            .take(50)
            .map(|record| record.len())
            .collect();
        let widest = widths.iter().copied().max().unwrap_or(0);
        let widest_lines = widths.iter().filter(|width| **width == widest).count();
        (widest > 1).then_some((widest_lines * widest.min(64), widest))
    };
    DELIMITERS
        .into_iter()
        .filter_map(|delimiter| Some((score(delimiter)?, delimiter)))
        .max_by_key(|(score, _)| *score)
        .map(|(_, delimiter)| delimiter)
}

/// Reads every record as a row; the row's number is the line of the file.
pub(crate) fn read_delimited_rows(
    input: impl Read,
    delimiter: u8,
    sink: &mut RowSink<'_>,
) -> Result<(), UnreadableFile> {
    let record_bytes = Rc::new(Shared::new(0));
    let guard = RecordSizeGuard {
        inner: input,
        record_bytes: Rc::clone(&record_bytes),
    };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(guard);
    let mut record = csv::StringRecord::new();
    let mut count = 0;
    loop {
        record_bytes.set(0);
        let line = reader.position().line();
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Ok(()),
            Err(error) => return Err(unreadable_from_csv(error, line)),
        }
        let line = record.position().map_or(line, csv::Position::line);
        if record.len() > MAX_CELLS {
            return Err(UnreadableFile::at_line(
                UnreadableReason::TooManyColumns,
                line,
                MAX_CELLS as u64,
            ));
        }
        count += 1;
        if count > MAX_ROWS {
            return Err(
                UnreadableFile::at_line(UnreadableReason::TooManyRows, line, 0)
                    .with_detail(MAX_ROWS),
            );
        }
        let mut row = ListRow::new(line);
        for (column, text) in record.iter().enumerate() {
            row.set_text(column, unguard_formula(text));
        }
        if sink(row)? == ReadFlow::Stop {
            return Ok(());
        }
    }
}

/// Signs that make a spreadsheet evaluate a cell (OWASP ASVS 1.2.10). Tabs and line ends do so too, but are spaces in
/// clean text.
const FORMULA_SIGNS: [char; 4] = ['=', '+', '-', '@'];

/// A text that is safe in a CSV for spreadsheets: one that would be evaluated gets an apostrophe in front.
pub fn guard_formula(text: &str) -> std::borrow::Cow<'_, str> {
    if text.trim_start_matches('\'').starts_with(FORMULA_SIGNS) {
        format!("'{text}").into()
    } else {
        text.into()
    }
}

/// Removes exactly the apostrophe that [`guard_formula`] adds.
fn unguard_formula(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(FORMULA_SIGNS) => rest,
        _ => text,
    }
}

fn unreadable_from_csv(error: csv::Error, line: u64) -> UnreadableFile {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => unreadable_from_io(&error, line),
        // The input is UTF-8 already, so this is an error of the decoder.
        _ => UnreadableFile::at_line(UnreadableReason::Undecodable, line, 0),
    }
}

/// Counts the bytes of the current record and stops one that never ends.
struct RecordSizeGuard<R> {
    inner: R,
    record_bytes: Rc<Shared<u64>>,
}

impl<R: Read> Read for RecordSizeGuard<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.record_bytes.get() > MAX_RECORD {
            let long_line =
                UnreadableFile::new(UnreadableReason::LongLine).with_detail(MAX_RECORD >> 20);
            return Err(io::Error::new(io::ErrorKind::InvalidData, long_line));
        }
        let bytes = self.inner.read(buffer)?;
        self.record_bytes
            .set(self.record_bytes.get() + bytes as u64);
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_texts(text: &str) -> Result<Vec<Vec<String>>, UnreadableFile> {
        let mut rows = Vec::new();
        read_delimited_rows(
            text.as_bytes(),
            detect_delimiter(text).unwrap_or(b','),
            &mut |row| {
                rows.push(
                    row.cells
                        .iter()
                        .map(|cell| cell.text().into_owned())
                        .collect(),
                );
                Ok(ReadFlow::Continue)
            },
        )?;
        Ok(rows)
    }

    #[test]
    fn the_delimiter_is_found_even_where_cells_hold_others() {
        assert_eq!(
            detect_delimiter("Tên;Sao\nChả mực, giã tay;4\nRuốc, cay;3\n"),
            Some(b';')
        );
        assert_eq!(detect_delimiter("a\tb, c\n1\t2\n"), Some(b'\t'));
        assert_eq!(detect_delimiter("\"a;b\",c\n1,2\n"), Some(b','));
        assert_eq!(detect_delimiter("only\none\n"), None);
    }

    #[test]
    fn the_guard_against_running_cells_is_taken_away_again() {
        for text in [
            "=1+1",
            "+84 912",
            "-",
            "@x",
            "'=1",
            "''@",
            "'tis",
            "Chả mực",
            "'",
        ] {
            let guarded = guard_formula(text);
            assert!(!guarded.starts_with(FORMULA_SIGNS), "{text}");
            assert_eq!(unguard_formula(&guarded), text);
        }
    }

    #[test]
    fn quotes_line_ends_and_lone_carriage_returns_are_read() {
        let expected = [["a", "b c"], ["1", "2"]];
        assert_eq!(read_texts("a,\"b\nc\"\r\n1,2\r\n").unwrap(), expected);
        assert_eq!(read_texts("a,b c\r1,2\r").unwrap(), expected);
    }

    #[test]
    fn an_open_quotation_mark_ends_with_its_line_instead_of_eating_the_memory() {
        let text = format!("a,b\n1,\"{}", "x".repeat(9 << 20));
        let error = read_texts(&text).unwrap_err();
        assert_eq!((error.why, error.line), (UnreadableReason::LongLine, 2));
    }

    #[test]
    fn millions_of_columns_are_refused() {
        assert_eq!(
            read_texts(&",".repeat(3 << 20)).unwrap_err().why,
            UnreadableReason::TooManyColumns
        );
    }
}
