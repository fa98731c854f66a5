//! The statistics: opening and leaving them, walking through them, filtering by a bar, comparing with a reference,
//! asking for figures.
//!
//! Must not: count, or show figures of an older question.

use ocop_index::query::{Due, Ends};
use ocop_index::{Condition, Scope};

use super::asking;
use crate::app::action::{Action, Context};
use crate::app::effect::{Effect, Request};
use crate::app::layout;
use crate::app::model::{Focus, Model};
use crate::app::stats::{Face, Figures, Reference};

/// Opens the statistics of what is asked.
pub(super) fn open(model: &mut Model) {
    // From the help they may be opened where they are shown.
    if model.focus != Focus::Stats {
        model.stats.from = model.focus;
    }
    model.focus = Focus::Stats;
    model.stats.begin();
}

/// An action in the statistics.
pub(super) fn perform(model: &mut Model, action: Action) -> Vec<Effect> {
    let page = layout::stats_rows(model).saturating_sub(1).max(1) as isize;
    let stats = &mut model.stats;
    let cross = stats.face == Face::Cross;
    match action {
        Action::Up => stats.step(-1),
        Action::Down => stats.step(1),
        Action::PageUp => stats.step(-page),
        Action::PageDown => stats.step(page),
        Action::First => stats.begin(),
        Action::Last => stats.step(isize::MAX),
        Action::NextFigures => stats.next_face(),
        Action::NextFacet | Action::PreviousFacet if cross => {
            stats.turn(0, action == Action::NextFacet);
        }
        Action::NextFacet | Action::PreviousFacet => {
            stats.step_facet(action == Action::NextFacet);
        }
        Action::NextColumns | Action::PreviousColumns if cross => {
            stats.turn(1, action == Action::NextColumns);
        }
        Action::FilterBy => return filter(model),
        Action::Mark => mark(model),
        _ => {}
    }
    Vec::new()
}

/// Goes back to where the person came from.
pub(super) fn leave(model: &mut Model) {
    model.focus = model.stats.from;
}

/// Asks for the products of the cursor's line: its value alone in its facet, so that the list has as many as the bar
/// says.
fn filter(model: &mut Model) -> Vec<Effect> {
    if let Some(due) = model.stats.current_due() {
        return filter_by_end(model, due);
    }
    let Some((facet, value)) = model.stats.current_value() else {
        return Vec::new();
    };
    model.focus = Focus::List;
    let filter = &model.query.filter;
    let others = filter.chosen(facet).iter().chain(filter.excluded(facet));
    let others: Vec<String> = others.filter(|other| **other != value).cloned().collect();
    let is_chosen = filter.has(facet, &value);
    if is_chosen && others.is_empty() {
        return Vec::new();
    }
    for other in others {
        asking::give_up(model, facet, &other);
    }
    if !is_chosen {
        model.picked.filter.add(facet, value);
    }
    asking::ask(model)
}

/// Months are no facet, there are too many: the line says which one is asked for.
fn filter_by_end(model: &mut Model, due: Due) -> Vec<Effect> {
    let condition = Condition {
        scope: Scope::End,
        words: Ends::at(due).to_string(),
        not: false,
    };
    model.focus = Focus::List;
    if model.query.conditions.contains(&condition) {
        return Vec::new();
    }
    asking::require(model, condition)
}

/// The question of now is what others are compared with from now on; the second time, nothing is.
fn mark(model: &mut Model) {
    let reference = if model.stats.reference().is_some() {
        None
    } else {
        let figures = model.stats.of(model.asked);
        figures.map(|figures| Reference {
            line: model.names.question(&model.query),
            totals: figures.totals.clone(),
        })
    };
    let key = if reference.is_some() {
        "stats.marked"
    } else {
        "stats.unmarked"
    };
    let told = model.keymap.told(&model.locale, key, Context::List);
    model.notice = Some(told);
    model.stats.refer(reference);
}

/// Asks for figures that are shown but not here, once for each question and pair of facets.
pub(super) fn missing_figures(model: &mut Model) -> Option<Effect> {
    if model.is_stale() || model.page.is_none() {
        return None;
    }
    let wanted = model.missing_figures()?;
    if model.stats.asked == Some(wanted) {
        return None;
    }
    model.stats.asked = Some(wanted);
    let (generation, facets) = wanted;
    Some(Effect::Ask(Request::Count { generation, facets }))
}

/// Takes figures, unless another question was asked meanwhile.
pub(super) fn take(model: &mut Model, figures: Box<Figures>) {
    if figures.generation == model.asked {
        model.stats.take(figures);
    }
}

/// What was asked for cannot be counted.
pub(super) fn give_up(model: &mut Model) {
    if let Some(wanted) = model.missing_figures() {
        model.stats.failed = Some(wanted);
    }
}
