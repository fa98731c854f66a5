//! Parses tokens into pieces with a meaning, free words and problems. Must not: know the values of a catalogue.

use std::ops::Range;

use super::comparison::{self, NumberComparison};
use super::field::{self, QueryField};
use super::line_tokens::{FieldValue, LineToken, LineTokenKind, tokenize_line};
use super::name::has_words;
use super::problem::{QueryProblem, QueryProblemKind};
use crate::query::{ConditionScope, ExpiryRange, Facet, QueryCondition, Sort};

/// A parsed line, with values as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ParsedLine {
    /// The free words with one space between them, and one at the end when the last word is finished.
    pub text: String,
    /// Everything but free words, in the order of the line.
    pub pieces: Vec<LinePiece>,
    /// Parts without a meaning.
    pub problems: Vec<QueryProblem>,
}

/// A part of the line with a meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinePiece {
    /// Its bytes in the line.
    pub range: Range<usize>,
    /// Its meaning.
    pub meaning: PieceMeaning,
}

/// The meaning of a piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PieceMeaning {
    /// Words in a field.
    Condition(QueryCondition),
    /// Values of a facet, as typed.
    Values {
        /// The facet.
        facet: Facet,
        /// Excluded instead of chosen.
        not: bool,
        /// The values.
        values: Vec<RequestedValue>,
        /// A product must have all of them.
        wants_all: bool,
    },
    /// The order, and whether it is reversed.
    Sort(Sort, bool),
    /// Only as typed, or not.
    Literal(bool),
}

/// A value of a facet as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestedValue {
    /// Its bytes in the line.
    pub range: Range<usize>,
    /// The value or values.
    pub selector: ValueSelector,
}

/// How values are selected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueSelector {
    /// By name.
    Named(String),
    /// Every number of a range.
    Numbers {
        /// The smallest.
        least: u16,
        /// The largest.
        most: u16,
    },
}

/// Parses a line without its spoken filters: plain words are words. Never fails.
pub fn parse_line(line: &str) -> ParsedLine {
    parse_tokens(line, tokenize_line(line))
}

/// Parses the tokens of a line.
pub(super) fn parse_tokens(line: &str, tokens: Vec<LineToken>) -> ParsedLine {
    let mut parsed = ParsedLine::default();
    // Whether the last free word reaches the end of the line, and may be a prefix.
    let mut open = false;
    for token in tokens {
        let range = token.range;
        match token.kind {
            LineTokenKind::Word(text) => {
                parsed.push_words(&text);
                open = range.end == line.len();
            }
            LineTokenKind::NegatedWord(text) => {
                parsed.push_condition(range, ConditionScope::Anywhere, text, true);
            }
            LineTokenKind::Phrase { not, text, closed } => {
                if closed && has_words(&text) {
                    parsed.push_condition(range, ConditionScope::Anywhere, text, not);
                } else if closed {
                    parsed.push_problem(range, QueryProblemKind::MissingValue { field: None });
                } else {
                    open |= parsed.push_unclosed(range, &text, not);
                }
            }
            LineTokenKind::UnknownField {
                not,
                text,
                name_len: name,
            } => {
                let near = QueryField::nearest_name(&text[..name]);
                let end = range.start + usize::from(not) + name + 1;
                parsed.push_problem(range.start..end, QueryProblemKind::UnknownField { near });
                if not {
                    parsed.push_condition(range, ConditionScope::Anywhere, text, true);
                } else {
                    parsed.push_words(&text);
                    open = range.end == line.len();
                }
            }
            LineTokenKind::Field {
                not,
                field,
                values: parts,
                wants_all,
            } => match parts.as_slice() {
                [part]
                    if !part.closed
                        && matches!(field, QueryField::Scope(scope) if scope != ConditionScope::Expiry) =>
                {
                    open |= parsed.push_unclosed(part.range.clone(), &part.text, not);
                }
                _ => parsed.push_field(range, field, (not, wants_all), parts),
            },
        }
    }
    if !parsed.text.is_empty() && !open {
        parsed.text.push(' ');
    }
    parsed
}

impl ParsedLine {
    fn push_words(&mut self, text: &str) {
        for word in text.split_whitespace() {
            if !self.text.is_empty() {
                self.text.push(' ');
            }
            self.text.push_str(word);
        }
    }

    fn push_problem(&mut self, range: Range<usize>, fault: QueryProblemKind) {
        self.problems.push(QueryProblem { range, kind: fault });
    }

