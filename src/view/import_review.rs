//! The screen of an import: kinds with counts, the changes with their verdicts, the selected one whole.
//!
//! Must not: change a verdict, or go through all entries; only lines that are shown are worked out.

use ocop_index::change::{ChangeEntry, Verdict};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line as Text, Span};
use ratatui::widgets::Clear;
use unicode_width::UnicodeWidthStr;

use super::{Appearance, footer, help, pane, record, to_rect};
use crate::app::action::{self, KeyContext};
use crate::app::import_review::layout::compute_review_layout;
use crate::app::import_review::record as item_rows;
use crate::app::import_review::{
    ImportReviewModel, ReviewConfirmation, ReviewItem, ReviewLine, ReviewSection,
};
use crate::app::layout::ScreenArea;
use crate::app::model::record::wrap_text;
use crate::wording::change_text;
use crate::wording::label;
use crate::wording::text_width::{truncate_and_pad, truncate_to_width};

/// Columns of a row's number in its file.
const ROW_NUMBER_WIDTH: usize = 7;
/// Narrower lists show only the name.
const MIN_WIDTH_WITH_PRODUCER: usize = 50;

/// Draws everything and puts the real cursor where the person works.
pub fn draw_import_review(model: &ImportReviewModel, look: &Appearance, frame: &mut Frame<'_>) {
    let Some(layout) = compute_review_layout(model) else {
        let notice = Text::styled(model.locale.t("screen.small").to_owned(), look.theme.text);
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
    if let Some(palette) = &model.palette {
        help::draw_help((&model.keymap, &model.locale), palette, look, frame);
    }
    look.symbols.replace_with_ascii(frame.buffer_mut());
}

/// What is imported, and how many of the changes will be written; or what the person should know.
fn draw_review_title(
    model: &ImportReviewModel,
    look: &Appearance,
    frame: &mut Frame<'_>,
    area: Rect,
) {
    let (theme, cut) = (&look.theme, look.symbols.ellipsis);
    let width = usize::from(area.width);
    if let Some(notice) = &model.notice {
        let text = truncate_to_width(&format!(" {notice}"), width, cut);
        frame.render_widget(Text::styled(text, theme.alert), area);
        return;
    }
    let locale = &model.locale;
    let (all, taken) = model.change_counts();
    let [all, taken] = [all, taken].map(|number| locale.format_number(number));
    let counts = locale.fill("changes.counts", &[("n", &taken), ("all", &all)]);
    let files = model.data.files.join(", ");
    let name = locale.fill("changes.title", &[("files", &files)]);
    let room = width.saturating_sub(counts.width() + 2);
    let line = Text::from(vec![
        Span::styled(
            truncate_and_pad(&format!(" {name}"), room, cut),
            theme.heading,
        ),
        Span::styled(format!(" {counts} "), theme.chip),
    ]);
    frame.render_widget(line, area);
}

/// The kinds with their counts; the one of the selected row is in brackets and always shown.
fn draw_change_kinds(
    model: &ImportReviewModel,
    look: &Appearance,
    frame: &mut Frame<'_>,
    area: Rect,
) {
    let here = model.group_index_of(model.selected);
    let names: Vec<String> = model
        .groups
        .iter()
        .enumerate()
        .map(|(number, group)| {
            let name = model.locale.t(group.section.locale_key());
            let count = model.locale.format_number(group.items.len());
            if number == here {
                format!("[{name} {count}]")
            } else {
                format!(" {name} {count} ")
            }
        })
        .collect();
    let width = usize::from(area.width);
    let ends: usize = names
        .iter()
        .take(here + 1)
        .map(|name| name.width() + 1)
        .sum();
    // What does not fit gives way at the left, so that the kind of now is in sight.
    let (mut skipped, mut gone) = (0, 0);
    while skipped < here && ends - gone > width {
        gone += names[skipped].width() + 1;
        skipped += 1;
    }
    let mut line = Text::default();
    for (number, name) in names.into_iter().enumerate().skip(skipped) {
        let lead = if number == skipped && skipped > 0 {
            look.symbols.ellipsis
        } else {
            " "
        };
        let style = if number == here {
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
    let place = model.locale.fill(
        "screen.place",
        &[
            ("name", &model.locale.t("changes.list")),
            (
                "n",
                &model
                    .locale
                    .format_number((model.selected + 1).min(model.len())),
            ),
            ("all", &model.locale.format_number(model.len())),
        ],
    );
    let inside = pane::draw_pane(look, frame, area, &place, true);
    for (y, line) in (inside.y..inside.bottom()).zip(model.list_offset..model.line_count()) {
        let area = Rect {
            y,
            height: 1,
            ..inside
        };
        let width = usize::from(inside.width);
        match model.line_at(line) {
            Some(ReviewLine::Heading(number)) => {
                frame.render_widget(build_group_header(model, look, number, width), area)
            }
            Some(ReviewLine::Item(item)) => {
                frame.render_widget(build_item_line(model, look, item, width), area);
                if item == model.selected && model.palette.is_none() {
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
    number: usize,
    width: usize,
) -> Text<'static> {
    let Some(group) = model.groups.get(number) else {
        return Text::default();
    };
    let locale = &model.locale;
    let name = match group.section {
        ReviewSection::Change(kind) => label::change_kind_label(locale, kind),
        ReviewSection::Doubtful => locale.t("change.doubtful"),
        ReviewSection::Problem(weight) => label::problem_severity_label(locale, weight),
    };
    let count = locale.format_number(group.items.len());
    let text = format!("{name} ({count})");
    Text::styled(
        truncate_to_width(&text, width, look.symbols.ellipsis),
        look.theme.heading,
    )
}

fn build_item_line(
    model: &ImportReviewModel,
    look: &Appearance,
    item: usize,
    width: usize,
) -> Text<'static> {
    let selected = item == model.selected;
    let style = if selected {
        look.theme.selected
    } else {
        look.theme.text
    };
    let cursor = if selected { look.symbols.cursor } else { " " };
    let room = width.saturating_sub(1);
    let material = &model.data;
    let text = match model.item_at(item) {
        Some(ReviewItem::Entry(at)) => material
            .plan
            .entries
            .get(at)
            .map(|entry| format_entry_cells(look, entry, room)),
        Some(ReviewItem::Problem(at)) => material.problems.get(at).map(|(file, problem)| {
            let line = change_text::describe_import_problem(&model.locale, problem);
            if material.files.len() > 1 {
                let name = material.files.get(*file).map_or("", String::as_str);
                return format!(" {name}: {line}");
            }
            format!(" {line}")
        }),
        None => None,
    };
    let text = truncate_and_pad(&text.unwrap_or_default(), room, look.symbols.ellipsis);
    Text::styled(format!("{cursor}{text}"), style)
}

/// Verdict, name, producer and the row in the file.
fn format_entry_cells(look: &Appearance, entry: &ChangeEntry, width: usize) -> String {
    let cut = look.symbols.ellipsis;
    let sign = match entry.verdict {
        Verdict::Accept => look.symbols.checkbox[0],
        Verdict::Refuse => look.symbols.checkbox[1],
        Verdict::SameAs(_) => look.symbols.known_product,
    };
    let product = &entry.after;
    let number = entry
        .origin
        .map_or_else(String::new, |(_, row)| row.to_string());
    let room = width.saturating_sub(sign.width() + 1 + ROW_NUMBER_WIDTH);
    let texts = if room < MIN_WIDTH_WITH_PRODUCER {
        truncate_and_pad(&product.name, room, cut)
    } else {
        let producer = product
            .producer
            .as_ref()
            .map_or("", |producer| &producer.name);
        let name = room * 11 / 20;
        format!(
            "{} {}",
            truncate_and_pad(&product.name, name, cut),
            truncate_and_pad(producer, room - name - 1, cut)
        )
    };
    format!("{sign} {texts}{number:>ROW_NUMBER_WIDTH$}")
}

fn draw_selected_record(
    model: &ImportReviewModel,
    look: &Appearance,
    frame: &mut Frame<'_>,
    area: ScreenArea,
) {
    let room = area.inner_area();
    let rows = item_rows::build_item_rows(model, room.width.into());
    let title = (model.locale.t("changes.detail"), model.is_record_open);
    let inside = record::draw_record_rows(look, frame, area, title, &rows, model.detail_offset);
    if model.is_record_open && model.palette.is_none() {
        frame.set_cursor_position(Position::new(inside.x, inside.y));
    }
}

/// The keys, or the question over them.
fn draw_review_footer(
    model: &ImportReviewModel,
    look: &Appearance,
    frame: &mut Frame<'_>,
    area: Rect,
) {
    let locale = &model.locale;
    let text = if model.palette.is_some() {
        model
            .keymap
            .fill_key_names(locale, "screen.help_keys", KeyContext::Input)
    } else if let Some(question) = model.confirmation {
        draw_question(model, look, frame, area, question);
        return;
    } else if !model.pending_keys.is_empty() {
        footer::format_pending_keys(locale, &model.pending_keys)
    } else {
        let entries = action::review_footer_entries(model);
        let said = (&model.keymap, locale);
        let hints = footer::build_hint_line(said, look, entries, model.key_context(), area.width);
        frame.render_widget(hints, area);
        return;
    };
    frame.render_widget(Text::styled(format!(" {text}"), look.theme.key), area);
}

/// A question, in as many rows as it needs, with the real cursor behind it.
fn draw_question(
    model: &ImportReviewModel,
    look: &Appearance,
    frame: &mut Frame<'_>,
    area: Rect,
    question: ReviewConfirmation,
) {
    let locale = &model.locale;
    let (all, taken) = model.change_counts();
    let [taken, left] = [taken, all - taken].map(|number| locale.format_number(number));
    let values: [(&str, &dyn std::fmt::Display); 2] = [("n", &taken), ("left", &left)];
    let key = match question {
        ReviewConfirmation::Leave => "changes.ask_leave",
        ReviewConfirmation::Publish if left == "0" => "changes.ask_all",
        ReviewConfirmation::Publish => "changes.ask_some",
    };
    let rows = wrap_text(
        &model
            .keymap
            .fill_key_names_and_values(locale, key, KeyContext::Confirmation, &values),
        usize::from(area.width).saturating_sub(2).max(1),
    );
    let height = (rows.len() as u16).min(area.bottom());
    let top = area.bottom() - height;
    let mut end = Position::new(area.x, top);
    for (y, row) in (top..area.bottom()).zip(rows) {
        let line = Rect {
            y,
            height: 1,
            ..area
        };
        end = Position::new(area.x + (row.width() as u16 + 1).min(area.width - 1), y);
        frame.render_widget(Clear, line);
        frame.render_widget(Text::styled(format!(" {row}"), look.theme.alert), line);
    }
    frame.set_cursor_position(end);
}
