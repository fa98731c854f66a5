//! The table of keys in words: place by place, the keys of a row and what it does.
//!
//! For paper and pipes; the screen reads the table itself. Must not: know a person's own keys.

use crate::app::action::{ACTION_TABLE, KeyContext};
use crate::app::keymap;
use crate::wording::locale::Locale;

/// A place of the screen with its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyTableSection {
    /// What it is called.
    pub name: String,
    /// The keys of each row, alternatives by a comma, and what it does.
    pub rows: Vec<(String, String)>,
}

/// All places in the order of the help.
pub fn key_table_sections(locale: &Locale) -> Vec<KeyTableSection> {
    let place = |context: KeyContext| {
        let rows = ACTION_TABLE.iter().filter(|entry| entry.context == context);
        let rows = rows.map(|entry| {
            let keys: Vec<String> = entry
                .keys
                .split(' ')
                .map(keymap::format_key_sequence)
                .collect();
            (keys.join(", "), entry.label(locale))
        });
        KeyTableSection {
            name: locale.t(context.locale_key()).to_owned(),
            rows: rows.collect(),
        }
    };
    KeyContext::ALL.map(place).into()
}
