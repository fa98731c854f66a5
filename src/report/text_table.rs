//! Lists and counts as text: aligned columns, cut to the width of the terminal.
//!
//! In a pipe nothing is cut. Escape sequences are written only when colour is on. Widths are
//! terminal columns, not bytes.

use std::io::{self, Write};

use ocop_index::search::{ComparedValue, FacetCounts, Grouping, HitExplanation, SearchHit};
use ocop_index::{Query, SearchAnswer, clean};
use unicode_width::UnicodeWidthStr;

use crate::cli::settings::Settings;
use crate::wording::fitted_place::fit_place;
use crate::wording::product_column::ProductColumn;
use crate::wording::text_width::truncate_and_pad;
use crate::wording::{explanation_text, grouping_label, label};

/// Marks a cut.
const ELLIPSIS: &str = "…";

/// The columns of a list, unless somebody wants others.
const USUAL_COLUMNS: [ProductColumn; 6] = [
    ProductColumn::Id,
    ProductColumn::Star,
    ProductColumn::Name,
    ProductColumn::Producer,
    ProductColumn::Place,
    ProductColumn::Left,
];

/// Between two columns.
const GAP: &str = "  ";

/// A column that is cut keeps this much.
pub const MIN_CUT_WIDTH: usize = 8;

/// Prints a list with its header, and the interpretation when it is not the query as typed. `why`
/// has an explanation for each hit, which is printed below its row, or is empty.
pub fn print_hit_list(
    out: &mut impl Write,
    settings: &Settings,
    (query, answer): (&Query, &SearchAnswer),
    (hits, why): (&[SearchHit], &[HitExplanation]),
) -> io::Result<()> {
    let locale = &settings.locale;
    if answer.total() == 0 {
        return writeln!(out, "{}", locale.t("report.nothing"));
    }
    if let Some(interpretation) =
        label::describe_interpretation(locale, answer.interpretation_summary(), &query.text)
    {
        writeln!(out, "{interpretation}")?;
    }
    let columns = settings.columns.for_people().unwrap_or(&USUAL_COLUMNS);
    let header: Vec<String> = columns.iter().map(|column| column.header(locale)).collect();
    let mut rows: Vec<Vec<String>> = hits
        .iter()
        .map(|hit| build_hit_cells(settings, columns, hit))
        .collect();
    let lines = std::iter::once(&header).chain(&rows);
    let widths = compute_column_widths(lines, settings.width, least_column_width(columns, hits));
    fit_places(columns, &mut rows, hits, &widths);
    let dim = |text: &str| style_text(settings, "2", text);
    writeln!(out, "{}", dim(format_row(&header, &widths).trim_end()))?;
    for (index, row) in rows.iter().enumerate() {
        writeln!(out, "{}", format_row(row, &widths).trim_end())?;
        let why = why
            .get(index)
            .map(|why| explanation_text::describe_explanation(locale, why));
        for line in why.unwrap_or_default() {
            writeln!(out, "{}", dim(&format!("    {line}")))?;
        }
    }
    let rest = answer.total() - hits.len();
    let mut footer = locale.fill(
        "report.total",
        &[("n", &locale.format_number(answer.total()))],
    );
    if rest > 0 {
        footer.push_str(&locale.fill("report.rest", &[("n", &locale.format_number(rest))]));
    }
    writeln!(out, "{}", dim(&footer))
}

/// Prints the counts of facets, a block for each facet.
pub fn print_facet_counts(
    out: &mut impl Write,
    settings: &Settings,
    facets: &[FacetCounts],
) -> io::Result<()> {
    for (index, counts) in facets.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        let name = label::facet_label(&settings.locale, counts.facet);
        writeln!(out, "{}", style_text(settings, "1", name))?;
        for value in &counts.values {
            let label = label::facet_value_label(&settings.locale, counts.facet, &value.value);
            let mark = if value.chosen { '*' } else { ' ' };
            let count = settings.locale.format_number(value.count as usize);
            writeln!(out, "{mark} {count:>7}  {}", clean::clean_text(&label))?;
        }
    }
    Ok(())
}

fn build_hit_cells(settings: &Settings, columns: &[ProductColumn], hit: &SearchHit) -> Vec<String> {
    let cells = columns.iter().map(|column| {
        let text = column.cell_text(&settings.locale, hit, settings.day);
        match column {
            ProductColumn::Star | ProductColumn::Producer if text.is_empty() => "-".to_owned(),
            _ => clean::clean_text(&text).into_owned(),
        }
    });
    cells.collect()
}

