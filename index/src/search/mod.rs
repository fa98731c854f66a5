//! Search in an open catalogue.
//!
//! 1. [`interpret`] reads the typed words into interpretations, the likeliest first.
//! 2. [`relaxation`] tries them stage by stage until one finds something good.
//! 3. [`matching`] finds the candidates of an interpretation in tantivy's postings and scores them, by the table of
//!    costs in [`cost`].
//! 4. [`facet_collector`] applies the facet filter and counts every facet, in one pass.
//! 5. [`answer`] sorts as many hits as are looked at, by [`sort_keys`].
//!
//! [`catalog`] puts these steps together. [`read_as_words`] and [`part_of_name`] say when spoken filters are words
//! after all.
//! [`search_context`] holds what all of them read, which is in [`columns`];
//! [`product_records`] reads stored products. [`product_marks`] is what people did with products, handed in as plain
//! values and counted like any facet. [`suggestions`] are offered when nothing was found; [`highlight`] marks
//! matched letters; [`explanation`] and [`hidden_reason`] say why a product was found and why not; [`crosstab`] and
//! [`expiry_counts`] count what is in a list; [`siblings`] lists other products of one producer;
//! [`chosen_products`] finds products that a person chose by hand.
//!
//! Nothing here may write, or keep anything between queries but the bitmaps of [`matching::candidate_cache`], which
//! change no answer.

mod answer;
mod catalog;
mod chosen_products;
pub(crate) mod columns;
mod compared_figures;
pub(crate) mod cost;
mod crosstab;
mod expiry_counts;
mod explanation;
mod facet_collector;
mod grouping;
mod hidden_reason;
mod highlight;
mod interpret;
mod interpretation_summary;
mod interruption;
pub(crate) mod matching;
pub(crate) mod parallel;
mod part_of_name;
mod product_marks;
mod product_records;
mod read_as_words;
mod relaxation;
mod search_context;
mod siblings;
mod sort_keys;
mod suggestions;

pub use crate::query::ExpiryPeriod;
pub use answer::{FacetCounts, FacetValueCount, SearchAnswer};
pub use catalog::{Catalog, SearchHit};
pub use chosen_products::ListedProducts;
pub use columns::schema::SearchField;
pub use compared_figures::{
    ComparedCrossTab, ComparedExpiry, ComparedValue, compare_expiries, compare_values,
};
pub use crosstab::CrossTab;
pub use expiry_counts::ExpiryCount;
pub use explanation::{HitExplanation, TermExplanation};
pub use grouping::Grouping;
pub use hidden_reason::HiddenReason;
pub use highlight::HighlightRanges;
pub use interpret::match_kind::{MatchDistance, MatchKind};
pub use interpretation_summary::InterpretationSummary;
pub use product_marks::{MarkedValues, ProductMarks};
pub use read_as_words::ReadAsWords;
pub use suggestions::{SearchSuggestion, SuggestionKind};
