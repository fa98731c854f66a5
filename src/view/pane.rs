//! The frame of a pane: its border and title.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::{Block, Borders};

use super::{Appearance, to_rect};
use crate::app::layout::ScreenArea;

/// Draws the border and returns the inner area. The pane in focus has brackets around its title, not only
/// another colour of its border.
pub(super) fn draw_pane(
    look: &Appearance,
    frame: &mut Frame<'_>,
    area: ScreenArea,
    title: &str,
    focused: bool,
) -> Rect {
    let title = if focused {
        Line::styled(format!("[ {title} ]"), look.theme.focus)
    } else {
        Line::styled(format!(" {title} "), look.theme.border)
    };
    let block = Block::new()
        .borders(Borders::ALL)
        .border_set(look.symbols.border)
        .border_style(if focused {
            look.theme.focus
        } else {
            look.theme.border
        })
        .title(title);
    frame.render_widget(block, to_rect(area));
    to_rect(area.inner_area())
}
