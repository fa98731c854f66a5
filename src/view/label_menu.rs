//! The menu of labels: each with a box that says whether the products have it, and how many products do in all.

use ratatui::Frame;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::{Appearance, draw_lines, overlay};
use crate::app::model::Model;
use crate::app::model::label_menu::{LabelMenu, LabelRow};
use crate::app::record_rows::wrap_text;
use crate::wording::product_label::{describe_label, describe_label_problem, describe_products};
use crate::wording::text_width::{truncate_and_pad, truncate_to_width};

/// The names of the products take at most so many columns of the title.
const MAX_NAME_WIDTH: usize = 30;

/// Stands in the box where some of the products have the label.
const SOME_BOX: &str = "[~]";

pub(super) fn draw_label_menu(
    model: &Model,
    menu: &LabelMenu,
    look: &Appearance,
    frame: &mut Frame<'_>,
) {
    let locale = &model.locale;
    let ellipsis = look.symbols.ellipsis;
    let whom = describe_products(locale, &menu.products);
    let whom = truncate_to_width(&whom, MAX_NAME_WIDTH, ellipsis);
    let title = locale.fill("reviewing.label_menu", &[("whom", &whom)]);
    let inside = overlay::draw_overlay(look, frame, &title, &menu.input);
    let rows = menu.rows();
    if rows.is_empty() {
        let hint = locale.t("reviewing.label_menu_empty").to_owned();
        return draw_lines(frame, inside, [Line::styled(hint, look.theme.dim)]);
    }
    let width = usize::from(inside.width);
    if let [LabelRow::Problem(problem)] = rows.as_slice() {
        let text = describe_label_problem(locale, problem);
        let rows = wrap_text(&text, width.saturating_sub(2).max(1)).into_iter();
        let lines = rows.map(|row| Line::styled(format!(" {row}"), look.theme.hint));
        return draw_lines(frame, inside, lines);
    }
    let visible = rows.iter().enumerate().skip(menu.offset);
    let lines = visible.map(|(index, row)| {
        let is_selected = index == menu.cursor;
        let cursor = if is_selected {
            look.symbols.cursor
        } else {
            " "
        };
        let (mark, name, count) = describe_row(model, menu, look, row);
        let room = width.saturating_sub(cursor.width() + mark.width() + count.width() + 4);
        let line = Line::from(vec![
            Span::styled(format!("{cursor} {mark} "), look.theme.key),
            Span::styled(truncate_and_pad(&name, room, ellipsis), look.theme.text),
            Span::styled(format!(" {count}"), look.theme.dim),
        ]);
        if is_selected {
            look.select_line(line)
        } else {
            line
        }
    });
    draw_lines(frame, inside, lines);
}

/// The box of a row, what it says, and how many products have it.
fn describe_row(
    model: &Model,
    menu: &LabelMenu,
    look: &Appearance,
    row: &LabelRow,
) -> (&'static str, String, String) {
    let locale = &model.locale;
    let [all, none] = look.symbols.checkbox;
    match row {
        LabelRow::Known {
            label,
            value,
            had_by,
            in_all,
        } => {
            let mark = match *had_by {
                0 => none,
                n if n < menu.products.len() => SOME_BOX,
                _ => all,
            };
            let name = describe_label(locale, label, value.as_deref());
            (mark, name, locale.format_number(*in_all))
        }
        LabelRow::Other(meant) => {
            let name = describe_label(locale, &meant.label, meant.value.as_deref());
            let name = locale.fill("reviewing.label_menu_new", &[("label", &name)]);
            (none, name, String::new())
        }
        LabelRow::Problem(problem) => ("", describe_label_problem(locale, problem), String::new()),
    }
}