    /// Searches a phrase as free words until its quote is closed, because a condition's words are whole. Excluded
    /// words must not be searched meanwhile. True when the last word may be a prefix.
    fn push_unclosed(&mut self, range: Range<usize>, text: &str, not: bool) -> bool {
        self.push_problem(range, QueryProblemKind::UnclosedQuote);
        if not || !has_words(text) {
            return false;
        }
        self.push_words(text);
        !text.ends_with(char::is_whitespace)
    }

    fn push_piece(&mut self, range: Range<usize>, meaning: PieceMeaning) {
        self.pieces.push(LinePiece { range, meaning });
    }

    fn push_condition(
        &mut self,
        range: Range<usize>,
        scope: ConditionScope,
        words: String,
        not: bool,
    ) {
        self.push_texts(range, scope, not, std::iter::once(words));
    }

    /// A condition that any of these texts meets; `false` where there is none.
    fn push_texts(
        &mut self,
        range: Range<usize>,
        scope: ConditionScope,
        not: bool,
        mut texts: impl Iterator<Item = String>,
    ) -> bool {
        let Some(words) = texts.next() else {
            return false;
        };
        let mut condition = QueryCondition {
            scope,
            words,
            not,
            ..QueryCondition::default()
        };
        texts.for_each(|text| condition.add_alternative(text));
        self.push_piece(range, PieceMeaning::Condition(condition));
        true
    }

    fn push_field(
        &mut self,
        range: Range<usize>,
        field: QueryField,
        (not, wants_all): (bool, bool),
        parts: Vec<FieldValue>,
    ) {
        if let Some(part) = parts.iter().find(|part| !part.closed) {
            self.push_problem(part.range.clone(), QueryProblemKind::UnclosedQuote);
        }
        let mut parts = parts
            .into_iter()
            .filter(|part| !part.text.trim().is_empty());
        let Some(first) = parts.next() else {
            return self.push_problem(range, QueryProblemKind::MissingValue { field: Some(field) });
        };
        match field {
            QueryField::Facet(facet) => {
                let all = std::iter::once(first).chain(parts);
                let values: Vec<RequestedValue> = all
                    .filter_map(|part| self.parse_value(facet, part))
                    .collect();
                if !values.is_empty() {
                    let meaning = PieceMeaning::Values {
                        facet,
                        not,
                        values,
                        wants_all,
                    };
                    self.push_piece(range, meaning);
                }
            }
            QueryField::Scope(ConditionScope::Expiry) => {
                let mut periods = Vec::new();
                for part in std::iter::once(first).chain(parts) {
                    match ExpiryRange::parse(&part.text) {
                        // As it is written, so that the same period is the same condition.
                        Some(ends) => periods.push(ends.to_string()),
                        None => self.push_problem(part.range, QueryProblemKind::InvalidExpiry),
                    }
                }
                self.push_texts(range, ConditionScope::Expiry, not, periods.into_iter());
            }
            QueryField::Scope(scope) => {
                let texts = std::iter::once(first).chain(parts).map(|part| part.text);
                let texts = texts.filter(|text| has_words(text));
                if !self.push_texts(range.clone(), scope, not, texts) {
                    let kind = QueryProblemKind::MissingValue { field: Some(field) };
                    self.push_problem(range, kind);
                }
            }
            QueryField::Sort => match field::parse_sort(&first.text) {
                Some(sort) => {
                    let reversed = sort.is_reversible() && first.text.trim_start().starts_with('-');
                    self.push_piece(range, PieceMeaning::Sort(sort, reversed));
                }
                None => self.push_problem(first.range, QueryProblemKind::UnknownSort),
            },
            QueryField::Literal => match field::parse_yes_no(&first.text) {
                Some(answer) => self.push_piece(range, PieceMeaning::Literal(answer)),
                None => self.push_problem(first.range, QueryProblemKind::NotYesNo { field }),
            },
        }
    }

    fn parse_value(&mut self, facet: Facet, part: FieldValue) -> Option<RequestedValue> {
        let FieldValue { range, text, .. } = part;
        let field = QueryField::Facet(facet);
        let numbers = matches!(facet, Facet::Star | Facet::Year);
        let selector = match comparison::parse_comparison(&text) {
            _ if part.quoted => ValueSelector::Named(text),
            NumberComparison::Range { least, most } if numbers => {
                ValueSelector::Numbers { least, most }
            }
            NumberComparison::Incomplete if numbers => {
                self.push_problem(range, QueryProblemKind::MissingNumber { field });
                return None;
            }
            _ if comparison::is_comparison(&text) => {
                self.push_problem(range, QueryProblemKind::NotComparable { field });
                return None;
            }
            _ => ValueSelector::Named(text),
        };
        Some(RequestedValue { range, selector })
    }
}
