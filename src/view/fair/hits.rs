//! The rows of several that were found.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::app::fair::answer::FairAnswer;
use crate::app::fair::card::FairCard;
use crate::app::fair::model::FairModel;
use crate::view::{Appearance, draw_lines};
use crate::wording::text_width::{truncate_and_pad, truncate_to_width};
use crate::work::lists::list_act::Stock;

/// Columns of the stars.
const STARS: usize = 6;
/// Columns of the price.
const PRICE: usize = 18;
/// Columns of the price in a narrow window.
const NARROW_PRICE: usize = 12;
/// Columns of the stand.
const STAND: usize = 9;

/// How many rows several take of a body with so many rows: the card of one needs the rest.
pub(super) fn row_count(hits: usize, height: u16) -> u16 {
    let most = match height {
        0..=9 => 3,
        10..=13 => 4,
        14..=19 => 5,
        20..=25 => 8,
        _ => 12,
    };
    u16::try_from(hits).unwrap_or(most).min(most)
}

/// Draws the rows around the cursor.
pub(super) fn draw_hits(
    model: &FairModel,
    answer: &FairAnswer,
    look: &Appearance,
    frame: &mut Frame<'_>,
    area: Rect,
) {
    let rows = usize::from(area.height).max(1);
    let last_start = answer.hits.len().saturating_sub(rows);
    let start = answer.selected.saturating_sub(rows / 2).min(last_start);
    let shown = answer.hits.iter().enumerate().skip(start).take(rows);
    let lines = shown.map(|(index, hit)| {
        let card = FairCard::build(&model.locale, &model.board, hit);
        let line = build_row(model, look, &card, index == answer.selected, area.width);
        if index == answer.selected {
            look.select_line(line)
        } else {
            line
        }
    });
    draw_lines(frame, area, lines);
}

fn build_row(
    model: &FairModel,
    look: &Appearance,
    card: &FairCard,
    is_selected: bool,
    columns: u16,
) -> Line<'static> {
    let theme = &look.theme;
    let columns = usize::from(columns);
    let is_wide = columns >= 70;
    let ellipsis = look.symbols.ellipsis;
    let cursor = if is_selected {
        look.symbols.cursor
    } else {
        " "
    };
    let price_columns = if is_wide { PRICE } else { NARROW_PRICE };
    let stand_columns = if is_wide { STAND } else { 0 };
    let name_columns = columns.saturating_sub(3 + STARS + 1 + price_columns + 1 + stand_columns);
    let (price, style) = price_or_stock(model, card, look, price_columns);
    let stars = card.star.map_or_else(String::new, |star| {
        look.symbols.star.repeat(usize::from(star))
    });
    let mut line = Line::from(vec![
        Span::styled(format!(" {cursor} "), theme.text),
        Span::styled(
            truncate_and_pad(&card.name, name_columns, ellipsis),
            theme.text,
        ),
        Span::styled(
            format!(" {}", truncate_and_pad(&stars, STARS, "")),
            theme.star,
        ),
        Span::styled(truncate_and_pad(&price, price_columns, ellipsis), style),
    ]);
    if is_wide {
        let stand = card.stand.clone().unwrap_or_default();
        let stand = truncate_and_pad(&stand, stand_columns, ellipsis);
        line.push_span(Span::styled(format!(" {stand}"), theme.text));
    }
    line
}

/// The price; where nothing is left, that.
fn price_or_stock(
    model: &FairModel,
    card: &FairCard,
    look: &Appearance,
    columns: usize,
) -> (String, Style) {
    let locale = &model.locale;
    if card.stock == Some(Stock::SoldOut) {
        return (locale.t("fair.sold_out").to_owned(), look.theme.expired);
    }
    if !card.is_listed {
        return (locale.t("fair.not_here").to_owned(), look.theme.dim);
    }
    let price = card.price.clone().unwrap_or_default();
    if price.width() > columns {
        let without_unit = price.split('/').next().unwrap_or_default();
        return (
            truncate_to_width(without_unit, columns, look.symbols.ellipsis),
            look.theme.text,
        );
    }
    (price, look.theme.text)
}
