//! Problems of a list as text: where they are (sheet, rows, column), what is wrong, and how many rows of which kind
//! were set aside. Used by the text preview, the review screen and the messages of a failed import.

use std::fmt::Display;

use ocop_index::source::problem::{ImportProblem, ProblemReason, ProblemSeverity};

use crate::wording::locale::Locale;
use crate::wording::sanitize::sanitize_text;

/// Most rows that a line names when a problem is the same in all of them.
const MAX_NAMED_ROWS: usize = 6;

/// Most different values that a line names.
const MAX_NAMED_VALUES: usize = 3;

/// Problems of one kind in a line: `trang “Hải Hà”, dòng 12, cột “Hạng sao”: “6” …`, or `1.204 dòng (2, 3, 4, …): …`.
/// They have the sheet, the column and the reason in common.
pub fn describe_problems(locale: &Locale, problems: &[&ImportProblem]) -> String {
    let Some(first) = problems.first() else {
        return String::new();
    };
    let reason = describe_reason(locale, first.reason);
    let mut parts = Vec::new();
    if !first.sheet.is_empty() {
        parts.push(sheet_label(locale, &first.sheet));
    }
    let rows: Vec<u64> = problems.iter().map(|problem| problem.row).collect();
    parts.extend(describe_rows(locale, &rows));
    if !first.column.is_empty() {
        parts.push(locale.fill("import.column", &[("name", &sanitize_text(&first.column))]));
    }
    let values = describe_values(problems, MAX_NAMED_VALUES);
    let place = parts.join(", ");
    let key = match (place.is_empty(), values.is_empty()) {
        (true, true) => return reason,
        (true, false) => return format!("{values} {reason}"),
        (false, true) => "import.at",
        (false, false) => "import.at_value",
    };
    locale.fill(
        key,
        &[("place", &place), ("value", &values), ("reason", &reason)],
    )
}

/// A cell that is left out of its row: `cột “Hạng sao”: “6” không phải số sao …`.
pub fn describe_skipped_cell(locale: &Locale, problem: &ImportProblem) -> String {
    let cell = ImportProblem {
        sheet: String::new(),
        row: 0,
        ..problem.clone()
    };
    describe_problems(locale, &[&cell])
}

/// What is wrong.
pub fn describe_reason(locale: &Locale, reason: ProblemReason) -> String {
    locale.t(&format!("problem.{}", reason.key())).to_owned()
}

/// A row of a list, with its sheet where several were read: `trang “Hải Hà”, dòng 12`.
pub fn describe_row(locale: &Locale, sheet: Option<&str>, row: u64) -> String {
    let row = locale.fill("import.row", &[("row", &row)]);
    match sheet {
        Some(sheet) => format!("{}, {row}", sheet_label(locale, sheet)),
        None => row,
    }
}

/// `trang “Hải Hà”`.
pub fn sheet_label(locale: &Locale, sheet: &str) -> String {
    locale.fill("import.sheet", &[("name", &sanitize_text(sheet))])
}

/// The rows of problems: one by its number, several with their count and the first ones. Row 0 is the whole file.
fn describe_rows(locale: &Locale, rows: &[u64]) -> Option<String> {
    match rows {
        [] | [0] => None,
        [row] => Some(locale.fill("import.row", &[("row", row)])),
        rows => {
            let count = locale.format_number(rows.len());
            let rows = join_some(rows.iter(), MAX_NAMED_ROWS);
            Some(locale.fill("import.rows", &[("n", &count), ("rows", &rows)]))
        }
    }
}

/// The different values of problems, in quotation marks, at most so many.
pub fn describe_values(problems: &[&ImportProblem], most: usize) -> String {
    let mut values: Vec<&str> = Vec::new();
    for problem in problems {
        if !problem.value.is_empty() && !values.contains(&problem.value.as_str()) {
            values.push(&problem.value);
        }
        if values.len() > most {
            break;
        }
    }
    let quoted = values
        .iter()
        .map(|value| format!("“{}”", sanitize_text(value)));
    join_some(quoted, most)
}

/// The first few of some names, with a sign for the others.
pub fn join_some(names: impl ExactSizeIterator<Item = impl Display>, most: usize) -> String {
    let is_cut = names.len() > most;
    let mut kept: Vec<String> = names.take(most).map(|name| name.to_string()).collect();
    if is_cut {
        kept.push("…".to_owned());
    }
    kept.join(", ")
}

/// The rows that were set aside by kind, the most frequent first: `5 dòng tổng, 4 dòng chữ ký`.
pub fn describe_set_aside_kinds(locale: &Locale, kinds: &[(ProblemReason, usize)]) -> String {
    let kinds: Vec<String> = kinds
        .iter()
        .map(|(reason, count)| {
            let count = locale.format_number(*count);
            locale.fill(&format!("aside_kind.{}", reason.key()), &[("n", &count)])
        })
        .collect();
    kinds.join(", ")
}

