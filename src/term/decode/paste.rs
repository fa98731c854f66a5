//! The text of a bracketed paste, cleaned for the input line while it arrives.
//!
//! Newlines and tabs become one space each (a pasted line must never press Enter), other control characters
//! are dropped, and only the first 64 KiB are kept; the rest is skipped up to the end marker. The decoder
//! decides when a paste without an end marker ends.

use super::utf8::{PartialChar, Utf8Step};

/// Ends a paste.
const END_MARKER: &[u8] = b"\x1b[201~";
/// The longest text that is kept.
const MAX_PASTE_BYTES: usize = 64 * 1024;

/// A paste that is arriving.
#[derive(Debug, Default)]
pub(super) struct PasteBuffer {
    text: String,
    /// How many bytes of text were delivered in parts already.
    delivered_bytes: usize,
    letter: PartialChar,
    /// How many bytes of the end marker have matched.
    marker_matched: usize,
    /// The last byte was a carriage return: a line feed after it is ignored.
    after_carriage_return: bool,
}

impl PasteBuffer {
    /// Starts a new paste.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Adds a byte; returns true when it completes the end marker.
    pub(super) fn push(&mut self, byte: u8) -> bool {
        if END_MARKER.get(self.marker_matched) == Some(&byte) {
            self.marker_matched += 1;
            return self.marker_matched == END_MARKER.len();
        }
        // A partial match was text after a stray ESC; the ESC itself is dropped.
        let partial_match = END_MARKER.get(1..self.marker_matched).unwrap_or_default();
        self.marker_matched = 0;
        for &earlier in partial_match {
            self.push_text_byte(earlier);
        }
        if END_MARKER.first() == Some(&byte) {
            self.marker_matched = 1;
        } else {
            self.push_text_byte(byte);
        }
        false
    }

    /// True when no text waits to be delivered.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// True when a part was delivered and nothing has arrived since.
    pub(super) fn is_stalled(&self) -> bool {
        self.delivered_bytes > 0 && self.text.is_empty()
    }

    /// Takes the text since the last part; the paste continues.
    pub(super) fn drain_part(&mut self) -> String {
        self.delivered_bytes += self.text.len();
        std::mem::take(&mut self.text)
    }

    /// Takes the text since the last part and ends the paste.
    pub(super) fn finish_paste(&mut self) -> String {
        std::mem::take(self).text
    }

    fn push_text_byte(&mut self, byte: u8) {
        if self.letter.is_open() {
            match self.letter.push_byte(byte) {
                Utf8Step::Incomplete | Utf8Step::Invalid => return,
                Utf8Step::Complete(letter) => return self.push_char(letter),
                Utf8Step::Unexpected => {}
            }
        }
        let after_return = std::mem::replace(&mut self.after_carriage_return, byte == b'\r');
        match byte {
            b'\n' if after_return => {}
            b'\r' | b'\n' | b'\t' => self.push_char(' '),
            0x20..=0x7e => self.push_char(char::from(byte)),
            _ => {
                self.letter.start_char(byte);
            }
        }
    }

    fn push_char(&mut self, letter: char) {
        if !letter.is_control()
            && self.delivered_bytes + self.text.len() + letter.len_utf8() <= MAX_PASTE_BYTES
        {
            self.text.push(letter);
        }
    }
}
