//! The line between the search and the panes, as words: how many, in what order, how it was read, the chosen filters.
//!
//! Which column a filter stands in is needed where it is drawn and where it is clicked; so the words are put together
//! here, once. Must not: count, or know a colour.

use std::fmt::Display;
use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use super::action::{Action, KeyContext};
use super::model::{Focus, Model};
use crate::wording::label;
use crate::wording::query_problem;
use crate::wording::text_width::truncate_to_width;

/// Columns that hold a count and a sentence.
const MIN_COUNT_AND_PROBLEM_WIDTH: usize = 70;

/// Columns that say how many filters are not shown.
const HIDDEN_COUNT_WIDTH: usize = 4;

/// The signs of the line, each of one column.
#[derive(Clone, Copy, Debug)]
pub struct StatusSymbols {
    /// Between parts.
    pub dot: &'static str,
    /// Text was cut.
    pub cut: &'static str,
}

/// How a part is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusSegmentKind {
    /// The number of products.
    Count,
    /// Of less weight.
    Secondary,
    /// Something that needs care.
    Alert,
    /// Something chosen, or to be chosen.
    Chip,
}

/// A part of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusSegment {
    /// How it is meant.
    pub kind: StatusSegmentKind,
    /// Its words.
    pub text: String,
    /// The chosen filter that it names, by its place among them.
    pub chip_index: Option<usize>,
    /// What ends it, where it is a state.
    pub action: Option<Action>,
}

impl StatusSegment {
    fn new(kind: StatusSegmentKind, text: impl Into<String>) -> Self {
        let text = text.into();
        let (filter, action) = (None, None);
        Self {
            kind,
            text,
            chip_index: filter,
            action,
        }
    }
}

/// The columns of a chosen filter, by its place among them, in a line so wide.
pub fn chip_columns(model: &Model, width: u16) -> Vec<(Range<usize>, usize)> {
    let signs = StatusSymbols { dot: " ", cut: " " };
    let mut start = 0;
    let mut places = Vec::new();
    for part in build_status_line(model, width, signs) {
        let end = start + part.text.width();
        // A space stands before each.
        places.extend(part.chip_index.map(|filter| (start + 1..end, filter)));
        start = end;
    }
    places
}

