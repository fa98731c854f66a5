//! A table of figures as text: Markdown, and aligned columns for a mail. Compared numbers are `6 (+2)`.

use unicode_width::UnicodeWidthStr;

use super::figure_table::{FigureCell, FigureTable};
use super::markdown_escape::escape_markdown;
use crate::wording::locale::Locale;
use crate::wording::text_width::truncate_and_pad;

/// A cell as people read it.
fn format_cell(locale: &Locale, cell: &FigureCell) -> String {
    match cell {
        FigureCell::Text(text) => text.clone(),
        FigureCell::Count(count) => locale.format_number(*count),
        FigureCell::Compared(counts) => locale.format_compared(*counts),
        FigureCell::Share([part, whole]) => locale.format_percent(*part, *whole),
        FigureCell::Empty => String::new(),
    }
}

/// True for a column of numbers.
fn is_numeric(table: &FigureTable, column: usize) -> bool {
    let cells = table.rows.iter().filter_map(|row| row.get(column));
    cells.clone().count() > 0
        && cells
            .into_iter()
            .all(|cell| !matches!(cell, FigureCell::Text(_)))
}

/// The table in Markdown: its title, what was counted, the rows.
pub fn format_markdown(table: &FigureTable, locale: &Locale) -> String {
    let mut lines = vec![
        format!("**{}**", escape_markdown(&table.title)),
        String::new(),
    ];
    for sentence in table.describe_subjects(locale) {
        lines.extend([escape_markdown(&sentence), String::new()]);
    }
    let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let labels = table.columns.iter();
    lines.push(row(labels
        .map(|column| escape_markdown(&column.label))
        .collect()));
    let rules = (0..table.columns.len()).map(|column| {
        if is_numeric(table, column) {
            "---:".to_owned()
        } else {
            "---".to_owned()
        }
    });
    lines.push(row(rules.collect()));
    for cells in &table.rows {
        let cells = cells.iter();
        lines.push(row(cells
            .map(|cell| escape_markdown(&format_cell(locale, cell)))
            .collect()));
    }
    lines.join("\n")
}

/// The table as aligned columns: its title, what was counted, the rows.
pub fn format_plain(table: &FigureTable, locale: &Locale) -> String {
    let labels = table.columns.iter().map(|column| column.label.clone());
    let body = table
        .rows
        .iter()
        .map(|row| row.iter().map(|cell| format_cell(locale, cell)).collect());
    let rows: Vec<Vec<String>> = std::iter::once(labels.collect()).chain(body).collect();
    let widths: Vec<usize> = (0..table.columns.len())
        .map(|column| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.width()).max().unwrap_or(0)
        })
        .collect();
    let mut lines = vec![table.title.clone()];
    lines.extend(table.describe_subjects(locale));
    lines.push(String::new());
    for row in &rows {
        let cells = row.iter().zip(&widths).enumerate();
        let cells = cells.map(|(column, (cell, width))| {
            if is_numeric(table, column) {
                format!("{}{cell}", " ".repeat(width - cell.width()))
            } else {
                truncate_and_pad(cell, *width, "…")
            }
        });
        let line = cells.collect::<Vec<_>>().join("  ");
        lines.push(line.trim_end().to_owned());
    }
    lines.join("\n")
}
