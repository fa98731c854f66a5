//! Words that say what a filter says: `4 sao`, `4 sao trở lên`, `5 stars`, `hết hạn`, `còn hạn`, `năm 2023`.
//!
//! No product has such words in its name, and who types them means the filter. They are read with all their accents or
//! with none, never behind a word that turns them round (`sắp hết hạn`), and a backslash or quotes keep them words.
//! Must not: know what values a catalogue has.

use std::ops::Range;

use super::Field;
use super::field::key;
use super::lex::{Kind, Part, Token};
use crate::query::Facet;

/// Whole phrases and the value that they mean.
const PHRASES: [(&str, Facet, &str); 15] = [
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

/// What stands behind the number of stars.
const STARS: [&str; 3] = ["sao", "star", "stars"];

/// What stands before a year.
const YEARS: [&str; 2] = ["năm", "year"];

/// What stands before a number, and the comparison that it means.
const BEFORE: [(&str, &str); 6] = [
    ("từ", ">="),
    ("trên", ">"),
    ("dưới", "<"),
    ("from", ">="),
    ("over", ">"),
    ("under", "<"),
];

/// What stands behind a number, and the comparison that it means.
const BEHIND: [(&str, &str); 5] = [
    ("trở lên", ">="),
    ("trở xuống", "<="),
    ("and more", ">="),
    ("or more", ">="),
    ("or less", "<="),
];

/// Words of the longest of these: `từ 4 sao trở lên`.
pub(super) const LONGEST: usize = 5;

/// What some first words say, and how many they are.
pub(super) struct Said {
    facet: Facet,
    value: String,
    words: usize,
}

/// What the first of these words say.
pub(super) fn said(words: &[&str]) -> Option<Said> {
    number(words).or_else(|| phrase(words))
}

/// Stars and years: a number with its word, and what compares it.
fn number(words: &[&str]) -> Option<Said> {
    let first = words.first()?;
    let before = BEFORE.iter().find(|(before, _)| is(first, before));
    let rest = &words[usize::from(before.is_some())..];
    let (facet, number, counted) = stars(rest).or_else(|| year(rest))?;
    let behind = BEHIND.iter().find(|(behind, _)| {
        let behind: Vec<&str> = behind.split(' ').collect();
        let words = rest[counted..].get(..behind.len());
        words.is_some_and(|words| words.iter().zip(behind).all(|(word, said)| is(word, said)))
    });
    let sign = behind.or(before).map_or("", |(_, sign)| sign);
    Some(Said {
        facet,
        value: format!("{sign}{number}"),
        words: usize::from(before.is_some()) + counted + if behind.is_some() { 2 } else { 0 },
    })
}

/// Stars, their number, and how many words say it.
fn stars<'a>(words: &[&'a str]) -> Option<(Facet, &'a str, usize)> {
    let first = *words.first()?;
    let is_star = |number: &str| matches!(number, "3" | "4" | "5");
    let mut joined = STARS.iter().chain(&["*"]);
    if let Some(number) = joined.find_map(|stars| first.strip_suffix(stars)) {
        return is_star(number).then_some((Facet::Star, number, 1));
    }
    let is_word = STARS.contains(&&*key(words.get(1)?));
    let is_number = first.split('-').all(is_star);
    (is_word && is_number).then_some((Facet::Star, first, 2))
}

/// A year behind its word.
fn year<'a>(words: &[&'a str]) -> Option<(Facet, &'a str, usize)> {
    let (word, year) = (words.first()?, *words.get(1)?);
    let is_year = year.len() == 4 && year.starts_with("20");
    let is_year = is_year && year.bytes().all(|byte| byte.is_ascii_digit());
    (is_year && YEARS.iter().any(|name| is(word, name))).then_some((Facet::Year, year, 2))
}

fn phrase(words: &[&str]) -> Option<Said> {
    PHRASES.iter().find_map(|(phrase, facet, value)| {
        let phrase: Vec<&str> = phrase.split(' ').collect();
        let words = words.get(..phrase.len())?;
        let said = || phrase.iter().zip(words);
        let bare = said().all(|(said, word)| key(said) == word.to_lowercase());
        let whole = said().all(|(said, word)| is(word, said));
        (bare || whole).then(|| Said {
            facet: *facet,
            value: (*value).to_owned(),
            words: phrase.len(),
        })
    })
}

/// True for a word as it is written, or without any of its accents.
fn is(word: &str, written: &str) -> bool {
    let word = word.to_lowercase();
    word == written || word == key(written)
}

/// The tokens, with those that say a filter as the filter.
pub(super) fn read(line: &str, tokens: Vec<Token>) -> Vec<Token> {
    let word = |token: &Token| match &token.kind {
        // What a backslash keeps a word is one.
        Kind::Word(text) if !line[token.range.clone()].starts_with('\\') => Some(text.clone()),
        _ => None,
    };
    let words: Vec<Option<String>> = tokens.iter().map(word).collect();
    let mut read = Vec::with_capacity(tokens.len());
    let mut tokens = tokens.into_iter().enumerate();
    while let Some((at, token)) = tokens.next() {
        let run = words[at..].iter().map_while(Option::as_deref);
        let run: Vec<&str> = run.take(LONGEST).collect();
        let Some(said) = said(&run) else {
            read.push(token);
            continue;
        };
        let behind = tokens.by_ref().take(said.words - 1).last();
        let end = behind.map_or(token.range.end, |(_, last)| last.range.end);
        read.push(said.token(token.range.start..end));
    }
    read
}

impl Said {
    /// The same as a field with a value.
    fn token(self, range: Range<usize>) -> Token {
        let part = Part {
            range: range.clone(),
            text: self.value,
            quoted: false,
            closed: true,
        };
        let kind = Kind::Field {
            not: false,
            field: Field::Facet(self.facet),
            parts: vec![part],
        };
        Token { range, kind }
    }
}
