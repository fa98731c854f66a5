//! Bytes to text, a piece at a time, with memory that does not grow.
//!
//! Must not: guess an encoding.

use std::io::{self, Read};

use crate::source::reader::encoding::{Encoding, TextDecodeError};
use crate::vietnamese::legacy::DecodedChar;

/// Bytes that a reader asks for at once.
const CHUNK: usize = 16 * 1024;

const BYTE_ORDER_MARK: char = '\u{feff}';

/// Bytes in an encoding as UTF-8 bytes, without a byte order mark.
///
/// Memory is flat. Bytes that write nothing end the text with an error of kind `InvalidData` that
/// carries [`Undecodable`]; all text before them is delivered first.
#[derive(Debug)]
pub struct Utf8Reader<R> {
    inner: R,
    decoder: TextDecoder,
    /// Bytes of the file; the first `held` are a letter that was cut.
    pub(super) raw: Vec<u8>,
    pending_bytes: usize,
    /// Decoded text, of which `given` bytes are delivered.
    pub(super) text: String,
    delivered_bytes: usize,
    ended: bool,
    failure: Option<TextDecodeError>,
}

impl<R: Read> Utf8Reader<R> {
    /// Reads `inner` in the encoding.
    pub fn new(inner: R, encoding: Encoding) -> Self {
        Self {
            inner,
            decoder: TextDecoder::new(encoding),
            raw: vec![0; CHUNK],
            pending_bytes: 0,
            // No code of one byte or unit of two is longer in UTF-8.
            text: String::with_capacity(3 * CHUNK),
            delivered_bytes: 0,
            ended: false,
            failure: None,
        }
    }

    /// Decodes the next bytes of the file.
    fn decode_next_chunk(&mut self) -> io::Result<()> {
        let room = self.raw.get_mut(self.pending_bytes..).unwrap_or_default();
        let most = room.len();
        let read = self.inner.read(room)?.min(most);
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
                let given = ready.read(buf)?;
                self.delivered_bytes += given;
                return Ok(given);
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

/// A place in a file.
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

    /// Goes on behind a character. A return, a line feed and both together end a line.
    pub(super) fn advance(&mut self, c: char, bytes: usize) {
        let ends = c == '\r' || (c == '\n' && !self.after_return);
        self.line += u64::from(ends);
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

/// Bytes to text, a piece at a time.
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

    /// Adds the text of the bytes; gives how many were used. The others are the beginning of a letter.
    pub(super) fn decode_chunk(
        &mut self,
        bytes: &[u8],
        last: bool,
        text: &mut String,
    ) -> Result<usize, TextDecodeError> {
        let mut rest = bytes;
        if matches!(self.encoding, Encoding::Utf8 | Encoding::Utf8Bom) {
            let valid = valid_utf8_prefix(bytes);
            self.push_utf8(valid, text);
            // What is left is a letter that was cut, or no letter.
            rest = bytes.get(valid.len()..).unwrap_or_default();
        }
        while !rest.is_empty() {
            match self.encoding.decode_first(rest, last) {
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
}

impl TextDecoder {
    /// Adds text that is UTF-8 already.
    fn push_utf8(&mut self, part: &str, text: &mut String) {
        let seen = if self.position.byte == 0 {
            part.strip_prefix(BYTE_ORDER_MARK).unwrap_or(part)
        } else {
            part
        };
        text.push_str(seen);
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

/// The beginning of some bytes that is UTF-8.
fn valid_utf8_prefix(bytes: &[u8]) -> &str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let whole = bytes.get(..error.valid_up_to()).unwrap_or_default();
            std::str::from_utf8(whole).unwrap_or_default()
        }
    }
}

/// The text of a sample as far as it goes, and where it stops.
pub(super) fn decode_until_error(
    sample: &[u8],
    whole: bool,
    encoding: Encoding,
) -> (String, Option<TextDecodeError>) {
    let mut text = String::with_capacity(sample.len());
    let stop = TextDecoder::new(encoding)
        .decode_chunk(sample, whole, &mut text)
        .err();
    (text, stop)
}

pub(super) fn decode_first_utf8(bytes: &[u8], last: bool) -> DecodedChar {
    if let Some(byte) = bytes.first().filter(|byte| byte.is_ascii()) {
        return DecodedChar::Complete(char::from(*byte), 1);
    }
    let head = bytes.get(..4).unwrap_or(bytes);
    let (valid, cut) = match std::str::from_utf8(head) {
        Ok(text) => (text, false),
        Err(error) => {
            let valid = head.get(..error.valid_up_to()).unwrap_or_default();
            let cut = error.error_len().is_none() && !last;
            (std::str::from_utf8(valid).unwrap_or_default(), cut)
        }
    };
    match valid.chars().next() {
        Some(c) => DecodedChar::Complete(c, c.len_utf8()),
        None if cut => DecodedChar::Incomplete,
        None => DecodedChar::Unknown,
    }
}

pub(super) fn decode_first_utf16(
    bytes: &[u8],
    last: bool,
    unit: fn([u8; 2]) -> u16,
) -> DecodedChar {
    let pairs = bytes.as_chunks::<2>().0.iter().take(2);
    let units = pairs.map(|pair| unit(*pair));
    let short = bytes.len() < 4 && !last;
    match char::decode_utf16(units).next() {
        Some(Ok(c)) => DecodedChar::Complete(c, 2 * c.len_utf16()),
        Some(Err(error)) if short && error.unpaired_surrogate() < 0xdc00 => DecodedChar::Incomplete,
        None if !last => DecodedChar::Incomplete,
        _ => DecodedChar::Unknown,
    }
}
