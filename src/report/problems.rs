//! The problems of a list as a table in the list's own row order, for correcting them there. Nothing is cut.

use std::path::Path;

use crate::cli::exit::CommandFailure;
use crate::cli::settings::Settings;
use crate::reader_process::ImportedLists;
use crate::report::table_file::{self, ReportTable};
use crate::wording::label;

/// Writes the report as CSV or a workbook, by the path's extension.
pub fn write_problem_report(
    settings: &Settings,
    path: &Path,
    lists: &ImportedLists,
) -> Result<(), CommandFailure> {
    let locale = &settings.locale;
    let header = ["file", "row", "column", "value", "weight", "reason"]
        .map(|name| locale.t(&format!("column.{name}")).to_owned());
    let rows = lists.problems.iter().map(|(file, problem)| {
        Ok(vec![
            lists.file_name(*file).into(),
            (problem.row as f64).into(),
            problem.column.clone().into(),
            problem.value.clone().into(),
            label::problem_severity_label(locale, problem.reason.severity())
                .to_owned()
                .into(),
            locale
                .t(&format!("problem.{}", problem.reason.key()))
                .to_owned()
                .into(),
        ])
    });
    let table = ReportTable {
        name: locale.t("export.problems").to_owned(),
        title: Vec::new(),
        header: vec![header.to_vec()],
        widths: vec![24.0, 8.0, 24.0, 32.0, 16.0, 60.0],
        rows: Box::new(rows),
        locale: locale.clone(),
    };
    // Each run replaces the report of the last one; no one edits it.
    table_file::write_file_atomically(path, true, |out| {
        if table_file::is_workbook_path(path) {
            table_file::write_workbook(out, vec![table])
        } else {
            table_file::write_csv(out, true, table)
        }
    })
}
