//! The rows above the panes that tell which filters of the line were not understood.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::{Appearance, draw_lines};
use crate::app::left_out_filters::build_left_out_rows;
use crate::app::model::Model;

pub(super) fn draw_left_out_filters(
    model: &Model,
    look: &Appearance,
    frame: &mut Frame<'_>,
    area: Rect,
) {
    let rows = build_left_out_rows(model, model.size).into_iter();
    let lines = rows.map(|row| Line::styled(format!(" {row}"), look.theme.error));
    draw_lines(frame, area, lines);
}
