//! The menu of product lists: what Enter does with the list of the cursor, and how many products it is done with.

use std::fmt::Display;

use ratatui::Frame;
use ratatui::text::{Line, Span};

use super::{Appearance, draw_lines, overlay};
use crate::app::model::Model;
use crate::app::model::list_menu::{ListMenu, ListMenuPurpose, ListMenuRow};
use crate::wording::list_text::{list_kind_name, stock_name};
use crate::wording::sanitize::sanitize_text;
use crate::wording::text_width::truncate_and_pad;

pub(super) fn draw_list_menu(
    model: &Model,
    menu: &ListMenu,
    look: &Appearance,
    frame: &mut Frame<'_>,
) {
    let locale = &model.locale;
    let count = match menu.purpose {
        ListMenuPurpose::Add { all: true } => model.total(),
        _ => menu.ids.len(),
    };
    let n = locale.format_number(count);
    let title = match menu.purpose {
        ListMenuPurpose::Add { .. } => locale.fill("listing.menu_add", &[("n", &n)]),
        ListMenuPurpose::Stock => locale.fill("listing.menu_stock", &[("n", &n)]),
        ListMenuPurpose::Entry => locale.fill("listing.menu_entry", &[("n", &n)]),
        ListMenuPurpose::Buyer => locale.fill("listing.menu_buyer", &[("n", &n)]),
    };
    let inside = overlay::draw_overlay(look, frame, &title, &menu.input);
    let rows = model.list_menu_rows();
    if rows.is_empty() {
        let hint = locale.t(match menu.purpose {
            ListMenuPurpose::Add { .. } => "listing.menu_empty",
            ListMenuPurpose::Buyer => "listing.menu_no_buyer",
            ListMenuPurpose::Stock | ListMenuPurpose::Entry => "listing.menu_no_match",
        });
        let hint = hint.to_owned();
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
        let text = sanitize_text(&describe_row(model, row));
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

fn describe_row(model: &Model, row: &ListMenuRow) -> String {
    let locale = &model.locale;
    match row {
        ListMenuRow::Add { name, count, .. } => {
            let n = locale.format_number(*count);
            let values: [(&str, &dyn Display); 2] = [("name", name), ("n", &n)];
            locale.fill("listing.row_add", &values)
        }
        ListMenuRow::New { name, kind } => {
            let kind = list_kind_name(locale, *kind);
            locale.fill("listing.row_new", &[("name", name), ("kind", &kind)])
        }
        ListMenuRow::Entry { name, .. } => name.clone(),
        ListMenuRow::Buyer {
            list_name,
            name,
            is_noted,
            ..
        } => {
            let key = if *is_noted {
                "listing.row_buyer_noted"
            } else {
                "listing.row_buyer"
            };
            locale.fill(key, &[("buyer", name), ("name", list_name)])
        }
        ListMenuRow::NoInterest {
            list_name, name, ..
        } => {
            let key = "listing.row_no_interest";
            locale.fill(key, &[("buyer", name), ("name", list_name)])
        }
        ListMenuRow::NewBuyer {
            list_name,
            name,
            is_drafted,
            ..
        } => {
            let key = if *is_drafted {
                "listing.row_drafted_buyer"
            } else {
                "listing.row_new_buyer"
            };
            locale.fill(key, &[("buyer", name), ("name", list_name)])
        }
        ListMenuRow::Stock {
            name,
            stock,
            is_set,
            ..
        } => {
            let left = stock_name(locale, *stock);
            let values: [(&str, &dyn Display); 2] = [("name", name), ("stock", &left)];
            let key = if *is_set {
                "listing.row_stock_set"
            } else {
                "listing.row_stock"
            };
            locale.fill(key, &values)
        }
    }
}
