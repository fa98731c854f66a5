//! What else the producer of the selected product makes: asked once for each whose record is seen.
//!
//! Must not: hold up anything; the record is read without it meanwhile.

use crate::app::effect::{Effect, WorkerRequest};
use crate::app::layout;
use crate::app::model::{Model, ProductSiblings};

/// Asks for it, unless it is known or awaited.
pub(super) fn request_missing_siblings(model: &mut Model) -> Option<Effect> {
    let seen = model.debounced_record.is_none()
        && layout::compute_layout(model).is_some_and(|layout| layout.detail.is_some());
    let hit = model.selected_hit().filter(|_| seen && !model.is_stale())?;
    let product = &hit.product;
    let producer = product.producer.as_ref()?.name.clone();
    if model
        .siblings
        .as_ref()
        .is_some_and(|known| known.product_id == product.id)
    {
        return None;
    }
    let id = product.id.clone();
    model.siblings = Some(ProductSiblings {
        product_id: id.clone(),
        products: None,
    });
    Some(Effect::Request(WorkerRequest::FindSiblings {
        product_id: id,
        producer,
    }))
}

/// Takes it, unless another product is meant by now.
pub(super) fn apply_siblings(model: &mut Model, others: ProductSiblings) {
    if let Some(known) = &model.siblings
        && known.product_id == others.product_id
    {
        model.siblings = Some(others);
    }
}
