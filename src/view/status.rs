//! The line between the search and the panes, in colours; its words come from [`crate::app::status`]. Must not: choose
//! them.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::Look;
use crate::app::model::Model;
use crate::app::status::{self, Kind, Signs};

pub(super) fn draw(model: &Model, look: &Look, frame: &mut Frame<'_>, area: Rect) {
    let theme = &look.theme;
    let signs = Signs {
        dot: look.symbols.dot,
        cut: look.symbols.cut,
    };
    let parts = status::line(model, area.width, signs).into_iter();
    let spans = parts.map(|part| {
        let style = match part.kind {
            Kind::Count => theme.head,
            Kind::Aside => theme.dim,
            Kind::Alert => theme.alert,
            Kind::Chip => theme.chip,
        };
        Span::styled(part.text, style)
    });
    frame.render_widget(spans.collect::<Line<'_>>(), area);
}
