//! A question as a line that means it, and pieces taken out of a line.
//!
//! Values are written by their keys, or by names that mean them. The words come last: the
//! last of them may be a beginning only at the end of the line. Must not: shorten or beautify.

use std::ops::Range;

use super::comparison::{self, NumberComparison};
use super::field::{sort_names, yes_no_names};
use super::line_tokens::{LineTokenKind, is_quote, tokenize_line};
use super::{QueryField, ResolvedLine, spoken_filter};
use crate::query::{ConditionScope, Facet, Query, QueryCondition, Sort};
use crate::vietnamese::letter;

/// The line that means this question, with values as the catalogue keeps them.
pub fn write_query(query: &Query) -> String {
    write_query_with_names(query, &|_, value| value.to_owned())
}

/// The same with values by what this says they are called, which must mean them.
pub fn write_query_with_names(query: &Query, named: &dyn Fn(Facet, &str) -> String) -> String {
    let mut pieces = Vec::new();
    for (not, facet) in [false, true]
        .into_iter()
        .flat_map(|not| Facet::ALL.map(|facet| (not, facet)))
    {
        let of_facet = if not {
            query.filter.excluded_values(facet)
        } else {
            query.filter.chosen_values(facet)
        };
        let named: Vec<String> = of_facet.iter().map(|value| named(facet, value)).collect();
        pieces.extend(write_facet_values(
            facet,
            not,
            named.iter().map(String::as_str),
        ));
    }
    pieces.extend(query.conditions.iter().map(write_condition));
    let first = |names: &[&'static str]| names.first().copied().unwrap_or_default();
    if query.sort != Sort::default() {
        let name = first(sort_names(query.sort));
        let minus = if query.reversed { "-" } else { "" };
        pieces.push(format!("{}:{minus}{name}", QueryField::Sort.name()));
    }
    if query.literal {
        let yes = first(yes_no_names(true));
        pieces.push(format!("{}:{yes}", QueryField::Literal.name()));
    }
    pieces.extend(write_words(&query.text));
    let mut line = pieces.join(" ");
    if query.text.ends_with(char::is_whitespace) {
        line.push(' ');
    }
    line
}

/// The piece that means these values of a facet; none for no value.
pub fn write_facet_values<'a>(
    facet: Facet,
    not: bool,
    values: impl Iterator<Item = &'a str>,
) -> Option<String> {
    let values: Vec<String> = values.map(quote_value).collect();
    let minus = if not { "-" } else { "" };
    let name = QueryField::Facet(facet).name();
    (!values.is_empty()).then(|| format!("{minus}{name}:{}", values.join(",")))
}

/// A value as it is written behind a colon: in quotes where it needs them.
pub fn quote_value(value: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || letter::is_combining_mark(c) || "_-./".contains(c);
    let is_bare = value.starts_with(char::is_alphanumeric)
        && value.chars().all(plain)
        && comparison::parse_comparison(value) == NumberComparison::NoComparison;
    if is_bare {
        value.to_owned()
    } else {
        quote_text(value)
    }
}

fn quote_text(text: &str) -> String {
    let mut quoted = String::from('"');
    for c in text.chars() {
        if is_quote(c) || c == '\\' {
            quoted.push('\\');
        }
        quoted.push(c);
    }
    quoted.push('"');
    quoted
}

fn write_condition(condition: &QueryCondition) -> String {
    let QueryCondition { scope, words, not } = condition;
    let minus = if *not { "-" } else { "" };
    match scope {
        ConditionScope::Anywhere if *not => format!("-{}", quote_value(words)),
        ConditionScope::Anywhere => quote_text(words),
        // Times need no quotes.
        ConditionScope::Expiry => format!("{minus}{}:{words}", QueryField::Scope(*scope).name()),
        scope => format!(
            "{minus}{}:{}",
            QueryField::Scope(*scope).name(),
            quote_value(words)
        ),
    }
}

/// The free words, kept words where they would say a filter.
fn write_words(text: &str) -> Vec<String> {
    let all: Vec<&str> = text.split_whitespace().collect();
    let small: Vec<String> = all.iter().map(|free| free.to_lowercase()).collect();
    let small: Vec<&str> = small.iter().map(String::as_str).collect();
    let kept = all.iter().enumerate().map(|(at, free)| {
        let run = &small[at..small.len().min(at + spoken_filter::MAX_FILTER_WORDS)];
        if spoken_filter::parse_spoken_filter(run).is_some() {
            format!("\\{free}")
        } else {
            write_word(free)
        }
    });
    kept.collect()
}

/// A free word, kept one by a backslash where it would mean something else.
fn write_word(word: &str) -> String {
    match tokenize_line(word).as_slice() {
        [token] if token.kind == LineTokenKind::Word(word.to_owned()) => word.to_owned(),
        _ => format!("\\{word}"),
    }
}

impl ResolvedLine {
    /// The line without one value of a facet, chosen or not wanted: pieces with others keep them.
    #[must_use]
    pub fn without_value(&self, line: &str, facet: Facet, value: &str) -> String {
        let pieces = self.facet_pieces.iter().filter(|spoken| {
            spoken.facet == facet && spoken.values.iter().any(|spoken| spoken == value)
        });
        let pieces = pieces.map(|spoken| {
            let others = spoken.values.iter().map(String::as_str);
            let others = others.filter(|other| *other != value);
            let rest = write_facet_values(facet, spoken.not, others);
            (spoken.range.clone(), rest.unwrap_or_default())
        });
        replace_ranges(line, pieces)
    }

    /// The line without any value of a facet, and without words in any field.
    #[must_use]
    pub fn without_filters(&self, line: &str) -> String {
        let values = self.facet_pieces.iter().map(|spoken| spoken.range.clone());
        let mut ranges: Vec<_> = values.chain(self.field_ranges.iter().cloned()).collect();
        ranges.sort_by_key(|range| range.start);
        remove_ranges(line, ranges.into_iter())
    }

    /// The line without the last words in a field.
    #[must_use]
    pub fn without_last_field(&self, line: &str) -> String {
        remove_ranges(line, self.field_ranges.last().cloned().into_iter())
    }

    /// The line without an order.
    #[must_use]
    pub fn without_sort(&self, line: &str) -> String {
        remove_ranges(line, self.sort_ranges.iter().cloned())
    }

    /// The line without a word on whether it is meant only as typed.
    #[must_use]
    pub fn without_literal(&self, line: &str) -> String {
        remove_ranges(line, self.literal_ranges.iter().cloned())
    }
}

/// A line without these ranges, in their order, nor the space behind each.
pub fn remove_ranges(line: &str, ranges: impl Iterator<Item = Range<usize>>) -> String {
    replace_ranges(line, ranges.map(|range| (range, String::new())))
}

fn replace_ranges(line: &str, pieces: impl Iterator<Item = (Range<usize>, String)>) -> String {
    let mut kept = String::new();
    let mut at = 0;
    for (range, text) in pieces {
        kept.push_str(&line[at..range.start]);
        kept.push_str(&text);
        let rest = &line[range.end..];
        let gap = if text.is_empty() {
            rest.len() - rest.trim_start().len()
        } else {
            0
        };
        at = range.end + gap;
    }
    kept.push_str(&line[at..]);
    kept
}
