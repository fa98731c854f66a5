//! The sign of a stand: its name large enough to be read from afar, who stands there, and their products with stars.

use super::drawing::{Area, Drawing, TextAnchor};
use super::fitted_text::fit_text;
use super::label::{bold, star_part};
use super::letter_width::FontWeight;
use super::paper_size::PiecesPerPage;
use super::printed_entry::{PrintedEntry, PrintedList};
use super::stacked_text::{BASELINE, StackPlace, StackedPart, draw_stack};
use super::stand_order::StandGroup;
use super::{page, palette};
use crate::wording::locale::Locale;
use crate::work::lists::stand_name::says_stand;

/// From the edge of a piece to its frame.
const MARGIN: f64 = 7.0;

/// Draws the sign of a stand from its upper left corner; `None` for entries that have no stand.
pub(super) fn draw_stand_sign(
    list: &PrintedList,
    group: &StandGroup<'_>,
    per_page: PiecesPerPage,
    locale: &Locale,
) -> Option<String> {
    let stand = group.stand?;
    let unit = per_page.unit();
    let mut drawing = Drawing::default();
    drawing.open_group("stand", stand);
    let frame = page::piece_area(per_page).inset(MARGIN);
    let body = page::draw_frame(&mut drawing, frame, unit, (&list.name, None));
    let body = Area {
        x: body.x + 4.0 * unit,
        width: body.width - 8.0 * unit,
        ..body
    };
    let top = Area {
        height: body.height * if body.height > body.width { 0.3 } else { 0.38 },
        ..body
    };
    draw_stand_name(&mut drawing, stand, top, unit, locale);
    let middle = top.y + top.height;
    drawing.rule((body.x, middle), body.width, (palette::RULE, 0.5 * unit));
    let below = Area {
        y: middle + 2.0 * unit,
        height: body.y + body.height - middle - 4.0 * unit,
        ..body
    };
    let mut parts = Vec::new();
    for producer in group.producers() {
        if !parts.is_empty() {
            parts.push(StackedPart::Gap(1.6 * unit));
        }
        parts.push(StackedPart::Text {
            text: producer.to_owned(),
            style: bold(6.6 * unit, palette::INK),
            sign: None,
        });
    }
    for entry in &group.entries {
        if !parts.is_empty() {
            parts.push(StackedPart::Gap(3.0 * unit));
        }
        parts.push(StackedPart::Text {
            text: entry.name.clone(),
            style: bold(6.2 * unit, palette::GREEN),
            sign: None,
        });
        // From afar nobody reads until when; that they hold no more is said.
        let holds = entry.stars.is_some_and(|stars| stars.in_force);
        let shown = PrintedEntry {
            validity: entry.validity.clone().filter(|_| !holds),
            ..(*entry).clone()
        };
        parts.extend(star_part(&shown, 5.2 * unit, locale));
    }
    draw_stack(&mut drawing, &parts, below, StackPlace::Centred);
    drawing.close_group();
    Some(drawing.into_markup())
}

/// The word for a stand, and the stand in letters as large as fit.
fn draw_stand_name(drawing: &mut Drawing, stand: &str, area: Area, unit: f64, locale: &Locale) {
    let word_size = 5.0 * unit;
    let centre = area.x + area.width / 2.0;
    let style = bold(word_size, palette::MUTED);
    let word = if says_stand(stand) {
        ""
    } else {
        locale.t("paper.stand_word")
    };
    let word_top = area.y + 2.5 * unit;
    let point = (centre, word_top + word_size * BASELINE);
    drawing.text(point, TextAnchor::Middle, style, word);
    let top = word_top + word_size * 1.3;
    let room = area.y + area.height - top - 1.5 * unit;
    let name = fit_text(stand, FontWeight::Bold, (area.width, room), room);
    let mut line_top = top + (room - name.height()) / 2.0;
    let style = bold(name.size, palette::GREEN);
    for line in &name.lines {
        let point = (centre, line_top + name.size * BASELINE);
        drawing.text(point, TextAnchor::Middle, style, line);
        line_top += name.height() / name.lines.len() as f64;
    }
}
