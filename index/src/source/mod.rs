//! From bytes to products: readers of foreign and built-in records.
//!
//! Every reader passes its text through [`crate::clean`]. Must not: write, or touch the index.

pub mod builtin;
pub mod jsonl;
pub(crate) mod table;
