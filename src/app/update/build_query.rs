//! Builds the query from the search line and from what keys chose.
//!
//! The line stays as typed. A value of a facet may come from a piece of the line or from a key, and is dropped the same
//! way: a piece that names it leaves the line. Must not: decide what is chosen.

use ocop_index::query::language::{ResolvedLine, read_line};
use ocop_index::{Facet, Filter, Query, QueryCondition, Sort};

use super::{debounce, selection_marks};
use crate::app::effect::{Effect, WorkerRequest};
use crate::app::model::filter_chip::{self, FilterChip};
use crate::app::model::remote::Remote;
use crate::app::model::{Focus, Model};

/// How often a line is rewritten until all of its plain words are words.
const MAX_REWRITES: usize = 4;

/// Searches for the query of the model; answers to earlier queries are ignored from now on.
pub(super) fn start_search(model: &mut Model) -> Vec<Effect> {
    if model.focus == Focus::Input {
        debounce::debounce_record(model);
    }
    let before = std::mem::take(&mut model.query);
    rebuild_query(model);
    // With other filters or another order of the same words, a product that the user moved to, or reads, stays
    // selected.
    let is_chosen = model.selected > 0 || model.focus == Focus::Detail;
    let is_kept = before.text == model.query.text && is_chosen && model.focus != Focus::Input;
    let keep = model
        .selected_hit()
        .filter(|_| is_kept && !model.is_stale());
    let anchored = model.selection_anchor.as_ref();
    let anchored = anchored.map(|anchor| anchor.product_id.clone());
    let keep = anchored.or_else(|| keep.map(|hit| hit.product.id.clone()));
    model.query_number += 1;
    model.row_request = Remote::NotAsked;
    let search = Effect::Request(WorkerRequest::Search {
        query_number: model.query_number,
        query: model.query.clone(),
        selected_id: keep,
    });
    let hand_over = selection_marks::hand_over_selection(model);
    hand_over.into_iter().chain([search]).collect()
}

/// Searches only when the query changed: an unfinished piece does not change it.
pub(super) fn search_if_changed(model: &mut Model) -> Vec<Effect> {
    let before = model.query.clone();
    rebuild_query(model);
    if model.query == before && model.failed_query_number != Some(model.query_number) {
        return Vec::new();
    }
    start_search(model)
}

/// Parses the search line.
fn parse_input_line(model: &mut Model) {
    model.resolved_line = read_line(model.input.text(), &model.value_names);
}

/// Builds the query of the line and what keys chose.
fn rebuild_query(model: &mut Model) {
    parse_input_line(model);
    let mut query = model.resolved_line.query.clone();
    query.add_filter(&model.picked.filter);
    let picked = (model.picked.sort, model.picked.backwards);
    (query.sort, query.reversed) = model.resolved_line.sort.unwrap_or(picked);
    query.literal = model.resolved_line.literal.unwrap_or(model.picked.literal);
    let chips = filter_chip::build_chips(&model.resolved_line, &query.filter);
    filter_chip::replace_chips(&mut model.chips, &chips);
    model.query = query;
}

/// Adds a condition to the line.
pub(super) fn add_condition(model: &mut Model, condition: QueryCondition) -> Vec<Effect> {
    let piece = model.value_names.write_query(&Query {
        conditions: vec![condition],
        ..Query::default()
    });
    let line = format!("{} {piece}", model.input.text().trim_end());
    model.input.set_text(line.trim_start());
    start_search(model)
}

/// Drops a value, chosen or excluded, by keys or in the line.
pub(super) fn drop_value(model: &mut Model, facet: Facet, value: &str) {
    model.picked.filter.remove_value(facet, value);
    rewrite_input_line(model, |resolved, line| {
        resolved.without_value(line, facet, value)
    });
}

/// Drops a filter.
pub(super) fn drop_chip(model: &mut Model, chip: &FilterChip) {
    match chip {
        FilterChip::Value(facet, value) => drop_value(model, *facet, value),
        FilterChip::SpokenValues { facet, values, .. }
        | FilterChip::TypedValues { facet, values, .. }
        | FilterChip::AllValues { facet, values } => {
            for value in values {
                drop_value(model, *facet, value);
            }
        }
        FilterChip::SpokenCondition(condition) => {
            rewrite_input_line(model, |resolved, line| {
                resolved.without_condition(line, condition)
            });
        }
    }
}

