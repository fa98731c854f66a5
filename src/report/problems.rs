//! The problems of a list as a table in the list's own row order, for correcting them there. Nothing is cut.

use std::path::Path;

use ocop_index::source::problem::ImportProblem;

use crate::cli::exit::CommandFailure;
use crate::cli::settings::Settings;
use crate::reader_process::ImportedLists;
use crate::report::table_file::{self, ReportCell, ReportTable};
use crate::wording::label;
use crate::wording::locale::Locale;
use crate::wording::problem_text;

/// Writes the report as CSV or a workbook, by the path's extension.
pub fn write_problem_report(
    settings: &Settings,
    path: &Path,
    lists: &ImportedLists,
) -> Result<(), CommandFailure> {
    let locale = &settings.locale;
    let header = [
        "file", "sheet", "row", "column", "value", "weight", "reason",
    ]
    .map(|name| locale.t(&format!("column.{name}")).to_owned());
    let rows = lists.problems.iter();
    let rows = rows.map(|(file, problem)| Ok(problem_cells(locale, lists, *file, problem)));
    let table = ReportTable {
        name: locale.t("export.problems").to_owned(),
        title: Vec::new(),
        header: vec![header.to_vec()],
        widths: vec![24.0, 16.0, 8.0, 24.0, 32.0, 16.0, 60.0],
        rows: Box::new(rows),
        locale: locale.clone(),
    };
    // Each run replaces the report of the last one; no one edits it.
    table_file::write_file_atomically(path, (true, settings.export_access), |out| {
        if table_file::is_workbook_path(path) {
            table_file::write_workbook(out, vec![table])
        } else {
            table_file::write_csv(out, true, table)
        }
    })
}

/// A problem as the cells of its row: file, sheet, row, column, value, severity, reason.
fn problem_cells(
    locale: &Locale,
    lists: &ImportedLists,
    file: usize,
    problem: &ImportProblem,
) -> Vec<ReportCell> {
    // Row 0 is the whole file.
    let row = (problem.row > 0).then_some(problem.row as f64);
    let severity = label::problem_severity_label(locale, problem.reason.severity());
    vec![
        lists.file_name(file).into(),
        problem.sheet.clone().into(),
        row.into(),
        problem.column.clone().into(),
        problem.value.clone().into(),
        severity.to_owned().into(),
        problem_text::describe_reason(locale, problem.reason).into(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::locale::Language;
    use ocop_index::source::problem::ProblemReason;

    #[test]
    fn a_row_of_the_report_names_the_sheet() {
        let mut problem = ImportProblem::new(12, "Hạng sao", "6", ProblemReason::StarOutside);
        problem.sheet = "Hải Hà".to_owned();
        let locale = Locale::new(Language::Vi);
        let cells = problem_cells(&locale, &ImportedLists::default(), 0, &problem);
        assert_eq!(cells[1], ReportCell::Text("Hải Hà".to_owned()));
        assert_eq!(cells[2], ReportCell::Number(12.0));
        problem.row = 0;
        let cells = problem_cells(&locale, &ImportedLists::default(), 0, &problem);
        assert_eq!(cells[2], ReportCell::Empty, "the whole sheet");
    }
}
