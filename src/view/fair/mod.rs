//! The screen of the fair mode: a line that is always ready, and the whole answer below it.
//!
//! ```text
//!  Hội chợ OCOP hè 2026                                  60 sản phẩm, 3 đã hết
//!  Hỏi: mực một nắng
//!  2 sản phẩm
//!  > Mực một nắng Cô Tô         ****    450.000 đ/kg   A12                        hits
//!    Chả mực Hạ Long            *****   hết hàng       B03
//!  ┌──────────────────────────────────────────────────────────────────────────┐
//!  │ Mực một nắng Cô Tô                                            ▄▄▄▄▄ ▄▄▄▄ │   card, with the QR code beside
//!  │ **** 4 sao · còn hiệu lực đến 17/01/2028                      █ ▄ █ ▀▄▄█ │   it where there is room
//!  └──────────────────────────────────────────────────────────────────────────┘
//!  F2 hết hàng  F4 ghi chú  …
//! ```
//!
//! An empty screen is the `welcome`; `panels` are drawn in place of the answer. Must not: change the model.

mod card;
mod hits;
mod panels;
mod welcome;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::input_line::draw_input;
use super::{Appearance, draw_lines};
use crate::app::fair::answer::FairAnswer;
use crate::app::fair::fair_keys::{FairAction, shown_key};
use crate::app::fair::footer::footer_hints;
use crate::app::fair::model::{FairModel, FairPanel};
use crate::app::model::work_desk::SavingState;
use crate::app::record_rows::wrap_text;
use crate::app::screen_area::is_too_small;
use crate::wording::list_text::format_dong;
use crate::wording::text_width::truncate_to_width;

/// From so many rows on there is room for blank lines and a frame.
const ROOMY_HEIGHT: u16 = 20;

/// Where each part is drawn.
#[derive(Clone, Copy, Debug)]
struct FairLayout {
    title: Rect,
    line: Rect,
    status: Rect,
    body: Rect,
    footer: Rect,
}

fn compute_layout(window: Rect) -> FairLayout {
    let is_roomy = window.height >= ROOMY_HEIGHT;
    let row = |y: u16| Rect {
        y: window.y + y,
        height: 1,
        ..window
    };
    // Where there is room, what should be known may be two lines long.
    let (line, status, rows, top) = if is_roomy { (2, 3, 2, 5) } else { (1, 2, 1, 3) };
    FairLayout {
        title: row(0),
        line: row(line),
        status: Rect {
            height: rows,
            ..row(status)
        },
        body: Rect {
            y: window.y + top,
            height: window.height.saturating_sub(top + 1),
            ..window
        },
        footer: row(window.height.saturating_sub(1)),
    }
}

/// Draws the whole screen and places the real cursor where letters go.
pub fn draw_fair(model: &FairModel, look: &Appearance, frame: &mut Frame<'_>) {
    let window = frame.area();
    if is_too_small(model.size) {
        let notice = Line::styled(model.locale.t("screen.small").to_owned(), look.theme.text);
        frame.render_widget(notice, window);
        return;
    }
    if let Some(FairPanel::QrCode(index)) = &model.panel {
        panels::draw_code(model, *index, look, frame, window);
        look.symbols.replace_with_ascii(frame.buffer_mut());
        return;
    }
    let layout = compute_layout(window);
    draw_title(model, look, frame, layout.title);
    draw_status(model, look, frame, layout.status);
    let has_code = draw_body(model, look, frame, layout.body);
    draw_footer(model, look, frame, layout.footer, has_code);
    draw_question(model, look, frame, layout.line);
    panels::draw_line_panel(model, look, frame, layout.line);
    look.symbols.replace_with_ascii(frame.buffer_mut());
}

/// Draws what was found, or what stands over it; true where a QR code is among it.
fn draw_body(model: &FairModel, look: &Appearance, frame: &mut Frame<'_>, area: Rect) -> bool {
    if let Some(FairPanel::Comparison(hits)) = &model.panel {
        panels::draw_comparison(model, hits, look, frame, area);
        return false;
    }
    match &model.answer {
        None => {
            welcome::draw_welcome(model, look, frame, area);
            false
        }
        Some(answer) if answer.hits.is_empty() => {
            welcome::draw_nothing_found(model, answer, look, frame, area);
            false
        }
        Some(answer) => draw_answer(model, answer, look, frame, area),
    }
}

/// Draws the rows of several, and the card of the one under the cursor.
fn draw_answer(
    model: &FairModel,
    answer: &FairAnswer,
    look: &Appearance,
    frame: &mut Frame<'_>,
    area: Rect,
) -> bool {
    let mut below = area;
    if answer.is_list() {
        let rows = hits::row_count(answer.hits.len(), area.height);
        let list = Rect {
            height: rows,
            ..area
        };
        hits::draw_hits(model, answer, look, frame, list);
        let gap = u16::from(area.height > 12);
        below.y += rows + gap;
        below.height = below.height.saturating_sub(rows + gap);
    }
    let Some(card) = model.selected_card() else {
        return false;
    };
    let place = if answer.hits.len() > 1 {
        let number = model.locale.format_number(answer.selected + 1);
        let all = model.locale.format_number(answer.total);
        Some(format!("{number}/{all}"))
    } else {
        None
    };
    card::draw_card(&model.locale, &card, place.as_deref(), look, frame, below)
}

