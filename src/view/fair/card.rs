//! A card: the whole answer about one product, as airy as the room allows, with its QR code beside it where both fit.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Borders};
use unicode_width::UnicodeWidthStr;

use crate::app::fair::card::{FairCard, ValidityTone};
use crate::app::record_rows::wrap_text;
use crate::view::qr_screen::{draw_qr_code, qr_cell_size};
use crate::view::{Appearance, draw_lines};
use crate::wording::locale::Locale;
use crate::wording::qr_code::QrMatrix;
use crate::wording::text_width::truncate_and_pad;
use crate::work::lists::list_act::Stock;

/// Columns of the labels, the gap behind them included.
const LABEL: usize = 13;

/// Fewer columns beside a QR code are too few for the words.
const WORDS_BESIDE_CODE: usize = 50;

/// From so many rows on a card has a frame.
const FRAMED_HEIGHT: u16 = 11;

/// How many blank lines a card has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Density {
    /// Between all its parts, and what is not known is told.
    Airy,
    /// Below the stars only.
    Tight,
}

/// Draws a card; true where its QR code is beside it.
pub(super) fn draw_card(
    locale: &Locale,
    card: &FairCard,
    title: Option<&str>,
    look: &Appearance,
    frame: &mut Frame<'_>,
    area: Rect,
) -> bool {
    let is_framed = area.height >= FRAMED_HEIGHT;
    let margin = if is_framed && area.width >= 60 {
        3
    } else {
        1 + u16::from(is_framed)
    };
    let inside = inset(area, margin, u16::from(is_framed));
    let code = find_code(card, look, inside);
    let (words, beside) = match &code {
        Some(code) => {
            let (columns, _) = qr_cell_size(code, look.symbols.ascii);
            split_columns(inside, inside.width.saturating_sub(columns as u16))
        }
        None => (inside, inside),
    };
    let lines = fitting_lines(locale, card, look, words);
    let code_rows = code
        .as_ref()
        .map_or(0, |code| qr_cell_size(code, look.symbols.ascii).1);
    let rows = u16::try_from(lines.len().max(code_rows)).unwrap_or(inside.height);
    // A line of air above and below, where there is room.
    let air = u16::from(inside.height >= rows + 2);
    if is_framed {
        let height = (rows + 2 * air + 2).min(area.height);
        draw_frame(title, look, frame, Rect { height, ..area });
    }
    let down = |part: Rect| Rect {
        y: part.y + if is_framed { air } else { 0 },
        height: part.height - if is_framed { air } else { 0 },
        ..part
    };
    draw_lines(frame, down(words), lines);
    if let Some(code) = &code {
        draw_qr_code(code, false, look, frame, down(beside));
    }
    code.is_some()
}

/// The lines of a card, as airy as the room allows.
pub(super) fn fitting_lines(
    locale: &Locale,
    card: &FairCard,
    look: &Appearance,
    area: Rect,
) -> Vec<Line<'static>> {
    let width = usize::from(area.width);
    for density in [Density::Airy, Density::Tight] {
        let lines = card_lines(locale, card, look, width, density);
        if lines.len() <= usize::from(area.height) {
            return lines;
        }
    }
    dense_lines(locale, card, look, width)
}

pub(super) fn draw_frame(
    title: Option<&str>,
    look: &Appearance,
    frame: &mut Frame<'_>,
    area: Rect,
) {
    let mut block = Block::new()
        .borders(Borders::ALL)
        .border_set(look.symbols.border)
        .border_style(look.theme.border);
    if let Some(title) = title {
        block = block.title(Line::styled(format!(" {title} "), look.theme.dim));
    }
    frame.render_widget(block, area);
}

/// An area without some columns on both sides, and rows above and below.
pub(super) fn inset(area: Rect, columns: u16, rows: u16) -> Rect {
    Rect {
        x: area.x + columns.min(area.width / 2),
        y: area.y + rows.min(area.height / 2),
        width: area.width.saturating_sub(2 * columns),
        height: area.height.saturating_sub(2 * rows),
    }
}

fn split_columns(area: Rect, left: u16) -> (Rect, Rect) {
    let left = left.min(area.width);
    let words = Rect {
        width: left.saturating_sub(2),
        ..area
    };
    let beside = Rect {
        x: area.x + left,
        width: area.width - left,
        ..area
    };
    (words, beside)
}

