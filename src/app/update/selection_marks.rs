//! Hands the selection to the worker, only where a query asks for it: selecting costs nothing otherwise.

use ocop_index::Facet;

use crate::app::effect::{Effect, WorkerRequest};
use crate::app::model::Model;
use crate::app::model::selection::ProductIds;
use crate::app::selection_work::SelectionRequest;

/// What the worker has to know before it answers the newest query.
pub(super) fn hand_over_selection(model: &mut Model) -> Option<Effect> {
    let filter = &model.query.filter;
    let is_asked_for = !filter.chosen_values(Facet::Selection).is_empty()
        || !filter.excluded_values(Facet::Selection).is_empty();
    let products = &model.selection.products;
    let wanted = (is_asked_for && !products.is_empty()).then(|| products.revision());
    if std::mem::replace(&mut model.selection.handed_over, wanted) == wanted {
        return None;
    }
    let ids = match wanted {
        Some(_) => products.ids(),
        None => ProductIds::from([]),
    };
    let request = SelectionRequest::HandOver(ids);
    Some(Effect::Request(WorkerRequest::Selection(request)))
}
