//! The window with the fields of an entry of a list, or with what a buyer wants: a line for each, and below them what
//! changes, old and new.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::input_line::draw_input;
use super::overlay::{CutText, clear_area};
use super::{Appearance, draw_lines, pane, to_rect};
use crate::app::layout::{self, WindowSize};
use crate::app::model::Model;
use crate::app::model::list_form::{FormPurpose, ListForm};
use crate::app::record_rows::wrap_text;
use crate::wording::sanitize::sanitize_text;
use crate::wording::text_width::{truncate_and_pad, truncate_to_width};

/// Most columns of the names of fields.
const NAME_WIDTH: usize = 18;

pub(super) fn draw_list_form(
    model: &Model,
    form: &ListForm,
    look: &Appearance,
    frame: &mut Frame<'_>,
) {
    let locale = &model.locale;
    let window = frame.area();
    let (width, height) = (window.width, window.height);
    let area = layout::overlay_area(WindowSize { width, height });
    clear_area(look, frame, to_rect(area), CutText::Lines);
    let list_name = sanitize_text(&form.list_name);
    let title = match &form.purpose {
        FormPurpose::Entry => locale.fill(
            "listing.form_entry",
            &[("whom", &form.whom), ("name", &list_name)],
        ),
        FormPurpose::Interest { name, .. } => {
            let buyer = sanitize_text(name);
            locale.fill(
                "listing.form_interest",
                &[("buyer", &buyer), ("whom", &form.whom)],
            )
        }
    };
    let ellipsis = look.symbols.ellipsis;
    let title = truncate_to_width(&title, usize::from(area.width).saturating_sub(8), ellipsis);
    let inside = pane::draw_pane(look, frame, area, &title, true);
    let columns = usize::from(inside.width);
    let name_width = NAME_WIDTH.min(columns / 3);
    for (row, field) in (inside.top()..inside.bottom()).zip(&form.fields) {
        let index = usize::from(row - inside.top());
        let at_cursor = index == form.cursor;
        let cursor = if at_cursor { look.symbols.cursor } else { " " };
        let name = truncate_and_pad(field.kind.name(locale), name_width, ellipsis);
        let label = format!("{cursor} {name} ");
        let row = Rect::new(inside.x, row, inside.width, 1);
        if at_cursor {
            draw_input(&label, &field.input, look.theme.text, look, frame, row);
        } else {
            let room = columns.saturating_sub(label.width());
            let text = truncate_to_width(&sanitize_text(field.input.text()), room, ellipsis);
            let line = Line::from(vec![
                Span::styled(label, look.theme.dim),
                Span::styled(text, look.theme.text),
            ]);
            frame.render_widget(line, row);
        }
    }
    let used = u16::try_from(form.fields.len() + 1).unwrap_or(u16::MAX);
    let below = Rect::new(
        inside.x,
        inside.y.saturating_add(used.min(inside.height)),
        inside.width,
        inside.height.saturating_sub(used),
    );
    let list = model.work.lists.get(form.list);
    let (notes, style) = match &form.refusal {
        Some(refusal) => (vec![refusal.clone()], look.theme.error),
        None => (form.describe_changes(list, locale), look.theme.dim),
    };
    let rows = notes
        .iter()
        .flat_map(|note| wrap_text(note, columns.max(1)));
    draw_lines(frame, below, rows.map(|row| Line::styled(row, style)));
}
