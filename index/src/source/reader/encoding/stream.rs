//! Decodes bytes to UTF-8 piece by piece, with constant memory.

use std::io::{self, Read};

use super::charset::Encoding;
use crate::vietnamese::legacy::{self, DecodedChar};

/// Bytes that are read at once.
const CHUNK_BYTES: usize = 16 * 1024;

const BYTE_ORDER_MARK: char = '\u{feff}';

/// Where bytes stop being text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, byte {byte}: {}", if *binary { "not a text file" } else { "no text in this encoding" })]
pub(crate) struct TextDecodeError {
    /// The line, from 1.
    pub(crate) line: u64,
    /// The byte in the file, from 0.
    pub(crate) byte: u64,
    /// True for a file that is more than 0.1 % NUL and not UTF-16.
    pub(crate) binary: bool,
}

/// Reads bytes in an encoding as UTF-8, without a byte order mark.
///
/// Memory is constant. Bytes that do not decode end the text with an error of kind `InvalidData` that
/// carries a [`TextDecodeError`]; all text before them is delivered first.
#[derive(Debug)]
pub(crate) struct Utf8Reader<R> {
    inner: R,
    decoder: TextDecoder,
    /// Bytes of the file; the first `pending_bytes` are the beginning of a letter.
    pub(super) raw: Vec<u8>,
    pending_bytes: usize,
    /// Decoded text, of which `delivered_bytes` are delivered.
    pub(super) text: String,
    delivered_bytes: usize,
    ended: bool,
    failure: Option<TextDecodeError>,
}

impl<R: Read> Utf8Reader<R> {
    /// Reads `inner` in the encoding.
    pub(crate) fn new(inner: R, encoding: Encoding) -> Self {
        Self {
            inner,
            decoder: TextDecoder::new(encoding),
            raw: vec![0; CHUNK_BYTES],
            pending_bytes: 0,
            // One byte or one UTF-16 unit is at most three bytes in UTF-8.
            text: String::with_capacity(3 * CHUNK_BYTES),
            delivered_bytes: 0,
            ended: false,
            failure: None,
        }
    }

    /// Decodes the next bytes of the file.
    fn decode_next_chunk(&mut self) -> io::Result<()> {
        let buffer = self.raw.get_mut(self.pending_bytes..).unwrap_or_default();
        let capacity = buffer.len();
        let read = self.inner.read(buffer)?.min(capacity);
        self.ended = read == 0;
        self.text.clear();
        self.delivered_bytes = 0;
        let filled = self.pending_bytes + read;
        let bytes = self.raw.get(..filled).unwrap_or_default();
        match self.decoder.decode_chunk(bytes, self.ended, &mut self.text) {
            Ok(used) => {
                self.raw.copy_within(used..filled, 0);
                self.pending_bytes = filled - used;
            }
            Err(failure) => self.failure = Some(failure),
        }
        Ok(())
    }
}

impl<R: Read> Read for Utf8Reader<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        loop {
            let mut ready = self
                .text
                .as_bytes()
                .get(self.delivered_bytes..)
                .unwrap_or_default();
            if !ready.is_empty() || buf.is_empty() {
                let copied = ready.read(buf)?;
                self.delivered_bytes += copied;
                return Ok(copied);
            }
            if let Some(failure) = self.failure {
                return Err(io::Error::new(io::ErrorKind::InvalidData, failure));
            }
            if self.ended {
                return Ok(0);
            }
            self.decode_next_chunk()?;
        }
    }
}

/// A position in a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct FilePosition {
    line: u64,
    pub(super) byte: u64,
    after_return: bool,
}

impl FilePosition {
    pub(super) const START: Self = Self {
        line: 1,
        byte: 0,
        after_return: false,
    };

    /// Moves past a character. A carriage return, a line feed and both together end a line.
    pub(super) fn advance(&mut self, c: char, bytes: usize) {
        let ends_line = c == '\r' || (c == '\n' && !self.after_return);
        self.line += u64::from(ends_line);
        self.byte += bytes as u64;
        self.after_return = c == '\r';
    }

    pub(super) const fn to_error(self) -> TextDecodeError {
        TextDecodeError {
            line: self.line,
            byte: self.byte,
            binary: false,
        }
    }
}

/// Decodes bytes piece by piece and counts the position.
#[derive(Debug)]
pub(super) struct TextDecoder {
    encoding: Encoding,
    pub(super) position: FilePosition,
}

impl TextDecoder {
    pub(super) const fn new(encoding: Encoding) -> Self {
        Self {
            encoding,
            position: FilePosition::START,
        }
    }

