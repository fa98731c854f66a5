//! The keys that are one byte: letters of ASCII, control letters, both Backspaces.
//!
//! Vietnamese input methods rewrite a syllable by sending Backspaces, as 0x7f on some machines and as
//! 0x08 on others, so both are Backspace and neither is ever Ctrl-H. Must not: know escape sequences.

use crate::app::key::{Code, Key};

/// The key of one byte, if one byte is all it takes.
pub(super) fn key(byte: u8) -> Option<Key> {
    Some(match byte {
        0x00 => Key::ctrl(' '),
        0x08 | 0x7f => Key::plain(Code::Backspace),
        0x09 => Key::plain(Code::Tab),
        0x0a | 0x0d => Key::plain(Code::Enter),
        0x01..=0x1a => Key::ctrl(char::from(byte | 0x60)),
        0x1c..=0x1f => Key::ctrl(char::from(byte | 0x40)),
        0x20..=0x7e => Key::plain(Code::Char(char::from(byte))),
        0x1b | 0x80..=0xff => return None,
    })
}
