//! Where the user was: the question, what keys picked beside it, the selected product and how far its record is read.

use super::Focus;

/// A place to come back to in another sitting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LastPlace {
    /// The search line.
    pub line: String,
    /// Filters, order and literal matching chosen by keys, as a line of the query language.
    pub picked: String,
    /// The id of the selected product.
    pub product_id: Option<String>,
    /// Its row in the list, from 0.
    pub row: usize,
    /// The first row shown.
    pub list_offset: usize,
    /// The first line shown of the record.
    pub detail_offset: usize,
    /// The pane in focus.
    pub focus: Focus,
    /// That pane has the whole window.
    pub zoomed: bool,
}

impl LastPlace {
    /// True at the start of a sitting: there is nothing to come back to.
    pub const fn is_start(&self) -> bool {
        let is_plain = self.line.is_empty() && self.picked.is_empty();
        is_plain && self.row == 0 && !matches!(self.focus, Focus::Detail)
    }
}
