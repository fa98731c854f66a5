//! The statistics of the query: totals, then bars by facet, a cross table of two facets, or expiries by
//! month. If another query was marked as the reference, the bars are compared with its numbers.
//!
//! No number is shown until the new ones arrive.

use ocop_index::list_totals::ListTotals;
use ocop_index::query::ExpiryPeriod;
use ocop_index::{Facet, clean};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::crosstab::CrossTabLines;
use super::{Appearance, comparison, crosstab, pane};
use crate::app::layout::{STATS_HEADER_ROWS, ScreenArea};
use crate::app::model::Model;
use crate::app::model::statistics::{
    QueryStatistics, ReferenceQuery, StatisticsLine, StatisticsView,
};
use crate::wording::label;
use crate::wording::text_width::{truncate_and_pad, truncate_to_width};

/// Width of a count and of a percentage, each with a gap before it.
const NUMBERS_WIDTH: usize = 9 + 9;

/// Width of the longest bar: longer ones are no easier to compare.
const MAX_BAR_WIDTH: usize = 60;

pub(super) fn draw_statistics(
    model: &Model,
    look: &Appearance,
    frame: &mut Frame<'_>,
    area: ScreenArea,
) {
    let locale = &model.locale;
    let view_key = match model.stats.view {
        StatisticsView::Bars => "stats.bars",
        StatisticsView::CrossTab => "stats.cross",
        StatisticsView::Expiry => "stats.due",
    };
    let title = [locale.t("stats.title"), locale.t(view_key)]
        .join(&format!(" {} ", look.symbols.separator));
    let inside = pane::draw_pane(look, frame, area, &title, true);
    if inside.is_empty() {
        return;
    }
    if model.palette().is_none() {
        frame.set_cursor_position(Position::new(inside.x, inside.y));
    }
    let stats = &model.stats;
    let figures = stats.statistics_for(model.query_number);
    let figures = figures.filter(|_| !model.is_stale() && model.missing_statistics().is_none());
    let Some(figures) = figures else {
        if model.failed_query_number != Some(model.query_number) {
            let notice = locale.t("stats.counting").to_owned();
            frame.render_widget(Line::styled(notice, look.theme.dim), inside);
        }
        return;
    };
    frame.render_widget(
        build_totals_line(model, look, figures, inside.width.into()),
        row_rect(inside, 0),
    );
    let width = usize::from(inside.width);
    let is_crossed = model.stats.view == StatisticsView::CrossTab;
    let cross = is_crossed
        .then(|| CrossTabLines::new(model, width))
        .flatten();
    frame.render_widget(
        build_statistics_header(model, look, figures, (cross.as_ref(), width)),
        row_rect(inside, 1),
    );
    let body_rows = inside.height.saturating_sub(STATS_HEADER_ROWS as u16);
    let lines = stats.build_lines();
    let visible = lines.iter().enumerate().skip(stats.offset);
    for (row, (index, line)) in visible.take(body_rows.into()).enumerate() {
        let area = row_rect(inside, row + STATS_HEADER_ROWS);
        let text = build_statistics_line(model, look, figures, *line, (cross.as_ref(), width));
        if index == stats.cursor {
            let text = look.select_line(text);
            frame.render_widget(text, area);
            if model.palette().is_none() {
                frame.set_cursor_position(Position::new(area.x, area.y));
            }
        } else {
            frame.render_widget(text, area);
        }
    }
}

/// One row of an area.
fn row_rect(inside: Rect, row: usize) -> Rect {
    let row = (row as u16).min(inside.height.saturating_sub(1));
    Rect {
        y: inside.y + row,
        height: 1,
        ..inside
    }
}

