//! The product list when it is empty: why, and suggestions with the number of products that each finds.

use ocop_index::search::SearchSuggestion;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::{Appearance, draw_lines};
use crate::app::action::KeyContext;
use crate::app::model::{Focus, Model};
use crate::app::record_rows::wrap_text;
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
        lines.extend(plain(
            locale.t(no_results::advice_without_suggestion(&model.query)),
        ));
    } else {
        let heading = if model.focus == Focus::Input {
            "empty.out_typing"
        } else {
            "empty.out"
        };
        lines.extend(plain(&model.keymap.fill_key_names(
            locale,
            heading,
            KeyContext::Input,
        )));
        for (index, suggestion) in page.suggestions.iter().enumerate() {
            let text = describe_suggestion(model, suggestion);
            lines.extend(plain(&format!("{}  {text}", index + 1)));
        }
    }
    draw_lines(frame, area, lines);
}

fn describe_suggestion(model: &Model, suggestion: &SearchSuggestion) -> String {
    let locale = &model.locale;
    let what = no_results::describe_suggestion(locale, suggestion);
    let count = locale.format_number(suggestion.total);
    locale.fill("empty.way", &[("what", &what), ("n", &count)])
}
