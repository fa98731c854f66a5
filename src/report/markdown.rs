//! A list as a Markdown table, for a mail or a web page. Rows are streamed, not collected.

use std::io::{self, Write};

use ocop_index::search::SearchHit;

use super::markdown_escape::escape_markdown;
use crate::cli::settings::Settings;
use crate::report::export_columns::format_stars;
use crate::wording::end_of_validity::end_of_validity;
use crate::wording::product_column::ProductColumn;

/// The columns of the table, unless somebody wants others.
const USUAL_COLUMNS: [ProductColumn; 7] = [
    ProductColumn::Name,
    ProductColumn::Star,
    ProductColumn::Producer,
    ProductColumn::Place,
    ProductColumn::Phone,
    ProductColumn::End,
    ProductColumn::Id,
];

fn table_columns(settings: &Settings) -> &[ProductColumn] {
    settings.columns.asked.as_deref().unwrap_or(&USUAL_COLUMNS)
}

/// Writes the header of the table.
pub fn write_markdown_header(out: &mut impl Write, settings: &Settings) -> io::Result<()> {
    let columns = table_columns(settings);
    let names: Vec<String> = columns
        .iter()
        .map(|column| column.header(&settings.locale))
        .collect();
    writeln!(out, "| {} |", names.join(" | "))?;
    writeln!(out, "|{}", " --- |".repeat(names.len()))
}

/// Writes the row of a product.
pub fn write_markdown_row(
    out: &mut impl Write,
    settings: &Settings,
    hit: &SearchHit,
) -> io::Result<()> {
    let locale = &settings.locale;
    let cells = table_columns(settings).iter().map(|column| {
        let text = match column {
            ProductColumn::Star => format_stars(locale, hit.state.star),
            ProductColumn::End => end_of_validity(locale, &hit.state),
            other => other.cell_text(locale, hit, settings.day),
        };
        escape_markdown(&text)
    });
    let cells: Vec<String> = cells.collect();
    writeln!(out, "| {} |", cells.join(" | "))
}