/// The name of the list, and what is to be known of it all the time.
fn draw_title(model: &FairModel, look: &Appearance, frame: &mut Frame<'_>, area: Rect) {
    let locale = &model.locale;
    let unsaved = locale.format_number(model.acts.unsaved.len());
    let (right, style) = match &model.acts.saving {
        SavingState::Failed(_) => {
            let key = shown_key(FairAction::SaveAgain);
            let values: [(&str, &dyn std::fmt::Display); 2] = [("n", &unsaved), ("key", &key)];
            (locale.fill("fair.unsaved", &values), look.theme.error)
        }
        SavingState::Waiting => {
            let sentence = locale.fill("fair.waiting_count", &[("n", &unsaved)]);
            (sentence, look.theme.expiring)
        }
        _ if model.is_whole_catalogue => {
            (locale.t("fair.whole_catalogue").to_owned(), look.theme.chip)
        }
        _ => (count_words(model), look.theme.dim),
    };
    let width = usize::from(area.width);
    let is_count = style == look.theme.dim && !model.is_whole_catalogue;
    let is_narrow = right.width() + model.board.list.name.width() + 4 > width;
    // In little room the name is more than a count.
    let right = if is_count && is_narrow {
        String::new()
    } else {
        right
    };
    let right = truncate_to_width(&right, width.saturating_sub(12), look.symbols.ellipsis);
    let room = width.saturating_sub(right.width() + 4);
    let name = truncate_to_width(&model.board.list.name, room, look.symbols.ellipsis);
    frame.render_widget(Line::styled(format!(" {name}"), look.theme.heading), area);
    let columns = (right.width() + 1) as u16;
    let corner = Rect {
        x: area.right().saturating_sub(columns),
        width: columns,
        ..area
    };
    frame.render_widget(Line::styled(format!("{right} "), style), corner);
}

/// `60 sản phẩm, 3 đã hết`.
fn count_words(model: &FairModel) -> String {
    let locale = &model.locale;
    let all = locale.format_number(model.board.entries().len());
    match model.board.sold_out_count() {
        0 => locale.fill("fair.count", &[("n", &all)]),
        gone => {
            let gone = locale.format_number(gone);
            locale.fill("fair.count_sold_out", &[("n", &all), ("gone", &gone)])
        }
    }
}

/// The line that is always ready. Words that the next letter replaces are reversed.
fn draw_question(model: &FairModel, look: &Appearance, frame: &mut Frame<'_>, area: Rect) {
    let method = model.question.method.display_name();
    let prompt = model.locale.t("fair.prompt");
    let label = match method {
        Some(method) => format!(" {prompt} [{method}]: "),
        None => format!(" {prompt}: "),
    };
    let style = if model.is_finished {
        look.theme.text.add_modifier(Modifier::REVERSED)
    } else {
        look.theme.heading
    };
    draw_input(&label, &model.question, style, look, frame, area);
}

/// What the person should know, else how the question was read and how many there are.
fn draw_status(model: &FairModel, look: &Appearance, frame: &mut Frame<'_>, area: Rect) {
    let (text, style) = match &model.notice {
        Some(notice) => (notice.text.clone(), look.notice_style(notice.kind)),
        None => (answer_words(model, look), look.theme.dim),
    };
    let room = usize::from(area.width).saturating_sub(2).max(1);
    let rows = usize::from(area.height);
    let mut lines = wrap_text(&text, room);
    if lines.len() > rows {
        // Of what is longer the last line shown ends with the sign for more.
        let rest = lines.split_off(rows.saturating_sub(1)).join(" ");
        lines.push(truncate_to_width(&rest, room, look.symbols.ellipsis));
    }
    let lines = lines.into_iter();
    let lines = lines.map(|line| Line::styled(format!(" {line}"), style));
    draw_lines(frame, area, lines);
}

fn answer_words(model: &FairModel, look: &Appearance) -> String {
    let Some(answer) = &model.answer else {
        return String::new();
    };
    let locale = &model.locale;
    let mut parts = Vec::new();
    if let Some(producer) = &answer.producer {
        parts.push(locale.fill("fair.same_producer", &[("producer", producer)]));
    }
    if answer.total > 1 {
        let total = locale.format_number(answer.total);
        parts.push(locale.fill("fair.count", &[("n", &total)]));
    }
    if let Some(range) = answer.price {
        let price = |dong: u64| format_dong(locale, dong).replace('\u{a0}', " ");
        parts.push(match (range.lowest.map(price), range.highest.map(price)) {
            (Some(low), Some(high)) => {
                locale.fill("fair.price_between", &[("low", &low), ("high", &high)])
            }
            (Some(low), None) => locale.fill("fair.price_from", &[("low", &low)]),
            (None, high) => locale.fill("fair.price_to", &[("high", &high.unwrap_or_default())]),
        });
    }
    parts.extend(answer.reading.clone());
    parts.join(&format!(" {} ", look.symbols.separator))
}

fn draw_footer(
    model: &FairModel,
    look: &Appearance,
    frame: &mut Frame<'_>,
    area: Rect,
    has_code: bool,
) {
    let columns = usize::from(area.width).saturating_sub(1);
    let mut line = Line::from(" ");
    for hint in footer_hints(model, has_code, columns) {
        line.push_span(Span::styled(hint.key, look.theme.key));
        line.push_span(Span::styled(format!(" {}", hint.words), look.theme.dim));
        line.push_span(Span::raw("  "));
    }
    frame.render_widget(line, area);
}
