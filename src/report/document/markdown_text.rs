//! A document as Markdown.

use super::document_text::format_cell;
use super::{Block, Document, DocumentTable, HeadingLevel};
use crate::report::markdown_escape::escape_markdown;
use crate::report::table_file::ReportCell;
use crate::wording::locale::Locale;

/// The document as text that ends with a line end.
pub(super) fn format_markdown(document: &Document) -> String {
    let locale = &document.locale;
    let mut paragraphs = vec![format!("# {}", escape_markdown(&document.title))];
    for block in &document.blocks {
        let text = match block {
            Block::Heading(HeadingLevel::Section, text) => format!("## {}", escape_markdown(text)),
            Block::Heading(HeadingLevel::Part, text) => format!("### {}", escape_markdown(text)),
            Block::Paragraph(text) => escape_line(text),
            Block::Facts(facts) => {
                let lines = facts.iter().map(|fact| {
                    let value = escape_lines(&format_cell(locale, &fact.value));
                    format!("- **{}:** {value}", escape_markdown(&fact.label))
                });
                lines.collect::<Vec<_>>().join("\n")
            }
            Block::Bullets(items) => {
                let lines = items.iter().map(|item| format!("- {}", escape_line(item)));
                lines.collect::<Vec<_>>().join("\n")
            }
            Block::Table(table) => format_table(table, locale),
            Block::Nothing(text) => format!("*{}*", escape_markdown(text)),
        };
        if !text.is_empty() {
            paragraphs.push(text);
        }
    }
    paragraphs.join("\n\n") + "\n"
}

fn format_table(table: &DocumentTable, locale: &Locale) -> String {
    let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let labels = table.columns.iter();
    let rules = (0..table.columns.len()).map(|column| {
        if table.is_numeric(column) {
            "---:".to_owned()
        } else {
            "---".to_owned()
        }
    });
    let mut lines = vec![
        row(labels
            .map(|column| escape_markdown(&column.label))
            .collect()),
        row(rules.collect()),
    ];
    lines.extend(table.rows.iter().map(|cells| {
        let cells = (0..table.columns.len()).map(|column| {
            let cell = cells.get(column).unwrap_or(&ReportCell::Empty);
            escape_lines(&format_cell(locale, cell))
        });
        row(cells.collect())
    }));
    lines.join("\n")
}

/// Escaped; a line end inside of a cell is a `<br>`.
fn escape_lines(text: &str) -> String {
    let lines = text.lines().map(escape_markdown);
    lines.collect::<Vec<_>>().join("<br>")
}

/// Escaped, also what would make a heading, a list or a quotation at the beginning of a line.
fn escape_line(text: &str) -> String {
    let escaped = escape_markdown(text.trim_start());
    let digits = escaped.bytes().take_while(u8::is_ascii_digit).count();
    let (before, after) = escaped.split_at(digits);
    let acts = match after.chars().next() {
        Some('.' | ')') => digits > 0,
        Some('#' | '>' | '-' | '+' | '=' | '~') => digits == 0,
        _ => false,
    };
    if acts {
        format!("{before}\\{after}")
    } else {
        escaped
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_no_heading_and_no_list_by_its_first_sign() {
        for (text, escaped) in [
            ("# một", "\\# một"),
            ("- một", "\\- một"),
            ("31. một", "31\\. một"),
            ("31/130", "31/130"),
            ("a|b", "a\\|b"),
        ] {
            assert_eq!(escape_line(text), escaped);
        }
    }
}
