//! What stands on an empty screen, and where nothing was found.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use unicode_width::UnicodeWidthStr;

use crate::app::fair::answer::FairAnswer;
use crate::app::fair::fair_keys::{FairAction, shown_key};
use crate::app::fair::model::FairModel;
use crate::app::record_rows::wrap_text;
use crate::view::{Appearance, draw_lines};
use crate::wording::list_text::format_list_days;

/// The widest line, so that it is read at a glance.
const MOST_COLUMNS: usize = 64;

/// The name of the fair, and what may be asked.
pub(super) fn draw_welcome(
    model: &FairModel,
    look: &Appearance,
    frame: &mut Frame<'_>,
    area: Rect,
) {
    let (locale, theme) = (&model.locale, &look.theme);
    let where_and_when = [
        model.board.list.place.clone(),
        format_list_days(locale, model.board.list.days),
    ];
    let where_and_when: Vec<String> = where_and_when.into_iter().flatten().collect();
    let mut rows = vec![(model.board.list.name.clone(), theme.heading)];
    if !where_and_when.is_empty() {
        rows.push((
            where_and_when.join(&format!(" {} ", look.symbols.separator)),
            theme.text,
        ));
    }
    rows.push((String::new(), theme.text));
    rows.push((locale.t("fair.ask").to_owned(), theme.text));
    rows.push((locale.t("fair.ask_examples").to_owned(), theme.dim));
    if area.height >= 12 {
        rows.push((String::new(), theme.text));
        rows.push((locale.t("fair.no_function_keys").to_owned(), theme.dim));
    }
    draw_centred(&rows, frame, area);
}

/// That nothing was found, and where it may be found.
pub(super) fn draw_nothing_found(
    model: &FairModel,
    answer: &FairAnswer,
    look: &Appearance,
    frame: &mut Frame<'_>,
    area: Rect,
) {
    let (locale, theme) = (&model.locale, &look.theme);
    let key = if model.is_whole_catalogue {
        "fair.found_nowhere"
    } else {
        "fair.not_in_list"
    };
    let mut rows = vec![(locale.t(key).to_owned(), theme.heading)];
    if let Some(total) = answer.elsewhere {
        let (n, key) = (
            locale.format_number(total),
            shown_key(FairAction::WholeCatalogue),
        );
        let sentence = locale.fill("fair.elsewhere", &[("n", &n), ("key", &key)]);
        rows.push((sentence, theme.hint));
    } else {
        rows.push((locale.t("fair.try_less").to_owned(), theme.dim));
    }
    draw_centred(&rows, frame, area);
}

/// Lines in the middle of an area, a little above.
fn draw_centred(rows: &[(String, Style)], frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width)
        .saturating_sub(2)
        .clamp(1, MOST_COLUMNS);
    let lines: Vec<Line<'static>> = rows
        .iter()
        .flat_map(|(text, style)| {
            let rows = wrap_text(text, width).into_iter();
            rows.map(|row| {
                let margin = usize::from(area.width).saturating_sub(row.width()) / 2;
                Line::styled(format!("{}{row}", " ".repeat(margin)), *style)
            })
            .collect::<Vec<_>>()
        })
        .collect();
    let height = u16::try_from(lines.len())
        .unwrap_or(area.height)
        .min(area.height);
    let above = (area.height - height) / 3;
    let place = Rect {
        y: area.y + above,
        height: area.height - above,
        ..area
    };
    draw_lines(frame, place, lines);
}
