//! The path of a list to import, what it may become, and what came of reading it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;
use unicode_width::UnicodeWidthStr;

use super::{Appearance, draw_lines, pane, to_rect};
use crate::app::action::KeyContext;
use crate::app::model::Model;
use crate::app::model::import_prompt::{ImportPrompt, ImportStep, PROMPT_HEADER_ROWS};
use crate::app::record_rows::{split_by_width, wrap_text};
use crate::app::screen_area::body_area;
use crate::wording::text_width::truncate_to_width;

pub(super) fn draw_import_prompt(
    model: &Model,
    prompt: &ImportPrompt,
    look: &Appearance,
    frame: &mut Frame<'_>,
) {
    let locale = &model.locale;
    let area = body_area(model.size);
    frame.render_widget(Clear, to_rect(area));
    let title = match prompt.step {
        ImportStep::Proposals { .. } => "correction.title",
        _ => "import_prompt.title",
    };
    let inside = pane::draw_pane(look, frame, area, locale.t(title), true);
    if let ImportStep::Proposals { .. } = &prompt.step {
        frame.set_cursor_position((inside.x, inside.y));
        if prompt.told.is_some() {
            return draw_told(model, prompt, look, frame, inside);
        }
        let comparing = locale.t("reviewing.comparing").to_owned();
        return draw_text(&[comparing], look, frame, inside);
    }
    if let ImportStep::Publishing { progress } = &prompt.step {
        let working = locale.t("import_prompt.publishing").to_owned();
        let text = progress.clone().unwrap_or(working);
        draw_text(&[text], look, frame, inside);
        frame.set_cursor_position((inside.x, inside.y));
        return;
    }
    draw_path_line(model, prompt, look, frame, inside);
    let header = (PROMPT_HEADER_ROWS as u16).min(inside.height);
    let below = Rect {
        y: inside.y + header,
        height: inside.height - header,
        ..inside
    };
    match &prompt.step {
        ImportStep::Reading { progress, .. } => {
            let reading = locale.t("import_prompt.reading").to_owned();
            draw_text(&[progress.clone().unwrap_or(reading)], look, frame, below);
        }
        ImportStep::EncodingAsked { lines, .. } => draw_text(lines, look, frame, below),
        _ if prompt.told.is_some() => draw_told(model, prompt, look, frame, below),
        _ => draw_candidates(model, prompt, look, frame, below),
    }
}

fn draw_told(
    model: &Model,
    prompt: &ImportPrompt,
    look: &Appearance,
    frame: &mut Frame<'_>,
    area: Rect,
) {
    let rows = prompt.told_rows(model.size).into_iter();
    let lines = rows
        .skip(prompt.offset)
        .map(|row| Line::styled(format!(" {row}"), look.theme.text));
    draw_lines(frame, area, lines);
}

/// The line with the caret; the beginning of a path that is too long is left out.
fn draw_path_line(
    model: &Model,
    prompt: &ImportPrompt,
    look: &Appearance,
    frame: &mut Frame<'_>,
    inside: Rect,
) {
    let label = format!(" {}: ", model.locale.t("import_prompt.path"));
    let room = usize::from(inside.width)
        .saturating_sub(label.width() + 1)
        .max(1);
    let before = prompt.input.text_before_caret();
    let after = &prompt.input.text()[before.len()..];
    let before = if before.width() > room {
        // The last piece from the end: cut the letters in reverse.
        let pieces = split_by_width(before, 1);
        let mut kept: Vec<String> = Vec::new();
        let mut used = look.symbols.ellipsis.width();
        for piece in pieces.into_iter().rev() {
            used += piece.width();
            if used > room {
                break;
            }
            kept.push(piece);
        }
        kept.push(look.symbols.ellipsis.to_owned());
        kept.into_iter().rev().collect::<String>()
    } else {
        before.to_owned()
    };
    let column = inside.x + (label.width() + before.width()) as u16;
    let after = truncate_to_width(
        after,
        room.saturating_sub(before.width()),
        look.symbols.ellipsis,
    );
    let line = Line::from(vec![
        Span::styled(label, look.theme.heading),
        Span::styled(format!("{before}{after}"), look.theme.text),
    ]);
    draw_lines(frame, inside, [line]);
    frame.set_cursor_position((column.min(inside.right()), inside.y));
}

fn draw_candidates(
    model: &Model,
    prompt: &ImportPrompt,
    look: &Appearance,
    frame: &mut Frame<'_>,
    area: Rect,
) {
    let Some(listing) = prompt.known_listing() else {
        return;
    };
    if listing.candidates.is_empty() {
        let key = if listing.is_file {
            "import_prompt.is_file"
        } else {
            "import_prompt.no_candidate"
        };
        let text = model
            .keymap
            .fill_key_names(&model.locale, key, KeyContext::Input);
        draw_text(&[text], look, frame, area);
        return;
    }
    let width = usize::from(area.width).saturating_sub(3);
    let visible = listing.candidates.iter().enumerate().skip(prompt.offset);
    let lines = visible.map(|(index, candidate)| {
        let is_chosen = prompt.cursor == Some(index);
        let cursor = if is_chosen { look.symbols.cursor } else { " " };
        let name = truncate_to_width(&candidate.name, width, look.symbols.ellipsis);
        let style = if candidate.is_folder {
            look.theme.dim
        } else {
            look.theme.text
        };
        let line = Line::from(vec![
            Span::styled(format!("{cursor} "), look.theme.key),
            Span::styled(name, style),
        ]);
        if is_chosen {
            look.select_line(line)
        } else {
            line
        }
    });
    draw_lines(frame, area, lines);
}

fn draw_text(text: &[String], look: &Appearance, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width).saturating_sub(2).max(1);
    let rows = text.iter().flat_map(|line| wrap_text(line, width));
    let lines = rows.map(|row| Line::styled(format!(" {row}"), look.theme.dim));
    draw_lines(frame, area, lines);
}
