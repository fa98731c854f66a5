//! The window of the disagreements of a review: which products they are, and where the cursor is.

use std::collections::HashMap;

use crate::app::model::work_desk::WorkDesk;
use crate::app::screen_area::{WindowSize, body_area};
use crate::work::events::event::ReviewId;
use crate::work::events::product_ref::ProductRef;
use crate::work::product_work::ReviewedProduct;
use crate::work::reviews::review_round::ReviewRound;

/// The open window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DisagreementList {
    /// The review that it is about.
    pub review: ReviewId,
    /// The row of the cursor.
    pub cursor: usize,
    /// The first row shown.
    pub offset: usize,
    /// True once what others wrote until now is read.
    pub is_current: bool,
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
    /// The reviews whose disagreements can be settled: the open one, and blind ones that are closed.
    pub fn reviews_to_settle(&self) -> Vec<ReviewId> {
        let open = self.open.iter().map(|open| &open.round);
        let open = open.filter(|round| !round.hides_others());
        let closed = self.to_settle.iter().map(|review| &review.round);
        open.chain(closed).map(|round| round.id).collect()
    }

    /// One of them, with its products by their ids in the catalogue.
    pub fn review_to_settle(
        &self,
        review: ReviewId,
    ) -> Option<(&ReviewRound, &HashMap<String, ProductRef>)> {
        let open = self.open.iter().map(|open| (&*open.round, &open.scope));
        let closed = self.to_settle.iter();
        let closed = closed.map(|review| (&*review.round, &review.scope));
        let mut reviews = open.chain(closed);
        reviews.find(|(round, _)| round.id == review)
    }

    /// The products of a review whose verdicts differ, in the order of its start; without those whose settlement is
    /// being saved, and without any while a blind review goes on.
    pub fn disputed_products(&self, review: ReviewId) -> Vec<DisputedProduct<'_>> {
        let found = self.review_to_settle(review);
        let Some((round, scope)) = found.filter(|(round, _)| !round.hides_others()) else {
            return Vec::new();
        };
        let disputed = scope.iter().filter_map(|(id, product)| {
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
    /// The window of a review, at its first product.
    pub const fn new(review: ReviewId) -> Self {
        Self {
            review,
            cursor: 0,
            offset: 0,
            is_current: false,
        }
    }

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
