//! Choosing and giving up filters, orders, the literal reading and ways out; each asks anew. Must not: count.

use ocop_index::{Facet, Sort};

use super::asking::{self, ask};
use super::tell;
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::key::Key;
use crate::app::model::{Focus, Model};

pub(super) fn perform(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::Toggle => {
            if let Some((facet, value)) = model.facets.current_value() {
                return toggle(model, facet, value);
            }
            model.facets.fold();
            Vec::new()
        }
        Action::Exclude => match model.facets.current_value() {
            Some((facet, value)) => exclude(model, facet, value),
            None => Vec::new(),
        },
        Action::DropFilter => drop_last(model),
        Action::DropFilters => drop_all(model),
        Action::Sort => {
            asking::order(model, next_sort(model), false);
            ask(model)
        }
        Action::Reverse => {
            let (sort, backwards) = (model.order(), model.query.backwards);
            if !sort.turns() {
                tell(model, "screen.no_turn");
                return Vec::new();
            }
            asking::order(model, sort, !backwards);
            ask(model)
        }
        Action::Literal => {
            asking::literal(model, !model.query.literal);
            ask(model)
        }
        Action::Collapse => {
            model.facets.collapse();
            Vec::new()
        }
        Action::Expand => {
            model.facets.expand();
            Vec::new()
        }
        Action::NextFacet | Action::PreviousFacet => {
            model.facets.step_facet(action == Action::NextFacet);
            Vec::new()
        }
        _ => Vec::new(),
    }
}

fn toggle(model: &mut Model, facet: Facet, value: String) -> Vec<Effect> {
    let filter = &model.query.filter;
    if filter.has(facet, &value) || filter.excluded(facet).contains(&value) {
        asking::give_up(model, facet, &value);
    } else {
        model.picked.filter.add(facet, value);
    }
    ask(model)
}

/// Keeps a value away, or lets it come again.
fn exclude(model: &mut Model, facet: Facet, value: String) -> Vec<Effect> {
    let was_excluded = model.query.filter.excluded(facet).contains(&value);
    asking::give_up(model, facet, &value);
    if !was_excluded {
        model.picked.filter.exclude(facet, value);
    }
    ask(model)
}

fn drop_last(model: &mut Model) -> Vec<Effect> {
    let Some(last) = model.chips.len().checked_sub(1) else {
        // Words in a field have no chip; they stand in the line.
        return if asking::drop_narrowed(model) {
            ask(model)
        } else {
            Vec::new()
        };
    };
    drop_one(model, last)
}

/// Gives up the chosen filter of this place.
pub(super) fn drop_one(model: &mut Model, place: usize) -> Vec<Effect> {
    let chip = (place < model.chips.len()).then(|| model.chips.remove(place));
    let Some((facet, value)) = chip else {
        return Vec::new();
    };
    asking::give_up(model, facet, &value);
    ask(model)
}

fn drop_all(model: &mut Model) -> Vec<Effect> {
    if !model.is_filtered() {
        return Vec::new();
    }
    asking::give_all_up(model);
    ask(model)
}

/// Takes the way out with the number of the key.
pub(super) fn way_out(model: &mut Model, key: Key) -> Vec<Effect> {
    let number = key.letter().and_then(|letter| letter.to_digit(10));
    let way = number
        .zip(model.page.as_ref())
        .and_then(|(number, page)| page.ways.get((number as usize).checked_sub(1)?));
    let Some(query) = way.map(|way| way.query.clone()) else {
        return Vec::new();
    };
    asking::take(model, &query);
    model.focus = Focus::List;
    ask(model)
}

/// Without words every product fits equally well: relevance is the order by stars then.
fn next_sort(model: &Model) -> Sort {
    let next = model.query.sort.next();
    if next == Sort::Star && model.query.text.trim().is_empty() {
        next.next()
    } else {
        next
    }
}
