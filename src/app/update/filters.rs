//! Filters, order, literal matching and suggestions; each change searches again. Must not: count.

use ocop_index::{Facet, Sort};

use super::build_query::{self, start_search};
use super::day_prompt;
use crate::app::action::FilterAction;
use crate::app::effect::Effect;
use crate::app::key::KeyPress;
use crate::app::model::{Focus, Model};
use crate::app::notice::Notice;

/// Changes filters, the order or literal matching.
pub(super) fn perform_filter_action(model: &mut Model, action: FilterAction) -> Vec<Effect> {
    match action {
        FilterAction::Toggle => {
            if let Some((facet, value)) = model.facets.current_value() {
                return toggle_value(model, facet, value);
            }
            model.facets.toggle_fold();
            Vec::new()
        }
        FilterAction::Exclude => match model.facets.current_value() {
            Some((facet, value)) => toggle_exclusion(model, facet, value),
            None => Vec::new(),
        },
        FilterAction::DropLast => drop_last_filter(model),
        FilterAction::DropAll => drop_all_filters(model),
        FilterAction::Sort => {
            build_query::set_sort(model, next_sort(model), false);
            start_search(model)
        }
        FilterAction::SortBy(sort) => sort_by(model, sort),
        FilterAction::Reverse => {
            let (sort, backwards) = (model.effective_sort(), model.query.reversed);
            if !sort.is_reversible() {
                model.show_key_notice("screen.no_turn");
                return Vec::new();
            }
            build_query::set_sort(model, sort, !backwards);
            start_search(model)
        }
        FilterAction::AsWords => {
            if build_query::take_as_words(model) {
                return start_search(model);
            }
            Vec::new()
        }
        FilterAction::Literal => {
            build_query::set_literal(model, !model.query.literal);
            start_search(model)
        }
    }
}

/// Sorts by this order; reversed, where the list has it already.
pub(super) fn sort_by(model: &mut Model, sort: Sort) -> Vec<Effect> {
    if model.effective_sort() == sort
        && model
            .resolved_line
            .sort
            .is_none_or(|(line, _)| line == sort)
    {
        return perform_filter_action(model, FilterAction::Reverse);
    }
    build_query::set_sort(model, sort, false);
    start_search(model)
}

fn toggle_value(model: &mut Model, facet: Facet, value: String) -> Vec<Effect> {
    let filter = &model.query.filter;
    if filter.is_chosen(facet, &value) || filter.excluded_values(facet).contains(&value) {
        build_query::drop_value(model, facet, &value);
    } else {
        model.picked.filter.choose_value(facet, value);
    }
    start_search(model)
}

/// Excludes a value, or stops excluding it.
fn toggle_exclusion(model: &mut Model, facet: Facet, value: String) -> Vec<Effect> {
    let was_excluded = model.query.filter.excluded_values(facet).contains(&value);
    build_query::drop_value(model, facet, &value);
    if !was_excluded {
        model.picked.filter.exclude_value(facet, value);
    }
    start_search(model)
}

fn drop_last_filter(model: &mut Model) -> Vec<Effect> {
    let last = model.active_chips().next_back().map(|(index, _)| index);
    let Some(last) = last else {
        // Words in a field have no chip; they are in the line. The day goes when no filter is left.
        return if build_query::drop_last_field_words(model) {
            start_search(model)
        } else {
            see_today(model)
        };
    };
    drop_filter_at(model, last)
}

/// Drops the filter with this index.
pub(super) fn drop_filter_at(model: &mut Model, index: usize) -> Vec<Effect> {
    let chip = (index < model.chips.len()).then(|| model.chips.remove(index));
    let Some(chip) = chip else {
        return Vec::new();
    };
    build_query::drop_chip(model, &chip);
    start_search(model)
}

fn drop_all_filters(model: &mut Model) -> Vec<Effect> {
    let day = day_prompt::see_on_day(model, model.today);
    if !model.is_filtered() {
        return if day.is_empty() {
            report_no_filter(model)
        } else {
            day
        };
    }
    build_query::drop_all_filters(model);
    let mut effects = start_search(model);
    effects.extend(day);
    effects
}

/// Comes back to today, as the last filter to be dropped.
fn see_today(model: &mut Model) -> Vec<Effect> {
    let effects = day_prompt::see_on_day(model, model.today);
    if effects.is_empty() {
        report_no_filter(model)
    } else {
        effects
    }
}

fn report_no_filter(model: &mut Model) -> Vec<Effect> {
    model.notice = Some(Notice::hint(model.locale.t("refused.drop_filter")));
    Vec::new()
}

/// Takes the suggestion with the number of the key.
pub(super) fn follow_suggestion(model: &mut Model, key: KeyPress) -> Vec<Effect> {
    let number = key.as_char().and_then(|letter| letter.to_digit(10));
    let suggestion = number
        .zip(model.page.as_ref())
        .and_then(|(number, page)| page.suggestions.get((number as usize).checked_sub(1)?));
    let Some(query) = suggestion.map(|suggestion| suggestion.query.clone()) else {
        super::next_question::report_dead_key(model, key);
        return Vec::new();
    };
    build_query::adopt_query(model, &query);
    model.focus = Focus::List;
    start_search(model)
}

/// The next order. Without words all products match equally well, and relevance is the order by stars.
fn next_sort(model: &Model) -> Sort {
    let next = model.query.sort.next();
    if next == Sort::Star && model.query.text.trim().is_empty() {
        next.next()
    } else {
        next
    }
}
