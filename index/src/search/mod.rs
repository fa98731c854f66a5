//! Searching an open catalogue.
//!
//! The words of a question are [`read`] into plans, the likely ones first, and the [`ladder`] decides how far
//! to go. For each plan tantivy's postings yield the [`candidates`], and [`score`] finds the cheapest way to
//! give each typed piece a word of the product; of a long list [`finding`] scores only what may be among the first
//! rows. One [`collect`] pass filters what was found and counts every facet; [`answer`] puts the hits in order as
//! far as somebody looks. [`rescue`] offers ways out when nothing was found, [`highlight`] tells which letters
//! matched, [`explain`] why; [`crosstab`] and [`due`] count what is in a list, [`maker`] lists what one producer makes.
//! Must not: write, or keep between questions anything but the [`recent`] sets of
//! products, which change no answer.

pub(crate) mod act;
mod answer;
mod arrange;
mod beginnings;
mod bulk;
mod candidates;
mod catalog;
mod code;
mod collect;
mod columns;
mod conditions;
mod crosstab;
pub(crate) mod document;
mod due;
mod explain;
mod finding;
mod flags;
mod fragments;
mod highlight;
mod ladder;
mod lines;
mod maker;
mod numbers;
mod order;
mod profile;
mod read;
mod reading;
mod recent;
mod rescue;
mod run;
pub(crate) mod schema;
mod score;
mod slot;
mod threads;
mod vocabulary;

pub use crate::query::Due;
pub use answer::{Answer, FacetCount, FacetCounts};
pub use catalog::{Catalog, Hit};
pub use crosstab::CrossTab;
pub use due::DueCount;
pub use explain::{Explanation, Hidden, Step};
pub use highlight::Marks;
pub use reading::Reading;
pub use rescue::{Relief, WayOut};
pub use schema::Part;
pub use slot::{Distance, Way};
