//! The import review screen.
//!
//! ```text
//!  title: imported files, accepted changes                or a notice
//!  kinds of change with their counts
//! ┌ list of changes with verdicts ──────┐┌ selected change ──────────┐   below 110 columns the record is
//! │                                     ││                           │   under the list, or one is shown
//! └─────────────────────────────────────┘└───────────────────────────┘   at a time
//!  footer: keys                                           or a question
//! ```
//!
//! Must not change a verdict, or visit all entries: only visible lines are computed.

use ocop_index::change::{ChangeEntry, Verdict};
use ocop_index::source::problem::ProblemSeverity;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;
use unicode_width::UnicodeWidthStr;

use super::{Appearance, footer, help, overlay, pane, record, to_rect};
use crate::app::action::KeyContext;
use crate::app::import_review::layout::compute_review_layout;
use crate::app::import_review::record as item_rows;
use crate::app::import_review::{
    ImportReviewModel, ReviewConfirmation, ReviewItem, ReviewLine, ReviewSection,
    review_footer_entries,
};
use crate::app::layout::ScreenArea;
use crate::app::record_rows::wrap_text;
use crate::wording::change_text;
use crate::wording::label;
use crate::wording::problem_text;
use crate::wording::text_width::{truncate_and_pad, truncate_to_width};

/// Width of the row number in the imported file.
const ROW_NUMBER_WIDTH: usize = 7;
/// Most columns of the sheet and the row number, where several sheets were read.
const MAX_PLACE_WIDTH: usize = 20;
/// Most doubtful rows that the question before writing names.
const MAX_NAMED_DOUBTS: usize = 3;
/// Stands before the name of a row of which a cell is left out.
const SKIPPED_CELL_MARK: char = '!';
/// Narrower rows show only the name, and what differs.
const MIN_WIDTH_WITH_PRODUCER: usize = 50;

/// Draws the whole screen and places the real cursor where the user works.
pub fn draw_import_review(model: &ImportReviewModel, look: &Appearance, frame: &mut Frame<'_>) {
    let Some(layout) = compute_review_layout(model) else {
        let notice = Line::styled(model.locale.t("screen.small").to_owned(), look.theme.text);
        frame.render_widget(notice, frame.area());
        return;
    };
    draw_review_title(model, look, frame, to_rect(layout.title));
    draw_change_kinds(model, look, frame, to_rect(layout.sections));
    if let Some(area) = layout.list {
        draw_change_list(model, look, frame, area);
    }
    if let Some(area) = layout.detail {
        draw_selected_record(model, look, frame, area);
    }
    draw_review_footer(model, look, frame, to_rect(layout.footer));
    if let Some(palette) = model.palette() {
        overlay::dim_panes(look, frame);
        overlay::clear_cut_panes(frame, [layout.list, layout.detail]);
        help::draw_help((&model.keymap, &model.locale), palette, look, frame);
    }
    look.symbols.replace_with_ascii(frame.buffer_mut());
}

/// The imported files and how many changes are accepted; or a notice.
fn draw_review_title(
    model: &ImportReviewModel,
    look: &Appearance,
    frame: &mut Frame<'_>,
    area: Rect,
) {
    let (theme, ellipsis) = (&look.theme, look.symbols.ellipsis);
    let width = usize::from(area.width);
    if let Some(notice) = &model.notice {
        let text = truncate_to_width(&format!(" {}", notice.text), width, ellipsis);
        let style = look.notice_style(notice.kind);
        frame.render_widget(Line::styled(text, style), area);
        return;
    }
    let locale = &model.locale;
    let (all, accepted) = model.change_counts();
    let [all, accepted] = [all, accepted].map(|number| locale.format_number(number));
    let counts = locale.fill("changes.counts", &[("n", &accepted), ("all", &all)]);
    let files = model.data.files.join(", ");
    let title = if files.is_empty() {
        locale.t("correction.title").to_owned()
    } else {
        locale.fill("changes.title", &[("files", &files)])
    };
    let room = width.saturating_sub(counts.width() + 2);
    let line = Line::from(vec![
        Span::styled(
            truncate_and_pad(&format!(" {title}"), room, ellipsis),
            theme.heading,
        ),
        Span::styled(format!(" {counts} "), theme.chip),
    ]);
    frame.render_widget(line, area);
}

