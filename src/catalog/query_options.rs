//! What a command line asks for: its words in the query language, and its options beside them.
//!
//! A wrong value of an option is a wrong command line; a wrong piece of the words is told, and the rest is
//! answered. Must not: print.

use std::ffi::OsString;

use ocop_index::query::language::line_tokens::is_quote;
use ocop_index::query::language::{
    LinePiece, ParsedLine, PieceMeaning, QueryField, QueryProblem, QueryProblemKind,
    RequestedValue, ResolvedName, ValueResolver, ValueSelector, parse_line, quote_value,
};
use ocop_index::{Facet, Query, Sort};

use super::FacetValueNames;
use crate::cli::args::QueryArgs;
use crate::cli::exit::CommandFailure;
use crate::wording::label;
use crate::wording::locale::Locale;
use crate::wording::sanitize::sanitize_text;

/// A question, the line its words were read from, and what in that line could not be meant.
#[derive(Debug)]
pub struct CommandLineQuery {
    /// The question.
    pub query: Query,
    /// The words of the command line.
    pub line: String,
    /// What could not be meant.
    pub problems: Vec<QueryProblem>,
}

/// The question of a command line.
pub fn query_from_args(
    names: &FacetValueNames,
    ask: &QueryArgs,
    sort: Option<&str>,
    locale: &Locale,
) -> Result<CommandLineQuery, CommandFailure> {
    let options = query_from_options(names, ask, locale)?;
    let line = join_query_words(names, &ask.query);
    let settled = parse_line(&line).resolve_values(names);
    let mut query = settled.query;
    for (facet, value) in options.filter.iter_chosen() {
        query.filter.choose_value(facet, value);
    }
    query.conditions.extend(options.conditions);
    if let Some(sort) = sort {
        (query.sort, query.reversed) = parse_sort(sort, locale)?;
    }
    Ok(CommandLineQuery {
        query,
        line,
        problems: settled.problems,
    })
}

/// The words of a command line as one line of the query language.
pub fn join_query_words(names: &FacetValueNames, words: &[String]) -> String {
    let words: Vec<String> = words
        .iter()
        .map(|word| restore_quotes(names, word))
        .collect();
    words.join(" ")
}

/// What the options ask for.
fn query_from_options(
    names: &FacetValueNames,
    ask: &QueryArgs,
    locale: &Locale,
) -> Result<Query, CommandFailure> {
    let typed = [
        (Facet::Star, &ask.star),
        (Facet::District, &ask.district),
        (Facet::Unit, &ask.unit),
        (Facet::Group, &ask.group),
        (Facet::ProducerKind, &ask.kind),
        (Facet::Year, &ask.year),
        (Facet::Status, &ask.status),
        (Facet::ExpiryBand, &ask.left),
        (Facet::Recognition, &ask.recognition),
        (Facet::Channel, &ask.channel),
        (Facet::Gap, &ask.gap),
    ];
    let mut options = ParsedLine::default();
    for (facet, texts) in typed.into_iter().filter(|(_, texts)| !texts.is_empty()) {
        let value = |text: &String| RequestedValue {
            range: 0..0,
            selector: ValueSelector::Named(text.clone()),
        };
        options.pieces.push(LinePiece {
            range: 0..0,
            meaning: PieceMeaning::Values {
                facet,
                not: false,
                values: texts.iter().map(value).collect(),
            },
        });
    }
    let settled = options.resolve_values(names);
    let wrong = settled.problems.iter().filter_map(|problem| {
        let QueryProblemKind::UnknownValue { facet, text, near } = &problem.kind else {
            return None;
        };
        let values: [(&str, &dyn std::fmt::Display); 3] = [
            ("facet", &label::facet_label(locale, *facet)),
            ("value", &sanitize_text(text)),
            ("near", &near.join(", ")),
        ];
        Some(locale.fill("error.value", &values))
    });
    let wrong: Vec<String> = wrong.collect();
    if wrong.is_empty() {
        Ok(settled.query)
    } else {
        Err(CommandFailure::Usage(wrong.join("\n")))
    }
}

/// An argument such as `-nhom:trà` or `-"cụm từ"` kept from being taken for options: they never hold a space.
pub fn protect_query_argument(argument: OsString) -> OsString {
    let of_language = |text: &str| {
        let rest = text.strip_prefix('-')?;
        // No option has such letters: `-rượu` is a word that is not wanted.
        let quoted = rest.starts_with(is_quote) || (!rest.is_ascii() && !rest.starts_with('-'));
        let named = rest.split_once(':');
        (quoted || named.is_some_and(|(name, _)| QueryField::from_name(name).is_some()))
            .then_some(())
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
fn restore_quotes(names: &FacetValueNames, word: &str) -> String {
    let quote_gone = |(name, value): (&str, &str)| {
        let (bare, minus) = name
            .strip_prefix('-')
            .map_or((name, ""), |bare| (bare, "-"));
        let QueryField::Facet(facet) = QueryField::from_name(bare)? else {
            return None;
        };
        // Where the first word means something by itself, the others are words of their own.
        let (first, others) = value.split_once(char::is_whitespace)?;
        let gone = !value.contains(|c| is_quote(c) || c == ':')
            && !others.contains(" -")
            && matches!(names.resolve_name(facet, first), ResolvedName::Unknown(_))
            && matches!(names.resolve_name(facet, value), ResolvedName::Values(_));
        gone.then(|| format!("{minus}{bare}:{}", quote_value(value)))
    };
    let word = word.trim_start();
    let found = word.split_once(':').and_then(quote_gone);
    found.unwrap_or_else(|| word.to_owned())
}

/// An order by its name; a minus before it turns it round.
fn parse_sort(text: &str, locale: &Locale) -> Result<(Sort, bool), CommandFailure> {
    let (name, backwards) = match text.strip_prefix('-') {
        Some(name) => (name, true),
        None => (text, false),
    };
    let found = Sort::ALL.into_iter().find(|sort| sort.key() == name);
    let found = found.filter(|sort| sort.is_reversible() || !backwards);
    found.map(|sort| (sort, backwards)).ok_or_else(|| {
        let known: Vec<&str> = Sort::ALL.iter().map(|sort| sort.key()).collect();
        CommandFailure::Usage(locale.fill(
            "error.sort",
            &[
                ("value", &sanitize_text(text)),
                ("known", &known.join(", ")),
            ],
        ))
    })
}
