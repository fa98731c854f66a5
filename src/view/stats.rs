//! The statistics of what is asked: totals, then bars by facet, two facets at once, or ends by month. Where a question
//! was marked as the reference, the bars stand beside its numbers.
//!
//! While figures are awaited no number is shown. Must not: count.

use ocop_index::clean;
use ocop_index::stats::Totals;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line as Text, Span};
use unicode_width::UnicodeWidthStr;

use super::{Look, compared, crosstab, pane};
use crate::app::layout::{Area, STATS_HEAD};
use crate::app::model::Model;
use crate::app::stats::{Face, Figures, Line};
use crate::label;
use crate::text::{cut_to, fit};

/// Columns of a count and of a share, with a gap before each.
const NUMBERS: usize = 9 + 9;

/// Most columns of a bar: longer ones are no easier to compare.
const LONGEST: usize = 60;

pub(super) fn draw(model: &Model, look: &Look, frame: &mut Frame<'_>, area: Area) {
    let locale = &model.locale;
    let face = match model.stats.face {
        Face::Bars => "stats.bars",
        Face::Cross => "stats.cross",
        Face::Due => "stats.due",
    };
    let title = [locale.t("stats.title"), locale.t(face)].join(&format!(" {} ", look.symbols.dot));
    let inside = pane::draw(look, frame, area, &title, true);
    if inside.is_empty() {
        return;
    }
    if model.help.is_none() {
        frame.set_cursor_position(Position::new(inside.x, inside.y));
    }
    let stats = &model.stats;
    let figures = stats.of(model.asked);
    let figures = figures.filter(|_| !model.is_stale() && model.missing_figures().is_none());
    let Some(figures) = figures else {
        if model.failed != Some(model.asked) {
            let counting = locale.t("stats.counting").to_owned();
            frame.render_widget(Text::styled(counting, look.theme.dim), inside);
        }
        return;
    };
    frame.render_widget(
        totals(model, look, figures, inside.width.into()),
        row(inside, 0),
    );
    let width = usize::from(inside.width);
    frame.render_widget(head(model, look, figures, width), row(inside, 1));
    let body = inside.height.saturating_sub(STATS_HEAD as u16);
    let lines = stats.lines();
    let shown = lines.iter().enumerate().skip(stats.offset);
    for (at, (number, line)) in shown.take(body.into()).enumerate() {
        let area = row(inside, at + STATS_HEAD);
        let text = self::line(model, look, figures, *line, width);
        if number == stats.cursor {
            let text = text.patch_style(look.theme.selected);
            frame.render_widget(text, area);
            if model.help.is_none() {
                frame.set_cursor_position(Position::new(area.x, area.y));
            }
        } else {
            frame.render_widget(text, area);
        }
    }
}

/// One row of an area.
fn row(inside: Rect, at: usize) -> Rect {
    let at = (at as u16).min(inside.height.saturating_sub(1));
    Rect {
        y: inside.y + at,
        height: 1,
        ..inside
    }
}

/// How many, and what else there is room to say.
fn totals(model: &Model, look: &Look, figures: &Figures, width: usize) -> Text<'static> {
    let locale = &model.locale;
    let totals = &figures.totals;
    let numbers = [totals.products, totals.producers].map(|number| locale.number(number));
    let values: [(&str, &dyn std::fmt::Display); 2] =
        [("products", &numbers[0]), ("producers", &numbers[1])];
    let share = locale.share(totals.products, model.all);
    let share = locale.fill("stats.of_all", &[("share", &share)]);
    // The other tables have no numbers of it.
    let reference = model.stats.reference();
    let reference = reference.filter(|_| model.stats.face == Face::Bars);
    let against = reference.map(|reference| {
        let line = cut_to(&clean::text(&reference.line), LONGEST, look.symbols.cut);
        locale.fill("stats.against", &[("line", &line)])
    });
    let mut parts = vec![String::new()];
    parts.extend(against);
    let least = parts.len();
    parts.push(share);
    let several = figures.cross.facets.iter().any(|facet| facet.is_set());
    if model.stats.face == Face::Cross && several {
        parts.push(locale.t("stats.several").to_owned());
    }
    let head = locale.fill("stats.totals", &values);
    let join = |parts: &[String]| parts.join(&format!(" {} ", look.symbols.dot));
    while head.width() + join(&parts).width() > width && parts.len() > least {
        parts.pop();
    }
    let room = width.saturating_sub(head.width());
    let rest = cut_to(&join(&parts), room, look.symbols.cut);
    Text::from(vec![
        Span::styled(head, look.theme.head),
        Span::styled(rest, look.theme.dim),
    ])
}

