//! Showing a code to be scanned over everything else: the next one, and away again.
//!
//! Must not: walk in the list behind it; what is shown would be another product's.

use crate::app::action::{Action, KeyContext};
use crate::app::key::KeyPress;
use crate::app::keymap::KeyLookup;
use crate::app::model::Model;
use crate::app::model::qr_screen;
use crate::app::model::qr_screen::QrScreen;

/// Shows the first code of the selected product.
pub(super) fn open_qr_screen(model: &mut Model) {
    if model.selected_hit().is_some() {
        model.qr_screen = Some(QrScreen::default());
    } else {
        model.notice = Some(model.locale.t("screen.nothing_chosen").to_owned());
    }
}

/// Takes a key while a code is shown; what has to do with the terminal is given back.
pub(super) fn press_qr_screen_key(model: &mut Model, key: KeyPress) -> Option<Action> {
    let KeyLookup::Bound(action) = model.keymap.look_up(KeyContext::Detail, &[key]) else {
        return None;
    };
    match action {
        Action::Back | Action::Close => model.qr_screen = None,
        Action::NextPane => show_adjacent_code(model, true),
        Action::PreviousPane => show_adjacent_code(model, false),
        Action::Reverse => {
            if let Some(shown) = &mut model.qr_screen {
                shown.is_inverted = !shown.is_inverted;
            }
        }
        Action::Quit | Action::Redraw | Action::Suspend => return Some(action),
        _ => {}
    }
    None
}

/// Round and round.
fn show_adjacent_code(model: &mut Model, forward: bool) {
    let count = model
        .selected_hit()
        .map_or(1, |hit| qr_screen::collect_qr_contents(&hit.product).len());
    let step = if forward { 1 } else { count - 1 };
    if let Some(shown) = &mut model.qr_screen {
        shown.index = (shown.index + step) % count;
    }
}
