//! What else the producer of the selected product makes: asked once for each whose record is seen.
//!
//! Must not: hold up anything; the record is read without it meanwhile.

use crate::app::effect::{Effect, Request};
use crate::app::layout;
use crate::app::model::{Model, Others};

/// Asks for it, unless it is known or awaited.
pub(super) fn missing(model: &mut Model) -> Option<Effect> {
    let seen = model.lingering.is_none()
        && layout::layout(model).is_some_and(|layout| layout.detail.is_some());
    let hit = model.selected_hit().filter(|_| seen && !model.is_stale())?;
    let product = &hit.product;
    let producer = product.producer.as_ref()?.name.clone();
    if model
        .others
        .as_ref()
        .is_some_and(|known| known.id == product.id)
    {
        return None;
    }
    let id = product.id.clone();
    model.others = Some(Others {
        id: id.clone(),
        made: None,
    });
    Some(Effect::Ask(Request::Others { id, producer }))
}

/// Takes it, unless another product is meant by now.
pub(super) fn take(model: &mut Model, others: Others) {
    if let Some(known) = &model.others
        && known.id == others.id
    {
        model.others = Some(others);
    }
}
