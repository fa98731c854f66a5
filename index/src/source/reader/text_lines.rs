//! The lines of a text, counted as an editor counts them.
//!
//! A line ends with CRLF, LF or a lone CR. Blank lines count, and so do the lines inside a quoted cell, so that the
//! number of a row is the line of the file on which a person finds its beginning. (The `csv` crate counts otherwise:
//! it lags behind at CRLF, at CR and at blank lines.)

use std::io::BufRead;

use crate::source::reader::io_error::unreadable_from_io;
use crate::source::unreadable::{UnreadableFile, UnreadableReason};

/// Longest line, in bytes. A file without line ends would otherwise be held as a whole.
const MAX_LINE: usize = 4 << 20;

/// A line of a text, without its end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct TextLine {
    /// Its number, from 1.
    pub(super) number: u64,
    /// Its text.
    pub(super) text: String,
}

/// Reads a text line by line.
pub(super) struct TextLines<R> {
    input: R,
    /// The number of the last line that was read.
    number: u64,
    /// True when the last line ended with CR: an LF that follows is part of the same end.
    ended_with_cr: bool,
}

impl<R: BufRead> TextLines<R> {
    pub(super) const fn new(input: R) -> Self {
        Self {
            input,
            number: 0,
            ended_with_cr: false,
        }
    }

    /// The next line; `None` at the end of the file.
    pub(super) fn read_line(&mut self) -> Result<Option<TextLine>, UnreadableFile> {
        let number = self.number + 1;
        let mut bytes = Vec::new();
        loop {
            let buffer = self
                .input
                .fill_buf()
                .map_err(|error| unreadable_from_io(&error, number))?;
            if buffer.is_empty() {
                if bytes.is_empty() {
                    return Ok(None);
                }
                break;
            }
            if std::mem::take(&mut self.ended_with_cr) && buffer.first() == Some(&b'\n') {
                self.input.consume(1);
                continue;
            }
            let end = buffer.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
            let text = buffer.get(..end.unwrap_or(buffer.len()));
            bytes.extend_from_slice(text.unwrap_or_default());
            if bytes.len() > MAX_LINE {
                let why = UnreadableReason::LongLine;
                return Err(UnreadableFile::at_line(why, number, 0).with_detail(MAX_LINE >> 20));
            }
            let Some(end) = end else {
                let used = buffer.len();
                self.input.consume(used);
                continue;
            };
            self.ended_with_cr = buffer.get(end) == Some(&b'\r');
            self.input.consume(end + 1);
            break;
        }
        self.number = number;
        // The input is UTF-8 already, so an error here is one of the decoder.
        let text = String::from_utf8(bytes)
            .map_err(|_| UnreadableFile::at_line(UnreadableReason::Undecodable, number, 0))?;
        Ok(Some(TextLine { number, text }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::BufReader;

    fn read_lines(text: &str, buffer: usize) -> Vec<String> {
        let mut lines = TextLines::new(BufReader::with_capacity(buffer, text.as_bytes()));
        let mut texts = Vec::new();
        while let Some(line) = lines.read_line().unwrap() {
            texts.push(line.text);
            assert_eq!(line.number, texts.len() as u64);
        }
        texts
    }

    #[test]
    fn every_line_end_counts_once() {
        for (text, lines) in [
            ("a\nb\n", vec!["a", "b"]),
            ("a\r\nb\r\n", vec!["a", "b"]),
            ("a\rb\r", vec!["a", "b"]),
            ("a\rb", vec!["a", "b"]),
            ("a\r\n\r\n\r\nb", vec!["a", "", "", "b"]),
            ("a\n\nb", vec!["a", "", "b"]),
            ("a\r\rb\nc\r\nd", vec!["a", "", "b", "c", "d"]),
            ("", vec![]),
            ("\n", vec![""]),
        ] {
            for buffer in [1, 2, 3, 64] {
                assert_eq!(read_lines(text, buffer), lines, "{text:?}");
            }
        }
    }

    #[test]
    fn a_line_without_an_end_is_not_held_as_a_whole() {
        let text = format!("a\n{}", "x".repeat(9 << 20));
        let mut lines = TextLines::new(text.as_bytes());
        lines.read_line().unwrap();
        let error = lines.read_line().unwrap_err();
        assert_eq!((error.why, error.line), (UnreadableReason::LongLine, 2));
    }

    proptest! {
        #[test]
        fn lines_are_those_of_any_buffer(text in "[a\r\n]{0,40}", buffer in 1usize..9) {
            let expected: Vec<String> = {
                let plain = text.replace("\r\n", "\n").replace('\r', "\n");
                plain.split_terminator('\n').map(str::to_owned).collect()
            };
            prop_assert_eq!(read_lines(&text, buffer), expected);
        }
    }
}
