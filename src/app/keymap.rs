//! Keys to actions, from the one table.
//!
//! A sequence such as `g,g` waits for its second key without a timer, so that a slow connection makes no difference.
//! Must not: hold keys of its own.

use std::collections::{HashMap, HashSet};
use std::fmt;

use super::action::{ACTION_TABLE, Action, ActionEntry, KeyContext};
use super::key::{KeyCode, KeyPress};
use crate::wording::locale::Locale;
use crate::wording::sanitize::{drop_invisible, sanitize_text};

/// Keys from the config file that replace those of the table, in the table's notation; an empty text is not a key.
pub type KeyOverrides = HashMap<(KeyContext, Action), String>;

/// What keys are in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyLookup {
    /// It does this.
    Bound(Action),
    /// It begins a sequence.
    Prefix,
    /// Nothing here.
    Unbound,
}

/// What a key press means where it was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyMeaning {
    /// It does this.
    Bound(Action),
    /// It begins a sequence, or goes on with one.
    Prefix,
    /// It drops an unfinished sequence and begins another.
    NewPrefix,
    /// It drops an unfinished sequence.
    CancelSequence,
    /// It ends an unfinished sequence that does not exist.
    UnknownSequence,
    /// An Escape and the key after it: on a slow connection they arrive together and look like Alt.
    EscapeThenKey,
    /// Nothing in the table: text, where text can be typed.
    Unbound,
}

/// The table with key overrides, as an index from keys to actions.
#[derive(Debug)]
pub struct Keymap {
    overrides: KeyOverrides,
    actions: HashMap<(KeyContext, Vec<KeyPress>), Action>,
    /// The beginnings of sequences.
    prefixes: HashSet<(KeyContext, Vec<KeyPress>)>,
}

impl Default for Keymap {
    fn default() -> Self {
        Self::new(KeyOverrides::new())
    }
}

impl Keymap {
    /// The table with these overrides. Their keys must not be those of another row of their context.
    pub fn new(overrides: KeyOverrides) -> Self {
        let mut map = Self {
            overrides,
            actions: HashMap::new(),
            prefixes: HashSet::new(),
        };
        for entry in ACTION_TABLE {
            let sequences: Vec<Vec<KeyPress>> =
                map.key_sequences(entry).map(parse_key_sequence).collect();
            for keys in sequences {
                let beginnings = (1..keys.len()).map(|end| (entry.context, keys[..end].to_vec()));
                map.prefixes.extend(beginnings);
                map.actions.insert((entry.context, keys), entry.action);
            }
        }
        map
    }

    /// The keys of a row, each alternative as the table writes it.
    pub fn key_sequences<'a>(&'a self, entry: &'a ActionEntry) -> impl Iterator<Item = &'a str> {
        key_alternatives(&self.overrides, entry)
    }

    /// The keys of a row that work in this context: while typing letters are text, and a context may use a key of
    /// [`KeyContext::Anywhere`] for itself.
    pub fn active_key_sequences<'a>(
        &'a self,
        entry: &'a ActionEntry,
        context: KeyContext,
    ) -> impl Iterator<Item = &'a str> {
        let is_bound = move |keys: &&str| {
            self.look_up(context, &parse_key_sequence(keys)) == KeyLookup::Bound(entry.action)
        };
        self.key_sequences(entry).filter(is_bound)
    }

    /// The key that stands for a row: the last of its first sequence.
    pub fn representative_key(&self, entry: &ActionEntry) -> Option<KeyPress> {
        // A row without a key runs from the palette, as by its key in the table.
        let first = self
            .key_sequences(entry)
            .chain(entry.keys.split(' '))
            .next()?;
        parse_key_sequence(first).last().copied()
    }

    /// The first key of an action that works in this context, as it is shown.
    pub fn shortcut_text(&self, action: Action, context: KeyContext) -> Option<String> {
        let row = ACTION_TABLE.iter().find(|row| row.action == action)?;
        self.active_key_sequences(row, context)
            .next()
            .map(format_key_sequence)
    }

    /// A sentence that names keys of a context, each by the name of its row in braces.
    pub fn fill_key_names(&self, locale: &Locale, sentence: &str, context: KeyContext) -> String {
        self.fill_key_names_and_values(locale, sentence, context, &[])
    }

    /// The same for a sentence that has values as well.
    pub fn fill_key_names_and_values(
        &self,
        locale: &Locale,
        sentence: &str,
        context: KeyContext,
        values: &[(&str, &dyn fmt::Display)],
    ) -> String {
        locale.fill_with(sentence, |name| {
            if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
                return Some(value.to_string());
            }
            let contexts = [context, KeyContext::Anywhere];
            let row = contexts.into_iter().find_map(|context| {
                let mut rows = ACTION_TABLE.iter().filter(|row| row.context == context);
                rows.find(|row| row.name == name)
            })?;
            // The letters of an answer are those of the language.
            let letter = locale.get(&format!("answer.{name}"));
            let mut keys = self.key_sequences(row);
            let first = keys.next();
            let own =
                letter.filter(|letter| first == Some(letter) || keys.any(|key| key == *letter));
            Some(own.or(first).map(format_key_sequence).unwrap_or_default())
        })
    }

    /// The meaning of these keys in the rows of one context alone.
    pub fn look_up_in(&self, context: KeyContext, keys: &[KeyPress]) -> KeyLookup {
        let pressed = (context, keys.to_vec());
        match self.actions.get(&pressed) {
            Some(action) => KeyLookup::Bound(*action),
            None if self.prefixes.contains(&pressed) => KeyLookup::Prefix,
            None => KeyLookup::Unbound,
        }
    }

    /// The meaning of these keys, the last one just pressed.
    pub fn look_up(&self, context: KeyContext, keys: &[KeyPress]) -> KeyLookup {
        for searched in [context, KeyContext::Anywhere] {
            if context == KeyContext::Input && keys.iter().all(KeyPress::is_text) {
                // While typing every letter is text.
                return KeyLookup::Unbound;
            }
            let pressed = (searched, keys.to_vec());
            if let Some(action) = self.actions.get(&pressed) {
                return KeyLookup::Bound(*action);
            }
            if self.prefixes.contains(&pressed) {
                return KeyLookup::Prefix;
            }
        }
        KeyLookup::Unbound
    }
}

