//! The generations of the catalogue over the panes: looking at one, and going back to one with consent.
//!
//! Reading them is asked of the worker, a rollback of the host. Must not: publish without a yes.

use super::build_query::start_search;
use super::overlay_outcome::OverlayOutcome;
use super::{search_history, statistics};
use crate::app::action::{Action, CatalogAction, Movement, PaneAction, ReviewAction};
use crate::app::catalog_work::{CatalogWork, GenerationChanges, GenerationRow, HistoryRequest};
use crate::app::effect::{Effect, WorkerRequest};
use crate::app::key::{KeyCode, KeyPress};
use crate::app::keymap::KeyMeaning;
use crate::app::model::catalog_history::{CatalogHistory, ChangesView, HistoryStep};
use crate::app::model::overlay::Overlay;
use crate::app::model::{Focus, Model};
use crate::app::notice::Notice;
use crate::app::permission::forbidden_reason;

/// Opens the pane and asks for the generations.
pub(super) fn open_catalog_history(model: &mut Model) -> Vec<Effect> {
    model.overlay = Some(Overlay::CatalogHistory(CatalogHistory::default()));
    vec![read_history(HistoryRequest::ListGenerations)]
}

const fn read_history(request: HistoryRequest) -> Effect {
    Effect::Request(WorkerRequest::ReadHistory(request))
}

/// Takes a key, with its meaning in the generations or at a question, while the pane is open.
pub(super) fn press_history_key(
    model: &mut Model,
    key: KeyPress,
    meaning: KeyMeaning,
) -> OverlayOutcome {
    let asks = model
        .catalog_history()
        .is_some_and(CatalogHistory::asks_rollback);
    let action = match meaning {
        KeyMeaning::Bound(action) => action,
        KeyMeaning::Prefix | KeyMeaning::NewPrefix => {
            model.pending_keys = vec![key];
            return OverlayOutcome::DONE;
        }
        // At a question letters mean yes and no; the changes still scroll.
        _ if asks => match scrolling_key(key) {
            Some(movement) => Action::Move(movement),
            None => return OverlayOutcome::DONE,
        },
        _ => return OverlayOutcome::DONE,
    };
    perform_history_action(model, action)
}

const fn scrolling_key(key: KeyPress) -> Option<Movement> {
    match key.code {
        KeyCode::Char('u') if key.ctrl => Some(Movement::HalfPageUp),
        KeyCode::Char('d') if key.ctrl => Some(Movement::HalfPageDown),
        KeyCode::Up => Some(Movement::Up),
        KeyCode::Down => Some(Movement::Down),
        KeyCode::PageUp => Some(Movement::PageUp),
        KeyCode::PageDown => Some(Movement::PageDown),
        KeyCode::Home => Some(Movement::First),
        KeyCode::End => Some(Movement::Last),
        _ => None,
    }
}

fn perform_history_action(model: &mut Model, action: Action) -> OverlayOutcome {
    let mut effects = Vec::new();
    if let Some(reason) = forbidden_reason(action, &model.capabilities) {
        model.notice = Some(Notice::hint(model.locale.t(reason)));
        return OverlayOutcome::DONE;
    }
    match action {
        Action::Pane(PaneAction::Back | PaneAction::Close) | Action::Review(ReviewAction::No) => {
            step_back(model);
        }
        Action::Pane(PaneAction::Open) => effects = open_at_cursor(model),
        Action::Catalog(CatalogAction::RollBack) => effects = preview_rollback(model),
        Action::Catalog(CatalogAction::CompareWith) => compare_with_selected(model),
        Action::Catalog(CatalogAction::OpenHistory) => effects = open_catalog_history(model),
        Action::Review(ReviewAction::Yes) => effects = roll_back(model),
        Action::Move(movement) => {
            let size = model.size;
            if let Some(history) = model.catalog_history_mut() {
                let page = history.page_rows(size).saturating_sub(1).max(1);
                history.move_cursor(movement.row_delta(page as isize), size);
            }
        }
        Action::Window(window) if window.works_over_panes() => {
            return OverlayOutcome::PassThrough(action);
        }
        // The panes below are out of reach.
        _ => {}
    }
    OverlayOutcome::Effects(effects)
}

/// Compares the figures with the generation at the cursor, or with the one whose changes are shown.
fn compare_with_selected(model: &mut Model) {
    let Some(history) = model.catalog_history() else {
        return;
    };
    let number = match &history.step {
        HistoryStep::Generations => history.selected_generation().map(|row| row.number),
        HistoryStep::Changes(view) => Some(view.changes.number),
        HistoryStep::RollingBack(_) => None,
    };
    if let Some(number) = number {
        statistics::compare_with_generation(model, number);
    }
}