/// What the columns are.
fn head(model: &Model, look: &Look, figures: &Figures, width: usize) -> Text<'static> {
    match model.stats.face {
        Face::Bars if model.stats.reference().is_some() => compared::head(model, look, width),
        Face::Bars => Text::default(),
        Face::Cross => crosstab::head(model, look, &figures.cross, width),
        Face::Due => {
            let sum: u32 = figures.due.iter().map(|due| due.count).sum();
            let sum = model.locale.number(sum as usize);
            Text::styled(
                model.locale.fill("stats.ends", &[("n", &sum)]),
                look.theme.dim,
            )
        }
    }
}

fn line(model: &Model, look: &Look, figures: &Figures, line: Line, width: usize) -> Text<'static> {
    let locale = &model.locale;
    let products = figures.totals.products;
    match line {
        Line::Gap => Text::default(),
        Line::Products | Line::Producers => {
            let name = locale.t(if line == Line::Products {
                "stats.products"
            } else {
                "stats.producers"
            });
            let of = |totals: &Totals| match line {
                Line::Products => totals.products,
                _ => totals.producers,
            };
            let then = model.stats.reference();
            let then = then.map_or(0, |reference| of(&reference.totals));
            let counts = [of(&figures.totals), then];
            compared::line(model, look, &format!("    {name}"), counts, 0, width)
        }
        Line::Head(facet) => Text::styled(label::facet(locale, facet).to_owned(), look.theme.head),
        Line::Bar(facet, at) => {
            let bars = model.stats.bars(facet);
            let Some(value) = bars.get(at) else {
                return Text::default();
            };
            let mark = if value.chosen {
                look.symbols.chosen[0]
            } else {
                ""
            };
            let label = label::value(locale, facet, &value.value);
            let label = format!("{mark:>3} {label}");
            // Without a reference its numbers are none.
            let most = bars.iter().flat_map(|bar| bar.counts).max().unwrap_or(0);
            let counts = value.counts.map(|count| count as usize);
            if model.stats.reference().is_some() {
                return compared::line(model, look, &label, counts, most as usize, width);
            }
            bar(
                model,
                look,
                &label,
                [value.counts[0], most],
                products,
                width,
            )
        }
        Line::Due(at) => {
            let Some(due) = figures.due.get(at) else {
                return Text::default();
            };
            let label = format!("    {}", label::due(locale, due.due));
            let most = figures.due.iter().map(|due| due.count).max().unwrap_or(0);
            let all: u32 = figures.due.iter().map(|due| due.count).sum();
            bar(model, look, &label, [due.count, most], all as usize, width)
        }
        Line::Row(at) => crosstab::row(model, look, &figures.cross, Some(at), width),
        Line::Sum => crosstab::row(model, look, &figures.cross, None, width),
    }
}

/// A label, a count, its share of a whole, and a bar beside the longest one.
fn bar(
    model: &Model,
    look: &Look,
    label: &str,
    [count, most]: [u32; 2],
    whole: usize,
    width: usize,
) -> Text<'static> {
    let room = (width * 2 / 5)
        .clamp(16, 44)
        .min(width.saturating_sub(NUMBERS));
    let number = model.locale.number(count as usize);
    let share = model.locale.share(count as usize, whole);
    let numbers = format!(" {number:>8} {share:>8}");
    let left = width
        .saturating_sub(room + numbers.width() + 1)
        .min(LONGEST);
    let cells = (count as usize * left).div_ceil(most.max(1) as usize);
    let text = fit(label, room, look.symbols.cut);
    let numbers = cut_to(&numbers, width.saturating_sub(room), look.symbols.cut);
    Text::from(vec![
        Span::styled(text, look.theme.text),
        Span::styled(numbers, look.theme.text),
        Span::styled(
            format!(" {}", look.symbols.bar.repeat(cells)),
            look.theme.bar,
        ),
    ])
}