/// The keys of a row with these overrides, each alternative as the table writes it.
pub fn key_alternatives<'a>(
    overrides: &'a KeyOverrides,
    entry: &'a ActionEntry,
) -> impl Iterator<Item = &'a str> {
    let keys = overrides.get(&(entry.context, entry.action));
    keys.map_or(entry.keys, String::as_str).split_whitespace()
}

/// The keys of a sequence of the table.
pub fn parse_key_sequence(names: &str) -> Vec<KeyPress> {
    names.split(',').filter_map(parse_key).collect()
}

/// The key that a name of the table means; `None` only for a mistake in the table.
pub fn parse_key(name: &str) -> Option<KeyPress> {
    if let Some(rest) = name.strip_prefix("ctrl-") {
        return parse_key(rest).map(|key| KeyPress { ctrl: true, ..key });
    }
    if let Some(rest) = name.strip_prefix("alt-") {
        return parse_key(rest).map(|key| KeyPress { alt: true, ..key });
    }
    let code = match name {
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "tab" => KeyCode::Tab,
        "backtab" => KeyCode::BackTab,
        "backspace" => KeyCode::Backspace,
        "delete" => KeyCode::Delete,
        "space" => KeyCode::Char(' '),
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "pgup" => KeyCode::PageUp,
        "pgdn" => KeyCode::PageDown,
        _ => {
            if let Some(number) = parse_function_key(name) {
                return Some(KeyPress::without_modifiers(KeyCode::F(number)));
            }
            let mut chars = name.chars();
            let only = chars.next()?;
            if chars.next().is_some() {
                return None;
            }
            KeyCode::Char(only)
        }
    };
    Some(KeyPress::without_modifiers(code))
}

/// The number of a function key.
fn parse_function_key(name: &str) -> Option<u8> {
    let number = name.strip_prefix('f')?.parse().ok()?;
    (1..=12).contains(&number).then_some(number)
}

/// Keys as written in tests and after `--keys`: a key of the table in angle brackets (`<enter>`, `<ctrl-u>`), all else
/// letter by letter; `<<>` is a `<`. The error is a name that is not a key.
pub fn parse_key_script(text: &str) -> Result<Vec<KeyPress>, &str> {
    let mut keys = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (key, remaining) = match split_bracketed_name(rest) {
            Some((name, remaining)) => (parse_key(name).ok_or(name)?, remaining),
            None => (
                KeyPress::without_modifiers(KeyCode::Char(first)),
                &rest[first.len_utf8()..],
            ),
        };
        keys.push(key);
        rest = remaining;
    }
    Ok(keys)
}

/// The name in angle brackets at the start, and the rest. The name has at least one letter, which may be a bracket.
fn split_bracketed_name(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix('<')?;
    let first = inner.chars().next()?.len_utf8();
    let end = first + inner[first..].find('>')?;
    Some((&inner[..end], &inner[end + 1..]))
}

/// The name of a key of the table as it is shown: words instead of signs that fonts lack.
pub fn format_key_sequence(name: &str) -> String {
    let parts: Vec<String> = name.split(',').map(format_key_name).collect();
    parts.join(" ")
}

