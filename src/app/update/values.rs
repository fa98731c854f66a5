//! Looking for a value of a facet by typing: letters narrow, Enter keeps what is left, Esc gives it up.
//!
//! Names are found without accents. Must not: choose a value.

use std::collections::HashSet;

use ocop_index::Facet;
use ocop_index::query::language::field::key as folded;

use crate::app::action::{Action, Context};
use crate::app::facets::{Find, Line};
use crate::app::input::Input;
use crate::app::key::Key;
use crate::app::keymap::Meaning;
use crate::app::model::Model;
use crate::label;

/// Begins in the facet of the cursor; what was typed there before is gone on with.
pub(super) fn begin(model: &mut Model) {
    let Some(facet) = model.facets.current().map(Line::facet) else {
        return;
    };
    let known = model.facets.find.take().filter(|find| find.facet == facet);
    let mut input = known.map_or_else(Input::default, |find| find.input);
    input.method = model.input.method;
    model.facets.find = Some(Find {
        home: facet,
        facet,
        input,
        typing: true,
        fitting: HashSet::new(),
    });
    narrow(model);
}

/// Takes a key while letters narrow; `false` when it means something else, and narrowing is over then.
pub(super) fn press(model: &mut Model, key: Key) -> bool {
    match model.keymap.meaning(Context::Input, &[key]) {
        Meaning::Do(Action::Back) => model.facets.end_find(),
        Meaning::Do(Action::ToList) => stop(model),
        Meaning::Do(Action::Up) => model.facets.step(-1),
        Meaning::Do(Action::Down) => model.facets.step(1),
        Meaning::Do(Action::Typing) => super::typing::switch(model),
        Meaning::Do(edit) if edit.edits() => type_in(model, |line| line.perform(edit)),
        meaning => {
            let Some(c) = key.text().filter(|_| meaning == Meaning::Nothing) else {
                stop(model);
                return false;
            };
            type_in(model, |line| line.press(c));
        }
    }
    true
}

/// Pasted text narrows too.
pub(super) fn paste(model: &mut Model, text: &str) {
    type_in(model, |line| line.insert(text));
}

fn type_in(model: &mut Model, edit: impl FnOnce(&mut Input)) {
    if let Some(find) = &mut model.facets.find
        && find.input.edit(edit)
    {
        narrow(model);
    }
}

/// Letters are keys again. Nothing typed means nothing looked for.
fn stop(model: &mut Model) {
    let Some(find) = &mut model.facets.find else {
        return;
    };
    find.typing = false;
    if find.input.text().trim().is_empty() {
        model.facets.end_find();
    }
}

/// Keeps the values that fit. Where the facet of the cursor has none, the first that has one is looked in: who types a
/// district's name stands among the districts then.
fn narrow(model: &mut Model) {
    let Some(find) = &model.facets.find else {
        return;
    };
    let wanted = folded(find.input.text());
    let others = Facet::ALL.into_iter().filter(|facet| *facet != find.home);
    let mut facets = std::iter::once(find.home).chain(others);
    let found = facets.find_map(|facet| {
        let fitting = fitting(model, facet, &wanted);
        (!fitting.is_empty()).then_some((facet, fitting))
    });
    let (facet, fitting) = found.unwrap_or((find.home, HashSet::new()));
    if let Some(find) = &mut model.facets.find {
        (find.facet, find.fitting) = (facet, fitting);
    }
    model.facets.stand_on_found();
}

/// The values of a facet whose names have these letters.
fn fitting(model: &Model, facet: Facet, wanted: &str) -> HashSet<String> {
    let values = model.facets.counts(facet).iter();
    let fitting = values.filter(|value| {
        let name = label::value(&model.locale, facet, &value.value);
        folded(&name).contains(wanted)
    });
    fitting.map(|value| value.value.clone()).collect()
}
