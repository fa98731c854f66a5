//! The line between the search and the panes, in colours; its words come from [`crate::app::status`]. Must not: choose
//! them.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::Appearance;
use crate::app::model::Model;
use crate::app::status_line::{self, StatusSegmentKind, StatusSymbols};

pub(super) fn draw_status_line(
    model: &Model,
    look: &Appearance,
    frame: &mut Frame<'_>,
    area: Rect,
) {
    let theme = &look.theme;
    let signs = StatusSymbols {
        dot: look.symbols.separator,
        cut: look.symbols.ellipsis,
    };
    let parts = status_line::build_status_line(model, area.width, signs).into_iter();
    let spans = parts.map(|part| {
        let style = match part.kind {
            StatusSegmentKind::Count => theme.heading,
            StatusSegmentKind::Secondary => theme.dim,
            StatusSegmentKind::Alert => theme.alert,
            StatusSegmentKind::Chip => theme.chip,
        };
        Span::styled(part.text, style)
    });
    frame.render_widget(spans.collect::<Line<'_>>(), area);
}
