//! Why an action of the table cannot be done now, for the palette. Must not: do or undo anything.

use super::action::{Action, ActionEntry, KeyContext};
use super::model::Model;
use crate::wording::locale::Locale;

/// Why doing it now would change nothing, as a sentence of the table; `None` when it would.
pub fn refusal_reason(entry: &ActionEntry, model: &Model) -> Option<&'static str> {
    let elsewhere =
        ![KeyContext::from_focus(model.focus), KeyContext::Anywhere].contains(&entry.context);
    if elsewhere {
        return Some("refused.elsewhere");
    }
    if entry.action.needs_answer() && model.is_stale() {
        return Some("screen.searching");
    }
    if entry.is_available(model) {
        return None;
    }
    Some(match entry.action {
        Action::Reload => "refused.reload",
        Action::DropFilter | Action::DropFilters => "refused.drop_filter",
        Action::WayOut if model.total() == 0 => "empty.none",
        Action::WayOut => "refused.way_out",
        Action::FilterBy => "refused.filter_by",
        Action::NextColumns | Action::NextFacet => "refused.other_table",
        Action::Undo => "refused.undo",
        Action::Redo => "refused.redo",
        Action::Literal => "refused.literal",
        _ => "refused.empty",
    })
}

/// A reason as a sentence; the place where it would work stands in the middle of it.
pub fn describe_refusal(locale: &Locale, reason: &str, entry: &ActionEntry) -> String {
    let mut letters = locale.t(entry.context.locale_key()).chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    let place: String = first.chain(letters).collect();
    locale.fill(reason, &[("place", &place)])
}
