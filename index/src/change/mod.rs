//! What an import would change, before anything is written: which products are the same, what they gain,
//! what a person has to decide.
//!
//! [`identity`] tells when two records are one product and when that is only likely; [`join`] puts a row
//! of a list onto a record; `spot` tells whether two places contradict each other; `twins` finds the doubtful pairs
//! within one catalogue; [`compare`] names the differences; [`plan`] does all of that for a whole list; `keep` takes a
//! person's verdicts over to another comparison.
//! Doubtful pairs are listed and never merged in silence. Must not: read or write files.

pub mod compare;
pub mod identity;
pub mod join;
mod keep;
pub mod plan;
mod spot;
pub(crate) mod twins;

pub use compare::{Change, Kind, changes};
pub use plan::{Draft, Entry, Mode, Plan, Verdict};
