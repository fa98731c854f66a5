//! What an import would change, before anything is written: which products are the same, what they gain,
//! what a person has to decide.
//!
//! [`identity`] tells when two records are one product and when that is only likely; [`join`] puts a row
//! of a list onto a record; `spot` tells whether two places contradict each other; `twins` finds the doubtful pairs
//! within one catalogue; [`compare`] names the differences; [`plan`] does all of that for a whole list; `keep` takes a
//! person's verdicts over to another comparison.
//! Doubtful pairs are listed and never merged in silence. Must not: read or write files.

mod carry_verdicts;
pub mod compare;
pub(crate) mod duplicates;
pub mod identity;
pub mod merge_row;
mod place_key;
pub mod plan;

pub use compare::{ChangeKind, ProductChange, compare_products};
pub use plan::{ChangeEntry, ChangePlan, ImportMode, ProductDraft, Verdict};