/// The most useful code that fits beside the words.
fn find_code(card: &FairCard, look: &Appearance, area: Rect) -> Option<QrMatrix> {
    let fits = |code: &QrMatrix| {
        let (columns, rows) = qr_cell_size(code, look.symbols.ascii);
        rows <= usize::from(area.height) && columns + WORDS_BESIDE_CODE <= usize::from(area.width)
    };
    let mut codes = card.codes.iter();
    codes.find_map(|content| QrMatrix::find_fitting(&content.text, fits))
}

/// The lines of a card.
fn card_lines(
    locale: &Locale,
    card: &FairCard,
    look: &Appearance,
    width: usize,
    density: Density,
) -> Vec<Line<'static>> {
    let theme = &look.theme;
    let is_airy = density == Density::Airy;
    let mut lines: Vec<Line<'static>> = wrap_text(&card.name, width)
        .into_iter()
        .map(|row| Line::styled(row, theme.heading))
        .collect();
    lines.extend(star_lines(locale, card, look, width));
    lines.push(Line::default());
    lines.extend(sale_lines(locale, card, look, width, density));
    if is_airy {
        lines.push(Line::default());
    }
    let unknown = |key: &str| is_airy.then(|| (locale.t(key).to_owned(), theme.dim));
    let known = |value: &Option<String>| value.clone().map(|value| (value, theme.text));
    let fields = [
        ("fair.producer", known(&card.producer)),
        ("fair.place", known(&card.place)),
        (
            "fair.phone",
            known(&card.phone).or_else(|| unknown("fair.no_phone")),
        ),
        ("fair.remark", known(&card.remark)),
    ];
    for (label, value) in fields {
        if let Some((value, style)) = value {
            lines.extend(field_lines(look, locale.t(label), &value, style, width));
        }
    }
    lines.extend(dispute_lines(locale, card, look, width));
    lines
}

/// What two people wrote differently.
fn dispute_lines(
    locale: &Locale,
    card: &FairCard,
    look: &Appearance,
    width: usize,
) -> Vec<Line<'static>> {
    let disputes = card.disputes.iter();
    let rows = disputes.flat_map(|dispute| {
        let sentence = locale.fill("fair.disagreement", &[("values", dispute)]);
        wrap_text(&sentence.replace('\u{a0}', " "), width)
    });
    rows.map(|row| Line::styled(row, look.theme.expiring))
        .collect()
}

/// Stars as signs and words, and until when they hold.
fn star_lines(
    locale: &Locale,
    card: &FairCard,
    look: &Appearance,
    width: usize,
) -> Vec<Line<'static>> {
    let theme = &look.theme;
    if !card.is_in_catalogue {
        return vec![Line::styled(
            locale.t("fair.no_catalogue").to_owned(),
            theme.dim,
        )];
    }
    let signs = card.star.map_or_else(String::new, |star| {
        look.symbols.star.repeat(usize::from(star))
    });
    let gap = if signs.is_empty() { "" } else { "  " };
    let validity = match card.tone {
        ValidityTone::Holds => theme.success,
        ValidityTone::EndsSoon => theme.expiring,
        ValidityTone::IsOver => theme.heading,
        ValidityTone::Unknown => theme.dim,
    };
    let separator = if card.validity.is_empty() {
        String::new()
    } else {
        format!(" {} ", look.symbols.separator)
    };
    let head = format!("{signs}{gap}{}{separator}", card.stars);
    let words = Span::styled(format!("{gap}{}", card.stars), theme.heading);
    let stars = Span::styled(signs, theme.star);
    if head.width() + card.validity.width() <= width {
        return vec![Line::from(vec![
            stars,
            words,
            Span::styled(separator, theme.dim),
            Span::styled(card.validity.clone(), validity),
        ])];
    }
    let rows = wrap_text(&card.validity, width).into_iter();
    let rows = rows.map(|row| Line::styled(row, validity));
    std::iter::once(Line::from(vec![stars, words]))
        .chain(rows)
        .collect()
}

/// Price, stock and stand; where it is not in the list, that.
fn sale_lines(
    locale: &Locale,
    card: &FairCard,
    look: &Appearance,
    width: usize,
    density: Density,
) -> Vec<Line<'static>> {
    let theme = &look.theme;
    if !card.is_listed {
        let rows = wrap_text(locale.t("fair.not_listed"), width);
        return rows
            .into_iter()
            .map(|row| Line::styled(row, theme.dim))
            .collect();
    }
    let stock = stock_span(locale, card, look);
    let unknown = |key: &str| {
        (density == Density::Airy).then(|| Span::styled(locale.t(key).to_owned(), theme.dim))
    };
    let price = card
        .price
        .clone()
        .map(|price| Span::styled(price, theme.heading));
    let stand = card
        .stand
        .clone()
        .map(|stand| Span::styled(stand, theme.heading));
    let fields = [
        (
            "fair.price_label",
            price.or_else(|| unknown("fair.no_price")),
        ),
        (
            "fair.stock_label",
            stock.or_else(|| unknown("fair.no_stock")),
        ),
        (
            "fair.stand_label",
            stand.or_else(|| unknown("fair.no_stand")),
        ),
    ];
    let known = fields
        .into_iter()
        .filter_map(|(label, value)| Some((label, value?)));
    known
        .map(|(label, value)| Line::from(vec![label_span(look, locale.t(label), width), value]))
        .collect()
}

