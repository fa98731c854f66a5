//! Escape sequences -> keys, as xterm, rxvt, the Linux console and PuTTY spell them.
//!
//! Keys come as `ESC [` parameters letter, as `ESC [` number `~`, as `ESC O` letter, or as `ESC [ [`
//! letter. A modifier is the second parameter, one more than the sum of shift 1, alt 2, control 4 and
//! meta 8; rxvt says it by the last letter instead. Must not: guess. What is not in these tables is no
//! key, and a report of the terminal that looks like one (a cursor position) is none either.

use crate::app::key::{Code, Key};

const LONGEST: usize = 32;

/// The bytes between the start of a sequence and its last byte.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Parameters {
    bytes: [u8; LONGEST],
    length: usize,
    overflow: bool,
}

impl Parameters {
    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Adds a byte; what is too long is remembered as no key.
    pub(super) fn push(&mut self, byte: u8) {
        match self.bytes.get_mut(self.length) {
            Some(place) => {
                *place = byte;
                self.length += 1;
            }
            None => self.overflow = true,
        }
    }

    /// The bytes so far.
    pub(super) fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }

    /// Nothing came.
    pub(super) fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Only digits came.
    pub(super) fn is_number(&self) -> bool {
        !self.is_empty() && self.bytes().iter().all(u8::is_ascii_digit)
    }

    /// The first two numbers, 0 where none stands; nothing when these are no numbers at all.
    fn numbers(&self) -> Option<(u16, u16)> {
        let mut fields = [0_u16; 2];
        let mut at = 0;
        for &byte in self.bytes() {
            match (byte, fields.get_mut(at)) {
                (b'0'..=b'9', Some(field)) => {
                    *field = field
                        .saturating_mul(10)
                        .saturating_add(u16::from(byte - b'0'));
                }
                (b';', _) => at += 1,
                (b'0'..=b'9', None) => {}
                _ => return None,
            }
        }
        (!self.overflow).then_some((fields[0], fields[1]))
    }
}

/// The key of `ESC [` parameters `last`.
pub(super) fn key(parameters: &Parameters, last: u8) -> Option<Key> {
    let (first, second) = parameters.numbers()?;
    match last {
        b'~' => Some(modified(numbered(first)?, second)),
        b'$' => Some(modified(numbered(first)?, 2)),
        b'^' => Some(modified(numbered(first)?, 5)),
        b'@' => Some(modified(numbered(first)?, 6)),
        b'Z' => Some(Key::plain(Code::BackTab)),
        b'a'..=b'd' => Some(modified(arrow(last)?, 2)),
        // Without a modifier `ESC [ P` is Pause on the Linux console, and `ESC [ 24;80 R` tells where
        // the cursor is.
        b'P'..=b'S' if first != 1 || !(2..=16).contains(&second) => None,
        b'P'..=b'S' => Some(modified(function(last)?, second)),
        _ => Some(modified(
            arrow(last)?,
            if second == 0 { first } else { second },
        )),
    }
}

/// The key of `ESC O` parameters `last`.
pub(super) fn ss3(parameters: &Parameters, last: u8) -> Option<Key> {
    let (modifier, _) = parameters.numbers()?;
    match last {
        b'M' => Some(Key::plain(Code::Enter)),
        b'a'..=b'd' => Some(modified(arrow(last)?, 5)),
        // PuTTY's End in its rxvt mode; every other letter here is the number pad.
        b'w' => Some(Key::plain(Code::End)),
        b'j'..=b'y' => Some(Key::plain(Code::Char(char::from(last - 0x40)))),
        b'P'..=b'[' => Some(modified(function(last)?, modifier)),
        _ => Some(modified(arrow(last)?, modifier)),
    }
}

/// The key of `ESC [ [` `last`.
pub(super) fn console(last: u8) -> Option<Key> {
    matches!(last, b'A'..=b'E').then(|| Key::plain(Code::F(last - b'A' + 1)))
}

/// Keys named by a letter; rxvt writes shifted arrows as small ones.
fn arrow(letter: u8) -> Option<Code> {
    Some(match letter {
        b'A' | b'a' => Code::Up,
        b'B' | b'b' => Code::Down,
        b'C' | b'c' => Code::Right,
        b'D' | b'd' => Code::Left,
        b'H' => Code::Home,
        b'F' => Code::End,
        _ => return None,
    })
}

/// Function keys named by a letter: P is F1, and PuTTY's VT100+ mode goes on to F12.
fn function(letter: u8) -> Option<Code> {
    matches!(letter, b'P'..=b'[').then(|| Code::F(letter - b'P' + 1))
}

/// Keys named by a number.
fn numbered(number: u16) -> Option<Code> {
    Some(match number {
        1 | 7 => Code::Home,
        2 => Code::Insert,
        3 => Code::Delete,
        4 | 8 => Code::End,
        5 => Code::PageUp,
        6 => Code::PageDown,
        11..=15 => Code::F(number as u8 - 10),
        17..=21 => Code::F(number as u8 - 11),
        23..=26 => Code::F(number as u8 - 12),
        28..=29 => Code::F(number as u8 - 13),
        31..=34 => Code::F(number as u8 - 14),
        _ => return None,
    })
}

fn modified(code: Code, modifier: u16) -> Key {
    let held = if (2..=16).contains(&modifier) {
        modifier - 1
    } else {
        0
    };
    Key {
        code,
        shift: held & 1 != 0,
        alt: held & 0b1010 != 0,
        ctrl: held & 4 != 0,
    }
}
