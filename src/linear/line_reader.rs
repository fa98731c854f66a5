//! One line of what is typed or piped in, however long and whatever its bytes.
//!
//! Must not: keep more of a line than is read, or fail on bytes that are no text.

use std::io::{BufRead, ErrorKind, Result};

use ocop_index::query::language::MAX_LINE_BYTES;

/// Some systems begin a piped text with this mark.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// A line as it was typed, without its end.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TypedLine {
    /// The text; bytes that are none are replaced.
    pub(super) text: String,
    /// There was more than is read.
    pub(super) truncated: bool,
}

/// The next line; `None` where nothing more comes.
pub(super) fn read_line(input: &mut impl BufRead) -> Result<Option<TypedLine>> {
    let mut kept = Vec::new();
    let (mut any, mut cut) = (false, false);
    loop {
        let piece = match input.fill_buf() {
            Ok(piece) => piece,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if piece.is_empty() {
            break;
        }
        any = true;
        let end = piece.iter().position(|byte| *byte == b'\n');
        let body = &piece[..end.unwrap_or(piece.len())];
        let room = (MAX_LINE_BYTES - kept.len()).min(body.len());
        kept.extend_from_slice(&body[..room]);
        cut |= room < body.len();
        let used = end.map_or(piece.len(), |end| end + 1);
        input.consume(used);
        if end.is_some() {
            break;
        }
    }
    Ok(any.then(|| decode_line(&kept, cut)))
}

fn decode_line(bytes: &[u8], cut: bool) -> TypedLine {
    let text = String::from_utf8_lossy(bytes);
    // A letter that was cut in half is none.
    let whole = if cut {
        text.trim_end_matches(char::REPLACEMENT_CHARACTER)
    } else {
        text.trim_end_matches('\r')
    };
    TypedLine {
        text: whole.trim_start_matches(BYTE_ORDER_MARK).to_owned(),
        truncated: cut,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(mut bytes: &[u8]) -> Vec<(String, bool)> {
        let mut lines = Vec::new();
        while let Some(TypedLine {
            text,
            truncated: cut,
        }) = read_line(&mut bytes).unwrap()
        {
            lines.push((text, cut));
        }
        lines
    }

    #[test]
    fn every_kind_of_end_ends_a_line() {
        let told = |texts: &[&str]| -> Vec<(String, bool)> {
            texts
                .iter()
                .map(|text| ((*text).to_owned(), false))
                .collect()
        };
        assert_eq!(lines(b"a\r\n\nb"), told(&["a", "", "b"]));
        assert_eq!(lines("\u{feff}chả\n".as_bytes()), told(&["chả"]));
        assert_eq!(lines(b""), told(&[]));
        assert_eq!(lines(b"\xff\n"), told(&["\u{fffd}"]));
    }

    #[test]
    fn what_is_too_long_is_cut_at_a_letter_and_the_next_line_is_whole() {
        let long = "ả".repeat(MAX_LINE_BYTES);
        let found = lines(format!("{long}\nmuc\n").as_bytes());
        assert_eq!(found[0], ("ả".repeat(MAX_LINE_BYTES / 3), true));
        assert_eq!(found[1], ("muc".to_owned(), false));
    }
}
