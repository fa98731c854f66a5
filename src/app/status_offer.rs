//! What the line between the search and the panes offers: the place of the sitting before, and the order by end date.

use std::fmt::Display;

use ocop_index::{ConditionScope, Facet, ProductStatus, Sort};

use super::action::{Action, FilterAction, KeyContext};
use super::model::{Focus, Model};

/// The offer to go back to the place of the sitting before, while nothing was done in this one.
pub(super) fn describe_offered_place(model: &Model) -> Option<String> {
    let place = model.offered_place.as_ref()?;
    let is_untouched = model.focus == Focus::Input
        && model.input.text().is_empty()
        && model.selected == 0
        && model.chips.is_empty();
    if !is_untouched {
        return None;
    }
    let query = [place.picked.as_str(), place.line.as_str()].join(" ");
    let (query, row) = (query.trim(), place.row + 1);
    let values: [(&str, &dyn Display); 2] = [("query", &query), ("row", &row)];
    let sentence = if query.is_empty() {
        "screen.place_offer_row"
    } else {
        "screen.place_offer"
    };
    let (keymap, locale) = (&model.keymap, &model.locale);
    Some(keymap.fill_key_names_and_values(locale, sentence, KeyContext::Input, &values))
}

/// The key of the order by end date, where a filter is about time left and the list has another order.
pub(super) fn offer_expiry_order(model: &Model) -> Option<String> {
    let query = &model.query;
    let is_time = |facet: Facet, value: &str| match facet {
        Facet::ExpiryBand => true,
        Facet::Status => [
            ProductStatus::ExpiringSoon.key(),
            ProductStatus::Expired.key(),
        ]
        .contains(&value),
        _ => false,
    };
    let mut chosen = query.filter.iter_chosen();
    let mut conditions = query.conditions.iter();
    let is_about_time = chosen.any(|(facet, value)| is_time(facet, value))
        || conditions.any(|condition| condition.scope == ConditionScope::Expiry);
    if !is_about_time || query.sort == Sort::Expiry || model.focus == Focus::Input {
        return None;
    }
    let context = KeyContext::from_focus(model.focus);
    let by_end = Action::Filter(FilterAction::SortBy(Sort::Expiry));
    let key = model.keymap.shortcut_text(by_end, context)?;
    Some(model.locale.fill("screen.sort_offer", &[("key", &key)]))
}
