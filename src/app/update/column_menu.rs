//! The menu of columns over the list: the list changes at once, and what was chosen is remembered.

use super::overlay_outcome::OverlayOutcome;
use crate::app::action::{Action, FilterAction, Movement, PaneAction, WindowAction};
use crate::app::effect::Effect;
use crate::app::key::{KeyCode, KeyPress};
use crate::app::keymap::KeyMeaning;
use crate::app::layout;
use crate::app::list_columns;
use crate::app::model::Model;
use crate::app::model::column_menu::ColumnMenu;
use crate::app::model::overlay::Overlay;
use crate::app::notice::Notice;

/// What a key does in the menu.
enum MenuKey {
    Close,
    Toggle,
    /// Moves the column down, or up.
    MoveColumn(bool),
    MoveCursor(Movement),
    /// Back to the columns that follow from the width of the list.
    Restore,
    /// What concerns the terminal.
    Pass(Action),
    Nothing,
}

/// Opens the menu.
pub(super) fn open_column_menu(model: &mut Model) {
    let columns = list_columns::wanted_columns(model, list_columns::list_width(model));
    let has_marks = model.value_names.has_marks();
    model.overlay = Some(Overlay::ColumnMenu(ColumnMenu::new(&columns, has_marks)));
}

/// Takes a key, with its meaning in the filters.
pub(super) fn press_column_menu_key(
    model: &mut Model,
    key: KeyPress,
    meaning: KeyMeaning,
) -> OverlayOutcome {
    let size = model.size;
    let page = layout::overlay_rows(size) as isize;
    let Some(Overlay::ColumnMenu(menu)) = &mut model.overlay else {
        return OverlayOutcome::DONE;
    };
    let mut is_changed = false;
    match read_key(key, meaning) {
        MenuKey::Close => {
            model.overlay = None;
            return OverlayOutcome::DONE;
        }
        MenuKey::Toggle => {
            is_changed = menu.toggle();
            if !is_changed {
                model.notice = Some(Notice::hint(model.locale.t("screen.last_column")));
            }
        }
        MenuKey::MoveColumn(down) => {
            let is_chosen = menu
                .rows
                .get(menu.cursor)
                .is_some_and(|(_, chosen)| *chosen);
            is_changed = menu.move_column(down) && is_chosen;
        }
        MenuKey::MoveCursor(movement) => menu.move_cursor(movement.row_delta(page)),
        MenuKey::Restore => return OverlayOutcome::Effects(restore_default(model)),
        MenuKey::Pass(action) => return OverlayOutcome::PassThrough(action),
        MenuKey::Nothing => {}
    }
    let Some(Overlay::ColumnMenu(menu)) = &mut model.overlay else {
        return OverlayOutcome::DONE;
    };
    menu.scroll_to_cursor(size);
    if !is_changed {
        return OverlayOutcome::DONE;
    }
    let chosen = menu.chosen();
    model.chosen_columns = Some(chosen.clone());
    OverlayOutcome::Effects(vec![Effect::SaveListColumns(Some(chosen))])
}

fn read_key(key: KeyPress, meaning: KeyMeaning) -> MenuKey {
    if key.code == KeyCode::Enter {
        return MenuKey::Close;
    }
    match key.typed_char() {
        Some('C') => return MenuKey::Close,
        Some('K') => return MenuKey::MoveColumn(false),
        Some('J') => return MenuKey::MoveColumn(true),
        _ => {}
    }
    let KeyMeaning::Bound(action) = meaning else {
        return if meaning == KeyMeaning::Prefix {
            MenuKey::MoveCursor(Movement::First)
        } else {
            MenuKey::Nothing
        };
    };
    match action {
        Action::Pane(PaneAction::Back | PaneAction::Close) => MenuKey::Close,
        Action::Filter(FilterAction::Toggle) => MenuKey::Toggle,
        Action::Filter(FilterAction::DropLast | FilterAction::DropAll) => MenuKey::Restore,
        Action::Window(WindowAction::NarrowList) => MenuKey::MoveColumn(false),
        Action::Window(WindowAction::WidenList) => MenuKey::MoveColumn(true),
        Action::Move(movement) => MenuKey::MoveCursor(movement),
        Action::Window(window) if window.concerns_terminal() => MenuKey::Pass(action),
        // The panes below are out of reach.
        _ => MenuKey::Nothing,
    }
}

/// Takes back what was chosen here; the cursor stays on its column.
fn restore_default(model: &mut Model) -> Vec<Effect> {
    let cursor = model
        .column_menu()
        .and_then(|menu| menu.rows.get(menu.cursor));
    let column = cursor.map(|(column, _)| *column);
    model.chosen_columns = None;
    open_column_menu(model);
    let size = model.size;
    if let Some(Overlay::ColumnMenu(menu)) = &mut model.overlay {
        let row = menu
            .rows
            .iter()
            .position(|(other, _)| Some(*other) == column);
        menu.cursor = row.unwrap_or(0);
        menu.scroll_to_cursor(size);
    }
    vec![Effect::SaveListColumns(None)]
}
