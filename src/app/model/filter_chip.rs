//! The chips of the status line: each filter that is on, dropped with one key. Must not: know where it is drawn.

use ocop_index::query::WordsReading;
use ocop_index::query::language::ResolvedLine;
use ocop_index::{Facet, Filter, QueryCondition};

use crate::wording::locale::Locale;
use crate::wording::{label, spoken_reading, value_list};

/// A filter that is on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilterChip {
    /// One value, chosen or excluded.
    Value(Facet, String),
    /// Several values that plain words stand for: `từ 4 sao`.
    SpokenValues {
        /// The facet.
        facet: Facet,
        /// Excluded instead of chosen.
        not: bool,
        /// The values.
        values: Vec<String>,
    },
    /// Several values of one piece in the query language: `nam:2020..2026`, `sao:3,4`.
    TypedValues {
        /// The facet.
        facet: Facet,
        /// Excluded instead of chosen.
        not: bool,
        /// The values.
        values: Vec<String>,
    },
    /// Several values of which a product must have all: `thieu:contact+decision`.
    AllValues {
        /// The facet.
        facet: Facet,
        /// The values.
        values: Vec<String>,
    },
    /// A condition that plain words stand for, `hết hạn quý I`, or a producer's name after `chu_the:`.
    SpokenCondition(QueryCondition),
}

impl FilterChip {
    /// Its name, in a query with this filter.
    pub fn label(&self, locale: &Locale, filter: &Filter) -> String {
        match self {
            Self::Value(facet, value) => {
                let name = label::standalone_value_label(locale, *facet, value);
                if filter.is_chosen(*facet, value) {
                    return name;
                }
                locale.fill("screen.without", &[("value", &name)])
            }
            Self::SpokenValues { facet, not, values } => {
                let values = values.iter().map(String::as_str).collect();
                spoken_reading::describe_values(locale, *facet, *not, &values)
            }
            Self::TypedValues { facet, not, values } => {
                value_list::describe_value_list(locale, *facet, *not, values)
            }
            Self::AllValues { facet, values } => {
                spoken_reading::describe_all_values(locale, *facet, values)
            }
            Self::SpokenCondition(condition) => {
                spoken_reading::describe_condition(locale, condition)
            }
        }
    }

    /// The facet that it filters by.
    pub const fn facet(&self) -> Option<Facet> {
        match self {
            Self::Value(facet, _)
            | Self::SpokenValues { facet, .. }
            | Self::TypedValues { facet, .. }
            | Self::AllValues { facet, .. } => Some(*facet),
            Self::SpokenCondition(_) => None,
        }
    }

    /// True when it is on although the plain words of the line are only words.
    pub fn is_in_words(&self, words: &WordsReading) -> bool {
        match self {
            Self::Value(facet, value) => {
                let filter = &words.filter;
                filter.is_chosen(*facet, value) || filter.excluded_values(*facet).contains(value)
            }
            Self::SpokenValues { .. } => false,
            Self::TypedValues { facet, not, values } => values.iter().all(|value| {
                if *not {
                    words.filter.excluded_values(*facet).contains(value)
                } else {
                    words.filter.is_chosen(*facet, value)
                }
            }),
            Self::AllValues { facet, values } => {
                let mut values = values.iter();
                words.filter.wants_all(*facet)
                    && values.all(|value| words.filter.is_chosen(*facet, value))
            }
            Self::SpokenCondition(condition) => words.conditions.contains(condition),
        }
    }
}

/// The chips of a line and its filter: what plain words say together is one chip, and so is a list or range, and what
/// is wanted together.
pub fn build_chips(resolved: &ResolvedLine, filter: &Filter) -> Vec<FilterChip> {
    let pieces = resolved.facet_pieces.iter();
    let is_alternative = |facet, not| not || !filter.wants_all(facet);
    let pieces =
        pieces.filter(|piece| piece.values.len() > 1 && is_alternative(piece.facet, piece.not));
    let all_of = Facet::ALL.into_iter();
    let all_of = all_of.filter(|facet| filter.wants_all(*facet));
    let mut chips: Vec<FilterChip> = all_of
        .map(|facet| FilterChip::AllValues {
            facet,
            values: filter.chosen_values(facet).iter().cloned().collect(),
        })
        .collect();
    for piece in pieces {
        let (facet, not, values) = (piece.facet, piece.not, piece.values.clone());
        let chip = if resolved.spoken_ranges.contains(&piece.range) {
            FilterChip::SpokenValues { facet, not, values }
        } else {
            FilterChip::TypedValues { facet, not, values }
        };
        if !chips.contains(&chip) {
            chips.push(chip);
        }
    }
    let is_grouped = |chips: &[FilterChip], named: Facet, is_excluded: bool, value: &str| {
        chips.iter().any(|chip| match chip {
            FilterChip::SpokenValues { facet, not, values }
            | FilterChip::TypedValues { facet, not, values } => {
                (*facet, *not) == (named, is_excluded) && values.iter().any(|known| known == value)
            }
            _ => false,
        })
    };
    let chosen = filter
        .iter_chosen()
        .map(|(facet, value)| (facet, value, false));
    let excluded = filter
        .iter_excluded()
        .map(|(facet, value)| (facet, value, true));
    for (facet, value, not) in chosen.chain(excluded) {
        if is_alternative(facet, not) && !is_grouped(&chips, facet, not, value) {
            chips.push(FilterChip::Value(facet, value.to_owned()));
        }
    }
    let conditions = resolved.told_condition_pieces();
    chips.extend(conditions.map(|piece| FilterChip::SpokenCondition(piece.condition.clone())));
    chips
}

/// Replaces the chips shown by others in the order in which the filters were chosen: a chip that became another one of
/// its facet keeps its place.
pub fn replace_chips(shown: &mut Vec<FilterChip>, wanted: &[FilterChip]) {
    let mut new: Vec<FilterChip> = wanted
        .iter()
        .filter(|chip| !shown.contains(chip))
        .cloned()
        .collect();
    shown.retain_mut(|chip| {
        if wanted.contains(chip) {
            return true;
        }
        let facet = chip.facet();
        let heir = new
            .iter()
            .position(|other| facet.is_some() && other.facet() == facet);
        heir.map(|index| *chip = new.remove(index)).is_some()
    });
    shown.append(&mut new);
}
