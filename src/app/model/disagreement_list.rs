//! The window of the disagreements of the open review: which products they are, and where the cursor is.

use std::collections::HashMap;

use crate::app::model::work_desk::WorkDesk;
use crate::app::screen_area::{WindowSize, body_area};
use crate::work::product_ref::ProductRef;
use crate::work::product_work::ReviewedProduct;

/// The open window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DisagreementList {
    /// The row of the cursor.
    pub cursor: usize,
    /// The first row shown.
    pub offset: usize,
}

/// A product whose verdicts differ.
#[derive(Clone, Copy, Debug)]
pub struct DisputedProduct<'a> {
    /// Its id in the catalogue.
    pub id: &'a str,
    /// The product as the review names it.
    pub product: &'a ProductRef,
    /// What was said of it.
    pub reviewed: &'a ReviewedProduct,
}

impl WorkDesk {
    /// The products of the open review whose verdicts differ, in the order of its start; without those whose settlement
    /// is being saved, and without any while a blind review goes on.
    pub fn disputed_products(&self) -> Vec<DisputedProduct<'_>> {
        let Some(open) = self.open.as_ref().filter(|open| !open.round.hides_others()) else {
            return Vec::new();
        };
        let round = &open.round;
        let disputed = open.scope.iter().filter_map(|(id, product)| {
            let reviewed = self.products.get(id)?.reviews.get(&round.id)?;
            let is_disputed = reviewed.has_disagreement() && !self.is_being_judged(id);
            is_disputed.then_some(DisputedProduct {
                id,
                product,
                reviewed,
            })
        });
        let mut disputed: Vec<DisputedProduct<'_>> = disputed.collect();
        if disputed.len() > 1 {
            let scope = round.start.scope.iter().enumerate();
            let places: HashMap<&str, usize> = scope
                .map(|(place, product)| (&*product.id, place))
                .collect();
            disputed.sort_by_key(|one| (places.get(&*one.product.id), one.id));
        }
        disputed
    }
}

impl DisagreementList {
    /// Rows for the products: the upper half of the window.
    pub fn page_rows(size: WindowSize) -> usize {
        let inside = usize::from(body_area(size).inner_area().height);
        (inside / 2).max(1)
    }

    /// Moves the cursor among so many products; the first row shown follows.
    pub fn move_cursor(&mut self, by: isize, count: usize, size: WindowSize) {
        self.cursor = self
            .cursor
            .saturating_add_signed(by)
            .min(count.saturating_sub(1));
        let first = (self.cursor + 1).saturating_sub(Self::page_rows(size));
        self.offset = self.offset.clamp(first, self.cursor);
    }
}