/// All rows that were set aside, and which kinds: `12 dòng để riêng: 5 dòng tổng, 4 dòng chữ ký`.
pub fn describe_set_aside(locale: &Locale, kinds: &[(ProblemReason, usize)]) -> String {
    let all: usize = kinds.iter().map(|(_, count)| count).sum();
    let count = locale.format_number(all);
    let kinds = describe_set_aside_kinds(locale, kinds);
    let key = if all == 0 {
        "import.aside"
    } else {
        "import.aside_kinds"
    };
    locale.fill(key, &[("n", &count), ("kinds", &kinds)])
}

/// The cells that were left out of their rows: `1 ô bỏ qua: dòng 6 “6”`; nothing where all were read. Problems come
/// with the number of their file.
pub fn describe_skipped_cells(
    locale: &Locale,
    problems: &[(usize, ImportProblem)],
) -> Option<String> {
    let cells = problems.iter().map(|(_, problem)| problem);
    let cells = cells.filter(|problem| problem.reason.severity() == ProblemSeverity::CellSkipped);
    let cells: Vec<String> = cells
        .map(|problem| {
            let row = locale.fill("import.row", &[("row", &problem.row)]);
            format!("{row} {}", describe_values(&[problem], 1))
        })
        .collect();
    if cells.is_empty() {
        return None;
    }
    let count = locale.format_number(cells.len());
    let cells = join_some(cells.iter().map(|cell| cell.trim_end()), MAX_NAMED_VALUES);
    Some(locale.fill("import.skipped_cells", &[("n", &count), ("cells", &cells)]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::locale::Language;

    fn problem(sheet: &str, row: u64, column: &str, value: &str) -> ImportProblem {
        let mut problem = ImportProblem::new(row, column, value, ProblemReason::StarOutside);
        sheet.clone_into(&mut problem.sheet);
        problem
    }

    #[test]
    fn a_problem_names_its_sheet_row_and_column() {
        let locale = Locale::new(Language::Vi);
        let describe = |problem: &ImportProblem| describe_problems(&locale, &[problem]);
        assert_eq!(
            describe(&problem("Hải Hà", 12, "Hạng sao", "6")),
            "trang “Hải Hà”, dòng 12, cột “Hạng sao”: “6” không phải số sao từ 1 đến 5; để trống"
        );
        assert_eq!(
            describe(&problem("", 12, "", "")),
            "dòng 12: không phải số sao từ 1 đến 5; để trống"
        );
        assert_eq!(
            describe(&problem("Hải Hà", 0, "", "")),
            "trang “Hải Hà”: không phải số sao từ 1 đến 5; để trống"
        );
        assert_eq!(
            describe(&problem("", 0, "", "")),
            "không phải số sao từ 1 đến 5; để trống",
            "of the whole file"
        );
    }

    #[test]
    fn the_same_in_many_rows_is_one_line_with_the_count_and_the_first_rows() {
        let locale = Locale::new(Language::Vi);
        let problems: Vec<ImportProblem> =
            (2..1206).map(|row| problem("", row, "Sao", "6")).collect();
        let all: Vec<&ImportProblem> = problems.iter().collect();
        assert_eq!(
            describe_problems(&locale, &all),
            "1.204 dòng (2, 3, 4, 5, 6, 7, …), cột “Sao”: “6” không phải số sao từ 1 đến 5; để trống"
        );
        assert!(describe_problems(&locale, &all[..2]).starts_with("2 dòng (2, 3), cột"));
    }

    #[test]
    fn every_row_set_aside_has_a_kind_with_its_count() {
        for language in [Language::Vi, Language::En] {
            let locale = Locale::new(language);
            for reason in ProblemReason::ALL {
                let key = format!("aside_kind.{}", reason.key());
                let is_aside = reason.severity() == ProblemSeverity::SetAside;
                assert_eq!(locale.get(&key).is_some(), is_aside, "{key}");
                assert!(!is_aside || locale.t(&key).starts_with("{n} "), "{key}");
            }
        }
        let kinds = [(ProblemReason::Total, 5), (ProblemReason::Signature, 1)];
        assert_eq!(
            describe_set_aside(&Locale::new(Language::Vi), &kinds),
            "6 dòng để riêng: 5 dòng tổng, 1 dòng chữ ký"
        );
        assert_eq!(
            describe_set_aside(&Locale::new(Language::En), &kinds),
            "6 rows set aside: 5 totals, 1 signature"
        );
        assert_eq!(
            describe_set_aside(&Locale::new(Language::Vi), &[]),
            "0 dòng để riêng"
        );
    }
}
