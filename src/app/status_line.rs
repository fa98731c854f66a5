//! The line between the search and the panes, as text: count, order, interpretation and the chosen filters.
//!
//! Drawing and clicking both need the columns of the filters, so the text is built here, once. Must not: count, or
//! know a colour.

use std::fmt::Display;
use std::ops::Range;

use ocop_index::query::spoken::AskedFact;
use unicode_width::UnicodeWidthStr;

use super::action::{
    Action, FilterAction, KeyContext, PaneAction, StatisticsAction, WindowAction, WorkAction,
};
use super::left_out_filters;
use super::model::work_desk::SavingState;
use super::model::{Focus, Model};
use super::notice::NoticeKind;
use super::review_words;
use super::selection_status::{columns_beside_notice, describe_selection};
use super::status_offer;
use crate::wording::spoken_answer::AnsweringList;
use crate::wording::text_width::truncate_to_width;
use crate::wording::{
    joined_pieces, label, left_out_filter, query_problem, spoken_answer, spoken_reading,
};

/// Columns that have room for the count and a problem.
const MIN_COUNT_AND_PROBLEM_WIDTH: usize = 70;

/// The signs of the line, each of one column.
#[derive(Clone, Copy, Debug)]
pub struct StatusSymbols {
    /// Between parts.
    pub dot: &'static str,
    /// Text was cut.
    pub cut: &'static str,
}

/// The role of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusSegmentKind {
    /// The number of products.
    Count,
    /// Less important text.
    Secondary,
    /// The answer to what the line asks.
    Answer,
    /// Something was done.
    Success,
    /// Something to know.
    Hint,
    /// An error.
    Error,
    /// A chip: a filter, a mode or an offer.
    Chip,
}

/// A part of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusSegment {
    /// Its role.
    pub kind: StatusSegmentKind,
    /// Its words.
    pub text: String,
    /// The index of the filter that it names.
    pub chip_index: Option<usize>,
    /// The action that ends it, if it is a mode.
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

/// The columns of each visible filter with its index, in a line of this width.
pub fn chip_columns(model: &Model, width: u16) -> Vec<(Range<usize>, usize)> {
    let signs = StatusSymbols { dot: " ", cut: " " };
    let mut start = 0;
    let mut places = Vec::new();
    for part in build_status_line(model, width, signs) {
        let end = start + part.text.width();
        // The space before a chip is not part of it.
        places.extend(part.chip_index.map(|filter| (start + 1..end, filter)));
        start = end;
    }
    places
}

