//! The line between the search and the panes, as words: how many, in what order, how it was read, the chosen filters.
//!
//! Which column a filter stands in is needed where it is drawn and where it is clicked; so the words are put together
//! here, once. Must not: count, or know a colour.

use std::fmt::Display;
use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use super::action::{Action, Context};
use super::model::{Focus, Model};
use crate::choice::told;
use crate::label;
use crate::text::cut_to;

/// Columns that hold a count and a sentence.
const WIDE: usize = 70;

/// Columns that say how many filters are not shown.
const HIDDEN: usize = 4;

/// The signs of the line, each of one column.
#[derive(Clone, Copy, Debug)]
pub struct Signs {
    /// Between parts.
    pub dot: &'static str,
    /// Text was cut.
    pub cut: &'static str,
}

/// How a part is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The number of products.
    Count,
    /// Of less weight.
    Aside,
    /// Something that needs care.
    Alert,
    /// Something chosen, or to be chosen.
    Chip,
}

/// A part of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// How it is meant.
    pub kind: Kind,
    /// Its words.
    pub text: String,
    /// The chosen filter that it names, by its place among them.
    pub filter: Option<usize>,
    /// What ends it, where it is a state.
    pub action: Option<Action>,
}

impl Part {
    fn new(kind: Kind, text: impl Into<String>) -> Self {
        let text = text.into();
        let (filter, action) = (None, None);
        Self {
            kind,
            text,
            filter,
            action,
        }
    }
}

/// The columns of a chosen filter, by its place among them, in a line so wide.
pub fn columns(model: &Model, width: u16) -> Vec<(Range<usize>, usize)> {
    let signs = Signs { dot: " ", cut: " " };
    let mut start = 0;
    let mut places = Vec::new();
    for part in line(model, width, signs) {
        let end = start + part.text.width();
        // A space stands before each.
        places.extend(part.filter.map(|filter| (start + 1..end, filter)));
        start = end;
    }
    places
}

/// The line.
pub fn line(model: &Model, width: u16, signs: Signs) -> Vec<Part> {
    let columns = usize::from(width);
    if let Some(notice) = &model.notice {
        let notice = cut_to(notice, columns.saturating_sub(1), signs.cut);
        return vec![Part::new(Kind::Alert, format!(" {notice}"))];
    }
    let mut ways = ways(model);
    let width = |parts: &[Part]| parts.iter().map(|part| part.text.width()).sum::<usize>();
    let mut parts = parts(model);
    let order = 1 + usize::from(model.news.is_some());
    // The newest filter, and how many more there are.
    let filters = width(&chips(model, usize::MAX).split_off(model.chips.len().saturating_sub(1)));
    let filters = filters + if model.chips.len() > 1 { HIDDEN } else { 0 };
    if parts.len() > order && joined_width(&parts) + width(&ways) + filters > columns {
        // How it was read and what is filtered by matter more than the order.
        parts.remove(order);
    }
    if joined_width(&parts) + width(&ways) + filters > columns {
        // And that the line is slow is known.
        ways.retain(|way| way.action != Some(Action::Slow));
    }
    let reserved = width(&ways);
    if let Some(problem) = problem(model) {
        // Beside the count where there is room for both; else first of all.
        let beside = if columns >= WIDE {
            order.min(parts.len())
        } else {
            0
        };
        parts.insert(beside, problem);
        parts.truncate(beside + 1);
    }
    let mut line = Vec::new();
    for (number, part) in parts.into_iter().enumerate() {
        let dot = if number == 0 {
            " ".to_owned()
        } else {
            format!(" {} ", signs.dot)
        };
        line.push(Part::new(Kind::Aside, dot));
        line.push(part);
    }
    let used = line.iter().map(|part| part.text.width()).sum::<usize>() + reserved;
    if let Some(last) = line.last_mut().filter(|_| used > columns) {
        let width = last.text.width().saturating_sub(used - columns);
        last.text = cut_to(&last.text, width, signs.cut);
    }
    line.extend(ways);
    line.extend(chips(model, columns.saturating_sub(used)));
    line
}

