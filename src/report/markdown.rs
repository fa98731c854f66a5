//! A list as a Markdown table, for a mail or a web page. Rows are streamed, not collected.

use std::io::{self, Write};

use ocop_index::clean;
use ocop_index::search::SearchHit;

use crate::cli::settings::Settings;
use crate::report::export_columns::format_stars;
use crate::wording::end_of_validity::end_of_validity;
use crate::wording::label;

/// Writes the header of the table.
pub fn write_markdown_header(out: &mut impl Write, settings: &Settings) -> io::Result<()> {
    let names = ["name", "star", "producer", "place", "phone", "end", "id"];
    let names = names.map(|name| settings.locale.t(&format!("column.{name}")).to_owned());
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
    let product = &hit.product;
    let producer = product.producer.as_ref();
    let cells = [
        product.name.clone(),
        format_stars(locale, hit.state.star),
        producer.map_or_else(String::new, |producer| producer.name.clone()),
        label::place_label(product),
        producer
            .and_then(|producer| producer.phone.clone())
            .unwrap_or_default(),
        end_of_validity(locale, &hit.state),
        product.id.clone(),
    ];
    let cells = cells.map(|cell| escape_markdown(&cell));
    writeln!(out, "| {} |", cells.join(" | "))
}

/// Escapes the characters that Markdown or HTML would interpret.
fn escape_markdown(text: &str) -> String {
    let mut escaped = String::new();
    for c in clean::clean_text(text).chars() {
        match c {
            '|' | '\\' | '*' | '_' | '`' | '[' | ']' => {
                escaped.push('\\');
                escaped.push(c);
            }
            '<' => escaped.push_str("&lt;"),
            '&' => escaped.push_str("&amp;"),
            other => escaped.push(other),
        }
    }
    escaped
}
