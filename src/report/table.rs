//! Lists and counts for people: aligned columns, cut to the terminal when there is one.
//!
//! In a pipe nothing is cut and nothing is coloured. Widths are terminal columns, not bytes. Must not:
//! write an escape unless colour is on.

use std::io::{self, Write};

use ocop_index::search::{Explanation, FacetCounts, Hit};
use ocop_index::{Answer, Query, clean};
use unicode_width::UnicodeWidthStr;

use crate::settings::Settings;
use crate::text::fit;
use crate::{explained, label};

/// Stands for what was cut.
const CUT: &str = "…";

/// Columns of a list.
const COLUMNS: usize = 6;

/// Prints a list with its head, and how it was read when that is not as typed; below each row why it was
/// found, where that was asked.
pub fn list(
    out: &mut impl Write,
    settings: &Settings,
    (query, answer): (&Query, &Answer),
    (hits, why): (&[Hit], &[Explanation]),
) -> io::Result<()> {
    let locale = &settings.locale;
    if answer.total() == 0 {
        return writeln!(out, "{}", locale.t("report.nothing"));
    }
    if let Some(reading) = label::reading(locale, answer.reading(), &query.text) {
        writeln!(out, "{reading}")?;
    }
    let head = ["id", "star", "name", "producer", "place", "left"]
        .map(|name| locale.t(&format!("column.{name}")).to_owned());
    let rows: Vec<[String; COLUMNS]> = hits.iter().map(|hit| cells(settings, hit)).collect();
    let widths = widths(&head, &rows, settings.width);
    let dim = |text: &str| paint(settings, "2", text);
    writeln!(out, "{}", dim(line(&head, &widths).trim_end()))?;
    for (place, row) in rows.iter().enumerate() {
        writeln!(out, "{}", line(row, &widths).trim_end())?;
        let why = why.get(place).map(|why| explained::lines(locale, why));
        for line in why.unwrap_or_default() {
            writeln!(out, "{}", dim(&format!("    {line}")))?;
        }
    }
    let rest = answer.total() - hits.len();
    let mut foot = locale.fill("report.total", &[("n", &locale.number(answer.total()))]);
    if rest > 0 {
        foot.push_str(&locale.fill("report.rest", &[("n", &locale.number(rest))]));
    }
    writeln!(out, "{}", dim(&foot))
}

/// Prints the counts of facets, one block each.
pub fn facets(out: &mut impl Write, settings: &Settings, facets: &[FacetCounts]) -> io::Result<()> {
    for (place, counts) in facets.iter().enumerate() {
        if place > 0 {
            writeln!(out)?;
        }
        let name = label::facet(&settings.locale, counts.facet);
        writeln!(out, "{}", paint(settings, "1", name))?;
        for value in &counts.values {
            let label = label::value(&settings.locale, counts.facet, &value.value);
            let mark = if value.chosen { '*' } else { ' ' };
            let count = settings.locale.number(value.count as usize);
            writeln!(out, "{mark} {count:>7}  {}", clean::text(&label))?;
        }
    }
    Ok(())
}

fn cells(settings: &Settings, hit: &Hit) -> [String; COLUMNS] {
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
        label::place(product),
        label::time_left(&settings.locale, &hit.state, settings.day),
    ]
    .map(|cell| clean::text(&cell).into_owned())
}

/// Widths that fit: name, producer and place give way in turn, longest first.
fn widths(
    head: &[String; COLUMNS],
    rows: &[[String; COLUMNS]],
    terminal: Option<usize>,
) -> [usize; COLUMNS] {
    let mut widths = [0; COLUMNS];
    for row in std::iter::once(head).chain(rows) {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    let Some(terminal) = terminal else {
        return widths;
    };
    let gaps = 2 * (COLUMNS - 1);
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

fn line(row: &[String; COLUMNS], widths: &[usize; COLUMNS]) -> String {
    let mut line = String::new();
    for (cell, width) in row.iter().zip(widths) {
        line.push_str(&fit(cell, *width, CUT));
        line.push_str("  ");
    }
    line
}

fn paint(settings: &Settings, code: &str, text: &str) -> String {
    if settings.color {
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    } else {
        text.to_owned()
    }
}
