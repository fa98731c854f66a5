//! The chosen values of the facets: OR inside one facet, AND across facets.
//!
//! Must not: know which values exist; a chosen value without products simply finds none.

use std::collections::BTreeSet;

use super::Facet;

/// Chosen values of every facet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    chosen: [BTreeSet<String>; Facet::ALL.len()],
}

impl Filter {
    /// The chosen values of one facet.
    pub fn chosen(&self, facet: Facet) -> &BTreeSet<String> {
        &self.chosen[facet.index()]
    }

    /// True when this value is chosen.
    pub fn has(&self, facet: Facet, value: &str) -> bool {
        self.chosen(facet).contains(value)
    }

    /// Chooses a value.
    pub fn add(&mut self, facet: Facet, value: impl Into<String>) {
        self.chosen[facet.index()].insert(value.into());
    }

    /// Gives a value up; true when it was chosen.
    pub fn remove(&mut self, facet: Facet, value: &str) -> bool {
        self.chosen[facet.index()].remove(value)
    }

    /// Gives up every value of a facet.
    pub fn clear(&mut self, facet: Facet) {
        self.chosen[facet.index()].clear();
    }

    /// True when nothing is chosen.
    pub fn is_empty(&self) -> bool {
        self.chosen.iter().all(BTreeSet::is_empty)
    }

    /// Every chosen value, facet by facet.
    pub fn iter(&self) -> impl Iterator<Item = (Facet, &str)> {
        Facet::ALL.into_iter().flat_map(|facet| {
            self.chosen(facet)
                .iter()
                .map(move |value| (facet, value.as_str()))
        })
    }
}
