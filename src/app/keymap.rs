//! Keys to actions, from the one table.
//!
//! A sequence such as `g,g` waits for its second key without a timer, so that a slow line makes no
//! difference. Must not: hold keys of its own.

use std::collections::{HashMap, HashSet};
use std::fmt;

use super::action::{Action, Context, Entry, TABLE};
use super::key::{Code, Key};
use crate::locale::Locale;

/// A person's own keys in the place of the table's, written as the table writes them; none is an empty text.
pub type Own = HashMap<(Context, Action), String>;

/// What a key means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// It does this.
    Do(Action),
    /// It begins a sequence.
    Begins,
    /// Nothing here.
    Nothing,
}

/// The table, ready to be asked.
#[derive(Debug)]
pub struct Keymap {
    own: Own,
    actions: HashMap<(Context, Vec<Key>), Action>,
    /// What sequences begin with.
    beginnings: HashSet<(Context, Vec<Key>)>,
}

impl Default for Keymap {
    fn default() -> Self {
        Self::new(Own::new())
    }
}

impl Keymap {
    /// The table with a person's own keys, which no other row of their context may have.
    pub fn new(own: Own) -> Self {
        let mut map = Self {
            own,
            actions: HashMap::new(),
            beginnings: HashSet::new(),
        };
        for entry in TABLE {
            let sequences: Vec<Vec<Key>> = map.keys(entry).map(sequence).collect();
            for keys in sequences {
                let begun = (1..keys.len()).map(|end| (entry.context, keys[..end].to_vec()));
                map.beginnings.extend(begun);
                map.actions.insert((entry.context, keys), entry.action);
            }
        }
        map
    }

    /// The keys of a row, each alternative as the table writes it.
    pub fn keys<'a>(&'a self, entry: &'a Entry) -> impl Iterator<Item = &'a str> {
        alternatives(&self.own, entry)
    }

    /// The keys of a row that do it in this place: while typing letters are text, and a place may use a key of everywhere
    /// for itself.
    pub fn keys_now<'a>(
        &'a self,
        entry: &'a Entry,
        context: Context,
    ) -> impl Iterator<Item = &'a str> {
        let does =
            move |keys: &&str| self.meaning(context, &sequence(keys)) == Meaning::Do(entry.action);
        self.keys(entry).filter(does)
    }

    /// The key that stands for a row: the last of its first sequence.
    pub fn key_of(&self, entry: &Entry) -> Option<Key> {
        // One that was given no key is done from the palette, as by the key of the table.
        let first = self.keys(entry).chain(entry.keys.split(' ')).next()?;
        sequence(first).last().copied()
    }

    /// The first key of an action that works now, as a person reads it.
    pub fn name_of(&self, action: Action, context: Context) -> Option<String> {
        let row = TABLE.iter().find(|row| row.action == action)?;
        self.keys_now(row, context).next().map(shown)
    }

    /// A sentence that names keys of a place, each by the name of its row in braces.
    pub fn told(&self, locale: &Locale, sentence: &str, context: Context) -> String {
        self.told_with(locale, sentence, context, &[])
    }

    /// The same for a sentence that has values as well.
    pub fn told_with(
        &self,
        locale: &Locale,
        sentence: &str,
        context: Context,
        values: &[(&str, &dyn fmt::Display)],
    ) -> String {
        locale.fill_by(sentence, |name| {
            if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
                return Some(value.to_string());
            }
            let places = [context, Context::Anywhere];
            let row = places.into_iter().find_map(|place| {
                let mut rows = TABLE.iter().filter(|row| row.context == place);
                rows.find(|row| row.name == name)
            })?;
            Some(self.keys(row).next().map(shown).unwrap_or_default())
        })
    }

    /// The meaning of these keys, the last one just pressed.
    pub fn meaning(&self, context: Context, keys: &[Key]) -> Meaning {
        for place in [context, Context::Anywhere] {
            if context == Context::Input && keys.iter().all(Key::is_text) {
                // While typing every letter is text.
                return Meaning::Nothing;
            }
            let pressed = (place, keys.to_vec());
            if let Some(action) = self.actions.get(&pressed) {
                return Meaning::Do(*action);
            }
            if self.beginnings.contains(&pressed) {
                return Meaning::Begins;
            }
        }
        Meaning::Nothing
    }
}

/// The keys of a row among these own ones, each alternative as the table writes it.
pub fn alternatives<'a>(own: &'a Own, entry: &'a Entry) -> impl Iterator<Item = &'a str> {
    let own = own.get(&(entry.context, entry.action));
    own.map_or(entry.keys, String::as_str).split_whitespace()
}

/// The keys of a sequence of the table.
pub fn sequence(names: &str) -> Vec<Key> {
    names.split(',').filter_map(parse).collect()
}

