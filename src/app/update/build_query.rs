//! From what the line says and what keys chose to the one question that is asked.
//!
//! The line stays as typed. A value of a facet may come from a piece of the line or from a key; both are chosen
//! in the same way and given up in the same way: a piece that asked for it leaves the line. Must not: decide
//! what is chosen.

use ocop_index::query::language::{ResolvedLine, parse_line};
use ocop_index::{Facet, Filter, Query, QueryCondition, Sort};

use super::debounce;
use crate::app::effect::{Effect, WorkerRequest};
use crate::app::model::{Focus, Model};

/// Asks what the model says; an answer to anything earlier is void from now on.
pub(super) fn start_search(model: &mut Model) -> Vec<Effect> {
    if model.focus == Focus::Input {
        debounce::debounce_record(model);
    }
    let before = std::mem::take(&mut model.query);
    rebuild_query(model);
    // Other filters or another order of the same words: whoever walked to a product stays with it where it is listed.
    let same = (&before.text, &before.conditions) == (&model.query.text, &model.query.conditions);
    let stays = same && model.selected > 0 && model.focus != Focus::Input;
    let keep = model.selected_hit().filter(|_| stays && !model.is_stale());
    let keep = keep.map(|hit| hit.product.id.clone());
    model.query_generation += 1;
    (model.awaited_rows, model.failed_rows) = (None, None);
    vec![Effect::Request(WorkerRequest::Search {
        generation: model.query_generation,
        query: model.query.clone(),
        selected_id: keep,
    })]
}

/// Asks only when another question came of it: half a piece asks for nothing yet.
pub(super) fn search_if_changed(model: &mut Model) -> Vec<Effect> {
    let before = model.query.clone();
    rebuild_query(model);
    if model.query == before && model.failed_generation != Some(model.query_generation) {
        return Vec::new();
    }
    start_search(model)
}

/// What the line says, with the places where it says it.
fn parse_input_line(model: &mut Model) {
    model.resolved_line = parse_line(model.input.text()).resolve_values(&model.value_names);
}

/// Reads the line anew and adds what keys chose.
fn rebuild_query(model: &mut Model) {
    parse_input_line(model);
    let mut query = model.resolved_line.query.clone();
    for (facet, value) in model.picked.filter.iter_chosen() {
        query.filter.choose_value(facet, value);
    }
    for (facet, value) in model.picked.filter.iter_excluded() {
        query.filter.exclude_value(facet, value);
    }
    let picked = (model.picked.sort, model.picked.backwards);
    (query.sort, query.reversed) = model.resolved_line.sort.unwrap_or(picked);
    query.literal = model.resolved_line.literal.unwrap_or(model.picked.literal);
    let filter = &query.filter;
    model.chips.retain(|(facet, value)| {
        filter.is_chosen(*facet, value) || filter.excluded_values(*facet).contains(value)
    });
    for (facet, value) in filter.iter_chosen().chain(filter.iter_excluded()) {
        let chip = (facet, value.to_owned());
        if !model.chips.contains(&chip) {
            model.chips.push(chip);
        }
    }
    model.query = query;
}

/// Asks for what meets this condition as well: the line says so.
pub(super) fn add_condition(model: &mut Model, condition: QueryCondition) -> Vec<Effect> {
    let piece = model.value_names.write_query(&Query {
        conditions: vec![condition],
        ..Query::default()
    });
    let line = format!("{} {piece}", model.input.text().trim_end());
    model.input.set_text(line.trim_start());
    start_search(model)
}

/// Gives one value up, chosen or not wanted, wherever it came from.
pub(super) fn drop_value(model: &mut Model, facet: Facet, value: &str) {
    model.picked.filter.remove_value(facet, value);
    rewrite_input_line(model, |said, line| said.without_value(line, facet, value));
}

/// Gives the last words in a field up; false when there are none.
pub(super) fn drop_last_field_words(model: &mut Model) -> bool {
    let is_there = !model.resolved_line.field_ranges.is_empty();
    rewrite_input_line(model, ResolvedLine::without_last_field);
    is_there
}

/// Gives every value of every facet up, and the words in fields.
pub(super) fn drop_all_filters(model: &mut Model) {
    model.picked.filter = Filter::default();
    rewrite_input_line(model, ResolvedLine::without_filters);
}

/// Takes an order; one that the line names leaves it.
pub(super) fn set_sort(model: &mut Model, sort: Sort, backwards: bool) {
    (model.picked.sort, model.picked.backwards) = (sort, backwards);
    rewrite_input_line(model, ResolvedLine::without_sort);
}

/// Takes the words only as typed, or not; a line that says it says it no more.
pub(super) fn set_literal(model: &mut Model, literal: bool) {
    model.picked.literal = literal;
    rewrite_input_line(model, ResolvedLine::without_literal);
}

/// Takes a whole question: what keys chose stays theirs as far as it is in it, the rest is written in the line.
pub(super) fn adopt_query(model: &mut Model, question: &Query) {
    let mut rest = question.clone();
    let mut picked = Filter::default();
    for (facet, value) in model.picked.filter.iter_chosen() {
        if rest.filter.is_chosen(facet, value) {
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

/// The whole question as one line: what keys chose, then the line as typed.
pub(super) fn format_query_line(model: &Model) -> String {
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
    let (chosen, typed) = (
        model.value_names.write_query(&chosen),
        model.input.text().trim_start(),
    );
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
        // Whoever gives more up finds the places of this line and not of the one before.
        parse_input_line(model);
    }
}
