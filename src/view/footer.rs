//! The keys that are of use now, from the one table. Must not: name a key that does nothing.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::Look;
use crate::app::action;
use crate::app::keymap;
use crate::app::model::{Focus, Model};

pub(super) fn draw(model: &Model, look: &Look, frame: &mut Frame<'_>, area: Rect) {
    let theme = &look.theme;
    if !model.pending.is_empty() {
        let keys = model.pending.iter().map(|key| format!("{:?}", key.code));
        let keys = keys.collect::<Vec<_>>().join(" ");
        let text = model.locale.fill("screen.prefix", &[("keys", &keys)]);
        frame.render_widget(Line::styled(format!(" {text}"), theme.key), area);
        return;
    }
    let typing = model.focus == Focus::Input;
    let mut line = Line::default();
    for entry in action::footer(model) {
        let Some(key) = action::keys_in(entry, typing).first().copied() else {
            continue;
        };
        let name = model.locale.t(&format!("action.{}", entry.name)).to_owned();
        let spans = [
            Span::styled(format!(" {}", keymap::shown(key)), theme.key),
            Span::styled(format!(" {name} "), theme.dim),
        ];
        let width: usize = spans.iter().map(Span::width).sum();
        if line.width() + width > usize::from(area.width) {
            break;
        }
        line.spans.extend(spans);
    }
    frame.render_widget(line, area);
}
