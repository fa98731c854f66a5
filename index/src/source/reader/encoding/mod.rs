//! The encodings of office files: detects which one a file has, and reads its bytes as UTF-8.
//!
//! `charset` lists the encodings, `detect` finds the one of a file (with the help of `syllable`), and `stream`
//! decodes. A byte that no character has is an error with its line, never a silent U+FFFD. Text from an 8-bit
//! encoding comes out as NFC, Unicode text as the file has it; [`crate::clean`] composes the rest.

mod charset;
mod detect;
mod stream;
mod syllable;

pub use charset::Encoding;
pub(crate) use detect::detect_encoding;
pub(crate) use stream::{TextDecodeError, Utf8Reader};

/// Most characters of a preview line.
const MAX_PREVIEW_CHARS: usize = 100;

/// The text at the beginning of a file, up to the first error. The sample may end in the middle of a letter.
pub(crate) fn decode_beginning(sample: &[u8], encoding: Encoding) -> String {
    stream::decode_until_error(sample, false, encoding).0
}

/// The first three lines with a letter outside ASCII, so that the user can see whether they read well.
pub(crate) fn preview_lines(text: &str) -> Vec<String> {
    text.split(['\n', '\r'])
        .filter(|line| line.chars().any(|c| !c.is_ascii() && c.is_alphabetic()))
        .take(3)
        .map(|line| {
            crate::clean::clean_text(line.trim())
                .chars()
                .take(MAX_PREVIEW_CHARS)
                .collect()
        })
        .collect()
}

#[cfg(test)]
mod tests;
