//! The encodings of office files: which one a file has, and its bytes as UTF-8.
//!
//! A byte that writes nothing is an error with its line, never a silent U+FFFD. Detection asks, in
//! this order: byte order mark, UTF-16 by its zero bytes, strict UTF-8, and then which of
//! Windows-1258, TCVN3 and VNI makes Vietnamese syllables of the words with marks. That last answer is
//! a guess for a person to see ([`samples`]). The reader's text is NFC where the 8-bit encodings are
//! read, and as the file has it in Unicode; the door ([`crate::clean`]) composes the rest. Must not:
//! know columns or products, or read more than it is asked for.

mod stream;
mod syllable;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use stream::{
    FilePosition, TextDecoder, decode_first_utf8, decode_first_utf16, decode_until_error,
};
use syllable::{SyllableTally, is_word_separator};

pub use stream::Utf8Reader;

use crate::vietnamese::legacy::{self, DecodedChar};

/// The encodings of office files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Encoding {
    /// UTF-8 without a byte order mark.
    Utf8,
    /// UTF-8 behind a byte order mark, as spreadsheets write it.
    Utf8Bom,
    /// UTF-16, low byte first: "Unicode text" of Windows.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// The Vietnamese code page of Windows.
    Windows1258,
    /// TCVN3, also called ABC, of the `.VnTime` fonts.
    Tcvn3,
    /// VNI-Windows, of the `VNI-Times` fonts.
    Vni,
}

/// The encodings of one byte a code, in the order in which equal evidence is believed.
const LEGACY: [Encoding; 3] = [Encoding::Windows1258, Encoding::Tcvn3, Encoding::Vni];

/// Characters of a sample line that are shown.
const MAX_SAMPLE_CHARS: usize = 100;

impl Encoding {
    /// All encodings.
    pub const ALL: [Self; 7] = [
        Self::Utf8,
        Self::Utf8Bom,
        Self::Utf16Le,
        Self::Utf16Be,
        Self::Windows1258,
        Self::Tcvn3,
        Self::Vni,
    ];

    /// The name on the command line.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf8Bom => "utf-8-bom",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Windows1258 => "windows-1258",
            Self::Tcvn3 => "tcvn3",
            Self::Vni => "vni",
        }
    }

    /// True when the bytes themselves prove the encoding, so that nobody need look.
    pub fn is_unicode(self) -> bool {
        !LEGACY.contains(&self)
    }

    /// The encoding of a name, in any case and with or without hyphens.
    pub fn parse(text: &str) -> Option<Self> {
        let letters = text.chars().filter(char::is_ascii_alphanumeric);
        let name: String = letters.map(|c| c.to_ascii_lowercase()).collect();
        Some(match name.as_str() {
            "utf8" => Self::Utf8,
            "utf8bom" | "utf8sig" => Self::Utf8Bom,
            "utf16le" | "utf16" | "unicode" => Self::Utf16Le,
            "utf16be" => Self::Utf16Be,
            "windows1258" | "win1258" | "cp1258" | "1258" => Self::Windows1258,
            "tcvn3" | "tcvn" | "tcvn5712" | "tcvn3abc" | "abc" => Self::Tcvn3,
            "vni" | "vniwindows" | "vniwin" => Self::Vni,
            _ => return None,
        })
    }

    /// What stands first in some bytes; `last` when nothing follows them.
    fn decode_first(self, bytes: &[u8], last: bool) -> DecodedChar {
        match self {
            Self::Utf8 | Self::Utf8Bom => decode_first_utf8(bytes, last),
            Self::Utf16Le => decode_first_utf16(bytes, last, u16::from_le_bytes),
            Self::Utf16Be => decode_first_utf16(bytes, last, u16::from_be_bytes),
            Self::Windows1258 => legacy::decode_first_windows_1258(bytes, last),
            Self::Tcvn3 => legacy::decode_first_tcvn3(bytes, last),
            Self::Vni => legacy::decode_first_vni(bytes, last),
        }
    }
}

/// Where bytes stop being text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, byte {byte}: {}", if *binary { "not a text file" } else { "no text in this encoding" })]
pub struct TextDecodeError {
    /// The line, from 1.
    pub line: u64,
    /// The byte in the file, from 0.
    pub byte: u64,
    /// True for a file that holds more than 0.1 % NUL and is not UTF-16.
    pub binary: bool,
}

/// What a file's bytes are. `sample` is its beginning, 1 MiB is plenty; `whole` is false when it was
/// cut, so that half a letter at the end is no error.
pub fn detect_encoding(sample: &[u8], whole: bool) -> Result<Encoding, TextDecodeError> {
    let marked = match sample {
        [0xef, 0xbb, 0xbf, ..] => Some(Encoding::Utf8Bom),
        [0xff, 0xfe, ..] => Some(Encoding::Utf16Le),
        [0xfe, 0xff, ..] => Some(Encoding::Utf16Be),
        _ => detect_utf16_by_zeros(sample, whole),
    };
    let encoding = marked.unwrap_or(Encoding::Utf8);
    let wide = matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be);
    let units = sample.chunks_exact(if wide { 2 } else { 1 });
    let is_nul = |unit: &&[u8]| unit.iter().all(|byte| *byte == 0);
    if units.clone().filter(is_nul).count() * 1000 > units.len() {
        let text_units = units.clone().take_while(|unit| !is_nul(unit));
        let before = text_units.map(<[u8]>::len).sum();
        let mut decoder = TextDecoder::new(encoding);
        let text = sample.get(..before).unwrap_or_default();
        // Bad text before the first NUL is the earlier place.
        let _ = decoder.decode_chunk(text, false, &mut String::new());
        return Err(TextDecodeError {
            binary: true,
            ..decoder.position.to_error()
        });
    }
    match decode_until_error(sample, whole, encoding).1 {
        None => Ok(encoding),
        Some(failure) if marked.is_some() => Err(failure),
        Some(failure) => {
            detect_legacy_by_words(sample, whole).map_err(|line| line.unwrap_or(failure))
        }
    }
}

