//! What a list is counted by: a facet, the producer, or the dish or crop.
//!
//! Producers and specialties are too many for the filters, so they are no facets: their names are read from the
//! records when somebody counts by them.

use std::collections::HashMap;

use tantivy::DocId;

use crate::error::Result;
use crate::query::{Facet, NOT_GIVEN};
use crate::search::answer::{FacetValueCount, SearchAnswer};
use crate::search::columns::facet_columns::FacetColumns;
use crate::search::product_records::ProductRecords;

/// What the products of a list are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Grouping {
    /// The values of a facet.
    Facet(Facet),
    /// The names of producers.
    Producer,
    /// The dishes and crops.
    Specialty,
}

impl From<Facet> for Grouping {
    fn from(facet: Facet) -> Self {
        Self::Facet(facet)
    }
}

impl Grouping {
    /// Every grouping: the facets in their order, then names.
    pub const ALL: [Self; Facet::ALL.len() + 2] = {
        let mut all = [Self::Producer; Facet::ALL.len() + 2];
        let mut at = 0;
        while at < Facet::ALL.len() {
            all[at] = Self::Facet(Facet::ALL[at]);
            at += 1;
        }
        all[Facet::ALL.len() + 1] = Self::Specialty;
        all
    };

    /// The key used in options and machine-readable output.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Facet(facet) => facet.key(),
            Self::Producer => "producer",
            Self::Specialty => "specialty",
        }
    }

    /// True where a product can be in several groups.
    pub const fn is_multi_valued(self) -> bool {
        match self {
            Self::Facet(facet) => facet.is_multi_valued(),
            Self::Producer | Self::Specialty => false,
        }
    }

    /// The facet, if it is one.
    pub const fn facet(self) -> Option<Facet> {
        match self {
            Self::Facet(facet) => Some(facet),
            Self::Producer | Self::Specialty => None,
        }
    }
}

/// The name that each product has of a grouping that is no facet.
pub(crate) struct NameColumn {
    /// By product; 0 for none.
    name_ids: Vec<u32>,
    /// The first product of each name.
    first_docs: Vec<DocId>,
    grouping: Grouping,
}

impl NameColumn {
    pub(crate) fn new(
        records: &ProductRecords,
        columns: &FacetColumns,
        grouping: Grouping,
    ) -> Self {
        let words = &columns.forward_index;
        let docs = 0..records.len() as DocId;
        let name_ids: Vec<u32> = match grouping {
            Grouping::Producer => docs.map(|doc| words.producer_name_id(doc).0).collect(),
            Grouping::Specialty => {
                let mut known = HashMap::new();
                let specialty = docs.map(|doc| {
                    let [_, specialty] = words.name_and_specialty(doc);
                    if specialty.is_empty() {
                        return 0;
                    }
                    let next = known.len() as u32 + 1;
                    *known.entry(specialty).or_insert(next)
                });
                specialty.collect()
            }
            Grouping::Facet(_) => vec![0; records.len()],
        };
        let names = name_ids.iter().max().map_or(1, |last| *last as usize + 1);
        let mut first_docs = vec![DocId::MAX; names];
        for (doc, name) in (0..).zip(&name_ids) {
            let first = &mut first_docs[*name as usize];
            *first = doc.min(*first);
        }
        Self {
            name_ids,
            first_docs,
            grouping,
        }
    }

    /// The name of a product, by its index among all names.
    pub(crate) fn name_of_product(&self, doc: DocId) -> usize {
        self.name_ids[doc as usize] as usize
    }

    /// How many names there are, "none" included.
    pub(crate) fn len(&self) -> usize {
        self.first_docs.len()
    }

    /// The names that hits of an answer have, those with the most hits first, "none" last.
    pub(crate) fn count_names(
        &self,
        records: &ProductRecords,
        answer: &SearchAnswer,
    ) -> Result<Vec<FacetValueCount>> {
        let counted = self.count_indexed_names(records, answer)?;
        Ok(counted.into_iter().map(|(_, value)| value).collect())
    }

    /// The same, each with its index among all names.
    pub(crate) fn count_indexed_names(
        &self,
        records: &ProductRecords,
        answer: &SearchAnswer,
    ) -> Result<Vec<(usize, FacetValueCount)>> {
        let mut counts = vec![0_u32; self.len()];
        answer.for_each_doc(|doc| counts[self.name_of_product(doc)] += 1);
        let mut names = Vec::new();
        for (index, count) in counts
            .into_iter()
            .enumerate()
            .filter(|(_, count)| *count > 0)
        {
            let value = FacetValueCount {
                value: self.read_name(records, index)?,
                count,
                ..FacetValueCount::default()
            };
            names.push((index, value));
        }
        names.sort_by(|(index, one), (other_index, other)| {
            let key = |index: usize, value: &FacetValueCount| (index == 0, u32::MAX - value.count);
            let by_count = key(*index, one).cmp(&key(*other_index, other));
            by_count.then_with(|| one.value.cmp(&other.value))
        });
        Ok(names)
    }

    fn read_name(&self, records: &ProductRecords, index: usize) -> Result<String> {
        if index == 0 {
            return Ok(NOT_GIVEN.to_owned());
        }
        let product = records.load_product(self.first_docs[index])?;
        let name = match self.grouping {
            Grouping::Producer => product.producer.map(|producer| producer.name),
            Grouping::Specialty => product.specialty,
            Grouping::Facet(_) => None,
        };
        Ok(name.unwrap_or_else(|| NOT_GIVEN.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::Grouping;

    #[test]
    fn every_grouping_has_a_key_of_its_own() {
        let mut keys = Grouping::ALL.map(Grouping::key).to_vec();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), Grouping::ALL.len());
    }
}
