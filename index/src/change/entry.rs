//! A row of a list on its way into the catalogue, and the change it makes there.

use std::sync::Arc;

use super::compare::ChangeKind;
use super::correction_entry::{CorrectionEntry, CorrectionStanding};
use super::identity::IdentityKey;
use crate::product::Product;

/// What happens to products that are not in the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ImportMode {
    /// They stay.
    #[default]
    Merge,
    /// The list is complete: they are removed.
    Replace,
}

/// A product as a row of a list has it.
#[derive(Clone, Debug, PartialEq)]
pub struct ProductDraft {
    /// The row it comes from.
    pub origin: RowOrigin,
    /// The content of the row.
    pub product: Product,
    /// The row is a whole record of this program: an empty cell empties the field.
    pub is_full_record: bool,
    pub(super) key: IdentityKey,
}

/// A row of one of the imported files.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RowOrigin {
    /// Index of the file, from 0.
    pub file: usize,
    /// The sheet, or the list of a JSON document, where several were read.
    pub sheet: Option<Arc<str>>,
    /// Number of the row in it, from 1.
    pub row: u64,
}

impl RowOrigin {
    /// A row of the only table of a file.
    pub fn new(file: usize, row: u64) -> Self {
        Self {
            file,
            sheet: None,
            row,
        }
    }
}

impl ProductDraft {
    /// The draft of a row. Its identity key is computed here, while the next rows are still being read.
    pub fn new(origin: RowOrigin, product: Product, is_full_record: bool) -> Self {
        Self {
            origin,
            key: IdentityKey::from_product(&product),
            product,
            is_full_record,
        }
    }
}

/// A person's decision on a change, or the default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Apply it. A doubtful row becomes a product of its own.
    Accept,
    /// Do not apply it.
    Refuse,
    /// A doubtful row is this one of its suspects, by index.
    SameAs(usize),
}

/// One change.
#[derive(Clone, Debug)]
pub struct ChangeEntry {
    /// The kind of change.
    pub kind: ChangeKind,
    /// Index of the product in the old catalogue; `None` for a new one.
    pub before_index: Option<usize>,
    /// The product afterwards; for a removed one, as it was.
    pub after: Product,
    /// The row of the list, the last one where several were merged; `None` for a removed product.
    pub origin: Option<RowOrigin>,
    /// Indices in the old catalogue of products that it may be; not empty for a doubtful row.
    pub suspects: Vec<usize>,
    /// The decision.
    pub verdict: Verdict,
    pub(super) is_full_record: bool,
    /// The correction that it is; `None` for a change of a list.
    pub correction: Option<Box<CorrectionEntry>>,
}

impl ChangeEntry {
    /// True for a row that may be a product of the catalogue; a person decides.
    pub fn is_doubtful(&self) -> bool {
        !self.suspects.is_empty()
    }

    /// True for a correction that starts as refused: what the catalogue has otherwise by now, or others want otherwise.
    /// A person takes each of them by itself.
    pub fn waits_for_choice(&self) -> bool {
        let correction = self.correction.as_ref();
        correction.is_some_and(|own| own.standing != CorrectionStanding::Applies)
    }
}
