//! Lists and counts for people: aligned columns, cut to the terminal when there is one.
//!
//! In a pipe nothing is cut and nothing is coloured. Widths are terminal columns, not bytes. Must not:
//! write an escape unless colour is on.

use std::io::{self, Write};

use ocop_index::search::{FacetCounts, HitExplanation, SearchHit};
use ocop_index::{Query, SearchAnswer, clean};
use unicode_width::UnicodeWidthStr;

use crate::cli::settings::Settings;
use crate::wording::text_width::truncate_and_pad;
use crate::wording::{explanation_text, label};

/// Stands for what was cut.
const ELLIPSIS: &str = "…";

/// Columns of a list.
const COLUMN_COUNT: usize = 6;

/// Prints a list with its head, and how it was read when that is not as typed; below each row why it was
/// found, where that was asked.
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
    if let Some(reading) =
        label::describe_interpretation(locale, answer.interpretation_summary(), &query.text)
    {
        writeln!(out, "{reading}")?;
    }
    let head = ["id", "star", "name", "producer", "place", "left"]
        .map(|name| locale.t(&format!("column.{name}")).to_owned());
    let rows: Vec<[String; COLUMN_COUNT]> = hits
        .iter()
        .map(|hit| build_hit_cells(settings, hit))
        .collect();
    let widths = compute_column_widths(&head, &rows, settings.width);
    let dim = |text: &str| style_text(settings, "2", text);
    writeln!(out, "{}", dim(format_row(&head, &widths).trim_end()))?;
    for (place, row) in rows.iter().enumerate() {
        writeln!(out, "{}", format_row(row, &widths).trim_end())?;
        let why = why
            .get(place)
            .map(|why| explanation_text::describe_explanation(locale, why));
        for line in why.unwrap_or_default() {
            writeln!(out, "{}", dim(&format!("    {line}")))?;
        }
    }
    let rest = answer.total() - hits.len();
    let mut foot = locale.fill(
        "report.total",
        &[("n", &locale.format_number(answer.total()))],
    );
    if rest > 0 {
        foot.push_str(&locale.fill("report.rest", &[("n", &locale.format_number(rest))]));
    }
    writeln!(out, "{}", dim(&foot))
}

/// Prints the counts of facets, one block each.
pub fn print_facet_counts(
    out: &mut impl Write,
    settings: &Settings,
    facets: &[FacetCounts],
) -> io::Result<()> {
    for (place, counts) in facets.iter().enumerate() {
        if place > 0 {
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

/// Widths that fit: name, producer and place give way in turn, longest first.
fn compute_column_widths(
    head: &[String; COLUMN_COUNT],
    rows: &[[String; COLUMN_COUNT]],
    terminal: Option<usize>,
) -> [usize; COLUMN_COUNT] {
    let mut widths = [0; COLUMN_COUNT];
    for row in std::iter::once(head).chain(rows) {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    let Some(terminal) = terminal else {
        return widths;
    };
    let gaps = 2 * (COLUMN_COUNT - 1);
    while widths.iter().sum::<usize>() + gaps > terminal {
        let Some(longest) = (2..5).max_by_key(|column| widths[*column]) else {
            break;
        };
        if widths[longest] <= 8 {
            break;
        }
        widths[longest] -= 1;
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
