//! Pieces to a question, with the values that a catalogue has.
//!
//! What a name means is asked of [`Values`], the catalogue's side. A name that no value has is left out and
//! becomes a problem, never a silent nothing. Must not: know labels.

use std::ops::Range;

use super::{Fault, Meaning, Parsed, Piece, Problem, Value, Wanted};
use crate::query::{Condition, Facet, Query, Scope, Sort};

/// The values of a catalogue, by what people call them.
pub trait Values {
    /// The values of a facet that are numbers.
    fn numbers(&self, facet: Facet) -> Vec<String>;

    /// What a name means.
    fn meant(&self, facet: Facet, name: &str) -> Meant;
}

/// What a name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant {
    /// These values; several when they share the name.
    Values(Vec<String>),
    /// No value, but a dish or crop that products are: words for [`Scope::Specialty`].
    Specialty,
    /// Nothing; the labels of the nearest values.
    Nothing(Vec<String>),
}

/// A line with its values: the question, and what of it came from where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// The question of the line alone.
    pub query: Query,
    /// The order and whether it is meant from its end, where the line names one.
    pub sort: Option<(Sort, bool)>,
    /// The values of facets, piece by piece.
    pub spoken: Vec<Spoken>,
    /// Where words in a field of the record are asked for (`nha_sx:`, `den_han:`).
    pub narrowed: Vec<Range<usize>>,
    /// Where the order is named.
    pub sorts: Vec<Range<usize>>,
    /// Only as typed or not, where the line says so.
    pub literal: Option<bool>,
    /// Where that is said.
    pub literals: Vec<Range<usize>>,
    /// What could not be meant, in the order of the line.
    pub problems: Vec<Problem>,
}

/// Values of a facet that a piece of the line asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// The piece's bytes in the line.
    pub range: Range<usize>,
    /// Which facet.
    pub facet: Facet,
    /// Not these.
    pub not: bool,
    /// The values.
    pub values: Vec<String>,
}

impl Parsed {
    /// The question that the line asks of a catalogue with these values.
    pub fn settle(self, known: &impl Values) -> Settled {
        let mut settled = Settled {
            query: Query::text(self.text),
            problems: self.problems,
            ..Settled::default()
        };
        for Piece { range, meaning } in self.pieces {
            match meaning {
                Meaning::Condition(condition) => {
                    if condition.scope != Scope::Anywhere {
                        settled.narrowed.push(range);
                    }
                    settled.query.conditions.push(condition);
                }
                Meaning::Sort(sort, backwards) => {
                    (settled.query.sort, settled.query.backwards) = (sort, backwards);
                    settled.sort = Some((sort, backwards));
                    settled.sorts.push(range);
                }
                Meaning::Literal(literal) => {
                    settled.query.literal = literal;
                    settled.literal = Some(literal);
                    settled.literals.push(range);
                }
                Meaning::Values { facet, not, values } => {
                    settled.values(known, range, (facet, not), values);
                }
            }
        }
        settled.problems.sort_by_key(|problem| problem.range.start);
        settled
    }
}

impl Settled {
    fn values(
        &mut self,
        known: &impl Values,
        range: Range<usize>,
        (facet, not): (Facet, bool),
        values: Vec<Value>,
    ) {
        // "This group or that dish" is no question of the catalogue; "neither" is.
        let dishes = not || values.len() == 1;
        let before = self.query.conditions.len();
        let mut all = Vec::new();
        for value in values {
            let (text, meant) = meant(known, facet, value.wanted);
            match meant {
                Meant::Values(found) => all.extend(found),
                Meant::Specialty if dishes => self.query.conditions.push(Condition {
                    scope: Scope::Specialty,
                    words: text,
                    not,
                }),
                other => {
                    let near = match other {
                        Meant::Nothing(near) => near,
                        _ => Vec::new(),
                    };
                    let fault = Fault::NoSuchValue { facet, text, near };
                    let range = value.range;
                    self.problems.push(Problem { range, fault });
                }
            }
        }
        for value in &all {
            if not {
                self.query.filter.exclude(facet, value);
            } else {
                self.query.filter.add(facet, value);
            }
        }
        if !all.is_empty() {
            self.spoken.push(Spoken {
                range,
                facet,
                not,
                values: all,
            });
        } else if self.query.conditions.len() > before {
            // Nothing but dishes: words in a field, which leave the line with their piece.
            self.narrowed.push(range);
        }
    }
}

/// The text of a value, and what it means. A range without any known number means its end, which the
/// catalogue may still know for a fact without products.
fn meant(known: &impl Values, facet: Facet, wanted: Wanted) -> (String, Meant) {
    let (least, most) = match wanted {
        Wanted::Named(name) => {
            let meant = known.meant(facet, &name);
            return (name, meant);
        }
        Wanted::Numbers { least, most } => (least, most),
    };
    let mut inside = known.numbers(facet);
    inside.retain(|value| {
        let number = value.parse::<u16>();
        number.is_ok_and(|number| (least..=most).contains(&number))
    });
    if inside.is_empty() {
        let end = if least > 0 { least } else { most }.to_string();
        let meant = known.meant(facet, &end);
        return (end, meant);
    }
    (String::new(), Meant::Values(inside))
}
