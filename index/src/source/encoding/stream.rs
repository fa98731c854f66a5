//! Bytes to text, a piece at a time, with memory that does not grow.
//!
//! Must not: guess an encoding.

use std::io::{self, Read};

use super::{Encoding, Undecodable};
use crate::vietnamese::legacy::Letter;

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
    decoder: Decoder,
    /// Bytes of the file; the first `held` are a letter that was cut.
    pub(super) raw: Vec<u8>,
    held: usize,
    /// Decoded text, of which `given` bytes are delivered.
    pub(super) text: String,
    given: usize,
    ended: bool,
    failure: Option<Undecodable>,
}

impl<R: Read> Utf8Reader<R> {
    /// Reads `inner` in the encoding.
    pub fn new(inner: R, encoding: Encoding) -> Self {
        Self {
            inner,
            decoder: Decoder::new(encoding),
            raw: vec![0; CHUNK],
            held: 0,
            // No code of one byte or unit of two is longer in UTF-8.
            text: String::with_capacity(3 * CHUNK),
            given: 0,
            ended: false,
            failure: None,
        }
    }

    /// Decodes the next bytes of the file.
    fn fill(&mut self) -> io::Result<()> {
        let room = self.raw.get_mut(self.held..).unwrap_or_default();
        let most = room.len();
        let read = self.inner.read(room)?.min(most);
        self.ended = read == 0;
        self.text.clear();
        self.given = 0;
        let filled = self.held + read;
        let bytes = self.raw.get(..filled).unwrap_or_default();
        match self.decoder.push(bytes, self.ended, &mut self.text) {
            Ok(used) => {
                self.raw.copy_within(used..filled, 0);
                self.held = filled - used;
            }
            Err(failure) => self.failure = Some(failure),
        }
        Ok(())
    }
}

impl<R: Read> Read for Utf8Reader<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        loop {
            let mut ready = self.text.as_bytes().get(self.given..).unwrap_or_default();
            if !ready.is_empty() || buf.is_empty() {
                let given = ready.read(buf)?;
                self.given += given;
                return Ok(given);
            }
            if let Some(failure) = self.failure {
                return Err(io::Error::new(io::ErrorKind::InvalidData, failure));
            }
            if self.ended {
                return Ok(0);
            }
            self.fill()?;
        }
    }
}

/// A place in a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    line: u64,
    pub(super) byte: u64,
    after_return: bool,
}

impl Place {
    pub(super) const START: Self = Self {
        line: 1,
        byte: 0,
        after_return: false,
    };

    /// Goes on behind a character. A return, a line feed and both together end a line.
    pub(super) fn pass(&mut self, c: char, bytes: usize) {
        let ends = c == '\r' || (c == '\n' && !self.after_return);
        self.line += u64::from(ends);
        self.byte += bytes as u64;
        self.after_return = c == '\r';
    }

    pub(super) const fn failure(self) -> Undecodable {
        Undecodable {
            line: self.line,
            byte: self.byte,
            binary: false,
        }
    }
}

/// Bytes to text, a piece at a time.
#[derive(Debug)]
pub(super) struct Decoder {
    encoding: Encoding,
    pub(super) place: Place,
}

impl Decoder {
    pub(super) const fn new(encoding: Encoding) -> Self {
        Self {
            encoding,
            place: Place::START,
        }
    }

    /// Adds the text of the bytes; gives how many were used. The others are the beginning of a letter.
    pub(super) fn push(
        &mut self,
        bytes: &[u8],
        last: bool,
        text: &mut String,
    ) -> Result<usize, Undecodable> {
        let mut rest = bytes;
        if matches!(self.encoding, Encoding::Utf8 | Encoding::Utf8Bom) {
            let valid = valid(bytes);
            self.pass_all(valid, text);
            // What is left is a letter that was cut, or no letter.
            rest = bytes.get(valid.len()..).unwrap_or_default();
        }
        while !rest.is_empty() {
            match self.encoding.first(rest, last) {
                Letter::Whole(c, length) => {
                    if c != BYTE_ORDER_MARK || self.place.byte > 0 {
                        text.push(c);
                    }
                    self.place.pass(c, length);
                    rest = rest.get(length..).unwrap_or_default();
                }
                Letter::Cut => break,
                Letter::Unknown => return Err(self.place.failure()),
            }
        }
        Ok(bytes.len() - rest.len())
    }
}

impl Decoder {
    /// Adds text that is UTF-8 already.
    fn pass_all(&mut self, part: &str, text: &mut String) {
        let seen = if self.place.byte == 0 {
            part.strip_prefix(BYTE_ORDER_MARK).unwrap_or(part)
        } else {
            part
        };
        text.push_str(seen);
        for byte in part.bytes() {
            if byte == b'\n' || byte == b'\r' {
                self.place.pass(char::from(byte), 0);
            } else {
                self.place.after_return = false;
            }
        }
        self.place.byte += part.len() as u64;
    }
}

/// The beginning of some bytes that is UTF-8.
fn valid(bytes: &[u8]) -> &str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let whole = bytes.get(..error.valid_up_to()).unwrap_or_default();
            std::str::from_utf8(whole).unwrap_or_default()
        }
    }
}

/// The text of a sample as far as it goes, and where it stops.
pub(super) fn decode_while(
    sample: &[u8],
    whole: bool,
    encoding: Encoding,
) -> (String, Option<Undecodable>) {
    let mut text = String::with_capacity(sample.len());
    let stop = Decoder::new(encoding).push(sample, whole, &mut text).err();
    (text, stop)
}

pub(super) fn utf8(bytes: &[u8], last: bool) -> Letter {
    if let Some(byte) = bytes.first().filter(|byte| byte.is_ascii()) {
        return Letter::Whole(char::from(*byte), 1);
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
        Some(c) => Letter::Whole(c, c.len_utf8()),
        None if cut => Letter::Cut,
        None => Letter::Unknown,
    }
}

pub(super) fn utf16(bytes: &[u8], last: bool, unit: fn([u8; 2]) -> u16) -> Letter {
    let pairs = bytes.as_chunks::<2>().0.iter().take(2);
    let units = pairs.map(|pair| unit(*pair));
    let short = bytes.len() < 4 && !last;
    match char::decode_utf16(units).next() {
        Some(Ok(c)) => Letter::Whole(c, 2 * c.len_utf16()),
        Some(Err(error)) if short && error.unpaired_surrogate() < 0xdc00 => Letter::Cut,
        None if !last => Letter::Cut,
        _ => Letter::Unknown,
    }
}
