//! The keys that go on from a sequence begun, at once and all of them: nobody has to know them by heart.
//!
//! Must not: wait for a timer; over a slow line it would run out.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;
use unicode_width::UnicodeWidthStr;

use super::{Look, pane, rows};
use crate::app::action;
use crate::app::keymap;
use crate::app::layout::Area;
use crate::app::model::Model;
use crate::text::{cut_to, fit};

/// Draws them above the footer, where keys of a sequence are pending.
pub(super) fn draw(model: &Model, look: &Look, frame: &mut Frame<'_>) {
    if model.pending.is_empty() {
        return;
    }
    let window = frame.area();
    let following: Vec<(String, String)> = action::following(model)
        .into_iter()
        .map(|(key, entry)| (key, entry.label(&model.locale)))
        .collect();
    let keys = following.iter().map(|(key, _)| key.width()).max();
    let names = following.iter().map(|(_, name)| name.width()).max();
    let (keys, names) = (keys.unwrap_or(0), names.unwrap_or(0));
    let width = ((keys + names) as u16 + 6).min(window.width);
    let height = (following.len() as u16 + 2).min(window.height.saturating_sub(1));
    let area = Area {
        x: window.width - width,
        y: (window.height - 1).saturating_sub(height),
        width,
        height,
    };
    frame.render_widget(Clear, Rect::new(area.x, area.y, area.width, area.height));
    let begun = keymap::written(&model.pending);
    let inside = pane::draw(look, frame, area, &begun, true);
    let lines = following.into_iter().map(|(key, name)| {
        let room = usize::from(inside.width).saturating_sub(keys + 3);
        let key = fit(&key, keys, look.symbols.cut);
        Line::from(vec![
            Span::styled(format!(" {key}"), look.theme.key),
            Span::styled(
                format!("  {}", cut_to(&name, room, look.symbols.cut)),
                look.theme.text,
            ),
        ])
    });
    rows(frame, inside, lines);
}
