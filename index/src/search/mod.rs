//! Searching an open catalogue.
//!
//! tantivy yields the candidates (the products that have a word for each slot of the [`plan`]); one
//! [`collect`] pass over its fast fields filters, counts every facet and asks [`score`] for a cost;
//! [`answer`] puts the hits in order as far as somebody looks. [`rescue`] offers ways out when nothing was
//! found, [`highlight`] tells which letters matched. Must not: write, or keep state between questions.

pub(crate) mod act;
mod answer;
mod catalog;
mod collect;
mod columns;
mod flags;
mod highlight;
mod plan;
mod rescue;
pub(crate) mod schema;
mod score;
mod vocabulary;

pub use answer::{Answer, FacetCount, FacetCounts};
pub use catalog::{Catalog, Hit};
pub use highlight::Marks;
pub use plan::Reading;
pub use rescue::{Relief, WayOut};
