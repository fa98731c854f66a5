//! The list of the selected products alone, and back to the question before.
//!
//! A product that is deselected meanwhile stays in the list until the next question, so that a slip is mended where it
//! was made. Must not: select anything.

use ocop_index::{Facet, Filter, MARKED};

use super::build_query::{self, start_search};
use super::last_place;
use crate::app::effect::Effect;
use crate::app::model::selection::QuestionBefore;
use crate::app::model::{Model, PickedOptions};
use crate::app::notice::Notice;

/// Shows all selected products and nothing else; shown already, the question before.
pub(super) fn toggle_only_selected(model: &mut Model) -> Vec<Effect> {
    if model.shows_only_selected() {
        return leave_selected(model);
    }
    if model.selection.products.is_empty() {
        let refused = model.locale.t("refused.nothing_selected");
        model.notice = Some(Notice::hint(refused));
        return Vec::new();
    }
    let anchor = last_place::selection_anchor(model);
    model.selection.question_before = Some(QuestionBefore {
        line: model.input.text().to_owned(),
        picked: model.picked.clone(),
        anchor: anchor.clone(),
    });
    let mut filter = Filter::default();
    filter.choose_value(Facet::Selection, MARKED);
    model.picked = PickedOptions {
        filter,
        sort: model.query.sort,
        backwards: model.query.reversed,
        literal: false,
    };
    model.input.set_text("");
    model.selection_anchor = anchor;
    start_search(model)
}

fn leave_selected(model: &mut Model) -> Vec<Effect> {
    match model.selection.question_before.take() {
        Some(before) => {
            model.input.set_text(&before.line);
            model.picked = before.picked;
            model.selection_anchor = before.anchor;
        }
        None => build_query::drop_value(model, Facet::Selection, MARKED),
    }
    start_search(model)
}
