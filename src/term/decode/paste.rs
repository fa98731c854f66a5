//! The text of a bracketed paste, made safe for one line of input while it comes in.
//!
//! Newlines and tabs become one space each (a pasted line must never press Enter), other control
//! characters vanish, and only the first 64 KiB are kept; the rest is swallowed until the end marker.
//! Must not: decide when an unclosed paste is given up (the decoder does).

use super::utf8::{PartialChar, Utf8Step};

/// What ends a paste.
const END_MARKER: &[u8] = b"\x1b[201~";
/// So many bytes of text are kept.
const MAX_PASTE_BYTES: usize = 64 * 1024;

/// A paste under way.
#[derive(Debug, Default)]
pub(super) struct PasteBuffer {
    text: String,
    /// So many bytes of text were handed on already.
    delivered_bytes: usize,
    letter: PartialChar,
    /// So many bytes of the end marker have been seen.
    marker_matched: usize,
    /// The last byte was a carriage return: a line feed belongs to it.
    after_carriage_return: bool,
}

impl PasteBuffer {
    /// Starts anew.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Takes a byte; true when it was the last of the end marker.
    pub(super) fn push(&mut self, byte: u8) -> bool {
        if END_MARKER.get(self.marker_matched) == Some(&byte) {
            self.marker_matched += 1;
            return self.marker_matched == END_MARKER.len();
        }
        // What looked like the marker was text behind a stray ESC, and the ESC itself is dropped.
        let looked_alike = END_MARKER.get(1..self.marker_matched).unwrap_or_default();
        self.marker_matched = 0;
        for &earlier in looked_alike {
            self.push_text_byte(earlier);
        }
        if END_MARKER.first() == Some(&byte) {
            self.marker_matched = 1;
        } else {
            self.push_text_byte(byte);
        }
        false
    }

    /// True when nothing waits to be handed on.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// True when a part was handed on and nothing came since.
    pub(super) fn is_stalled(&self) -> bool {
        self.delivered_bytes > 0 && self.text.is_empty()
    }

    /// The text since the last part; the paste goes on.
    pub(super) fn drain_part(&mut self) -> String {
        self.delivered_bytes += self.text.len();
        std::mem::take(&mut self.text)
    }

    /// The text since the last part; the paste is over.
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
