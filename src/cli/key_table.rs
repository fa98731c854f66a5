//! The default keys in words, context by context, for the man page and the reference. The user's
//! own keys are not in it.

use crate::app::action::{ACTION_TABLE, KeyContext};
use crate::app::keymap;
use crate::wording::locale::Locale;

/// One context of the screen with its actions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyTableSection {
    /// The name of the context.
    pub name: String,
    /// For each action its keys, alternatives separated by a comma, and its label.
    pub rows: Vec<(String, String)>,
}

/// All contexts in the order of the help.
pub fn key_table_sections(locale: &Locale) -> Vec<KeyTableSection> {
    let section = |context: KeyContext| {
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
    KeyContext::ALL.map(section).into()
}
