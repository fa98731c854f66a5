//! What the selection of products asks of the worker, and what comes back. Must not: hold what is selected.

use std::ops::Range;

use ocop_index::search::SearchHit;

use crate::catalog::selected_products::{ProductId, ProductIds};

/// What the worker is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SelectionRequest {
    /// List the ids of these rows of the answer to this query.
    ListIds {
        /// The query's number.
        query_number: u64,
        /// The rows.
        rows: Range<usize>,
    },
    /// Load these products, in the order of the answer to this query.
    LoadProducts {
        /// The query's number.
        query_number: u64,
        /// The products.
        ids: ProductIds,
    },
    /// Take these as the selected products that a query may ask for from now on, in place of those before.
    HandOver(ProductIds),
    /// Count how many of these products the answer to this query has.
    CountListed {
        /// The query's number.
        query_number: u64,
        /// The revision of the selection that they are.
        revision: u64,
        /// The products.
        ids: ProductIds,
    },
}

impl SelectionRequest {
    /// The number of the query whose answer it is about, if it is about one.
    pub const fn query_number(&self) -> Option<u64> {
        match self {
            Self::ListIds { query_number, .. }
            | Self::LoadProducts { query_number, .. }
            | Self::CountListed { query_number, .. } => Some(*query_number),
            Self::HandOver(_) => None,
        }
    }
}

/// What the worker answers.
#[derive(Debug)]
pub enum SelectionMsg {
    /// The ids of the rows that were asked for.
    IdsListed {
        /// The query's number.
        query_number: u64,
        /// The ids, in the order of the rows.
        ids: Vec<ProductId>,
    },
    /// The products that were asked for.
    ProductsLoaded {
        /// The query's number.
        query_number: u64,
        /// Those that the catalogue has.
        hits: Vec<SearchHit>,
    },
    /// How many of the selected products an answer has.
    ListedCounted {
        /// The query's number.
        query_number: u64,
        /// The revision of the selection that was counted.
        revision: u64,
        /// How many are in the list.
        listed: usize,
        /// Those that the catalogue does not have any more.
        unknown: Vec<ProductId>,
    },
}
