//! The window with the fields of an entry of a list, or with what a buyer wants. What is typed is kept with every
//! change, until it is written to the store.

use std::fmt::Display;

use super::act_recording::{keep_drafts_until_saved, record_undoable_act, tell_when_saved};
use super::overlay_outcome::OverlayOutcome;
use super::typed_line::press_line_key;
use crate::app::action::{Action, Movement, PaneAction};
use crate::app::effect::Effect;
use crate::app::input_line::InputLine;
use crate::app::key::KeyPress;
use crate::app::keymap::KeyMeaning;
use crate::app::model::Model;
use crate::app::model::list_form::{FormFieldKind, FormPurpose, ListForm};
use crate::app::model::overlay::Overlay;
use crate::app::model::selection::ProductId;
use crate::app::notice::Notice;
use crate::app::store_work::{InterestChange, MeantBuyer, NotedInterest, ReviewerAct, keep_draft};
use crate::wording::list_text::with_words;
use crate::wording::product_label::describe_products;
use crate::wording::sanitize::sanitize_text;
use crate::work::lists::list_act::ListId;

/// Opens the fields of the products of the open menu in a list.
pub(super) fn open_entry_form(model: &mut Model, list: ListId) {
    let products = products_of_menu(model);
    let form = model
        .work
        .lists
        .get(list)
        .map(|list| ListForm::of_entries(list, products, &model.locale, model.input.method));
    open_form(model, form);
}

/// Opens what a buyer wants of the products of the open menu.
pub(super) fn open_interest_form(model: &mut Model, list: ListId, buyer: (MeantBuyer, String)) {
    let products = products_of_menu(model);
    let form = model
        .work
        .lists
        .get(list)
        .map(|list| ListForm::of_interest(list, buyer, products, model.input.method));
    open_form(model, form);
}

/// Opens a window, with what was typed in it before.
fn open_form(model: &mut Model, form: Option<ListForm>) {
    let form = form.map(|mut form| {
        let kinds: Vec<_> = form.fields.iter().map(|field| field.kind).collect();
        for (index, kind) in kinds.into_iter().enumerate() {
            if let Some(draft) = model.work.drafts.get(&form.draft_id(kind)) {
                form.fields[index].input.set_text(draft);
            }
        }
        Overlay::ListForm(Box::new(form))
    });
    model.overlay = form;
}

/// The products of the open menu, and what they are called.
fn products_of_menu(model: &Model) -> (Vec<String>, String) {
    let ids = model.list_menu().map(|menu| menu.ids.clone());
    let ids = ids.unwrap_or_default();
    let whom = name_products(model, &ids);
    (ids, whom)
}

/// What products are called: the name of one, or how many there are.
pub(super) fn name_products(model: &Model, ids: &[String]) -> String {
    let ids = ids.iter().map(|id| ProductId::from(id.as_str())).collect();
    sanitize_text(&describe_products(&model.locale, &model.product_refs(&ids)))
}

/// Takes a key, with its meaning while typing.
pub(super) fn press_list_form_key(
    model: &mut Model,
    key: KeyPress,
    meaning: KeyMeaning,
) -> OverlayOutcome {
    let Some(Overlay::ListForm(form)) = &mut model.overlay else {
        return OverlayOutcome::DONE;
    };
    match meaning {
        KeyMeaning::Bound(Action::Pane(PaneAction::Back)) => {
            tell_kept(model);
            model.overlay = None;
        }
        KeyMeaning::Bound(Action::Pane(PaneAction::List)) => {
            return OverlayOutcome::Effects(write_form(model));
        }
        KeyMeaning::Bound(
            Action::Complete | Action::Pane(PaneAction::Next) | Action::Move(Movement::Down),
        ) => form.move_cursor(true),
        KeyMeaning::Bound(Action::Pane(PaneAction::Previous) | Action::Move(Movement::Up)) => {
            form.move_cursor(false);
        }
        _ => {
            return press_line_key(model, key, meaning, |model, edit| {
                edit_field(model, |line| edit.apply_to(line))
            });
        }
    }
    OverlayOutcome::DONE
}

/// Pastes text into the field.
pub(super) fn paste_into_list_form(model: &mut Model, text: &str) -> Vec<Effect> {
    edit_field(model, |line| line.insert_text(text))
}

