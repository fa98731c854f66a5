//! The table of keys in words: place by place, the keys of a row and what it does.
//!
//! For paper and pipes; the screen reads the table itself. Must not: know a person's own keys.

use crate::app::action::{Context, TABLE};
use crate::app::keymap;
use crate::locale::Locale;

/// A place of the screen with its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// What it is called.
    pub name: String,
    /// The keys of each row, alternatives by a comma, and what it does.
    pub rows: Vec<(String, String)>,
}

/// All places in the order of the help.
pub fn places(locale: &Locale) -> Vec<Place> {
    let place = |context: Context| {
        let rows = TABLE.iter().filter(|entry| entry.context == context);
        let rows = rows.map(|entry| {
            let keys: Vec<String> = entry.keys.split(' ').map(keymap::shown).collect();
            (keys.join(", "), entry.label(locale))
        });
        Place {
            name: locale.t(context.key()).to_owned(),
            rows: rows.collect(),
        }
    };
    Context::ALL.map(place).into()
}
