//! A label: the name above, stars with words and validity, then producer, place, telephone and price, with the code
//! beside them. The small ones, sixteen on a page, have the code beside everything.

use super::drawing::{Area, Drawing, TextAnchor, TextStyle};
use super::fitted_text::{FittedText, fit_text};
use super::letter_width::FontWeight;
use super::paper_size::PiecesPerPage;
use super::printed_code::{PrintedCode, choose_code};
use super::printed_entry::{PrintedEntry, PrintedList};
use super::stacked_text::{BASELINE, LineSign, StackPlace, StackedPart, draw_stack, stack_height};
use super::{page, palette};
use crate::wording::locale::Locale;

/// From the edge of a piece to its frame: printers leave the edge of a page white.
const MARGIN: f64 = 5.0;
/// The same of the small ones.
const SMALL_MARGIN: f64 = 4.2;

/// Draws a label from its upper left corner.
pub(super) fn draw_label(
    list: &PrintedList,
    entry: &PrintedEntry,
    per_page: PiecesPerPage,
    locale: &Locale,
) -> String {
    let mut drawing = Drawing::default();
    drawing.open_group("label", &entry.name);
    if per_page == PiecesPerPage::Sixteen {
        draw_small_label(&mut drawing, entry, per_page, locale);
    } else {
        draw_large_label(&mut drawing, list, entry, per_page, locale);
    }
    drawing.close_group();
    drawing.into_markup()
}

/// The side of a code in millimetres, its quiet zone included.
const fn code_side(per_page: PiecesPerPage) -> f64 {
    match per_page {
        PiecesPerPage::One => 66.0,
        PiecesPerPage::Two => 56.0,
        PiecesPerPage::Four => 38.0,
        PiecesPerPage::Eight => 28.0,
        PiecesPerPage::Sixteen => 25.0,
    }
}

fn draw_large_label(
    drawing: &mut Drawing,
    list: &PrintedList,
    entry: &PrintedEntry,
    per_page: PiecesPerPage,
    locale: &Locale,
) {
    let unit = per_page.unit();
    let frame = page::piece_area(per_page).inset(MARGIN);
    let stand = entry.stand_words(locale);
    let body = page::draw_frame(drawing, frame, unit, (&list.name, stand.as_deref()));
    let body = Area {
        x: body.x + 3.5 * unit,
        y: body.y + unit,
        width: body.width - 7.0 * unit,
        height: body.height - 2.5 * unit,
    };
    let facts = fact_parts(entry, unit);
    let side = code_side(per_page);
    let code_height = side + 2.9 * unit;
    let code = choose_code(entry, side);
    if code.is_none() && facts.is_empty() {
        draw_name(drawing, entry, body, unit, locale);
        return;
    }
    let bottom = Area {
        y: body.y + body.height - code_height,
        height: code_height,
        ..body
    };
    let top = Area {
        height: bottom.y - body.y,
        ..body
    };
    draw_name(drawing, entry, top, unit, locale);
    drawing.rule((body.x, bottom.y), body.width, (palette::RULE, 0.3 * unit));
    let mut beside = Area {
        y: bottom.y + unit,
        height: bottom.height - unit,
        ..bottom
    };
    if let Some(code) = &code {
        // The quiet zone may reach into the room beside the frame: nothing is printed there.
        let x = body.x + body.width - side + 1.5 * unit;
        beside.width = x - body.x - unit;
        draw_code(drawing, code, per_page, (x, bottom.y + 0.4 * unit), locale);
    }
    draw_stack(drawing, &facts, beside, StackPlace::Middle);
}

fn draw_small_label(
    drawing: &mut Drawing,
    entry: &PrintedEntry,
    per_page: PiecesPerPage,
    locale: &Locale,
) {
    let unit = per_page.unit();
    let frame = page::piece_area(per_page).inset(SMALL_MARGIN);
    drawing.frame_rectangle(frame, 1.5, (palette::RULE, 0.25));
    let bar = Area {
        width: 1.6,
        ..frame
    };
    drawing.fill_rectangle(bar, 0.8, palette::GREEN);
    let mut text = Area {
        x: frame.x + 4.0,
        y: frame.y + 0.8,
        width: frame.width - 6.0,
        height: frame.height - 1.6,
    };
    let side = code_side(per_page);
    if let Some(code) = choose_code(entry, side) {
        let x = frame.x + frame.width - side - 0.5;
        text.width = x - text.x - 0.5;
        draw_code(drawing, &code, per_page, (x, frame.y + 0.3), locale);
    }
    let stand = entry.stand_words(locale).map(|text| StackedPart::Text {
        text,
        style: bold(2.5, palette::GREEN),
        sign: None,
    });
    let mut rest: Vec<StackedPart> = star_part(entry, 3.4, locale).into_iter().collect();
    rest.extend(fact_parts(entry, unit));
    let reserved = stack_height(&rest, text.width).min(text.height * 0.58);
    let room = (
        text.width,
        text.height - reserved - stand.as_ref().map_or(0.0, |_| 3.2),
    );
    let mut parts: Vec<StackedPart> = stand.into_iter().collect();
    parts.push(name_part(fit_text(
        &entry.name,
        FontWeight::Bold,
        room,
        6.2,
    )));
    parts.append(&mut rest);
    draw_stack(drawing, &parts, text, StackPlace::Middle);
}

