//! The line that takes a remark. What is typed is kept with every change, until it is written to the store.

use super::act_recording;
use super::overlay_outcome::OverlayOutcome;
use super::typed_line::press_line_key;
use crate::app::action::{Action, LineEdit, PaneAction};
use crate::app::effect::Effect;
use crate::app::input_line::InputLine;
use crate::app::key::KeyPress;
use crate::app::keymap::KeyMeaning;
use crate::app::model::Model;
use crate::app::model::overlay::Overlay;
use crate::app::model::remark_editor::RemarkEditor;
use crate::app::notice::Notice;
use crate::app::store_work::{ReviewerAct, keep_draft};
use crate::wording::product_label::describe_products;

/// Opens the line, for the selected products where there are some: with what was typed before, else with one's own last
/// remark of this review.
pub(super) fn open_remark_editor(model: &mut Model) -> Vec<Effect> {
    let Some(acted_on) = model.acted_on_products() else {
        model.notice = Some(Notice::hint(model.locale.t("refused.empty")));
        return Vec::new();
    };
    let products = model.product_refs(&acted_on.ids);
    let review = model.work.open.as_ref().map(|open| open.round.id);
    let work = match products.as_slice() {
        [product] => model.work.products.get(&product.id),
        _ => None,
    };
    let mut remarks = work.iter().flat_map(|work| &work.remarks);
    let own = remarks.rfind(|remark| remark.author == model.work.author && remark.review == review);
    let text_before = own
        .map(|remark| remark.text.replace('\n', " "))
        .unwrap_or_default();
    let first = products.first();
    let draft = first.and_then(|product| model.work.drafts.get(&product.id));
    let mut input = InputLine::with_input_method(model.input.method);
    input.set_text(draft.unwrap_or(&text_before));
    let editor = RemarkEditor {
        replaces: own.map(|remark| remark.event),
        products,
        review,
        text_before,
        input,
    };
    model.overlay = Some(Overlay::RemarkEditor(editor));
    Vec::new()
}

/// Takes a key, with its meaning while typing.
pub(super) fn press_remark_key(
    model: &mut Model,
    key: KeyPress,
    meaning: KeyMeaning,
) -> OverlayOutcome {
    match meaning {
        KeyMeaning::Bound(Action::Pane(PaneAction::Back)) => {
            tell_kept(model);
            model.overlay = None;
        }
        KeyMeaning::Bound(Action::Pane(PaneAction::List)) => {
            return OverlayOutcome::Effects(write_remark(model));
        }
        KeyMeaning::Bound(Action::Edit(LineEdit::Erase)) if is_empty(model) => {
            model.overlay = None;
        }
        _ => {
            return press_line_key(model, key, meaning, |model, edit| {
                edit_remark(model, |line| edit.apply_to(line))
            });
        }
    }
    OverlayOutcome::DONE
}

/// Pastes text into the line.
pub(super) fn paste_into_remark(model: &mut Model, text: &str) -> Vec<Effect> {
    edit_remark(model, |line| line.insert_text(text))
}

fn is_empty(model: &Model) -> bool {
    let editor = model.remark_editor();
    editor.is_some_and(|editor| editor.input.text().is_empty())
}

/// Edits the line, and keeps what is typed.
fn edit_remark(model: &mut Model, edit: impl FnOnce(&mut InputLine)) -> Vec<Effect> {
    let Some(Overlay::RemarkEditor(editor)) = &mut model.overlay else {
        return Vec::new();
    };
    if !editor.input.apply_edit(edit) {
        return Vec::new();
    }
    let text = editor.input.text().to_owned();
    let id = editor.draft_id().to_owned();
    let is_new = text != editor.text_before;
    let request = keep_draft(&mut model.work.drafts, id, is_new.then_some(text));
    vec![Effect::Work(request)]
}

/// Says that what was typed is kept.
fn tell_kept(model: &mut Model) {
    let editor = model.remark_editor();
    let is_kept = editor.is_some_and(|editor| model.work.drafts.contains_key(editor.draft_id()));
    if is_kept {
        model.show_key_notice("reviewing.draft_here");
    }
}

/// Hands the remark to the store; an empty one takes back the one before.
fn write_remark(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::RemarkEditor(mut editor)) = model.overlay.take() else {
        return Vec::new();
    };
    editor.input.finish_word();
    let text = editor.input.text().trim().to_owned();
    let product_id = editor.draft_id().to_owned();
    if text == editor.text_before.trim() {
        let request = keep_draft(&mut model.work.drafts, product_id, None);
        return vec![Effect::Work(request)];
    }
    // Kept until it is on the disk.
    model.work.drafts.insert(product_id, text.clone());
    let whom = describe_products(&model.locale, &editor.products);
    let words = model
        .locale
        .fill("reviewing.act_remark", &[("name", &whom)]);
    let act = ReviewerAct::Remark {
        review: editor.review,
        products: editor.products,
        text,
        replaces: editor.replaces,
    };
    vec![act_recording::record_undoable_act(
        model,
        act,
        Vec::new(),
        words,
    )]
}
