//! The menu of reviews: what Enter does with the name that is typed, and the reviews that it may mean.

use std::fmt::Display;

use ratatui::Frame;
use ratatui::text::{Line, Span};

use super::{Appearance, draw_lines, overlay};
use crate::app::model::Model;
use crate::app::model::work_menu::{WorkMenu, WorkMenuRow};
use crate::wording::text_width::truncate_and_pad;

pub(super) fn draw_work_menu(
    model: &Model,
    menu: &WorkMenu,
    look: &Appearance,
    frame: &mut Frame<'_>,
) {
    let locale = &model.locale;
    let inside = overlay::draw_overlay(look, frame, locale.t("reviewing.menu"), &menu.input);
    let rows = menu.rows(&model.work.rounds, model.work.open.is_some(), model.today);
    if rows.is_empty() {
        let hint = locale.t("reviewing.menu_empty").to_owned();
        let hint = Line::styled(hint, look.theme.dim);
        return draw_lines(frame, inside, [hint]);
    }
    let first = (menu.cursor + 1).saturating_sub(usize::from(inside.height));
    let lines = rows.iter().enumerate().skip(first).map(|(index, row)| {
        let is_selected = index == menu.cursor;
        let cursor = if is_selected {
            look.symbols.cursor
        } else {
            " "
        };
        let text = describe_row(model, row);
        let room = usize::from(inside.width).saturating_sub(2);
        let line = Line::from(vec![
            Span::styled(format!("{cursor} "), look.theme.key),
            Span::styled(
                truncate_and_pad(&text, room, look.symbols.ellipsis),
                look.theme.text,
            ),
        ]);
        if is_selected {
            look.select_line(line)
        } else {
            line
        }
    });
    draw_lines(frame, inside, lines);
}

fn describe_row(model: &Model, row: &WorkMenuRow) -> String {
    let locale = &model.locale;
    let due_words = |day| {
        let key = if day < model.today {
            "reviewing.menu_due_past"
        } else {
            "reviewing.menu_due"
        };
        locale.fill(key, &[("day", &locale.format_date(day))])
    };
    match row {
        WorkMenuRow::Start { name, due } => {
            let due = match due {
                Ok(day) => day.map_or_else(String::new, due_words),
                Err(text) => return locale.fill("reviewing.due_unclear", &[("text", text)]),
            };
            let n = locale.format_number(model.total());
            let values: [(&str, &dyn Display); 3] = [("name", name), ("n", &n), ("due", &due)];
            locale.fill("reviewing.menu_start", &values)
        }
        WorkMenuRow::Open(round) => {
            let due = round.due.map_or_else(String::new, due_words);
            let n = locale.format_number(round.start.scope.len());
            let values: [(&str, &dyn Display); 4] = [
                ("name", &round.start.name),
                ("n", &n),
                ("due", &due),
                ("author", &round.started_by),
            ];
            let is_open = |open: &crate::app::store_work::OpenReview| open.round.id == round.id;
            let key = if model.work.open.as_ref().is_some_and(is_open) {
                "reviewing.menu_opened"
            } else {
                "reviewing.menu_open"
            };
            locale.fill(key, &values)
        }
        WorkMenuRow::PutAway => locale.t("reviewing.menu_put_away").to_owned(),
    }
}
