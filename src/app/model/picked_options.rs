//! What is chosen by keys, beside the search line.

use ocop_index::{Filter, Sort};

/// Filters, order and literal matching as chosen by keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PickedOptions {
    /// The values.
    pub filter: Filter,
    /// The order, where the line names none.
    pub sort: Sort,
    /// That order reversed.
    pub backwards: bool,
    /// Words only as typed, where the line does not say.
    pub literal: bool,
}
