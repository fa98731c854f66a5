//! The list when it is empty: why, and the ways out with the number of products each would show.
//! Must not: look for ways; they come with the answer.

use ocop_index::query::language;
use ocop_index::search::{Relief, WayOut};
use ocop_index::{Filter, Query, Sort};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::Look;
use crate::app::detail::wrap;
use crate::app::model::{Focus, Model};
use crate::label;

pub(super) fn draw(model: &Model, look: &Look, frame: &mut Frame<'_>, area: Rect) {
    let theme = &look.theme;
    let locale = &model.locale;
    let width = usize::from(area.width).saturating_sub(2).max(1);
    let Some(page) = &model.page else { return };
    let reason = if page.without_filters > 0 {
        locale.fill(
            "empty.filters",
            &[("n", &locale.number(page.without_filters))],
        )
    } else {
        let words = asked(&model.query);
        let key = if model.query.literal {
            "empty.literal"
        } else {
            "empty.words"
        };
        locale.fill(key, &[("text", &words.trim())])
    };
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
        let typing = model.focus == Focus::Input;
        lines.extend(plain(locale.t(if typing {
            "empty.out_typing"
        } else {
            "empty.out"
        })));
        for (number, way) in page.ways.iter().enumerate() {
            lines.extend(plain(&format!("{}  {}", number + 1, describe(model, way))));
        }
    }
    for (row, line) in lines.into_iter().enumerate().take(usize::from(area.height)) {
        frame.render_widget(
            line,
            Rect {
                y: area.y + row as u16,
                height: 1,
                ..area
            },
        );
    }
}

/// The question, filters and order aside: the words, and whatever phrases and conditions there are.
fn asked(query: &Query) -> String {
    if query.conditions.is_empty() {
        return query.text.clone();
    }
    language::write(&Query {
        filter: Filter::default(),
        sort: Sort::default(),
        backwards: false,
        literal: false,
        ..query.clone()
    })
}

fn describe(model: &Model, way: &WayOut) -> String {
    let locale = &model.locale;
    let text = &way.query.text;
    let what = match way.relief {
        Relief::Facet(facet) => {
            locale.fill("empty.facet", &[("facet", &label::facet(locale, facet))])
        }
        Relief::Filters => locale.t("empty.all").to_owned(),
        Relief::Conditions => locale.t("empty.conditions").to_owned(),
        Relief::Freely => locale.fill("empty.freely", &[("text", text)]),
        Relief::Words => locale.t("empty.words_gone").to_owned(),
        Relief::FewerWords => locale.fill("empty.fewer", &[("text", text)]),
    };
    locale.fill(
        "empty.way",
        &[("what", &what), ("n", &locale.number(way.total))],
    )
}