/// The kinds of change with their counts; the kind of the selected row is in brackets and always visible.
fn draw_change_kinds(
    model: &ImportReviewModel,
    look: &Appearance,
    frame: &mut Frame<'_>,
    area: Rect,
) {
    let current = model.list.group_index_of(model.selected);
    let names: Vec<String> = model
        .list
        .groups()
        .iter()
        .enumerate()
        .map(|(index, group)| {
            let name = model.locale.t(group.section.locale_key());
            let count = model.locale.format_number(group.count);
            if index == current {
                format!("[{name} {count}]")
            } else {
                format!(" {name} {count} ")
            }
        })
        .collect();
    let width = usize::from(area.width);
    let needed_width: usize = names
        .iter()
        .take(current + 1)
        .map(|name| name.width() + 1)
        .sum();
    // Kinds at the left are skipped until the current one fits.
    let (mut skipped, mut skipped_width) = (0, 0);
    while skipped < current && needed_width - skipped_width > width {
        skipped_width += names[skipped].width() + 1;
        skipped += 1;
    }
    let mut line = Line::default();
    for (index, name) in names.into_iter().enumerate().skip(skipped) {
        let lead = if index == skipped && skipped > 0 {
            look.symbols.ellipsis
        } else {
            " "
        };
        let style = if index == current {
            look.theme.focus
        } else {
            look.theme.dim
        };
        line.spans.push(Span::styled(lead, look.theme.dim));
        line.spans.push(Span::styled(name, style));
    }
    frame.render_widget(line, area);
}

fn draw_change_list(
    model: &ImportReviewModel,
    look: &Appearance,
    frame: &mut Frame<'_>,
    area: ScreenArea,
) {
    let locale = &model.locale;
    let number = locale.format_number((model.selected + 1).min(model.len()));
    let total = locale.format_number(model.len());
    let title = locale.fill(
        "screen.place",
        &[
            ("name", &locale.t("changes.list")),
            ("n", &number),
            ("all", &total),
        ],
    );
    let inside = pane::draw_pane(look, frame, area, &title, true);
    for (y, line) in (inside.y..inside.bottom()).zip(model.list_offset..model.list.line_count()) {
        let area = Rect {
            y,
            height: 1,
            ..inside
        };
        let width = usize::from(inside.width);
        match model.list.line_at(line) {
            Some(ReviewLine::Heading(group)) => {
                frame.render_widget(build_group_header(model, look, group, width), area);
            }
            Some(ReviewLine::Item(item)) => {
                frame.render_widget(build_item_line(model, look, item, width), area);
                if item == model.selected && model.palette().is_none() {
                    frame.set_cursor_position(Position::new(area.x, area.y));
                }
            }
            None => {}
        }
    }
}

fn build_group_header(
    model: &ImportReviewModel,
    look: &Appearance,
    group: usize,
    width: usize,
) -> Line<'static> {
    let Some(group) = model.list.groups().get(group) else {
        return Line::default();
    };
    let locale = &model.locale;
    let name = match group.section {
        ReviewSection::Reading => locale.t("changes.reading_head"),
        ReviewSection::Change(kind) => label::change_kind_label(locale, kind),
        ReviewSection::Doubtful => locale.t("change.doubtful"),
        ReviewSection::Problem(severity) => label::problem_severity_label(locale, severity),
    };
    let kinds = match group.section {
        ReviewSection::Problem(ProblemSeverity::SetAside) => {
            problem_text::describe_set_aside_kinds(locale, &model.set_aside_kinds)
        }
        _ => String::new(),
    };
    let count = locale.format_number(group.count);
    let colon = if kinds.is_empty() { "" } else { ": " };
    let text = format!("{name} ({count}){colon}{kinds}");
    // The numbers at the right of changes are rows of the file, unless nothing of a file stands there.
    let first = model.list.item_at(group.items.start);
    let has_rows = matches!(first, Some(ReviewItem::Entry(index)) if model.data.plan.entries
        .get(index).is_some_and(|entry| entry.origin.is_some()));
    let head = locale.t("changes.row");
    let room = width.saturating_sub(head.width() + 1);
    let text = if has_rows {
        format!(
            "{} {head}",
            truncate_and_pad(&text, room, look.symbols.ellipsis)
        )
    } else {
        truncate_to_width(&text, width, look.symbols.ellipsis)
    };
    Line::styled(text, look.theme.heading)
}

