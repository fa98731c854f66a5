//! Keys as the application knows them: what a person pressed, not which bytes came.
//!
//! The terminal room translates bytes (or, on Windows, console events) into these values; nothing in
//! `app` or `view` ever sees an escape sequence. Must not: know a terminal library.

/// One key press, already decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// Control was held. Letters are lower case then: Ctrl-U is `Char('u')` with `ctrl`.
    pub ctrl: bool,
    /// Alt was held, or the key came right behind an Escape.
    pub alt: bool,
    /// Shift was held; reported for keys that are not text (arrows, Tab).
    pub shift: bool,
}

/// The key itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Code {
    /// A letter, digit, sign or combining mark as typed.
    Char(char),
    /// Enter (carriage return).
    Enter,
    /// The tabulator.
    Tab,
    /// Shift-Tab.
    BackTab,
    /// Backspace, sent as 0x7f by some keyboards and as 0x08 by others.
    Backspace,
    /// Delete to the right.
    Delete,
    /// Insert.
    Insert,
    /// A lone Escape.
    Esc,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key, F1 to F24.
    F(u8),
}

impl Key {
    /// A key without modifiers.
    pub const fn plain(code: Code) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
            shift: false,
        }
    }

    /// True for what is text when a line is being typed.
    pub const fn is_text(&self) -> bool {
        matches!(self.code, Code::Char(_)) && !self.ctrl && !self.alt
    }

    /// What it types, if it is text.
    pub const fn text(&self) -> Option<char> {
        if self.is_text() { self.letter() } else { None }
    }

    /// The letter, if the key is one, with or without Control and Alt.
    pub const fn letter(&self) -> Option<char> {
        match self.code {
            Code::Char(letter) => Some(letter),
            _ => None,
        }
    }

    /// Control and a letter.
    pub const fn ctrl(letter: char) -> Self {
        Self {
            code: Code::Char(letter),
            ctrl: true,
            alt: false,
            shift: false,
        }
    }
}
