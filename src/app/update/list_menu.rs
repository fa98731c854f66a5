//! The menu of product lists: products added to a list, old or new, what is left of them, and the list or the buyer
//! whose window is opened.

use super::act_recording::{record_undoable_act, tell_when_saved};
use super::list_form;
use super::overlay_outcome::OverlayOutcome;
use super::typed_line::press_line_key;
use crate::app::action::{Action, Movement, PaneAction};
use crate::app::effect::Effect;
use crate::app::input_line::InputLine;
use crate::app::key::KeyPress;
use crate::app::keymap::KeyMeaning;
use crate::app::model::Model;
use crate::app::model::list_menu::{ListMenu, ListMenuPurpose, ListMenuRow};
use crate::app::model::overlay::Overlay;
use crate::app::notice::Notice;
use crate::app::store_work::{
    InterestChange, ListTarget, ListedProducts, MeantBuyer, NotedInterest, ReviewerAct, WorkRequest,
};
use crate::wording::list_text::stock_name;
use crate::wording::sanitize::sanitize_text;
use crate::work::lists::list_act::{BuyerId, EntryValue, ListId, Stock};
use crate::work::lists::list_name::{MAX_LIST_NAME_LETTERS, UnfitListName};

/// Opens the menu to add the row, or the selected products.
pub(super) fn open_add_menu(model: &mut Model) -> Vec<Effect> {
    open_menu(model, ListMenuPurpose::Add { all: false })
}

/// Opens the menu to say what is left of the row, or of the selected products.
pub(super) fn open_stock_menu(model: &mut Model) -> Vec<Effect> {
    if is_in_no_list(model) {
        return tell_missing(model, "listing.in_no_list");
    }
    open_menu(model, ListMenuPurpose::Stock)
}

/// Opens the fields of the row, or of the selected products, in their list; in several lists one is chosen first.
pub(super) fn open_entry_menu(model: &mut Model) -> Vec<Effect> {
    if is_in_no_list(model) {
        return tell_missing(model, "listing.in_no_list");
    }
    let effects = open_menu(model, ListMenuPurpose::Entry);
    if let [ListMenuRow::Entry { list, .. }] = model.list_menu_rows().as_slice() {
        list_form::open_entry_form(model, *list);
    }
    effects
}

/// Opens the menu of buyers, for the row or the selected products.
pub(super) fn open_buyer_menu(model: &mut Model) -> Vec<Effect> {
    if model.work.lists.lists.is_empty() {
        return tell_missing(model, "listing.no_meeting");
    }
    open_menu(model, ListMenuPurpose::Buyer)
}

/// True where no list has the row, or one of the selected products.
fn is_in_no_list(model: &Model) -> bool {
    let lists = &model.work.lists;
    let acted_on = model.acted_on_products();
    acted_on.is_some_and(|acted_on| {
        let mut ids = acted_on.ids.iter();
        !ids.any(|id| lists.lists_of_product(id).next().is_some())
    })
}

/// Says what there has to be first.
fn tell_missing(model: &mut Model, sentence: &str) -> Vec<Effect> {
    super::work::refuse(model, sentence);
    vec![Effect::Work(WorkRequest::ReadNews)]
}

fn open_menu(model: &mut Model, purpose: ListMenuPurpose) -> Vec<Effect> {
    let Some(acted_on) = model.acted_on_products() else {
        model.notice = Some(Notice::hint(model.locale.t("refused.empty")));
        return Vec::new();
    };
    model.overlay = Some(Overlay::ListMenu(ListMenu {
        input: InputLine::with_input_method(model.input.method),
        cursor: 0,
        purpose,
        ids: acted_on.ids.iter().map(ToString::to_string).collect(),
    }));
    vec![Effect::Work(WorkRequest::ReadNews)]
}

/// Takes a key, with its meaning while typing.
pub(super) fn press_list_menu_key(
    model: &mut Model,
    key: KeyPress,
    meaning: KeyMeaning,
) -> OverlayOutcome {
    match meaning {
        KeyMeaning::Bound(Action::Pane(PaneAction::Back)) => model.overlay = None,
        KeyMeaning::Bound(Action::Pane(PaneAction::List)) => {
            return OverlayOutcome::Effects(choose_row(model));
        }
        KeyMeaning::Bound(Action::Complete | Action::Pane(PaneAction::Next)) => {
            if let Some(Overlay::ListMenu(menu)) = &mut model.overlay
                && let ListMenuPurpose::Add { all } = &mut menu.purpose
            {
                *all = !*all;
            }
        }
        KeyMeaning::Bound(Action::Move(movement)) => move_cursor(model, movement),
        _ => {
            return press_line_key(model, key, meaning, |model, edit| {
                edit_name(model, |line| edit.apply_to(line));
                Vec::new()
            });
        }
    }
    OverlayOutcome::DONE
}

/// Pastes text into the line.
pub(super) fn paste_into_list_menu(model: &mut Model, text: &str) {
    edit_name(model, |line| line.insert_text(text));
}

