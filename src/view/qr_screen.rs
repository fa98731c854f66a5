//! The QR code to scan, over the whole screen, dark on light in every theme.
//!
//! A cell holds two modules, one above the other; in ASCII a module is two cells of spaces. A code that does
//! not fit is not drawn at all; its address is shown in full instead.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;
use unicode_width::UnicodeWidthStr;

use super::{Appearance, draw_lines};
use crate::app::action::KeyContext;
use crate::app::model::Model;
use crate::app::model::qr_screen::QrScreen;
use crate::app::record_rows::{split_by_width, wrap_text};
use crate::wording::qr_code::QrMatrix;
use crate::wording::qr_content::{QrContent, collect_qr_contents};
use crate::wording::text_width::truncate_to_width;

pub(super) fn draw_qr_screen(
    model: &Model,
    qr_screen: QrScreen,
    look: &Appearance,
    frame: &mut Frame<'_>,
) {
    let window = frame.area();
    frame.render_widget(Clear, window);
    frame.set_cursor_position((window.x, window.y));
    let Some(hit) = model.selected_hit() else {
        return;
    };
    let contents = collect_qr_contents(&hit.product);
    let (index, count) = (qr_screen.index % contents.len(), contents.len());
    let content = &contents[index];
    let (header_area, below) = split_rows(window, 1);
    let header = build_qr_header(
        model,
        look,
        &hit.product.name,
        content,
        (index, count),
        window.width,
    );
    frame.render_widget(header, header_area);
    let rest = if let Some(code) = find_code_for_area(&content.text, look, below) {
        draw_qr_code(&code, qr_screen.is_inverted, look, frame, below)
    } else {
        let compact = QrMatrix::from_text_compact(&content.text);
        let size = compact.map(|code| qr_cell_size(&code, look.symbols.ascii));
        draw_unavailable_reason(model, look, size, frame, below)
    };
    // The address is shown only if all of it fits.
    let address_width = usize::from(rest.width).saturating_sub(2).max(1);
    let address = split_by_width(&content.text, address_width);
    if address.len() <= usize::from(rest.height) {
        draw_text_lines(&address, look, frame, rest);
    }
}

/// The code of a text for an area; `None` where none fits.
pub(super) fn find_code_for_area(text: &str, look: &Appearance, area: Rect) -> Option<QrMatrix> {
    QrMatrix::find_fitting(text, |code| {
        let (columns, rows) = qr_cell_size(code, look.symbols.ascii);
        columns <= usize::from(area.width) && rows <= usize::from(area.height)
    })
}

/// The keys, what the code contains, and the product.
fn build_qr_header(
    model: &Model,
    look: &Appearance,
    product_name: &str,
    content: &QrContent,
    (index, count): (usize, usize),
    width: u16,
) -> Line<'static> {
    let locale = &model.locale;
    let keys = if count > 1 {
        "scan.more_keys"
    } else {
        "scan.keys"
    };
    let key_hint = |locale_key| {
        model
            .keymap
            .fill_key_names(locale, locale_key, KeyContext::Detail)
    };
    let mut keys = key_hint(keys);
    // Without colours the program cannot know which of the terminal's two colours is dark; the user can swap
    // them.
    if look.theme.qr_light.bg.is_none() {
        keys = format!("{keys}  {}", key_hint("scan.turn"));
    }
    let mut kind = locale.t(content.kind).to_owned();
    if count > 1 {
        kind = format!("{kind} {}/{count}", index + 1);
    }
    let name = format!("{kind}: {product_name}");
    let room = usize::from(width).saturating_sub(keys.width() + 3);
    Line::from(vec![
        Span::styled(format!(" {keys}  "), look.theme.key),
        Span::styled(
            truncate_to_width(&name, room, look.symbols.ellipsis),
            look.theme.heading,
        ),
    ])
}

/// Columns and rows of cells that a code takes.
pub(super) fn qr_cell_size(code: &QrMatrix, ascii: bool) -> (usize, usize) {
    let side = code.side_with_quiet_zone();
    if ascii {
        (2 * side, side)
    } else {
        (side, side.div_ceil(2))
    }
}

/// Draws a code that fits, centred; returns the area below it.
pub(super) fn draw_qr_code(
    code: &QrMatrix,
    is_inverted: bool,
    look: &Appearance,
    frame: &mut Frame<'_>,
    area: Rect,
) -> Rect {
    let (light, dark) = if is_inverted {
        (look.theme.qr_dark, look.theme.qr_light)
    } else {
        (look.theme.qr_light, look.theme.qr_dark)
    };
    let (columns, rows) = qr_cell_size(code, look.symbols.ascii);
    let margin = (usize::from(area.width) - columns) / 2;
    let centred = Rect {
        x: area.x + margin as u16,
        width: columns as u16,
        ..area
    };
    let lines = (0..rows).map(|row| {
        let mut line = Line::default();
        for column in 0..code.side_with_quiet_zone() {
            let (symbol, style) = if look.symbols.ascii {
                let is_dark = code.is_dark(column, row);
                ("  ", if is_dark { dark } else { light })
            } else {
                let is_dark = |half| code.is_dark(column, 2 * row + half);
                let block = usize::from(is_dark(0)) + 2 * usize::from(is_dark(1));
                (look.symbols.half_blocks[block], light)
            };
            line.spans.push(Span::styled(symbol, style));
        }
        line
    });
    draw_lines(frame, centred, lines);
    split_rows(area, rows as u16).1
}

/// Says why there is no code: the window size that it needs, or that the text is too long. Returns the area
/// below.
fn draw_unavailable_reason(
    model: &Model,
    look: &Appearance,
    needed_size: Option<(usize, usize)>,
    frame: &mut Frame<'_>,
    area: Rect,
) -> Rect {
    let reason = match needed_size {
        Some((columns, rows)) => {
            // One row more for the header.
            let rows = rows + 1;
            let values: [(&str, &dyn std::fmt::Display); 2] =
                [("columns", &columns), ("rows", &rows)];
            model.locale.fill("scan.small", &values)
        }
        None => model.locale.t("scan.long").to_owned(),
    };
    let reason = wrap_text(&reason, usize::from(area.width).saturating_sub(2).max(1));
    let (_, below) = split_rows(area, 1);
    draw_text_lines(&reason, look, frame, below);
    split_rows(below, reason.len() as u16 + 1).1
}

fn draw_text_lines(text: &[String], look: &Appearance, frame: &mut Frame<'_>, area: Rect) {
    let text = text.iter();
    let lines = text.map(|row| Line::styled(format!(" {row}"), look.theme.text));
    draw_lines(frame, area, lines);
}

/// Splits an area into its first `rows` rows and the rest.
fn split_rows(area: Rect, rows: u16) -> (Rect, Rect) {
    let rows = rows.min(area.height);
    let first = Rect {
        height: rows,
        ..area
    };
    let others = Rect {
        y: area.y + rows,
        height: area.height - rows,
        ..area
    };
    (first, others)
}
