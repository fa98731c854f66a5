//! A newer catalogue: offered, opened when the person says so, and the selected product found in it again.
//!
//! Must not: swap anything under the cursor by itself.

use super::asking;
use crate::app::effect::{Effect, Request};
use crate::app::model::{Kept, Model};
use crate::app::msg::Reloaded;
use crate::choice::Names;
use crate::exit;

/// The person wants the newer catalogue; where none is known of, it is looked for.
pub(super) fn wish(model: &mut Model) -> Vec<Effect> {
    if model.news.is_some() {
        return vec![Effect::Ask(Request::Reload)];
    }
    model.notice = Some(model.locale.t("refused.reload").to_owned());
    vec![Effect::Ask(Request::Look)]
}

/// Asks the newer catalogue what was asked of the older one.
pub(super) fn take(model: &mut Model, reloaded: &Reloaded) -> Vec<Effect> {
    let locale = &model.locale;
    match reloaded {
        Reloaded::Opened { all, number, names } => {
            let number = number.map_or_else(String::new, |number| number.to_string());
            let values: [(&str, &dyn std::fmt::Display); 2] =
                [("n", &locale.number(*all)), ("number", &number)];
            model.notice = Some(locale.fill("screen.reloaded", &values));
            model.news = None;
            model.others = None;
            // What is selected may be another product.
            model.scan = None;
            model.all = *all;
            model.names = Names::clone(names);
            model.keep = model.selected_hit().map(|hit| Kept {
                id: hit.product.id.clone(),
                selected: model.selected,
                offset: model.offset,
                detail_offset: model.detail_offset,
            });
            // What was counted in the older catalogue is nothing to compare the newer one with.
            if model.stats.reference().is_some() {
                model.stats.refer(None);
                let given_up = model.locale.t("stats.unmarked");
                model.notice = model
                    .notice
                    .take()
                    .map(|told| format!("{told}. {given_up}"));
            }
            asking::ask(model)
        }
        Reloaded::Refused(cause) => {
            let reason = exit::reason(cause, locale);
            model.notice = Some(locale.fill("screen.not_reloaded", &[("reason", &reason)]));
            Vec::new()
        }
    }
}

/// Goes where the product that was selected stood.
pub(super) fn return_to_place(model: &mut Model) {
    if let Some(kept) = &model.keep {
        model.selected = kept.selected;
        model.offset = kept.offset;
    }
    find(model);
}

/// Finds the product among the rows that are here.
pub(super) fn find(model: &mut Model) {
    let Some(kept) = &model.keep else { return };
    let (start, rows) = &model.rows;
    let Some(at) = rows.iter().position(|hit| hit.product.id == kept.id) else {
        return;
    };
    let at = start + at;
    model.selected = at;
    model.offset = at.saturating_sub(kept.selected - kept.offset.min(kept.selected));
    model.detail_offset = kept.detail_offset;
    model.keep = None;
}
