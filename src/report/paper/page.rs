//! Pages of pieces to cut out, and the HTML around everything: nothing outside is asked for, and nothing runs.

use std::fmt::Display;

use super::BuiltPaper;
use super::drawing::{Area, Drawing, TextAnchor, millimetres};
use super::fitted_text::{LINE_HEIGHT, fit_text};
use super::label::bold;
use super::letter_width::FontWeight;
use super::palette;
use super::paper_size::{PAGE_HEIGHT, PAGE_WIDTH, PiecesPerPage};
use super::printed_entry::PrintedList;
use super::safe_text::{clean_printed_text, escape_markup};
use super::stacked_text::BASELINE;
use crate::wording::locale::{Language, Locale};

/// Pages on which every millimetre is ours. A hair less than the page, so that no browser begins one more.
const PIECE_STYLE: &str = "@page{size:210mm 297mm;margin:0}
.page{width:210mm;height:296.9mm;overflow:hidden;break-after:page}
.page:last-child{break-after:auto}
.page>svg{display:block;width:210mm;height:297mm}
";

/// What holds for every paper.
const COMMON_STYLE: &str = "html,body{margin:0;padding:0;background:#fff;color:#14231c}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
@media print{.hint{display:none}}
@media screen{html,body{background:#e9e6dd}
.hint{margin:0;padding:3mm 6mm;background:#10513c;color:#fff;font-size:11pt}
.page{margin:6mm auto;background:#fff;box-shadow:0 1mm 4mm #0004}}
";

/// A piece from its upper left corner.
pub(super) fn piece_area(per_page: PiecesPerPage) -> Area {
    let (width, height) = per_page.piece_size();
    Area {
        x: 0.0,
        y: 0.0,
        width,
        height,
    }
}

/// A frame with a green band above, which names the list and, on its right, the stand; returns the room below the
/// band.
pub(super) fn draw_frame(
    drawing: &mut Drawing,
    frame: Area,
    unit: f64,
    (list, stand): (&str, Option<&str>),
) -> Area {
    let band = Area {
        height: 7.0 * unit,
        ..frame
    };
    let radius = 1.8 * unit;
    drawing.fill_band(band, radius, palette::GREEN);
    drawing.frame_rectangle(frame, radius, (palette::GREEN, 0.35));
    let gold = band.y + band.height;
    drawing.rule((band.x, gold), band.width, (palette::RULE, 0.6 * unit));
    let room = band.width - 7.0 * unit;
    let mut list_room = room;
    if let Some(stand) = stand {
        let largest = 4.0 * unit;
        let share = if list.is_empty() { 1.0 } else { 0.5 };
        let stand = fit_text(
            stand,
            FontWeight::Bold,
            (room * share, band.height * 0.9),
            largest,
        );
        let widest = super::letter_width::widest_line(&stand.lines, FontWeight::Bold);
        list_room -= widest * stand.size + 2.0 * unit;
        let right = band.x + band.width - 3.5 * unit;
        draw_band_lines(drawing, &stand, (right, TextAnchor::End), band);
    }
    let list = clean_printed_text(list);
    let size = 3.1 * unit;
    let list = fit_text(
        &list,
        FontWeight::Bold,
        (list_room, band.height * 0.9),
        size,
    );
    draw_band_lines(
        drawing,
        &list,
        (band.x + 3.5 * unit, TextAnchor::Start),
        band,
    );
    Area {
        y: gold + 0.3 * unit,
        height: frame.height - band.height - 0.3 * unit,
        ..frame
    }
}

fn draw_band_lines(
    drawing: &mut Drawing,
    text: &super::fitted_text::FittedText,
    (x, anchor): (f64, TextAnchor),
    band: Area,
) {
    let mut top = band.y + (band.height - text.height()) / 2.0;
    for line in &text.lines {
        let point = (x, top + text.size * BASELINE);
        drawing.text(point, anchor, bold(text.size, palette::ON_GREEN), line);
        top += text.size * LINE_HEIGHT;
    }
}

/// Pieces on their pages, with lines to cut along.
pub(super) fn build_pages(
    list: &PrintedList,
    title: &str,
    per_page: PiecesPerPage,
    pieces: &[String],
    locale: &Locale,
) -> BuiltPaper {
    let pages: Vec<&[String]> = pieces.chunks(per_page.count()).collect();
    let mut body = String::new();
    for page in &pages {
        body.push_str("<section class=\"page\">");
        body.push_str(&svg_start(PAGE_WIDTH, PAGE_HEIGHT, ""));
        body.push_str(&draw_page(page, per_page));
        body.push_str("</svg></section>\n");
    }
    let (page_count, piece_count) = (pages.len(), pieces.len());
    let title = format!("{}: {}", locale.t(title), list.name);
    BuiltPaper {
        html: build_html(&title, PIECE_STYLE, "paper.hint", &body, locale),
        pieces: piece_count,
        pages: Some(page_count),
    }
}

fn draw_page(pieces: &[String], per_page: PiecesPerPage) -> String {
    let ((columns, rows), (width, height)) = (per_page.grid(), per_page.piece_size());
    let mut drawing = Drawing::default();
    for column in 1..columns {
        let x = width * column as f64;
        drawing.cut_line((x, 0.0), (x, PAGE_HEIGHT));
    }
    for row in 1..rows {
        let y = height * row as f64;
        drawing.cut_line((0.0, y), (PAGE_WIDTH, y));
    }
    for (index, piece) in pieces.iter().enumerate() {
        let corner = (
            width * (index % columns) as f64,
            height * (index / columns) as f64,
        );
        drawing.place(piece, corner);
    }
    drawing.into_markup()
}

/// A piece as an SVG file.
pub(super) fn build_single_svg(piece: &str, per_page: PiecesPerPage) -> String {
    let (width, height) = per_page.piece_size();
    let size = format!(
        " xmlns=\"http://www.w3.org/2000/svg\" width=\"{}mm\" height=\"{}mm\"",
        millimetres(width),
        millimetres(height)
    );
    let start = svg_start(width, height, &size);
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{start}\n{piece}</svg>\n")
}

fn svg_start(width: f64, height: f64, more: &str) -> String {
    let [width, height] = [width, height].map(millimetres);
    let fonts = palette::FONTS;
    format!("<svg viewBox=\"0 0 {width} {height}\" font-family=\"{fonts}\"{more}>")
}

/// The whole file.
pub(super) fn build_html(
    title: &str,
    style: &str,
    hint: &str,
    body: &str,
    locale: &Locale,
) -> String {
    let language = match locale.language() {
        Language::Vi => "vi",
        Language::En => "en",
    };
    let title = markup_of(&title);
    let hint = markup_of(&locale.t(hint));
    let fonts = palette::FONTS;
    format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
         <style>\n{COMMON_STYLE}body{{font-family:{fonts}}}\n{style}</style>\n</head>\n<body>\n\
         <p class=\"hint\">{hint}</p>\n{body}</body>\n</html>\n"
    )
}

/// A foreign value as text of HTML.
pub(super) fn markup_of(value: &impl Display) -> String {
    escape_markup(&clean_printed_text(&value.to_string()))
}
