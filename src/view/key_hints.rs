//! The keys that go on from a sequence begun, at once and all of them: nobody has to know them by heart.
//!
//! Must not: wait for a timer; over a slow line it would run out.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;
use unicode_width::UnicodeWidthStr;

use super::{Appearance, draw_lines, pane};
use crate::app::action;
use crate::app::keymap;
use crate::app::layout::ScreenArea;
use crate::app::model::Model;
use crate::wording::text_width::{truncate_and_pad, truncate_to_width};

/// Draws them above the footer, where keys of a sequence are pending.
pub(super) fn draw_key_hints(model: &Model, look: &Appearance, frame: &mut Frame<'_>) {
    if model.pending_keys.is_empty() {
        return;
    }
    let window = frame.area();
    let following: Vec<(String, String)> = action::pending_key_hints(model)
        .into_iter()
        .map(|(key, entry)| (key, entry.label(&model.locale)))
        .collect();
    let keys = following.iter().map(|(key, _)| key.width()).max();
    let names = following.iter().map(|(_, name)| name.width()).max();
    let (keys, names) = (keys.unwrap_or(0), names.unwrap_or(0));
    let width = ((keys + names) as u16 + 6).min(window.width);
    let height = (following.len() as u16 + 2).min(window.height.saturating_sub(1));
    let area = ScreenArea {
        x: window.width - width,
        y: (window.height - 1).saturating_sub(height),
        width,
        height,
    };
    frame.render_widget(Clear, Rect::new(area.x, area.y, area.width, area.height));
    let begun = keymap::format_pressed_keys(&model.pending_keys);
    let inside = pane::draw_pane(look, frame, area, &begun, true);
    let lines = following.into_iter().map(|(key, name)| {
        let room = usize::from(inside.width).saturating_sub(keys + 3);
        let key = truncate_and_pad(&key, keys, look.symbols.ellipsis);
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
