//! Back to where the user was: in an earlier sitting, or before a change that is undone.
//!
//! Must not: write a file; the session keeps the place.

use std::fmt::Display;

use ocop_index::query::language::read_line;

use super::build_query::{self, start_search};
use crate::app::effect::Effect;
use crate::app::model::last_place::LastPlace;
use crate::app::model::{Focus, Model, PickedOptions, SelectionAnchor};
use crate::app::notice::Notice;

/// Where the user is; `None` while a search is under way, and where nothing was done yet.
pub(super) fn current_place(model: &Model) -> Option<LastPlace> {
    if model.is_stale() {
        return None;
    }
    let place = LastPlace {
        line: model.input.text().trim().to_owned(),
        picked: build_query::format_picked_options(model),
        product_id: model.selected_hit().map(|hit| hit.product.id.clone()),
        row: model.selected,
        list_offset: model.list_offset,
        detail_offset: model.detail_offset,
        focus: model.focus,
        zoomed: model.zoomed,
    };
    (!place.is_start()).then_some(place)
}

/// Goes back to the place of the sitting before.
pub(super) fn resume_place(model: &mut Model) -> Vec<Effect> {
    let Some(place) = model.offered_place.take() else {
        model.notice = Some(Notice::hint(model.locale.t("refused.resume")));
        return Vec::new();
    };
    let read = read_line(&place.picked, &model.value_names);
    let (sort, backwards) = read.sort.unwrap_or_default();
    model.picked = PickedOptions {
        filter: read.query.filter,
        sort,
        backwards,
        literal: read.literal.unwrap_or_default(),
    };
    model.input.set_text(&place.line);
    model.zoomed = place.zoomed;
    model.focus = match place.focus {
        // Figures are not kept; the list that they count is.
        Focus::Stats => Focus::List,
        focus => focus,
    };
    model.selection_anchor = place.product_id.map(|product_id| SelectionAnchor {
        product_id,
        selected: place.row,
        list_offset: place.list_offset,
        detail_offset: place.detail_offset,
        tells_loss: true,
    });
    start_search(model)
}

/// The selected product, to find it again.
pub(super) fn selection_anchor(model: &Model) -> Option<SelectionAnchor> {
    let hit = model.selected_hit().filter(|_| !model.is_stale())?;
    Some(SelectionAnchor {
        product_id: hit.product.id.clone(),
        selected: model.selected,
        list_offset: model.list_offset,
        detail_offset: model.detail_offset,
        tells_loss: false,
    })
}

/// Says that the product of the earlier sitting is not in the list any more.
pub(super) fn report_lost_product(model: &mut Model) {
    let Some(anchor) = model
        .selection_anchor
        .as_mut()
        .filter(|anchor| anchor.tells_loss)
    else {
        return;
    };
    anchor.tells_loss = false;
    let id = anchor.product_id.clone();
    let row = (anchor.selected + 1).min(model.page.as_ref().map_or(1, |page| page.total.max(1)));
    let values: [(&str, &dyn Display); 2] = [("id", &id), ("row", &row)];
    model.notice = Some(Notice::hint(
        model.locale.fill("screen.place_lost", &values),
    ));
}
