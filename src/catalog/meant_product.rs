//! The one product that a question is about.
//!
//! It is the only hit, or its whole name is in the line; its words must be there as typed, with or without marks.

use ocop_index::query::language;
use ocop_index::search::{Catalog, MatchDistance, SearchAnswer};
use ocop_index::{Query, Result};

use super::value_names::fold_name;

pub use crate::wording::spoken_answer::MeantProduct;

/// How many hits are looked at for products with the same name.
const NAMESAKES: usize = 2;

/// The product that a question is about; `None` where several products are or none is.
pub fn find_meant_product(
    catalog: &Catalog,
    answer: &mut SearchAnswer,
    query: &Query,
) -> Result<Option<MeantProduct>> {
    let summary = answer.interpretation_summary();
    let is_as_typed = summary.distance == MatchDistance::Literal && summary.dropped.is_empty();
    if !is_as_typed || answer.read_as_words().is_some() || answer.total() == 0 {
        return Ok(None);
    }
    let mut hits = catalog.load_hits(answer, 0..NAMESAKES)?.into_iter();
    let Some(hit) = hits.next() else {
        return Ok(None);
    };
    let has_namesakes =
        hits.any(|other| fold_name(&other.product.name) == fold_name(&hit.product.name));
    let is_named =
        language::has_words(&query.text) && fold_name(&query.text) == fold_name(&hit.product.name);
    let is_meant = answer.total() == 1 || is_named;
    Ok(is_meant.then_some(MeantProduct { hit, has_namesakes }))
}
