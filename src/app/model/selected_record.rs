//! What the record's pane holds beside the selected row itself.

use ocop_index::search::{HitExplanation, SearchHit};

use crate::catalog::siblings::SiblingProducts;

/// The record that stays while the selection moves on: that of the product selected when it began to move.
///
/// It holds the product and not its rows, so that a key press formats nothing.
#[derive(Clone, Debug)]
pub struct DebouncedRecord {
    /// The product; `None` where nothing was selected.
    pub hit: Option<Box<SearchHit>>,
    /// Why it was found, if that was known.
    pub explanation: Option<HitExplanation>,
    /// The first line shown.
    pub offset: usize,
}

/// The other products of a producer.
#[derive(Clone, Debug)]
pub struct ProductSiblings {
    /// The id of the product whose producer it is.
    pub product_id: String,
    /// Its other products.
    pub products: SiblingProducts,
}
