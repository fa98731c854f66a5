//! Resolves the typed names of values to the values of a catalogue, which gives the query.
//!
//! [`ValueResolver`] is implemented by the side that knows the catalogue. A name that no value has is ignored and
//! reported as a problem. Must not: know labels.

use std::ops::Range;

use super::parse::{LinePiece, ParsedLine, PieceMeaning, RequestedValue, ValueSelector};
use super::problem::{QueryProblem, QueryProblemKind};
use crate::query::spoken::{AskedFact, SpokenContext, SpokenProblem};
use crate::query::{ConditionScope, Facet, Filter, Query, QueryCondition, Sort};

/// Knows the values of a catalogue and their names.
pub trait ValueResolver {
    /// The values of a facet that are numbers.
    fn numeric_values(&self, facet: Facet) -> Vec<String>;

    /// Looks up a name.
    fn resolve_name(&self, facet: Facet, name: &str) -> ResolvedName;

    /// What spoken filters are read with: the catalogue's day and the names of places.
    fn spoken_context(&self) -> SpokenContext<'_>;
}

/// The meaning of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResolvedName {
    /// These values; several when they share the name.
    Values(Vec<String>),
    /// No value, but a dish or crop: words for [`ConditionScope::Specialty`].
    Specialty,
    /// No kind of producer, but a name: words for [`ConditionScope::Producer`].
    ProducerName,
    /// Values of another facet, which may be said here as well: a verdict after `ra_soat:`.
    OfFacet(Facet, Vec<String>),
    /// A facet of [`Facet::MARKS`] in a catalogue without marks.
    NotKept,
    /// Nothing; with the labels of the most similar values.
    Unknown(Vec<String>),
}

/// A line with its values: the query, and the ranges of the line that its parts come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResolvedLine {
    /// The query of the line alone.
    pub query: Query,
    /// The order and whether it is reversed, if the line has one.
    pub sort: Option<(Sort, bool)>,
    /// The pieces with values of facets.
    pub facet_pieces: Vec<FacetPiece>,
    /// The pieces with conditions.
    pub condition_pieces: Vec<ConditionPiece>,
    /// The pieces with words for a field of the record (`nha_sx:`, `den_han:`).
    pub field_ranges: Vec<Range<usize>>,
    /// The pieces with an order.
    pub sort_ranges: Vec<Range<usize>>,
    /// Only as typed or not, if the line says so.
    pub literal: Option<bool>,
    /// The pieces that say so.
    pub literal_ranges: Vec<Range<usize>>,
    /// Parts without a meaning, in the order of the line.
    pub problems: Vec<QueryProblem>,
    /// Plain words that were read as filters or as a question.
    pub spoken_ranges: Vec<Range<usize>>,
    /// The pieces of the kind of producer whose values are a producer's name: `chu_the:"long hải"`.
    pub producer_name_ranges: Vec<Range<usize>>,
    /// What the line asks about a product.
    pub question: Option<AskedFact>,
    /// Plain words that look like a filter and are none.
    pub spoken_problems: Vec<SpokenProblem>,
}

/// A piece of the line with values of a facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetPiece {
    /// The piece's bytes in the line.
    pub range: Range<usize>,
    /// The facet.
    pub facet: Facet,
    /// Excluded instead of chosen.
    pub not: bool,
    /// The values.
    pub values: Vec<String>,
    /// A product must have all of them.
    pub wants_all: bool,
}

impl FacetPiece {
    /// Chooses or excludes its values.
    pub(super) fn add_to(&self, filter: &mut Filter) {
        let values = self.values.iter().map(String::as_str);
        if self.not {
            values.for_each(|value| filter.exclude_value(self.facet, value));
        } else if self.wants_all {
            filter.choose_all_of(self.facet, values);
        } else {
            values.for_each(|value| filter.choose_value(self.facet, value));
        }
    }
}

/// A piece of the line with a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConditionPiece {
    /// The piece's bytes in the line.
    pub range: Range<usize>,
    /// The condition.
    pub condition: QueryCondition,
}

impl ParsedLine {
    /// The query of the line for a catalogue with these values.
    pub fn resolve_values(self, catalog_values: &impl ValueResolver) -> ResolvedLine {
        let mut resolved = ResolvedLine {
            query: Query::from_text(self.text),
            problems: self.problems,
            ..ResolvedLine::default()
        };
        for LinePiece { range, meaning } in self.pieces {
            match meaning {
                PieceMeaning::Condition(condition) => {
                    if condition.scope != ConditionScope::Anywhere {
                        resolved.field_ranges.push(range.clone());
                    }
                    resolved.query.conditions.push(condition.clone());
                    let piece = ConditionPiece { range, condition };
                    resolved.condition_pieces.push(piece);
                }
                PieceMeaning::Sort(sort, reversed) => {
                    (resolved.query.sort, resolved.query.reversed) = (sort, reversed);
                    resolved.sort = Some((sort, reversed));
                    resolved.sort_ranges.push(range);
                }
                PieceMeaning::Literal(literal) => {
                    resolved.query.literal = literal;
                    resolved.literal = Some(literal);
                    resolved.literal_ranges.push(range);
                }
                PieceMeaning::Values {
                    facet,
                    not,
                    values,
                    wants_all,
                } => {
                    let said = (facet, not, wants_all);
                    resolved.add_facet_values(catalog_values, range, said, values);
                }
            }
        }
        resolved.problems.sort_by_key(|problem| problem.range.start);
        resolved
    }
}

