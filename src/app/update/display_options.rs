//! The program and its window: leaving, the mouse, a slow connection, the width of the panes.

use super::build_query;
use super::column_menu;
use crate::app::action::{Action, KeyContext, WindowAction};
use crate::app::effect::Effect;
use crate::app::layout;
use crate::app::model::Model;
use crate::app::notice::Notice;

/// One step of the list's width, in percent.
const LIST_PERCENT_STEP: u16 = 5;

/// Does something with the program or its window.
pub(super) fn perform_window_action(model: &mut Model, action: WindowAction) -> Vec<Effect> {
    match action {
        WindowAction::Quit => vec![Effect::Quit],
        WindowAction::Suspend => vec![Effect::Suspend],
        WindowAction::Redraw => vec![Effect::Redraw],
        WindowAction::ToggleMouse => {
            model.captures_mouse = !model.captures_mouse;
            show_toggle_message(
                model,
                model.captures_mouse,
                ["screen.mouse_on", "screen.mouse_off"],
            );
            Vec::new()
        }
        WindowAction::ToggleSlow => {
            model.slow = !model.slow;
            show_toggle_message(model, model.slow, ["screen.slow_on", "screen.slow_off"]);
            Vec::new()
        }
        WindowAction::NextTheme => {
            model.look.theme = model.look.theme.next();
            let name = model.locale.t(model.look.theme.locale_key()).to_owned();
            let sentence = model.locale.fill("screen.theme", &[("name", &name)]);
            apply_look(model, sentence)
        }
        WindowAction::ToggleAscii => {
            model.look.ascii = !model.look.ascii;
            let key = if model.look.ascii {
                "screen.ascii_on"
            } else {
                "screen.ascii_off"
            };
            let sentence = model.locale.t(key).to_owned();
            apply_look(model, sentence)
        }
        WindowAction::SwitchLanguage => {
            model.locale = model.locale.in_language(model.locale.language().next());
            model.value_names = model.value_names.in_language(&model.locale);
            let sentence = model.locale.t("screen.language").to_owned();
            let mut effects = apply_look(model, sentence);
            // The line may name values in the other language.
            effects.extend(build_query::start_search(model));
            effects
        }
        WindowAction::WidenList => resize_list(model, true),
        WindowAction::NarrowList => resize_list(model, false),
        WindowAction::ChooseColumns => {
            column_menu::open_column_menu(model);
            Vec::new()
        }
    }
}

/// Draws less, because the connection turned out to be slow.
pub(super) fn enter_slow_mode(model: &mut Model) {
    if !model.slow {
        model.slow = true;
        let context = KeyContext::from_focus(model.focus);
        let key = model
            .keymap
            .shortcut_text(Action::Window(WindowAction::ToggleSlow), context)
            .unwrap_or_default();
        let sentence = model.locale.fill("screen.slow_line", &[("key", &key)]);
        model.notice = Some(Notice::hint(sentence));
    }
}

/// Uses the model's look and language from now on.
fn apply_look(model: &mut Model, sentence: String) -> Vec<Effect> {
    model.notice = Some(Notice::success(sentence));
    vec![Effect::UseLook {
        look: model.look,
        language: model.locale.language(),
    }]
}

fn show_toggle_message(model: &mut Model, on: bool, [when_on, when_off]: [&str; 2]) {
    let key = if on { when_on } else { when_off };
    model.notice = Some(Notice::success(model.locale.t(key)));
}

/// Widens or narrows the list beside the record.
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
