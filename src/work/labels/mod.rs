//! Labels: a person's or the office's own words on products.
//!
//! * [`label_book`]: the labels that are known, and which one somebody means.
//! * [`label_drafts`]: labels set, taken off and renamed on many products at once, as events.

pub mod label_book;
pub mod label_drafts;