/// The name with the stars below it.
fn draw_name(drawing: &mut Drawing, entry: &PrintedEntry, area: Area, unit: f64, locale: &Locale) {
    let mut stars = Vec::new();
    if let Some(part) = star_part(entry, 4.6 * unit * tall(area, 1.3), locale) {
        stars.extend([StackedPart::Gap(1.2 * unit), part]);
    }
    let reserved = stack_height(&stars, area.width).min(area.height * 0.5);
    let room = (area.width, area.height - reserved - 1.2 * unit);
    let largest = 9.6 * unit * tall(area, 1.5);
    let mut parts = vec![name_part(fit_text(
        &entry.name,
        FontWeight::Bold,
        room,
        largest,
    ))];
    parts.append(&mut stars);
    draw_stack(drawing, &parts, area, StackPlace::Middle);
}

/// How much larger things are in a room that is higher than those of eight labels.
fn tall(area: Area, factor: f64) -> f64 {
    if area.height * 2.0 > area.width {
        factor
    } else {
        1.0
    }
}

/// A code with what it is for below it.
fn draw_code(
    drawing: &mut Drawing,
    code: &PrintedCode<'_>,
    per_page: PiecesPerPage,
    (x, y): (f64, f64),
    locale: &Locale,
) {
    let side = code_side(per_page);
    drawing.code(&code.matrix, (x, y), side);
    let caption = locale.t(match code.content.kind {
        "scan.shop" => "paper.scan_shop",
        "scan.phone" => "paper.scan_phone",
        "scan.source" => "paper.scan_source",
        _ => "paper.scan_name",
    });
    let largest = 2.5 * per_page.unit().max(0.85);
    let line = fit_text(
        caption,
        FontWeight::Regular,
        (side - 2.0, largest * 1.3),
        largest,
    );
    // The quiet zone is room enough above the words.
    let baseline = y + side - 1.2 + line.size * BASELINE;
    let style = TextStyle {
        size: line.size,
        weight: FontWeight::Regular,
        colour: palette::MUTED,
    };
    for text in &line.lines {
        drawing.text((x + side / 2.0, baseline), TextAnchor::Middle, style, text);
    }
}

/// Producer, place, telephone and price: those that are known.
fn fact_parts(entry: &PrintedEntry, unit: f64) -> Vec<StackedPart> {
    let mut parts = Vec::new();
    let mut add = |text: &Option<String>, style: TextStyle, sign| {
        if let Some(text) = text {
            if !parts.is_empty() {
                parts.push(StackedPart::Gap(0.7 * unit));
            }
            let text = text.clone();
            parts.push(StackedPart::Text { text, style, sign });
        }
    };
    add(&entry.producer, bold(3.7 * unit, palette::INK), None);
    let plain = TextStyle {
        weight: FontWeight::Regular,
        ..bold(3.2 * unit, palette::MUTED)
    };
    add(&entry.place, plain, Some(LineSign::Pin));
    let phone = bold(3.7 * unit, palette::INK);
    let number = entry.phone.as_deref().map(keep_numbers_whole);
    add(&number, phone, Some(LineSign::Phone));
    if let Some(price) = &entry.price {
        if !parts.is_empty() {
            parts.push(StackedPart::Gap(0.9 * unit));
        }
        parts.push(StackedPart::Price {
            price: price.clone(),
            size: 7.8 * unit,
        });
    }
    parts
}

/// A text whose numbers are not broken between their groups of digits.
fn keep_numbers_whole(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_inside = whole.ends_with(|last: char| last.is_ascii_digit())
            && letters.peek().is_some_and(char::is_ascii_digit);
        whole.push(if letter == ' ' && is_inside {
            '\u{a0}'
        } else {
            letter
        });
    }
    whole
}

/// The stars with their words.
pub(super) fn star_part(entry: &PrintedEntry, size: f64, locale: &Locale) -> Option<StackedPart> {
    let stars = entry.stars?;
    Some(StackedPart::Stars {
        count: stars.count,
        is_filled: stars.in_force,
        size,
        words: entry.star_words(locale).unwrap_or_default(),
        more: entry.validity.clone(),
    })
}

fn name_part(text: FittedText) -> StackedPart {
    StackedPart::Fitted {
        text,
        colour: palette::GREEN,
    }
}

/// Bold letters.
pub(super) const fn bold(size: f64, colour: &'static str) -> TextStyle {
    TextStyle {
        size,
        weight: FontWeight::Bold,
        colour,
    }
}
