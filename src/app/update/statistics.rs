//! The statistics: opening and leaving them, filtering by a bar, comparing with a reference, asking for figures.
//!
//! Must not: count, or show figures of an older query.

use ocop_index::query::{ExpiryPeriod, ExpiryRange};
use ocop_index::search::Grouping;
use ocop_index::{ConditionScope, NOT_GIVEN, QueryCondition};

use super::{build_query, day_prompt};
use crate::app::action::{KeyContext, StatisticsAction};
use crate::app::effect::{Effect, WorkerRequest};
use crate::app::model::day_prompt::DayPurpose;
use crate::app::model::remote::Remote;
use crate::app::model::statistics::{QueryStatistics, ReferenceQuery, StatisticsView};
use crate::app::model::{Focus, Model};
use crate::app::notice::Notice;

/// Opens the statistics of the query.
pub(super) fn open_statistics(model: &mut Model) {
    // The help can open them while they are shown.
    if model.focus != Focus::Stats {
        model.stats.return_focus = model.focus;
    }
    model.focus = Focus::Stats;
    model.stats.move_to_start();
}

/// Does something in the statistics.
pub(super) fn perform_statistics_action(
    model: &mut Model,
    action: StatisticsAction,
) -> Vec<Effect> {
    match action {
        StatisticsAction::Open => open_statistics(model),
        StatisticsAction::NextView => model.stats.show_next_view(),
        StatisticsAction::NextColumns => show_adjacent_columns(model, true),
        StatisticsAction::PreviousColumns => show_adjacent_columns(model, false),
        StatisticsAction::FilterByLine => return filter_by_cursor_line(model),
        StatisticsAction::MarkReference => toggle_reference(model),
        StatisticsAction::CompareDay => {
            day_prompt::open_day_prompt(model, DayPurpose::Compare);
        }
    }
    Vec::new()
}

/// Goes to the next facet: of the bars, or of the rows of the cross table.
pub(super) fn show_adjacent_facet(model: &mut Model, forward: bool) {
    if model.stats.view == StatisticsView::CrossTab {
        model.stats.cycle_cross_facet(0, forward);
    } else {
        model.stats.move_to_adjacent_facet(forward);
    }
}

/// Goes to the next facet of the columns.
fn show_adjacent_columns(model: &mut Model, forward: bool) {
    if model.stats.view == StatisticsView::CrossTab {
        model.stats.cycle_cross_facet(1, forward);
    }
}

/// Compares with another generation from now on, and shows it. The one in use is no other.
pub(super) fn compare_with_generation(model: &mut Model, number: u64) {
    if Some(number) == model.generation {
        model.notice = Some(Notice::hint(model.locale.t("generations.compare_other")));
        return;
    }
    model.overlay = None;
    model.stats.set_reference(Some(ReferenceQuery {
        line: String::new(),
        query: None,
        day: model.day,
        generation: Some(number),
    }));
    open_statistics(model);
}

/// Goes back to the pane that had the focus.
pub(super) fn leave_statistics(model: &mut Model) {
    model.focus = model.stats.return_focus;
}

/// Filters by the value of the cursor's line alone in its facet, so that the list has as many products as the bar says.
fn filter_by_cursor_line(model: &mut Model) -> Vec<Effect> {
    if let Some(due) = model.stats.current_expiry() {
        return filter_by_expiry(model, due);
    }
    let Some((grouping, value)) = model.stats.current_group() else {
        return Vec::new();
    };
    let Some(facet) = grouping.facet() else {
        return filter_by_name(model, grouping, value);
    };
    model.focus = Focus::List;
    let filter = &model.query.filter;
    let others = filter
        .chosen_values(facet)
        .iter()
        .chain(filter.excluded_values(facet));
    let others: Vec<String> = others.filter(|other| **other != value).cloned().collect();
    let is_chosen = filter.is_chosen(facet, &value);
    if is_chosen && others.is_empty() {
        return Vec::new();
    }
    for other in others {
        build_query::drop_value(model, facet, &other);
    }
    if !is_chosen {
        model.picked.filter.choose_value(facet, value);
    }
    build_query::start_search(model)
}

/// Producers and specialties are no facets: the condition goes into the line. A group without a name is no condition.
fn filter_by_name(model: &mut Model, grouping: Grouping, value: String) -> Vec<Effect> {
    let scope = match grouping {
        _ if value == NOT_GIVEN => None,
        Grouping::Producer => Some(ConditionScope::Producer),
        Grouping::Specialty => Some(ConditionScope::Specialty),
        Grouping::Facet(_) => None,
    };
    let Some(scope) = scope else {
        model.notice = Some(Notice::hint(model.locale.t("refused.filter_by")));
        return Vec::new();
    };
    add_condition(model, scope, value)
}

/// There are too many months for a facet: the condition goes into the line.
fn filter_by_expiry(model: &mut Model, due: ExpiryPeriod) -> Vec<Effect> {
    let words = ExpiryRange::single(due).to_string();
    add_condition(model, ConditionScope::Expiry, words)
}

fn add_condition(model: &mut Model, scope: ConditionScope, words: String) -> Vec<Effect> {
    let condition = QueryCondition {
        scope,
        words,
        not: false,
        ..QueryCondition::default()
    };
    model.focus = Focus::List;
    if model.query.conditions.contains(&condition) {
        return Vec::new();
    }
    build_query::add_condition(model, condition)
}

/// Makes the current query the reference of comparisons, or drops the reference.
fn toggle_reference(model: &mut Model) {
    let is_marked = model.stats.reference().is_some();
    if is_marked {
        model.stats.set_reference(None);
    } else if model.stats.statistics_for(model.query_number).is_some() {
        let reference = ReferenceQuery {
            line: model.value_names.describe_query(&model.query),
            query: Some(model.query.clone()),
            day: model.day,
            generation: None,
        };
        model.stats.mark_current(reference);
    }
    let key = if is_marked {
        "stats.unmarked"
    } else {
        "stats.marked"
    };
    let notice = model
        .keymap
        .fill_key_names(&model.locale, key, KeyContext::List);
    model.notice = Some(Notice::hint(notice));
}

/// Asks for figures that are shown but not here, once for each query and pair of facets.
pub(super) fn request_missing_statistics(model: &mut Model) -> Option<Effect> {
    if model.is_stale() || model.page.is_none() {
        return None;
    }
    let wanted = model.missing_statistics()?;
    if model.stats.request.is_for(&wanted) {
        return None;
    }
    model.stats.request = Remote::Loading(wanted.clone());
    Some(Effect::Request(WorkerRequest::ComputeStatistics {
        query_number: wanted.query_number,
        groupings: wanted.groupings,
        reference: wanted.reference,
    }))
}

/// Takes figures, unless there is a newer query.
pub(super) fn apply_statistics(model: &mut Model, figures: Box<QueryStatistics>) {
    if figures.query_number == model.query_number {
        model.stats.set_statistics(figures);
    }
}

/// Marks the figures that are awaited as failed. Where another generation cannot be read, the figures go on without it.
pub(super) fn mark_statistics_failed(model: &mut Model) {
    let reference = model.stats.reference();
    if reference.is_some_and(|reference| reference.generation.is_some()) {
        model.stats.set_reference(None);
        return;
    }
    if let Some(wanted) = model.missing_statistics() {
        model.stats.request = Remote::Failed(wanted);
    }
}
