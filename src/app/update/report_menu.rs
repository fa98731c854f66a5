//! The menu of formats for the report of the open review. Must not: write it; an effect leaves.

use super::overlay_outcome::OverlayOutcome;
use crate::app::action::{Action, PaneAction};
use crate::app::effect::Effect;
use crate::app::key::{KeyCode, KeyPress};
use crate::app::keymap::KeyMeaning;
use crate::app::model::Model;
use crate::app::model::overlay::Overlay;
use crate::app::model::report_menu::{REPORT_FORMATS, ReportMenu};
use crate::app::notice::Notice;
use crate::report::document_format::DocumentFormat;

/// Opens the menu.
pub(super) fn open_report_menu(model: &mut Model) {
    model.overlay = Some(Overlay::ReportMenu(ReportMenu::default()));
}

/// Takes a key, with its meaning in a record: a letter takes a format, and so does Enter.
pub(super) fn press_report_menu_key(
    model: &mut Model,
    key: KeyPress,
    meaning: KeyMeaning,
) -> OverlayOutcome {
    let Some(Overlay::ReportMenu(menu)) = &mut model.overlay else {
        return OverlayOutcome::DONE;
    };
    let letter = key.as_char().map(|letter| letter.to_ascii_lowercase());
    let mut formats = REPORT_FORMATS.iter();
    let taken = match key.code {
        KeyCode::Enter => REPORT_FORMATS.get(menu.cursor),
        _ => formats.find(|(known, ..)| Some(*known) == letter),
    };
    if let Some((_, format, _)) = taken {
        return OverlayOutcome::Effects(write_report(model, *format));
    }
    match meaning {
        KeyMeaning::Bound(Action::Move(movement)) => {
            let by = movement.row_delta(REPORT_FORMATS.len() as isize);
            let last = REPORT_FORMATS.len() - 1;
            menu.cursor = menu.cursor.saturating_add_signed(by).min(last);
        }
        KeyMeaning::Bound(Action::Pane(PaneAction::Back | PaneAction::Close)) => {
            model.overlay = None;
        }
        KeyMeaning::Bound(action @ Action::Window(window)) if window.works_over_panes() => {
            return OverlayOutcome::PassThrough(action);
        }
        _ => {}
    }
    OverlayOutcome::DONE
}

/// Asks for the file.
fn write_report(model: &mut Model, format: DocumentFormat) -> Vec<Effect> {
    model.overlay = None;
    let Some(open) = &model.work.open else {
        return Vec::new();
    };
    let review = open.round.id;
    model.notice = Some(Notice::hint(model.locale.t("reviewing.writing_report")));
    vec![Effect::ExportReport { review, format }]
}
