//! The list when it is empty: why, and the ways out with the number of products each would show.
//! Must not: look for ways; they come with the answer.

use ocop_index::search::SearchSuggestion;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::{Appearance, draw_lines};
use crate::app::action::KeyContext;
use crate::app::model::record::wrap_text;
use crate::app::model::{Focus, Model};
use crate::wording::no_results;

pub(super) fn draw_no_results(model: &Model, look: &Appearance, frame: &mut Frame<'_>, area: Rect) {
    let theme = &look.theme;
    let locale = &model.locale;
    let width = usize::from(area.width).saturating_sub(2).max(1);
    let Some(page) = &model.page else { return };
    let reason = no_results::describe_no_results(locale, &model.query, page.total_without_filters);
    let plain = |text: &str| -> Vec<Line<'static>> {
        wrap_text(text, width)
            .into_iter()
            .map(|row| Line::styled(format!(" {row}"), theme.text))
            .collect()
    };
    let mut lines = plain(&reason);
    lines.push(Line::default());
    if page.suggestions.is_empty() {
        lines.extend(plain(locale.t("empty.none")));
    } else {
        let out = if model.focus == Focus::Input {
            "empty.out_typing"
        } else {
            "empty.out"
        };
        lines.extend(plain(&model.keymap.fill_key_names(
            locale,
            out,
            KeyContext::Input,
        )));
        for (number, way) in page.suggestions.iter().enumerate() {
            lines.extend(plain(&format!(
                "{}  {}",
                number + 1,
                describe_suggestion(model, way)
            )));
        }
    }
    draw_lines(frame, area, lines);
}

fn describe_suggestion(model: &Model, way: &SearchSuggestion) -> String {
    let locale = &model.locale;
    let what = no_results::describe_suggestion(locale, way);
    locale.fill(
        "empty.way",
        &[("what", &what), ("n", &locale.format_number(way.total))],
    )
}
