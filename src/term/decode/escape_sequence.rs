//! The escape sequences of keys, as xterm, rxvt, the Linux console and PuTTY send them.
//!
//! Keys come as `ESC [` parameters letter, as `ESC [` number `~`, as `ESC O` letter, or as `ESC [ [` letter.
//! The second parameter is the modifier: 1 plus the sum of shift 1, alt 2, control 4 and meta 8. rxvt encodes
//! it in the last letter instead.
//!
//! Must not guess: a sequence that is not in these tables is not a key, nor is a terminal report that looks
//! like one (a cursor position).

use crate::app::key::{KeyCode, KeyPress};

const MAX_PARAMETER_BYTES: usize = 32;

/// The bytes between the start of a sequence and its last byte.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct EscapeParameters {
    bytes: [u8; MAX_PARAMETER_BYTES],
    length: usize,
    overflow: bool,
}

impl EscapeParameters {
    /// Removes all bytes.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Adds a byte. Parameters that become too long are no key.
    pub(super) fn push(&mut self, byte: u8) {
        match self.bytes.get_mut(self.length) {
            Some(slot) => {
                *slot = byte;
                self.length += 1;
            }
            None => self.overflow = true,
        }
    }

    /// The bytes so far.
    pub(super) fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// True when there are only digits, at least one.
    pub(super) fn is_number(&self) -> bool {
        !self.is_empty() && self.as_bytes().iter().all(u8::is_ascii_digit)
    }

    /// The first two numbers, 0 for a missing one; `None` when there is something other than numbers.
    fn parse_numbers(&self) -> Option<(u16, u16)> {
        let mut fields = [0_u16; 2];
        let mut index = 0;
        for &byte in self.as_bytes() {
            match (byte, fields.get_mut(index)) {
                (b'0'..=b'9', Some(field)) => {
                    *field = field
                        .saturating_mul(10)
                        .saturating_add(u16::from(byte - b'0'));
                }
                (b';', _) => index += 1,
                (b'0'..=b'9', None) => {}
                _ => return None,
            }
        }
        (!self.overflow).then_some((fields[0], fields[1]))
    }
}

/// The key of `ESC [` parameters `last`.
pub(super) fn parse_csi_key(parameters: &EscapeParameters, last: u8) -> Option<KeyPress> {
    let (first, second) = parameters.parse_numbers()?;
    match last {
        b'~' => Some(apply_modifiers(numbered_key_code(first)?, second)),
        b'$' => Some(apply_modifiers(numbered_key_code(first)?, 2)),
        b'^' => Some(apply_modifiers(numbered_key_code(first)?, 5)),
        b'@' => Some(apply_modifiers(numbered_key_code(first)?, 6)),
        b'Z' => Some(KeyPress::without_modifiers(KeyCode::BackTab)),
        b'a'..=b'd' => Some(apply_modifiers(cursor_key_code(last)?, 2)),
        // Without a modifier `ESC [ P` is Pause on the Linux console, and `ESC [ 24;80 R` reports the cursor
        // position.
        b'P'..=b'S' if first != 1 || !(2..=16).contains(&second) => None,
        b'P'..=b'S' => Some(apply_modifiers(function_key_code(last)?, second)),
        _ => Some(apply_modifiers(
            cursor_key_code(last)?,
            if second == 0 { first } else { second },
        )),
    }
}

/// The key of `ESC O` parameters `last`.
pub(super) fn parse_ss3_key(parameters: &EscapeParameters, last: u8) -> Option<KeyPress> {
    let (modifier, _) = parameters.parse_numbers()?;
    match last {
        b'M' => Some(KeyPress::without_modifiers(KeyCode::Enter)),
        b'a'..=b'd' => Some(apply_modifiers(cursor_key_code(last)?, 5)),
        // End in PuTTY's rxvt mode; the other letters here are the number pad.
        b'w' => Some(KeyPress::without_modifiers(KeyCode::End)),
        b'j'..=b'y' => Some(KeyPress::without_modifiers(KeyCode::Char(char::from(
            last - 0x40,
        )))),
        b'P'..=b'[' => Some(apply_modifiers(function_key_code(last)?, modifier)),
        _ => Some(apply_modifiers(cursor_key_code(last)?, modifier)),
    }
}

/// The key of `ESC [ [` `last`.
pub(super) fn parse_console_key(last: u8) -> Option<KeyPress> {
    matches!(last, b'A'..=b'E').then(|| KeyPress::without_modifiers(KeyCode::F(last - b'A' + 1)))
}

/// Keys identified by a letter; rxvt sends shifted arrows as lower-case letters.
fn cursor_key_code(letter: u8) -> Option<KeyCode> {
    Some(match letter {
        b'A' | b'a' => KeyCode::Up,
        b'B' | b'b' => KeyCode::Down,
        b'C' | b'c' => KeyCode::Right,
        b'D' | b'd' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        _ => return None,
    })
}

/// Function keys identified by a letter: P is F1, and PuTTY's VT100+ mode continues to F12.
fn function_key_code(letter: u8) -> Option<KeyCode> {
    matches!(letter, b'P'..=b'[').then(|| KeyCode::F(letter - b'P' + 1))
}

/// Keys identified by a number.
fn numbered_key_code(number: u16) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(number as u8 - 10),
        17..=21 => KeyCode::F(number as u8 - 11),
        23..=26 => KeyCode::F(number as u8 - 12),
        28..=29 => KeyCode::F(number as u8 - 13),
        31..=34 => KeyCode::F(number as u8 - 14),
        _ => return None,
    })
}

fn apply_modifiers(code: KeyCode, modifier: u16) -> KeyPress {
    let held = if (2..=16).contains(&modifier) {
        modifier - 1
    } else {
        0
    };
    KeyPress {
        code,
        shift: held & 1 != 0,
        alt: held & 0b1010 != 0,
        ctrl: held & 4 != 0,
    }
}