/// Prints the groups of a list; compared numbers are `6 (+2)`.
pub fn print_groups(
    out: &mut impl Write,
    settings: &Settings,
    (grouping, values): (Grouping, &[ComparedValue]),
    is_compared: bool,
) -> io::Result<()> {
    let locale = &settings.locale;
    let name = grouping_label::grouping_label(locale, grouping);
    writeln!(out, "{}", style_text(settings, "1", name))?;
    let width = if is_compared { 14 } else { 7 };
    for value in values {
        let label = grouping_label::group_label(locale, grouping, &value.value);
        let mark = if value.chosen { '*' } else { ' ' };
        let counts = value.counts.map(|count| count as usize);
        let count = if is_compared {
            locale.format_compared(counts)
        } else {
            locale.format_number(counts[0])
        };
        writeln!(out, "{mark} {count:>width$}  {}", clean::clean_text(&label))?;
    }
    Ok(())
}

/// The widths of the columns of these lines. To fit the terminal, the widest of those that may be cut shrinks first:
/// `least` is what a column keeps, `None` for one that is never cut.
pub fn compute_column_widths<'l>(
    lines: impl IntoIterator<Item = &'l Vec<String>>,
    terminal: Option<usize>,
    least: impl Fn(usize) -> Option<usize>,
) -> Vec<usize> {
    let mut widths: Vec<usize> = Vec::new();
    for line in lines {
        widths.resize(widths.len().max(line.len()), 0);
        for (width, cell) in widths.iter_mut().zip(line) {
            *width = (*width).max(cell.width());
        }
    }
    let Some(terminal) = terminal else {
        return widths;
    };
    let gaps = GAP.len() * widths.len().saturating_sub(1);
    while widths.iter().sum::<usize>() + gaps > terminal {
        let may_shrink = |index: &usize| least(*index).is_some_and(|least| widths[*index] > least);
        let wide = (0..widths.len()).filter(may_shrink);
        let Some(widest) = wide.max_by_key(|index| widths[*index]) else {
            break;
        };
        widths[widest] -= 1;
    }
    widths
}

/// What a column of products keeps where it is cut; a place keeps room for every district.
fn least_column_width(
    columns: &[ProductColumn],
    hits: &[SearchHit],
) -> impl Fn(usize) -> Option<usize> {
    let districts = hits
        .iter()
        .filter_map(|hit| hit.product.place.district.as_deref());
    let longest_district = districts.map(UnicodeWidthStr::width).max().unwrap_or(0);
    move |index| match columns[index] {
        ProductColumn::Place => Some(MIN_CUT_WIDTH.max(longest_district)),
        column => may_be_cut(column).then_some(MIN_CUT_WIDTH),
    }
}

const fn may_be_cut(column: ProductColumn) -> bool {
    matches!(
        column,
        ProductColumn::Name
            | ProductColumn::Specialty
            | ProductColumn::Producer
            | ProductColumn::Place
            | ProductColumn::Commune
            | ProductColumn::Unit
            | ProductColumn::Group
            | ProductColumn::Channels
    )
}

/// Shortens the communes of places that are too wide, so that no district is cut.
fn fit_places(
    columns: &[ProductColumn],
    rows: &mut [Vec<String>],
    hits: &[SearchHit],
    widths: &[usize],
) {
    let places = columns.iter().zip(widths).enumerate();
    let places = places.filter(|(_, (column, _))| **column == ProductColumn::Place);
    for (index, (_, width)) in places {
        for (row, hit) in rows.iter_mut().zip(hits) {
            let place = fit_place(&hit.product, &[], &[], *width, ELLIPSIS);
            row[index] = clean::clean_text(&place.text).into_owned();
        }
    }
}

/// A line of a table, its cells cut and filled up to the widths of the columns.
pub fn format_row(row: &[String], widths: &[usize]) -> String {
    let mut line = String::new();
    for (cell, width) in row.iter().zip(widths) {
        line.push_str(&truncate_and_pad(cell, *width, ELLIPSIS));
        line.push_str(GAP);
    }
    line
}

fn style_text(settings: &Settings, code: &str, text: &str) -> String {
    if settings.color {
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    } else {
        text.to_owned()
    }
}
