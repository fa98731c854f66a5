//! Tokens to pieces with a meaning, free words and problems. Must not: know the values of a catalogue.

use std::ops::Range;

use super::lex::{Kind, Part, lex};
use super::number::{self, Read};
use super::{Fault, Field, Problem, field, says_something, spoken};
use crate::query::{Condition, Ends, Facet, Scope, Sort};

/// A line, understood as far as the language alone can.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// The free words, one space between them; one behind them too when the last is finished.
    pub text: String,
    /// What is no free word, in the order of the line.
    pub pieces: Vec<Piece>,
    /// What could not be meant.
    pub problems: Vec<Problem>,
}

/// A part of the line with a meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its bytes in the line.
    pub range: Range<usize>,
    /// What it means.
    pub meaning: Meaning,
}

/// What a piece means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Words in a field.
    Condition(Condition),
    /// Values of a facet, by their names.
    Values {
        /// Which facet.
        facet: Facet,
        /// Not these.
        not: bool,
        /// Any of these.
        values: Vec<Value>,
    },
    /// The order.
    Sort(Sort, bool),
    /// Only as typed, or not.
    Literal(bool),
}

/// A value of a facet as it was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// Its bytes in the line.
    pub range: Range<usize>,
    /// Which one.
    pub wanted: Wanted,
}

/// Which value is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The one of this name.
    Named(String),
    /// Every number of a range.
    Numbers {
        /// The smallest.
        least: u16,
        /// The largest.
        most: u16,
    },
}

/// Understands a line. Never fails.
pub fn parse(line: &str) -> Parsed {
    let mut parsed = Parsed::default();
    // Whether the last free word reaches to the end of the line, and may be a beginning.
    let mut open = false;
    for token in spoken::read(line, lex(line)) {
        let range = token.range;
        match token.kind {
            Kind::Word(text) => {
                parsed.words(&text);
                open = range.end == line.len();
            }
            Kind::Not(text) => parsed.condition(range, Scope::Anywhere, text, true),
            Kind::Phrase { not, text, closed } => {
                if closed && says_something(&text) {
                    parsed.condition(range, Scope::Anywhere, text, not);
                } else if closed {
                    parsed.problem(range, Fault::NoValue { field: None });
                } else {
                    open |= parsed.unclosed(range, &text, not);
                }
            }
            Kind::Unknown { not, text, name } => {
                let near = Field::nearest(&text[..name]);
                let end = range.start + usize::from(not) + name + 1;
                parsed.problem(range.start..end, Fault::NoField { near });
                if not {
                    parsed.condition(range, Scope::Anywhere, text, true);
                } else {
                    parsed.words(&text);
                    open = range.end == line.len();
                }
            }
            Kind::Field { not, field, parts } => match parts.as_slice() {
                [part]
                    if !part.closed
                        && matches!(field, Field::Scope(scope) if scope != Scope::End) =>
                {
                    open |= parsed.unclosed(part.range.clone(), &part.text, not);
                }
                _ => parsed.field(range, field, not, parts),
            },
        }
    }
    if !parsed.text.is_empty() && !open {
        parsed.text.push(' ');
    }
    parsed
}

impl Parsed {
    fn words(&mut self, text: &str) {
        for word in text.split_whitespace() {
            if !self.text.is_empty() {
                self.text.push(' ');
            }
            self.text.push_str(word);
        }
    }

    fn problem(&mut self, range: Range<usize>, fault: Fault) {
        self.problems.push(Problem { range, fault });
    }

    /// Words until the quote is closed, for a condition's words are whole; what is not wanted must not be asked
    /// for meanwhile. True when the last word may be a beginning.
    fn unclosed(&mut self, range: Range<usize>, text: &str, not: bool) -> bool {
        self.problem(range, Fault::Unclosed);
        if not || !says_something(text) {
            return false;
        }
        self.words(text);
        !text.ends_with(char::is_whitespace)
    }

    fn piece(&mut self, range: Range<usize>, meaning: Meaning) {
        self.pieces.push(Piece { range, meaning });
    }

    fn condition(&mut self, range: Range<usize>, scope: Scope, words: String, not: bool) {
        let condition = Condition { scope, words, not };
        self.piece(range, Meaning::Condition(condition));
    }

    fn field(&mut self, range: Range<usize>, field: Field, not: bool, parts: Vec<Part>) {
        if let Some(part) = parts.iter().find(|part| !part.closed) {
            self.problem(part.range.clone(), Fault::Unclosed);
        }
        let mut parts = parts
            .into_iter()
            .filter(|part| !part.text.trim().is_empty());
        let Some(first) = parts.next() else {
            return self.problem(range, Fault::NoValue { field: Some(field) });
        };
        match field {
            Field::Facet(facet) => {
                let all = std::iter::once(first).chain(parts);
                let values: Vec<Value> = all.filter_map(|part| self.value(facet, part)).collect();
                if !values.is_empty() {
                    self.piece(range, Meaning::Values { facet, not, values });
                }
            }
            Field::Scope(Scope::End) => match Ends::read(&first.text) {
                // As it is written, so that the same time is the same condition.
                Some(ends) => self.condition(range, Scope::End, ends.to_string(), not),
                None => self.problem(first.range, Fault::NoTime),
            },
            Field::Scope(scope) if says_something(&first.text) => {
                self.condition(range, scope, first.text, not);
            }
            Field::Scope(_) => self.problem(range, Fault::NoValue { field: Some(field) }),
            Field::Sort => match field::sort(&first.text) {
                Some(sort) => {
                    let backwards = sort.turns() && first.text.trim_start().starts_with('-');
                    self.piece(range, Meaning::Sort(sort, backwards));
                }
                None => self.problem(first.range, Fault::NoSort),
            },
            Field::Literal => match field::answer(&first.text) {
                Some(answer) => self.piece(range, Meaning::Literal(answer)),
                None => self.problem(first.range, Fault::NoAnswer { field }),
            },
        }
    }

    fn value(&mut self, facet: Facet, part: Part) -> Option<Value> {
        let Part { range, text, .. } = part;
        let field = Field::Facet(facet);
        let numbers = matches!(facet, Facet::Star | Facet::Year);
        let wanted = match number::read(&text) {
            _ if part.quoted => Wanted::Named(text),
            Read::Range { least, most } if numbers => Wanted::Numbers { least, most },
            Read::Nothing if numbers => {
                self.problem(range, Fault::NoNumber { field });
                return None;
            }
            _ if number::compares(&text) => {
                self.problem(range, Fault::NotCompared { field });
                return None;
            }
            _ => Wanted::Named(text),
        };
        Some(Value { range, wanted })
    }
}
