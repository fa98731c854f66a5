//! What of the line cannot be meant, how many, in what order, how it was read, and the chosen filters, each removable. Must not: count.

use ocop_index::Sort;
use ocop_index::search::Reading;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::Look;
use crate::app::model::{Focus, Model};
use crate::choice::told;
use crate::label;

pub(super) fn draw(model: &Model, look: &Look, frame: &mut Frame<'_>, area: Rect) {
    let theme = &look.theme;
    let mut spans = Vec::new();
    if let Some(notice) = &model.notice {
        spans.push(Span::styled(format!(" {notice}"), theme.alert));
        frame.render_widget(Line::from(spans), area);
        return;
    }
    for (number, part) in parts(model, look).into_iter().enumerate() {
        let dot = if number == 0 {
            " ".to_owned()
        } else {
            format!(" {} ", look.symbols.dot)
        };
        spans.push(Span::styled(dot, theme.dim));
        spans.push(part);
    }
    let mut left = usize::from(area.width).saturating_sub(Line::from(spans.clone()).width());
    // The newest filters are the ones that `x` drops; where not all fit, the oldest give way, counted.
    let mut chips = Vec::new();
    for (number, (facet, value)) in model.chips.iter().rev().enumerate() {
        let text = format!(" [{} x]", label::value(&model.locale, *facet, value));
        let hidden = model.chips.len() - number;
        let rest = model.locale.fill("screen.hidden", &[("n", &hidden)]);
        let needed = text.width() + if hidden > 1 { rest.width() + 1 } else { 0 };
        if needed > left {
            chips.push(Span::styled(format!(" {rest}"), theme.chip));
            break;
        }
        left -= text.width();
        chips.push(Span::styled(text, theme.chip));
    }
    spans.extend(chips.into_iter().rev());
    frame.render_widget(Line::from(spans), area);
}

fn parts(model: &Model, look: &Look) -> Vec<Span<'static>> {
    let locale = &model.locale;
    let theme = &look.theme;
    let news = model.news.map(|number| {
        // While typing, the key would be text.
        let key = if model.focus == Focus::Input {
            "screen.news_typing"
        } else {
            "screen.news"
        };
        Span::styled(locale.fill(key, &[("number", &number)]), theme.chip)
    });
    let problem = model.problem().map(|problem| {
        let sentence = told::sentence(locale, model.input.text(), problem);
        Span::styled(sentence, theme.alert)
    });
    if model.is_stale() {
        let searching = Span::styled(locale.t("screen.searching").to_owned(), theme.dim);
        return problem.into_iter().chain([searching]).collect();
    }
    let count = locale.fill(
        "screen.count",
        &[
            ("shown", &locale.number(model.total())),
            ("all", &locale.number(model.all)),
        ],
    );
    // Without words all fit equally well, and what remains of that order is by stars.
    let wordless = model.query.sort == Sort::Relevance && model.query.text.trim().is_empty();
    let sort = if wordless {
        Sort::Star
    } else {
        model.query.sort
    };
    let sort = locale.t(&format!("sort.{}", sort.key())).to_owned();
    let mut parts: Vec<Span<'static>> = problem.into_iter().chain(news).collect();
    parts.push(Span::styled(count, theme.head));
    parts.push(Span::styled(
        locale.fill("screen.sorted", &[("sort", &sort)]),
        theme.dim,
    ));
    let loose = model
        .page
        .as_ref()
        .is_some_and(|page| page.reading == Reading::WithoutMarks);
    if loose {
        parts.push(Span::styled(
            locale.t("screen.without_marks").to_owned(),
            theme.alert,
        ));
    }
    parts
}