/// The totals, then the reference, the share of the catalogue and a note, as far as they fit.
fn build_totals_line(
    model: &Model,
    look: &Appearance,
    figures: &QueryStatistics,
    width: usize,
) -> Line<'static> {
    let locale = &model.locale;
    let totals = &figures.totals;
    let numbers = [totals.products, totals.producers].map(|number| locale.format_number(number));
    let values: [(&str, &dyn std::fmt::Display); 2] =
        [("products", &numbers[0]), ("producers", &numbers[1])];
    let share = locale.format_percent(totals.products, model.catalog_size);
    let share = locale.fill("stats.of_all", &[("share", &share)]);
    let comparison = model
        .stats
        .reference()
        .map(|reference| describe_reference(model, look, reference));
    let mut parts = vec![String::new()];
    parts.extend(comparison);
    let required_parts = parts.len();
    parts.push(share);
    let is_multi_valued = figures
        .cross_tab
        .groupings
        .iter()
        .any(|grouping| grouping.is_multi_valued());
    if model.stats.view == StatisticsView::CrossTab && is_multi_valued {
        parts.push(locale.t("stats.several").to_owned());
    }
    let totals = locale.fill("stats.totals", &values);
    let join = |parts: &[String]| parts.join(&format!(" {} ", look.symbols.separator));
    while totals.width() + join(&parts).width() > width && parts.len() > required_parts {
        parts.pop();
    }
    let room = width.saturating_sub(totals.width());
    let rest = truncate_to_width(&join(&parts), room, look.symbols.ellipsis);
    Line::from(vec![
        Span::styled(totals, look.theme.heading),
        Span::styled(rest, look.theme.dim),
    ])
}

/// What the figures are compared with: another query, generation or day, or several of these.
fn describe_reference(model: &Model, look: &Appearance, reference: &ReferenceQuery) -> String {
    let locale = &model.locale;
    let day = locale.format_date(reference.day);
    let line = clean::clean_text(&reference.line);
    let line = truncate_to_width(&line, MAX_BAR_WIDTH, look.symbols.ellipsis);
    let is_other_day = reference.day != model.day;
    let generation = reference.generation;
    let generation = generation.map(|number| locale.fill("stats.generation", &[("n", &number)]));
    let mut parts: Vec<String> = reference
        .query
        .is_some()
        .then_some(line)
        .into_iter()
        .collect();
    parts.extend(generation);
    if parts.is_empty() {
        parts.push(day);
    } else if is_other_day {
        parts.push(locale.fill("screen.day", &[("day", &day)]));
    }
    locale.fill("stats.against", &[("line", &parts.join(", "))])
}