/// The key that a name of the table means; `None` only for a mistake in the table.
pub fn parse(name: &str) -> Option<Key> {
    if let Some(rest) = name.strip_prefix("ctrl-") {
        return parse(rest).map(|key| Key { ctrl: true, ..key });
    }
    if let Some(rest) = name.strip_prefix("alt-") {
        return parse(rest).map(|key| Key { alt: true, ..key });
    }
    let code = match name {
        "enter" => Code::Enter,
        "esc" => Code::Esc,
        "tab" => Code::Tab,
        "backtab" => Code::BackTab,
        "backspace" => Code::Backspace,
        "delete" => Code::Delete,
        "space" => Code::Char(' '),
        "up" => Code::Up,
        "down" => Code::Down,
        "left" => Code::Left,
        "right" => Code::Right,
        "home" => Code::Home,
        "end" => Code::End,
        "pgup" => Code::PageUp,
        "pgdn" => Code::PageDown,
        _ => {
            if let Some(number) = function(name) {
                return Some(Key::plain(Code::F(number)));
            }
            let mut chars = name.chars();
            let only = chars.next()?;
            if chars.next().is_some() {
                return None;
            }
            Code::Char(only)
        }
    };
    Some(Key::plain(code))
}

/// The number of a function key.
fn function(name: &str) -> Option<u8> {
    let number = name.strip_prefix('f')?.parse().ok()?;
    (1..=12).contains(&number).then_some(number)
}

/// Keys as they are written down in tests and behind `--keys`: a key of the table in angle brackets (`<enter>`,
/// `<ctrl-u>`), all else letter by letter; `<<>` is that sign itself. A name that is no key comes back.
pub fn script(text: &str) -> Result<Vec<Key>, &str> {
    let mut keys = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (key, behind) = match bracketed(rest) {
            Some((name, behind)) => (parse(name).ok_or(name)?, behind),
            None => (Key::plain(Code::Char(first)), &rest[first.len_utf8()..]),
        };
        keys.push(key);
        rest = behind;
    }
    Ok(keys)
}

/// The name in angle brackets at the start, and what is behind it. It has a letter at least, which may be a bracket.
fn bracketed(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix('<')?;
    let first = inner.chars().next()?.len_utf8();
    let end = first + inner[first..].find('>')?;
    Some((&inner[..end], &inner[end + 1..]))
}

/// The name of a key of the table as a person reads it: words instead of signs that fonts lack.
pub fn shown(name: &str) -> String {
    let parts: Vec<String> = name.split(',').map(shown_one).collect();
    parts.join(" ")
}

/// Keys that were pressed as a person reads them.
pub fn written(keys: &[Key]) -> String {
    let parts: Vec<String> = keys.iter().map(|key| shown_one(&name(*key))).collect();
    parts.join(" ")
}

/// The name of a key, as the table writes it.
fn name(key: Key) -> String {
    let prefix = match key {
        Key { ctrl: true, .. } => "ctrl-",
        Key { alt: true, .. } => "alt-",
        _ => "",
    };
    let code = match key.code {
        Code::Char(' ') => "space".to_owned(),
        Code::Char(c) => c.to_string(),
        Code::F(number) => format!("f{number}"),
        Code::PageUp => "pgup".to_owned(),
        Code::PageDown => "pgdn".to_owned(),
        other => format!("{other:?}").to_lowercase(),
    };
    format!("{prefix}{code}")
}

fn shown_one(name: &str) -> String {
    for (prefix, word) in [("ctrl-", "Ctrl-"), ("alt-", "Alt-")] {
        if let Some(rest) = name.strip_prefix(prefix) {
            let key = shown_one(rest);
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
        _ if function(name).is_some() => name.to_uppercase(),
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
        for entry in TABLE {
            for keys in entry.keys.split(' ') {
                for key in keys.split(',') {
                    assert!(parse(key).is_some(), "{key}");
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
        let typed = |text: &str| -> Vec<Key> {
            let keys = text.chars().map(|c| Key::plain(Code::Char(c)));
            keys.collect()
        };
        let named = vec![Key::plain(Code::Enter), Key::ctrl('u')];
        let expected = [typed("trà"), named, typed("<5")].concat();
        assert_eq!(script("trà<enter><ctrl-u><<>5"), Ok(expected));
        for plain in ["sao:<4", "<>", "a<"] {
            assert_eq!(script(plain), Ok(typed(plain)));
        }
        assert_eq!(script("a<entr>b"), Err("entr"));
        for entry in TABLE {
            for keys in entry.keys.split(' ') {
                let written = keys.split(',').map(|key| format!("<{key}>"));
                let written: String = written.collect();
                assert_eq!(script(&written), Ok(sequence(keys)), "{keys}");
                assert_eq!(super::written(&sequence(keys)), shown(keys));
            }
        }
    }

    #[test]
    fn no_letter_acts_while_typing() {
        let map = Keymap::default();
        for letter in (' '..='~').chain(['ư', 'đ', '\u{301}']) {
            let key = [Key::plain(Code::Char(letter))];
            assert_eq!(
                map.meaning(Context::Input, &key),
                Meaning::Nothing,
                "{letter} is text"
            );
        }
    }
}
