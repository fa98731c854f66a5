//! The keys of the fair mode: one table, apart from that of the catalogue's screen.
//!
//! A stranger's hands are on this keyboard, so no config file changes it, and no key of it is a letter or a digit. A
//! line is edited by the keys of every line.
//!
//! No key needs Alt: on a slow line an Escape and the letter behind it look the same, and nobody means an act by them.
//! Where a keyboard lacks function keys, [`FUNCTION_PREFIX`] and a digit stand for them.

use crate::app::action::{Action, KeyContext, LineEdit};
use crate::app::key::{KeyCode, KeyPress};
use crate::app::keymap::{KeyLookup, Keymap, format_key_sequence, parse_key};

/// Something that a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FairAction {
    /// The one before in the answer.
    Up,
    /// The next one.
    Down,
    /// Several before.
    PageUp,
    /// Several on.
    PageDown,
    /// Takes the one under the cursor: its card alone.
    Choose,
    /// Empties the screen.
    Clear,
    /// Sold out, or there again.
    SoldOut,
    /// A visitor asked for it.
    Asked,
    /// Writes a remark.
    Remark,
    /// Looks in the whole catalogue, or in the list again.
    WholeCatalogue,
    /// What else its producer has.
    SameProducer,
    /// Puts it beside another one.
    Compare,
    /// Its QR code over the whole window.
    QrCode,
    /// Takes the last act back.
    Undo,
    /// Writes again what could not be saved.
    SaveAgain,
    /// Paints the whole window again.
    Redraw,
    /// Leaves, once more confirmed.
    Leave,
    /// Edits the line.
    Edit(LineEdit),
    /// Another way of typing accents.
    SwitchInputMethod,
}

/// A row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FairKey {
    /// What its keys do.
    pub action: FairAction,
    /// Its keys, as the table of actions writes them.
    pub keys: &'static str,
    /// `fair_key.` before it is the key of its sentence, and with `_short` behind it of its word in the footer.
    pub name: &'static str,
}

const fn fair_key(action: FairAction, keys: &'static str, name: &'static str) -> FairKey {
    FairKey { action, keys, name }
}

/// The table, in the order of the footer.
#[rustfmt::skip]
pub const FAIR_KEYS: &[FairKey] = &[
    fair_key(FairAction::Up, "up", "up"),
    fair_key(FairAction::Down, "down", "down"),
    fair_key(FairAction::PageUp, "pgup", "page_up"),
    fair_key(FairAction::PageDown, "pgdn", "page_down"),
    fair_key(FairAction::Choose, "enter", "choose"),
    fair_key(FairAction::SoldOut, "f2", "sold_out"),
    fair_key(FairAction::Asked, "f3", "asked"),
    fair_key(FairAction::Remark, "f4", "remark"),
    fair_key(FairAction::WholeCatalogue, "f5", "whole_catalogue"),
    fair_key(FairAction::SameProducer, "f6", "same_producer"),
    fair_key(FairAction::Compare, "f7", "compare"),
    fair_key(FairAction::QrCode, "f8", "qr_code"),
    fair_key(FairAction::Clear, "esc", "clear"),
    fair_key(FairAction::Undo, "ctrl-z", "undo"),
    fair_key(FairAction::SaveAgain, "ctrl-s", "save_again"),
    fair_key(FairAction::Redraw, "ctrl-l", "redraw"),
    fair_key(FairAction::Leave, "ctrl-q", "leave"),
];

/// Before a digit it stands for the function key of that number.
pub const FUNCTION_PREFIX: KeyPress = KeyPress::with_ctrl('x');

/// The function key that a digit behind [`FUNCTION_PREFIX`] stands for.
pub fn function_key_of(digit: KeyPress) -> Option<KeyPress> {
    let number = digit.typed_char()?.to_digit(10)?;
    let key = KeyPress::without_modifiers(KeyCode::F(u8::try_from(number).ok()?));
    let mut rows = FAIR_KEYS.iter();
    rows.any(|row| parse_key(row.keys) == Some(key))
        .then_some(key)
}

/// What a key does here; `None` for text, and for keys that do nothing.
pub fn find_fair_action(keymap: &Keymap, key: KeyPress) -> Option<FairAction> {
    let is_key = |row: &&FairKey| row.keys.split(' ').any(|name| parse_key(name) == Some(key));
    if let Some(row) = FAIR_KEYS.iter().find(is_key) {
        return Some(row.action);
    }
    if key.is_text() || key.alt {
        return None;
    }
    match keymap.look_up_in(KeyContext::Input, &[key]) {
        KeyLookup::Bound(Action::Edit(edit)) => Some(FairAction::Edit(edit)),
        KeyLookup::Bound(Action::SwitchInputMethod) => Some(FairAction::SwitchInputMethod),
        _ => None,
    }
}

/// The first key of an action as it is shown.
pub fn shown_key(action: FairAction) -> String {
    let row = FAIR_KEYS.iter().find(|row| row.action == action);
    let first = row.and_then(|row| row.keys.split(' ').next());
    first.map(format_key_sequence).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_letter_or_digit_is_a_key_and_each_key_is_one() {
        let keymap = Keymap::default();
        for c in (' '..='~').chain("ăâđêôơưạ".chars()) {
            let key = KeyPress::without_modifiers(KeyCode::Char(c));
            assert_eq!(find_fair_action(&keymap, key), None, "{c}");
        }
        let names: Vec<&str> = FAIR_KEYS
            .iter()
            .flat_map(|row| row.keys.split(' '))
            .collect();
        for (at, name) in names.iter().enumerate() {
            assert!(parse_key(name).is_some(), "{name}");
            assert!(!names[..at].contains(name), "{name}");
        }
    }

    #[test]
    fn a_digit_behind_the_prefix_is_the_function_key_of_that_number_and_alt_is_no_key() {
        let keymap = Keymap::default();
        for number in 0..=9_u8 {
            let digit = KeyPress::without_modifiers(KeyCode::Char(char::from(b'0' + number)));
            let function = KeyPress::without_modifiers(KeyCode::F(number));
            let is_key = find_fair_action(&keymap, function).is_some();
            assert_eq!(function_key_of(digit), is_key.then_some(function));
            let alt = KeyPress { alt: true, ..digit };
            assert_eq!(find_fair_action(&keymap, alt), None);
            assert_eq!(function_key_of(alt), None);
        }
        assert_eq!(find_fair_action(&keymap, FUNCTION_PREFIX), None);
        // What leaves, stops or opens anything on other screens does nothing of it here.
        for letter in ['c', 'r', 'p', 'n', 't', 'o', 'y'] {
            assert_eq!(find_fair_action(&keymap, KeyPress::with_ctrl(letter)), None);
        }
    }
}
