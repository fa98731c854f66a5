//! Looking for a value of a facet by typing: letters narrow, Enter keeps what is left, Esc gives it up.
//!
//! Names are found without accents. Must not: choose a value.

use std::collections::HashSet;

use ocop_index::Facet;
use ocop_index::query::language::field::normalize_name as folded;

use crate::app::action::{Action, KeyContext};
use crate::app::input_line::InputLine;
use crate::app::key::KeyPress;
use crate::app::keymap::KeyLookup;
use crate::app::model::Model;
use crate::app::model::facets::{FacetLine, FacetValueSearch};
use crate::wording::label;

/// Begins in the facet of the cursor; what was typed there before is gone on with.
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

/// Takes a key while letters narrow; `false` when it means something else, and narrowing is over then.
pub(super) fn press_value_search_key(model: &mut Model, key: KeyPress) -> bool {
    match model.keymap.look_up(KeyContext::Input, &[key]) {
        KeyLookup::Bound(Action::Back) => model.facets.end_value_search(),
        KeyLookup::Bound(Action::ToList) => end_value_typing(model),
        KeyLookup::Bound(Action::Up) => model.facets.move_cursor(-1),
        KeyLookup::Bound(Action::Down) => model.facets.move_cursor(1),
        KeyLookup::Bound(Action::Typing) => super::input_line::switch_input_method(model),
        KeyLookup::Bound(edit) if edit.is_line_edit() => {
            edit_value_search(model, |line| line.perform_action(edit))
        }
        meaning => {
            let Some(c) = key.typed_char().filter(|_| meaning == KeyLookup::Unbound) else {
                end_value_typing(model);
                return false;
            };
            edit_value_search(model, |line| line.type_char(c));
        }
    }
    true
}

/// Pasted text narrows too.
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

/// Letters are keys again. Nothing typed means nothing looked for.
fn end_value_typing(model: &mut Model) {
    let Some(find) = &mut model.facets.value_search else {
        return;
    };
    find.typing = false;
    if find.input.text().trim().is_empty() {
        model.facets.end_value_search();
    }
}

/// Keeps the values that fit. Where the facet of the cursor has none, the first that has one is looked in: who types a
/// district's name stands among the districts then.
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
        let fitting = find_matching_values(model, facet, &wanted);
        (!fitting.is_empty()).then_some((facet, fitting))
    });
    let (facet, fitting) = found.unwrap_or((find.origin_facet, HashSet::new()));
    if let Some(find) = &mut model.facets.value_search {
        (find.facet, find.matching_values) = (facet, fitting);
    }
    model.facets.move_cursor_to_first_match();
}

/// The values of a facet whose names have these letters.
fn find_matching_values(model: &Model, facet: Facet, wanted: &str) -> HashSet<String> {
    let values = model.facets.facet_counts(facet).iter();
    let fitting = values.filter(|value| {
        let name = label::facet_value_label(&model.locale, facet, &value.value);
        folded(&name).contains(wanted)
    });
    fitting.map(|value| value.value.clone()).collect()
}
