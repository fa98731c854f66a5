//! The code to be scanned, over everything else: dark on light whatever the theme, as large as its modules.
//!
//! Two rows of modules in a row of cells; in ASCII two cells a module, and no sign but the space. Where that does not fit
//! the address stands there, whole. Must not: draw half a code.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;
use unicode_width::UnicodeWidthStr;

use super::{Appearance, draw_lines};
use crate::app::action::KeyContext;
use crate::app::model::Model;
use crate::app::model::qr_screen::{QrScreen, collect_qr_contents};
use crate::app::model::record::{split_by_width, wrap_text};
use crate::view::qr::QrMatrix;
use crate::wording::text_width::truncate_to_width;

pub(super) fn draw_qr_screen(
    model: &Model,
    shown: QrScreen,
    look: &Appearance,
    frame: &mut Frame<'_>,
) {
    let window = frame.area();
    frame.render_widget(Clear, window);
    frame.set_cursor_position((window.x, window.y));
    let Some(hit) = model.selected_hit() else {
        return;
    };
    let scans = collect_qr_contents(&hit.product);
    let (number, count) = (shown.index % scans.len(), scans.len());
    let scan = &scans[number];
    let locale = &model.locale;
    let keys = if count > 1 {
        "scan.more_keys"
    } else {
        "scan.keys"
    };
    let told = |sentence| {
        model
            .keymap
            .fill_key_names(locale, sentence, KeyContext::Detail)
    };
    let mut keys = told(keys);
    // Without colours nobody but the person knows which of the terminal's two is dark.
    if look.theme.qr_light.bg.is_none() {
        keys = format!("{keys}  {}", told("scan.turn"));
    }
    let mut what = locale.t(scan.kind).to_owned();
    if count > 1 {
        what = format!("{what} {}/{count}", number + 1);
    }
    let name = format!("{what}: {}", hit.product.name);
    let room = usize::from(window.width).saturating_sub(keys.width() + 3);
    let head = Line::from(vec![
        Span::styled(format!(" {keys}  "), look.theme.key),
        Span::styled(
            truncate_to_width(&name, room, look.symbols.ellipsis),
            look.theme.heading,
        ),
    ]);
    let (first, below) = split_rows(window, 1);
    frame.render_widget(head, first);
    let fits = |code: &QrMatrix| {
        let (columns, rows) = qr_cell_size(code, look.symbols.ascii);
        columns <= usize::from(below.width) && rows <= usize::from(below.height)
    };
    let smaller = QrMatrix::from_text_compact(&scan.text);
    let size = smaller
        .as_ref()
        .map(|code| qr_cell_size(code, look.symbols.ascii));
    let code = QrMatrix::from_text(&scan.text).filter(fits);
    let rest = match code.or_else(|| smaller.filter(fits)) {
        Some(code) => draw_qr_code(&code, shown.is_inverted, look, frame, below),
        None => draw_unavailable_reason(model, look, size, frame, below),
    };
    // Below a code only where all of it has room: half an address is none.
    let address = split_by_width(&scan.text, usize::from(rest.width).saturating_sub(2).max(1));
    if address.len() <= usize::from(rest.height) {
        draw_text_lines(&address, look, frame, rest);
    }
}

/// Columns and rows of a code.
fn qr_cell_size(code: &QrMatrix, ascii: bool) -> (usize, usize) {
    let side = code.side_with_quiet_zone();
    if ascii {
        (2 * side, side)
    } else {
        (side, side.div_ceil(2))
    }
}

/// Draws a code that fits, in the middle; what is left below it.
fn draw_qr_code(
    code: &QrMatrix,
    is_turned: bool,
    look: &Appearance,
    frame: &mut Frame<'_>,
    area: Rect,
) -> Rect {
    let (light, dark) = if is_turned {
        (look.theme.qr_dark, look.theme.qr_light)
    } else {
        (look.theme.qr_light, look.theme.qr_dark)
    };
    let (columns, count) = qr_cell_size(code, look.symbols.ascii);
    let left = (usize::from(area.width) - columns) / 2;
    let middle = Rect {
        x: area.x + left as u16,
        width: columns as u16,
        ..area
    };
    let lines = (0..count).map(|row| {
        let mut line = Line::default();
        for column in 0..code.side_with_quiet_zone() {
            let (sign, style) = if look.symbols.ascii {
                let is_dark = code.is_dark(column, row);
                ("  ", if is_dark { dark } else { light })
            } else {
                let dark = |half| code.is_dark(column, 2 * row + half);
                let half = usize::from(dark(0)) + 2 * usize::from(dark(1));
                (look.symbols.half_blocks[half], light)
            };
            line.spans.push(Span::styled(sign, style));
        }
        line
    });
    draw_lines(frame, middle, lines);
    split_rows(area, count as u16).1
}

/// Why there is no code; what is left below that.
fn draw_unavailable_reason(
    model: &Model,
    look: &Appearance,
    size: Option<(usize, usize)>,
    frame: &mut Frame<'_>,
    area: Rect,
) -> Rect {
    let told = match size {
        Some((columns, rows)) => {
            let rows = rows + 1;
            let values: [(&str, &dyn std::fmt::Display); 2] =
                [("columns", &columns), ("rows", &rows)];
            model.locale.fill("scan.small", &values)
        }
        None => model.locale.t("scan.long").to_owned(),
    };
    let told = wrap_text(&told, usize::from(area.width).saturating_sub(2).max(1));
    let (_, below) = split_rows(area, 1);
    draw_text_lines(&told, look, frame, below);
    split_rows(below, told.len() as u16 + 1).1
}

fn draw_text_lines(text: &[String], look: &Appearance, frame: &mut Frame<'_>, area: Rect) {
    let text = text.iter();
    let lines = text.map(|row| Line::styled(format!(" {row}"), look.theme.text));
    draw_lines(frame, area, lines);
}

/// The first rows of an area, and the others.
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
