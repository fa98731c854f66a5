//! Detects the encoding of a file.
//!
//! The evidence is used in this order: byte order mark, UTF-16 by its zero bytes, strict UTF-8, and then which of
//! Windows-1258, TCVN3 and VNI turns the words with marks into Vietnamese syllables. That last answer is a guess
//! for the user to confirm (see [`super::preview_lines`]).

use super::charset::{Encoding, LEGACY_ENCODINGS};
use super::stream::{FilePosition, TextDecodeError, TextDecoder, decode_until_error};
use super::syllable::{SyllableTally, is_syllable_separator};

/// Detects the encoding of a file from `sample`, its beginning; 1 MiB is plenty. `is_whole_file` is false when the
/// sample was cut, so that half a letter at its end is not an error.
pub(crate) fn detect_encoding(
    sample: &[u8],
    is_whole_file: bool,
) -> Result<Encoding, TextDecodeError> {
    let proven = match sample {
        [0xef, 0xbb, 0xbf, ..] => Some(Encoding::Utf8Bom),
        [0xff, 0xfe, ..] => Some(Encoding::Utf16Le),
        [0xfe, 0xff, ..] => Some(Encoding::Utf16Be),
        _ => detect_utf16_by_zeros(sample, is_whole_file),
    };
    let encoding = proven.unwrap_or(Encoding::Utf8);
    let is_utf16 = matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be);
    let units = sample.chunks_exact(if is_utf16 { 2 } else { 1 });
    let is_nul = |unit: &&[u8]| unit.iter().all(|byte| *byte == 0);
    if units.clone().filter(is_nul).count() * 1000 > units.len() {
        let text_units = units.clone().take_while(|unit| !is_nul(unit));
        let text_bytes = text_units.map(<[u8]>::len).sum();
        let mut decoder = TextDecoder::new(encoding);
        let text = sample.get(..text_bytes).unwrap_or_default();
        // An error before the first NUL comes first: the decoder stops at its position.
        let _ = decoder.decode_chunk(text, false, &mut String::new());
        return Err(TextDecodeError {
            binary: true,
            ..decoder.position.to_error()
        });
    }
    match decode_until_error(sample, is_whole_file, encoding).1 {
        None => Ok(encoding),
        Some(failure) if proven.is_some() => Err(failure),
        Some(failure) => {
            detect_legacy_by_words(sample, is_whole_file).map_err(|line| line.unwrap_or(failure))
        }
    }
}

/// Detects UTF-16 without a byte order mark: most letters of a Vietnamese text have a zero high byte, and almost none
/// a zero low byte. A binary file whose numbers look alike contains control characters.
fn detect_utf16_by_zeros(sample: &[u8], is_whole_file: bool) -> Option<Encoding> {
    let pairs = sample.as_chunks::<2>().0;
    let count_zeros =
        |byte: fn(&[u8; 2]) -> u8| pairs.iter().filter(|pair| byte(pair) == 0).count();
    let (even, odd) = (count_zeros(|pair| pair[0]), count_zeros(|pair| pair[1]));
    let are_letters =
        |high: usize, low: usize| high * 5 >= pairs.len() * 2 && low * 100 <= pairs.len();
    let encoding = match (are_letters(odd, even), are_letters(even, odd)) {
        _ if pairs.is_empty() => return None,
        (true, false) => Encoding::Utf16Le,
        (false, true) => Encoding::Utf16Be,
        _ => return None,
    };
    let text = decode_until_error(sample, is_whole_file, encoding).0;
    let is_control = |c: &char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\0');
    let controls = text.chars().filter(is_control).count();
    (controls * 1000 <= text.len()).then_some(encoding)
}

/// The 8-bit encoding in which the sample reads as Vietnamese. The error is the first line that no encoding explains;
/// `None` when every line has an encoding but the sample has none.
fn detect_legacy_by_words(
    sample: &[u8],
    is_whole_file: bool,
) -> Result<Encoding, Option<TextDecodeError>> {
    let mut best: Option<(Encoding, SyllableTally)> = None;
    for encoding in LEGACY_ENCODINGS {
        let (text, stop) = decode_until_error(sample, is_whole_file, encoding);
        // The last word of a cut sample may be half a word.
        let cut = text
            .rsplit_once(is_syllable_separator)
            .filter(|_| !is_whole_file);
        let tally =
            SyllableTally::from_text(cut.map_or(text.as_str(), |(words, _)| words), encoding);
        if stop.is_none()
            && tally.is_plausible()
            && best.is_none_or(|(_, best)| tally.is_better_than(best))
        {
            best = Some((encoding, tally));
        }
    }
    let Some((encoding, _)) = best else {
        return Err(lines_with_positions(sample)
            .find_map(|(position, line)| locate_unexplained_byte(position, line)));
    };
    // A line of UTF-8 amid another encoding would be decoded wrong.
    let utf8_line = lines_with_positions(sample).find(|(_, line)| {
        !line.is_ascii()
            && std::str::from_utf8(line).is_ok()
            && !SyllableTally::from_text(&decode_until_error(line, true, encoding).0, encoding)
                .is_plausible()
    });
    match utf8_line {
        Some((position, line)) => Err(Some(error_at_first_non_ascii(position, line))),
        None => Ok(encoding),
    }
}

/// The lines of a sample, with their line ends, and the positions where they start.
fn lines_with_positions(sample: &[u8]) -> impl Iterator<Item = (FilePosition, &[u8])> {
    let mut next = FilePosition::START;
    let ends = |byte: &u8| matches!(byte, b'\n' | b'\r');
    sample.split_inclusive(ends).map(move |line| {
        let start = next;
        for byte in line {
            next.advance(char::from(*byte), 1);
        }
        (start, line)
    })
}

/// Where a line stops being text in the encoding that decodes most of it; `None` when an encoding explains it all.
fn locate_unexplained_byte(start: FilePosition, line: &[u8]) -> Option<TextDecodeError> {
    // A letter cut at the end of the sample is not an error of the line.
    if std::str::from_utf8(line).map_or_else(|error| error.error_len().is_none(), |_| true) {
        return None;
    }
    let mut failure = error_at_first_non_ascii(start, line);
    for encoding in LEGACY_ENCODINGS {
        let (text, stop) = decode_until_error(line, true, encoding);
        if SyllableTally::from_text(&text, encoding).is_plausible() {
            failure.byte = failure.byte.max(start.byte + stop?.byte);
        }
    }
    Some(failure)
}

/// An error at the first byte of a line that is not ASCII.
fn error_at_first_non_ascii(start: FilePosition, line: &[u8]) -> TextDecodeError {
    let ascii = line.iter().take_while(|byte| byte.is_ascii()).count();
    TextDecodeError {
        byte: start.byte + ascii as u64,
        ..start.to_error()
    }
}
