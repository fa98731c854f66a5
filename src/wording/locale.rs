//! The one table of sentences, `locale.toml`, in Vietnamese and English.
//!
//! Keys are `area.name`; `{name}` in a sentence is a placeholder. A missing key is shown as itself,
//! and a test fails. The language is given; this module must not read the environment.

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

    /// The other language.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Vi => Self::En,
            Self::En => Self::Vi,
        }
    }
}

/// The table as compiled in.
const LOCALE_TOML: &str = include_str!("locale.toml");

/// The verdicts that the table has names of, in the order of their keys on the keyboard.
const BUILT_IN_VERDICTS: [&str; 5] = ["dung", "can-sua", "chua-chac", "da-lien-he", "ngung"];

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
    /// The office's own names of verdicts, in place of those of the table.
    verdicts: Arc<[VerdictWords]>,
}

/// What people call a verdict in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerdictWords {
    /// The key of the verdict.
    pub key: String,
    /// Its name in Vietnamese.
    pub vi: String,
    /// Its name in English.
    pub en: String,
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
            verdicts: Arc::default(),
        }
    }

    /// The same sentences with these names of verdicts: those of the open review.
    #[must_use]
    pub fn with_verdicts(self, verdicts: impl IntoIterator<Item = VerdictWords>) -> Self {
        Self {
            verdicts: verdicts.into_iter().collect(),
            ..self
        }
    }

    /// The sentences of a language, with the names of verdicts that these have.
    #[must_use]
    pub fn in_language(&self, language: Language) -> Self {
        Self {
            verdicts: Arc::clone(&self.verdicts),
            ..Self::new(language)
        }
    }

    /// The name of a verdict: the office's, else that of the table, else its key.
    pub fn verdict_name<'a>(&'a self, key: &'a str) -> &'a str {
        let own = self.verdicts.iter().find(|verdict| verdict.key == key);
        match (own, self.language) {
            (Some(own), Language::Vi) => &own.vi,
            (Some(own), Language::En) => &own.en,
            (None, _) => self.get(&format!("verdict.{key}")).unwrap_or(key),
        }
    }

    /// The keys of the verdicts that have a name here.
    pub fn verdict_keys(&self) -> Vec<String> {
        let own = self.verdicts.iter().map(|verdict| verdict.key.clone());
        let own: Vec<String> = own.collect();
        if own.is_empty() {
            return BUILT_IN_VERDICTS.map(str::to_owned).into();
        }
        own
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

    /// The sentence of a key with its `{placeholders}` filled in.
    pub fn fill(&self, key: &str, values: &[(&str, &dyn Display)]) -> String {
        self.fill_with(key, |name| {
            let value = values.iter().find(|(known, _)| *known == name);
            value.map(|(_, value)| value.to_string())
        })
    }

    /// The same with a function that returns the value of a placeholder. `[s]` is a plural ending: it is left out
    /// after the number one.
    pub fn fill_with(&self, key: &str, value: impl Fn(&str) -> Option<String>) -> String {
        let mut filled = String::new();
        let mut rest = self.t(key);
        let mut is_one = false;
        // One pass, so that braces in a value stay what they are.
        while let Some((before, opened)) = rest.split_once('{') {
            push_words(&mut filled, before, is_one);
            let Some((name, after)) = opened.split_once('}') else {
                rest = opened;
                break;
            };
            match value(name) {
                Some(value) => {
                    filled.push_str(&value);
                    is_one = value == "1";
                }
                None => filled.extend(["{", name, "}"]),
            }
            rest = after;
        }
        push_words(&mut filled, rest, is_one);
        filled
    }

    /// The note of a record in this language, or in the other one if this is empty.
    pub fn note_text<'a>(&self, note: &'a ocop_index::product::BilingualNote) -> &'a str {
        let (first, second) = match self.language {
            Language::Vi => (&note.vi, &note.en),
            Language::En => (&note.en, &note.vi),
        };
        if first.is_empty() { second } else { first }
    }

    /// A number with the language's thousands separator.
    pub fn format_number(&self, number: usize) -> String {
        let sign = match self.language {
            Language::Vi => '.',
            Language::En => ',',
        };
        let digits = number.to_string();
        let mut text = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push(sign);
            }
            text.push(digit);
        }
        text
    }

    /// The difference of two numbers with its sign: `+12`, `-1.200`, `0`.
    pub fn format_difference(&self, one: usize, other: usize) -> String {
        let sign = match one.cmp(&other) {
            Ordering::Less => "-",
            Ordering::Equal => "",
            Ordering::Greater => "+",
        };
        format!("{sign}{}", self.format_number(one.abs_diff(other)))
    }

    /// A number beside the one that it is compared with: `6 (+2)`; alone where they are equal.
    pub fn format_compared(&self, [here, there]: [usize; 2]) -> String {
        let number = self.format_number(here);
        if here == there {
            return number;
        }
        format!("{number} ({})", self.format_difference(here, there))
    }

    /// Hundredths as a decimal number: `4,50` in Vietnamese, `4.50` in English.
    pub fn format_hundredths(&self, hundredths: u32) -> String {
        let sign = match self.language {
            Language::Vi => ',',
            Language::En => '.',
        };
        format!("{}{sign}{:02}", hundredths / 100, hundredths % 100)
    }

    /// A share in percent: `26,9%`.
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

    /// A date, or a year when only that is known.
    pub fn format_date_or_year(&self, when: ocop_index::product::DateOrYear) -> String {
        match when {
            ocop_index::product::DateOrYear::Year(year) => year.to_string(),
            ocop_index::product::DateOrYear::Day(day) => self.format_date(day),
        }
    }
}

/// Adds words of a sentence, with the plural ending that goes with the number before them.
fn push_words(sentence: &mut String, words: &str, is_one: bool) {
    sentence.push_str(&words.replace("[s]", if is_one { "" } else { "s" }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plural_ending_goes_with_its_number() {
        let locale = Locale::new(Language::En);
        let totals = |products: &str, producers: &str| {
            locale.fill(
                "stats.totals",
                &[("products", &products), ("producers", &producers)],
            )
        };
        assert_eq!(totals("1", "1"), "1 product / 1 producer");
        assert_eq!(totals("11", "1"), "11 products / 1 producer");
        assert_eq!(totals("1", "0"), "1 product / 0 producers");
        // What a value says is not part of the sentence.
        let named = [("path", &"a[s].csv" as &dyn Display), ("n", &1)];
        let written = locale.fill("export.written", &named);
        assert_eq!(written, "Wrote 1 product to a[s].csv");
    }

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
