//! Drawing: the model as cells. One pane a file, each a pure function.
//!
//! Must not: change anything, read anything but the model, or name a colour outside [`theme`], a sign
//! outside [`symbols`], a sentence outside the table.

pub mod changes;
mod compared;
mod crosstab;
mod detail;
mod empty;
mod facets;
mod footer;
mod help;
mod list;
mod overlay;
mod pane;
mod recall;
mod scan;
mod search;
mod stats;
mod status;
pub mod symbols;
mod text;
pub mod theme;
mod which;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::app::layout::{self, Area};
use crate::app::model::Model;
use crate::args::ThemeName;
use symbols::Symbols;
use theme::Theme;

/// How things look: colours and signs.
#[derive(Debug)]
pub struct Look {
    /// Colours.
    pub theme: Theme,
    /// Signs.
    pub symbols: Symbols,
}

impl Look {
    /// The look of a theme, in ASCII if wished.
    pub fn new(theme: ThemeName, ascii: bool) -> Self {
        Self {
            theme: Theme::new(theme),
            symbols: Symbols::new(ascii),
        }
    }
}

/// Draws everything and puts the real cursor where the person works.
pub fn draw(model: &Model, look: &Look, frame: &mut Frame<'_>) {
    let Some(layout) = layout::layout(model) else {
        let notice = Line::styled(model.locale.t("screen.small").to_owned(), look.theme.text);
        frame.render_widget(notice, frame.area());
        return;
    };
    search::draw(model, look, frame, rect(layout.search));
    status::draw(model, look, frame, rect(layout.status));
    if let Some(area) = layout.facets {
        facets::draw(model, look, frame, area);
    }
    if let Some(area) = layout.list {
        list::draw(model, look, frame, area);
    }
    if let Some(area) = layout.detail {
        detail::draw(model, look, frame, area);
    }
    if let Some(area) = layout.stats {
        stats::draw(model, look, frame, area);
    }
    footer::draw(model, look, frame, rect(layout.footer));
    which::draw(model, look, frame);
    if let Some(shown) = model.scan {
        scan::draw(model, shown, look, frame);
    }
    if let Some(palette) = &model.help {
        help::draw((&model.keymap, &model.locale), palette, look, frame);
    }
    if let Some(open) = &model.recall {
        recall::draw(model, open, look, frame);
    }
    look.symbols.plain(frame.buffer_mut());
}

/// Draws lines one below the other, as far as there is room for them.
fn rows<'a>(frame: &mut Frame<'_>, area: Rect, lines: impl IntoIterator<Item = Line<'a>>) {
    for (line, y) in lines.into_iter().zip(area.top()..area.bottom()) {
        let height = 1;
        frame.render_widget(line, Rect { y, height, ..area });
    }
}

/// An area of the layout for ratatui.
fn rect(area: Area) -> Rect {
    Rect::new(area.x, area.y, area.width, area.height)
}
