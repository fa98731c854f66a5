//! A newer catalogue: offered, opened when the user asks for it, and the selected product found in it again.
//!
//! Must not: replace the catalogue by itself.

use super::build_query;
use crate::app::effect::{Effect, WorkerRequest};
use crate::app::model::remote::Remote;
use crate::app::model::{Model, SelectionAnchor};
use crate::app::msg::ReloadOutcome;
use crate::app::notice::Notice;
use crate::app::store_work::WorkRequest;
use crate::wording::engine_error::format_engine_reason;

/// Opens the newer catalogue; where none is known, checks for one.
pub(super) fn request_reload(model: &mut Model) -> Vec<Effect> {
    if model.newer_generation.is_some() {
        return vec![Effect::Request(WorkerRequest::Reload)];
    }
    model.notice = Some(Notice::hint(model.locale.t("refused.reload")));
    vec![Effect::Request(WorkerRequest::CheckForNewCatalog)]
}

/// Offers a newer catalogue.
pub(super) fn announce_newer_catalog(model: &mut Model, generation: u64) {
    // The notice that there is none is outdated.
    let none = model.locale.t("refused.reload");
    model.notice = model.notice.take().filter(|notice| notice.text != none);
    model.newer_generation = Some(generation);
}

/// Repeats the search in the newer catalogue.
pub(super) fn apply_reload(model: &mut Model, reloaded: &ReloadOutcome) -> Vec<Effect> {
    let locale = &model.locale;
    match reloaded {
        ReloadOutcome::Opened {
            catalog_size,
            generation,
            value_names,
        } => {
            let number = generation.map_or_else(String::new, |number| number.to_string());
            let values: [(&str, &dyn std::fmt::Display); 2] = [
                ("n", &locale.format_number(*catalog_size)),
                ("number", &number),
            ];
            let reloaded = || locale.fill("screen.reloaded", &values);
            let published = model.published_notice.take();
            model.notice = Some(Notice::success(published.unwrap_or_else(reloaded)));
            model.newer_generation = None;
            model.siblings = Remote::NotAsked;
            // The selected product may be another one.
            if model.qr_screen().is_some() {
                model.overlay = None;
            }
            model.generation = *generation;
            model.catalog_size = *catalog_size;
            model.value_names = value_names.in_language(&model.locale);
            // The store's products may have other ids now; the list is counted again when they are found.
            model.work.lacks_facets = !model.work.author.is_empty();
            model.selection_anchor = model.selected_hit().map(|hit| SelectionAnchor {
                product_id: hit.product.id.clone(),
                selected: model.selected,
                list_offset: model.list_offset,
                detail_offset: model.detail_offset,
                tells_loss: false,
            });
            review_reference(model);
            let mut effects = build_query::start_search(model);
            effects.push(Effect::Work(WorkRequest::LinkAgain));
            effects
        }
        ReloadOutcome::Failed(cause) => {
            let reason = format_engine_reason(cause, locale);
            let sentence = locale.fill("screen.not_reloaded", &[("reason", &reason)]);
            model.notice = Some(Notice::error(sentence));
            Vec::new()
        }
    }
}

/// Figures of the older catalogue cannot be compared with those of the newer one; another generation is what it was,
/// and is compared again. Both are told.
fn review_reference(model: &mut Model) {
    let Some(reference) = model.stats.reference() else {
        return;
    };
    let other = reference.generation;
    let other = other.filter(|number| Some(*number) != model.generation);
    let told = if let Some(number) = other {
        model.locale.fill("stats.still_against", &[("n", &number)])
    } else {
        model.stats.set_reference(None);
        model.locale.t("stats.unmarked").to_owned()
    };
    if let Some(notice) = &mut model.notice {
        notice.text = format!("{}. {told}", notice.text);
    }
}

/// Selects the row of the product that was selected before.
pub(super) fn restore_selection(model: &mut Model) {
    if let Some(kept) = &model.selection_anchor {
        model.selected = kept.selected;
        model.list_offset = kept.list_offset;
    }
    select_anchored_product(model);
}

/// Selects that product, if it is among the loaded rows.
pub(super) fn select_anchored_product(model: &mut Model) {
    let Some(kept) = &model.selection_anchor else {
        return;
    };
    let Some(at) = model.loaded_rows.index_of(&kept.product_id) else {
        return;
    };
    model.selected = at;
    model.list_offset = at.saturating_sub(kept.selected - kept.list_offset.min(kept.selected));
    model.detail_offset = kept.detail_offset;
    model.selection_anchor = None;
}
