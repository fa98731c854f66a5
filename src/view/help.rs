//! The help: every action with its keys, context by context, from the one table. Must not: scroll by itself.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Paragraph};

use super::{Look, pane};
use crate::app::action::{self, Context};
use crate::app::keymap;
use crate::app::layout::Area;
use crate::locale::Locale;
use crate::text::fit;

/// Columns of the keys.
const KEYS: usize = 24;

/// Draws the help of these contexts from a line on.
pub(super) fn draw(
    locale: &Locale,
    contexts: &[Context],
    line: usize,
    look: &Look,
    frame: &mut Frame<'_>,
) {
    let window = frame.area();
    let width = window.width.saturating_sub(4).min(72);
    let height = window.height.saturating_sub(2);
    let area = Area {
        x: (window.width - width) / 2,
        y: 1,
        width,
        height,
    };
    frame.render_widget(Clear, Rect::new(area.x, area.y, area.width, area.height));
    let title = format!(
        "{} {} {}",
        locale.t("screen.help"),
        look.symbols.dot,
        locale.t("screen.help_close")
    );
    let inside = pane::draw(look, frame, area, &title, true);
    let lines = lines(locale, contexts, look);
    let last = lines.len().saturating_sub(inside.height.into());
    let offset = line.min(last);
    frame.render_widget(Paragraph::new(lines).scroll((offset as u16, 0)), inside);
    frame.set_cursor_position((inside.x, inside.y));
}

fn lines(locale: &Locale, contexts: &[Context], look: &Look) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for context in contexts {
        lines.push(Line::styled(
            locale.t(context.key()).to_owned(),
            look.theme.head,
        ));
        for entry in action::entries(contexts, *context) {
            let keys: Vec<String> = entry.keys.split(' ').map(keymap::shown).collect();
            let name = locale.t(&format!("action.{}", entry.name)).to_owned();
            lines.push(Line::from(vec![
                Span::styled(
                    format!("  {}", fit(&keys.join(", "), KEYS, look.symbols.cut)),
                    look.theme.key,
                ),
                Span::styled(name, look.theme.text),
            ]));
        }
        lines.push(Line::default());
    }
    lines
}
