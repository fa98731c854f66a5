//! Writes a query as a line, and removes pieces from a line.
//!
//! Values are written as their keys or as names that mean them. The words come last, because the last word can be a
//! prefix only at the end of the line.

use std::ops::Range;

use super::comparison::{self, NumberComparison};
use super::field::QueryField;
use super::field::{sort_names, yes_no_names};
use super::line_tokens::{LineTokenKind, is_quote, tokenize_line};
use super::resolve_values::ResolvedLine;
use crate::query::spoken;
use crate::query::{ConditionScope, Facet, Query, QueryCondition, Sort};
use crate::vietnamese::letter;

/// The line that means this query, with values as the catalogue stores them.
pub fn write_query(query: &Query) -> String {
    write_query_with_names(query, &|_, value| value.to_owned())
}

/// The same with the names of values; the names must mean them.
pub fn write_query_with_names(query: &Query, value_name: &dyn Fn(Facet, &str) -> String) -> String {
    let mut pieces = Vec::new();
    for (not, facet) in [false, true]
        .into_iter()
        .flat_map(|not| Facet::ALL.map(|facet| (not, facet)))
    {
        let values = if not {
            query.filter.excluded_values(facet)
        } else {
            query.filter.chosen_values(facet)
        };
        let names: Vec<String> = values
            .iter()
            .map(|value| value_name(facet, value))
            .collect();
        let wants_all = !not && query.filter.wants_all(facet);
        pieces.extend(write_facet_values(
            facet,
            (not, wants_all),
            names.iter().map(String::as_str),
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

/// The piece that means these values of a facet; `None` without values.
pub(super) fn write_facet_values<'a>(
    facet: Facet,
    (not, wants_all): (bool, bool),
    values: impl Iterator<Item = &'a str>,
) -> Option<String> {
    let values: Vec<String> = values.map(quote_value).collect();
    let minus = if not { "-" } else { "" };
    let name = QueryField::Facet(facet).name();
    let sign = if wants_all { "+" } else { "," };
    (!values.is_empty()).then(|| format!("{minus}{name}:{}", values.join(sign)))
}

/// A value as it is written after a colon: in quotes where it needs them.
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
    let QueryCondition {
        scope, words, not, ..
    } = condition;
    let minus = if *not { "-" } else { "" };
    match scope {
        ConditionScope::Anywhere if *not => format!("-{}", quote_value(words)),
        ConditionScope::Anywhere => quote_text(words),
        scope => {
            let quote = |words: &str| match scope {
                // Expiry periods need no quotes.
                ConditionScope::Expiry => words.to_owned(),
                _ => quote_value(words),
            };
            let texts: Vec<String> = condition.all_words().map(quote).collect();
            let name = QueryField::Scope(*scope).name();
            format!("{minus}{name}:{}", texts.join(","))
        }
    }
}

/// True when a range shares a byte with one of these.
fn overlaps_any(range: &Range<usize>, others: &[Range<usize>]) -> bool {
    let mut others = others.iter();
    others.any(|other| other.start < range.end && range.start < other.end)
}

/// The free words, with a backslash where they would mean a filter. A word with a backslash no longer belongs to the
/// words beside it, so what they mean without it is looked at again.
fn write_words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = text.split_whitespace().map(write_word).collect();
    loop {
        let mut ranges = Vec::with_capacity(words.len());
        let mut line = String::new();
        for word in &words {
            ranges.push(line.len()..line.len() + word.len());
            line.push_str(word);
            line.push(' ');
        }
        let spoken = spoken::find_spoken_ranges(&line);
        let mut is_done = true;
        for (word, range) in words.iter_mut().zip(&ranges) {
            if overlaps_any(range, &spoken) && !word.starts_with('\\') {
                word.insert(0, '\\');
                is_done = false;
            }
        }
        if is_done {
            return words;
        }
    }
}

/// A free word, with a backslash where it would mean something else.
fn write_word(word: &str) -> String {
    match tokenize_line(word).as_slice() {
        [token] if token.kind == LineTokenKind::Word(word.to_owned()) => word.to_owned(),
        _ => format!("\\{word}"),
    }
}

impl ResolvedLine {
    /// The line without one value of a facet, chosen or excluded; pieces with other values keep those.
    #[must_use]
    pub fn without_value(&self, line: &str, facet: Facet, value: &str) -> String {
        let pieces = self.facet_pieces.iter().filter(|piece| {
            piece.facet == facet && piece.values.iter().any(|known| known == value)
        });
        let pieces = pieces.map(|piece| {
            let others = piece.values.iter().map(String::as_str);
            let others = others.filter(|other| *other != value);
            let rest = write_facet_values(facet, (piece.not, piece.wants_all), others);
            (piece.range.clone(), rest.unwrap_or_default())
        });
        replace_ranges(line, pieces)
    }

    /// The line without values of facets and without words in fields.
    #[must_use]
    pub fn without_filters(&self, line: &str) -> String {
        let values = self.facet_pieces.iter().map(|piece| piece.range.clone());
        let mut ranges: Vec<_> = values.chain(self.field_ranges.iter().cloned()).collect();
        ranges.sort_by_key(|range| range.start);
        remove_ranges(line, ranges.into_iter())
    }

    /// The line without the last piece with words in a field.
    #[must_use]
    pub fn without_last_field(&self, line: &str) -> String {
        remove_ranges(line, self.field_ranges.last().cloned().into_iter())
    }

    /// The line without the pieces that have this condition.
    #[must_use]
    pub fn without_condition(&self, line: &str, condition: &QueryCondition) -> String {
        let pieces = self.condition_pieces.iter();
        let pieces = pieces.filter(|piece| piece.condition == *condition);
        remove_ranges(line, pieces.map(|piece| piece.range.clone()))
    }

    /// The line with a backslash before each word that was read as a filter or a question, so that it is a word.
    #[must_use]
    pub fn with_spoken_as_words(&self, line: &str) -> String {
        let mut words = String::new();
        let mut end = 0;
        for token in tokenize_line(line) {
            let is_word = matches!(token.kind, LineTokenKind::Word(_));
            let has_backslash = line[token.range.clone()].starts_with('\\');
            if is_word && !has_backslash && overlaps_any(&token.range, &self.spoken_ranges) {
                words.push_str(&line[end..token.range.start]);
                words.push('\\');
                end = token.range.start;
            }
        }
        words.push_str(&line[end..]);
        words
    }

    /// The line without an order.
    #[must_use]
    pub fn without_sort(&self, line: &str) -> String {
        remove_ranges(line, self.sort_ranges.iter().cloned())
    }

    /// The line without pieces that say whether it is only as typed.
    #[must_use]
    pub fn without_literal(&self, line: &str) -> String {
        remove_ranges(line, self.literal_ranges.iter().cloned())
    }
}

/// A line without these ranges, which are in order, and without the space after each.
fn remove_ranges(line: &str, ranges: impl Iterator<Item = Range<usize>>) -> String {
    replace_ranges(line, ranges.map(|range| (range, String::new())))
}

fn replace_ranges(line: &str, pieces: impl Iterator<Item = (Range<usize>, String)>) -> String {
    let mut kept = String::new();
    let mut end = 0;
    for (range, text) in pieces {
        kept.push_str(&line[end..range.start]);
        kept.push_str(&text);
        let rest = &line[range.end..];
        let gap = if text.is_empty() {
            rest.len() - rest.trim_start().len()
        } else {
            0
        };
        end = range.end + gap;
    }
    kept.push_str(&line[end..]);
    kept
}
