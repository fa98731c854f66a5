//! Plain words that mean a filter: `4 sao`, `4 hoặc 5 sao`, `4 sao trở lên`, `5 stars`, `hết hạn`, `năm 2023`.
//!
//! No product has these words in its name, so they are parsed as the filter. They match with all their accents or with
//! none; a phrase that reverses the meaning of another has its own entry (`sắp hết hạn`), and a backslash or quotes
//! keep them words. Must not: know the values of a catalogue.

use std::ops::Range;
use std::sync::LazyLock;

use super::field::QueryField;
use super::line_tokens::{FieldValue, LineToken, LineTokenKind};
use super::name::normalize_name;
use crate::query::Facet;

/// Phrases and the values that they mean.
const FILTER_PHRASES: [(&str, Facet, &str); 15] = [
    ("hết hạn", Facet::Status, "expired"),
    ("đã hết hạn", Facet::Status, "expired"),
    ("không còn hạn", Facet::Status, "expired"),
    ("hết hiệu lực", Facet::Status, "expired"),
    ("expired", Facet::Status, "expired"),
    ("còn hạn", Facet::Status, "valid"),
    ("chưa hết hạn", Facet::Status, "valid"),
    ("không hết hạn", Facet::Status, "valid"),
    ("còn hiệu lực", Facet::Status, "valid"),
    ("sắp hết hạn", Facet::Status, "due"),
    ("gần hết hạn", Facet::Status, "due"),
    ("sắp hết hiệu lực", Facet::Status, "due"),
    ("chưa xếp hạng", Facet::Star, "none"),
    ("chưa có sao", Facet::Star, "none"),
    ("unrated", Facet::Star, "none"),
];

/// Words after a number of stars.
const STAR_WORDS: [&str; 3] = ["sao", "star", "stars"];

/// Words between two numbers of stars; a comma after the first will do as well.
const CONJUNCTIONS: [&str; 4] = ["hoặc", "và", "or", "and"];

/// Words before a year.
const YEAR_WORDS: [&str; 2] = ["năm", "year"];

/// Words before a number, and the comparison that they mean.
const COMPARISONS_BEFORE: [(&str, &str); 6] = [
    ("từ", ">="),
    ("trên", ">"),
    ("dưới", "<"),
    ("from", ">="),
    ("over", ">"),
    ("under", "<"),
];

/// Words after a number, and the comparison that they mean.
const COMPARISONS_AFTER: [(&str, &str); 5] = [
    ("trở lên", ">="),
    ("trở xuống", "<="),
    ("and more", ">="),
    ("or more", ">="),
    ("or less", "<="),
];

/// The number of words in the longest of these: `3 hoặc 4 hoặc 5 sao`.
pub(super) const MAX_FILTER_WORDS: usize = 6;

/// A word of the tables, with all its accents and with none.
struct SpokenWord {
    written: &'static str,
    bare: String,
}

impl SpokenWord {
    fn from_written(written: &'static str) -> Self {
        let bare = normalize_name(written);
        Self { written, bare }
    }

    fn split_phrase(text: &'static str) -> Vec<Self> {
        text.split(' ').map(Self::from_written).collect()
    }

    fn matches_typed(&self, typed: &str) -> bool {
        typed == self.written || typed == self.bare
    }
}

/// True when the words begin with this phrase.
fn starts_with_words(words: &[&str], phrase: &[SpokenWord]) -> bool {
    let first = words.get(..phrase.len());
    first.is_some_and(|first| {
        first
            .iter()
            .zip(phrase)
            .all(|(word, spoken)| spoken.matches_typed(word))
    })
}

