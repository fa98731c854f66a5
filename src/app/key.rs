//! Keys as the application knows them: what was pressed, not which bytes came.
//!
//! `term` translates bytes (or, on Windows, console events) into these values; nothing in `app` or `view` sees an
//! escape sequence. Must not: know a terminal library.

/// One key press, already decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct KeyPress {
    /// Which key.
    pub code: KeyCode,
    /// Control was held. Letters are lower case then: Ctrl-U is `Char('u')` with `ctrl`.
    pub ctrl: bool,
    /// Alt was held, or the key came right after an Escape.
    pub alt: bool,
    /// Shift was held; reported for keys that are not text (arrows, Tab).
    pub shift: bool,
}

/// The key itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyCode {
    /// A letter, digit, sign or combining mark as typed.
    Char(char),
    /// Enter (carriage return).
    Enter,
    /// Tab.
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

impl KeyPress {
    /// A key without modifiers.
    pub const fn without_modifiers(code: KeyCode) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
            shift: false,
        }
    }

    /// True for what is text when a line is being typed.
    pub const fn is_text(&self) -> bool {
        matches!(self.code, KeyCode::Char(_)) && !self.ctrl && !self.alt
    }

    /// What it types, if it is text.
    pub const fn typed_char(&self) -> Option<char> {
        if self.is_text() { self.as_char() } else { None }
    }

    /// The letter, if the key is one, with or without Control and Alt.
    pub const fn as_char(&self) -> Option<char> {
        match self.code {
            KeyCode::Char(letter) => Some(letter),
            _ => None,
        }
    }

    /// Control and a letter.
    pub const fn with_ctrl(letter: char) -> Self {
        Self {
            code: KeyCode::Char(letter),
            ctrl: true,
            alt: false,
            shift: false,
        }
    }
}
