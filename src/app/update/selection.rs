//! Selecting products: one by one, a range, all, inverted, none. What needs ids that are not loaded waits for the
//! worker, and the keys after it wait too. Must not: search.

use ocop_index::search::SearchHit;

use super::{copy, navigation, only_selected};
use crate::app::action::{CopyTarget, Movement, SelectionAction};
use crate::app::effect::{Effect, WorkerRequest};
use crate::app::model::Model;
use crate::app::model::remote::Remote;
use crate::app::model::selection::{
    PendingWork, ProductId, RangeStart, SelectedProducts, SelectionChange, SelectionWork,
};
use crate::app::model::undo_history::SelectionStep;
use crate::app::notice::Notice;
use crate::app::selection_work::{SelectionMsg, SelectionRequest};
use crate::wording::selection_text::describe_change;

/// Most products that are copied at once: more belong into a file.
const MAX_COPIED_PRODUCTS: usize = 500;

/// Selects or deselects.
pub(super) fn perform_selection_action(model: &mut Model, action: SelectionAction) -> Vec<Effect> {
    let needs_rows = !matches!(action, SelectionAction::None | SelectionAction::Only);
    if needs_rows && model.total() == 0 {
        show_hint(model, "refused.empty");
        return Vec::new();
    }
    match action {
        SelectionAction::ToggleRow => toggle_row(model),
        SelectionAction::Range => begin_or_end_range(model),
        SelectionAction::All => begin_work(model, SelectionWork::SelectAll),
        SelectionAction::Invert => begin_work(model, SelectionWork::Invert),
        SelectionAction::None => select_none(model),
        SelectionAction::Only => return only_selected::toggle_only_selected(model),
    }
    Vec::new()
}

fn show_hint(model: &mut Model, sentence: &str) {
    model.notice = Some(Notice::hint(model.locale.t(sentence)));
}

/// Selects or deselects the row of the cursor, and goes down.
fn toggle_row(model: &mut Model) {
    let Some(hit) = model.selected_hit() else {
        return;
    };
    let id = ProductId::from(hit.product.id.as_str());
    change_shown_products(model, |products| products.toggle([id]));
    navigation::move_cursor(model, Movement::Down);
}

fn begin_or_end_range(model: &mut Model) {
    let Some(rows) = model.growing_range() else {
        model.selection.range_start = Some(RangeStart {
            query_number: model.query_number,
            row: model.selected,
        });
        return model.show_key_notice("selection.range_begun");
    };
    model.selection.range_start = None;
    let hits = rows.clone().map(|row| model.hit_at(row));
    let loaded: Option<Vec<ProductId>> = hits
        .map(|hit| hit.map(|hit| ProductId::from(hit.product.id.as_str())))
        .collect();
    match loaded {
        Some(ids) => change_shown_products(model, |products| products.select(ids)),
        None => begin_work(model, SelectionWork::SelectRows(rows)),
    }
}

/// Gives up the range that grows; false where none does.
pub(super) fn give_up_range(model: &mut Model) -> bool {
    model.selection.range_start.take().is_some()
}

fn select_none(model: &mut Model) {
    let count = model.selection.products.len();
    if count == 0 {
        return show_hint(model, "refused.nothing_selected");
    }
    change_products(model, SelectedProducts::clear);
    model.show_key_notice_with("selection.cleared", count);
}

/// Begins what needs the worker; the request leaves at the end of the update.
fn begin_work(model: &mut Model, work: SelectionWork) {
    model.selection.pending = Some(PendingWork {
        work,
        asked_of: None,
    });
}

/// Begins to copy something of all selected products.
pub(super) fn begin_copy(model: &mut Model, target: CopyTarget) {
    if model.selection.products.len() > MAX_COPIED_PRODUCTS {
        let key = "selection.too_many_to_copy";
        return model.show_key_notice_with(key, MAX_COPIED_PRODUCTS);
    }
    begin_work(model, SelectionWork::Copy(target));
}

/// Changes the selection by products that the list has, so that it is known how many of them are in the list.
fn change_shown_products(
    model: &mut Model,
    change: impl FnOnce(&mut SelectedProducts) -> SelectionChange,
) {
    let selection = &model.selection;
    let known = if selection.products.is_empty() {
        Some(0)
    } else {
        selection.listed.value_for(&model.listed_key()).copied()
    };
    let change = change_products(model, change);
    if let Some(known) = known {
        let listed = (known + change.added()).saturating_sub(change.removed());
        model.selection.listed = Remote::Ready(model.listed_key(), listed);
    }
}

/// Changes the selection, as a step that can be undone.
fn change_products(
    model: &mut Model,
    change: impl FnOnce(&mut SelectedProducts) -> SelectionChange,
) -> SelectionChange {
    let change = change(&mut model.selection.products);
    model.undo_history.record_selection(SelectionStep {
        change: change.clone(),
        query_number: model.query_number,
        row: model.selected,
    });
    change
}

/// Takes a change of the selection back, and says which.
pub(super) fn undo_change(model: &mut Model, step: &SelectionStep) {
    model.selection.products.revert(&step.change);
    go_back_to_row(model, step);
    report_change(model, "selection.undone", &step.change);
}

/// Does a change of the selection again, and says which.
pub(super) fn redo_change(model: &mut Model, step: &SelectionStep) {
    model.selection.products.repeat(&step.change);
    report_change(model, "selection.redone", &step.change);
}

