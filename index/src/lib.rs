//! The OCOP catalogue as a library: records, Vietnamese full-text search, facets, the store on disk.
//!
//! ```
//! use ocop_index::{Facet, Query, source::builtin, store};
//!
//! # fn main() -> ocop_index::Result<()> {
//! let day = jiff::civil::date(2026, 11, 24);
//! let catalog = store::build_in_memory(&builtin::load_products()?, day)?;
//! let mut query = Query::from_text("cha muc");
//! query.filter.choose_value(Facet::Star, "3");
//! let mut answer = catalog.search(&query)?;
//! let hits = catalog.load_hits(&mut answer, 0..10)?;
//! assert_eq!(hits[0].product.name, "Chả mực");
//! # Ok(())
//! # }
//! ```
//!
//! * [`product`], [`status`], [`rating_law`], [`place`], [`product_group`], [`specialty`], [`record_gap`]: the
//!   domain as plain data and rules.
//! * [`vietnamese`], [`clean`]: text. `rewrite`: synonyms, abbreviations and noise words of a query.
//! * [`source`]: files to products. [`change`]: what importing a list would change. [`store`]: products to generations
//!   on disk and back.
//! * [`query`]: queries as data, and the query language. [`search`], [`list_totals`]: answers.
//!
//! **Invariants.** This library must not print, read the environment, read the clock or know a terminal: days and
//! paths are arguments. The query parser never fails. The count beside a facet value is exactly the size of the
//! list after choosing it. Published generations are never changed.

pub(crate) mod reference_table;

pub mod change;
pub mod clean;
pub mod error;
pub mod list_totals;
pub mod place;
pub mod product;
pub mod product_group;
pub mod query;
pub mod rating_law;
pub mod record_gap;
mod rewrite;
pub mod search;
pub mod source;
pub mod specialty;
pub mod status;
pub mod store;
pub mod vietnamese;

pub use error::{Error, Result};
pub use product::Product;
pub use query::{
    ConditionScope, Facet, Filter, MARKED, NOT_GIVEN, ONLINE, Query, QueryCondition, REVIEW_STATES,
    Sort, TRACED,
};
pub use search::{Catalog, MarkedValues, ProductMarks, SearchAnswer, SearchHit};
pub use status::{ExpiryBand, ProductState, ProductStatus};

/// The examples of `index/README.md`, run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;
