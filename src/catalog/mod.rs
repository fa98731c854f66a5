//! The catalogue as the program uses it: opening it, resolving queries, and facet values by name.
//!
//! * [`open`]: opens it and reports notices. [`question`], [`query_options`]: turn the words and options of a
//!   command line into a query. [`value_names`]: facet values by what people call them. [`siblings`]: other products
//!   of a producer. [`meant_product`]: the one product that a question is about. [`generation_records`]: earlier
//!   generations, read and compared. [`work`]: the store of what people do with it; [`work_links`]: its products
//!   found in the catalogue; [`marked`]: the catalogue with what people did. [`open_review`]: the review that a
//!   person has open. [`selected_products`]: the products that a person selected by hand; [`answered_products`]:
//!   those of an answer. [`named_product`], [`named_list`]: the product, the product list that a person names.
//!   [`label_work`]: labels set and taken off.
//!
//! An unknown facet value is an error that names the nearest ones, because a silent zero would be
//! read as a fact.

pub mod answered_products;
pub mod generation_records;
pub mod label_work;
pub mod marked;
pub mod meant_product;
pub mod named_list;
pub mod named_product;
pub mod open;
pub mod open_review;
pub mod query_options;
pub mod question;
pub mod selected_products;
pub mod siblings;
pub mod value_names;
pub mod work;
pub mod work_links;

pub use value_names::FacetValueNames;
