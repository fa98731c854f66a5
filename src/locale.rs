//! The one table of sentences, `locale.toml`, in Vietnamese and English.
//!
//! Keys are `area.name`; `{name}` in a sentence is filled in. A key that is missing shows itself, and a
//! test fails. Must not: read the environment; the language is given.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::fmt::Display;
use std::sync::Arc;

use clap::ValueEnum;
use serde::Deserialize;

/// The languages of the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

impl Lang {
    /// `vi` or `en`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }
}

/// The table as compiled in.
const TABLE: &str = include_str!("locale.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sentence {
    vi: String,
    en: String,
}

type Table = HashMap<String, HashMap<String, Sentence>>;

/// The sentences of one language; clones share them.
#[derive(Clone, Debug)]
pub struct Locale {
    lang: Lang,
    sentences: Arc<HashMap<String, String>>,
}

impl Locale {
    /// Reads the table for a language.
    pub fn new(lang: Lang) -> Self {
        let table: Table = toml::from_str(TABLE).unwrap_or_default();
        let mut sentences = HashMap::new();
        for (area, entries) in table {
            for (name, sentence) in entries {
                let text = match lang {
                    Lang::Vi => sentence.vi,
                    Lang::En => sentence.en,
                };
                sentences.insert(format!("{area}.{name}"), text);
            }
        }
        Self {
            lang,
            sentences: Arc::new(sentences),
        }
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The sentence of a key.
    pub fn t<'a>(&'a self, key: &'a str) -> &'a str {
        self.sentences.get(key).map_or(key, String::as_str)
    }

    /// The sentence of a key, if there is one.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.sentences.get(key).map(String::as_str)
    }

    /// The sentence of a key with its `{names}` filled in.
    pub fn fill(&self, key: &str, values: &[(&str, &dyn Display)]) -> String {
        self.fill_by(key, |name| {
            let value = values.iter().find(|(known, _)| *known == name);
            value.map(|(_, value)| value.to_string())
        })
    }

    /// The sentence of a key with its `{names}` filled in by what knows them.
    pub fn fill_by(&self, key: &str, value: impl Fn(&str) -> Option<String>) -> String {
        let mut filled = String::new();
        let mut rest = self.t(key);
        // One pass, so that braces in a value stay what they are.
        while let Some((before, behind)) = rest.split_once('{') {
            filled.push_str(before);
            let Some((name, after)) = behind.split_once('}') else {
                rest = behind;
                break;
            };
            match value(name) {
                Some(value) => filled.push_str(&value),
                None => filled.extend(["{", name, "}"]),
            }
            rest = after;
        }
        filled.push_str(rest);
        filled
    }

    /// The text of this language out of a record's remark.
    pub fn note<'a>(&self, note: &'a ocop_index::product::Note) -> &'a str {
        let (first, second) = match self.lang {
            Lang::Vi => (&note.vi, &note.en),
            Lang::En => (&note.en, &note.vi),
        };
        if first.is_empty() { second } else { first }
    }

    /// A number with the language's sign between thousands.
    pub fn number(&self, number: usize) -> String {
        let sign = match self.lang {
            Lang::Vi => '.',
            Lang::En => ',',
        };
        let digits = number.to_string();
        let mut text = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push(sign);
            }
            text.push(digit);
        }
        text
    }

    /// What one number has more than another, with its sign: `+12`, `-1.200`, `0`.
    pub fn difference(&self, one: usize, other: usize) -> String {
        let sign = match one.cmp(&other) {
            Ordering::Less => "-",
            Ordering::Equal => "",
            Ordering::Greater => "+",
        };
        format!("{sign}{}", self.number(one.abs_diff(other)))
    }

    /// Hundredths as a number: `4,50` in Vietnamese, `4.50` in English.
    pub fn hundredths(&self, hundredths: u32) -> String {
        let sign = match self.lang {
            Lang::Vi => ',',
            Lang::En => '.',
        };
        format!("{}{sign}{:02}", hundredths / 100, hundredths % 100)
    }

    /// What part of a whole a number is, in percent: `26,9%`.
    pub fn share(&self, part: usize, whole: usize) -> String {
        let tenths = (part * 2000 + whole).checked_div(whole * 2).unwrap_or(0);
        let sign = match self.lang {
            Lang::Vi => ',',
            Lang::En => '.',
        };
        format!("{}{sign}{}%", tenths / 10, tenths % 10)
    }

    /// A date as people write it: day first in Vietnamese.
    pub fn date(&self, date: jiff::civil::Date) -> String {
        match self.lang {
            Lang::Vi => format!("{:02}/{:02}/{}", date.day(), date.month(), date.year()),
            Lang::En => date.to_string(),
        }
    }

    /// A date, or a year where only that is known.
    pub fn when(&self, when: ocop_index::product::When) -> String {
        match when {
            ocop_index::product::When::Year(year) => year.to_string(),
            ocop_index::product::When::Day(day) => self.date(day),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_in_a_value_stay() {
        let locale = Locale::new(Lang::En);
        let text = locale.fill("empty.way", &[("what", &"{n}"), ("n", &3)]);
        assert!(text.starts_with("{n}") && text.ends_with('3'), "{text}");
    }

    #[test]
    fn numbers_and_dates_are_written_as_in_the_language() {
        let (vi, en) = (Locale::new(Lang::Vi), Locale::new(Lang::En));
        assert_eq!(vi.number(1_234_567), "1.234.567");
        assert_eq!(en.number(21_480), "21,480");
        assert_eq!(vi.number(130), "130");
        assert_eq!(
            (vi.hundredths(5), en.hundredths(1230)),
            ("0,05".into(), "12.30".into())
        );
        assert_eq!(vi.date(jiff::civil::date(2025, 1, 7)), "07/01/2025");
    }
}
