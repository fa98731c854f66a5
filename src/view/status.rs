//! What of the line cannot be meant, how many, in what order, how it was read, and the chosen filters, each removable. Must not: count.

use ocop_index::Sort;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::Look;
use crate::app::action::{Action, TABLE};
use crate::app::keymap;
use crate::app::model::{Focus, Model};
use crate::choice::told;
use crate::label;
use crate::text::cut_to;

/// Columns that hold a count and a sentence.
const WIDE: usize = 70;

pub(super) fn draw(model: &Model, look: &Look, frame: &mut Frame<'_>, area: Rect) {
    let theme = &look.theme;
    let columns = usize::from(area.width);
    let mut spans = Vec::new();
    if let Some(notice) = &model.notice {
        let notice = cut_to(notice, columns.saturating_sub(1), look.symbols.cut);
        frame.render_widget(Line::styled(format!(" {notice}"), theme.alert), area);
        return;
    }
    let literal = literal(model, look);
    let reserved = literal.as_ref().map_or(0, Span::width);
    let mut parts = parts(model, look);
    let order = 1 + usize::from(model.news.is_some());
    if parts.len() > order && width(&parts) + reserved > columns {
        // How it was read matters more than the order.
        parts.remove(order);
    }
    if let Some(problem) = problem(model, look) {
        // Beside the count where there is room for both; else first of all.
        let beside = if columns >= WIDE {
            order.min(parts.len())
        } else {
            0
        };
        parts.insert(beside, problem);
        parts.truncate(beside + 1);
    }
    for (number, part) in parts.into_iter().enumerate() {
        let dot = if number == 0 {
            " ".to_owned()
        } else {
            format!(" {} ", look.symbols.dot)
        };
        spans.push(Span::styled(dot, theme.dim));
        spans.push(part);
    }
    let used = Line::from(spans.clone()).width() + reserved;
    if let Some(last) = spans.last_mut().filter(|_| used > columns) {
        let width = last.width().saturating_sub(used - columns);
        let cut = cut_to(&last.content, width, look.symbols.cut);
        *last = Span::styled(cut, last.style);
    }
    spans.extend(literal);
    let mut left = columns.saturating_sub(used);
    // The newest filters are the ones that `x` drops; where not all fit, the oldest give way, counted.
    let mut chips = Vec::new();
    for (number, (facet, value)) in model.chips.iter().rev().enumerate() {
        let name = label::value(&model.locale, *facet, value);
        let name = if model.query.filter.has(*facet, value) {
            name
        } else {
            model.locale.fill("screen.without", &[("value", &name)])
        };
        let text = format!(" [{name} x]");
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

/// That words are taken only as typed, with the key that ends it.
fn literal(model: &Model, look: &Look) -> Option<Span<'static>> {
    if !model.query.literal {
        return None;
    }
    let key = key_of(model, Action::Literal, model.focus == Focus::Input)?;
    let text = model.locale.fill("screen.literal", &[("key", &key)]);
    Some(Span::styled(format!(" [{text}]"), look.theme.chip))
}

/// The key of something that is done everywhere.
fn key_of(model: &Model, action: Action, typing: bool) -> Option<String> {
    let row = TABLE.iter().find(|row| row.action == action)?;
    let mut keys = model.keymap.keys_now(row, typing);
    keys.next().map(keymap::shown)
}

/// Columns of parts with what stands between them.
fn width(parts: &[Span<'_>]) -> usize {
    let text: usize = parts.iter().map(Span::width).sum();
    text + (3 * parts.len()).saturating_sub(2)
}

/// What of the line cannot be meant, and what to do.
fn problem(model: &Model, look: &Look) -> Option<Span<'static>> {
    let problem = model.problem()?;
    let sentence = told::sentence(&model.locale, model.input.text(), problem);
    Some(Span::styled(sentence, look.theme.alert))
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
        let keys = key_of(model, Action::Reload, false).unwrap_or_default();
        let text = locale.fill(key, &[("number", &number), ("key", &keys)]);
        Span::styled(text, theme.chip)
    });
    if model.is_stale() {
        let searching = locale.t("screen.searching").to_owned();
        return vec![Span::styled(searching, theme.dim)];
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
    let sort = label::order(locale, sort, model.query.backwards);
    let mut parts: Vec<Span<'static>> = news.into_iter().collect();
    parts.push(Span::styled(count, theme.head));
    parts.push(Span::styled(
        locale.fill("screen.sorted", &[("sort", &sort)]),
        theme.dim,
    ));
    let reading = model.page.as_ref();
    let reading = reading.and_then(|page| label::reading(locale, &page.reading, &model.query.text));
    parts.extend(reading.map(|reading| Span::styled(reading, theme.alert)));
    parts
}