/// Pressed keys as they are shown.
pub fn format_pressed_keys(keys: &[KeyPress]) -> String {
    let parts: Vec<String> = keys
        .iter()
        .map(|key| format_key_name(&key_name(*key)))
        .collect();
    parts.join(" ")
}

/// The name of a key, as the table writes it.
fn key_name(key: KeyPress) -> String {
    let prefix = match key {
        KeyPress { ctrl: true, .. } => "ctrl-",
        KeyPress { alt: true, .. } => "alt-",
        _ => "",
    };
    let code = match key.code {
        KeyCode::Char(' ') => "space".to_owned(),
        // A character that acts or hides is told by its number.
        KeyCode::Char(c)
            if drop_invisible(&sanitize_text(c.encode_utf8(&mut [0; 4]))) != c.to_string() =>
        {
            format!("U+{:04X}", u32::from(c))
        }
        KeyCode::Char(c) => c.to_string(),
        KeyCode::F(number) => format!("f{number}"),
        KeyCode::PageUp => "pgup".to_owned(),
        KeyCode::PageDown => "pgdn".to_owned(),
        other => format!("{other:?}").to_lowercase(),
    };
    format!("{prefix}{code}")
}

fn format_key_name(name: &str) -> String {
    for (prefix, word) in [("ctrl-", "Ctrl-"), ("alt-", "Alt-")] {
        if let Some(rest) = name.strip_prefix(prefix) {
            let key = format_key_name(rest);
            return format!(
                "{word}{}",
                if rest.len() == 1 {
                    key.to_uppercase()
                } else {
                    key
                }
            );
        }
    }
    match name {
        "pgup" => "PgUp".into(),
        "pgdn" => "PgDn".into(),
        "backtab" => "Shift-Tab".into(),
        _ if parse_function_key(name).is_some() => name.to_uppercase(),
        _ if name.chars().count() == 1 => name.into(),
        _ => {
            let mut letters = name.chars();
            letters.next().map_or_else(String::new, |first| {
                first.to_uppercase().collect::<String>() + letters.as_str()
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_key_of_the_table_is_a_key_and_stands_once_a_context() {
        let mut seen = HashSet::new();
        for entry in ACTION_TABLE {
            for keys in entry.keys.split(' ').filter(|keys| !keys.is_empty()) {
                for key in keys.split(',') {
                    assert!(parse_key(key).is_some(), "{key}");
                }
                assert!(
                    seen.insert((entry.context, keys)),
                    "{keys} twice in {:?}",
                    entry.context
                );
            }
        }
    }

    #[test]
    fn keys_are_written_as_in_the_table_and_letters_as_they_are() {
        let typed = |text: &str| -> Vec<KeyPress> {
            let keys = text
                .chars()
                .map(|c| KeyPress::without_modifiers(KeyCode::Char(c)));
            keys.collect()
        };
        let named = vec![
            KeyPress::without_modifiers(KeyCode::Enter),
            KeyPress::with_ctrl('u'),
        ];
        let expected = [typed("trà"), named, typed("<5")].concat();
        assert_eq!(parse_key_script("trà<enter><ctrl-u><<>5"), Ok(expected));
        for plain in ["sao:<4", "<>", "a<"] {
            assert_eq!(parse_key_script(plain), Ok(typed(plain)));
        }
        assert_eq!(parse_key_script("a<entr>b"), Err("entr"));
        for entry in ACTION_TABLE {
            for keys in entry.keys.split(' ').filter(|keys| !keys.is_empty()) {
                let written = keys.split(',').map(|key| format!("<{key}>"));
                let written: String = written.collect();
                assert_eq!(
                    parse_key_script(&written),
                    Ok(parse_key_sequence(keys)),
                    "{keys}"
                );
                assert_eq!(
                    super::format_pressed_keys(&parse_key_sequence(keys)),
                    format_key_sequence(keys)
                );
            }
        }
    }

    #[test]
    fn a_key_that_would_act_on_a_terminal_is_told_by_its_number() {
        for (letter, shown) in [
            ('\u{202e}', "U+202E"),
            ('\u{200b}', "U+200B"),
            ('\u{1b}', "U+001B"),
            ('đ', "đ"),
        ] {
            let key = KeyPress::without_modifiers(KeyCode::Char(letter));
            assert_eq!(format_pressed_keys(&[key]), shown);
        }
    }

    #[test]
    fn no_letter_acts_while_typing() {
        let map = Keymap::default();
        for letter in (' '..='~').chain(['ư', 'đ', '\u{301}']) {
            let key = [KeyPress::without_modifiers(KeyCode::Char(letter))];
            assert_eq!(
                map.look_up(KeyContext::Input, &key),
                KeyLookup::Unbound,
                "{letter} is text"
            );
        }
    }
}
