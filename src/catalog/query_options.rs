//! The query of a command line: its words in the query language, combined with its facet options.
//!
//! An unknown value of an option is a usage error. An invalid piece of the words is a problem to
//! report; the other pieces still count.

use std::ffi::OsString;

use ocop_index::query::language::line_tokens::is_quote;
use ocop_index::query::language::{
    LinePiece, ParsedLine, PieceMeaning, QueryField, QueryProblemKind, RequestedValue,
    ResolvedLine, ResolvedName, ValueResolver, ValueSelector, quote_value, read_line,
};
use ocop_index::{Facet, Query, Sort};

use super::FacetValueNames;
use crate::cli::args::QueryArgs;
use crate::cli::exit::CommandFailure;
use crate::wording::label;
use crate::wording::locale::Locale;
use crate::wording::sanitize::{drop_invisible, sanitize_text};

/// The query of a command line, and how its words were read.
#[derive(Debug)]
pub struct CommandLineQuery {
    /// The query, from words and options.
    pub query: Query,
    /// The words as one line of the query language.
    pub line: String,
    /// That line alone, with its problems.
    pub reading: ResolvedLine,
}

/// Builds the query of a command line.
pub fn query_from_args(
    names: &FacetValueNames,
    args: &QueryArgs,
    sort: Option<&str>,
    locale: &Locale,
) -> Result<CommandLineQuery, CommandFailure> {
    let options = query_from_options(names, args, locale)?;
    let line = join_query_words(names, &args.words);
    let resolved = read_line(&line, names);
    let mut query = resolved.query.clone();
    query.add_filter(&options.filter);
    for condition in options.conditions {
        query.add_condition(condition);
    }
    if let Some(sort) = sort {
        (query.sort, query.reversed) = parse_sort(sort, locale)?;
    }
    Ok(CommandLineQuery {
        query,
        line,
        reading: resolved,
    })
}

/// The words of a command line as one line of the query language, without invisible characters.
pub fn join_query_words(names: &FacetValueNames, words: &[String]) -> String {
    let words: Vec<String> = words
        .iter()
        .map(|word| restore_quotes(names, &drop_invisible(word)))
        .collect();
    words.join(" ")
}

/// The filters of the options as a query.
fn query_from_options(
    names: &FacetValueNames,
    args: &QueryArgs,
    locale: &Locale,
) -> Result<Query, CommandFailure> {
    let options = [
        (Facet::Star, &args.star),
        (Facet::District, &args.district),
        (Facet::Unit, &args.unit),
        (Facet::Group, &args.group),
        (Facet::ProducerKind, &args.kind),
        (Facet::Year, &args.year),
        (Facet::Status, &args.status),
        (Facet::ExpiryBand, &args.left),
        (Facet::Recognition, &args.recognition),
        (Facet::Channel, &args.channel),
        (Facet::Gap, &args.gap),
        (Facet::ReviewState, &args.review_state),
        (Facet::Verdict, &args.verdict),
        (Facet::Reviewer, &args.reviewer),
        (Facet::Label, &args.label),
        (Facet::List, &args.list),
        (Facet::Remark, &args.remark),
        (Facet::Disagreement, &args.disagreement),
        (Facet::Proposal, &args.proposal),
    ];
    let mut line = ParsedLine::default();
    for (facet, texts) in options.into_iter().filter(|(_, texts)| !texts.is_empty()) {
        let value = |text: &String| RequestedValue {
            range: 0..0,
            selector: ValueSelector::Named(drop_invisible(text).into_owned()),
        };
        line.pieces.push(LinePiece {
            range: 0..0,
            meaning: PieceMeaning::Values {
                facet,
                not: false,
                values: texts.iter().map(value).collect(),
                wants_all: false,
            },
        });
    }
    let resolved = line.resolve_values(names);
    let problems = resolved.problems.iter().filter_map(|problem| {
        let (facet, text, near) = match &problem.kind {
            QueryProblemKind::UnknownValue { facet, text, near } => (facet, text, near),
            QueryProblemKind::NotKept { facet } => {
                let facet = label::facet_label(locale, *facet);
                return Some(locale.fill("error.not_kept", &[("facet", &facet)]));
            }
            _ => return None,
        };
        let values: [(&str, &dyn std::fmt::Display); 3] = [
            ("facet", &label::facet_label(locale, *facet)),
            ("value", &sanitize_text(text)),
            ("near", &near.join(", ")),
        ];
        Some(locale.fill("error.value", &values))
    });
    let problems: Vec<String> = problems.collect();
    if problems.is_empty() {
        Ok(resolved.query)
    } else {
        Err(CommandFailure::Usage(problems.join("\n")))
    }
}

/// Puts a space before an argument such as `-nhom:trà` or `-"cụm từ"`, so that clap does not take
/// it for an option.
pub fn protect_query_argument(argument: OsString) -> OsString {
    let is_query_piece = |text: &str| {
        let Some(rest) = text.strip_prefix('-') else {
            return false;
        };
        // Option names are ASCII, so `-rượu` is an excluded word.
        let quoted = rest.starts_with(is_quote) || (!rest.is_ascii() && !rest.starts_with('-'));
        let field = rest.split_once(':');
        quoted || field.is_some_and(|(name, _)| QueryField::from_name(name).is_some())
    };
    if !argument.to_str().is_some_and(is_query_piece) {
        return argument;
    }
    let mut protected = OsString::from(" ");
    protected.push(argument);
    protected
}

/// Puts back the quotes that the shell removed from `huyen:"Hạ Long"`: when everything after the
/// colon is the name of a value, it is quoted as one.
fn restore_quotes(names: &FacetValueNames, word: &str) -> String {
    let requote = |(name, value): (&str, &str)| {
        let (bare, minus) = name
            .strip_prefix('-')
            .map_or((name, ""), |bare| (bare, "-"));
        let QueryField::Facet(facet) = QueryField::from_name(bare)? else {
            return None;
        };
        // When the first word alone is a value, the others are words of their own.
        let (first, others) = value.split_once(char::is_whitespace)?;
        let lost_quotes = !value.contains(|c| is_quote(c) || c == ':')
            && !others.contains(" -")
            && matches!(names.resolve_name(facet, first), ResolvedName::Unknown(_))
            && matches!(
                names.resolve_name(facet, value),
                ResolvedName::Values(_) | ResolvedName::OfFacet(..)
            );
        lost_quotes.then(|| format!("{minus}{bare}:{}", quote_value(value)))
    };
    let word = word.trim_start();
    let quoted = word.split_once(':').and_then(requote);
    quoted.unwrap_or_else(|| word.to_owned())
}

/// Parses a sort key; `-` in front reverses the order.
fn parse_sort(text: &str, locale: &Locale) -> Result<(Sort, bool), CommandFailure> {
    let (name, reversed) = match text.strip_prefix('-') {
        Some(name) => (name, true),
        None => (text, false),
    };
    let sort = Sort::ALL.into_iter().find(|sort| sort.key() == name);
    let sort = sort.filter(|sort| sort.is_reversible() || !reversed);
    sort.map(|sort| (sort, reversed)).ok_or_else(|| {
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
