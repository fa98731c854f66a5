//! The frame of a pane: a border, a title, and which one has the keys. Must not: draw contents.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::widgets::{Block, Borders};

use super::{Look, rect};
use crate::app::layout::Area;

/// Draws the border and returns the inside. A pane in focus says so by its title's brackets, not by
/// colour alone.
pub(super) fn draw(
    look: &Look,
    frame: &mut Frame<'_>,
    area: Area,
    title: &str,
    focused: bool,
) -> Rect {
    let (style, title) = if focused {
        (look.theme.focus, format!("[ {title} ]"))
    } else {
        (look.theme.border, format!(" {title} "))
    };
    let block = Block::new()
        .borders(Borders::ALL)
        .border_set(look.symbols.border)
        .border_style(style)
        .title(title);
    frame.render_widget(block, rect(area));
    rect(area.inside())
}
