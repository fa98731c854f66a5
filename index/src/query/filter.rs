//! The chosen values of the facets, OR inside one facet and AND across facets, and the excluded ones.
//!
//! Of a facet of which a product can have several values, all chosen ones may be wanted instead:
//! `thieu:contact+decision`.
//! Products with an excluded value are never hits, and its count is 0. Choosing a value ends its exclusion and the
//! other way round. Must not: know which values exist; a value that no product has finds nothing.

use std::collections::BTreeSet;

use super::facet::Facet;

/// Chosen values of every facet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    chosen: [BTreeSet<String>; Facet::ALL.len()],
    excluded: [BTreeSet<String>; Facet::ALL.len()],
    /// The facets of which products must have all chosen values, which are several.
    all_wanted: [bool; Facet::ALL.len()],
}

impl Filter {
    /// The chosen values of one facet.
    pub fn chosen_values(&self, facet: Facet) -> &BTreeSet<String> {
        &self.chosen[facet.index()]
    }

    /// True when this value is chosen.
    pub fn is_chosen(&self, facet: Facet, value: &str) -> bool {
        self.chosen_values(facet).contains(value)
    }

    /// Chooses a value.
    pub fn choose_value(&mut self, facet: Facet, value: impl Into<String>) {
        let value = value.into();
        self.excluded[facet.index()].remove(&value);
        self.chosen[facet.index()].insert(value);
    }

    /// Chooses these values, and wants all that are chosen of the facet instead of any.
    pub fn choose_all_of<'a>(&mut self, facet: Facet, values: impl IntoIterator<Item = &'a str>) {
        for value in values {
            self.choose_value(facet, value);
        }
        self.all_wanted[facet.index()] = self.chosen_values(facet).len() > 1;
    }

    /// True where a product must have all chosen values of a facet, which are several.
    pub const fn wants_all(&self, facet: Facet) -> bool {
        self.all_wanted[facet.index()]
    }

    /// Values that are no longer several are not wanted together.
    fn forget_single_value(&mut self, facet: Facet) {
        self.all_wanted[facet.index()] &= self.chosen_values(facet).len() > 1;
    }

    /// The excluded values of one facet.
    pub fn excluded_values(&self, facet: Facet) -> &BTreeSet<String> {
        &self.excluded[facet.index()]
    }

    /// Excludes a value.
    pub fn exclude_value(&mut self, facet: Facet, value: impl Into<String>) {
        let value = value.into();
        self.chosen[facet.index()].remove(&value);
        self.excluded[facet.index()].insert(value);
        self.forget_single_value(facet);
    }

    /// Chooses and excludes what another filter does.
    pub fn add_values(&mut self, other: &Self) {
        for facet in Facet::ALL {
            let values = other.chosen_values(facet).iter().map(String::as_str);
            if other.wants_all(facet) {
                self.choose_all_of(facet, values);
            } else {
                values.for_each(|value| self.choose_value(facet, value));
            }
        }
        for (facet, value) in other.iter_excluded() {
            self.exclude_value(facet, value);
        }
    }

    /// Removes a value; true when it was chosen or excluded.
    pub fn remove_value(&mut self, facet: Facet, value: &str) -> bool {
        let excluded = self.excluded[facet.index()].remove(value);
        let chosen = self.chosen[facet.index()].remove(value);
        self.forget_single_value(facet);
        chosen || excluded
    }

    /// Removes every value of a facet, chosen or excluded.
    pub fn clear_facet(&mut self, facet: Facet) {
        self.chosen[facet.index()].clear();
        self.all_wanted[facet.index()] = false;
        self.excluded[facet.index()].clear();
    }

    /// True when nothing is chosen and nothing excluded.
    pub fn is_empty(&self) -> bool {
        let mut sets = self.chosen.iter().chain(&self.excluded);
        sets.all(BTreeSet::is_empty)
    }

    /// What it says about one facet.
    #[must_use]
    pub fn of_facet(&self, facet: Facet) -> Self {
        let mut of_facet = Self::default();
        let index = facet.index();
        of_facet.chosen[index].clone_from(&self.chosen[index]);
        of_facet.excluded[index].clone_from(&self.excluded[index]);
        of_facet.all_wanted[index] = self.all_wanted[index];
        of_facet
    }

    /// Every chosen value, facet by facet.
    pub fn iter_chosen(&self) -> impl Iterator<Item = (Facet, &str)> {
        Facet::ALL.into_iter().flat_map(|facet| {
            self.chosen_values(facet)
                .iter()
                .map(move |value| (facet, value.as_str()))
        })
    }

    /// Every excluded value, facet by facet.
    pub fn iter_excluded(&self) -> impl Iterator<Item = (Facet, &str)> {
        Facet::ALL.into_iter().flat_map(|facet| {
            self.excluded_values(facet)
                .iter()
                .map(move |value| (facet, value.as_str()))
        })
    }
}
