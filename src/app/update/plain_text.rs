//! Plain text to select with the mouse: what was copied last of the selected product, or its record.

use super::copy;
use super::overlay_outcome::OverlayOutcome;
use crate::app::action::{Action, CopyTarget};
use crate::app::keymap::KeyMeaning;
use crate::app::model::Model;
use crate::app::model::overlay::Overlay;
use crate::app::model::plain_text::PlainText;
use crate::app::notice::Notice;

/// Shows the text.
pub(super) fn open_plain_text(model: &mut Model) {
    let selected = model.selected_hit().map(|hit| &hit.product.id);
    let copied = model.copied.as_ref();
    let copied = copied.filter(|copied| copied.product_id.as_ref() == selected);
    let text = match copied {
        Some(copied) => Ok(copied.text.clone()),
        None => copy::text_to_copy(model, CopyTarget::Record),
    };
    match text {
        Ok(text) => model.overlay = Some(Overlay::PlainText(PlainText { text, offset: 0 })),
        Err(missing) => model.notice = Some(Notice::hint(model.locale.t(missing))),
    }
}

/// Takes a key while the text is shown: a movement scrolls what does not fit, every other key closes it.
pub(super) fn press_plain_text_key(model: &mut Model, meaning: KeyMeaning) -> OverlayOutcome {
    let window = model.size;
    let Some(Overlay::PlainText(shown)) = &mut model.overlay else {
        return OverlayOutcome::DONE;
    };
    match meaning {
        KeyMeaning::Bound(Action::Move(movement)) if shown.is_scrollable(window) => {
            let page = isize::try_from(PlainText::page_rows(window)).unwrap_or(isize::MAX);
            shown.scroll(movement.row_delta(page), window);
        }
        KeyMeaning::Bound(action @ Action::Window(window)) if window.concerns_terminal() => {
            return OverlayOutcome::PassThrough(action);
        }
        _ => model.overlay = None,
    }
    OverlayOutcome::DONE
}