fn build_item_line(
    model: &ImportReviewModel,
    look: &Appearance,
    item: usize,
    width: usize,
) -> Line<'static> {
    let selected = item == model.selected;
    let style = if selected {
        look.theme.selected
    } else {
        look.theme.text
    };
    let cursor = if selected { look.symbols.cursor } else { " " };
    let room = width.saturating_sub(1);
    let data = &model.data;
    let text = match model.list.item_at(item) {
        Some(ReviewItem::Entry(index)) => data
            .plan
            .entries
            .get(index)
            .map(|entry| format_entry_cells(model, look, entry, room)),
        Some(ReviewItem::Note(index)) => data.notes.get(index).map(|note| format!(" {note}")),
        Some(ReviewItem::Problems(index)) => model.list.problem_group(index).map(|group| {
            let problems = group.problems(&data.problems);
            let line = problem_text::describe_problems(&model.locale, &problems);
            if data.files.len() > 1 {
                let name = data.files.get(group.file).map_or("", String::as_str);
                return format!(" {name}: {line}");
            }
            format!(" {line}")
        }),
        None => None,
    };
    let text = truncate_and_pad(&text.unwrap_or_default(), room, look.symbols.ellipsis);
    Line::styled(format!("{cursor}{text}"), style)
}

/// Verdict, name, what differs or else the producer, and the row number in the file.
fn format_entry_cells(
    model: &ImportReviewModel,
    look: &Appearance,
    entry: &ChangeEntry,
    width: usize,
) -> String {
    let ellipsis = look.symbols.ellipsis;
    let data = &model.data;
    let mark = match entry.verdict {
        Verdict::Accept => look.symbols.checkbox[0],
        Verdict::Refuse => look.symbols.checkbox[1],
        Verdict::SameAs(_) => look.symbols.known_product,
    };
    let place_width = if model.has_sheets {
        (width / 5).clamp(ROW_NUMBER_WIDTH, MAX_PLACE_WIDTH)
    } else {
        ROW_NUMBER_WIDTH
    };
    let place = format_place(entry, place_width, ellipsis);
    let product = &entry.after;
    let room = width.saturating_sub(mark.width() + 1 + place_width);
    let summary =
        change_text::summarize_entry(&model.locale, &data.plan, entry, &data.current_products);
    let beside = if !summary.differences.is_empty() {
        summary.differences.as_str()
    } else if room < MIN_WIDTH_WITH_PRODUCER {
        ""
    } else {
        let producer = product.producer.as_ref();
        producer.map_or("", |producer| &producer.name)
    };
    let cells = if beside.is_empty() {
        truncate_and_pad(&product.name, room, ellipsis)
    } else {
        let name_width = room * 11 / 20;
        format!(
            "{} {}",
            truncate_and_pad(&product.name, name_width, ellipsis),
            truncate_and_pad(beside, room.saturating_sub(name_width + 1), ellipsis)
        )
    };
    let warning = if model.skipped_cells(entry).is_empty() {
        ' '
    } else {
        SKIPPED_CELL_MARK
    };
    format!("{mark}{warning}{cells}{place}")
}