/// The line.
pub fn build_status_line(model: &Model, width: u16, signs: StatusSymbols) -> Vec<StatusSegment> {
    let columns = usize::from(width);
    if let Some(notice) = &model.notice {
        let kind = match notice.kind {
            NoticeKind::Success => StatusSegmentKind::Success,
            NoticeKind::Hint => StatusSegmentKind::Hint,
            NoticeKind::Error => StatusSegmentKind::Error,
        };
        let brief = review_words::describe_review_briefly(model).map(|text| format!(" [{text}]"));
        let room = columns.saturating_sub(1 + columns_beside_notice(model));
        let notice = truncate_to_width(&notice.text, room, signs.cut);
        let mut line = vec![StatusSegment::new(kind, format!(" {notice}"))];
        line.extend(brief.map(|text| StatusSegment::new(StatusSegmentKind::Chip, text)));
        line.extend(build_selection_chips(model, columns));
        return line;
    }
    let mut mode_chips = build_mode_chips(model);
    let width = |parts: &[StatusSegment]| parts.iter().map(|part| part.text.width()).sum::<usize>();
    let mut parts = build_summary_segments(model);
    let order = 1 + usize::from(model.newer_generation.is_some());
    let filters = width(&build_filter_chips(model, usize::MAX));
    if parts.len() > order && joined_width(&parts) + width(&mode_chips) + filters > columns {
        // The interpretation and the filters matter more than the order.
        parts.remove(order);
    }
    if joined_width(&parts) + width(&mode_chips) + filters > columns {
        // The user knows that the connection is slow.
        mode_chips.retain(|chip| chip.action != Some(Action::Window(WindowAction::ToggleSlow)));
    }
    let reserved = width(&mode_chips);
    let first = build_problem_segment(model)
        .or_else(|| build_reading_segment(model))
        .or_else(|| build_place_offer(model));
    if let Some(first) = first {
        // Beside the count where there is room for both; else in its place.
        let beside = if columns >= MIN_COUNT_AND_PROBLEM_WIDTH {
            order.min(parts.len())
        } else {
            0
        };
        parts.insert(beside, first);
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
    line.extend(mode_chips);
    line.extend(build_filter_chips(model, columns.saturating_sub(used)));
    line
}

/// The chips of the filters that fit in `left` columns, with the key that drops the newest; the newest go first, and
/// those that do not fit are counted.
fn build_filter_chips(model: &Model, mut left: usize) -> Vec<StatusSegment> {
    let key = model
        .keymap
        .shortcut_text(Action::Filter(FilterAction::DropLast), KeyContext::List);
    let key = key.map_or_else(String::new, |key| format!(" {key}"));
    let hidden_text = |n: usize| format!(" {}", model.locale.fill("screen.hidden", &[("n", &n)]));
    let mut chips = Vec::new();
    let active: Vec<_> = model.active_chips().collect();
    let mut hidden = 0;
    for (older, (index, chip)) in active.into_iter().enumerate().rev() {
        let name = chip.label(&model.locale, &model.query.filter);
        let text = format!(" [{name}{key}]");
        // The number of those that may not fit.
        let rest = hidden_text(hidden + older);
        let needed = text.width() + if hidden + older > 0 { rest.width() } else { 0 };
        if needed > left {
            hidden += 1;
            continue;
        }
        left -= text.width();
        chips.push(StatusSegment {
            chip_index: Some(index),
            ..StatusSegment::new(StatusSegmentKind::Chip, text)
        });
    }
    if hidden > 0 {
        let text = hidden_text(hidden);
        chips.push(StatusSegment::new(StatusSegmentKind::Chip, text));
    }
    chips.reverse();
    chips
}

/// The chips of the modes, each with the key that ends it: literal matching, slow connection.
fn build_mode_chips(model: &Model) -> Vec<StatusSegment> {
    let context = KeyContext::from_focus(model.focus);
    let chip_modes = [
        (
            model.query.literal,
            Action::Filter(FilterAction::Literal),
            "screen.literal",
        ),
        (
            model.slow,
            Action::Window(WindowAction::ToggleSlow),
            "screen.slow",
        ),
    ];
    let active = chip_modes.into_iter().filter(|(is_active, ..)| *is_active);
    let selection = build_selection_chips(model, usize::from(model.size.width));
    build_review_chip(model)
        .into_iter()
        .chain(selection)
        .chain(build_question_chip(model))
        .chain(build_day_chip(model))
        .chain(build_generation_chip(model))
        .chain(active.map(|(_, action, key)| {
            let name = model
                .keymap
                .shortcut_text(action, context)
                .unwrap_or_default();
            let text = model.locale.fill(key, &[("key", &name)]);
            StatusSegment {
                action: Some(action),
                ..StatusSegment::new(StatusSegmentKind::Chip, format!(" [{text}]"))
            }
        }))
        .collect()
}

/// How far the open review is, and how saving goes.
fn build_review_chip(model: &Model) -> Option<StatusSegment> {
    let signs = if model.look.ascii {
        ["#", "-", "~"]
    } else {
        ["▄", "·", "…"]
    };
    let columns = usize::from(model.size.width);
    let text = review_words::describe_review(model, columns, signs)?;
    let action = Some(Action::Work(match model.work.saving {
        SavingState::Failed(_) => WorkAction::SaveAgain,
        _ => WorkAction::ShowProgress,
    }));
    let segment = StatusSegment::new(StatusSegmentKind::Chip, format!(" [{text}]"));
    Some(StatusSegment { action, ..segment })
}

/// How many products are selected, and how long a range is.
fn build_selection_chips(model: &Model, columns: usize) -> impl Iterator<Item = StatusSegment> {
    let parts = describe_selection(model, columns).into_iter();
    parts.map(|part| StatusSegment::new(StatusSegmentKind::Chip, format!(" [{part}]")))
}

/// The day that the catalogue is seen on, where it is not today.
fn build_day_chip(model: &Model) -> Option<StatusSegment> {
    if !model.is_on_other_day() {
        return None;
    }
    let day = model.locale.format_date(model.wanted_day());
    let text = model.locale.fill("screen.day", &[("day", &day)]);
    let key = model.keymap.shortcut_text(Action::SeeDay, KeyContext::List);
    let key = key.map_or_else(String::new, |key| format!(" {key}"));
    Some(StatusSegment {
        action: Some(Action::SeeDay),
        ..StatusSegment::new(StatusSegmentKind::Chip, format!(" [{text}{key}]"))
    })
}

/// The generation that the statistics are compared with, while they are shown.
fn build_generation_chip(model: &Model) -> Option<StatusSegment> {
    let number = model.stats.reference()?.generation?;
    if model.focus != Focus::Stats {
        return None;
    }
    let action = Action::Statistics(StatisticsAction::MarkReference);
    let text = model.locale.fill("stats.against_chip", &[("n", &number)]);
    let key = model.keymap.shortcut_text(action, KeyContext::Stats);
    let key = key.map_or_else(String::new, |key| format!(" {key}"));
    Some(StatusSegment {
        action: Some(action),
        ..StatusSegment::new(StatusSegmentKind::Chip, format!(" [{text}{key}]"))
    })
}

/// What the line asks, where the rows are the answer.
fn build_question_chip(model: &Model) -> Option<StatusSegment> {
    let question = model.resolved_line.question?;
    if model.searched_words().is_some() || describe_answer(model).is_some() {
        return None;
    }
    let text = spoken_reading::describe_question(&model.locale, question);
    let chip = format!(" [{text}]");
    Some(StatusSegment::new(StatusSegmentKind::Chip, chip))
}

/// Columns of parts with their separators.
fn joined_width(parts: &[StatusSegment]) -> usize {
    let text: usize = parts.iter().map(|part| part.text.width()).sum();
    text + (3 * parts.len()).saturating_sub(2)
}

/// The problem of the search line, and what to do.
fn build_problem_segment(model: &Model) -> Option<StatusSegment> {
    let (locale, line) = (&model.locale, model.input.text());
    // The menu tells what an unfinished filter may become.
    if model.completion_menu.is_some() {
        return None;
    }
    // A filter that is left out is told above the panes.
    let problem = model.current_problem().filter(|problem| {
        problem.left_out_filter().is_none() || !left_out_filters::tells_left_out_filters(model)
    });
    if let Some(problem) = problem {
        let unfinished = left_out_filter::describe_unfinished_filter(locale, line, problem);
        let whole = || query_problem::describe_query_problem(locale, line, problem);
        let sentence = unfinished.unwrap_or_else(whole);
        return Some(StatusSegment::new(StatusSegmentKind::Error, sentence));
    }
    let resolved = &model.resolved_line;
    let mut sentences = spoken_reading::describe_spoken_problems(locale, line, resolved);
    let sentence = sentences
        .pop()
        .or_else(|| joined_pieces::describe_joined_pieces(locale, line, resolved))?;
    Some(StatusSegment::new(StatusSegmentKind::Hint, sentence))
}

/// The offer to go back to where the user was in the sitting before.
fn build_place_offer(model: &Model) -> Option<StatusSegment> {
    let offer = status_offer::describe_offered_place(model).filter(|_| !model.is_stale())?;
    Some(StatusSegment::new(StatusSegmentKind::Chip, offer))
}

/// Why the plain words were searched as words, or the answer to what they ask.
fn build_reading_segment(model: &Model) -> Option<StatusSegment> {
    let page = model.page.as_ref().filter(|_| !model.is_stale())?;
    if let Some(why) = page.read_as_words {
        let sentence = spoken_reading::describe_read_as_words(&model.locale, why);
        return Some(StatusSegment::new(StatusSegmentKind::Hint, sentence));
    }
    let answer = describe_answer(model)?;
    Some(StatusSegment::new(StatusSegmentKind::Answer, answer))
}

/// The answer to what the line asks; how many products there are is in the line anyway.
fn describe_answer(model: &Model) -> Option<String> {
    let page = model.page.as_ref().filter(|_| !model.is_stale())?;
    let question = model.resolved_line.question?;
    if page.read_as_words.is_some() || question == AskedFact::Count {
        return None;
    }
    let list = AnsweringList {
        total: page.total,
        producers: page.producers,
        facets: &page.facets,
        meant: page.meant.as_deref(),
    };
    spoken_answer::describe_answer(&model.locale, question, &list)
}

fn build_summary_segments(model: &Model) -> Vec<StatusSegment> {
    let locale = &model.locale;
    let news = model.newer_generation.map(|number| {
        // While typing the key would be text.
        let key = if model.focus == Focus::Input {
            "screen.news_typing"
        } else {
            "screen.news"
        };
        let name = |action| model.keymap.shortcut_text(action, KeyContext::List);
        let name = |action| name(action).unwrap_or_default();
        let (back, key_of) = (name(Action::Pane(PaneAction::Back)), name(Action::Reload));
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
    let count_key = if left_out_filters::tells_left_out_filters(model) {
        "screen.count_without"
    } else {
        "screen.count"
    };
    let count = locale.fill(
        count_key,
        &[
            ("shown", &locale.format_number(model.total())),
            ("all", &locale.format_number(model.catalog_size)),
        ],
    );
    let sort = label::sort_label(locale, model.effective_sort(), model.query.reversed);
    let mut parts: Vec<StatusSegment> = news.into_iter().collect();
    parts.push(StatusSegment::new(StatusSegmentKind::Count, count));
    let sorted = locale.fill("screen.sorted", &[("sort", &sort)]);
    let sorted = status_offer::offer_expiry_order(model)
        .map_or(sorted.clone(), |offer| format!("{sorted} {offer}"));
    parts.push(StatusSegment::new(StatusSegmentKind::Secondary, sorted));
    let reading = model.page.as_ref();
    let reading = reading.and_then(|page| {
        label::describe_interpretation(locale, &page.interpretation, model.searched_text())
    });
    parts.extend(reading.map(|reading| StatusSegment::new(StatusSegmentKind::Hint, reading)));
    parts
}
