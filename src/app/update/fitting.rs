//! Fitting the screen to its terminal: the mouse, a slow line, how wide the panes are. Must not: ask the catalogue.

use crate::app::action::{Action, Context};
use crate::app::effect::Effect;
use crate::app::layout;
use crate::app::model::Model;

/// Percent of one step of a pane's width.
const STEP: u16 = 5;

/// An action of the terminal.
pub(super) fn perform(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::Mouse => {
            model.mouse = !model.mouse;
            tell(model, model.mouse, ["screen.mouse_on", "screen.mouse_off"]);
        }
        Action::Slow => {
            model.slow = !model.slow;
            tell(model, model.slow, ["screen.slow_on", "screen.slow_off"]);
        }
        Action::Wider => return widen(model, true),
        Action::Narrower => return widen(model, false),
        _ => {}
    }
    Vec::new()
}

/// The line turned out to be slow.
pub(super) fn slow_down(model: &mut Model) {
    if !model.slow {
        model.slow = true;
        let context = Context::of(model.focus);
        let key = model
            .keymap
            .name_of(Action::Slow, context)
            .unwrap_or_default();
        model.notice = Some(model.locale.fill("screen.slow_line", &[("key", &key)]));
    }
}

fn tell(model: &mut Model, on: bool, [when_on, when_off]: [&str; 2]) {
    let key = if on { when_on } else { when_off };
    model.notice = Some(model.locale.t(key).to_owned());
}

/// Gives the list more or less of the room that it shares with the record.
fn widen(model: &mut Model, more: bool) -> Vec<Effect> {
    let old = layout::share(model);
    let (least, most) = layout::SHARES.into_inner();
    let new = if more {
        (old + STEP).min(most)
    } else {
        old.saturating_sub(STEP).max(least)
    };
    if new == old {
        return Vec::new();
    }
    model.share = Some(new);
    vec![Effect::KeepShare(new)]
}
