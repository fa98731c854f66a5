//! Which actions can be done now, and why the others cannot. Must not: do or undo anything.

use super::action::{
    Action, ActionEntry, CopyTarget, FacetAction, FilterAction, HistoryAction, KeyContext,
    PaneAction, RecordAction, StatisticsAction,
};
use super::focus::Focus;
use super::model::Model;
use super::model::statistics::StatisticsView;
use super::permission::forbidden_reason;
use crate::wording::no_results;

/// True when doing it now would change something.
pub(super) fn is_available(action: Action, model: &Model) -> bool {
    unavailable_reason(action, model).is_none()
}

/// Why an entry of the palette cannot be done now, as the key of a sentence; `None` when it can.
pub(super) fn refusal_reason(entry: &ActionEntry, model: &Model) -> Option<&'static str> {
    let here = [KeyContext::from_focus(model.focus), KeyContext::Anywhere];
    let forbidden = forbidden_reason(entry.action, &model.capabilities);
    if forbidden.is_some() {
        return forbidden;
    }
    if !here.contains(&entry.context) {
        return Some("refused.elsewhere");
    }
    if entry.action.needs_answer() && model.is_stale() {
        return Some("screen.searching");
    }
    unavailable_reason(entry.action, model)
}

fn unavailable_reason(action: Action, model: &Model) -> Option<&'static str> {
    let forbidden = forbidden_reason(action, &model.capabilities);
    if forbidden.is_some() {
        return forbidden;
    }
    let (is_possible, reason) = match action {
        Action::Reload => (model.newer_generation.is_some(), "refused.reload"),
        Action::PickSuggestion => {
            let page = model.page.as_ref();
            let reason = if model.total() == 0 {
                no_results::advice_without_suggestion(&model.query)
            } else {
                "refused.way_out"
            };
            (
                page.is_some_and(|page| !page.suggestions.is_empty()),
                reason,
            )
        }
        Action::Filter(FilterAction::DropLast | FilterAction::DropAll) => {
            let is_filtered = model.is_filtered() || model.is_on_other_day();
            (is_filtered, "refused.drop_filter")
        }
        // Beside the notice of another interpretation, and to come back from literal matching.
        Action::Filter(FilterAction::Literal) => (
            model.query.literal || model.is_reinterpreted(),
            "refused.literal",
        ),
        Action::Filter(FilterAction::AsWords) => (
            !model.resolved_line.spoken_ranges.is_empty(),
            "refused.as_words",
        ),
        Action::History(HistoryAction::Undo) => {
            (model.undo_history.has_steps(true), "refused.undo")
        }
        Action::History(HistoryAction::ResumePlace) => {
            (model.offered_place.is_some(), "refused.resume")
        }
        Action::History(HistoryAction::Redo) => {
            (model.undo_history.has_steps(false), "refused.redo")
        }
        Action::Statistics(StatisticsAction::FilterByLine) => {
            let stats = &model.stats;
            let has_value = stats.current_group().is_some() || stats.current_expiry().is_some();
            (has_value, "refused.filter_by")
        }
        Action::Statistics(StatisticsAction::NextColumns) => (
            model.stats.view == StatisticsView::CrossTab,
            "refused.other_table",
        ),
        Action::Facet(FacetAction::Next) => (
            model.focus != Focus::Stats || model.stats.view != StatisticsView::Expiry,
            "refused.other_table",
        ),
        Action::Pane(PaneAction::Open)
        | Action::Record(RecordAction::ScrollUp | RecordAction::ScrollDown)
        | Action::Copy(
            CopyTarget::Name
            | CopyTarget::Record
            | CopyTarget::Card
            | CopyTarget::Phone
            | CopyTarget::Link,
        )
        | Action::Filter(FilterAction::Sort | FilterAction::SortBy(_) | FilterAction::Reverse)
        | Action::ShowQrCode
        | Action::GoTo
        | Action::Export(_)
        | Action::ExportColumns(_) => {
            let is_empty = model.page.as_ref().is_some_and(|page| page.total == 0);
            (!is_empty, "refused.empty")
        }
        // Always possible.
        Action::Help
        | Action::ShowPlainText
        | Action::SeeDay
        | Action::Complete
        | Action::SwitchInputMethod
        | Action::Window(_)
        | Action::Pane(_)
        | Action::Move(_)
        | Action::Record(_)
        | Action::Edit(_)
        | Action::Filter(_)
        | Action::Facet(_)
        | Action::SameValue(_)
        | Action::Copy(_)
        | Action::History(_)
        | Action::Statistics(_)
        | Action::Catalog(_)
        | Action::Review(_) => return None,
    };
    (!is_possible).then_some(reason)
}
