//! CSV, TSV and their kin: delimiter found, one record at a time, no line longer than a row can be.
//!
//! Must not: decode; bytes arrive as UTF-8 (see [`super::encoding`]).

use std::cell::Cell as Shared;
use std::io::{self, Read};
use std::rc::Rc;

use super::row::{Flow, MAX_ROWS, Row, Sink};
use super::unreadable::{Unreadable, Why};

/// Longest record, in bytes. An open quotation mark would swallow the rest of a file.
const MAX_RECORD: u64 = 4 << 20;

/// Most columns of a record: a sheet's own limit.
const MAX_CELLS: usize = 16_384;

/// Delimiters that office programs write; Vietnamese Excel writes `;`.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The delimiter of a text: the one that cuts its lines into equal numbers of cells, and most of them.
///
/// `None` when no line has any: a list of one column, or no list.
pub fn delimiter(sample: &str) -> Option<u8> {
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
        let usual = widths.iter().filter(|width| **width == widest).count();
        (widest > 1).then_some((usual * widest.min(64), widest))
    };
    DELIMITERS
        .into_iter()
        .filter_map(|delimiter| Some((score(delimiter)?, delimiter)))
        .max_by_key(|(score, _)| *score)
        .map(|(_, delimiter)| delimiter)
}

/// Reads every record. `number` of a row is its line in the file.
pub fn rows(input: impl Read, delimiter: u8, sink: &mut Sink<'_>) -> Result<(), Unreadable> {
    let since = Rc::new(Shared::new(0));
    let guard = Guard {
        inner: input,
        since: Rc::clone(&since),
    };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(guard);
    let mut record = csv::StringRecord::new();
    let mut count = 0;
    loop {
        since.set(0);
        let line = reader.position().line();
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Ok(()),
            Err(error) => return Err(unreadable(error, line)),
        }
        let line = record.position().map_or(line, csv::Position::line);
        if record.len() > MAX_CELLS {
            return Err(Unreadable::at(Why::TooManyColumns, line, MAX_CELLS as u64));
        }
        count += 1;
        if count > MAX_ROWS {
            return Err(Unreadable::at(Why::TooManyRows, line, 0).with(MAX_ROWS));
        }
        let mut row = Row::new(line);
        for (column, text) in record.iter().enumerate() {
            row.put_text(column, without_guard(text));
        }
        if sink(row)? == Flow::Stop {
            return Ok(());
        }
    }
}

/// Signs that make a spreadsheet run a cell (OWASP ASVS 1.2.10); tabs and line ends, which do so too, are spaces in a
/// clean text.
const RUNS: [char; 4] = ['=', '+', '-', '@'];

/// A text as it may stand in a CSV that a spreadsheet opens: what would be run gets an apostrophe.
pub fn with_guard(text: &str) -> std::borrow::Cow<'_, str> {
    if text.trim_start_matches('\'').starts_with(RUNS) {
        format!("'{text}").into()
    } else {
        text.into()
    }
}

/// Takes away exactly the apostrophe that [`with_guard`] puts.
fn without_guard(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(RUNS) => rest,
        _ => text,
    }
}

fn unreadable(error: csv::Error, line: u64) -> Unreadable {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => from_io(&error, line),
        // Bytes are UTF-8 already; anything else would be a fault of the reader below.
        _ => Unreadable::at(Why::Undecodable, line, 0),
    }
}

/// What an input error means: our own guard, a byte that no letter is, or the system.
pub(super) fn from_io(error: &io::Error, line: u64) -> Unreadable {
    let inner = error.get_ref();
    if let Some(unreadable) = inner.and_then(|inner| inner.downcast_ref::<Unreadable>()) {
        let mut unreadable = unreadable.clone();
        if unreadable.line == 0 {
            unreadable.line = line;
        }
        return unreadable;
    }
    if let Some(undecodable) =
        inner.and_then(|inner| inner.downcast_ref::<super::encoding::Undecodable>())
    {
        return Unreadable::at(Why::Undecodable, undecodable.line, undecodable.byte);
    }
    Unreadable::at(Why::Stopped, line, 0).with(error)
}

/// Counts what was read since the last record and stops a record that never ends.
struct Guard<R> {
    inner: R,
    since: Rc<Shared<u64>>,
}

impl<R: Read> Read for Guard<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.since.get() > MAX_RECORD {
            let long = Unreadable::new(Why::LongLine).with(MAX_RECORD >> 20);
            return Err(io::Error::new(io::ErrorKind::InvalidData, long));
        }
        let read = self.inner.read(buffer)?;
        self.since.set(self.since.get() + read as u64);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<Vec<String>>, Unreadable> {
        let mut found = Vec::new();
        rows(
            text.as_bytes(),
            delimiter(text).unwrap_or(b','),
            &mut |row| {
                found.push(
                    row.cells
                        .iter()
                        .map(|cell| cell.text().into_owned())
                        .collect(),
                );
                Ok(Flow::On)
            },
        )?;
        Ok(found)
    }

    #[test]
    fn the_delimiter_is_found_even_where_cells_hold_others() {
        assert_eq!(
            delimiter("Tên;Sao\nChả mực, giã tay;4\nRuốc, cay;3\n"),
            Some(b';')
        );
        assert_eq!(delimiter("a\tb, c\n1\t2\n"), Some(b'\t'));
        assert_eq!(delimiter("\"a;b\",c\n1,2\n"), Some(b','));
        assert_eq!(delimiter("only\none\n"), None);
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
            let guarded = with_guard(text);
            assert!(!guarded.starts_with(RUNS), "{text}");
            assert_eq!(without_guard(&guarded), text);
        }
    }

    #[test]
    fn quotes_line_ends_and_lone_carriage_returns_are_read() {
        let expected = [["a", "b c"], ["1", "2"]];
        assert_eq!(read("a,\"b\nc\"\r\n1,2\r\n").unwrap(), expected);
        assert_eq!(read("a,b c\r1,2\r").unwrap(), expected);
    }

    #[test]
    fn an_open_quotation_mark_ends_with_its_line_instead_of_eating_the_memory() {
        let text = format!("a,b\n1,\"{}", "x".repeat(9 << 20));
        let error = read(&text).unwrap_err();
        assert_eq!((error.why, error.line), (Why::LongLine, 2));
    }

    #[test]
    fn millions_of_columns_are_refused() {
        assert_eq!(
            read(&",".repeat(3 << 20)).unwrap_err().why,
            Why::TooManyColumns
        );
    }
}
