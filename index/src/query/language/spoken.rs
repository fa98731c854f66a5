//! Words that say what a filter says: `4 sao`, `4 hoặc 5 sao`, `4 sao trở lên`, `5 stars`, `hết hạn`, `năm 2023`.
//!
//! No product has such words in its name, and who types them means the filter. Each is read with all its accents or with
//! none; what turns one round is a phrase of its own (`sắp hết hạn`), and a backslash or quotes keep them words. Must not:
//! know what values a catalogue has.

use std::ops::Range;
use std::sync::LazyLock;

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

/// What stands between two numbers of stars; a comma behind the first does as well.
const EITHER: [&str; 4] = ["hoặc", "và", "or", "and"];

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

/// Words of the longest of these: `3 hoặc 4 hoặc 5 sao`.
pub(super) const LONGEST: usize = 6;

/// A word of the tables, with all its accents and with none.
struct Word {
    written: &'static str,
    bare: String,
}

impl Word {
    fn of(written: &'static str) -> Self {
        let bare = key(written);
        Self { written, bare }
    }

    fn all(text: &'static str) -> Vec<Self> {
        text.split(' ').map(Self::of).collect()
    }

    fn is(&self, typed: &str) -> bool {
        typed == self.written || typed == self.bare
    }
}

/// True when the words begin with these.
fn begin(words: &[&str], said: &[Word]) -> bool {
    let first = words.get(..said.len());
    first.is_some_and(|first| first.iter().zip(said).all(|(word, said)| said.is(word)))
}

/// The tables, ready to be compared: every key that is typed reads the whole line.
struct Tables {
    phrases: Vec<(Vec<Word>, Facet, &'static str)>,
    stars: Vec<Word>,
    either: Vec<Word>,
    years: Vec<Word>,
    before: Vec<(Word, &'static str)>,
    behind: Vec<(Vec<Word>, &'static str)>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables {
    phrases: PHRASES
        .map(|(phrase, facet, value)| (Word::all(phrase), facet, value))
        .into(),
    stars: STARS.map(Word::of).into(),
    either: EITHER.map(Word::of).into(),
    years: YEARS.map(Word::of).into(),
    before: BEFORE.map(|(word, sign)| (Word::of(word), sign)).into(),
    behind: BEHIND.map(|(words, sign)| (Word::all(words), sign)).into(),
});

/// What some first words say, and how many they are.
pub(super) struct Said {
    facet: Facet,
    values: Vec<String>,
    words: usize,
}

/// What the first of these words, all in small letters, say.
pub(super) fn said(words: &[&str]) -> Option<Said> {
    number(words).or_else(|| phrase(words))
}

/// Stars and years: a number with its word, and what compares it.
fn number(words: &[&str]) -> Option<Said> {
    let first = words.first()?;
    let before = TABLES.before.iter().find(|(before, _)| before.is(first));
    let rest = &words[usize::from(before.is_some())..];
    let (facet, numbers, counted) = stars(rest).or_else(|| year(rest))?;
    let mut behind = TABLES.behind.iter();
    let behind = behind.find(|(behind, _)| begin(&rest[counted..], behind));
    let sign = behind.map(|(_, sign)| sign);
    let sign = sign.or(before.map(|(_, sign)| sign)).unwrap_or(&"");
    let values = numbers.iter().map(|number| format!("{sign}{number}"));
    Some(Said {
        facet,
        values: values.collect(),
        words: usize::from(before.is_some()) + counted + behind.map_or(0, |(words, _)| words.len()),
    })
}

/// Stars, their numbers, and how many words say it.
fn stars<'a>(words: &[&'a str]) -> Option<(Facet, Vec<&'a str>, usize)> {
    let first = *words.first()?;
    let is_word = |word: &&&str| TABLES.stars.iter().any(|stars| stars.is(word));
    let mut joined = STARS.iter().chain(&["*"]);
    if let Some(number) = joined.find_map(|stars| first.strip_suffix(stars))
        && !number.is_empty()
    {
        return is_star(number).then(|| (Facet::Star, vec![number], 1));
    }
    // `sao 4`, the word in front.
    if is_word(&&first) {
        let number = words.get(1).filter(|number| is_star(number))?;
        return Some((Facet::Star, vec![*number], 2));
    }
    let (numbers, counted) = either(words)?;
    words.get(counted).filter(is_word)?;
    Some((Facet::Star, numbers, counted + 1))
}

/// `4`, `4-5`, or some of them as `3, 4 hoặc 5`, and how many words say it.
fn either<'a>(words: &[&'a str]) -> Option<(Vec<&'a str>, usize)> {
    let (mut numbers, mut at) = (Vec::new(), 0);
    loop {
        let word = *words.get(at)?;
        let number = word.strip_suffix(',').unwrap_or(word);
        if !number.split('-').all(is_star) {
            return None;
        }
        numbers.push(number);
        at += 1;
        let mut conjunctions = TABLES.either.iter();
        let is_joined = words
            .get(at)
            .is_some_and(|word| conjunctions.any(|either| either.is(word)));
        at += usize::from(is_joined);
        if !is_joined && number == word {
            return Some((numbers, at));
        }
    }
}

fn is_star(number: &str) -> bool {
    matches!(number, "3" | "4" | "5")
}

/// A year behind its word.
fn year<'a>(words: &[&'a str]) -> Option<(Facet, Vec<&'a str>, usize)> {
    let (word, year) = (words.first()?, *words.get(1)?);
    let is_year = year.len() == 4 && year.starts_with("20");
    let is_year = is_year && year.bytes().all(|byte| byte.is_ascii_digit());
    let is_word = TABLES.years.iter().any(|name| name.is(word));
    (is_year && is_word).then(|| (Facet::Year, vec![year], 2))
}

fn phrase(words: &[&str]) -> Option<Said> {
    let mut phrases = TABLES.phrases.iter();
    let (phrase, facet, value) = phrases.find(|(phrase, ..)| begin(words, phrase))?;
    Some(Said {
        facet: *facet,
        values: vec![(*value).to_owned()],
        words: phrase.len(),
    })
}

/// The tokens, with those that say a filter as the filter.
pub(super) fn read(line: &str, tokens: Vec<Token>) -> Vec<Token> {
    let word = |token: &Token| match &token.kind {
        // What a backslash keeps a word is one.
        Kind::Word(text) if !line[token.range.clone()].starts_with('\\') => {
            Some(text.to_lowercase())
        }
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
    /// The same as a field with these values.
    fn token(self, range: Range<usize>) -> Token {
        let part = |text| Part {
            range: range.clone(),
            text,
            quoted: false,
            closed: true,
        };
        let kind = Kind::Field {
            not: false,
            field: Field::Facet(self.facet),
            parts: self.values.into_iter().map(part).collect(),
        };
        Token { range, kind }
    }
}
