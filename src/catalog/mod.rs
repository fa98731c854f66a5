//! The catalogue as the program uses it: opened, asked, and its values by name.
//!
//! * [`open`]: opens it and tells what a person should know. [`question`], [`query_options`]: the query that words and
//!   options mean. [`value_names`]: facet values by what people call them. [`siblings`]: other products of a producer.
//!
//! A value that exists nowhere is told with the nearest ones, because a silent zero would be read as a fact.
//! Must not: draw, or know a screen.

pub mod open;
pub mod query_options;
pub mod question;
pub mod siblings;
pub mod value_names;

pub use value_names::FacetValueNames;
