//! Drawing: the model as cells. One file per pane, each with one pure `draw_…` function.
//!
//! From 110 columns on:
//!
//! ```text
//!  ┌──────────────────────────────────────────────────────────────────────────────────────┐
//!  │ search_line (highlight)                                                 title, date  │
//!  │ status_line: count, sort order, chosen filters                                       │
//!  │┌ facets ───────────────┐┌ product_list (product_cells) ──────┐┌ record ─────────────┐│
//!  ││ - Hạng sao (4)        ││  Sao   Tên         Cơ sở     Hạn   ││ name                ││
//!  ││   [x] 5 sao  ██   6   ││> ***** Chả mực     …               ││ stars, producer,    ││
//!  ││   [ ] 4 sao  ████ 35  ││  ****  …                           ││ place, history      ││
//!  ││ + Nhóm (6)            ││                                    ││                     ││
//!  ││                       ││ when empty: no_results,            ││                     ││
//!  ││                       ││ with suggestions                   ││                     ││
//!  │└───────────────────────┘└────────────────────────────────────┘└─────────────────────┘│
//!  │ footer: keys that work now                                   key_hints above it ──┐  │
//!  └──────────────────────────────────────────────────────────────────────────────────────┘
//!  in place of the three panes: statistics (comparison, crosstab)
//!  on top of everything:        help, history_picker, work_menu, list_menu, list_form (overlay draws their frame),
//!                                qr_screen, label_menu, report_menu, column_menu, field_editor, review_progress,
//!                                disagreement_list, catalog_history and import_prompt (over the three panes)
//!  in place of the status line: day_prompt, remark_editor
//!  screens of their own:        import_review (footer, help, record), fair
//! ```
//!
//! Between 70 and 109 columns [`facets`] takes the place of [`record`] while it has the focus; below 70
//! columns, and on a slow connection, one pane is shown at a time. [`layout::compute_layout`] decides that.
//! [`pane`] draws the border of every pane. Colours come from [`theme`] only, symbols from [`symbols`] only,
//! sentences from the locale only.
//!
//! Must not change the model, or read anything else.

mod catalog_history;
mod column_menu;
mod comparison;
mod completion_menu;
mod crosstab;
mod day_prompt;
mod disagreement_list;
mod facets;
pub mod fair;
mod field_editor;
mod footer;
mod go_to;
mod help;
mod highlight;
mod history_picker;
mod import_prompt;
pub mod import_review;
mod input_line;
mod key_hints;
mod label_menu;
mod left_out_filters;
mod list_form;
mod list_menu;
mod no_results;
mod overlay;
mod pane;
mod plain_text;
mod product_cells;
mod product_list;
mod qr_screen;
mod record;
mod remark_editor;
mod report_menu;
mod review_progress;
mod review_signs;
mod scroll_bar;
mod search_line;
mod statistics;
mod status_line;
pub mod symbols;
pub mod theme;
mod work_menu;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use crate::app::layout::{self, ScreenArea};
use crate::app::model::Model;
use crate::app::model::overlay::Overlay;
use crate::app::notice::NoticeKind;
use crate::app::screen_link::ScreenLink;
use crate::app::screen_look::ScreenLook;
pub use crate::app::theme_name;
use crate::app::theme_name::ThemeName;
use symbols::ScreenSymbols;
use theme::Theme;

/// Colours and symbols of the screen.
#[derive(Debug)]
pub struct Appearance {
    /// The style of each role.
    pub theme: Theme,
    /// Unicode or ASCII symbols.
    pub symbols: ScreenSymbols,
}

impl Appearance {
    /// A theme with its symbols; `ascii` limits them to ASCII.
    pub fn new(theme: ThemeName, ascii: bool) -> Self {
        Self {
            theme: Theme::new(theme),
            symbols: ScreenSymbols::new(ascii),
        }
    }

    /// The style of a notice of this kind.
    const fn notice_style(&self, kind: NoticeKind) -> Style {
        match kind {
            NoticeKind::Success => self.theme.success,
            NoticeKind::Hint => self.theme.hint,
            NoticeKind::Error => self.theme.error,
        }
    }

    /// A line as the selected row: its colours would be blocks there, so it has none.
    fn select_line<'a>(&self, mut line: Line<'a>) -> Line<'a> {
        for span in &mut line.spans {
            span.style = self.theme.selected;
        }
        line.style(self.theme.selected)
    }
}

impl From<ScreenLook> for Appearance {
    fn from(look: ScreenLook) -> Self {
        let symbols = ScreenSymbols::new(look.ascii);
        Self {
            theme: Theme::new(look.theme),
            symbols: if look.fine_symbols {
                symbols.with_fine_symbols()
            } else {
                symbols
            },
        }
    }
}