/// The line.
pub fn build_status_line(model: &Model, width: u16, signs: StatusSymbols) -> Vec<StatusSegment> {
    let columns = usize::from(width);
    if let Some(notice) = &model.notice {
        let notice = truncate_to_width(notice, columns.saturating_sub(1), signs.cut);
        return vec![StatusSegment::new(
            StatusSegmentKind::Alert,
            format!(" {notice}"),
        )];
    }
    let mut ways = build_mode_chips(model);
    let width = |parts: &[StatusSegment]| parts.iter().map(|part| part.text.width()).sum::<usize>();
    let mut parts = build_summary_segments(model);
    let order = 1 + usize::from(model.newer_generation.is_some());
    // The newest filter, and how many more there are.
    let filters = width(
        &build_filter_chips(model, usize::MAX).split_off(model.chips.len().saturating_sub(1)),
    );
    let filters = filters
        + if model.chips.len() > 1 {
            HIDDEN_COUNT_WIDTH
        } else {
            0
        };
    if parts.len() > order && joined_width(&parts) + width(&ways) + filters > columns {
        // How it was read and what is filtered by matter more than the order.
        parts.remove(order);
    }
    if joined_width(&parts) + width(&ways) + filters > columns {
        // And that the line is slow is known.
        ways.retain(|way| way.action != Some(Action::Slow));
    }
    let reserved = width(&ways);
    if let Some(problem) = build_problem_segment(model) {
        // Beside the count where there is room for both; else first of all.
        let beside = if columns >= MIN_COUNT_AND_PROBLEM_WIDTH {
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
        line.push(StatusSegment::new(StatusSegmentKind::Secondary, dot));
        line.push(part);
    }
    let used = line.iter().map(|part| part.text.width()).sum::<usize>() + reserved;
    if let Some(last) = line.last_mut().filter(|_| used > columns) {
        let width = last.text.width().saturating_sub(used - columns);
        last.text = truncate_to_width(&last.text, width, signs.cut);
    }
    line.extend(ways);
    line.extend(build_filter_chips(model, columns.saturating_sub(used)));
    line
}

/// The chosen filters that fit so many columns, with the key that drops the newest; where not all fit, the oldest give
/// way, counted.
fn build_filter_chips(model: &Model, mut left: usize) -> Vec<StatusSegment> {
    let key = model
        .keymap
        .shortcut_text(Action::DropFilter, KeyContext::List);
    let key = key.map_or_else(String::new, |key| format!(" {key}"));
    let mut chips = Vec::new();
    for (place, (facet, value)) in model.chips.iter().enumerate().rev() {
        let name = label::standalone_value_label(&model.locale, *facet, value);
        let name = if model.query.filter.is_chosen(*facet, value) {
            name
        } else {
            model.locale.fill("screen.without", &[("value", &name)])
        };
        let text = format!(" [{name}{key}]");
        let hidden = place + 1;
        let rest = model.locale.fill("screen.hidden", &[("n", &hidden)]);
        let needed = text.width() + if hidden > 1 { rest.width() + 1 } else { 0 };
        if needed > left {
            chips.push(StatusSegment::new(
                StatusSegmentKind::Chip,
                format!(" {rest}"),
            ));
            break;
        }
        left -= text.width();
        chips.push(StatusSegment {
            chip_index: Some(place),
            ..StatusSegment::new(StatusSegmentKind::Chip, text)
        });
    }
    chips.reverse();
    chips
}

/// What is not as usual, each with the key that ends it: words only as typed, a slow line.
fn build_mode_chips(model: &Model) -> Vec<StatusSegment> {
    let context = KeyContext::from_focus(model.focus);
    let ways = [
        (model.query.literal, Action::Literal, "screen.literal"),
        (model.slow, Action::Slow, "screen.slow"),
    ];
    let ways = ways.into_iter().filter(|(is_so, ..)| *is_so);
    ways.map(|(_, action, key)| {
        let name = model
            .keymap
            .shortcut_text(action, context)
            .unwrap_or_default();
        let text = model.locale.fill(key, &[("key", &name)]);
        StatusSegment {
            action: Some(action),
            ..StatusSegment::new(StatusSegmentKind::Chip, format!(" [{text}]"))
        }
    })
    .collect()
}

/// Columns of parts with what stands between them.
fn joined_width(parts: &[StatusSegment]) -> usize {
    let text: usize = parts.iter().map(|part| part.text.width()).sum();
    text + (3 * parts.len()).saturating_sub(2)
}

/// What of the line cannot be meant, and what to do.
fn build_problem_segment(model: &Model) -> Option<StatusSegment> {
    let problem = model.current_problem()?;
    let sentence =
        query_problem::describe_query_problem(&model.locale, model.input.text(), problem);
    Some(StatusSegment::new(StatusSegmentKind::Alert, sentence))
}

fn build_summary_segments(model: &Model) -> Vec<StatusSegment> {
    let locale = &model.locale;
    let news = model.newer_generation.map(|number| {
        // While typing, the key would be text.
        let key = if model.focus == Focus::Input {
            "screen.news_typing"
        } else {
            "screen.news"
        };
        let name = |action| model.keymap.shortcut_text(action, KeyContext::List);
        let name = |action| name(action).unwrap_or_default();
        let (back, key_of) = (name(Action::Back), name(Action::Reload));
        let values: [(&str, &dyn Display); 3] =
            [("number", &number), ("back", &back), ("key", &key_of)];
        StatusSegment::new(StatusSegmentKind::Chip, locale.fill(key, &values))
    });
    if model.is_stale() {
        return vec![StatusSegment::new(
            StatusSegmentKind::Secondary,
            locale.t("screen.searching"),
        )];
    }
    let count = locale.fill(
        "screen.count",
        &[
            ("shown", &locale.format_number(model.total())),
            ("all", &locale.format_number(model.catalog_size)),
        ],
    );
    let sort = label::sort_label(locale, model.effective_sort(), model.query.reversed);
    let mut parts: Vec<StatusSegment> = news.into_iter().collect();
    parts.push(StatusSegment::new(StatusSegmentKind::Count, count));
    let sorted = locale.fill("screen.sorted", &[("sort", &sort)]);
    parts.push(StatusSegment::new(StatusSegmentKind::Secondary, sorted));
    let reading = model.page.as_ref();
    let reading = reading.and_then(|page| {
        label::describe_interpretation(locale, &page.interpretation, &model.query.text)
    });
    parts.extend(reading.map(|reading| StatusSegment::new(StatusSegmentKind::Alert, reading)));
    parts
}
