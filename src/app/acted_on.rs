//! What an action acts on: the selected products where there are some, else the one under the cursor. And what the
//! list knows of the selection.

use std::ops::Range;

use ocop_index::{Facet, MARKED};

use super::model::Model;
use super::model::selection::{ListedKey, ProductId, ProductIds};
use crate::work::events::product_ref::ProductRef;

/// The products that an action acts on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActedOn {
    /// Their ids: the selected ones in the order of selecting, or the one under the cursor.
    pub ids: ProductIds,
    /// They are the selection, so that their number is to be told.
    pub is_selection: bool,
}

impl Model {
    /// The products that an action on "the row" acts on: the selected ones where there are some, else the one under
    /// the cursor; `None` in an empty list, and while the row is not loaded.
    pub fn acted_on_products(&self) -> Option<ActedOn> {
        if !self.selection.products.is_empty() {
            return Some(ActedOn {
                ids: self.selection.products.ids(),
                is_selection: true,
            });
        }
        let hit = self.selected_hit().filter(|_| !self.is_stale())?;
        Some(ActedOn {
            ids: [ProductId::from(hit.product.id.as_str())].into(),
            is_selection: false,
        })
    }

    /// These products with what the screen knows of them; of others only the id.
    pub fn product_refs(&self, ids: &ProductIds) -> Vec<ProductRef> {
        let in_review = |id: &str| self.work.open.as_ref()?.scope.get(id).cloned();
        let loaded = |id: &str| {
            let hit = self.hit_at(self.loaded_rows.index_of(id)?)?;
            Some(ProductRef::from_product(&hit.product))
        };
        let known = ids.iter().map(|id| {
            let known = loaded(id).or_else(|| in_review(id));
            known.unwrap_or_else(|| ProductRef {
                id: id.to_string(),
                ..ProductRef::default()
            })
        });
        known.collect()
    }

    /// The rows of the range that grows, while it does.
    pub fn growing_range(&self) -> Option<Range<usize>> {
        let start = self.selection.range_start?;
        let is_here = start.query_number == self.query_number && !self.is_stale();
        is_here.then(|| start.row.min(self.selected)..start.row.max(self.selected) + 1)
    }

    /// How many of the selected products the list does not have, where that is known.
    pub fn selected_outside_list(&self) -> Option<usize> {
        let key = self.listed_key();
        let listed = self.selection.listed.value_for(&key)?;
        Some(self.selection.products.len().saturating_sub(*listed))
    }

    /// True while the list has only the selected products.
    pub fn shows_only_selected(&self) -> bool {
        self.query.filter.is_chosen(Facet::Selection, MARKED)
    }

    /// The newest query with the selection as it is.
    pub fn listed_key(&self) -> ListedKey {
        ListedKey {
            query_number: self.query_number,
            revision: self.selection.products.revision(),
        }
    }
}
