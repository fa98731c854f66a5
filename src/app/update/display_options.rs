//! Fitting the screen to its terminal: the mouse, a slow line, how wide the panes are. Must not: ask the catalogue.

use crate::app::action::{Action, KeyContext};
use crate::app::effect::Effect;
use crate::app::layout;
use crate::app::model::Model;

/// Percent of one step of a pane's width.
const LIST_PERCENT_STEP: u16 = 5;

/// An action of the terminal.
pub(super) fn perform_display_action(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::Mouse => {
            model.captures_mouse = !model.captures_mouse;
            show_toggle_message(
                model,
                model.captures_mouse,
                ["screen.mouse_on", "screen.mouse_off"],
            );
        }
        Action::Slow => {
            model.slow = !model.slow;
            show_toggle_message(model, model.slow, ["screen.slow_on", "screen.slow_off"]);
        }
        Action::Wider => return resize_list(model, true),
        Action::Narrower => return resize_list(model, false),
        _ => {}
    }
    Vec::new()
}

/// The line turned out to be slow.
pub(super) fn enter_slow_mode(model: &mut Model) {
    if !model.slow {
        model.slow = true;
        let context = KeyContext::from_focus(model.focus);
        let key = model
            .keymap
            .shortcut_text(Action::Slow, context)
            .unwrap_or_default();
        model.notice = Some(model.locale.fill("screen.slow_line", &[("key", &key)]));
    }
}

fn show_toggle_message(model: &mut Model, on: bool, [when_on, when_off]: [&str; 2]) {
    let key = if on { when_on } else { when_off };
    model.notice = Some(model.locale.t(key).to_owned());
}

/// Gives the list more or less of the room that it shares with the record.
fn resize_list(model: &mut Model, more: bool) -> Vec<Effect> {
    let old = layout::list_percent(model);
    let (least, most) = layout::LIST_PERCENT_RANGE.into_inner();
    let new = if more {
        (old + LIST_PERCENT_STEP).min(most)
    } else {
        old.saturating_sub(LIST_PERCENT_STEP).max(least)
    };
    if new == old {
        return Vec::new();
    }
    model.list_percent = Some(new);
    vec![Effect::SaveListPercent(new)]
}