/// The row where the change was made, while its list is shown.
fn go_back_to_row(model: &mut Model, step: &SelectionStep) {
    if step.query_number == model.query_number && !model.is_stale() {
        navigation::select_row(model, step.row);
    }
}

fn report_change(model: &mut Model, key: &str, change: &SelectionChange) {
    let locale = &model.locale;
    let act = describe_change(locale, change);
    model.notice = Some(Notice::success(locale.fill(key, &[("act", &act)])));
}

/// What is to be asked of the worker now: what a key waits for, and how many of the selected products a new list has.
pub(super) fn request_missing_parts(model: &mut Model) -> Vec<Effect> {
    let number = model.query_number;
    let started = model.selection.range_start;
    if started.is_some_and(|start| start.query_number != number) {
        model.selection.range_start = None;
    }
    if model.is_stale() {
        return Vec::new();
    }
    let work = request_pending_work(model);
    let requests = work.into_iter().chain(request_listed_count(model));
    requests
        .map(|request| Effect::Request(WorkerRequest::Selection(request)))
        .collect()
}

fn request_pending_work(model: &mut Model) -> Option<SelectionRequest> {
    let query_number = model.query_number;
    let total = model.total();
    let pending = model.selection.pending.as_mut()?;
    let asked_before = pending.asked_of.replace(query_number);
    if asked_before == Some(query_number) {
        return None;
    }
    let rows = match &pending.work {
        SelectionWork::Copy(_) => {
            let ids = model.selection.products.ids();
            return Some(SelectionRequest::LoadProducts { query_number, ids });
        }
        SelectionWork::SelectAll | SelectionWork::Invert => 0..total,
        // Of another list they would be other products.
        SelectionWork::SelectRows(_) if asked_before.is_some() => 0..0,
        SelectionWork::SelectRows(rows) => rows.clone(),
    };
    Some(SelectionRequest::ListIds { query_number, rows })
}

fn request_listed_count(model: &mut Model) -> Option<SelectionRequest> {
    let key = model.listed_key();
    if model.selection.products.is_empty() || model.selection.listed.is_for(&key) {
        return None;
    }
    model.selection.listed = Remote::Loading(key);
    Some(SelectionRequest::CountListed {
        query_number: key.query_number,
        revision: key.revision,
        ids: model.selection.products.ids(),
    })
}

/// Takes what the worker delivers. Keys that waited for it come next.
pub(super) fn apply_selection_msg(model: &mut Model, msg: SelectionMsg) -> Vec<Effect> {
    match msg {
        SelectionMsg::IdsListed { query_number, ids } => {
            let work = take_pending(model, query_number, |work| {
                !matches!(work, SelectionWork::Copy(_))
            });
            match work {
                Some(SelectionWork::Invert) => {
                    change_shown_products(model, |products| products.toggle(ids));
                }
                Some(_) => select_listed(model, ids),
                None => {}
            }
        }
        SelectionMsg::ProductsLoaded { query_number, hits } => {
            let work = take_pending(model, query_number, |work| {
                matches!(work, SelectionWork::Copy(_))
            });
            if let Some(SelectionWork::Copy(target)) = work {
                return copy_products(model, target, &hits);
            }
        }
        SelectionMsg::ListedCounted {
            query_number,
            revision,
            listed,
            unknown,
        } => {
            let key = model.listed_key();
            if (key.query_number, key.revision) == (query_number, revision) {
                model.selection.listed = Remote::Ready(key, listed);
                forget_unknown(model, listed, unknown);
            }
        }
    }
    Vec::new()
}

fn copy_products(model: &mut Model, target: CopyTarget, hits: &[SearchHit]) -> Vec<Effect> {
    copy::copy_products(model, target, hits)
}

/// The work that waits for the answer to this query, if it is of this kind.
fn take_pending(
    model: &mut Model,
    query_number: u64,
    is_wanted: impl FnOnce(&SelectionWork) -> bool,
) -> Option<SelectionWork> {
    let waits = |pending: &mut PendingWork| {
        pending.asked_of == Some(query_number) && is_wanted(&pending.work)
    };
    let pending = model.selection.pending.take_if(waits);
    pending.map(|pending| pending.work)
}

fn select_listed(model: &mut Model, ids: Vec<ProductId>) {
    // None of a range whose list is gone.
    if ids.is_empty() {
        return;
    }
    let before = model.selection.products.len();
    change_shown_products(model, |products| products.select(ids));
    if model.selection.products.len() == before {
        show_hint(model, "selection.all_selected");
    }
}

/// Deselects products that a newer catalogue does not have, and says so.
fn forget_unknown(model: &mut Model, listed: usize, unknown: Vec<ProductId>) {
    if unknown.is_empty() {
        return;
    }
    let change = model.selection.products.deselect(unknown);
    model.selection.listed = Remote::Ready(model.listed_key(), listed);
    let n = model.locale.format_number(change.removed());
    let told = model.locale.fill("selection.forgotten", &[("n", &n)]);
    model.notice = Some(match model.notice.take() {
        Some(notice) => Notice {
            text: format!("{}. {told}", notice.text),
            ..notice
        },
        None => Notice::hint(told),
    });
}

/// Gives up what waits for an answer that failed.
pub(super) fn mark_work_failed(model: &mut Model) {
    model.selection.pending = None;
    model.selection.listed.fail();
}
