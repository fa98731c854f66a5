//! The text of a bracketed paste, made safe for one line of input while it comes in.
//!
//! Newlines and tabs become one space each (a pasted line must never press Enter), other control
//! characters vanish, and only the first 64 KiB are kept; the rest is swallowed until the end marker.
//! Must not: decide when an unclosed paste is given up (the decoder does).

use super::utf8::{Letter, Step};

/// What ends a paste.
const END: &[u8] = b"\x1b[201~";
/// So many bytes of text are kept.
const LIMIT: usize = 64 * 1024;

/// A paste under way.
#[derive(Debug, Default)]
pub(super) struct Paste {
    text: String,
    /// So many bytes of text were handed on already.
    given: usize,
    letter: Letter,
    /// So many bytes of the end marker have been seen.
    matched: usize,
    /// The last byte was a carriage return: a line feed belongs to it.
    returned: bool,
}

impl Paste {
    /// Starts anew.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Takes a byte; true when it was the last of the end marker.
    pub(super) fn push(&mut self, byte: u8) -> bool {
        if END.get(self.matched) == Some(&byte) {
            self.matched += 1;
            return self.matched == END.len();
        }
        // What looked like the marker was text behind a stray ESC, and the ESC itself is dropped.
        let looked_alike = END.get(1..self.matched).unwrap_or_default();
        self.matched = 0;
        for &earlier in looked_alike {
            self.keep(earlier);
        }
        if END.first() == Some(&byte) {
            self.matched = 1;
        } else {
            self.keep(byte);
        }
        false
    }

    /// True when nothing waits to be handed on.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// True when a part was handed on and nothing came since.
    pub(super) fn is_cut(&self) -> bool {
        self.given > 0 && self.text.is_empty()
    }

    /// The text since the last part; the paste goes on.
    pub(super) fn part(&mut self) -> String {
        self.given += self.text.len();
        std::mem::take(&mut self.text)
    }

    /// The text since the last part; the paste is over.
    pub(super) fn take(&mut self) -> String {
        std::mem::take(self).text
    }

    fn keep(&mut self, byte: u8) {
        if self.letter.is_open() {
            match self.letter.push(byte) {
                Step::More | Step::Nonsense => return,
                Step::Whole(letter) => return self.add(letter),
                Step::Foreign => {}
            }
        }
        let after_return = std::mem::replace(&mut self.returned, byte == b'\r');
        match byte {
            b'\n' if after_return => {}
            b'\r' | b'\n' | b'\t' => self.add(' '),
            0x20..=0x7e => self.add(char::from(byte)),
            _ => {
                self.letter.start(byte);
            }
        }
    }

    fn add(&mut self, letter: char) {
        if !letter.is_control() && self.given + self.text.len() + letter.len_utf8() <= LIMIT {
            self.text.push(letter);
        }
    }
}