fn edit_name(model: &mut Model, edit: impl FnOnce(&mut InputLine)) {
    if let Some(Overlay::ListMenu(menu)) = &mut model.overlay {
        edit(&mut menu.input);
        menu.cursor = 0;
    }
}

fn move_cursor(model: &mut Model, movement: Movement) {
    let last = model.list_menu_rows().len().saturating_sub(1);
    if let Some(Overlay::ListMenu(menu)) = &mut model.overlay {
        let by = movement.row_delta(10);
        menu.cursor = menu.cursor.saturating_add_signed(by).min(last);
    }
}

fn choose_row(model: &mut Model) -> Vec<Effect> {
    if let Some(Overlay::ListMenu(menu)) = &mut model.overlay {
        menu.input.finish_word();
    }
    let Some(menu) = model.list_menu().cloned() else {
        return Vec::new();
    };
    match model.list_menu_rows().into_iter().nth(menu.cursor) {
        None => Vec::new(),
        Some(ListMenuRow::Add { list, name, .. }) => {
            add_products(model, menu, ListTarget::Known(list), &name)
        }
        Some(ListMenuRow::Entry { list, .. }) => {
            list_form::open_entry_form(model, list);
            Vec::new()
        }
        Some(ListMenuRow::Buyer {
            list, buyer, name, ..
        }) => {
            list_form::open_interest_form(model, list, (MeantBuyer::Known(buyer), name));
            Vec::new()
        }
        Some(ListMenuRow::NewBuyer { list, name, .. }) => {
            let buyer = MeantBuyer::New(name.clone());
            list_form::open_interest_form(model, list, (buyer, name));
            Vec::new()
        }
        Some(ListMenuRow::NoInterest {
            list, buyer, name, ..
        }) => end_interest(model, menu.ids, (list, buyer, &name)),
        Some(ListMenuRow::New { name, kind }) => match model.work.lists.read_name(&name) {
            Ok(name) => {
                let target = ListTarget::New(name.clone(), kind);
                add_products(model, menu, target, &name)
            }
            Err(unfit) => {
                let sentence = match unfit {
                    UnfitListName::Length => model
                        .locale
                        .fill("lists.bad_name", &[("n", &MAX_LIST_NAME_LETTERS)]),
                    UnfitListName::Taken(known) => model
                        .locale
                        .fill("lists.name_taken", &[("known", &known.name)]),
                };
                model.notice = Some(Notice::hint(sentence));
                Vec::new()
            }
        },
        Some(ListMenuRow::Stock {
            list, name, stock, ..
        }) => set_stock(model, menu.ids, (list, &name), stock),
    }
}

fn add_products(model: &mut Model, menu: ListMenu, target: ListTarget, name: &str) -> Vec<Effect> {
    let is_all = menu.purpose == ListMenuPurpose::Add { all: true };
    let (products, count) = if is_all {
        let query = Box::new(model.query.clone());
        (ListedProducts::Question(query), model.total())
    } else {
        let count = menu.ids.len();
        (ListedProducts::Ids(menu.ids), count)
    };
    model.overlay = None;
    let n = model.locale.format_number(count);
    let values: [(&str, &dyn std::fmt::Display); 2] = [("n", &n), ("name", &name)];
    let words = model.locale.fill("listing.act_add", &values);
    let sentence = model.locale.fill("listing.added", &values);
    model.notice = Some(Notice::success(sentence));
    let act = ReviewerAct::AddToList {
        list: target,
        products,
    };
    vec![record_undoable_act(model, act, Vec::new(), words)]
}

fn set_stock(
    model: &mut Model,
    ids: Vec<String>,
    (list, name): (ListId, &str),
    stock: Stock,
) -> Vec<Effect> {
    model.overlay = None;
    let n = model.locale.format_number(ids.len());
    let left = stock_name(&model.locale, stock).to_owned();
    let values: [(&str, &dyn std::fmt::Display); 3] =
        [("n", &n), ("name", &name), ("stock", &left)];
    let words = model.locale.fill("listing.act_stock", &values);
    let sentence = model.locale.fill("listing.stock_set", &values);
    model.notice = Some(Notice::success(sentence));
    let values = vec![EntryValue::Stock(Some(stock))];
    let act = ReviewerAct::SetFields { list, ids, values };
    vec![record_undoable_act(model, act, Vec::new(), words)]
}

/// A buyer wants the products no more.
fn end_interest(
    model: &mut Model,
    ids: Vec<String>,
    (list, buyer, name): (ListId, BuyerId, &str),
) -> Vec<Effect> {
    model.overlay = None;
    let whom = list_form::name_products(model, &ids);
    let values: [(&str, &dyn std::fmt::Display); 2] =
        [("buyer", &sanitize_text(name)), ("product", &whom)];
    let words = model.locale.fill("listing.act_no_interest", &values);
    let told = model.locale.fill("buyers.interest_gone", &values);
    let act = ReviewerAct::NoteInterest(Box::new(NotedInterest {
        list,
        buyer: MeantBuyer::Known(buyer),
        wants: None,
        ids,
        interest: InterestChange::Ended,
    }));
    let effect = record_undoable_act(model, act, Vec::new(), words);
    tell_when_saved(model, told);
    vec![effect]
}