/// Takes the plain words of the line that were read as filters or as a question as words; false when there are none.
pub(super) fn take_as_words(model: &mut Model) -> bool {
    let was_spoken = !model.resolved_line.spoken_ranges.is_empty();
    // Words beside them may be read as something else then.
    for _ in 0..MAX_REWRITES {
        rewrite_input_line(model, ResolvedLine::with_spoken_as_words);
    }
    was_spoken
}

/// Drops the last words in a field; false when there are none.
pub(super) fn drop_last_field_words(model: &mut Model) -> bool {
    let is_there = !model.resolved_line.field_ranges.is_empty();
    rewrite_input_line(model, ResolvedLine::without_last_field);
    is_there
}

/// Drops every value of every facet, and the words in fields.
pub(super) fn drop_all_filters(model: &mut Model) {
    model.picked.filter = Filter::default();
    rewrite_input_line(model, ResolvedLine::without_filters);
}

/// Sets the order; one in the line leaves it.
pub(super) fn set_sort(model: &mut Model, sort: Sort, backwards: bool) {
    (model.picked.sort, model.picked.backwards) = (sort, backwards);
    rewrite_input_line(model, ResolvedLine::without_sort);
}

/// Sets literal matching; a piece of the line about it leaves the line.
pub(super) fn set_literal(model: &mut Model, literal: bool) {
    model.picked.literal = literal;
    rewrite_input_line(model, ResolvedLine::without_literal);
}

/// Takes over a whole query: what keys chose stays with them where the query has it, the rest is written in the line.
pub(super) fn adopt_query(model: &mut Model, query: &Query) {
    let mut rest = query.clone();
    let mut picked = Filter::default();
    for (facet, value) in model.picked.filter.iter_chosen() {
        // Values that are wanted together stay together.
        if rest.filter.is_chosen(facet, value) && !rest.filter.wants_all(facet) {
            rest.filter.remove_value(facet, value);
            picked.choose_value(facet, value);
        }
    }
    for (facet, value) in model.picked.filter.iter_excluded() {
        if rest.filter.excluded_values(facet).contains(value) {
            rest.filter.remove_value(facet, value);
            picked.exclude_value(facet, value);
        }
    }
    if model.resolved_line.sort.is_none() {
        (model.picked.sort, model.picked.backwards) = (rest.sort, rest.reversed);
        (rest.sort, rest.reversed) = (Sort::default(), false);
    }
    model.picked.literal = match model.resolved_line.literal {
        None => std::mem::take(&mut rest.literal),
        Some(_) => false,
    };
    model.picked.filter = picked;
    model.input.set_text(&model.value_names.write_query(&rest));
}

/// Filters, order and literal matching chosen by keys, as one line.
pub(super) fn format_picked_options(model: &Model) -> String {
    let (sort, backwards) = match model.resolved_line.sort {
        None => (model.picked.sort, model.picked.backwards),
        Some(_) => (Sort::default(), false),
    };
    let chosen = Query {
        filter: model.picked.filter.clone(),
        sort,
        reversed: backwards,
        literal: model.resolved_line.literal.is_none() && model.picked.literal,
        ..Query::default()
    };
    model.value_names.write_query(&chosen)
}

/// The whole query as one line: what keys chose, then the line as typed.
pub(super) fn format_query_line(model: &Model) -> String {
    let chosen = format_picked_options(model);
    let typed = model.input.text().trim_start();
    let gap = if chosen.is_empty() || typed.is_empty() {
        ""
    } else {
        " "
    };
    format!("{chosen}{gap}{typed}")
}

fn rewrite_input_line(model: &mut Model, new: impl Fn(&ResolvedLine, &str) -> String) {
    let line = new(&model.resolved_line, model.input.text());
    if line != model.input.text() {
        model.input.set_text(&line);
        // The next change needs the ranges of this line.
        parse_input_line(model);
    }
}
