//! The products that a person selected by hand: ids in the order of selecting, with changes that can be undone.
//!
//! For the screen and the linear mode. Must not: know which list is shown, or whether the catalogue has a product.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

/// The id of a product.
pub type ProductId = Arc<str>;

/// Ids of products in an order; cheap to hand on.
pub type ProductIds = Arc<[ProductId]>;

/// A set of products in the order of selecting.
#[derive(Clone, Debug, Default)]
pub struct SelectedProducts {
    /// The place of each in the order.
    places: HashMap<ProductId, u64>,
    ordered: BTreeMap<u64, ProductId>,
    next_place: u64,
    revision: u64,
    /// The ids in order, made when they are first asked for.
    listed: OnceLock<ProductIds>,
}

/// What a change of the set did: enough to undo it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SelectionChange {
    /// What is selected since, each with its place in the order.
    added: Vec<(u64, ProductId)>,
    /// What was selected before.
    removed: Vec<(u64, ProductId)>,
}

impl SelectionChange {
    /// How many products it selected.
    pub fn added(&self) -> usize {
        self.added.len()
    }

    /// How many it deselected.
    pub fn removed(&self) -> usize {
        self.removed.len()
    }

    /// True when it changed nothing.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty()
    }

    /// The products that it selected or deselected.
    pub fn products(&self) -> impl Iterator<Item = &ProductId> {
        self.added.iter().chain(&self.removed).map(|(_, id)| id)
    }
}

impl SelectedProducts {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// True when nothing is selected.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// True when this product is selected.
    pub fn contains(&self, id: &str) -> bool {
        self.places.contains_key(id)
    }

    /// The ids in the order of selecting.
    pub fn ids(&self) -> ProductIds {
        let listed = self
            .listed
            .get_or_init(|| self.ordered.values().cloned().collect());
        Arc::clone(listed)
    }

    /// Another number after each change.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Selects these products; those that are selected keep their places.
    pub fn select(&mut self, ids: impl IntoIterator<Item = ProductId>) -> SelectionChange {
        let mut change = SelectionChange::default();
        for id in ids {
            if !self.contains(&id) {
                change.added.push((self.next_place, id.clone()));
                self.insert(self.next_place, id);
            }
        }
        change
    }

    /// Deselects these products.
    pub fn deselect(&mut self, ids: impl IntoIterator<Item = ProductId>) -> SelectionChange {
        let mut change = SelectionChange::default();
        for id in ids {
            change
                .removed
                .extend(self.remove(&id).map(|place| (place, id)));
        }
        change
    }

    /// Selects those of these products that are not selected, and deselects the others.
    pub fn toggle(&mut self, ids: impl IntoIterator<Item = ProductId>) -> SelectionChange {
        let mut change = SelectionChange::default();
        for id in ids {
            if let Some(place) = self.remove(&id) {
                change.removed.push((place, id));
            } else {
                change.added.push((self.next_place, id.clone()));
                self.insert(self.next_place, id);
            }
        }
        change
    }

    /// Deselects all.
    pub fn clear(&mut self) -> SelectionChange {
        let all = self.ids();
        self.deselect(all.iter().cloned())
    }

    /// Takes a change back.
    pub fn revert(&mut self, change: &SelectionChange) {
        self.replace(&change.added, &change.removed);
    }

    /// Does a change again that was taken back.
    pub fn repeat(&mut self, change: &SelectionChange) {
        self.replace(&change.removed, &change.added);
    }

    fn replace(&mut self, out: &[(u64, ProductId)], back: &[(u64, ProductId)]) {
        for (_, id) in out {
            self.remove(id);
        }
        for (place, id) in back {
            self.insert(*place, id.clone());
        }
    }

    fn insert(&mut self, place: u64, id: ProductId) {
        self.note_change();
        self.next_place = self.next_place.max(place + 1);
        self.places.insert(id.clone(), place);
        self.ordered.insert(place, id);
    }

    fn remove(&mut self, id: &str) -> Option<u64> {
        let place = self.places.remove(id)?;
        self.note_change();
        self.ordered.remove(&place);
        Some(place)
    }

    fn note_change(&mut self) {
        self.revision += 1;
        self.listed = OnceLock::new();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ids(names: &[&str]) -> Vec<ProductId> {
        names.iter().map(|name| ProductId::from(*name)).collect()
    }

    #[test]
    fn the_order_is_that_of_selecting_and_comes_back_with_what_is_undone() {
        let mut selected = SelectedProducts::default();
        assert_eq!(selected.select(ids(&["b", "a", "b"])).added(), 2);
        let change = selected.toggle(ids(&["a", "c"]));
        assert_eq!((change.added(), change.removed()), (1, 1));
        assert_eq!(*selected.ids(), ids(&["b", "c"])[..]);
        selected.revert(&change);
        assert_eq!(*selected.ids(), ids(&["b", "a"])[..]);
        selected.repeat(&change);
        assert_eq!(*selected.ids(), ids(&["b", "c"])[..]);
        let cleared = selected.clear();
        assert!(selected.is_empty() && cleared.removed() == 2);
        assert!(selected.clear().is_empty());
    }

    proptest! {
        #[test]
        fn any_change_undone_leaves_what_was_there(
            first in prop::collection::vec(0u8..12, 0..12),
            acts in prop::collection::vec((0u8..4, prop::collection::vec(0u8..12, 0..8)), 0..12),
        ) {
            let name = |number: &u8| ProductId::from(number.to_string());
            let mut selected = SelectedProducts::default();
            selected.select(first.iter().map(name));
            let mut changes = Vec::new();
            for (act, numbers) in acts {
                let before = selected.ids();
                let numbers: Vec<ProductId> = numbers.iter().map(name).collect();
                let mut unique = numbers.clone();
                unique.sort();
                unique.dedup();
                let change = match act {
                    0 => selected.select(numbers),
                    1 => selected.deselect(numbers),
                    2 => selected.toggle(unique),
                    _ => selected.clear(),
                };
                changes.push((before, change, selected.ids()));
            }
            for (before, change, _) in changes.iter().rev() {
                selected.revert(change);
                prop_assert_eq!(&selected.ids(), before);
            }
            for (_, change, after) in &changes {
                selected.repeat(change);
                prop_assert_eq!(&selected.ids(), after);
            }
        }
    }
}
