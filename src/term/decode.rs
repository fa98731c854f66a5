//! Decodes the bytes of a Unix terminal into keys, pastes and mouse events, one byte at a time, wherever the
//! connection splits them.
//!
//! A connection may pause in the middle of a letter, an escape sequence or a paste, and continue seconds
//! later or never. So the decoder is a state machine without a clock: [`InputDecoder::feed_bytes`] takes
//! bytes, [`InputDecoder::pending_timeout`] says how long to wait for the rest of an unfinished sequence, and
//! the input thread calls [`InputDecoder::handle_timeout`] when that time has passed without another byte.
//! How the bytes are split never changes the keys.
//!
//! Only known sequences become keys: unknown or over-long ones, focus reports, and a terminal's answers to
//! queries of other programs are consumed without effect.
//!
//! Must not read, sleep, use a clock, allocate for a key, or panic for any bytes.

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

/// An ESC byte is the Escape key when nothing follows for this long.
const ESCAPE_TIMEOUT: Duration = Duration::from_millis(50);
/// After this long an unfinished sequence is dropped, and the received part of a paste is delivered.
const SEQUENCE_TIMEOUT: Duration = Duration::from_millis(250);
/// After this long a paste without its end marker ends. Until then, further bytes may belong to the paste,
/// and treating them as keys could run unintended actions.
const PASTE_TIMEOUT: Duration = Duration::from_secs(5);
/// After this long half a letter is dropped.
const LETTER_TIMEOUT: Duration = Duration::from_secs(1);

/// A decoded input event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum InputEvent {
    /// One key.
    Key(KeyPress),
    /// A paste with newlines and tabs replaced by spaces; a paste that the connection interrupts comes in
    /// parts.
    Paste(String),
    /// A click or a turn of the wheel.
    Mouse(MouseEvent),
}

/// The state after the last byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DecoderState {
    /// Between keys.
    Ground,
    /// Inside a letter of several bytes.
    Letter,
    /// After ESC, or after ESC ESC.
    Escape { twice: bool },
    /// After `ESC [`.
    Csi,
    /// After `ESC [ [`, the start of the Linux console's function keys.
    Console,
    /// After `ESC O`.
    Ss3,
    /// Inside the raw bytes of an old mouse report, with the number of bytes left.
    LegacyMouse(u8),
    /// Inside a string that ends with BEL or ESC `\`, with the number of bytes so far.
    ControlString(u16),
    /// After an ESC inside such a string.
    ControlStringEscape,
    /// Inside a bracketed paste.
    Paste,
}

/// The decoder.
#[derive(Debug)]
pub(super) struct InputDecoder {
    state: DecoderState,
    /// The current key came after an ESC.
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

    /// Decodes bytes and appends the completed events to `out`.
    pub(super) fn feed_bytes(&mut self, bytes: &[u8], out: &mut Vec<InputEvent>) {
        for &byte in bytes {
            self.advance_state(byte, out);
        }
    }

    /// How long to wait for the next byte before calling [`Self::handle_timeout`]; `None` between keys.
    pub(super) fn pending_timeout(&self) -> Option<Duration> {
        match self.state {
            DecoderState::Ground => None,
            DecoderState::Letter => Some(LETTER_TIMEOUT),
            DecoderState::Escape { .. } => Some(ESCAPE_TIMEOUT),
            DecoderState::Paste if self.paste.is_empty() => Some(PASTE_TIMEOUT),
            _ => Some(SEQUENCE_TIMEOUT),
        }
    }

    /// Ends an unfinished sequence: ESC becomes the Escape key, an open paste delivers what it has and stays
    /// open until its own timeout, anything else is dropped.
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

    /// Returns to the ground state and drops the current sequence.
    fn reset_state(&mut self) {
        self.state = DecoderState::Ground;
        self.alt_prefix = false;
    }

    /// Ends a sequence and emits its key, if it has one.
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

/// Emits the text of a paste, unless it is empty.
fn emit_paste(text: String, out: &mut Vec<InputEvent>) {
    if !text.is_empty() {
        out.push(InputEvent::Paste(text));
    }
}
