//! Lists and counts as text: aligned columns, cut to the width of the terminal.
//!
//! In a pipe nothing is cut. Escape sequences are written only when colour is on. Widths are
//! terminal columns, not bytes.

use std::io::{self, Write};

use ocop_index::search::{FacetCounts, HitExplanation, SearchHit};
use ocop_index::{Query, SearchAnswer, clean};
use unicode_width::UnicodeWidthStr;

use crate::cli::settings::Settings;
use crate::wording::text_width::truncate_and_pad;
use crate::wording::{explanation_text, label};

/// Marks a cut.
const ELLIPSIS: &str = "…";

/// The number of columns of a list.
const COLUMN_COUNT: usize = 6;

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
    let header = ["id", "star", "name", "producer", "place", "left"]
        .map(|name| locale.t(&format!("column.{name}")).to_owned());
    let rows: Vec<[String; COLUMN_COUNT]> = hits
        .iter()
        .map(|hit| build_hit_cells(settings, hit))
        .collect();
    let widths = compute_column_widths(&header, &rows, settings.width);
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

fn build_hit_cells(settings: &Settings, hit: &SearchHit) -> [String; COLUMN_COUNT] {
    let product = &hit.product;
    let star = hit
        .state
        .star
        .map_or_else(|| "-".to_owned(), |star| star.to_string());
    let producer = product
        .producer
        .as_ref()
        .map(|producer| producer.name.as_str());
    [
        product.id.clone(),
        star,
        product.name.clone(),
        producer.unwrap_or("-").to_owned(),
        label::place_label(product),
        label::short_time_left(&settings.locale, &hit.state, settings.day),
    ]
    .map(|cell| clean::clean_text(&cell).into_owned())
}

/// The widths of the columns. To fit the terminal, the widest of name, producer and place shrinks first.
fn compute_column_widths(
    header: &[String; COLUMN_COUNT],
    rows: &[[String; COLUMN_COUNT]],
    terminal: Option<usize>,
) -> [usize; COLUMN_COUNT] {
    let mut widths = [0; COLUMN_COUNT];
    for row in std::iter::once(header).chain(rows) {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    let Some(terminal) = terminal else {
        return widths;
    };
    let gaps = 2 * (COLUMN_COUNT - 1);
    while widths.iter().sum::<usize>() + gaps > terminal {
        let Some(widest) = (2..5).max_by_key(|column| widths[*column]) else {
            break;
        };
        if widths[widest] <= 8 {
            break;
        }
        widths[widest] -= 1;
    }
    widths
}

fn format_row(row: &[String; COLUMN_COUNT], widths: &[usize; COLUMN_COUNT]) -> String {
    let mut line = String::new();
    for (cell, width) in row.iter().zip(widths) {
        line.push_str(&truncate_and_pad(cell, *width, ELLIPSIS));
        line.push_str("  ");
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