/// Draws the whole screen and places the real cursor where the user works.
pub fn draw_screen(model: &Model, look: &Appearance, frame: &mut Frame<'_>) {
    let Some(layout) = layout::compute_layout(model) else {
        let notice = Line::styled(model.locale.t("screen.small").to_owned(), look.theme.text);
        frame.render_widget(notice, frame.area());
        return;
    };
    search_line::draw_search_line(model, look, frame, to_rect(layout.search));
    status_line::draw_status_line(model, look, frame, to_rect(layout.status));
    left_out_filters::draw_left_out_filters(model, look, frame, to_rect(layout.left_out));
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
    let is_covered = model.overlay.is_some() || !model.pending_keys.is_empty();
    if is_covered && !model.slow {
        overlay::dim_panes(look, frame);
    }
    go_to::draw_go_to_line(model, look, frame, to_rect(layout.footer));
    key_hints::draw_key_hints(model, look, frame);
    completion_menu::draw_completion_menu(model, look, frame);
    if let Some(qr_screen) = model.qr_screen() {
        qr_screen::draw_qr_screen(model, qr_screen, look, frame);
    }
    if let Some(shown) = model.plain_text() {
        plain_text::draw_plain_text(model, shown, look, frame);
    }

    if let Some(menu) = model.column_menu() {
        let others = [layout.facets, layout.detail, layout.stats];
        column_menu::draw_column_menu(model, menu, look, frame, others);
    }
    let is_label_menu = matches!(model.overlay, Some(Overlay::LabelMenu(_)));
    let is_list_form = matches!(model.overlay, Some(Overlay::ListForm(_)));
    let has_list_window = model.list_menu().is_some() || is_list_form;
    let has_menu = model.work_menu().is_some() || has_list_window || is_label_menu;
    if model.palette().is_some() || model.history_picker().is_some() || has_menu {
        let panes = [layout.facets, layout.list, layout.detail, layout.stats];
        overlay::clear_cut_panes(frame, panes);
    }
    if let Some(palette) = model.palette() {
        help::draw_help((&model.keymap, &model.locale), palette, look, frame);
    }
    if let Some(picker) = model.history_picker() {
        history_picker::draw_history_picker(model, picker, look, frame);
    }
    if let Some(menu) = model.work_menu() {
        work_menu::draw_work_menu(model, menu, look, frame);
    }
    draw_work_window(model, look, frame);
    if let Some(menu) = model.list_menu() {
        list_menu::draw_list_menu(model, menu, look, frame);
    }
    if let Some(history) = model.catalog_history() {
        catalog_history::draw_catalog_history(model, history, look, frame);
    }
    if let Some(prompt) = model.import_prompt() {
        import_prompt::draw_import_prompt(model, prompt, look, frame);
    }

    if let Some(Overlay::FieldEditor(editor)) = &model.overlay {
        field_editor::draw_field_editor(model, editor, look, frame);
    }
    if let Some(prompt) = model.day_prompt() {
        let area = to_rect(layout.status);
        day_prompt::draw_day_prompt(model, prompt, look, frame, area);
    }
    if let Some(editor) = model.remark_editor() {
        let area = to_rect(layout.status);
        remark_editor::draw_remark_editor(model, editor, look, frame, area);
    }
    look.symbols.replace_with_ascii(frame.buffer_mut());
}

/// Draws what lies over the panes of the person's own work.
fn draw_work_window(model: &Model, look: &Appearance, frame: &mut Frame<'_>) {
    match &model.overlay {
        Some(Overlay::ListForm(form)) => list_form::draw_list_form(model, form, look, frame),
        Some(Overlay::ReviewProgress) => review_progress::draw_review_progress(model, look, frame),
        Some(Overlay::LabelMenu(menu)) => label_menu::draw_label_menu(model, menu, look, frame),
        Some(Overlay::Disagreements(list)) => {
            disagreement_list::draw_disagreement_list(model, list, look, frame);
        }
        Some(Overlay::ReportMenu(menu)) => report_menu::draw_report_menu(model, *menu, look, frame),
        _ => {}
    }
}

/// The addresses on the screen. What a window covers is among them; the terminal looks at what stands there.
pub fn find_screen_links(model: &Model) -> Vec<ScreenLink> {
    record::find_record_links(model)
}

/// Draws lines one below the other, until the area is full.
fn draw_lines<'a>(frame: &mut Frame<'_>, area: Rect, lines: impl IntoIterator<Item = Line<'a>>) {
    for (line, y) in lines.into_iter().zip(area.top()..area.bottom()) {
        let height = 1;
        frame.render_widget(line, Rect { y, height, ..area });
    }
}

/// Converts an area of the layout for ratatui.
fn to_rect(area: ScreenArea) -> Rect {
    Rect::new(area.x, area.y, area.width, area.height)
}