/// The row number of an entry, after the name of its sheet where several were read, at the right of so many columns.
fn format_place(entry: &ChangeEntry, width: usize, ellipsis: &str) -> String {
    let Some(origin) = &entry.origin else {
        return " ".repeat(width);
    };
    let number = origin.row.to_string();
    let room = width.saturating_sub(number.width() + 2);
    let place = match &origin.sheet {
        Some(sheet) if room > 0 => {
            let sheet = truncate_to_width(sheet, room, ellipsis);
            format!("{sheet} {number}")
        }
        _ => number,
    };
    let padding = width.saturating_sub(place.width());
    format!("{}{place}", " ".repeat(padding))
}

fn draw_selected_record(
    model: &ImportReviewModel,
    look: &Appearance,
    frame: &mut Frame<'_>,
    area: ScreenArea,
) {
    let rows = item_rows::build_item_rows(model, area.inner_area().width.into());
    let title = (model.locale.t("changes.detail"), model.is_record_open);
    let inside = record::draw_record_rows(look, frame, area, title, &rows, model.detail_offset);
    if model.is_record_open && model.palette().is_none() {
        frame.set_cursor_position(Position::new(inside.x, inside.y));
    }
}

/// The keys, or an open question in their place.
fn draw_review_footer(
    model: &ImportReviewModel,
    look: &Appearance,
    frame: &mut Frame<'_>,
    area: Rect,
) {
    let locale = &model.locale;
    let text = if model.palette().is_some() {
        model
            .keymap
            .fill_key_names(locale, "screen.help_keys", KeyContext::Input)
    } else if let Some(question) = model.confirmation() {
        draw_question(model, look, frame, area, question);
        return;
    } else if !model.pending_keys.is_empty() {
        footer::format_pending_keys(locale, &model.pending_keys)
    } else {
        let entries = review_footer_entries(model);
        let keymap_and_locale = (&model.keymap, locale);
        let context = model.key_context();
        let hints = footer::build_hint_line(keymap_and_locale, look, entries, context, area.width);
        frame.render_widget(hints, area);
        return;
    };
    let hints = footer::build_sentence_line(look, &text, area.width);
    frame.render_widget(hints, area);
}

/// Draws a question upwards from the footer, in as many rows as it needs, with the real cursor after it.
fn draw_question(
    model: &ImportReviewModel,
    look: &Appearance,
    frame: &mut Frame<'_>,
    area: Rect,
    question: ReviewConfirmation,
) {
    let locale = &model.locale;
    let (all, accepted) = model.change_counts();
    let [accepted, refused] = [accepted, all - accepted].map(|number| locale.format_number(number));
    let values: [(&str, &dyn std::fmt::Display); 2] = [("n", &accepted), ("left", &refused)];
    let key = match question {
        ReviewConfirmation::Leave => "changes.ask_leave",
        ReviewConfirmation::Publish if refused == "0" => "changes.ask_all",
        ReviewConfirmation::Publish => "changes.ask_some",
    };
    let width = usize::from(area.width).saturating_sub(2).max(1);
    let doubts = model.accepted_doubts();
    let mut rows = Vec::new();
    if question == ReviewConfirmation::Publish && !doubts.is_empty() {
        let names = doubts.iter().map(|entry| entry.after.name.as_str());
        let names = problem_text::join_some(names, MAX_NAMED_DOUBTS);
        let number = locale.format_number(doubts.len());
        let values: [(&str, &dyn std::fmt::Display); 2] = [("n", &number), ("names", &names)];
        rows = wrap_text(&locale.fill("changes.ask_doubts", &values), width);
    }
    let text =
        model
            .keymap
            .fill_key_names_and_values(locale, key, KeyContext::Confirmation, &values);
    rows.extend(wrap_text(&text, width));
    let height = (rows.len() as u16).min(area.bottom());
    let top = area.bottom() - height;
    let mut cursor = Position::new(area.x, top);
    for (y, row) in (top..area.bottom()).zip(rows) {
        let line = Rect {
            y,
            height: 1,
            ..area
        };
        cursor = Position::new(area.x + (row.width() as u16 + 1).min(area.width - 1), y);
        frame.render_widget(Clear, line);
        frame.render_widget(Line::styled(format!(" {row}"), look.theme.chip), line);
    }
    frame.set_cursor_position(cursor);
}
