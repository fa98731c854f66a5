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
pub enum Language {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

impl Language {
    /// `vi` or `en`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }
}

/// The table as compiled in.
const LOCALE_TOML: &str = include_str!("locale.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TranslatedSentence {
    vi: String,
    en: String,
}

type SentenceTable = HashMap<String, HashMap<String, TranslatedSentence>>;

/// The sentences of one language; clones share them.
#[derive(Clone, Debug)]
pub struct Locale {
    language: Language,
    sentences: Arc<HashMap<String, String>>,
}

impl Locale {
    /// Reads the table for a language.
    pub fn new(lang: Language) -> Self {
        let table: SentenceTable = toml::from_str(LOCALE_TOML).unwrap_or_default();
        let mut sentences = HashMap::new();
        for (area, entries) in table {
            for (name, sentence) in entries {
                let text = match lang {
                    Language::Vi => sentence.vi,
                    Language::En => sentence.en,
                };
                sentences.insert(format!("{area}.{name}"), text);
            }
        }
        Self {
            language: lang,
            sentences: Arc::new(sentences),
        }
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.language
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
        self.fill_with(key, |name| {
            let value = values.iter().find(|(known, _)| *known == name);
            value.map(|(_, value)| value.to_string())
        })
    }

    /// The sentence of a key with its `{names}` filled in by what knows them.
    pub fn fill_with(&self, key: &str, value: impl Fn(&str) -> Option<String>) -> String {
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
    pub fn note_text<'a>(&self, note: &'a ocop_index::product::BilingualNote) -> &'a str {
        let (first, second) = match self.language {
            Language::Vi => (&note.vi, &note.en),
            Language::En => (&note.en, &note.vi),
        };
        if first.is_empty() { second } else { first }
    }

    /// A number with the language's sign between thousands.
    pub fn format_number(&self, number: usize) -> String {
        let sign = match self.language {
            Language::Vi => '.',
            Language::En => ',',
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
    pub fn format_difference(&self, one: usize, other: usize) -> String {
        let sign = match one.cmp(&other) {
            Ordering::Less => "-",
            Ordering::Equal => "",
            Ordering::Greater => "+",
        };
        format!("{sign}{}", self.format_number(one.abs_diff(other)))
    }

    /// Hundredths as a number: `4,50` in Vietnamese, `4.50` in English.
    pub fn format_hundredths(&self, hundredths: u32) -> String {
        let sign = match self.language {
            Language::Vi => ',',
            Language::En => '.',
        };
        format!("{}{sign}{:02}", hundredths / 100, hundredths % 100)
    }

    /// What part of a whole a number is, in percent: `26,9%`.
    pub fn format_percent(&self, part: usize, whole: usize) -> String {
        let tenths = (part * 2000 + whole).checked_div(whole * 2).unwrap_or(0);
        let sign = match self.language {
            Language::Vi => ',',
            Language::En => '.',
        };
        format!("{}{sign}{}%", tenths / 10, tenths % 10)
    }

    /// A date as people write it: day first in Vietnamese.
    pub fn format_date(&self, date: jiff::civil::Date) -> String {
        match self.language {
            Language::Vi => format!("{:02}/{:02}/{}", date.day(), date.month(), date.year()),
            Language::En => date.to_string(),
        }
    }

    /// A date, or a year where only that is known.
    pub fn format_date_or_year(&self, when: ocop_index::product::DateOrYear) -> String {
        match when {
            ocop_index::product::DateOrYear::Year(year) => year.to_string(),
            ocop_index::product::DateOrYear::Day(day) => self.format_date(day),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_in_a_value_stay() {
        let locale = Locale::new(Language::En);
        let text = locale.fill("empty.way", &[("what", &"{n}"), ("n", &3)]);
        assert!(text.starts_with("{n}") && text.ends_with('3'), "{text}");
    }

    #[test]
    fn numbers_and_dates_are_written_as_in_the_language() {
        let (vi, en) = (Locale::new(Language::Vi), Locale::new(Language::En));
        assert_eq!(vi.format_number(1_234_567), "1.234.567");
        assert_eq!(en.format_number(21_480), "21,480");
        assert_eq!(vi.format_number(130), "130");
        assert_eq!(
            (vi.format_hundredths(5), en.format_hundredths(1230)),
            ("0,05".into(), "12.30".into())
        );
        assert_eq!(vi.format_date(jiff::civil::date(2025, 1, 7)), "07/01/2025");
    }
}
