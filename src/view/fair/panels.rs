//! What stands over the answer: lines that are typed, two products beside each other, a QR code over the whole window.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Clear;
use unicode_width::UnicodeWidthStr;

use super::card::{draw_frame, fitting_lines, inset};
use super::draw_input;
use crate::app::fair::answer::FairHit;
use crate::app::fair::card::FairCard;
use crate::app::fair::fair_keys::{FairAction, shown_key};
use crate::app::fair::model::{FairModel, FairPanel};
use crate::app::record_rows::wrap_text;
use crate::view::qr_screen::{draw_qr_code, find_code_for_area};
use crate::view::{Appearance, draw_lines};
use crate::wording::text_width::truncate_to_width;

/// The name of a product takes at most one part of so many of a line.
const NAME_PART: usize = 3;

/// From so many rows on a card has a frame.
const FRAMED_HEIGHT: u16 = 9;

/// Two cards stand beside each other from so many columns on, else one below the other.
const BESIDE_COLUMNS: u16 = 64;

/// The line of a remark, or of the word that leaves, in the place of the question.
pub(super) fn draw_line_panel(
    model: &FairModel,
    look: &Appearance,
    frame: &mut Frame<'_>,
    area: Rect,
) {
    let locale = &model.locale;
    let (label, input) = match &model.panel {
        Some(FairPanel::Remark(remark)) => {
            let room = usize::from(area.width) / NAME_PART;
            let name = truncate_to_width(&remark.name, room, look.symbols.ellipsis);
            (
                locale.fill("reviewing.remark_prompt", &[("name", &name)]),
                &remark.input,
            )
        }
        Some(FairPanel::Leave(word)) => {
            let key = if area.width >= 70 {
                "fair.leave"
            } else {
                "fair.leave_short"
            };
            let wanted = locale.t("fair.leave_word");
            (locale.fill(key, &[("word", &wanted)]), word)
        }
        _ => return,
    };
    frame.render_widget(Clear, area);
    draw_input(
        &format!(" {label} "),
        input,
        look.theme.text,
        look,
        frame,
        area,
    );
}

/// Two cards beside each other, or one below the other.
pub(super) fn draw_comparison(
    model: &FairModel,
    hits: &[FairHit; 2],
    look: &Appearance,
    frame: &mut Frame<'_>,
    area: Rect,
) {
    let cards = hits
        .each_ref()
        .map(|hit| FairCard::build(&model.locale, &model.board, hit));
    let parts = split_in_two(area);
    let is_framed = parts
        .iter()
        .all(|part| part.height >= FRAMED_HEIGHT && part.width >= 30);
    let frame_rows = u16::from(is_framed);
    let insides = parts.map(|part| inset(part, 1 + frame_rows, frame_rows));
    let lines: Vec<Vec<Line<'static>>> = cards
        .iter()
        .zip(insides)
        .map(|(card, inside)| fitting_lines(&model.locale, card, look, inside))
        .collect();
    // Both frames are as high as the larger card.
    let rows = lines.iter().map(Vec::len).max().unwrap_or_default();
    let rows = u16::try_from(rows).unwrap_or(u16::MAX).saturating_add(2);
    for ((part, inside), lines) in parts.into_iter().zip(insides).zip(lines) {
        if is_framed {
            let height = rows.min(part.height);
            draw_frame(None, look, frame, Rect { height, ..part });
        }
        draw_lines(frame, inside, lines);
    }
}

fn split_in_two(area: Rect) -> [Rect; 2] {
    if area.width >= BESIDE_COLUMNS {
        let width = area.width / 2;
        let left = Rect { width, ..area };
        let right = Rect {
            x: area.x + width,
            width: area.width - width,
            ..area
        };
        return [left, right];
    }
    let height = area.height / 2;
    let above = Rect { height, ..area };
    let below = Rect {
        y: area.y + height,
        height: area.height - height,
        ..area
    };
    [above, below]
}

/// A QR code over the whole window; what it holds, where it does not fit.
pub(super) fn draw_code(
    model: &FairModel,
    index: usize,
    look: &Appearance,
    frame: &mut Frame<'_>,
    window: Rect,
) {
    frame.render_widget(Clear, window);
    frame.set_cursor_position((window.x, window.y));
    let Some(card) = model.selected_card() else {
        return;
    };
    let Some(content) = card.codes.get(index) else {
        return;
    };
    let locale = &model.locale;
    let head = code_head(model, &card, look, (index, window.width));
    let head = Line::styled(head, look.theme.heading);
    frame.render_widget(
        head,
        Rect {
            height: 1,
            ..window
        },
    );
    let below = Rect {
        y: window.y + 1,
        height: window.height.saturating_sub(1),
        ..window
    };
    if let Some(code) = find_code_for_area(&content.text, look, below) {
        draw_qr_code(&code, false, look, frame, below);
        return;
    }
    let width = usize::from(below.width).saturating_sub(2).max(1);
    let rows = wrap_text(locale.t("fair.code_too_large"), width).into_iter();
    let rows = rows.chain(wrap_text(&content.text, width));
    let lines = rows.map(|row| Line::styled(format!(" {row}"), look.theme.text));
    draw_lines(frame, below, lines);
}

/// What the code holds, of which product, and the keys.
fn code_head(
    model: &FairModel,
    card: &FairCard,
    look: &Appearance,
    (index, width): (usize, u16),
) -> String {
    let locale = &model.locale;
    let kind = card
        .codes
        .get(index)
        .map_or("", |content| locale.t(content.kind));
    let close = shown_key(FairAction::Clear);
    let keys = if index + 1 < card.codes.len() {
        let next = shown_key(FairAction::QrCode);
        let values: [(&str, &dyn std::fmt::Display); 2] = [("close", &close), ("next", &next)];
        locale.fill("fair.code_keys", &values)
    } else {
        locale.fill("fair.code_close", &[("close", &close)])
    };
    let room = usize::from(width).saturating_sub(keys.width() + 4);
    let name = format!("{kind}: {}", card.name);
    let name = truncate_to_width(&name, room, look.symbols.ellipsis);
    format!(" {keys}  {name}")
}
