//! A newer catalogue: offered, opened when the person says so, and the selected product found in it again.
//!
//! Must not: swap anything under the cursor by itself.

use super::build_query;
use crate::app::effect::{Effect, WorkerRequest};
use crate::app::model::{Model, SelectionAnchor};
use crate::app::msg::ReloadOutcome;
use crate::catalog::FacetValueNames;
use crate::cli::exit;

/// The person wants the newer catalogue; where none is known of, it is looked for.
pub(super) fn request_reload(model: &mut Model) -> Vec<Effect> {
    if model.newer_generation.is_some() {
        return vec![Effect::Request(WorkerRequest::Reload)];
    }
    model.notice = Some(model.locale.t("refused.reload").to_owned());
    vec![Effect::Request(WorkerRequest::CheckForNewCatalog)]
}

/// Asks the newer catalogue what was asked of the older one.
pub(super) fn apply_reload(model: &mut Model, reloaded: &ReloadOutcome) -> Vec<Effect> {
    let locale = &model.locale;
    match reloaded {
        ReloadOutcome::Opened {
            catalog_size: all,
            generation: number,
            value_names: names,
        } => {
            let number = number.map_or_else(String::new, |number| number.to_string());
            let values: [(&str, &dyn std::fmt::Display); 2] =
                [("n", &locale.format_number(*all)), ("number", &number)];
            model.notice = Some(locale.fill("screen.reloaded", &values));
            model.newer_generation = None;
            model.siblings = None;
            // What is selected may be another product.
            model.qr_screen = None;
            model.catalog_size = *all;
            model.value_names = FacetValueNames::clone(names);
            model.selection_anchor = model.selected_hit().map(|hit| SelectionAnchor {
                product_id: hit.product.id.clone(),
                selected: model.selected,
                list_offset: model.list_offset,
                detail_offset: model.detail_offset,
            });
            // What was counted in the older catalogue is nothing to compare the newer one with.
            if model.stats.reference().is_some() {
                model.stats.set_reference(None);
                let given_up = model.locale.t("stats.unmarked");
                model.notice = model
                    .notice
                    .take()
                    .map(|told| format!("{told}. {given_up}"));
            }
            build_query::start_search(model)
        }
        ReloadOutcome::Failed(cause) => {
            let reason = exit::format_engine_reason(cause, locale);
            model.notice = Some(locale.fill("screen.not_reloaded", &[("reason", &reason)]));
            Vec::new()
        }
    }
}

/// Goes where the product that was selected stood.
pub(super) fn restore_selection(model: &mut Model) {
    if let Some(kept) = &model.selection_anchor {
        model.selected = kept.selected;
        model.list_offset = kept.list_offset;
    }
    select_anchored_product(model);
}

/// Finds the product among the rows that are here.
pub(super) fn select_anchored_product(model: &mut Model) {
    let Some(kept) = &model.selection_anchor else {
        return;
    };
    let (start, rows) = &model.loaded_rows;
    let Some(at) = rows
        .iter()
        .position(|hit| hit.product.id == kept.product_id)
    else {
        return;
    };
    let at = start + at;
    model.selected = at;
    model.list_offset = at.saturating_sub(kept.selected - kept.list_offset.min(kept.selected));
    model.detail_offset = kept.detail_offset;
    model.selection_anchor = None;
}