/// The tables, ready for comparison: the whole line is parsed at every key.
struct SpokenTables {
    phrases: Vec<(Vec<SpokenWord>, Facet, &'static str)>,
    star_words: Vec<SpokenWord>,
    conjunctions: Vec<SpokenWord>,
    year_words: Vec<SpokenWord>,
    comparisons_before: Vec<(SpokenWord, &'static str)>,
    comparisons_after: Vec<(Vec<SpokenWord>, &'static str)>,
}

static TABLES: LazyLock<SpokenTables> = LazyLock::new(|| SpokenTables {
    phrases: FILTER_PHRASES
        .map(|(phrase, facet, value)| (SpokenWord::split_phrase(phrase), facet, value))
        .into(),
    star_words: STAR_WORDS.map(SpokenWord::from_written).into(),
    conjunctions: CONJUNCTIONS.map(SpokenWord::from_written).into(),
    year_words: YEAR_WORDS.map(SpokenWord::from_written).into(),
    comparisons_before: COMPARISONS_BEFORE
        .map(|(word, sign)| (SpokenWord::from_written(word), sign))
        .into(),
    comparisons_after: COMPARISONS_AFTER
        .map(|(words, sign)| (SpokenWord::split_phrase(words), sign))
        .into(),
});

/// A filter and the number of words that mean it.
pub(super) struct SpokenFilter {
    facet: Facet,
    values: Vec<String>,
    word_count: usize,
}

/// The filter that the first of these lower-case words mean.
pub(super) fn parse_spoken_filter(words: &[&str]) -> Option<SpokenFilter> {
    parse_number_filter(words).or_else(|| parse_phrase_filter(words))
}

/// Stars and years: a number with its word, and a comparison.
fn parse_number_filter(words: &[&str]) -> Option<SpokenFilter> {
    let first = words.first()?;
    let before = TABLES
        .comparisons_before
        .iter()
        .find(|(before, _)| before.matches_typed(first));
    let rest = &words[usize::from(before.is_some())..];
    let (facet, numbers, counted) = parse_stars(rest).or_else(|| parse_year(rest))?;
    let mut after = TABLES.comparisons_after.iter();
    let after = after.find(|(after, _)| starts_with_words(&rest[counted..], after));
    let sign = after.map(|(_, sign)| sign);
    let sign = sign.or(before.map(|(_, sign)| sign)).unwrap_or(&"");
    let values = numbers.iter().map(|number| format!("{sign}{number}"));
    Some(SpokenFilter {
        facet,
        values: values.collect(),
        word_count: usize::from(before.is_some())
            + counted
            + after.map_or(0, |(words, _)| words.len()),
    })
}

/// Numbers of stars, and how many words they take.
fn parse_stars<'a>(words: &[&'a str]) -> Option<(Facet, Vec<&'a str>, usize)> {
    let first = *words.first()?;
    let is_word = |word: &&&str| {
        TABLES
            .star_words
            .iter()
            .any(|stars| stars.matches_typed(word))
    };
    let mut joined = STAR_WORDS.iter().chain(&["*"]);
    if let Some(number) = joined.find_map(|stars| first.strip_suffix(stars))
        && !number.is_empty()
    {
        return is_star_number(number).then(|| (Facet::Star, vec![number], 1));
    }
    // `sao 4`, the word first.
    if is_word(&&first) {
        let number = words.get(1).filter(|number| is_star_number(number))?;
        return Some((Facet::Star, vec![*number], 2));
    }
    let (numbers, counted) = parse_star_numbers(words)?;
    words.get(counted).filter(is_word)?;
    Some((Facet::Star, numbers, counted + 1))
}

/// `4`, `4-5`, or several as `3, 4 hoặc 5`, and how many words they take.
fn parse_star_numbers<'a>(words: &[&'a str]) -> Option<(Vec<&'a str>, usize)> {
    let (mut numbers, mut index) = (Vec::new(), 0);
    loop {
        let word = *words.get(index)?;
        let number = word.strip_suffix(',').unwrap_or(word);
        if !number.split('-').all(is_star_number) {
            return None;
        }
        numbers.push(number);
        index += 1;
        let mut conjunctions = TABLES.conjunctions.iter();
        let is_joined = words
            .get(index)
            .is_some_and(|word| conjunctions.any(|conjunction| conjunction.matches_typed(word)));
        index += usize::from(is_joined);
        if !is_joined && number == word {
            return Some((numbers, index));
        }
    }
}

fn is_star_number(number: &str) -> bool {
    matches!(number, "3" | "4" | "5")
}

/// A year after its word.
fn parse_year<'a>(words: &[&'a str]) -> Option<(Facet, Vec<&'a str>, usize)> {
    let (word, year) = (words.first()?, *words.get(1)?);
    let is_year = year.len() == 4 && year.starts_with("20");
    let is_year = is_year && year.bytes().all(|byte| byte.is_ascii_digit());
    let is_word = TABLES
        .year_words
        .iter()
        .any(|name| name.matches_typed(word));
    (is_year && is_word).then(|| (Facet::Year, vec![year], 2))
}

fn parse_phrase_filter(words: &[&str]) -> Option<SpokenFilter> {
    let mut phrases = TABLES.phrases.iter();
    let (phrase, facet, value) = phrases.find(|(phrase, ..)| starts_with_words(words, phrase))?;
    Some(SpokenFilter {
        facet: *facet,
        values: vec![(*value).to_owned()],
        word_count: phrase.len(),
    })
}

/// Replaces the tokens that mean a filter by that filter.
pub(super) fn replace_spoken_filters(line: &str, tokens: Vec<LineToken>) -> Vec<LineToken> {
    let word = |token: &LineToken| match &token.kind {
        // A backslash keeps a word a word.
        LineTokenKind::Word(text) if !line[token.range.clone()].starts_with('\\') => {
            Some(text.to_lowercase())
        }
        _ => None,
    };
    let words: Vec<Option<String>> = tokens.iter().map(word).collect();
    let mut replaced = Vec::with_capacity(tokens.len());
    let mut tokens = tokens.into_iter().enumerate();
    while let Some((index, token)) = tokens.next() {
        let next_words = words[index..].iter().map_while(Option::as_deref);
        let next_words: Vec<&str> = next_words.take(MAX_FILTER_WORDS).collect();
        let Some(filter) = parse_spoken_filter(&next_words) else {
            replaced.push(token);
            continue;
        };
        let last = tokens.by_ref().take(filter.word_count - 1).last();
        let end = last.map_or(token.range.end, |(_, last)| last.range.end);
        replaced.push(filter.into_token(token.range.start..end));
    }
    replaced
}

impl SpokenFilter {
    /// The token of a field with these values.
    fn into_token(self, range: Range<usize>) -> LineToken {
        let value = |text| FieldValue {
            range: range.clone(),
            text,
            quoted: false,
            closed: true,
        };
        let kind = LineTokenKind::Field {
            not: false,
            field: QueryField::Facet(self.facet),
            values: self.values.into_iter().map(value).collect(),
        };
        LineToken { range, kind }
    }
}
