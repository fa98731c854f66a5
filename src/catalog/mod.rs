//! The catalogue as the program uses it: opening it, resolving queries, and facet values by name.
//!
//! * [`open`]: opens it and reports notices. [`question`], [`query_options`]: turn the words and
//!   options of a command line into a query. [`value_names`]: facet values by what people call
//!   them. [`siblings`]: other products of a producer. [`meant_product`]: the one product
//!   that a question is about. [`generation_records`]: earlier generations, read and compared. [`work`]: the store
//!   of what people do with it.
//!
//! An unknown facet value is an error that names the nearest ones, because a silent zero would be
//! read as a fact.

pub mod generation_records;
pub mod meant_product;
pub mod open;
pub mod query_options;
pub mod question;
pub mod siblings;
pub mod value_names;
pub mod work;

pub use value_names::FacetValueNames;