impl ResolvedLine {
    /// The pieces with values of facets that plain words were read as.
    pub fn spoken_facet_pieces(&self) -> impl Iterator<Item = &FacetPiece> {
        let pieces = self.facet_pieces.iter();
        pieces.filter(|piece| self.spoken_ranges.contains(&piece.range))
    }

    /// The conditions that plain words were read as.
    pub fn spoken_condition_pieces(&self) -> impl Iterator<Item = &ConditionPiece> {
        let pieces = self.condition_pieces.iter();
        pieces.filter(|piece| self.spoken_ranges.contains(&piece.range))
    }

    /// The conditions that are told, because they do not stand in the line as they are: those of plain words, and
    /// producers' names after `chu_the:`.
    pub fn told_condition_pieces(&self) -> impl Iterator<Item = &ConditionPiece> {
        let pieces = self.condition_pieces.iter();
        pieces.filter(|piece| {
            let told = [&self.spoken_ranges, &self.producer_name_ranges];
            told.iter().any(|ranges| ranges.contains(&piece.range))
        })
    }

    fn add_facet_values(
        &mut self,
        catalog_values: &impl ValueResolver,
        range: Range<usize>,
        (facet, not, wants_all): (Facet, bool, bool),
        values: Vec<RequestedValue>,
    ) {
        let mut resolved: Vec<_> = values
            .into_iter()
            .map(|value| {
                let (text, name) = resolve_selector(catalog_values, facet, value.selector);
                (value.range, text, name)
            })
            .collect();
        let said_in = facet;
        let facet = keep_one_facet(facet, &mut resolved);
        // A group or a dish cannot be one condition, a kind or a name neither; none of them can.
        let has_values =
            |(_, _, name): &(_, _, ResolvedName)| matches!(name, ResolvedName::Values(_));
        let allows_words = not || !resolved.iter().any(has_values);
        let mut condition: Option<QueryCondition> = None;
        let mut all = Vec::new();
        for (value_range, text, name) in resolved {
            let near = match name {
                ResolvedName::Values(values) => {
                    all.extend(values);
                    continue;
                }
                ResolvedName::Specialty | ResolvedName::ProducerName if allows_words => {
                    if let Some(condition) = &mut condition {
                        condition.add_alternative(text);
                        continue;
                    }
                    let scope = match name {
                        ResolvedName::ProducerName => ConditionScope::Producer,
                        _ => ConditionScope::Specialty,
                    };
                    condition = Some(QueryCondition {
                        scope,
                        words: text,
                        not,
                        ..QueryCondition::default()
                    });
                    continue;
                }
                ResolvedName::NotKept => None,
                ResolvedName::Unknown(near) => Some(near),
                _ => Some(Vec::new()),
            };
            let kind = match near {
                Some(near) => QueryProblemKind::UnknownValue {
                    facet: said_in,
                    text,
                    near,
                },
                None => QueryProblemKind::NotKept { facet: said_in },
            };
            let range = value_range;
            self.problems.push(QueryProblem { range, kind });
        }
        let has_words = condition.is_some();
        if let Some(condition) = condition {
            self.query.conditions.push(condition.clone());
            if condition.scope == ConditionScope::Producer {
                self.producer_name_ranges.push(range.clone());
            }
            let range = range.clone();
            self.condition_pieces
                .push(ConditionPiece { range, condition });
        }
        if !all.is_empty() {
            let piece = FacetPiece {
                range,
                facet,
                not,
                values: all,
                wants_all,
            };
            piece.add_to(&mut self.query.filter);
            self.facet_pieces.push(piece);
        } else if has_words {
            // Only words in a field.
            self.field_ranges.push(range);
        }
    }
}

/// The facet of a piece: that of its first value. Values of two facets cannot be one filter; those of the other one
/// are unknown here.
fn keep_one_facet(facet: Facet, resolved: &mut [(Range<usize>, String, ResolvedName)]) -> Facet {
    let facet_of = |name: &ResolvedName| match name {
        ResolvedName::Values(_) => Some(facet),
        ResolvedName::OfFacet(other, _) => Some(*other),
        _ => None,
    };
    let first = resolved.iter().find_map(|(_, _, name)| facet_of(name));
    let kept = first.unwrap_or(facet);
    for (_, _, name) in resolved {
        if let Some(own) = facet_of(name) {
            let taken = std::mem::replace(name, ResolvedName::Unknown(Vec::new()));
            let (ResolvedName::Values(values) | ResolvedName::OfFacet(_, values)) = taken else {
                continue;
            };
            if own == kept {
                *name = ResolvedName::Values(values);
            }
        }
    }
    kept
}

/// The text of a value and its meaning. A range without any known number means its end, a value that the catalogue may
/// know though no product has it.
fn resolve_selector(
    catalog_values: &impl ValueResolver,
    facet: Facet,
    selector: ValueSelector,
) -> (String, ResolvedName) {
    let (least, most) = match selector {
        ValueSelector::Named(name) => {
            let resolved = catalog_values.resolve_name(facet, &name);
            return (name, resolved);
        }
        ValueSelector::Numbers { least, most } => (least, most),
    };
    let mut inside = catalog_values.numeric_values(facet);
    inside.retain(|value| {
        let number = value.parse::<u16>();
        number.is_ok_and(|number| (least..=most).contains(&number))
    });
    if inside.is_empty() {
        let end = if least > 0 { least } else { most }.to_string();
        let resolved = catalog_values.resolve_name(facet, &end);
        return (end, resolved);
    }
    (String::new(), ResolvedName::Values(inside))
}
