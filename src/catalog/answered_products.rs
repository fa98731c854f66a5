//! Every product of an answer, as the store of work names it.

use ocop_index::Catalog;
use ocop_index::search::SearchAnswer;

use crate::work::events::product_ref::ProductRef;

/// Products that are read at once.
const BATCH_SIZE: usize = 512;

/// The products of an answer, in its order.
///
/// # Errors
/// Fails where the catalogue cannot be read.
pub fn load_answered_products(
    catalog: &Catalog,
    answer: &mut SearchAnswer,
) -> ocop_index::Result<Vec<ProductRef>> {
    let total = answer.total();
    let mut products = Vec::with_capacity(total);
    for start in (0..total).step_by(BATCH_SIZE) {
        let batch = start..(start + BATCH_SIZE).min(total);
        let hits = catalog.load_hits(answer, batch)?;
        products.extend(
            hits.iter()
                .map(|hit| ProductRef::from_product(&hit.product)),
        );
    }
    Ok(products)
}