    /// Appends the text of the bytes and returns how many were used. The rest is the beginning of a letter.
    pub(super) fn decode_chunk(
        &mut self,
        bytes: &[u8],
        is_last: bool,
        text: &mut String,
    ) -> Result<usize, TextDecodeError> {
        let mut rest = bytes;
        if matches!(self.encoding, Encoding::Utf8 | Encoding::Utf8Bom) {
            let valid = valid_utf8_prefix(bytes);
            self.push_utf8(valid, text);
            // The rest begins with an incomplete or invalid letter.
            rest = bytes.get(valid.len()..).unwrap_or_default();
        }
        while !rest.is_empty() {
            match decode_first(self.encoding, rest, is_last) {
                DecodedChar::Complete(c, length) => {
                    if c != BYTE_ORDER_MARK || self.position.byte > 0 {
                        text.push(c);
                    }
                    self.position.advance(c, length);
                    rest = rest.get(length..).unwrap_or_default();
                }
                DecodedChar::Incomplete => break,
                DecodedChar::Unknown => return Err(self.position.to_error()),
            }
        }
        Ok(bytes.len() - rest.len())
    }

    /// Appends text that is UTF-8 already.
    fn push_utf8(&mut self, part: &str, text: &mut String) {
        let visible = if self.position.byte == 0 {
            part.strip_prefix(BYTE_ORDER_MARK).unwrap_or(part)
        } else {
            part
        };
        text.push_str(visible);
        for byte in part.bytes() {
            if byte == b'\n' || byte == b'\r' {
                self.position.advance(char::from(byte), 0);
            } else {
                self.position.after_return = false;
            }
        }
        self.position.byte += part.len() as u64;
    }
}

/// The longest beginning of the bytes that is valid UTF-8.
fn valid_utf8_prefix(bytes: &[u8]) -> &str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let whole = bytes.get(..error.valid_up_to()).unwrap_or_default();
            std::str::from_utf8(whole).unwrap_or_default()
        }
    }
}

/// The text of a sample up to the first error, and that error.
pub(super) fn decode_until_error(
    sample: &[u8],
    is_whole: bool,
    encoding: Encoding,
) -> (String, Option<TextDecodeError>) {
    let mut text = String::with_capacity(sample.len());
    let error = TextDecoder::new(encoding)
        .decode_chunk(sample, is_whole, &mut text)
        .err();
    (text, error)
}

/// The first character of the bytes. `is_last`: nothing follows them.
fn decode_first(encoding: Encoding, bytes: &[u8], is_last: bool) -> DecodedChar {
    match encoding {
        Encoding::Utf8 | Encoding::Utf8Bom => decode_first_utf8(bytes, is_last),
        Encoding::Utf16Le => decode_first_utf16(bytes, is_last, u16::from_le_bytes),
        Encoding::Utf16Be => decode_first_utf16(bytes, is_last, u16::from_be_bytes),
        Encoding::Windows1258 => legacy::decode_first_windows_1258(bytes, is_last),
        Encoding::Tcvn3 => legacy::decode_first_tcvn3(bytes, is_last),
        Encoding::Vni => legacy::decode_first_vni(bytes, is_last),
    }
}

fn decode_first_utf8(bytes: &[u8], is_last: bool) -> DecodedChar {
    if let Some(byte) = bytes.first().filter(|byte| byte.is_ascii()) {
        return DecodedChar::Complete(char::from(*byte), 1);
    }
    let head = bytes.get(..4).unwrap_or(bytes);
    let (valid, is_cut) = match std::str::from_utf8(head) {
        Ok(text) => (text, false),
        Err(error) => {
            let valid = head.get(..error.valid_up_to()).unwrap_or_default();
            let is_cut = error.error_len().is_none() && !is_last;
            (std::str::from_utf8(valid).unwrap_or_default(), is_cut)
        }
    };
    match valid.chars().next() {
        Some(c) => DecodedChar::Complete(c, c.len_utf8()),
        None if is_cut => DecodedChar::Incomplete,
        None => DecodedChar::Unknown,
    }
}

fn decode_first_utf16(bytes: &[u8], is_last: bool, unit: fn([u8; 2]) -> u16) -> DecodedChar {
    let pairs = bytes.as_chunks::<2>().0.iter().take(2);
    let units = pairs.map(|pair| unit(*pair));
    let short = bytes.len() < 4 && !is_last;
    match char::decode_utf16(units).next() {
        Some(Ok(c)) => DecodedChar::Complete(c, 2 * c.len_utf16()),
        Some(Err(error)) if short && error.unpaired_surrogate() < 0xdc00 => DecodedChar::Incomplete,
        None if !is_last => DecodedChar::Incomplete,
        _ => DecodedChar::Unknown,
    }
}
