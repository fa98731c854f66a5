//! Showing a code to be scanned over everything else: the next one, and away again.
//!
//! Must not: walk in the list behind it; what is shown would be another product's.

use crate::app::action::{Action, Context};
use crate::app::key::Key;
use crate::app::keymap::Meaning;
use crate::app::model::Model;
use crate::app::scan::{self, Shown};

/// Shows the first code of the selected product.
pub(super) fn open(model: &mut Model) {
    if model.selected_hit().is_some() {
        model.scan = Some(Shown::default());
    } else {
        model.notice = Some(model.locale.t("screen.nothing_chosen").to_owned());
    }
}

/// Takes a key while a code is shown; what has to do with the terminal is given back.
pub(super) fn press(model: &mut Model, key: Key) -> Option<Action> {
    let Meaning::Do(action) = model.keymap.meaning(Context::Detail, &[key]) else {
        return None;
    };
    match action {
        Action::Back | Action::Close => model.scan = None,
        Action::NextPane => step(model, true),
        Action::PreviousPane => step(model, false),
        Action::Reverse => {
            if let Some(shown) = &mut model.scan {
                shown.is_turned = !shown.is_turned;
            }
        }
        Action::Quit | Action::Redraw | Action::Suspend => return Some(action),
        _ => {}
    }
    None
}

/// Round and round.
fn step(model: &mut Model, forward: bool) {
    let count = model
        .selected_hit()
        .map_or(1, |hit| scan::scans(&hit.product).len());
    let step = if forward { 1 } else { count - 1 };
    if let Some(shown) = &mut model.scan {
        shown.at = (shown.at + step) % count;
    }
}
