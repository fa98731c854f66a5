//! The list when it is empty: why, and the ways out with the number of products each would show.
//! Must not: look for ways; they come with the answer.

use ocop_index::search::WayOut;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::{Look, rows};
use crate::app::action::Context;
use crate::app::detail::wrap;
use crate::app::model::{Focus, Model};
use crate::nothing;

pub(super) fn draw(model: &Model, look: &Look, frame: &mut Frame<'_>, area: Rect) {
    let theme = &look.theme;
    let locale = &model.locale;
    let width = usize::from(area.width).saturating_sub(2).max(1);
    let Some(page) = &model.page else { return };
    let reason = nothing::reason(locale, &model.query, page.without_filters);
    let plain = |text: &str| -> Vec<Line<'static>> {
        wrap(text, width)
            .into_iter()
            .map(|row| Line::styled(format!(" {row}"), theme.text))
            .collect()
    };
    let mut lines = plain(&reason);
    lines.push(Line::default());
    if page.ways.is_empty() {
        lines.extend(plain(locale.t("empty.none")));
    } else {
        let out = if model.focus == Focus::Input {
            "empty.out_typing"
        } else {
            "empty.out"
        };
        lines.extend(plain(&model.keymap.told(locale, out, Context::Input)));
        for (number, way) in page.ways.iter().enumerate() {
            lines.extend(plain(&format!("{}  {}", number + 1, describe(model, way))));
        }
    }
    rows(frame, area, lines);
}

fn describe(model: &Model, way: &WayOut) -> String {
    let locale = &model.locale;
    let what = nothing::relief(locale, way);
    locale.fill(
        "empty.way",
        &[("what", &what), ("n", &locale.number(way.total))],
    )
}