/// Out of the changes, then out of the pane. A rollback that is being written goes on.
fn step_back(model: &mut Model) {
    let untouched = model.locale.t("import.untouched").to_owned();
    let Some(history) = model.catalog_history_mut() else {
        return;
    };
    let was_asked = history.asks_rollback();
    match history.step {
        HistoryStep::Changes(_) => history.step = HistoryStep::Generations,
        HistoryStep::Generations => model.overlay = None,
        HistoryStep::RollingBack(_) => {}
    }
    if was_asked {
        model.notice = Some(Notice::hint(untouched));
    }
}

/// Shows the changes of the generation at the cursor; among the changes, the record of the product at the cursor.
fn open_at_cursor(model: &mut Model) -> Vec<Effect> {
    let Some(history) = model.catalog_history_mut() else {
        return Vec::new();
    };
    if let HistoryStep::Changes(view) = &history.step {
        let row = view.rows.get(view.cursor);
        let id = row.and_then(|row| row.product_id.clone());
        return id.map_or_else(Vec::new, |id| {
            vec![read_history(HistoryRequest::FindProduct(id))]
        });
    }
    let number = history.selected_generation().map(|row| row.number);
    ask_about(history, number, HistoryRequest::CompareWithPrevious)
}

/// Asks what going back to the generation at the cursor, or to the one whose changes are shown, would change.
fn preview_rollback(model: &mut Model) -> Vec<Effect> {
    let current = model.locale.t("generations.is_current").to_owned();
    let Some(history) = model.catalog_history_mut() else {
        return Vec::new();
    };
    let number = match &history.step {
        HistoryStep::Changes(view) => Some(view.changes.number),
        _ => history.selected_generation().map(|row| row.number),
    };
    let rows = history.generations.iter().flatten();
    let is_current = |row: &GenerationRow| row.is_current && Some(row.number) == number;
    if rows.into_iter().any(is_current) {
        model.notice = Some(Notice::hint(current));
        return Vec::new();
    }
    ask_about(history, number, HistoryRequest::PreviewRollback)
}

fn ask_about(
    history: &mut CatalogHistory,
    number: Option<u64>,
    request: impl FnOnce(u64) -> HistoryRequest,
) -> Vec<Effect> {
    if matches!(history.step, HistoryStep::RollingBack(_)) {
        return Vec::new();
    }
    let Some(number) = number else {
        return Vec::new();
    };
    history.awaits_changes = true;
    vec![read_history(request(number))]
}

/// Goes back, after a yes.
fn roll_back(model: &mut Model) -> Vec<Effect> {
    let Some(history) = model.catalog_history_mut() else {
        return Vec::new();
    };
    let HistoryStep::Changes(view) = &history.step else {
        return Vec::new();
    };
    let GenerationChanges { number, base, .. } = view.changes;
    history.step = HistoryStep::RollingBack(number);
    vec![Effect::WorkOnCatalog(CatalogWork::RollBack {
        to: number,
        base,
    })]
}

/// Takes in the generations; the cursor goes to the one in use.
pub(super) fn apply_generations(model: &mut Model, listed: Result<Vec<GenerationRow>, String>) {
    let size = model.size;
    let Some(history) = model.catalog_history_mut() else {
        return;
    };
    match listed {
        Ok(rows) => {
            history.cursor = rows.iter().position(|row| row.is_current).unwrap_or(0);
            history.generations = Some(rows);
            history.scroll_to_cursor(size);
        }
        Err(sentence) => {
            history.generations = Some(Vec::new());
            model.notice = Some(Notice::error(sentence));
        }
    }
}

/// Takes in the changes of a generation; a pane that was closed since may have asked for them.
pub(super) fn apply_changes(model: &mut Model, compared: Result<GenerationChanges, String>) {
    let size = model.size;
    let nothing_new = model.locale.t("generations.no_difference").to_owned();
    let Some(history) = model.catalog_history_mut() else {
        return;
    };
    if !std::mem::take(&mut history.awaits_changes) {
        return;
    }
    match compared {
        Ok(changes) if changes.lines.is_empty() => model.notice = Some(Notice::hint(nothing_new)),
        Ok(changes) => history.step = HistoryStep::Changes(ChangesView::new(changes, size)),
        Err(sentence) => model.notice = Some(Notice::error(sentence)),
    }
}

/// Opens the record of a product that changed, if the catalogue shown has it. The question before comes back with undo.
pub(super) fn open_found_product(model: &mut Model, id: &str, is_known: bool) -> Vec<Effect> {
    if model.catalog_history().is_none() {
        return Vec::new();
    }
    if !is_known {
        model.notice = Some(Notice::hint(model.locale.t("generations.not_here")));
        return Vec::new();
    }
    open_product(model, id)
}

/// Closes the window, and opens the record of a product.
pub(super) fn open_product(model: &mut Model, id: &str) -> Vec<Effect> {
    model.overlay = None;
    let quoted = id.contains(char::is_whitespace);
    let line = if quoted {
        format!("ma:\"{id}\"")
    } else {
        format!("ma:{id}")
    };
    search_history::load_search(model, &line);
    model.focus = Focus::Detail;
    model.detail_offset = 0;
    start_search(model)
}
