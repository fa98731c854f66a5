//! The screen of an import: kinds with counts, the changes with their verdicts, the selected one whole.
//!
//! Must not: change a verdict, or go through all entries; only lines that are shown are worked out.

use ocop_index::change::{Entry, Verdict};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line as Text, Span};
use ratatui::widgets::Clear;
use unicode_width::UnicodeWidthStr;

use super::{Look, detail, footer, help, pane, rect};
use crate::app::action::{self, Context};
use crate::app::changes::detail as record;
use crate::app::changes::layout::layout;
use crate::app::changes::{Item, Line, Model, Part, Question};
use crate::app::detail::wrap;
use crate::app::layout::Area;
use crate::change_text;
use crate::label;
use crate::text::{cut_to, fit};

/// Columns of a row's number in its file.
const ROW: usize = 7;
/// Narrower lists show only the name.
const WITH_PRODUCER: usize = 50;

/// Draws everything and puts the real cursor where the person works.
pub fn draw(model: &Model, look: &Look, frame: &mut Frame<'_>) {
    let Some(layout) = layout(model) else {
        let notice = Text::styled(model.locale.t("screen.small").to_owned(), look.theme.text);
        frame.render_widget(notice, frame.area());
        return;
    };
    title(model, look, frame, rect(layout.title));
    kinds(model, look, frame, rect(layout.kinds));
    if let Some(area) = layout.list {
        list(model, look, frame, area);
    }
    if let Some(area) = layout.detail {
        selected(model, look, frame, area);
    }
    foot(model, look, frame, rect(layout.footer));
    if let Some(palette) = &model.help {
        help::draw((&model.keymap, &model.locale), palette, look, frame);
    }
    look.symbols.plain(frame.buffer_mut());
}

/// What is imported, and how many of the changes will be written; or what the person should know.
fn title(model: &Model, look: &Look, frame: &mut Frame<'_>, area: Rect) {
    let (theme, cut) = (&look.theme, look.symbols.cut);
    let width = usize::from(area.width);
    if let Some(notice) = &model.notice {
        let text = cut_to(&format!(" {notice}"), width, cut);
        frame.render_widget(Text::styled(text, theme.alert), area);
        return;
    }
    let locale = &model.locale;
    let (all, taken) = model.counts();
    let [all, taken] = [all, taken].map(|number| locale.number(number));
    let counts = locale.fill("changes.counts", &[("n", &taken), ("all", &all)]);
    let files = model.material.files.join(", ");
    let name = locale.fill("changes.title", &[("files", &files)]);
    let room = width.saturating_sub(counts.width() + 2);
    let line = Text::from(vec![
        Span::styled(fit(&format!(" {name}"), room, cut), theme.head),
        Span::styled(format!(" {counts} "), theme.chip),
    ]);
    frame.render_widget(line, area);
}