/// The column headers.
fn build_statistics_header(
    model: &Model,
    look: &Appearance,
    figures: &QueryStatistics,
    (cross, width): (Option<&CrossTabLines<'_>>, usize),
) -> Line<'static> {
    match model.stats.view {
        StatisticsView::Bars | StatisticsView::Expiry if model.stats.reference().is_some() => {
            comparison::build_comparison_header(model, look, width)
        }
        StatisticsView::Bars => Line::default(),
        StatisticsView::CrossTab => cross.map_or_else(Line::default, |cross| {
            crosstab::build_crosstab_header(model, look, cross)
        }),
        StatisticsView::Expiry => {
            let total: u32 = figures
                .expiry_counts
                .iter()
                .map(|expiry| expiry.count)
                .sum();
            let total = model.locale.format_number(total as usize);
            Line::styled(
                model.locale.fill("stats.ends", &[("n", &total)]),
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
    (cross, width): (Option<&CrossTabLines<'_>>, usize),
) -> Line<'static> {
    let locale = &model.locale;
    let products = figures.totals.products;
    match line {
        StatisticsLine::Blank => Line::default(),
        StatisticsLine::Products | StatisticsLine::Producers => {
            let name = locale.t(if line == StatisticsLine::Products {
                "stats.products"
            } else {
                "stats.producers"
            });
            let select_total = |totals: &ListTotals| match line {
                StatisticsLine::Products => totals.products,
                _ => totals.producers,
            };
            let reference = model.stats.reference_figures();
            let reference = reference.map_or(0, |reference| select_total(&reference.totals));
            let counts = [select_total(&figures.totals), reference];
            comparison::build_comparison_line(model, look, &format!("    {name}"), counts, 0, width)
        }
        StatisticsLine::Heading(facet) => Line::styled(
            label::facet_label(locale, facet).to_owned(),
            look.theme.heading,
        ),
        StatisticsLine::Bar(facet, index) => {
            build_facet_bar_line(model, look, facet, index, products, width)
        }
        StatisticsLine::Expiry(index) => build_expiry_line(model, look, index, width),
        StatisticsLine::CrossTabRow(_) | StatisticsLine::Total => {
            let row = match line {
                StatisticsLine::CrossTabRow(row) => Some(row),
                _ => None,
            };
            cross.map_or_else(Line::default, |cross| {
                crosstab::build_crosstab_row(model, look, cross, row)
            })
        }
    }
}

/// The bar of one facet value, compared with the reference if there is one.
fn build_facet_bar_line(
    model: &Model,
    look: &Appearance,
    facet: Facet,
    index: usize,
    products: usize,
    width: usize,
) -> Line<'static> {
    let bars = model.stats.facet_bars(facet);
    let Some(value) = bars.get(index) else {
        return Line::default();
    };
    let mark = if value.chosen {
        look.symbols.checkbox[0]
    } else {
        ""
    };
    let label = label::facet_value_label(&model.locale, facet, &value.value);
    let label = format!("{mark:>3} {label}");
    // Without a reference, its counts are 0. What is not given is no value to compare with.
    let given = bars.iter();
    let given = given.filter(|bar| !label::is_unknown_value(facet, &bar.value));
    let most = given.flat_map(|bar| bar.counts).max().unwrap_or(0);
    let most = if label::is_unknown_value(facet, &value.value) {
        0
    } else {
        most
    };
    if model.stats.reference().is_some() {
        let counts = value.counts.map(|count| count as usize);
        comparison::build_comparison_line(model, look, &label, counts, most as usize, width)
    } else {
        let counts = [value.counts[0], most];
        build_bar_line(model, look, &label, counts, products, width)
    }
}

/// The bar of one period in which recognitions expire, compared with the reference if there is one.
fn build_expiry_line(
    model: &Model,
    look: &Appearance,
    index: usize,
    width: usize,
) -> Line<'static> {
    let expiries = model.stats.compared_expiries();
    let Some(expiry) = expiries.get(index) else {
        return Line::default();
    };
    let label = format!(
        "    {}",
        label::expiry_period_label(&model.locale, expiry.period)
    );
    // Without a reference, its counts are 0.
    let is_known = |period| !matches!(period, ExpiryPeriod::Unknown);
    let known = expiries.iter().filter(|expiry| is_known(expiry.period));
    let most = known.flat_map(|expiry| expiry.counts).max().unwrap_or(0);
    let most = if is_known(expiry.period) { most } else { 0 };
    if model.stats.reference().is_some() {
        let counts = expiry.counts.map(|count| count as usize);
        return comparison::build_comparison_line(
            model,
            look,
            &label,
            counts,
            most as usize,
            width,
        );
    }
    let total: u32 = expiries.iter().map(|expiry| expiry.counts[0]).sum();
    let counts = [expiry.counts[0], most];
    build_bar_line(model, look, &label, counts, total as usize, width)
}

/// A label, a count, its percentage of `whole`, and a bar in proportion to `most`; no bar where that is 0.
fn build_bar_line(
    model: &Model,
    look: &Appearance,
    label: &str,
    [count, most]: [u32; 2],
    whole: usize,
    width: usize,
) -> Line<'static> {
    let label_width = (width * 2 / 5)
        .clamp(16, 44)
        .min(width.saturating_sub(NUMBERS_WIDTH));
    let number = model.locale.format_number(count as usize);
    let share = model.locale.format_percent(count as usize, whole);
    let numbers = format!(" {number:>8} {share:>8}");
    let max_bar = width
        .saturating_sub(label_width + numbers.width() + 1)
        .min(MAX_BAR_WIDTH);
    let bar = match most {
        0 => String::new(),
        most => look
            .symbols
            .build_bar(count as usize, most as usize, max_bar),
    };
    let ellipsis = look.symbols.ellipsis;
    let label = truncate_and_pad(label, label_width, ellipsis);
    let numbers = truncate_to_width(&numbers, width.saturating_sub(label_width), ellipsis);
    Line::from(vec![
        Span::styled(label, look.theme.text),
        Span::styled(numbers, look.theme.text),
        Span::styled(format!(" {bar}"), look.theme.bar),
    ])
}
