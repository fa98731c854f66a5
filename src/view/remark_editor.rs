//! The line that takes a remark, in place of the status line.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::widgets::Clear;

use super::Appearance;
use super::input_line::draw_input;
use crate::app::model::Model;
use crate::app::model::remark_editor::RemarkEditor;
use crate::wording::product_label::describe_products;
use crate::wording::text_width::truncate_to_width;

/// The name of the product takes at most one part of so many of the line.
const NAME_PART: usize = 3;

pub(super) fn draw_remark_editor(
    model: &Model,
    editor: &RemarkEditor,
    look: &Appearance,
    frame: &mut Frame<'_>,
    area: Rect,
) {
    let columns = usize::from(area.width);
    let name = truncate_to_width(
        &describe_products(&model.locale, &editor.products),
        columns / NAME_PART,
        look.symbols.ellipsis,
    );
    let label = model
        .locale
        .fill("reviewing.remark_prompt", &[("name", &name)]);
    let label = format!(" {label} ");
    frame.render_widget(Clear, area);
    draw_input(&label, &editor.input, look.theme.text, look, frame, area);
}
