//! Which actions can be done now, and why the others cannot. Must not: do or undo anything.

use super::action::{
    Action, ActionEntry, CopyTarget, FacetAction, FilterAction, HistoryAction, KeyContext,
    PaneAction, RecordAction, SelectionAction, StatisticsAction, WorkAction,
};
use super::focus::Focus;
use super::model::Model;
use super::model::statistics::StatisticsView;
use super::model::work_desk::SavingState;
use super::permission::forbidden_reason;
use crate::wording::no_results;

/// True when doing it now would change something.
pub(super) fn is_available(action: Action, model: &Model) -> bool {
    unavailable_reason(action, model).is_none()
}

/// Why an entry of the palette cannot be done now, as the key of a sentence; `None` when it can.
pub(super) fn refusal_reason(entry: &ActionEntry, model: &Model) -> Option<&'static str> {
    let leading = KeyContext::Reviewing;
    let here = [KeyContext::from_focus(model.focus), KeyContext::Anywhere];
    let here = here
        .into_iter()
        .chain(model.is_reviewing().then_some(leading));
    let mut here = here;
    let forbidden = forbidden_reason(entry.action, &model.capabilities);
    if forbidden.is_some() {
        return forbidden;
    }
    if entry.context == leading && model.work.open.is_none() {
        return Some("refused.no_review");
    }
    if !here.any(|context| context == entry.context) {
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
        Action::Work(action) => return unavailable_work_reason(action, model),
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
        Action::Selection(SelectionAction::None | SelectionAction::Only) => (
            !model.selection.products.is_empty() || model.shows_only_selected(),
            "refused.nothing_selected",
        ),
        // What acts on the selection needs no list.
        Action::Copy(_) | Action::Export(_) | Action::ExportColumns(_)
            if !model.selection.products.is_empty() =>
        {
            return None;
        }
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
        | Action::Selection(_)
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

/// Why an act of work is not possible now.
fn unavailable_work_reason(action: WorkAction, model: &Model) -> Option<&'static str> {
    let (is_possible, reason) = match action {
        WorkAction::GiveVerdict
        | WorkAction::NextOpen
        | WorkAction::PreviousOpen
        | WorkAction::Postpone
        | WorkAction::WriteReport
        | WorkAction::ShowProgress => (model.work.open.is_some(), "refused.no_review"),
        WorkAction::ShowDisagreements => (
            model.work.open.is_some() || !model.work.to_settle.is_empty(),
            "refused.no_review",
        ),
        WorkAction::SaveAgain => (
            matches!(model.work.saving, SavingState::Failed(_)),
            "refused.save_again",
        ),
        WorkAction::Remark
        | WorkAction::SetLabel
        | WorkAction::AddToList
        | WorkAction::SetStock
        | WorkAction::EditEntry
        | WorkAction::NoteInterest => {
            let is_empty = model.page.as_ref().is_some_and(|page| page.total == 0);
            let has_products = !is_empty || !model.selection.products.is_empty();
            (has_products, "refused.empty")
        }
        WorkAction::OpenMenu | WorkAction::ApplyProposals => return None,
    };
    (!is_possible).then_some(reason)
}
