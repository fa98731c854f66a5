//! The selection of products on the screen: which are selected, a range that grows, and what waits for the worker.
//!
//! It survives searches, filters, orders, another day and a newer catalogue. The row of the cursor is another thing:
//! [`super::Model::selected`]. Must not: ask the worker; [`crate::app::update`] does.

use std::ops::Range;

use super::list::SelectionAnchor;
use super::picked_options::PickedOptions;
use super::remote::Remote;
use crate::app::action::CopyTarget;
pub use crate::catalog::selected_products::{
    ProductId, ProductIds, SelectedProducts, SelectionChange,
};

/// The selection, and what goes on around it.
#[derive(Debug, Default)]
pub struct ProductSelection {
    /// The selected products.
    pub products: SelectedProducts,
    /// The row where a range began that is not ended yet.
    pub range_start: Option<RangeStart>,
    /// What is done as soon as the worker has delivered what it needs; keys wait for it.
    pub pending: Option<PendingWork>,
    /// How many of the selected products the list has.
    pub listed: Remote<usize, ListedKey>,
    /// The revision that the worker was handed, so that a query can ask for the selected; `None` for nothing.
    pub handed_over: Option<u64>,
    /// The question before only the selected were shown.
    pub question_before: Option<QuestionBefore>,
}

/// A question to come back to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionBefore {
    /// The line.
    pub line: String,
    /// What keys chose.
    pub picked: PickedOptions,
    /// The product under the cursor.
    pub anchor: Option<SelectionAnchor>,
}

/// The row where a range began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RangeStart {
    /// The number of the query in whose list it began.
    pub query_number: u64,
    /// The row.
    pub row: usize,
}

/// Which answer and which selection were counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListedKey {
    /// The query's number.
    pub query_number: u64,
    /// The revision of the selection.
    pub revision: u64,
}

/// Something that needs ids or records of the worker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingWork {
    /// What.
    pub work: SelectionWork,
    /// The number of the query whose answer was asked.
    pub asked_of: Option<u64>,
}

/// What is done with ids or records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SelectionWork {
    /// Select every hit.
    SelectAll,
    /// Select what is not selected of the hits, and deselect the others.
    Invert,
    /// Select these rows.
    SelectRows(Range<usize>),
    /// Copy something of the selected products.
    Copy(CopyTarget),
}

impl ProductSelection {
    /// True while rows have signs: something is selected, or a range grows.
    pub fn is_shown(&self) -> bool {
        !self.products.is_empty() || self.range_start.is_some()
    }
}