/// Edits the field of the cursor, and keeps what is typed.
fn edit_field(model: &mut Model, edit: impl FnOnce(&mut InputLine)) -> Vec<Effect> {
    let Some(Overlay::ListForm(form)) = &mut model.overlay else {
        return Vec::new();
    };
    let Some(field) = form.field_mut() else {
        return Vec::new();
    };
    if !field.input.apply_edit(edit) {
        return Vec::new();
    }
    let (text, kind) = (field.input.text().to_owned(), field.kind);
    let is_new = field.is_changed();
    form.refusal = None;
    let id = form.draft_id(kind);
    vec![keep_field(model, id, is_new.then_some(text))]
}

/// Keeps what was typed of a field; `None` forgets it.
fn keep_field(model: &mut Model, id: String, text: Option<String>) -> Effect {
    Effect::Work(keep_draft(&mut model.work.drafts, id, text))
}

/// Says that what was typed is kept.
fn tell_kept(model: &mut Model) {
    if let Some(Overlay::ListForm(form)) = &model.overlay
        && form.is_changed()
    {
        model.notice = Some(Notice::hint(model.locale.t("listing.draft_here")));
    }
}

/// Hands what was typed to the store. A value that cannot be read stays in its field.
fn write_form(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::ListForm(mut form)) = model.overlay.take() else {
        return Vec::new();
    };
    let list = model.work.lists.get(form.list);
    let Some(values) = form.take_values(list, &model.locale) else {
        model.overlay = Some(Overlay::ListForm(form));
        return Vec::new();
    };
    let what = form.describe_changes(list, &model.locale).join(", ");
    let (act, words, told) = match &form.purpose {
        FormPurpose::Entry if values.is_empty() => {
            model.notice = Some(Notice::hint(model.locale.t("lists.unchanged")));
            return forget_drafts(model, &form);
        }
        FormPurpose::Entry => {
            let values_of: [(&str, &dyn Display); 3] = [
                ("whom", &form.whom),
                ("name", &sanitize_text(&form.list_name)),
                ("what", &what),
            ];
            let act = ReviewerAct::SetFields {
                list: form.list,
                ids: form.ids.clone(),
                values,
            };
            let words = model.locale.fill("listing.act_fields", &values_of);
            (
                act,
                words,
                model.locale.fill("listing.fields_saved", &values_of),
            )
        }
        FormPurpose::Interest { is_known: true, .. } if !form.is_changed() => {
            model.notice = Some(Notice::hint(model.locale.t("lists.unchanged")));
            return forget_drafts(model, &form);
        }
        FormPurpose::Interest { buyer, name, .. } => {
            let interest = form.read_interest();
            let values: [(&str, &dyn Display); 2] =
                [("buyer", &sanitize_text(name)), ("product", &form.whom)];
            let words = model.locale.fill("listing.act_interest", &values);
            let told = model.locale.fill("buyers.interest_kept", &values);
            let told = with_words(told, &interest);
            let act = ReviewerAct::NoteInterest(Box::new(NotedInterest {
                list: form.list,
                buyer: buyer.clone(),
                wants: form.read_new_text(FormFieldKind::Wants),
                ids: form.ids.clone(),
                interest: InterestChange::Wanted {
                    quantity: form.read_new_text(FormFieldKind::Quantity),
                    remark: form.read_new_text(FormFieldKind::Remark),
                },
            }));
            (act, words, told)
        }
    };
    let mut effects = vec![record_undoable_act(model, act, Vec::new(), words)];
    tell_when_saved(model, told);
    // Kept until it is on the disk.
    let mut drafts = Vec::new();
    for field in form.fields.iter().filter(|field| field.is_changed()) {
        let id = form.draft_id(field.kind);
        effects.insert(
            0,
            keep_field(model, id.clone(), Some(field.input.text().to_owned())),
        );
        drafts.push(id);
    }
    keep_drafts_until_saved(model, drafts);
    effects
}

/// Nothing was changed: nothing is kept either.
fn forget_drafts(model: &mut Model, form: &ListForm) -> Vec<Effect> {
    let ids = form.fields.iter().map(|field| form.draft_id(field.kind));
    let kept: Vec<String> = ids
        .filter(|id| model.work.drafts.contains_key(id))
        .collect();
    kept.into_iter()
        .map(|id| keep_field(model, id, None))
        .collect()
}
