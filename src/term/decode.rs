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

mod escape_sequence;
mod mouse_report;
mod paste;
mod single_byte;
mod state_machine;
mod utf8;

#[cfg(test)]
mod tests;

use std::time::Duration;

use crate::app::key::{KeyCode, KeyPress};
use crate::app::mouse::MouseEvent;

use self::escape_sequence::EscapeParameters;
use self::paste::PasteBuffer;
use self::utf8::PartialChar;

/// A lone Escape is the Escape key when nothing follows for so long.
const ESCAPE_TIMEOUT: Duration = Duration::from_millis(50);
/// An unfinished sequence is given up after so long, and the part of a paste that came is handed on.
const SEQUENCE_TIMEOUT: Duration = Duration::from_millis(250);
/// A paste without its end is given up after so long: until then what comes may still be pasted, and pressing keys with
/// it would do things that nobody wished.
const PASTE_TIMEOUT: Duration = Duration::from_secs(5);
/// Half a letter is given up after so long.
const LETTER_TIMEOUT: Duration = Duration::from_secs(1);

/// What a person did at the keyboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum InputEvent {
    /// One key.
    Key(KeyPress),
    /// A paste, newlines and tabs already spaces; one that the line cut comes in parts.
    Paste(String),
    /// The mouse was used.
    Mouse(MouseEvent),
}

/// Where in the grammar of terminals the last byte left us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DecoderState {
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
    LegacyMouse(u8),
    /// Inside a string that ends with BEL or ESC `\`; so many bytes came.
    ControlString(u16),
    /// Behind an ESC inside such a string.
    ControlStringEscape,
    /// Inside a bracketed paste.
    Paste,
}

/// The state machine.
#[derive(Debug)]
pub(super) struct InputDecoder {
    state: DecoderState,
    /// The key under way came behind an Escape.
    alt_prefix: bool,
    letter: PartialChar,
    parameters: EscapeParameters,
    paste: PasteBuffer,
}

impl InputDecoder {
    /// A decoder between two keys.
    pub(super) fn new() -> Self {
        Self {
            state: DecoderState::Ground,
            alt_prefix: false,
            letter: PartialChar::default(),
            parameters: EscapeParameters::default(),
            paste: PasteBuffer::default(),
        }
    }

    /// Takes bytes and appends what they complete to `out`.
    pub(super) fn feed_bytes(&mut self, bytes: &[u8], out: &mut Vec<InputEvent>) {
        for &byte in bytes {
            self.advance_state(byte, out);
        }
    }

    /// How long to wait for the next byte before calling [`Self::timeout`]; nothing between keys.
    pub(super) fn pending_timeout(&self) -> Option<Duration> {
        match self.state {
            DecoderState::Ground => None,
            DecoderState::Letter => Some(LETTER_TIMEOUT),
            DecoderState::Escape { .. } => Some(ESCAPE_TIMEOUT),
            DecoderState::Paste if self.paste.is_empty() => Some(PASTE_TIMEOUT),
            _ => Some(SEQUENCE_TIMEOUT),
        }
    }

    /// Gives up what is unfinished: Escapes become keys, an open paste is delivered as far as it came and
    /// stays open until nothing more comes, anything else is dropped.
    pub(super) fn handle_timeout(&mut self, out: &mut Vec<InputEvent>) {
        match self.state {
            DecoderState::Escape { twice } => {
                let escape = InputEvent::Key(KeyPress::without_modifiers(KeyCode::Esc));
                out.extend((0..=u8::from(twice)).map(|_| escape.clone()));
            }
            DecoderState::Paste if !self.paste.is_empty() => {
                return emit_paste(self.paste.drain_part(), out);
            }
            _ => {}
        }
        self.reset_state();
    }

    /// Back between two keys; what was under way is dropped.
    fn reset_state(&mut self) {
        self.state = DecoderState::Ground;
        self.alt_prefix = false;
    }

    /// Ends a sequence: its key, if it is one, else nothing.
    fn finish_sequence(&mut self, key: Option<KeyPress>, out: &mut Vec<InputEvent>) {
        match key {
            Some(key) => self.emit_key(key, out),
            None => self.reset_state(),
        }
    }

    fn emit_key(&mut self, mut key: KeyPress, out: &mut Vec<InputEvent>) {
        key.alt |= std::mem::take(&mut self.alt_prefix);
        self.state = DecoderState::Ground;
        out.push(InputEvent::Key(key));
    }
}

/// A paste of nothing is nothing.
fn emit_paste(text: String, out: &mut Vec<InputEvent>) {
    if !text.is_empty() {
        out.push(InputEvent::Paste(text));
    }
}
