//! A column of a header: its label, and the field that it holds.

use crate::source::field::ProductField;

/// A column of a header.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeaderColumn {
    /// The label as written, on one line, with `: ` between the upper and the lower row; empty when there is none.
    pub label: String,
    /// What it holds, if known. Only [`ProductField::Ignored`] can have several columns.
    pub field: Option<ProductField>,
}
