//! The OCOP catalogue as a library: records, Vietnamese full-text search, facets, the store on disk.
//!
//! ```
//! use ocop_index::{Facet, Query, source::builtin, store};
//!
//! # fn main() -> ocop_index::Result<()> {
//! let day = jiff::civil::date(2026, 11, 24);
//! let catalog = store::in_memory(&builtin::products()?, day)?;
//! let mut query = Query::text("cha muc");
//! query.filter.add(Facet::Star, "3");
//! let mut answer = catalog.search(&query)?;
//! let hits = catalog.hits(&mut answer, 0..10)?;
//! assert_eq!(hits[0].product.name, "Chả mực");
//! # Ok(())
//! # }
//! ```
//!
//! * [`product`], [`status`], [`law`], [`place`], [`group`], [`specialty`], [`gap`]: the field's words as plain
//!   data and rules.
//! * [`vietnamese`], [`clean`]: text. [`synonym`], [`abbreviation`], [`noise`]: what words of a query may mean as well.
//! * [`change`]: what a list would change. [`source`]: bytes to products. [`store`]: products to generations on disk and back.
//! * [`query`]: questions as data. [`search`], [`stats`]: answers.
//!
//! **Invariants.** What is here must not print, read the environment, ask for the time or know a terminal: days
//! and paths are arguments. The query parser never fails. The count beside a facet value is exactly the
//! size of the list after choosing it. Published generations are never changed.

mod abbreviation;
pub mod change;
pub mod clean;
pub mod error;
pub mod gap;
pub mod group;
pub mod law;
mod noise;
mod phrase;
pub mod place;
pub mod product;
pub mod query;
mod rewrite;
pub mod search;
pub mod source;
pub mod specialty;
pub mod stats;
pub mod status;
pub mod store;
mod synonym;
pub mod vietnamese;

pub use error::{Error, Result};
pub use product::Product;
pub use query::{Condition, Facet, Filter, NONE, ONLINE, Query, Scope, Sort, TRACED};
pub use search::{Answer, Catalog, Hit};
pub use status::{Left, State, Status};
