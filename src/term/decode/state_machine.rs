//! The transitions of the decoder: what the next byte does in each state.
//!
//! Control bytes are never part of a sequence. One in the middle aborts the sequence and counts as itself, so
//! that Ctrl-C and Enter are never lost in half an answer of a terminal. The tables in [`escape_sequence`]
//! and [`single_byte`] say what a finished sequence means.

use crate::app::key::{KeyCode, KeyPress};

use super::utf8::Utf8Step;
use super::{
    DecoderState, InputDecoder, InputEvent, emit_paste, escape_sequence, mouse_report, single_byte,
};

/// The longest DCS, OSC, APC or PM string; a longer one is aborted.
const MAX_CONTROL_STRING: u16 = 4096;

const ESC: u8 = 0x1b;
const CTRL_C: u8 = 0x03;

impl InputDecoder {
    /// Handles the next byte.
    pub(super) fn advance_state(&mut self, byte: u8, out: &mut Vec<InputEvent>) {
        match self.state {
            DecoderState::Ground => self.handle_ground(byte, out),
            DecoderState::Letter => self.handle_letter(byte, out),
            DecoderState::Escape { twice } => self.handle_escape(byte, twice, out),
            DecoderState::Csi => self.handle_csi(byte, out),
            DecoderState::Console => self.handle_console(byte, out),
            DecoderState::Ss3 => self.handle_ss3(byte, out),
            DecoderState::LegacyMouse(_) if byte < 0x20 => self.interrupt_sequence(byte, out),
            DecoderState::LegacyMouse(1) => self.reset_state(),
            DecoderState::LegacyMouse(left) => self.state = DecoderState::LegacyMouse(left - 1),
            DecoderState::ControlString(length) => self.handle_string(byte, length, out),
            DecoderState::ControlStringEscape if byte == b'\\' => self.reset_state(),
            DecoderState::ControlStringEscape => self.handle_escape(byte, false, out),
            // Ctrl-C always works, also during a paste that has stalled.
            DecoderState::Paste if byte == CTRL_C && self.paste.is_stalled() => {
                self.interrupt_sequence(byte, out);
            }
            DecoderState::Paste => {
                if self.paste.push(byte) {
                    self.state = DecoderState::Ground;
                    emit_paste(self.paste.finish_paste(), out);
                }
            }
        }
    }

    /// Handles a byte that starts a key.
    fn handle_ground(&mut self, byte: u8, out: &mut Vec<InputEvent>) {
        self.state = DecoderState::Ground;
        if byte == ESC {
            self.alt_prefix = false;
            self.state = DecoderState::Escape { twice: false };
        } else if let Some(key) = single_byte::key_from_byte(byte) {
            self.emit_key(key, out);
        } else if self.letter.start_char(byte) {
            self.state = DecoderState::Letter;
        } else {
            self.alt_prefix = false;
        }
    }

    fn handle_letter(&mut self, byte: u8, out: &mut Vec<InputEvent>) {
        match self.letter.push_byte(byte) {
            Utf8Step::Incomplete => {}
            Utf8Step::Complete(letter) if !letter.is_control() => {
                self.emit_key(KeyPress::without_modifiers(KeyCode::Char(letter)), out);
            }
            Utf8Step::Complete(_) | Utf8Step::Invalid => self.reset_state(),
            Utf8Step::Unexpected => {
                self.reset_state();
                self.handle_ground(byte, out);
            }
        }
    }

    fn handle_escape(&mut self, byte: u8, twice: bool, out: &mut Vec<InputEvent>) {
        self.alt_prefix = twice;
        match byte {
            ESC if twice => out.push(InputEvent::Key(KeyPress::without_modifiers(KeyCode::Esc))),
            ESC => self.state = DecoderState::Escape { twice: true },
            b'[' => {
                self.parameters.clear();
                self.state = DecoderState::Csi;
            }
            b'O' => {
                self.parameters.clear();
                self.state = DecoderState::Ss3;
            }
            // SOS (`X`) is not in this list: no terminal sends it, so it is Escape and a capital X typed fast.
            b'P' | b']' | b'^' | b'_' => self.state = DecoderState::ControlString(0),
            b'\\' => self.reset_state(),
            _ => {
                if twice {
                    out.push(InputEvent::Key(KeyPress::without_modifiers(KeyCode::Esc)));
                }
                self.alt_prefix = true;
                self.handle_ground(byte, out);
            }
        }
    }

    fn handle_csi(&mut self, byte: u8, out: &mut Vec<InputEvent>) {
        match byte {
            b'[' if self.parameters.is_empty() => self.state = DecoderState::Console,
            b'$' if self.parameters.is_number() => self.finish_csi(byte, out),
            0x20..=0x3f => self.parameters.push(byte),
            0x40..=0x7e => self.finish_csi(byte, out),
            _ => self.interrupt_sequence(byte, out),
        }
    }

    fn finish_csi(&mut self, last: u8, out: &mut Vec<InputEvent>) {
        if last == b'~' && self.parameters.as_bytes() == b"200" {
            self.alt_prefix = false;
            self.paste.clear();
            self.state = DecoderState::Paste;
        } else if last == b'M' && self.parameters.is_empty() {
            self.state = DecoderState::LegacyMouse(3);
        } else if last == b'M'
            && let Some(mouse) = mouse_report::parse_mouse_report(self.parameters.as_bytes())
        {
            self.reset_state();
            out.push(InputEvent::Mouse(mouse));
        } else {
            self.finish_sequence(escape_sequence::parse_csi_key(&self.parameters, last), out);
        }
    }

    fn handle_console(&mut self, byte: u8, out: &mut Vec<InputEvent>) {
        match byte {
            0x20..=0x7e => self.finish_sequence(escape_sequence::parse_console_key(byte), out),
            _ => self.interrupt_sequence(byte, out),
        }
    }

    fn handle_ss3(&mut self, byte: u8, out: &mut Vec<InputEvent>) {
        match byte {
            b'0'..=b'9' => self.parameters.push(byte),
            0x20..=0x7e => {
                self.finish_sequence(escape_sequence::parse_ss3_key(&self.parameters, byte), out);
            }
            _ => self.interrupt_sequence(byte, out),
        }
    }

    /// Skips a string that is not for us. Any control byte except its terminator aborts it, so that Ctrl-C is
    /// never lost.
    fn handle_string(&mut self, byte: u8, length: u16, out: &mut Vec<InputEvent>) {
        match byte {
            ESC => self.state = DecoderState::ControlStringEscape,
            0x07 => self.reset_state(),
            0x00..=0x1f => self.interrupt_sequence(byte, out),
            _ if length >= MAX_CONTROL_STRING => self.reset_state(),
            _ => self.state = DecoderState::ControlString(length + 1),
        }
    }

    /// Drops the current sequence and handles `byte` as the start of a key.
    fn interrupt_sequence(&mut self, byte: u8, out: &mut Vec<InputEvent>) {
        self.reset_state();
        self.handle_ground(byte, out);
    }
}
