//! The statistics: opening and leaving them, walking through them, filtering by a bar, comparing with a reference,
//! asking for figures.
//!
//! Must not: count, or show figures of an older question.

use ocop_index::query::{ExpiryPeriod, ExpiryRange};
use ocop_index::{ConditionScope, QueryCondition};

use super::build_query;
use crate::app::action::{Action, KeyContext};
use crate::app::effect::{Effect, WorkerRequest};
use crate::app::layout;
use crate::app::model::statistics::{QueryStatistics, ReferenceQuery, StatisticsView};
use crate::app::model::{Focus, Model};

/// Opens the statistics of what is asked.
pub(super) fn open_statistics(model: &mut Model) {
    // From the help they may be opened where they are shown.
    if model.focus != Focus::Stats {
        model.stats.return_focus = model.focus;
    }
    model.focus = Focus::Stats;
    model.stats.move_to_start();
}

/// An action in the statistics.
pub(super) fn perform_statistics_action(model: &mut Model, action: Action) -> Vec<Effect> {
    let page = layout::stats_rows(model).saturating_sub(1).max(1) as isize;
    let stats = &mut model.stats;
    let cross = stats.view == StatisticsView::CrossTab;
    match action {
        Action::Up => stats.move_cursor(-1),
        Action::Down => stats.move_cursor(1),
        Action::PageUp => stats.move_cursor(-page),
        Action::PageDown => stats.move_cursor(page),
        Action::First => stats.move_to_start(),
        Action::Last => stats.move_cursor(isize::MAX),
        Action::NextFigures => stats.show_next_view(),
        Action::NextFacet | Action::PreviousFacet if cross => {
            stats.cycle_cross_facet(0, action == Action::NextFacet);
        }
        Action::NextFacet | Action::PreviousFacet => {
            stats.move_to_adjacent_facet(action == Action::NextFacet);
        }
        Action::NextColumns | Action::PreviousColumns if cross => {
            stats.cycle_cross_facet(1, action == Action::NextColumns);
        }
        Action::FilterBy => return filter_by_cursor_line(model),
        Action::Mark => toggle_reference(model),
        _ => {}
    }
    Vec::new()
}

/// Goes back to where the person came from.
pub(super) fn leave_statistics(model: &mut Model) {
    model.focus = model.stats.return_focus;
}

/// Asks for the products of the cursor's line: its value alone in its facet, so that the list has as many as the bar
/// says.
fn filter_by_cursor_line(model: &mut Model) -> Vec<Effect> {
    if let Some(due) = model.stats.current_expiry() {
        return filter_by_expiry(model, due);
    }
    let Some((facet, value)) = model.stats.current_value() else {
        return Vec::new();
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

/// Months are no facet, there are too many: the line says which one is asked for.
fn filter_by_expiry(model: &mut Model, due: ExpiryPeriod) -> Vec<Effect> {
    let condition = QueryCondition {
        scope: ConditionScope::Expiry,
        words: ExpiryRange::single(due).to_string(),
        not: false,
    };
    model.focus = Focus::List;
    if model.query.conditions.contains(&condition) {
        return Vec::new();
    }
    build_query::add_condition(model, condition)
}

/// The question of now is what others are compared with from now on; the second time, nothing is.
fn toggle_reference(model: &mut Model) {
    let reference = if model.stats.reference().is_some() {
        None
    } else {
        let figures = model.stats.statistics_for(model.query_generation);
        figures.map(|figures| ReferenceQuery {
            line: model.value_names.describe_query(&model.query),
            totals: figures.totals.clone(),
        })
    };
    let key = if reference.is_some() {
        "stats.marked"
    } else {
        "stats.unmarked"
    };
    let told = model
        .keymap
        .fill_key_names(&model.locale, key, KeyContext::List);
    model.notice = Some(told);
    model.stats.set_reference(reference);
}

/// Asks for figures that are shown but not here, once for each question and pair of facets.
pub(super) fn request_missing_statistics(model: &mut Model) -> Option<Effect> {
    if model.is_stale() || model.page.is_none() {
        return None;
    }
    let wanted = model.missing_statistics()?;
    if model.stats.last_request == Some(wanted) {
        return None;
    }
    model.stats.last_request = Some(wanted);
    let (generation, facets) = wanted;
    Some(Effect::Request(WorkerRequest::ComputeStatistics {
        generation,
        facets,
    }))
}

/// Takes figures, unless another question was asked meanwhile.
pub(super) fn apply_statistics(model: &mut Model, figures: Box<QueryStatistics>) {
    if figures.generation == model.query_generation {
        model.stats.set_statistics(figures);
    }
}

/// What was asked for cannot be counted.
pub(super) fn mark_statistics_failed(model: &mut Model) {
    if let Some(wanted) = model.missing_statistics() {
        model.stats.failed_request = Some(wanted);
    }
}
