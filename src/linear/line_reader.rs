//! Reads one line of input of any length and with any bytes.
//!
//! At most [`MAX_LINE_BYTES`] of a line are kept in memory; bytes that are not UTF-8 are replaced.

use std::io::{BufRead, ErrorKind, Result};

use ocop_index::query::language::MAX_LINE_BYTES;

use crate::wording::sanitize::drop_invisible;

/// A line without its line ending.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TypedLine {
    /// The text without invisible characters, such as the byte order mark that some systems start piped text with;
    /// invalid UTF-8 is replaced by U+FFFD.
    pub(super) text: String,
    /// The line was longer than [`MAX_LINE_BYTES`].
    pub(super) truncated: bool,
}

/// Reads the next line; `None` at the end of the input.
pub(super) fn read_line(input: &mut impl BufRead) -> Result<Option<TypedLine>> {
    let mut kept = Vec::new();
    let (mut has_input, mut truncated) = (false, false);
    loop {
        let chunk = match input.fill_buf() {
            Ok(chunk) => chunk,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if chunk.is_empty() {
            break;
        }
        has_input = true;
        let end = chunk.iter().position(|byte| *byte == b'\n');
        let body = &chunk[..end.unwrap_or(chunk.len())];
        let room = (MAX_LINE_BYTES - kept.len()).min(body.len());
        kept.extend_from_slice(&body[..room]);
        truncated |= room < body.len();
        let used = end.map_or(chunk.len(), |end| end + 1);
        input.consume(used);
        if end.is_some() {
            break;
        }
    }
    Ok(has_input.then(|| decode_line(&kept, truncated)))
}

fn decode_line(bytes: &[u8], truncated: bool) -> TypedLine {
    let text = String::from_utf8_lossy(bytes);
    // The cut may have split the last letter.
    let text = if truncated {
        text.trim_end_matches(char::REPLACEMENT_CHARACTER)
    } else {
        text.trim_end_matches('\r')
    };
    TypedLine {
        text: drop_invisible(text).into_owned(),
        truncated,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_lines(mut bytes: &[u8]) -> Vec<(String, bool)> {
        let mut lines = Vec::new();
        while let Some(TypedLine { text, truncated }) = read_line(&mut bytes).unwrap() {
            lines.push((text, truncated));
        }
        lines
    }

    #[test]
    fn every_kind_of_end_ends_a_line() {
        let whole_lines = |texts: &[&str]| -> Vec<(String, bool)> {
            texts
                .iter()
                .map(|text| ((*text).to_owned(), false))
                .collect()
        };
        assert_eq!(read_lines(b"a\r\n\nb"), whole_lines(&["a", "", "b"]));
        assert_eq!(
            read_lines("\u{feff}chả\n".as_bytes()),
            whole_lines(&["chả"])
        );
        assert_eq!(
            read_lines("\u{200e}ch\u{ad}ả\u{200b}\u{feff}\r\n".as_bytes()),
            whole_lines(&["chả"])
        );
        assert_eq!(read_lines(b""), whole_lines(&[]));
        assert_eq!(read_lines(b"\xff\n"), whole_lines(&["\u{fffd}"]));
    }

    #[test]
    fn what_is_too_long_is_cut_at_a_letter_and_the_next_line_is_whole() {
        let long = "ả".repeat(MAX_LINE_BYTES);
        let lines = read_lines(format!("{long}\nmuc\n").as_bytes());
        assert_eq!(lines[0], ("ả".repeat(MAX_LINE_BYTES / 3), true));
        assert_eq!(lines[1], ("muc".to_owned(), false));
    }
}
