//! Search in an open catalogue.
//!
//! 1. [`interpret`] reads the typed words into interpretations, the likeliest first.
//! 2. [`relaxation`] tries them stage by stage until one finds something good.
//! 3. [`matching`] finds the candidates of an interpretation in tantivy's postings and scores them.
//! 4. [`facet_collector`] applies the facet filter and counts every facet, in one pass.
//! 5. [`answer`] sorts the hits as far as somebody looks, by the keys of [`sort_keys`].
//!
//! [`columns`] holds what all of them read. [`suggestions`] are offered when nothing was found; [`highlight`] marks
//! matched letters; [`explanation`] says why a product was found; [`crosstab`] and [`expiry_counts`] count what is
//! in a list; [`siblings`] lists other products of one producer.
//!
//! Must not: write, or keep anything between queries but the candidate sets of [`matching::candidate_cache`],
//! which change no answer.

mod answer;
mod catalog;
pub(crate) mod columns;
mod crosstab;
mod expiry_counts;
mod explanation;
mod facet_collector;
mod highlight;
mod interpret;
mod interpretation_summary;
pub(crate) mod matching;
mod parallel;
mod relaxation;
mod siblings;
mod sort_keys;
mod suggestions;

pub use crate::query::ExpiryPeriod;
pub use answer::{FacetCounts, FacetValueCount, SearchAnswer};
pub use catalog::{Catalog, SearchHit};
pub use columns::schema::SearchField;
pub use crosstab::CrossTab;
pub use expiry_counts::ExpiryCount;
pub use explanation::{HiddenReason, HitExplanation, TermExplanation};
pub use highlight::HighlightRanges;
pub use interpret::query_term::{MatchDistance, MatchKind};
pub use interpretation_summary::InterpretationSummary;
pub use suggestions::{SearchSuggestion, SuggestionKind};
