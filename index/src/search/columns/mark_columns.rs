//! The facets of what people did with products. Products with equal marks are one class; class 0 has none.

use std::collections::HashMap;

use tantivy::DocId;

use crate::query::{Facet, NOT_GIVEN, OUTSIDE_REVIEW, REVIEW_STATES};
use crate::search::columns::facet_column::{FacetColumn, ValueLists, alphabetical_ranks};
use crate::search::columns::product_ids::ProductIds;
use crate::search::product_marks::{InternedSets, MarkSets, MarkedValues, ProductMarks};

/// The columns of [`Facet::MARKS`], and the class of each product.
#[derive(Debug)]
pub(crate) struct MarkColumns {
    columns: [FacetColumn; Facet::MARKS.len()],
    /// By product; empty where no product has a mark.
    classes: Vec<u32>,
    class_count: usize,
}

impl Default for MarkColumns {
    fn default() -> Self {
        let no_mark = Classes::default();
        let facets: [InternedSets; Facet::MARKS.len()] = Default::default();
        no_mark.into_columns(&facets, Vec::new(), false)
    }
}

/// The different marks of products, by class.
struct Classes {
    sets: Vec<MarkSets>,
    by_sets: HashMap<MarkSets, u32>,
}

impl Default for Classes {
    fn default() -> Self {
        let none = MarkSets::default();
        Self {
            sets: vec![none],
            by_sets: HashMap::from([(none, 0)]),
        }
    }
}

impl MarkColumns {
    /// The marks of these products; those of other ids are left out.
    pub(crate) fn new(marks: &ProductMarks, ids: &ProductIds, doc_count: DocId) -> Self {
        let mut classes = Classes::default();
        let mut class_by_doc = vec![0; doc_count as usize];
        for product in marks.products() {
            if product.sets != MarkSets::default()
                && let Some(doc) = ids.find(product.key)
            {
                class_by_doc[doc as usize] = classes.class_of(product.sets);
            }
        }
        if classes.sets.len() == 1 {
            return Self::default();
        }
        let has_unmarked = class_by_doc.contains(&0);
        classes.into_columns(marks.facets(), class_by_doc, has_unmarked)
    }

    /// The column of a facet, by its place in [`Facet::MARKS`].
    pub(crate) fn get(&self, mark: usize) -> &FacetColumn {
        &self.columns[mark]
    }

    /// True where some product has a mark.
    pub(crate) fn has_any(&self) -> bool {
        !self.classes.is_empty()
    }

    pub(crate) const fn class_count(&self) -> usize {
        self.class_count
    }

    /// The class of a product.
    #[inline]
    pub(crate) fn class_of_product(&self, doc: DocId) -> usize {
        self.classes
            .get(doc as usize)
            .map_or(0, |class| *class as usize)
    }

    /// The marks of a product.
    pub(crate) fn values_of(&self, doc: DocId) -> MarkedValues {
        let mut marked = MarkedValues::default();
        let class = self.class_of_product(doc);
        if class > 0 {
            for (facet, column) in Facet::MARKS.into_iter().zip(&self.columns) {
                let mut indexes = Vec::new();
                column.for_each_value(class, |index| indexes.extend((index > 0).then_some(index)));
                indexes.sort_by_key(|index| column.ranks[*index]);
                let values = indexes
                    .into_iter()
                    .map(|index| column.values[index].clone());
                marked.push(facet, values.collect());
            }
        }
        marked
    }
}

impl Classes {
    fn class_of(&mut self, sets: MarkSets) -> u32 {
        *self.by_sets.entry(sets).or_insert_with(|| {
            self.sets.push(sets);
            self.sets.len() as u32 - 1
        })
    }

    fn into_columns(
        self,
        facets: &[InternedSets; Facet::MARKS.len()],
        classes: Vec<u32>,
        has_unmarked: bool,
    ) -> MarkColumns {
        let column = |mark: usize| {
            let sets = self.sets.iter().map(|sets| facets[mark].set(sets[mark]));
            build_column(
                Facet::MARKS[mark],
                facets[mark].values(),
                sets,
                has_unmarked,
            )
        };
        MarkColumns {
            columns: std::array::from_fn(column),
            classes,
            class_count: self.sets.len(),
        }
    }
}

/// The column of a facet, from the set of values that each class has; class 0 has products where some are unmarked.
fn build_column<'a>(
    facet: Facet,
    known_values: &[String],
    sets: impl Iterator<Item = &'a [u16]>,
    has_unmarked: bool,
) -> FacetColumn {
    let values = std::iter::once(NOT_GIVEN).chain(known_values.iter().map(String::as_str));
    let mut values: Vec<String> = values.map(str::to_owned).collect();
    let sets: Vec<&[u16]> = sets.collect();
    // What a product without a mark of this kind has: nothing, but it is outside the review where there is one.
    let mut unmarked = 0;
    if facet == Facet::ReviewState && sets.iter().any(|set| !set.is_empty()) {
        unmarked = find_or_add(&mut values, OUTSIDE_REVIEW);
    }
    let mut present = vec![false; values.len()];
    let mut lists = ValueLists::default();
    for (class, set) in sets.into_iter().enumerate() {
        let set = if set.is_empty() { &[unmarked] } else { set };
        lists.push(set.iter().copied());
        if class > 0 || has_unmarked {
            for value in set {
                present[usize::from(*value)] = true;
            }
        }
    }
    // A facet that no product has a value of is none at all.
    present[0] &= present.iter().skip(1).any(|present| *present);
    let ranks = if facet == Facet::ReviewState {
        review_state_ranks(&values)
    } else {
        alphabetical_ranks(&values)
    };
    FacetColumn::from_value_lists(values, present, ranks, lists)
}

/// The index of a value, added where it is not there yet.
fn find_or_add(values: &mut Vec<String>, value: &str) -> u16 {
    let known = values.iter().position(|known| known == value);
    let index = known.unwrap_or(values.len());
    if known.is_none() {
        values.push(value.to_owned());
    }
    u16::try_from(index).unwrap_or(0)
}

/// The ranks of review states in the order of the work; "not given" and others last.
fn review_state_ranks(values: &[String]) -> Vec<u32> {
    let rank = |value: &String| {
        let place = REVIEW_STATES.iter().position(|state| state == value);
        place.map_or(u32::MAX, |place| place as u32)
    };
    values.iter().map(rank).collect()
}
