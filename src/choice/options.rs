//! What a command line asks for: its words in the query language, and its options beside them.
//!
//! A wrong value of an option is a wrong command line; a wrong piece of the words is told, and the rest is
//! answered. Must not: print.

use std::ffi::OsString;

use ocop_index::query::language::lex::is_quote;
use ocop_index::query::language::{
    Fault, Field, Meaning, Meant, Parsed, Piece, Problem, Value, Values, Wanted, parse, quoted,
};
use ocop_index::{Facet, Query, Sort};

use super::Names;
use crate::args::Ask;
use crate::exit::Failure;
use crate::label;
use crate::locale::Locale;
use crate::settings::safe;

/// A question, the line its words were read from, and what in that line could not be meant.
#[derive(Debug)]
pub struct Asked {
    /// The question.
    pub query: Query,
    /// The words of the command line.
    pub line: String,
    /// What could not be meant.
    pub problems: Vec<Problem>,
}

/// The question of a command line.
pub fn question(
    names: &Names,
    ask: &Ask,
    sort: Option<&str>,
    locale: &Locale,
) -> Result<Asked, Failure> {
    let options = options(names, ask, locale)?;
    let line = line(names, &ask.query);
    let settled = parse(&line).settle(names);
    let mut query = settled.query;
    for (facet, value) in options.filter.iter() {
        query.filter.add(facet, value);
    }
    query.conditions.extend(options.conditions);
    if let Some(sort) = sort {
        (query.sort, query.backwards) = order(sort, locale)?;
    }
    Ok(Asked {
        query,
        line,
        problems: settled.problems,
    })
}

/// The words of a command line as one line of the query language.
pub fn line(names: &Names, words: &[String]) -> String {
    let words: Vec<String> = words.iter().map(|word| whole(names, word)).collect();
    words.join(" ")
}

/// What the options ask for.
fn options(names: &Names, ask: &Ask, locale: &Locale) -> Result<Query, Failure> {
    let typed = [
        (Facet::Star, &ask.star),
        (Facet::District, &ask.district),
        (Facet::Unit, &ask.unit),
        (Facet::Group, &ask.group),
        (Facet::Kind, &ask.kind),
        (Facet::Year, &ask.year),
        (Facet::Status, &ask.status),
        (Facet::Left, &ask.left),
        (Facet::Recognition, &ask.recognition),
        (Facet::Channel, &ask.channel),
        (Facet::Gap, &ask.gap),
    ];
    let mut options = Parsed::default();
    for (facet, texts) in typed.into_iter().filter(|(_, texts)| !texts.is_empty()) {
        let value = |text: &String| Value {
            range: 0..0,
            wanted: Wanted::Named(text.clone()),
        };
        options.pieces.push(Piece {
            range: 0..0,
            meaning: Meaning::Values {
                facet,
                not: false,
                values: texts.iter().map(value).collect(),
            },
        });
    }
    let settled = options.settle(names);
    let wrong = settled.problems.iter().filter_map(|problem| {
        let Fault::NoSuchValue { facet, text, near } = &problem.fault else {
            return None;
        };
        let values: [(&str, &dyn std::fmt::Display); 3] = [
            ("facet", &label::facet(locale, *facet)),
            ("value", &safe(text)),
            ("near", &near.join(", ")),
        ];
        Some(locale.fill("error.value", &values))
    });
    let wrong: Vec<String> = wrong.collect();
    if wrong.is_empty() {
        Ok(settled.query)
    } else {
        Err(Failure::Usage(wrong.join("\n")))
    }
}

/// An argument such as `-nhom:trà` or `-"cụm từ"` kept from being taken for options: they never hold a space.
pub fn shielded(argument: OsString) -> OsString {
    let of_language = |text: &str| {
        let rest = text.strip_prefix('-')?;
        // No option has such letters: `-rượu` is a word that is not wanted.
        let quoted = rest.starts_with(is_quote) || (!rest.is_ascii() && !rest.starts_with('-'));
        let named = rest.split_once(':');
        (quoted || named.is_some_and(|(name, _)| Field::named(name).is_some())).then_some(())
    };
    if argument.to_str().and_then(of_language).is_none() {
        return argument;
    }
    let mut shielded = OsString::from(" ");
    shielded.push(argument);
    shielded
}

/// A shell takes the quotes of `huyen:"Hạ Long"` away; where all of an argument behind the colon is a value's
/// name, it is meant as one.
fn whole(names: &Names, word: &str) -> String {
    let quote_gone = |(name, value): (&str, &str)| {
        let (bare, minus) = name
            .strip_prefix('-')
            .map_or((name, ""), |bare| (bare, "-"));
        let Field::Facet(facet) = Field::named(bare)? else {
            return None;
        };
        // Where the first word means something by itself, the others are words of their own.
        let (first, others) = value.split_once(char::is_whitespace)?;
        let gone = !value.contains(|c| is_quote(c) || c == ':')
            && !others.contains(" -")
            && matches!(names.meant(facet, first), Meant::Nothing(_))
            && matches!(names.meant(facet, value), Meant::Values(_));
        gone.then(|| format!("{minus}{bare}:{}", quoted(value)))
    };
    let word = word.trim_start();
    let found = word.split_once(':').and_then(quote_gone);
    found.unwrap_or_else(|| word.to_owned())
}

/// An order by its name; a minus before it turns it round.
fn order(text: &str, locale: &Locale) -> Result<(Sort, bool), Failure> {
    let (name, backwards) = match text.strip_prefix('-') {
        Some(name) => (name, true),
        None => (text, false),
    };
    let found = Sort::ALL.into_iter().find(|sort| sort.key() == name);
    let found = found.filter(|sort| sort.turns() || !backwards);
    found.map(|sort| (sort, backwards)).ok_or_else(|| {
        let known: Vec<&str> = Sort::ALL.iter().map(|sort| sort.key()).collect();
        Failure::Usage(locale.fill(
            "error.sort",
            &[("value", &safe(text)), ("known", &known.join(", "))],
        ))
    })
}