/// The kinds with their counts; the one of the selected row is in brackets and always shown.
fn kinds(model: &Model, look: &Look, frame: &mut Frame<'_>, area: Rect) {
    let here = model.group_of(model.selected);
    let names: Vec<String> = model
        .groups
        .iter()
        .enumerate()
        .map(|(number, group)| {
            let name = model.locale.t(group.part.key());
            let count = model.locale.number(group.items.len());
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
            look.symbols.cut
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

fn list(model: &Model, look: &Look, frame: &mut Frame<'_>, area: Area) {
    let place = model.locale.fill(
        "screen.place",
        &[
            ("name", &model.locale.t("changes.list")),
            (
                "n",
                &model.locale.number((model.selected + 1).min(model.len())),
            ),
            ("all", &model.locale.number(model.len())),
        ],
    );
    let inside = pane::draw(look, frame, area, &place, true);
    for (y, line) in (inside.y..inside.bottom()).zip(model.offset..model.lines()) {
        let area = Rect {
            y,
            height: 1,
            ..inside
        };
        let width = usize::from(inside.width);
        match model.line(line) {
            Some(Line::Head(number)) => frame.render_widget(head(model, look, number, width), area),
            Some(Line::Item(item)) => {
                frame.render_widget(row(model, look, item, width), area);
                if item == model.selected && model.help.is_none() {
                    frame.set_cursor_position(Position::new(area.x, area.y));
                }
            }
            None => {}
        }
    }
}

fn head(model: &Model, look: &Look, number: usize, width: usize) -> Text<'static> {
    let Some(group) = model.groups.get(number) else {
        return Text::default();
    };
    let locale = &model.locale;
    let name = match group.part {
        Part::Change(kind) => label::change(locale, kind),
        Part::Doubtful => locale.t("change.doubtful"),
        Part::Problem(weight) => label::weight(locale, weight),
    };
    let count = locale.number(group.items.len());
    let text = format!("{name} ({count})");
    Text::styled(cut_to(&text, width, look.symbols.cut), look.theme.head)
}

fn row(model: &Model, look: &Look, item: usize, width: usize) -> Text<'static> {
    let selected = item == model.selected;
    let style = if selected {
        look.theme.selected
    } else {
        look.theme.text
    };
    let cursor = if selected { look.symbols.cursor } else { " " };
    let room = width.saturating_sub(1);
    let material = &model.material;
    let text = match model.item(item) {
        Some(Item::Entry(at)) => material
            .plan
            .entries
            .get(at)
            .map(|entry| cells(look, entry, room)),
        Some(Item::Problem(at)) => material.problems.get(at).map(|(file, problem)| {
            let line = change_text::problem_line(&model.locale, problem);
            if material.files.len() > 1 {
                let name = material.files.get(*file).map_or("", String::as_str);
                return format!(" {name}: {line}");
            }
            format!(" {line}")
        }),
        None => None,
    };
    let text = fit(&text.unwrap_or_default(), room, look.symbols.cut);
    Text::styled(format!("{cursor}{text}"), style)
}

/// Verdict, name, producer and the row in the file.
fn cells(look: &Look, entry: &Entry, width: usize) -> String {
    let cut = look.symbols.cut;
    let sign = match entry.verdict {
        Verdict::Accept => look.symbols.chosen[0],
        Verdict::Refuse => look.symbols.chosen[1],
        Verdict::Same(_) => look.symbols.same,
    };
    let product = &entry.after;
    let number = entry
        .origin
        .map_or_else(String::new, |(_, row)| row.to_string());
    let room = width.saturating_sub(sign.width() + 1 + ROW);
    let texts = if room < WITH_PRODUCER {
        fit(&product.name, room, cut)
    } else {
        let producer = product
            .producer
            .as_ref()
            .map_or("", |producer| &producer.name);
        let name = room * 11 / 20;
        format!(
            "{} {}",
            fit(&product.name, name, cut),
            fit(producer, room - name - 1, cut)
        )
    };
    format!("{sign} {texts}{number:>ROW$}")
}

fn selected(model: &Model, look: &Look, frame: &mut Frame<'_>, area: Area) {
    let room = area.inside();
    let rows = record::rows(model, room.width.into());
    let title = (model.locale.t("changes.detail"), model.open);
    let inside = detail::rows_from(look, frame, area, title, &rows, model.detail_offset);
    if model.open && model.help.is_none() {
        frame.set_cursor_position(Position::new(inside.x, inside.y));
    }
}

/// The keys, or the question over them.
fn foot(model: &Model, look: &Look, frame: &mut Frame<'_>, area: Rect) {
    let locale = &model.locale;
    let text = if model.help.is_some() {
        model
            .keymap
            .told(locale, "screen.help_keys", Context::Input)
    } else if let Some(question) = model.question {
        ask(model, look, frame, area, question);
        return;
    } else if !model.pending.is_empty() {
        footer::pending(locale, &model.pending)
    } else {
        let entries = action::changes_footer(model);
        let said = (&model.keymap, locale);
        let hints = footer::hints(said, look, entries, model.context(), area.width);
        frame.render_widget(hints, area);
        return;
    };
    frame.render_widget(Text::styled(format!(" {text}"), look.theme.key), area);
}

/// A question, in as many rows as it needs, with the real cursor behind it.
fn ask(model: &Model, look: &Look, frame: &mut Frame<'_>, area: Rect, question: Question) {
    let locale = &model.locale;
    let (all, taken) = model.counts();
    let [taken, left] = [taken, all - taken].map(|number| locale.number(number));
    let values: [(&str, &dyn std::fmt::Display); 2] = [("n", &taken), ("left", &left)];
    let key = match question {
        Question::Leave => "changes.ask_leave",
        Question::Publish if left == "0" => "changes.ask_all",
        Question::Publish => "changes.ask_some",
    };
    let rows = wrap(
        &model
            .keymap
            .told_with(locale, key, Context::Question, &values),
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
