//! A document as a workbook: a first sheet with everything but the tables, then a sheet for each table.

use std::io::Cursor;

use super::document_text::clean_document_text;
use super::sheet_name::choose_sheet_name;
use super::{Block, Document, DocumentTable};
use crate::cli::exit::CommandFailure;
use crate::report::table_file::{self, ReportCell, ReportTable};
use crate::wording::locale::Locale;

/// The widths of the first sheet in letters: what it is about, what is so.
const FACT_WIDTHS: [f64; 2] = [34.0, 60.0];

/// The workbook.
pub(super) fn build_workbook(document: &Document) -> Result<Vec<u8>, CommandFailure> {
    let mut taken = Vec::new();
    let first = build_fact_sheet(document, &mut taken);
    let tables = document
        .tables()
        .map(|table| build_table_sheet(table, &document.locale, &mut taken));
    let sheets = std::iter::once(first).chain(tables).collect();
    let mut file = Cursor::new(Vec::new());
    table_file::write_workbook(&mut file, sheets)?;
    Ok(file.into_inner())
}

fn build_fact_sheet(document: &Document, taken: &mut Vec<String>) -> ReportTable<'static> {
    let locale = &document.locale;
    let name = choose_sheet_name(locale.t("document.fact_sheet"), taken);
    let line = |text: &str| vec![ReportCell::Text(clean_document_text(text))];
    let mut rows = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Heading(_, text) => {
                rows.push(Vec::new());
                rows.push(vec![ReportCell::Heading(clean_document_text(text))]);
            }
            Block::Paragraph(text) | Block::Nothing(text) => rows.push(line(text)),
            Block::Facts(facts) => rows.extend(facts.iter().map(|fact| {
                let label = ReportCell::Text(clean_document_text(&fact.label));
                vec![label, clean_cell(&fact.value)]
            })),
            Block::Bullets(items) => rows.extend(items.iter().map(|item| line(item))),
            Block::Table(table) => {
                let number = ReportCell::Number(table.rows.len() as f64);
                let label = locale.fill("document.rows", &[("name", &table.name)]);
                rows.push(vec![clean_document_text(&label).into(), number]);
            }
        }
    }
    ReportTable {
        name,
        title: vec![clean_document_text(&document.title)],
        header: Vec::new(),
        widths: FACT_WIDTHS.to_vec(),
        rows: Box::new(rows.into_iter().map(Ok)),
        locale: locale.clone(),
    }
}

/// The sheet of a table; its name is none of `taken`.
fn build_table_sheet<'a>(
    table: &'a DocumentTable,
    locale: &Locale,
    taken: &mut Vec<String>,
) -> ReportTable<'a> {
    let labels = table.columns.iter();
    let rows = table.rows.iter();
    ReportTable {
        name: choose_sheet_name(&clean_document_text(&table.name), taken),
        title: Vec::new(),
        header: vec![
            labels
                .map(|column| clean_document_text(&column.label))
                .collect(),
        ],
        widths: table.columns.iter().map(|column| column.width).collect(),
        rows: Box::new(rows.map(|row| Ok(row.iter().map(clean_cell).collect()))),
        locale: locale.clone(),
    }
}

fn clean_cell(cell: &ReportCell) -> ReportCell {
    match cell {
        ReportCell::Text(text) => ReportCell::Text(clean_document_text(text)),
        other => other.clone(),
    }
}
