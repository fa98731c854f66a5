//! From what the line says and what keys chose to the one question that is asked.
//!
//! The line stays as typed. A value of a facet may come from a piece of the line or from a key; both are chosen
//! in the same way and given up in the same way: a piece that asked for it leaves the line. Must not: decide
//! what is chosen.

use ocop_index::query::language::{Settled, parse};
use ocop_index::{Condition, Facet, Filter, Query, Sort};

use super::resting;
use crate::app::effect::{Effect, Request};
use crate::app::model::{Focus, Model};

/// Asks what the model says; an answer to anything earlier is void from now on.
pub(super) fn ask(model: &mut Model) -> Vec<Effect> {
    if model.focus == Focus::Input {
        resting::hold(model);
    }
    let before = std::mem::take(&mut model.query);
    understand(model);
    // Other filters or another order of the same words: whoever walked to a product stays with it where it is listed.
    let same = (&before.text, &before.conditions) == (&model.query.text, &model.query.conditions);
    let stays = same && model.selected > 0 && model.focus != Focus::Input;
    let keep = model.selected_hit().filter(|_| stays && !model.is_stale());
    let keep = keep.map(|hit| hit.product.id.clone());
    model.asked += 1;
    (model.awaited_rows, model.unread) = (None, None);
    vec![Effect::Ask(Request::Search {
        generation: model.asked,
        query: model.query.clone(),
        keep,
    })]
}

/// Asks only when another question came of it: half a piece asks for nothing yet.
pub(super) fn ask_if_changed(model: &mut Model) -> Vec<Effect> {
    let before = model.query.clone();
    understand(model);
    if model.query == before && model.failed != Some(model.asked) {
        return Vec::new();
    }
    ask(model)
}

/// What the line says, with the places where it says it.
fn read(model: &mut Model) {
    model.said = parse(model.input.text()).settle(&model.names);
}

/// Reads the line anew and adds what keys chose.
fn understand(model: &mut Model) {
    read(model);
    let mut query = model.said.query.clone();
    for (facet, value) in model.picked.filter.iter() {
        query.filter.add(facet, value);
    }
    for (facet, value) in model.picked.filter.iter_excluded() {
        query.filter.exclude(facet, value);
    }
    let picked = (model.picked.sort, model.picked.backwards);
    (query.sort, query.backwards) = model.said.sort.unwrap_or(picked);
    query.literal = model.said.literal.unwrap_or(model.picked.literal);
    let filter = &query.filter;
    model.chips.retain(|(facet, value)| {
        filter.has(*facet, value) || filter.excluded(*facet).contains(value)
    });
    for (facet, value) in filter.iter().chain(filter.iter_excluded()) {
        let chip = (facet, value.to_owned());
        if !model.chips.contains(&chip) {
            model.chips.push(chip);
        }
    }
    model.query = query;
}

/// Asks for what meets this condition as well: the line says so.
pub(super) fn require(model: &mut Model, condition: Condition) -> Vec<Effect> {
    let piece = model.names.written(&Query {
        conditions: vec![condition],
        ..Query::default()
    });
    let line = format!("{} {piece}", model.input.text().trim_end());
    model.input.set(line.trim_start());
    ask(model)
}

/// Gives one value up, chosen or not wanted, wherever it came from.
pub(super) fn give_up(model: &mut Model, facet: Facet, value: &str) {
    model.picked.filter.remove(facet, value);
    rewrite(model, |said, line| said.without_value(line, facet, value));
}

/// Gives the last words in a field up; false when there are none.
pub(super) fn drop_narrowed(model: &mut Model) -> bool {
    let is_there = !model.said.narrowed.is_empty();
    rewrite(model, Settled::without_last_narrowed);
    is_there
}

/// Gives every value of every facet up, and the words in fields.
pub(super) fn give_all_up(model: &mut Model) {
    model.picked.filter = Filter::default();
    rewrite(model, Settled::without_filters);
}

/// Takes an order; one that the line names leaves it.
pub(super) fn order(model: &mut Model, sort: Sort, backwards: bool) {
    (model.picked.sort, model.picked.backwards) = (sort, backwards);
    rewrite(model, Settled::without_sort);
}

/// Takes the words only as typed, or not; a line that says it says it no more.
pub(super) fn literal(model: &mut Model, literal: bool) {
    model.picked.literal = literal;
    rewrite(model, Settled::without_literal);
}

/// Takes a whole question: what keys chose stays theirs as far as it is in it, the rest is written in the line.
pub(super) fn take(model: &mut Model, question: &Query) {
    let mut rest = question.clone();
    let mut picked = Filter::default();
    for (facet, value) in model.picked.filter.iter() {
        if rest.filter.has(facet, value) {
            rest.filter.remove(facet, value);
            picked.add(facet, value);
        }
    }
    for (facet, value) in model.picked.filter.iter_excluded() {
        if rest.filter.excluded(facet).contains(value) {
            rest.filter.remove(facet, value);
            picked.exclude(facet, value);
        }
    }
    if model.said.sort.is_none() {
        (model.picked.sort, model.picked.backwards) = (rest.sort, rest.backwards);
        (rest.sort, rest.backwards) = (Sort::default(), false);
    }
    model.picked.literal = match model.said.literal {
        None => std::mem::take(&mut rest.literal),
        Some(_) => false,
    };
    model.picked.filter = picked;
    model.input.set(&model.names.written(&rest));
}

/// The whole question as one line: what keys chose, then the line as typed.
pub(super) fn as_line(model: &Model) -> String {
    let (sort, backwards) = match model.said.sort {
        None => (model.picked.sort, model.picked.backwards),
        Some(_) => (Sort::default(), false),
    };
    let chosen = Query {
        filter: model.picked.filter.clone(),
        sort,
        backwards,
        literal: model.said.literal.is_none() && model.picked.literal,
        ..Query::default()
    };
    let (chosen, typed) = (
        model.names.written(&chosen),
        model.input.text().trim_start(),
    );
    let gap = if chosen.is_empty() || typed.is_empty() {
        ""
    } else {
        " "
    };
    format!("{chosen}{gap}{typed}")
}

fn rewrite(model: &mut Model, new: impl Fn(&Settled, &str) -> String) {
    let line = new(&model.said, model.input.text());
    if line != model.input.text() {
        model.input.set(&line);
        // Whoever gives more up finds the places of this line and not of the one before.
        read(model);
    }
}