/// The text of a sample that was cut, as far as it decodes.
pub fn decode_beginning(sample: &[u8], encoding: Encoding) -> String {
    decode_until_error(sample, false, encoding).0
}

/// The text of a sample; see [`detect`] for `whole`.
pub fn decode_sample(
    sample: &[u8],
    whole: bool,
    encoding: Encoding,
) -> Result<String, TextDecodeError> {
    match decode_until_error(sample, whole, encoding) {
        (text, None) => Ok(text),
        (_, Some(failure)) => Err(failure),
    }
}

/// The first three lines that hold a letter outside ASCII, for a person to see whether they read well.
pub fn preview_lines(text: &str) -> Vec<String> {
    text.split(['\n', '\r'])
        .filter(|line| line.chars().any(|c| !c.is_ascii() && c.is_alphabetic()))
        .take(3)
        .map(|line| {
            crate::clean::clean_text(line.trim())
                .chars()
                .take(MAX_SAMPLE_CHARS)
                .collect()
        })
        .collect()
}

/// UTF-16 without a byte order mark: most letters of a Vietnamese text have a zero high byte and almost
/// none a zero low byte. Numbers of a binary file that look so hold control characters.
fn detect_utf16_by_zeros(sample: &[u8], whole: bool) -> Option<Encoding> {
    let pairs = sample.as_chunks::<2>().0;
    let zeros = |at: fn(&[u8; 2]) -> u8| pairs.iter().filter(|pair| at(pair) == 0).count();
    let (even, odd) = (zeros(|pair| pair[0]), zeros(|pair| pair[1]));
    let is_high = |high: usize, low: usize| high * 5 >= pairs.len() * 2 && low * 100 <= pairs.len();
    let encoding = match (is_high(odd, even), is_high(even, odd)) {
        _ if pairs.is_empty() => return None,
        (true, false) => Encoding::Utf16Le,
        (false, true) => Encoding::Utf16Be,
        _ => return None,
    };
    let text = decode_until_error(sample, whole, encoding).0;
    let acts = |c: &char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\0');
    let controls = text.chars().filter(acts).count();
    (controls * 1000 <= text.len()).then_some(encoding)
}

/// Which 8-bit encoding makes Vietnamese of the sample. The error is the first line that none explains;
/// `None` when only the whole is not explained.
fn detect_legacy_by_words(sample: &[u8], whole: bool) -> Result<Encoding, Option<TextDecodeError>> {
    let mut best: Option<(Encoding, SyllableTally)> = None;
    for encoding in LEGACY {
        let (text, stop) = decode_until_error(sample, whole, encoding);
        // The last word of a cut sample may be half a word.
        let cut = text.rsplit_once(is_word_separator).filter(|_| !whole);
        let tally =
            SyllableTally::from_text(cut.map_or(text.as_str(), |(words, _)| words), encoding);
        if stop.is_none()
            && tally.is_plausible()
            && best.is_none_or(|(_, b)| tally.is_better_than(b))
        {
            best = Some((encoding, tally));
        }
    }
    let Some((encoding, _)) = best else {
        return Err(lines_with_positions(sample)
            .find_map(|(place, line)| locate_unexplained_byte(place, line)));
    };
    // A line of UTF-8 in the midst of another encoding would be read wrong.
    let strange = lines_with_positions(sample).find(|(_, line)| {
        !line.is_ascii()
            && std::str::from_utf8(line).is_ok()
            && !SyllableTally::from_text(&decode_until_error(line, true, encoding).0, encoding)
                .is_plausible()
    });
    match strange {
        Some((place, line)) => Err(Some(error_at_first_non_ascii(place, line))),
        None => Ok(encoding),
    }
}

/// The lines of a sample with their line ends and places.
fn lines_with_positions(sample: &[u8]) -> impl Iterator<Item = (FilePosition, &[u8])> {
    let mut next = FilePosition::START;
    let ends = |byte: &u8| matches!(byte, b'\n' | b'\r');
    sample.split_inclusive(ends).map(move |line| {
        let place = next;
        for byte in line {
            next.advance(char::from(*byte), 1);
        }
        (place, line)
    })
}

/// Where a line stops being text in the best of its readings; `None` when one explains it.
fn locate_unexplained_byte(start: FilePosition, line: &[u8]) -> Option<TextDecodeError> {
    // A letter cut at the end of the sample is no fault of the line.
    if std::str::from_utf8(line).map_or_else(|error| error.error_len().is_none(), |_| true) {
        return None;
    }
    let mut failure = error_at_first_non_ascii(start, line);
    for encoding in LEGACY {
        let (text, stop) = decode_until_error(line, true, encoding);
        if SyllableTally::from_text(&text, encoding).is_plausible() {
            failure.byte = failure.byte.max(start.byte + stop?.byte);
        }
    }
    Some(failure)
}

/// The place of a line's first byte outside ASCII.
fn error_at_first_non_ascii(start: FilePosition, line: &[u8]) -> TextDecodeError {
    let ascii = line.iter().take_while(|byte| byte.is_ascii()).count();
    TextDecodeError {
        byte: start.byte + ascii as u64,
        ..start.to_error()
    }
}