/// The chosen filters that fit so many columns, with the key that drops the newest; where not all fit, the oldest give
/// way, counted.
fn chips(model: &Model, mut left: usize) -> Vec<Part> {
    let key = model.keymap.name_of(Action::DropFilter, Context::List);
    let key = key.map_or_else(String::new, |key| format!(" {key}"));
    let mut chips = Vec::new();
    for (place, (facet, value)) in model.chips.iter().enumerate().rev() {
        let name = label::chosen(&model.locale, *facet, value);
        let name = if model.query.filter.has(*facet, value) {
            name
        } else {
            model.locale.fill("screen.without", &[("value", &name)])
        };
        let text = format!(" [{name}{key}]");
        let hidden = place + 1;
        let rest = model.locale.fill("screen.hidden", &[("n", &hidden)]);
        let needed = text.width() + if hidden > 1 { rest.width() + 1 } else { 0 };
        if needed > left {
            chips.push(Part::new(Kind::Chip, format!(" {rest}")));
            break;
        }
        left -= text.width();
        chips.push(Part {
            filter: Some(place),
            ..Part::new(Kind::Chip, text)
        });
    }
    chips.reverse();
    chips
}

/// What is not as usual, each with the key that ends it: words only as typed, a slow line.
fn ways(model: &Model) -> Vec<Part> {
    let context = Context::of(model.focus);
    let ways = [
        (model.query.literal, Action::Literal, "screen.literal"),
        (model.slow, Action::Slow, "screen.slow"),
    ];
    let ways = ways.into_iter().filter(|(is_so, ..)| *is_so);
    ways.map(|(_, action, key)| {
        let name = model.keymap.name_of(action, context).unwrap_or_default();
        let text = model.locale.fill(key, &[("key", &name)]);
        Part {
            action: Some(action),
            ..Part::new(Kind::Chip, format!(" [{text}]"))
        }
    })
    .collect()
}

/// Columns of parts with what stands between them.
fn joined_width(parts: &[Part]) -> usize {
    let text: usize = parts.iter().map(|part| part.text.width()).sum();
    text + (3 * parts.len()).saturating_sub(2)
}

/// What of the line cannot be meant, and what to do.
fn problem(model: &Model) -> Option<Part> {
    let problem = model.problem()?;
    let sentence = told::sentence(&model.locale, model.input.text(), problem);
    Some(Part::new(Kind::Alert, sentence))
}

fn parts(model: &Model) -> Vec<Part> {
    let locale = &model.locale;
    let news = model.news.map(|number| {
        // While typing, the key would be text.
        let key = if model.focus == Focus::Input {
            "screen.news_typing"
        } else {
            "screen.news"
        };
        let name = |action| model.keymap.name_of(action, Context::List);
        let name = |action| name(action).unwrap_or_default();
        let (back, key_of) = (name(Action::Back), name(Action::Reload));
        let values: [(&str, &dyn Display); 3] =
            [("number", &number), ("back", &back), ("key", &key_of)];
        Part::new(Kind::Chip, locale.fill(key, &values))
    });
    if model.is_stale() {
        return vec![Part::new(Kind::Aside, locale.t("screen.searching"))];
    }
    let count = locale.fill(
        "screen.count",
        &[
            ("shown", &locale.number(model.total())),
            ("all", &locale.number(model.all)),
        ],
    );
    let sort = label::order(locale, model.order(), model.query.backwards);
    let mut parts: Vec<Part> = news.into_iter().collect();
    parts.push(Part::new(Kind::Count, count));
    let sorted = locale.fill("screen.sorted", &[("sort", &sort)]);
    parts.push(Part::new(Kind::Aside, sorted));
    let reading = model.page.as_ref();
    let reading = reading.and_then(|page| label::reading(locale, &page.reading, &model.query.text));
    parts.extend(reading.map(|reading| Part::new(Kind::Alert, reading)));
    parts
}