/// The same in the fewest lines: without labels and blank lines, short values beside each other.
fn dense_lines(
    locale: &Locale,
    card: &FairCard,
    look: &Appearance,
    width: usize,
) -> Vec<Line<'static>> {
    let theme = &look.theme;
    let mut lines: Vec<Line<'static>> = wrap_text(&card.name, width)
        .into_iter()
        .map(|row| Line::styled(row, theme.heading))
        .collect();
    if card.is_listed {
        let stand = card.stand.as_ref();
        let stand = stand.map(|stand| locale.fill("fair.at_stand", &[("stand", stand)]));
        let parts = [
            card.price
                .clone()
                .map(|price| Span::styled(price, theme.heading)),
            stock_span(locale, card, look),
            stand.map(|stand| Span::styled(stand, theme.text)),
        ];
        lines.extend(join_spans(look, parts, width));
    } else {
        lines.extend(sale_lines(locale, card, look, width, Density::Tight));
    }
    lines.extend(star_lines(locale, card, look, width));
    let plain = |text: &Option<String>| text.clone().map(|text| Span::styled(text, theme.text));
    let remark = card.remark.as_ref();
    let remark = remark.map(|remark| format!("{}: {remark}", locale.t("fair.remark")));
    for parts in [
        [plain(&card.producer), None],
        [plain(&card.phone), plain(&card.place)],
        [plain(&remark), None],
    ] {
        lines.extend(join_spans(look, parts, width));
    }
    lines.extend(dispute_lines(locale, card, look, width));
    lines
}

/// Values beside each other, in another line where they do not fit; a long one is wrapped.
fn join_spans<const N: usize>(
    look: &Appearance,
    parts: [Option<Span<'static>>; N],
    width: usize,
) -> Vec<Line<'static>> {
    let separator = format!(" {} ", look.symbols.separator);
    let mut lines: Vec<Line<'static>> = Vec::new();
    for part in parts.into_iter().flatten() {
        match lines.last_mut() {
            Some(line) if line.width() + separator.width() + part.width() <= width => {
                line.push_span(Span::styled(separator.clone(), look.theme.dim));
                line.push_span(part);
            }
            _ if part.width() <= width => lines.push(Line::from(part)),
            _ => {
                let rows = wrap_text(&part.content, width).into_iter();
                lines.extend(rows.map(|row| Line::from(Span::styled(row, part.style))));
            }
        }
    }
    lines
}

/// Whether there is any left; that nothing is cannot be overlooked.
fn stock_span(locale: &Locale, card: &FairCard, look: &Appearance) -> Option<Span<'static>> {
    let words = card.stock_words(locale)?.to_owned();
    Some(match card.stock? {
        Stock::InStock => Span::styled(words, look.theme.success),
        Stock::Low => Span::styled(words, look.theme.expiring),
        Stock::SoldOut => Span::styled(format!(" {} ", words.to_uppercase()), look.theme.selected),
    })
}

fn label_columns(width: usize) -> usize {
    LABEL.min(width / 3)
}

fn label_span(look: &Appearance, label: &str, width: usize) -> Span<'static> {
    let columns = label_columns(width);
    let label = truncate_and_pad(label, columns.saturating_sub(1), look.symbols.ellipsis);
    Span::styled(format!("{label} "), look.theme.dim)
}

/// A label and a value, wrapped behind it.
fn field_lines(
    look: &Appearance,
    label: &str,
    value: &str,
    style: Style,
    width: usize,
) -> Vec<Line<'static>> {
    let room = width.saturating_sub(label_columns(width)).max(4);
    let rows = wrap_text(value, room).into_iter().enumerate();
    rows.map(|(number, row)| {
        let label = if number == 0 { label } else { "" };
        Line::from(vec![
            label_span(look, label, width),
            Span::styled(row, style),
        ])
    })
    .collect()
}
