//! Drawing: the model as cells. One pane a file, each a pure function.
//!
//! Must not: change anything, read anything but the model, or name a colour outside [`theme`], a sign
//! outside [`symbols`], a sentence outside the table.

pub mod qr;

mod comparison;
mod crosstab;
mod facets;
mod footer;
mod help;
mod highlight;
mod history_picker;
pub mod import_review;
mod key_hints;
mod no_results;
mod overlay;
mod pane;
mod product_list;
mod qr_screen;
mod record;
mod search_line;
mod statistics;
mod status_line;
pub mod symbols;
pub mod theme;
pub mod theme_name;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::app::layout::{self, ScreenArea};
use crate::app::model::Model;
use crate::view::theme_name::ThemeName;
use symbols::ScreenSymbols;
use theme::Theme;

/// How things look: colours and signs.
#[derive(Debug)]
pub struct Appearance {
    /// Colours.
    pub theme: Theme,
    /// Signs.
    pub symbols: ScreenSymbols,
}

impl Appearance {
    /// The look of a theme, in ASCII if wished.
    pub fn new(theme: ThemeName, ascii: bool) -> Self {
        Self {
            theme: Theme::new(theme),
            symbols: ScreenSymbols::new(ascii),
        }
    }
}

/// Draws everything and puts the real cursor where the person works.
pub fn draw_screen(model: &Model, look: &Appearance, frame: &mut Frame<'_>) {
    let Some(layout) = layout::compute_layout(model) else {
        let notice = Line::styled(model.locale.t("screen.small").to_owned(), look.theme.text);
        frame.render_widget(notice, frame.area());
        return;
    };
    search_line::draw_search_line(model, look, frame, to_rect(layout.search));
    status_line::draw_status_line(model, look, frame, to_rect(layout.status));
    if let Some(area) = layout.facets {
        facets::draw_facet_pane(model, look, frame, area);
    }
    if let Some(area) = layout.list {
        product_list::draw_product_list(model, look, frame, area);
    }
    if let Some(area) = layout.detail {
        record::draw_record(model, look, frame, area);
    }
    if let Some(area) = layout.stats {
        statistics::draw_statistics(model, look, frame, area);
    }
    footer::draw_footer(model, look, frame, to_rect(layout.footer));
    key_hints::draw_key_hints(model, look, frame);
    if let Some(shown) = model.qr_screen {
        qr_screen::draw_qr_screen(model, shown, look, frame);
    }
    if let Some(palette) = &model.palette {
        help::draw_help((&model.keymap, &model.locale), palette, look, frame);
    }
    if let Some(open) = &model.history_picker {
        history_picker::draw_history_picker(model, open, look, frame);
    }
    look.symbols.replace_with_ascii(frame.buffer_mut());
}

/// Draws lines one below the other, as far as there is room for them.
fn draw_lines<'a>(frame: &mut Frame<'_>, area: Rect, lines: impl IntoIterator<Item = Line<'a>>) {
    for (line, y) in lines.into_iter().zip(area.top()..area.bottom()) {
        let height = 1;
        frame.render_widget(line, Rect { y, height, ..area });
    }
}

/// An area of the layout for ratatui.
fn to_rect(area: ScreenArea) -> Rect {
    Rect::new(area.x, area.y, area.width, area.height)
}
