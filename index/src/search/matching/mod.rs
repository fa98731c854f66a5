//! From an interpretation to scored products: which products are candidates, and what each one costs.
//!
//! * [`candidates`]: products that have a word for the rarest query term, from tantivy's [`postings`], as a
//!   [`product_set`]; [`candidate_cache`] keeps the sets of the last queries. [`code_fragments`] and
//!   [`joined_prefixes`] find products by parts of a code and by word prefixes typed as one string.
//! * [`term_match_table`]: what an interpretation matches, by word, place and producer, as [`term_masks`].
//! * [`score`]: the cost of one product, by [`alignment`] of its words with the query terms; [`contiguous`] is the
//!   fast path for words side by side.
//! * [`top_k`]: scores only the products that can be among the first hits; the others are
//!   [`deferred`](deferred_matches).
//! * [`names_in_text`]: names that stand in a long text; [`joined_names`]: names typed as one string.
//! * [`conditions`]: phrases, excluded words, codes and expiry dates that a product must satisfy.
//!
//! Nothing here may count facets or sort the list.

pub(crate) mod alignment;
pub(crate) mod candidate_cache;
pub(crate) mod candidates;
pub(crate) mod code_fragments;
pub(crate) mod conditions;
pub(crate) mod contiguous;
pub(crate) mod deferred_matches;
pub(crate) mod joined_names;
pub(crate) mod joined_prefixes;
pub(crate) mod names_in_text;
pub(crate) mod postings;
pub(crate) mod product_set;
pub(crate) mod score;
pub(crate) mod search_candidate;
pub(crate) mod term_masks;
pub(crate) mod term_match_table;
pub(crate) mod top_k;
