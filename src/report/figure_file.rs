//! A table of figures as a file: CSV, a workbook, Markdown. In CSV and workbooks numbers are numbers: a compared one
//! takes three columns, its own, the reference's, and the difference.

use std::io::{Seek, Write};

use super::export_format::ExportFormat;
use super::figure_table::{FigureCell, FigureTable};
use super::figure_text;
use super::table_file::{self, ReportCell, ReportTable};
use crate::cli::exit::CommandFailure;
use crate::wording::locale::Locale;

/// The widths of the columns in letters: names, then numbers.
const COLUMN_WIDTHS: [f64; 3] = [30.0, 26.0, 14.0];

/// Writes the table as text; a workbook is no text.
pub fn write_text(
    table: &FigureTable,
    locale: &Locale,
    (format, bom): (ExportFormat, bool),
    out: &mut impl Write,
) -> Result<(), CommandFailure> {
    if format == ExportFormat::Md {
        return Ok(writeln!(
            out,
            "{}",
            figure_text::format_markdown(table, locale)
        )?);
    }
    table_file::write_csv(out, bom, build_report_table(table, locale))
}

/// Writes the table as a file of this format.
pub fn write_file(
    table: &FigureTable,
    locale: &Locale,
    (format, bom): (ExportFormat, bool),
    out: &mut (impl Write + Seek + Send),
) -> Result<(), CommandFailure> {
    if format == ExportFormat::Xlsx {
        let mut sheet = build_report_table(table, locale);
        sheet.title = std::iter::once(table.title.clone())
            .chain(table.describe_subjects(locale))
            .collect();
        return table_file::write_workbook(out, vec![sheet]);
    }
    write_text(table, locale, (format, bom), out)
}

/// The rows with their numbers apart.
fn build_report_table(table: &FigureTable, locale: &Locale) -> ReportTable<'static> {
    let mut header = Vec::new();
    for column in &table.columns {
        header.push(column.label.clone());
        if column.is_compared {
            let label = [("label", &column.label as &dyn std::fmt::Display)];
            header.push(locale.fill("figures.then", &label));
            header.push(locale.fill("figures.more", &label));
        }
    }
    let rows: Vec<ocop_index::Result<Vec<ReportCell>>> = table
        .rows
        .iter()
        .map(|row| Ok(row.iter().flat_map(report_cells).collect()))
        .collect();
    ReportTable {
        name: locale.t("figures.sheet").to_owned(),
        title: Vec::new(),
        header: vec![header],
        widths: COLUMN_WIDTHS.to_vec(),
        rows: Box::new(rows.into_iter()),
        locale: locale.clone(),
    }
}

fn report_cells(cell: &FigureCell) -> Vec<ReportCell> {
    let number = |number: usize| ReportCell::Number(number as f64);
    match cell {
        FigureCell::Text(text) => vec![text.clone().into()],
        FigureCell::Count(count) => vec![number(*count)],
        FigureCell::Compared([here, there]) => {
            let more = ReportCell::Number(*here as f64 - *there as f64);
            vec![number(*here), number(*there), more]
        }
        FigureCell::Share([part, whole]) => {
            let tenths = (part * 2000 + whole).checked_div(whole * 2).unwrap_or(0);
            vec![ReportCell::Number(tenths as f64 / 10.0)]
        }
        FigureCell::Empty => vec![ReportCell::Empty],
    }
}
