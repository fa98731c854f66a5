//! What people did with products, as plain values by product and facet. Where they come from, the engine does not know.
//!
//! Values and sets of values are kept once each, so that marks of 20,000 products are small and quick to set. A mark
//! that changes is set again, and [`crate::Catalog::with_marks`] takes all of them again: a few milliseconds.

use std::collections::HashMap;

use crate::clean;
use crate::query::{Facet, NOT_GIVEN};
use crate::search::columns::product_ids::IdKey;

/// The marks of products: values of the facets in [`Facet::MARKS`].
#[derive(Clone, Debug, Default)]
pub struct ProductMarks {
    facets: [InternedSets; Facet::MARKS.len()],
    products: Vec<MarkedProduct>,
    /// The place of a product by its id as it was written.
    by_id: HashMap<Box<str>, u32>,
    by_key: HashMap<IdKey, u32>,
}

/// The set of values of each facet of marks, by its id in that facet; 0 for none.
pub(crate) type MarkSets = [u32; Facet::MARKS.len()];

/// A product that has or had a mark.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MarkedProduct {
    pub(crate) key: IdKey,
    pub(crate) sets: MarkSets,
}

/// The different values of a facet, and the different sets of them that products have.
#[derive(Clone, Debug, Default)]
pub(crate) struct InternedSets {
    values: Vec<String>,
    value_ids: HashMap<String, u16>,
    sets: Vec<Box<[u16]>>,
    set_ids: HashMap<Box<[u16]>, u32>,
}

impl ProductMarks {
    /// Sets the values that a product has of a facet, in place of those that it had; no values take them away. Ids are
    /// compared without case. Of a facet that has one value a product, the first counts. Empty values,
    /// [`NOT_GIVEN`] and facets that follow from records are left out. Values are cleaned as foreign text.
    pub fn set(
        &mut self,
        product_id: &str,
        facet: Facet,
        values: impl IntoIterator<Item = impl Into<String>>,
    ) {
        let Some(at) = facet.index().checked_sub(Facet::RECORD_COUNT) else {
            return;
        };
        let most = if facet.is_multi_valued() {
            usize::MAX
        } else {
            1
        };
        let set = self.facets[at].intern_set(values, most);
        if let Some(product) = self.find_or_add(product_id, set > 0) {
            product.sets[at] = set;
        }
    }

    /// Takes the values of a facet away from every product.
    pub fn clear_facet(&mut self, facet: Facet) {
        if let Some(at) = facet.index().checked_sub(Facet::RECORD_COUNT) {
            for product in &mut self.products {
                product.sets[at] = 0;
            }
        }
    }

    /// True when no product has a mark.
    pub fn is_empty(&self) -> bool {
        let mut products = self.products.iter();
        products.all(|product| product.sets == MarkSets::default())
    }

    pub(crate) fn products(&self) -> &[MarkedProduct] {
        &self.products
    }

    /// The sets of each facet of [`Facet::MARKS`].
    pub(crate) fn facets(&self) -> &[InternedSets; Facet::MARKS.len()] {
        &self.facets
    }

    fn find_or_add(&mut self, product_id: &str, adds: bool) -> Option<&mut MarkedProduct> {
        if let Some(at) = self.by_id.get(product_id) {
            return self.products.get_mut(*at as usize);
        }
        let key = IdKey::new(product_id);
        let known = self.by_key.get(&key).copied();
        if known.is_none() && !adds {
            return None;
        }
        let at = known.unwrap_or(self.products.len() as u32);
        if known.is_none() {
            self.products.push(MarkedProduct {
                key,
                sets: MarkSets::default(),
            });
            self.by_key.insert(key, at);
        }
        self.by_id.insert(product_id.into(), at);
        self.products.get_mut(at as usize)
    }
}

impl InternedSets {
    /// The id of a set of values; 0 for none of them.
    fn intern_set(
        &mut self,
        values: impl IntoIterator<Item = impl Into<String>>,
        most: usize,
    ) -> u32 {
        let values = values.into_iter().map(Into::into);
        let values = values.filter(|value: &String| !value.is_empty() && value != NOT_GIVEN);
        let ids = values
            .take(most)
            .filter_map(|value| self.intern_value(value));
        let mut ids: Vec<u16> = ids.collect();
        ids.sort_unstable();
        ids.dedup();
        if ids.is_empty() {
            return 0;
        }
        if let Some(id) = self.set_ids.get(&*ids) {
            return *id;
        }
        let ids: Box<[u16]> = ids.into();
        self.sets.push(ids.clone());
        let id = self.sets.len() as u32;
        self.set_ids.insert(ids, id);
        id
    }

    /// The id of a value, from 1. After 65,535 different ones others do not count.
    fn intern_value(&mut self, value: String) -> Option<u16> {
        if let Some(id) = self.value_ids.get(&value) {
            return Some(*id);
        }
        let clean = clean::clean_text(&value).into_owned();
        let known = self.value_ids.get(&clean).copied();
        let id = match known {
            Some(id) => id,
            None => u16::try_from(self.values.len() + 1).ok()?,
        };
        if known.is_none() {
            self.values.push(clean.clone());
            self.value_ids.insert(clean, id);
        }
        self.value_ids.insert(value, id);
        Some(id)
    }

    /// The values of a set, by their places among [`Self::values`] counted from 1.
    pub(crate) fn set(&self, id: u32) -> &[u16] {
        let at = (id as usize).checked_sub(1);
        at.map_or(&[], |at| &self.sets[at])
    }

    /// Every value that was ever set.
    pub(crate) fn values(&self) -> &[String] {
        &self.values
    }
}

/// What people did with one product: its values of each facet in [`Facet::MARKS`] of which it has any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarkedValues {
    facets: Vec<(Facet, Vec<String>)>,
}

impl MarkedValues {
    /// Adds the values of a facet; none add nothing.
    pub(crate) fn push(&mut self, facet: Facet, values: Vec<String>) {
        if !values.is_empty() {
            self.facets.push((facet, values));
        }
    }

    /// True for a product without marks.
    pub fn is_empty(&self) -> bool {
        self.facets.is_empty()
    }

    /// Its values of a facet, in the facet's order; none where it has no mark of that kind.
    pub fn of(&self, facet: Facet) -> &[String] {
        let mut facets = self.facets.iter();
        let found = facets.find(|(known, _)| *known == facet);
        found.map_or(&[], |(_, values)| values)
    }

    /// True where it has a mark of this kind.
    pub fn has(&self, facet: Facet) -> bool {
        !self.of(facet).is_empty()
    }

    /// Each facet of which it has values, in the order of [`Facet::MARKS`].
    pub fn iter(&self) -> impl Iterator<Item = (Facet, &[String])> {
        let facets = self.facets.iter();
        facets.map(|(facet, values)| (*facet, values.as_slice()))
    }
}
