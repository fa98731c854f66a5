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
const PHRASES: [(&str, Facet, &str); 7] = [
    ("hết hạn", Facet::Status, "expired"),
    ("đã hết hạn", Facet::Status, "expired"),
    ("còn hạn", Facet::Status, "valid"),
    ("còn hiệu lực", Facet::Status, "valid"),
    ("hết hiệu lực", Facet::Status, "expired"),
    ("chưa xếp hạng", Facet::Star, "none"),
    ("not rated", Facet::Star, "none"),
];

/// What stands behind the number of stars.
const STARS: [&str; 3] = ["sao", "star", "stars"];

/// What stands before a year.
const YEARS: [&str; 1] = ["năm"];

/// Words that turn round what stands behind them.
const TURNS: [&str; 8] = ["sap", "gan", "chua", "khong", "truoc", "sau", "den", "tu"];

/// Words of the longest of these: `4 sao trở lên`.
pub(super) const LONGEST: usize = 4;

/// What some first words say, and how many they are.
pub(super) struct Said {
    facet: Facet,
    value: String,
    words: usize,
}

/// What the first of these words say, behind the word before them.
pub(super) fn said(before: Option<&str>, words: &[&str]) -> Option<Said> {
    if before.is_some_and(|before| TURNS.contains(&&*key(before))) {
        return None;
    }
    let (first, rest) = words.split_first()?;
    let star = |number: &str| {
        let value = number.to_owned();
        matches!(number, "3" | "4" | "5").then_some((Facet::Star, value))
    };
    let of = |(facet, value), words| Said {
        facet,
        value,
        words,
    };
    let joined = STARS.iter().chain(&["*"]);
    let mut joined = joined.filter_map(|stars| first.strip_suffix(stars));
    if let Some(said) = joined.find_map(star) {
        return Some(of(said, 1));
    }
    let second = *rest.first()?;
    if let Some((facet, number)) = star(first).filter(|_| STARS.contains(&&*key(second))) {
        let up = rest.get(1).zip(rest.get(2));
        let up = up.is_some_and(|(one, two)| is(one, "trở") && is(two, "lên"));
        let (value, words) = if up {
            (format!(">={number}"), 4)
        } else {
            (number, 2)
        };
        return Some(of((facet, value), words));
    }
    let is_year = second.len() == 4 && second.starts_with("20");
    let is_year = is_year && second.bytes().all(|byte| byte.is_ascii_digit());
    if is_year && YEARS.iter().any(|year| is(first, year)) {
        return Some(of((Facet::Year, second.to_owned()), 2));
    }
    PHRASES.iter().find_map(|(phrase, facet, value)| {
        let phrase: Vec<&str> = phrase.split(' ').collect();
        let begins = words.len() >= phrase.len();
        let bare = phrase
            .iter()
            .zip(words)
            .all(|(said, word)| key(said) == *word);
        let whole = phrase.iter().zip(words).all(|(said, word)| is(word, said));
        let value = (*facet, (*value).to_owned());
        (begins && (bare || whole)).then(|| of(value, phrase.len()))
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
        let before = at
            .checked_sub(1)
            .and_then(|before| words[before].as_deref());
        let Some(said) = said(before, &run) else {
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
