//! The statistics of what is asked: totals, then bars by facet, two facets at once, or ends by month. Where a question
//! was marked as the reference, the bars stand beside its numbers.
//!
//! While figures are awaited no number is shown. Must not: count.

use ocop_index::clean;
use ocop_index::list_totals::ListTotals;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line as Text, Span};
use unicode_width::UnicodeWidthStr;

use super::{Appearance, comparison, crosstab, pane};
use crate::app::layout::{STATS_HEADER_ROWS, ScreenArea};
use crate::app::model::Model;
use crate::app::model::statistics::{QueryStatistics, StatisticsLine, StatisticsView};
use crate::wording::label;
use crate::wording::text_width::{truncate_and_pad, truncate_to_width};

/// Columns of a count and of a share, with a gap before each.
const NUMBERS_WIDTH: usize = 9 + 9;

/// Most columns of a bar: longer ones are no easier to compare.
const MAX_BAR_WIDTH: usize = 60;

pub(super) fn draw_statistics(
    model: &Model,
    look: &Appearance,
    frame: &mut Frame<'_>,
    area: ScreenArea,
) {
    let locale = &model.locale;
    let face = match model.stats.view {
        StatisticsView::Bars => "stats.bars",
        StatisticsView::CrossTab => "stats.cross",
        StatisticsView::Expiry => "stats.due",
    };
    let title =
        [locale.t("stats.title"), locale.t(face)].join(&format!(" {} ", look.symbols.separator));
    let inside = pane::draw_pane(look, frame, area, &title, true);
    if inside.is_empty() {
        return;
    }
    if model.palette.is_none() {
        frame.set_cursor_position(Position::new(inside.x, inside.y));
    }
    let stats = &model.stats;
    let figures = stats.statistics_for(model.query_generation);
    let figures = figures.filter(|_| !model.is_stale() && model.missing_statistics().is_none());
    let Some(figures) = figures else {
        if model.failed_generation != Some(model.query_generation) {
            let counting = locale.t("stats.counting").to_owned();
            frame.render_widget(Text::styled(counting, look.theme.dim), inside);
        }
        return;
    };
    frame.render_widget(
        build_totals_line(model, look, figures, inside.width.into()),
        row_rect(inside, 0),
    );
    let width = usize::from(inside.width);
    frame.render_widget(
        build_statistics_header(model, look, figures, width),
        row_rect(inside, 1),
    );
    let body = inside.height.saturating_sub(STATS_HEADER_ROWS as u16);
    let lines = stats.build_lines();
    let shown = lines.iter().enumerate().skip(stats.offset);
    for (at, (number, line)) in shown.take(body.into()).enumerate() {
        let area = row_rect(inside, at + STATS_HEADER_ROWS);
        let text = self::build_statistics_line(model, look, figures, *line, width);
        if number == stats.cursor {
            let text = text.patch_style(look.theme.selected);
            frame.render_widget(text, area);
            if model.palette.is_none() {
                frame.set_cursor_position(Position::new(area.x, area.y));
            }
        } else {
            frame.render_widget(text, area);
        }
    }
}

/// One row of an area.
fn row_rect(inside: Rect, at: usize) -> Rect {
    let at = (at as u16).min(inside.height.saturating_sub(1));
    Rect {
        y: inside.y + at,
        height: 1,
        ..inside
    }
}

/// How many, and what else there is room to say.
fn build_totals_line(
    model: &Model,
    look: &Appearance,
    figures: &QueryStatistics,
    width: usize,
) -> Text<'static> {
    let locale = &model.locale;
    let totals = &figures.totals;
    let numbers = [totals.products, totals.producers].map(|number| locale.format_number(number));
    let values: [(&str, &dyn std::fmt::Display); 2] =
        [("products", &numbers[0]), ("producers", &numbers[1])];
    let share = locale.format_percent(totals.products, model.catalog_size);
    let share = locale.fill("stats.of_all", &[("share", &share)]);
    // The other tables have no numbers of it.
    let reference = model.stats.reference();
    let reference = reference.filter(|_| model.stats.view == StatisticsView::Bars);
    let against = reference.map(|reference| {
        let line = truncate_to_width(
            &clean::clean_text(&reference.line),
            MAX_BAR_WIDTH,
            look.symbols.ellipsis,
        );
        locale.fill("stats.against", &[("line", &line)])
    });
    let mut parts = vec![String::new()];
    parts.extend(against);
    let least = parts.len();
    parts.push(share);
    let several = figures
        .cross_tab
        .facets
        .iter()
        .any(|facet| facet.is_multi_valued());
    if model.stats.view == StatisticsView::CrossTab && several {
        parts.push(locale.t("stats.several").to_owned());
    }
    let head = locale.fill("stats.totals", &values);
    let join = |parts: &[String]| parts.join(&format!(" {} ", look.symbols.separator));
    while head.width() + join(&parts).width() > width && parts.len() > least {
        parts.pop();
    }
    let room = width.saturating_sub(head.width());
    let rest = truncate_to_width(&join(&parts), room, look.symbols.ellipsis);
    Text::from(vec![
        Span::styled(head, look.theme.heading),
        Span::styled(rest, look.theme.dim),
    ])
}

