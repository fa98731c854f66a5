//! Search for a value of a facet by typing: letters narrow the values, Enter keeps them, Esc ends the search.
//!
//! Names are found without accents. Must not: choose a value.

use std::collections::HashSet;

use ocop_index::Facet;
use ocop_index::query::language::field::normalize_name as folded;

use crate::app::action::{Action, Movement, PaneAction};
use crate::app::input_line::InputLine;
use crate::app::key::KeyPress;
use crate::app::keymap::KeyMeaning;
use crate::app::model::Model;
use crate::app::model::facets::{FacetLine, FacetValueSearch};
use crate::wording::label;

/// Begins in the facet of the cursor, with what was typed there before.
pub(super) fn begin_value_search(model: &mut Model) {
    let Some(facet) = model.facets.current_line().map(FacetLine::facet) else {
        return;
    };
    let known = model
        .facets
        .value_search
        .take()
        .filter(|find| find.facet == facet);
    let mut input = known.map_or_else(InputLine::default, |find| find.input);
    input.method = model.input.method;
    model.facets.value_search = Some(FacetValueSearch {
        origin_facet: facet,
        facet,
        input,
        typing: true,
        matching_values: HashSet::new(),
    });
    narrow_values(model);
}

/// Takes a key, with its meaning while typing, while letters narrow; `false` for a key that ends the search and means
/// something else.
pub(super) fn press_value_search_key(
    model: &mut Model,
    key: KeyPress,
    meaning: KeyMeaning,
) -> bool {
    match meaning {
        KeyMeaning::Bound(Action::Pane(PaneAction::Back)) => model.facets.end_value_search(),
        KeyMeaning::Bound(Action::Pane(PaneAction::List)) => end_value_typing(model),
        KeyMeaning::Bound(Action::Move(Movement::Up)) => model.facets.move_cursor(-1),
        KeyMeaning::Bound(Action::Move(Movement::Down)) => model.facets.move_cursor(1),
        KeyMeaning::Bound(Action::SwitchInputMethod) => {
            super::input_line::switch_input_method(model);
        }
        KeyMeaning::Bound(Action::Edit(edit)) => {
            edit_value_search(model, |line| line.perform_edit(edit));
        }
        meaning => {
            let typed = key.typed_char();
            let Some(c) = typed.filter(|_| meaning == KeyMeaning::Unbound) else {
                end_value_typing(model);
                return false;
            };
            edit_value_search(model, |line| line.type_char(c));
        }
    }
    true
}

/// Pastes text into the search.
pub(super) fn paste_into_value_search(model: &mut Model, text: &str) {
    edit_value_search(model, |line| line.insert_text(text));
}

fn edit_value_search(model: &mut Model, edit: impl FnOnce(&mut InputLine)) {
    if let Some(find) = &mut model.facets.value_search
        && find.input.apply_edit(edit)
    {
        narrow_values(model);
    }
}

/// Letters are keys again. A search without text ends.
fn end_value_typing(model: &mut Model) {
    let Some(find) = &mut model.facets.value_search else {
        return;
    };
    find.typing = false;
    if find.input.text().trim().is_empty() {
        model.facets.end_value_search();
    }
}

/// Keeps the values that match. Where the facet of the cursor has none, the first facet that has one is searched: after
/// typing a district's name the cursor is among the districts.
fn narrow_values(model: &mut Model) {
    let Some(find) = &model.facets.value_search else {
        return;
    };
    let wanted = folded(find.input.text());
    let others = Facet::ALL
        .into_iter()
        .filter(|facet| *facet != find.origin_facet);
    let mut facets = std::iter::once(find.origin_facet).chain(others);
    let found = facets.find_map(|facet| {
        let matching = find_matching_values(model, facet, &wanted);
        (!matching.is_empty()).then_some((facet, matching))
    });
    let (facet, matching) = found.unwrap_or((find.origin_facet, HashSet::new()));
    if let Some(find) = &mut model.facets.value_search {
        (find.facet, find.matching_values) = (facet, matching);
    }
    model.facets.move_cursor_to_first_match();
}

/// The values of a facet whose names contain these letters.
fn find_matching_values(model: &Model, facet: Facet, wanted: &str) -> HashSet<String> {
    let values = model.facets.facet_counts(facet).iter();
    let matching = values.filter(|value| {
        let name = label::facet_value_label(&model.locale, facet, &value.value);
        folded(&name).contains(wanted)
    });
    matching.map(|value| value.value.clone()).collect()
}
