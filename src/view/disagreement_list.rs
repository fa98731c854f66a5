//! The disagreements of a review: above the products with the verdicts that differ, below who said what of the
//! one at the cursor.

use ratatui::Frame;
use ratatui::layout::Position;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;
use unicode_width::UnicodeWidthStr;

use super::{Appearance, draw_lines, pane, to_rect};
use crate::app::model::Model;
use crate::app::model::disagreement_list::{DisagreementList, DisputedProduct};
use crate::app::record_rows::wrap_text;
use crate::app::review_words::{describe_product_work, verdict_name_of};
use crate::app::screen_area::body_area;
use crate::wording::text_width::{truncate_and_pad, truncate_to_width};
use crate::work::reviews::review_round::ReviewRound;

pub(super) fn draw_disagreement_list(
    model: &Model,
    list: &DisagreementList,
    look: &Appearance,
    frame: &mut Frame<'_>,
) {
    let Some((round, _)) = model.work.review_to_settle(list.review) else {
        return;
    };
    let locale = &model.locale;
    let area = body_area(model.size);
    frame.render_widget(Clear, to_rect(area));
    let disputed = model.work.disputed_products(list.review);
    let n = locale.format_number(disputed.len());
    let values: [(&str, &dyn std::fmt::Display); 2] = [("name", &round.start.name), ("n", &n)];
    let title = locale.fill("reviewing.disputes", &values);
    let inside = pane::draw_pane(look, frame, area, &title, true);
    let cursor = list.cursor.min(disputed.len().saturating_sub(1));
    let width = usize::from(inside.width);
    let page = DisagreementList::page_rows(model.size);
    let visible = disputed.iter().enumerate().skip(list.offset.min(cursor));
    let mut lines: Vec<Line<'_>> = visible
        .take(page)
        .map(|(index, one)| build_row((model, round), look, one, (index == cursor, width)))
        .collect();
    let row = cursor.saturating_sub(list.offset) as u16;
    if let Some(one) = disputed.get(cursor) {
        lines.push(Line::default());
        let heading = format!(" {} ({})", one.product.name, one.id);
        let heading = truncate_to_width(&heading, width, look.symbols.ellipsis);
        lines.push(Line::styled(heading, look.theme.heading));
        for (label, text) in describe_product_work(model, one.id) {
            let rows = wrap_text(&format!("{label}: {text}"), width.saturating_sub(3).max(1));
            let rows = rows.into_iter().enumerate();
            lines.extend(rows.map(|(index, row)| {
                let indent = if index == 0 { " " } else { "   " };
                Line::styled(format!("{indent}{row}"), look.theme.text)
            }));
        }
    }
    if disputed.is_empty() {
        let key = if list.is_current {
            "reviewing.no_disputes"
        } else {
            "reviewing.reading_news"
        };
        let sentence = locale.fill(key, &[("name", &round.start.name)]);
        let rows = wrap_text(&sentence, width.saturating_sub(2).max(1));
        let rows = rows.into_iter();
        lines.extend(rows.map(|row| Line::styled(format!(" {row}"), look.theme.text)));
    }
    draw_lines(frame, inside, lines);
    frame.set_cursor_position(Position::new(inside.x, inside.y + row.min(inside.height)));
}

/// A product, and the verdicts that differ.
fn build_row<'a>(
    (model, round): (&Model, &ReviewRound),
    look: &Appearance,
    one: &DisputedProduct<'_>,
    (is_selected, width): (bool, usize),
) -> Line<'a> {
    let verdicts = one.reviewed.counted_verdicts().into_iter();
    let verdicts = verdicts.map(|key| verdict_name_of(&model.locale, round, key).to_owned());
    let sign = format!(" {} ", look.symbols.disagreement);
    let verdicts = verdicts.collect::<Vec<String>>().join(&sign);
    let cursor = if is_selected {
        look.symbols.cursor
    } else {
        " "
    };
    let ellipsis = look.symbols.ellipsis;
    let verdicts = truncate_to_width(&verdicts, width / 2, ellipsis);
    let room = width.saturating_sub(verdicts.width() + 4);
    let line = Line::from(vec![
        Span::styled(format!("{cursor} "), look.theme.key),
        Span::styled(
            truncate_and_pad(&one.product.name, room, ellipsis),
            look.theme.text,
        ),
        Span::styled(format!("  {verdicts}"), look.theme.hint),
    ]);
    if is_selected {
        look.select_line(line)
    } else {
        line
    }
}
