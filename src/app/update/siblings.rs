//! The other products of the selected product's producer: asked for once for each record that is shown.
//!
//! The record is shown without them meanwhile.

use crate::app::effect::{Effect, WorkerRequest};
use crate::app::layout;
use crate::app::model::Model;
use crate::app::model::remote::Remote;
use crate::app::model::selected_record::ProductSiblings;

/// Asks for them, unless they are known or awaited.
pub(super) fn request_missing_siblings(model: &mut Model) -> Option<Effect> {
    let seen = model.debounced_record.is_none()
        && layout::compute_layout(model).is_some_and(|layout| layout.detail.is_some());
    let hit = model.selected_hit().filter(|_| seen && !model.is_stale())?;
    let product = &hit.product;
    let producer = product.producer.as_ref()?.name.clone();
    if model.siblings.is_for(&product.id) {
        return None;
    }
    let id = product.id.clone();
    model.siblings = Remote::Loading(id.clone());
    Some(Effect::Request(WorkerRequest::FindSiblings {
        product_id: id,
        producer,
    }))
}

/// Takes them, unless another product is selected by now.
pub(super) fn apply_siblings(model: &mut Model, siblings: ProductSiblings) {
    model
        .siblings
        .deliver(siblings.product_id, siblings.products);
}
