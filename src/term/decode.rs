//! Bytes of a Unix terminal -> keys and pastes, one byte at a time, whatever way the line cut them.
//!
//! A connection may stop in the middle of a letter, an escape sequence or a paste, and may go on seconds
//! later or never. So the decoder is a state machine without a clock: [`Decoder::feed`] takes what came,
//! [`Decoder::pending`] tells how long the unfinished rest may be held, and the reader calls
//! [`Decoder::timeout`] when that time has passed without another byte. Splitting the bytes differently
//! never changes the keys.
//!
//! What is not a key never becomes one: unknown or over-long sequences, focus reports and the
//! answers of terminals to questions somebody else asked are swallowed whole.
//!
//! Must not: read, sleep, look at a clock, allocate for a key, or panic for any bytes.

mod csi;
mod grammar;
mod mouse;
mod paste;
mod single;
mod utf8;

#[cfg(test)]
mod tests;

use std::time::Duration;

use crate::app::key::{Code, Key};
use crate::app::mouse::Mouse;

use self::csi::Parameters;
use self::paste::Paste;
use self::utf8::Letter;

/// A lone Escape is the Escape key when nothing follows for so long.
const LONE_ESCAPE: Duration = Duration::from_millis(50);
/// An unfinished sequence is given up after so long, and the part of a paste that came is handed on.
const HALF_SEQUENCE: Duration = Duration::from_millis(250);
/// A paste without its end is given up after so long: until then what comes may still be pasted, and pressing keys with
/// it would do things that nobody wished.
const LOST_END: Duration = Duration::from_secs(5);
/// Half a letter is given up after so long.
const HALF_LETTER: Duration = Duration::from_secs(1);

/// What a person did at the keyboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// One key.
    Key(Key),
    /// A paste, newlines and tabs already spaces; one that the line cut comes in parts.
    Paste(String),
    /// The mouse was used.
    Mouse(Mouse),
}

/// Where in the grammar of terminals the last byte left us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Between keys.
    Ground,
    /// Inside a letter of several bytes.
    Letter,
    /// Behind ESC, or behind ESC ESC.
    Escape { twice: bool },
    /// Behind `ESC [`.
    Csi,
    /// Behind `ESC [ [`, the function keys of the Linux console.
    Console,
    /// Behind `ESC O`.
    Ss3,
    /// Inside the raw bytes of an old mouse report; so many are still to come.
    Mouse(u8),
    /// Inside a string that ends with BEL or ESC `\`; so many bytes came.
    Text(u16),
    /// Behind an ESC inside such a string.
    TextEscape,
    /// Inside a bracketed paste.
    Paste,
}

/// The state machine.
#[derive(Debug)]
pub(super) struct Decoder {
    state: State,
    /// The key under way came behind an Escape.
    alt: bool,
    letter: Letter,
    parameters: Parameters,
    paste: Paste,
}

impl Decoder {
    /// A decoder between two keys.
    pub(super) fn new() -> Self {
        Self {
            state: State::Ground,
            alt: false,
            letter: Letter::default(),
            parameters: Parameters::default(),
            paste: Paste::default(),
        }
    }

    /// Takes bytes and appends what they complete to `out`.
    pub(super) fn feed(&mut self, bytes: &[u8], out: &mut Vec<Event>) {
        for &byte in bytes {
            self.step(byte, out);
        }
    }

    /// How long to wait for the next byte before calling [`Self::timeout`]; nothing between keys.
    pub(super) fn pending(&self) -> Option<Duration> {
        match self.state {
            State::Ground => None,
            State::Letter => Some(HALF_LETTER),
            State::Escape { .. } => Some(LONE_ESCAPE),
            State::Paste if self.paste.is_empty() => Some(LOST_END),
            _ => Some(HALF_SEQUENCE),
        }
    }

    /// Gives up what is unfinished: Escapes become keys, an open paste is delivered as far as it came and
    /// stays open until nothing more comes, anything else is dropped.
    pub(super) fn timeout(&mut self, out: &mut Vec<Event>) {
        match self.state {
            State::Escape { twice } => {
                let escape = Event::Key(Key::plain(Code::Esc));
                out.extend((0..=u8::from(twice)).map(|_| escape.clone()));
            }
            State::Paste if !self.paste.is_empty() => return deliver(self.paste.part(), out),
            _ => {}
        }
        self.forget();
    }

    /// Back between two keys; what was under way is dropped.
    fn forget(&mut self) {
        self.state = State::Ground;
        self.alt = false;
    }

    /// Ends a sequence: its key, if it is one, else nothing.
    fn finish(&mut self, key: Option<Key>, out: &mut Vec<Event>) {
        match key {
            Some(key) => self.emit(key, out),
            None => self.forget(),
        }
    }

    fn emit(&mut self, mut key: Key, out: &mut Vec<Event>) {
        key.alt |= std::mem::take(&mut self.alt);
        self.state = State::Ground;
        out.push(Event::Key(key));
    }
}

/// A paste of nothing is nothing.
fn deliver(text: String, out: &mut Vec<Event>) {
    if !text.is_empty() {
        out.push(Event::Paste(text));
    }
}
