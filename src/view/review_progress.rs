//! The window of how far the open review is: in all, by verdict, by reviewer.

use ratatui::Frame;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;
use unicode_width::UnicodeWidthStr;

use super::{Appearance, draw_lines, pane, to_rect};
use crate::app::layout::{self, WindowSize};
use crate::app::model::Model;
use crate::app::review_words::{ProgressLine, describe_progress};
use crate::wording::text_width::truncate_and_pad;

/// Most columns of a bar.
const MAX_BAR_WIDTH: usize = 30;

/// Draws it over the panes.
pub(super) fn draw_review_progress(model: &Model, look: &Appearance, frame: &mut Frame<'_>) {
    let Some(open) = &model.work.open else {
        return;
    };
    let window = frame.area();
    let (width, height) = (window.width, window.height);
    let area = layout::overlay_area(WindowSize { width, height });
    frame.render_widget(Clear, to_rect(area));
    let inside = pane::draw_pane(look, frame, area, &open.round.start.name, true);
    let lines = describe_progress(model);
    let widest = |text: fn(&ProgressLine) -> &str| {
        let widths = lines.iter().map(|line| text(line).width());
        widths.max().unwrap_or(0)
    };
    let columns = usize::from(inside.width);
    let label = widest(|line| &line.label).min(columns / 2);
    let count = widest(|line| &line.count).min(columns / 2);
    let bar = columns.saturating_sub(label + count + 5).min(MAX_BAR_WIDTH);
    let drawn = lines.iter().map(|line| {
        let name = truncate_and_pad(&line.label, label, look.symbols.ellipsis);
        if line.is_heading {
            return Line::styled(format!(" {}", line.label), look.theme.heading);
        }
        let gap = " ".repeat(count.saturating_sub(line.count.width()));
        let cells = line.bar.map_or_else(String::new, |(part, whole)| {
            look.symbols.build_bar(part, whole, bar)
        });
        Line::from(vec![
            Span::styled(format!(" {name}  "), look.theme.text),
            Span::styled(format!("{gap}{}  ", line.count), look.theme.text),
            Span::styled(cells, look.theme.bar),
        ])
    });
    draw_lines(frame, inside, drawn.collect::<Vec<_>>());
}
