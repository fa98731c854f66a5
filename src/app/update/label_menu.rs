//! The menu of labels: Enter sets a label of the selected products or of the row, or takes off one that all of them
//! have.

use std::fmt::Display;

use super::act_recording;
use super::overlay_outcome::OverlayOutcome;
use super::typed_line::press_line_key;
use crate::app::action::{Action, LineEdit, PaneAction};
use crate::app::effect::Effect;
use crate::app::input_line::InputLine;
use crate::app::key::KeyPress;
use crate::app::keymap::KeyMeaning;
use crate::app::model::Model;
use crate::app::model::label_menu::{LabelMenu, LabelRow};
use crate::app::model::overlay::Overlay;
use crate::app::notice::Notice;
use crate::app::screen_area::overlay_rows;
use crate::app::store_work::{ReviewerAct, WorkRequest};
use crate::wording::product_label::{
    LabelAct, describe_label, describe_label_change, describe_label_problem, describe_products,
};
use crate::work::labels::label_drafts::LabelChange;

/// Opens the menu.
pub(super) fn open_label_menu(model: &mut Model) -> Vec<Effect> {
    let Some(acted_on) = model.acted_on_products() else {
        model.notice = Some(Notice::hint(model.locale.t("refused.empty")));
        return Vec::new();
    };
    let menu = LabelMenu::new(
        InputLine::with_input_method(model.input.method),
        model.product_refs(&acted_on.ids),
        model.work.label_definitions.clone(),
        &model.work.products,
    );
    model.overlay = Some(Overlay::LabelMenu(Box::new(menu)));
    vec![Effect::Work(WorkRequest::ReadNews)]
}

/// Takes a key, with its meaning while typing.
pub(super) fn press_label_menu_key(
    model: &mut Model,
    key: KeyPress,
    meaning: KeyMeaning,
) -> OverlayOutcome {
    let size = model.size;
    let Some(Overlay::LabelMenu(menu)) = &mut model.overlay else {
        return OverlayOutcome::DONE;
    };
    match meaning {
        KeyMeaning::Bound(Action::Pane(PaneAction::Back)) => model.overlay = None,
        KeyMeaning::Bound(Action::Pane(PaneAction::List)) => {
            menu.input.finish_word();
            return OverlayOutcome::Effects(choose_row(model));
        }
        KeyMeaning::Bound(Action::Move(movement)) => {
            menu.move_cursor(movement.row_delta(overlay_rows(size) as isize), size);
        }
        KeyMeaning::Bound(Action::Edit(LineEdit::Erase)) if menu.input.text().is_empty() => {
            model.overlay = None;
        }
        _ => {
            return press_line_key(model, key, meaning, |model, edit| {
                if let Some(Overlay::LabelMenu(menu)) = &mut model.overlay {
                    menu.edit(|line| edit.apply_to(line));
                }
                Vec::new()
            });
        }
    }
    OverlayOutcome::DONE
}

/// Pastes text into the line.
pub(super) fn paste_into_label_menu(model: &mut Model, text: &str) {
    if let Some(Overlay::LabelMenu(menu)) = &mut model.overlay {
        menu.edit(|line| line.insert_text(text));
    }
}

/// Sets the label of the row at the cursor, or takes it off.
fn choose_row(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::LabelMenu(menu)) = &model.overlay else {
        return Vec::new();
    };
    let (label, value, had_by) = match menu.rows().into_iter().nth(menu.cursor) {
        None => return Vec::new(),
        Some(LabelRow::Problem(problem)) => {
            let sentence = describe_label_problem(&model.locale, &problem);
            model.notice = Some(Notice::hint(sentence));
            return Vec::new();
        }
        Some(LabelRow::Other(meant)) => (meant.label, meant.value, 0),
        Some(LabelRow::Known {
            label,
            value,
            had_by,
            ..
        }) => (label, value, had_by),
    };
    let products = menu.products.clone();
    model.overlay = None;
    let count = products.len();
    let (act, changed) = if had_by < count {
        (LabelAct::Set, count - had_by)
    } else {
        (LabelAct::TakenOff, had_by)
    };
    let change = LabelChange {
        drafts: Vec::new(),
        changed,
        same: count - changed,
    };
    let locale = &model.locale;
    let name = describe_label(locale, &label, value.as_deref());
    let whom = describe_products(locale, &products);
    let values: [(&str, &dyn Display); 2] = [("label", &name), ("whom", &whom)];
    let words = locale.fill(
        match act {
            LabelAct::Set => "reviewing.act_label",
            LabelAct::TakenOff => "reviewing.act_label_off",
        },
        &values,
    );
    let told = describe_label_change(locale, act, &name, &products, &change);
    let act = ReviewerAct::Label {
        products,
        label,
        value,
        present: act == LabelAct::Set,
    };
    let effect = act_recording::record_undoable_act(model, act, Vec::new(), words);
    act_recording::tell_when_saved(model, told);
    vec![effect]
}
