//! What the index stores for each product, and how it is held in memory.
//!
//! * [`schema`], [`document`]: the tantivy fields, and a product as a document of them.
//! * [`ids`]: the ids of words, places, producers and profiles.
//! * [`vocabulary`], [`term_id_table`]: every term of the catalogue with its id.
//! * [`forward_index`]: the words of each product in order, which scoring reads.
//! * [`facet_columns`], [`facet_column`]: facet values and sort ranks by product, derived for a day from each
//!   [`profile`] by [`derived_profiles`]; [`expiry_rank`]: the order of expiry.
//! * [`mark_columns`]: the facets of what people did with products, which are in no index; [`product_ids`] finds the
//!   products.
//! * [`packed_recognition`], [`flags`], [`code_grams`]: recognitions, flags and codes packed for fast fields.
//! * [`bulk_read`]: whole tantivy columns read at once.
//!
//! Nothing here may know queries.

pub(crate) mod bulk_read;
pub(crate) mod code_grams;
pub(crate) mod derived_profiles;
pub(crate) mod document;
pub(crate) mod expiry_rank;
pub(crate) mod facet_column;
pub(crate) mod facet_columns;
pub(crate) mod flags;
pub(crate) mod forward_index;
pub(crate) mod ids;
pub(crate) mod mark_columns;
pub(crate) mod packed_recognition;
pub(crate) mod product_ids;
pub(crate) mod profile;
pub(crate) mod schema;
pub(crate) mod standing;
pub(crate) mod term_id_table;
pub(crate) mod vocabulary;
