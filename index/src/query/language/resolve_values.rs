//! Pieces to a question, with the values that a catalogue has.
//!
//! What a name means is asked of [`Values`], the catalogue's side. A name that no value has is left out and
//! becomes a problem, never a silent nothing. Must not: know labels.

use std::ops::Range;

use super::{
    LinePiece, ParsedLine, PieceMeaning, QueryProblem, QueryProblemKind, RequestedValue,
    ValueSelector,
};
use crate::query::{ConditionScope, Facet, Query, QueryCondition, Sort};

/// The values of a catalogue, by what people call them.
pub trait ValueResolver {
    /// The values of a facet that are numbers.
    fn numeric_values(&self, facet: Facet) -> Vec<String>;

    /// What a name means.
    fn resolve_name(&self, facet: Facet, name: &str) -> ResolvedName;
}

/// What a name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResolvedName {
    /// These values; several when they share the name.
    Values(Vec<String>),
    /// No value, but a dish or crop that products are: words for [`Scope::Specialty`].
    Specialty,
    /// Nothing; the labels of the nearest values.
    Unknown(Vec<String>),
}

/// A line with its values: the question, and what of it came from where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResolvedLine {
    /// The question of the line alone.
    pub query: Query,
    /// The order and whether it is meant from its end, where the line names one.
    pub sort: Option<(Sort, bool)>,
    /// The values of facets, piece by piece.
    pub facet_pieces: Vec<FacetPiece>,
    /// Where words in a field of the record are asked for (`nha_sx:`, `den_han:`).
    pub field_ranges: Vec<Range<usize>>,
    /// Where the order is named.
    pub sort_ranges: Vec<Range<usize>>,
    /// Only as typed or not, where the line says so.
    pub literal: Option<bool>,
    /// Where that is said.
    pub literal_ranges: Vec<Range<usize>>,
    /// What could not be meant, in the order of the line.
    pub problems: Vec<QueryProblem>,
}

/// Values of a facet that a piece of the line asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetPiece {
    /// The piece's bytes in the line.
    pub range: Range<usize>,
    /// Which facet.
    pub facet: Facet,
    /// Not these.
    pub not: bool,
    /// The values.
    pub values: Vec<String>,
}

impl ParsedLine {
    /// The question that the line asks of a catalogue with these values.
    pub fn resolve_values(self, known: &impl ValueResolver) -> ResolvedLine {
        let mut settled = ResolvedLine {
            query: Query::from_text(self.text),
            problems: self.problems,
            ..ResolvedLine::default()
        };
        for LinePiece { range, meaning } in self.pieces {
            match meaning {
                PieceMeaning::Condition(condition) => {
                    if condition.scope != ConditionScope::Anywhere {
                        settled.field_ranges.push(range);
                    }
                    settled.query.conditions.push(condition);
                }
                PieceMeaning::Sort(sort, backwards) => {
                    (settled.query.sort, settled.query.reversed) = (sort, backwards);
                    settled.sort = Some((sort, backwards));
                    settled.sort_ranges.push(range);
                }
                PieceMeaning::Literal(literal) => {
                    settled.query.literal = literal;
                    settled.literal = Some(literal);
                    settled.literal_ranges.push(range);
                }
                PieceMeaning::Values { facet, not, values } => {
                    settled.add_facet_values(known, range, (facet, not), values);
                }
            }
        }
        settled.problems.sort_by_key(|problem| problem.range.start);
        settled
    }
}

impl ResolvedLine {
    fn add_facet_values(
        &mut self,
        known: &impl ValueResolver,
        range: Range<usize>,
        (facet, not): (Facet, bool),
        values: Vec<RequestedValue>,
    ) {
        // "This group or that dish" is no question of the catalogue; "neither" is.
        let dishes = not || values.len() == 1;
        let before = self.query.conditions.len();
        let mut all = Vec::new();
        for value in values {
            let (text, meant) = resolve_selector(known, facet, value.selector);
            match meant {
                ResolvedName::Values(found) => all.extend(found),
                ResolvedName::Specialty if dishes => self.query.conditions.push(QueryCondition {
                    scope: ConditionScope::Specialty,
                    words: text,
                    not,
                }),
                other => {
                    let near = match other {
                        ResolvedName::Unknown(near) => near,
                        _ => Vec::new(),
                    };
                    let fault = QueryProblemKind::UnknownValue { facet, text, near };
                    let range = value.range;
                    self.problems.push(QueryProblem { range, kind: fault });
                }
            }
        }
        for value in &all {
            if not {
                self.query.filter.exclude_value(facet, value);
            } else {
                self.query.filter.choose_value(facet, value);
            }
        }
        if !all.is_empty() {
            self.facet_pieces.push(FacetPiece {
                range,
                facet,
                not,
                values: all,
            });
        } else if self.query.conditions.len() > before {
            // Nothing but dishes: words in a field, which leave the line with their piece.
            self.field_ranges.push(range);
        }
    }
}

/// The text of a value, and what it means. A range without any known number means its end, which the
/// catalogue may still know for a fact without products.
fn resolve_selector(
    known: &impl ValueResolver,
    facet: Facet,
    wanted: ValueSelector,
) -> (String, ResolvedName) {
    let (least, most) = match wanted {
        ValueSelector::Named(name) => {
            let meant = known.resolve_name(facet, &name);
            return (name, meant);
        }
        ValueSelector::Numbers { least, most } => (least, most),
    };
    let mut inside = known.numeric_values(facet);
    inside.retain(|value| {
        let number = value.parse::<u16>();
        number.is_ok_and(|number| (least..=most).contains(&number))
    });
    if inside.is_empty() {
        let end = if least > 0 { least } else { most }.to_string();
        let meant = known.resolve_name(facet, &end);
        return (end, meant);
    }
    (String::new(), ResolvedName::Values(inside))
}
