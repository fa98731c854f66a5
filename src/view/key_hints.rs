//! The key hints: the keys that may follow the pressed keys of a sequence.
//!
//! They appear at once; a delay would be unreliable on a slow connection.

use ratatui::Frame;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::overlay::CutText;
use super::{Appearance, draw_lines, overlay, pane, to_rect};
use crate::app::action::ActionEntry;
use crate::app::key_hints::pending_key_hints;
use crate::app::keymap;
use crate::app::layout::ScreenArea;
use crate::app::model::Model;
use crate::wording::text_width::{truncate_and_pad, truncate_to_width};

/// Draws them above the footer, when keys of a sequence are pending.
pub(super) fn draw_key_hints(model: &Model, look: &Appearance, frame: &mut Frame<'_>) {
    if model.pending_keys.is_empty() {
        return;
    }
    let window = frame.area();
    let entries = pending_key_hints(model);
    let title = build_hints_title(model, &entries);
    let hints: Vec<(String, String)> = entries
        .into_iter()
        .map(|(key, entry)| (key, entry.label(&model.locale)))
        .collect();
    let key_width = hints.iter().map(|(key, _)| key.width()).max().unwrap_or(0);
    let name_width = hints.iter().map(|(_, name)| name.width()).max();
    let name_width = name_width.unwrap_or(0);
    let inner_width = (key_width + name_width + 4).max(title.width() + 4);
    let width = (inner_width as u16 + 2).min(window.width);
    let height = (hints.len() as u16 + 2).min(window.height.saturating_sub(1));
    let area = ScreenArea {
        x: window.width - width,
        y: (window.height - 1).saturating_sub(height),
        width,
        height,
    };
    overlay::clear_area(look, frame, to_rect(area), CutText::Words);
    let inside = pane::draw_pane(look, frame, area, &title, true);
    let lines = hints.into_iter().map(|(key, name)| {
        let room = usize::from(inside.width).saturating_sub(key_width + 3);
        let key = truncate_and_pad(&key, key_width, look.symbols.ellipsis);
        Line::from(vec![
            Span::styled(format!(" {key}"), look.theme.key),
            Span::styled(
                format!(
                    "  {}",
                    truncate_to_width(&name, room, look.symbols.ellipsis)
                ),
                look.theme.text,
            ),
        ])
    });
    draw_lines(frame, inside, lines);
}

/// The pressed keys, with the name of the group where they have one.
fn build_hints_title(model: &Model, entries: &[(String, &ActionEntry)]) -> String {
    let keys = keymap::format_pressed_keys(&model.pending_keys);
    let mut groups = entries
        .iter()
        .filter_map(|(_, entry)| entry.action.key_group());
    match groups.next() {
        Some(group) => {
            let name = model.locale.t(&format!("key_group.{group}")).to_owned();
            format!("{keys}  {name}")
        }
        None => keys,
    }
}
