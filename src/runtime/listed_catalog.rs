//! The products of one list as a catalogue of their own: what the fair mode asks is mostly about them, and among sixty
//! products an answer comes at once, whatever the size of the catalogue. Must not: know the list.

use std::collections::HashSet;
use std::sync::Arc;

use ocop_index::{Catalog, Facet, MARKED, ProductMarks, Query, Result, store};

use super::selection::mark_selected;
use crate::catalog::selected_products::{ProductId, ProductIds};

/// The products of a list, those among them that a query may ask for marked as selected.
pub(super) struct ListedCatalog {
    /// All of them.
    ids: HashSet<ProductId>,
    catalog: Arc<Catalog>,
    /// The same products are selected in the whole catalogue.
    pub(super) is_marked: bool,
}

impl ListedCatalog {
    /// The catalogue in which these products are selected: the one known already where it has all of them. `None` where
    /// the whole catalogue cannot be read.
    pub(super) fn renew(
        known: Option<Self>,
        whole: &Catalog,
        marks: &ProductMarks,
        selected: &ProductIds,
    ) -> Option<Self> {
        let known = known.filter(|known| selected.iter().all(|id| known.ids.contains(id)));
        let mut listed = match known {
            Some(known) => known,
            None => Self::build(whole, selected).ok()?,
        };
        let marked = mark_selected(&listed.catalog, marks, selected).ok()?;
        listed.catalog = Arc::new(marked);
        listed.is_marked = false;
        Some(listed)
    }

    /// The catalogue of these products; ids that the whole catalogue lacks are left out.
    fn build(whole: &Catalog, selected: &ProductIds) -> Result<Self> {
        let mut products = Vec::with_capacity(selected.len());
        for id in selected.iter() {
            products.extend(whole.find_product(id)?.map(|hit| hit.product));
        }
        Ok(Self {
            ids: selected.iter().cloned().collect(),
            catalog: Arc::new(store::build_in_memory(&products, whole.day())?),
            is_marked: false,
        })
    }

    /// The catalogue, for a query about the selected products alone.
    pub(super) fn answers(&self, query: &Query) -> Option<Arc<Catalog>> {
        let is_of_list = query.filter.is_chosen(Facet::Selection, MARKED);
        is_of_list.then(|| Arc::clone(&self.catalog))
    }
}
