//! What an import would change, before anything is written.
//!
//! [`ChangePlan`] compares a list with the catalogue. `identity` decides whether a row and a record are one product or
//! only likely to be (`place_key`: whether their places contradict each other), `merge_row` merges the row into the
//! record, and [`compare`] names the differences. `carry_verdicts` applies a person's verdicts to a second comparison
//! of the same list. `duplicates` finds the doubtful pairs within one catalogue. [`SameProductIndex`] finds the
//! products of another list again. [`correction`]: changes that people propose by hand.
//!
//! Doubtful pairs are listed and never merged without a verdict. Must not: read or write files.

mod carry_verdicts;
pub mod compare;
pub mod correction;
mod correction_entry;
pub(crate) mod duplicates;
mod entry;
mod identity;
mod merge_row;
mod place_key;
mod plan;
mod same_product;

pub use compare::{ChangeKind, ProductChange};
pub use entry::{ChangeEntry, ImportMode, ProductDraft, RowOrigin, Verdict};
pub use plan::ChangePlan;
pub use same_product::{SameProduct, SameProductIndex, is_other_product};