/// What the columns are.
fn build_statistics_header(
    model: &Model,
    look: &Appearance,
    figures: &QueryStatistics,
    width: usize,
) -> Text<'static> {
    match model.stats.view {
        StatisticsView::Bars if model.stats.reference().is_some() => {
            comparison::build_comparison_header(model, look, width)
        }
        StatisticsView::Bars => Text::default(),
        StatisticsView::CrossTab => {
            crosstab::build_crosstab_header(model, look, &figures.cross_tab, width)
        }
        StatisticsView::Expiry => {
            let sum: u32 = figures.expiry_counts.iter().map(|due| due.count).sum();
            let sum = model.locale.format_number(sum as usize);
            Text::styled(
                model.locale.fill("stats.ends", &[("n", &sum)]),
                look.theme.dim,
            )
        }
    }
}

fn build_statistics_line(
    model: &Model,
    look: &Appearance,
    figures: &QueryStatistics,
    line: StatisticsLine,
    width: usize,
) -> Text<'static> {
    let locale = &model.locale;
    let products = figures.totals.products;
    match line {
        StatisticsLine::Blank => Text::default(),
        StatisticsLine::Products | StatisticsLine::Producers => {
            let name = locale.t(if line == StatisticsLine::Products {
                "stats.products"
            } else {
                "stats.producers"
            });
            let of = |totals: &ListTotals| match line {
                StatisticsLine::Products => totals.products,
                _ => totals.producers,
            };
            let then = model.stats.reference();
            let then = then.map_or(0, |reference| of(&reference.totals));
            let counts = [of(&figures.totals), then];
            comparison::build_comparison_line(model, look, &format!("    {name}"), counts, 0, width)
        }
        StatisticsLine::Heading(facet) => Text::styled(
            label::facet_label(locale, facet).to_owned(),
            look.theme.heading,
        ),
        StatisticsLine::Bar(facet, at) => {
            let bars = model.stats.facet_bars(facet);
            let Some(value) = bars.get(at) else {
                return Text::default();
            };
            let mark = if value.chosen {
                look.symbols.checkbox[0]
            } else {
                ""
            };
            let label = label::facet_value_label(locale, facet, &value.value);
            let label = format!("{mark:>3} {label}");
            // Without a reference its numbers are none.
            let most = bars.iter().flat_map(|bar| bar.counts).max().unwrap_or(0);
            let counts = value.counts.map(|count| count as usize);
            if model.stats.reference().is_some() {
                return comparison::build_comparison_line(
                    model,
                    look,
                    &label,
                    counts,
                    most as usize,
                    width,
                );
            }
            build_bar_line(
                model,
                look,
                &label,
                [value.counts[0], most],
                products,
                width,
            )
        }
        StatisticsLine::Expiry(at) => {
            let Some(due) = figures.expiry_counts.get(at) else {
                return Text::default();
            };
            let label = format!("    {}", label::expiry_period_label(locale, due.period));
            let most = figures
                .expiry_counts
                .iter()
                .map(|due| due.count)
                .max()
                .unwrap_or(0);
            let all: u32 = figures.expiry_counts.iter().map(|due| due.count).sum();
            build_bar_line(model, look, &label, [due.count, most], all as usize, width)
        }
        StatisticsLine::CrossTabRow(at) => {
            crosstab::build_crosstab_row(model, look, &figures.cross_tab, Some(at), width)
        }
        StatisticsLine::Total => {
            crosstab::build_crosstab_row(model, look, &figures.cross_tab, None, width)
        }
    }
}

/// A label, a count, its share of a whole, and a bar beside the longest one.
fn build_bar_line(
    model: &Model,
    look: &Appearance,
    label: &str,
    [count, most]: [u32; 2],
    whole: usize,
    width: usize,
) -> Text<'static> {
    let room = (width * 2 / 5)
        .clamp(16, 44)
        .min(width.saturating_sub(NUMBERS_WIDTH));
    let number = model.locale.format_number(count as usize);
    let share = model.locale.format_percent(count as usize, whole);
    let numbers = format!(" {number:>8} {share:>8}");
    let left = width
        .saturating_sub(room + numbers.width() + 1)
        .min(MAX_BAR_WIDTH);
    let cells = (count as usize * left).div_ceil(most.max(1) as usize);
    let text = truncate_and_pad(label, room, look.symbols.ellipsis);
    let numbers = truncate_to_width(&numbers, width.saturating_sub(room), look.symbols.ellipsis);
    Text::from(vec![
        Span::styled(text, look.theme.text),
        Span::styled(numbers, look.theme.text),
        Span::styled(
            format!(" {}", look.symbols.bar.repeat(cells)),
            look.theme.bar,
        ),
    ])
}
