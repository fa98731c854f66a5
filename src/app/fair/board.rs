//! The list of a fair as the screen has it, with the entry of each product at hand.

use std::collections::HashMap;
use std::sync::Arc;

use crate::work::lists::entry_subject::EntryKey;
use crate::work::lists::product_list::{ListEntry, ProductList};

/// A list as it stands.
#[derive(Clone, Debug)]
pub struct FairBoard {
    /// The list.
    pub list: ProductList,
    /// The entry of each product, by its id.
    by_product: HashMap<String, usize>,
}

impl FairBoard {
    /// The board of a list.
    pub fn new(list: ProductList) -> Self {
        let numbered = list.entries.iter().enumerate();
        let by_product = numbered
            .filter_map(|(index, entry)| Some((entry.product_id()?.to_owned(), index)))
            .collect();
        Self { list, by_product }
    }

    /// Its entries in their order.
    pub fn entries(&self) -> &[ListEntry] {
        &self.list.entries
    }

    /// The entry with this key.
    pub fn find(&self, key: &EntryKey) -> Option<&ListEntry> {
        match key {
            EntryKey::Product(id) => self.entry_of(id),
            _ => self.list.find_entry(key),
        }
    }

    /// The entry of a product.
    pub fn entry_of(&self, product_id: &str) -> Option<&ListEntry> {
        self.list.entries.get(*self.by_product.get(product_id)?)
    }

    /// The ids of its products in the catalogue, in the order of the list.
    pub fn product_ids(&self) -> Vec<Arc<str>> {
        let ids = self.entries().iter().filter_map(ListEntry::product_id);
        ids.map(Arc::from).collect()
    }

    /// How many entries are sold out.
    pub fn sold_out_count(&self) -> usize {
        self.entries()
            .iter()
            .filter(|entry| entry.is_sold_out())
            .count()
    }
}
