//! The status line between the search line and the panes: styles for the segments of
//! [`crate::app::status_line`].

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
    let symbols = StatusSymbols {
        dot: look.symbols.separator,
        cut: look.symbols.ellipsis,
    };
    let segments = status_line::build_status_line(model, area.width, symbols).into_iter();
    let spans = segments.map(|segment| {
        let style = match segment.kind {
            StatusSegmentKind::Count | StatusSegmentKind::Answer => theme.heading,
            StatusSegmentKind::Secondary => theme.dim,
            StatusSegmentKind::Success => theme.success,
            StatusSegmentKind::Hint => theme.hint,
            StatusSegmentKind::Error => theme.error,
            StatusSegmentKind::Chip => theme.chip,
        };
        Span::styled(segment.text, style)
    });
    frame.render_widget(spans.collect::<Line<'_>>(), area);
}
