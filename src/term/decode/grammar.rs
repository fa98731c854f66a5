//! The grammar of terminals: what one more byte does in each state of the decoder.
//!
//! Control bytes are never part of a sequence. One that comes in the middle breaks the sequence off and
//! counts as itself, so that Ctrl-C and Enter are never swallowed by half an answer of a terminal. Must
//! not: know what a finished sequence means (the tables in `csi` and `single` do).

use crate::app::key::{Code, Key};

use super::utf8::Step;
use super::{Decoder, Event, State, csi, deliver, mouse, single};

/// More bytes than this in one DCS, OSC, APC, PM or SOS string, and it was none.
const LONGEST_STRING: u16 = 4096;

const ESC: u8 = 0x1b;
const CTRL_C: u8 = 0x03;

impl Decoder {
    /// Takes one byte.
    pub(super) fn step(&mut self, byte: u8, out: &mut Vec<Event>) {
        match self.state {
            State::Ground => self.ground(byte, out),
            State::Letter => self.letter(byte, out),
            State::Escape { twice } => self.escape(byte, twice, out),
            State::Csi => self.csi(byte, out),
            State::Console => self.console(byte, out),
            State::Ss3 => self.ss3(byte, out),
            State::Mouse(_) if byte < 0x20 => self.interrupt(byte, out),
            State::Mouse(1) => self.forget(),
            State::Mouse(left) => self.state = State::Mouse(left - 1),
            State::Text(length) => self.text(byte, length, out),
            State::TextEscape if byte == b'\\' => self.forget(),
            State::TextEscape => self.escape(byte, false, out),
            // Whoever waits for a paste that goes on no more can always leave.
            State::Paste if byte == CTRL_C && self.paste.is_cut() => self.interrupt(byte, out),
            State::Paste => {
                if self.paste.push(byte) {
                    self.state = State::Ground;
                    deliver(self.paste.take(), out);
                }
            }
        }
    }

    /// A byte that starts something new.
    fn ground(&mut self, byte: u8, out: &mut Vec<Event>) {
        self.state = State::Ground;
        if byte == ESC {
            self.alt = false;
            self.state = State::Escape { twice: false };
        } else if let Some(key) = single::key(byte) {
            self.emit(key, out);
        } else if self.letter.start(byte) {
            self.state = State::Letter;
        } else {
            self.alt = false;
        }
    }

    fn letter(&mut self, byte: u8, out: &mut Vec<Event>) {
        match self.letter.push(byte) {
            Step::More => {}
            Step::Whole(letter) if !letter.is_control() => {
                self.emit(Key::plain(Code::Char(letter)), out);
            }
            Step::Whole(_) | Step::Nonsense => self.forget(),
            Step::Foreign => {
                self.forget();
                self.ground(byte, out);
            }
        }
    }

    fn escape(&mut self, byte: u8, twice: bool, out: &mut Vec<Event>) {
        self.alt = twice;
        match byte {
            ESC if twice => out.push(Event::Key(Key::plain(Code::Esc))),
            ESC => self.state = State::Escape { twice: true },
            b'[' => {
                self.parameters.clear();
                self.state = State::Csi;
            }
            b'O' => {
                self.parameters.clear();
                self.state = State::Ss3;
            }
            // Not SOS (`X`), which no terminal sends: it is Escape and a capital X typed fast.
            b'P' | b']' | b'^' | b'_' => self.state = State::Text(0),
            b'\\' => self.forget(),
            _ => {
                if twice {
                    out.push(Event::Key(Key::plain(Code::Esc)));
                }
                self.alt = true;
                self.ground(byte, out);
            }
        }
    }

    fn csi(&mut self, byte: u8, out: &mut Vec<Event>) {
        match byte {
            b'[' if self.parameters.is_empty() => self.state = State::Console,
            b'$' if self.parameters.is_number() => self.csi_end(byte, out),
            0x20..=0x3f => self.parameters.push(byte),
            0x40..=0x7e => self.csi_end(byte, out),
            _ => self.interrupt(byte, out),
        }
    }

    fn csi_end(&mut self, last: u8, out: &mut Vec<Event>) {
        if last == b'~' && self.parameters.bytes() == b"200" {
            self.alt = false;
            self.paste.clear();
            self.state = State::Paste;
        } else if last == b'M' && self.parameters.is_empty() {
            self.state = State::Mouse(3);
        } else if last == b'M'
            && let Some(mouse) = mouse::report(self.parameters.bytes())
        {
            self.forget();
            out.push(Event::Mouse(mouse));
        } else {
            self.finish(csi::key(&self.parameters, last), out);
        }
    }

    fn console(&mut self, byte: u8, out: &mut Vec<Event>) {
        match byte {
            0x20..=0x7e => self.finish(csi::console(byte), out),
            _ => self.interrupt(byte, out),
        }
    }

    fn ss3(&mut self, byte: u8, out: &mut Vec<Event>) {
        match byte {
            b'0'..=b'9' => self.parameters.push(byte),
            0x20..=0x7e => self.finish(csi::ss3(&self.parameters, byte), out),
            _ => self.interrupt(byte, out),
        }
    }

    /// A string for somebody else. Any control byte but its own end breaks it off, so that Ctrl-C is
    /// never swallowed.
    fn text(&mut self, byte: u8, length: u16, out: &mut Vec<Event>) {
        match byte {
            ESC => self.state = State::TextEscape,
            0x07 => self.forget(),
            0x00..=0x1f => self.interrupt(byte, out),
            _ if length >= LONGEST_STRING => self.forget(),
            _ => self.state = State::Text(length + 1),
        }
    }

    /// Drops the sequence under way and takes `byte` as the start of something new.
    fn interrupt(&mut self, byte: u8, out: &mut Vec<Event>) {
        self.forget();
        self.ground(byte, out);
    }
}
