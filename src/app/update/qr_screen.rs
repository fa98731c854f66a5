//! The QR code over the panes: opening it, the next one, closing it.
//!
//! Must not: move the selection below; the code would be another product's.

use super::overlay_outcome::OverlayOutcome;
use crate::app::action::{Action, FilterAction, PaneAction};
use crate::app::keymap::KeyMeaning;
use crate::app::model::Model;
use crate::app::model::overlay::Overlay;
use crate::app::model::qr_screen::QrScreen;
use crate::app::notice::Notice;
use crate::wording::qr_content;

/// Shows the first code of the selected product.
pub(super) fn open_qr_screen(model: &mut Model) {
    if model.selected_hit().is_some() {
        model.overlay = Some(Overlay::QrScreen(QrScreen::default()));
    } else {
        model.notice = Some(Notice::hint(model.locale.t("screen.nothing_chosen")));
    }
}

/// Takes a key, with its meaning in the record, while a code is shown.
pub(super) fn press_qr_screen_key(model: &mut Model, meaning: KeyMeaning) -> OverlayOutcome {
    let KeyMeaning::Bound(action) = meaning else {
        return OverlayOutcome::DONE;
    };
    match action {
        Action::Pane(PaneAction::Back | PaneAction::Close) => model.overlay = None,
        Action::Pane(PaneAction::Next) => show_adjacent_code(model, true),
        Action::Pane(PaneAction::Previous) => show_adjacent_code(model, false),
        Action::Filter(FilterAction::Reverse) => {
            if let Some(Overlay::QrScreen(shown)) = &mut model.overlay {
                shown.is_inverted = !shown.is_inverted;
            }
        }
        Action::Window(window) if window.concerns_terminal() => {
            return OverlayOutcome::PassThrough(action);
        }
        // The panes below are out of reach.
        Action::Window(_)
        | Action::Help
        | Action::Reload
        | Action::Complete
        | Action::PickSuggestion
        | Action::SwitchInputMethod
        | Action::SeeDay
        | Action::ShowQrCode
        | Action::GoTo
        | Action::ShowPlainText
        | Action::Pane(_)
        | Action::Move(_)
        | Action::Record(_)
        | Action::Edit(_)
        | Action::Filter(_)
        | Action::Facet(_)
        | Action::SameValue(_)
        | Action::Copy(_)
        | Action::Export(_)
        | Action::ExportColumns(_)
        | Action::History(_)
        | Action::Selection(_)
        | Action::Statistics(_)
        | Action::Catalog(_)
        | Action::Work(_)
        | Action::Review(_) => {}
    }
    OverlayOutcome::DONE
}

/// Cycles through the codes.
fn show_adjacent_code(model: &mut Model, forward: bool) {
    let count = model
        .selected_hit()
        .map_or(1, |hit| qr_content::collect_qr_contents(&hit.product).len());
    let step = if forward { 1 } else { count - 1 };
    if let Some(Overlay::QrScreen(shown)) = &mut model.overlay {
        shown.index = (shown.index + step) % count;
    }
}
