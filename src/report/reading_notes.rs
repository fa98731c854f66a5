//! How the files of an import were read, as lines: which tables were read and which were not, which columns hold what
//! because somebody once said so, and what the files say twice.
//!
//! The text preview prints all of it; the review screen shows what is worth a look.

use std::fmt::Display;

use ocop_index::source::{LeftOutReason, SourceSummary, TableSummary};

use crate::reader_process::{ImportedLists, RecalledColumn};
use crate::report::problem_groups::count_set_aside_kinds;
use crate::wording::change_text::mapped_field_name;
use crate::wording::locale::Locale;
use crate::wording::problem_text::{describe_set_aside_kinds, join_some, sheet_label};
use crate::wording::sanitize::sanitize_text;

/// Most columns that a line names.
const MAX_NAMED_COLUMNS: usize = 40;

/// How one file was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileNotes {
    /// The file, its only table, its encoding, and how many products it has.
    pub summary: String,
    /// What was asked for and not found, and columns read as an earlier import said.
    pub columns: Vec<String>,
    /// The tables that were read, where there are several.
    pub tables: Vec<String>,
    /// Tables that were not read, and how to ask for them.
    pub left_out: Vec<String>,
    /// Columns that are not read.
    pub unread: Option<String>,
}

/// Notes on every file, in their order.
pub fn describe_files(locale: &Locale, lists: &ImportedLists) -> Vec<FileNotes> {
    let files = lists.files.iter().enumerate();
    files
        .map(|(file, (path, summary))| {
            let recalled = lists.recalled_columns.iter();
            let recalled = recalled.filter(|(of_file, _)| *of_file == file);
            let mut notes = describe_file(locale, &path.to_string_lossy(), summary);
            notes
                .columns
                .extend(recalled.map(|(_, column)| describe_recalled_column(locale, column)));
            notes
        })
        .collect()
}

/// What a person at the review screen should know of how the files were read; nothing for a plain list.
pub fn describe_noteworthy(locale: &Locale, lists: &ImportedLists) -> Vec<String> {
    let files = describe_files(locale, lists);
    let mut lines = Vec::new();
    for notes in files {
        let several = notes.tables.into_iter().chain(notes.left_out);
        let mut of_file: Vec<String> = notes.columns.into_iter().chain(several).collect();
        of_file.extend(notes.unread);
        if lists.files.len() > 1 && !of_file.is_empty() {
            lines.push(notes.summary);
        }
        lines.extend(of_file);
    }
    if let Some((words, count)) = count_known_products(locale, lists) {
        lines.push(format!("{} {words}", locale.format_number(count)));
    }
    lines
}

/// The rows of products that another row has, and the rows set aside by kind: words and count. The latter are always
/// told.
pub fn count_rows(locale: &Locale, lists: &ImportedLists) -> Vec<(String, usize)> {
    let mut counts: Vec<(String, usize)> =
        count_known_products(locale, lists).into_iter().collect();
    let kinds = count_set_aside_kinds(&lists.problems);
    let all = kinds.iter().map(|(_, count)| count).sum();
    let words = if all == 0 {
        locale.t("change.aside").to_owned()
    } else {
        let kinds = describe_set_aside_kinds(locale, &kinds);
        locale.fill("change.aside_kinds", &[("kinds", &kinds)])
    };
    counts.push((words, all));
    counts
}

fn count_known_products(locale: &Locale, lists: &ImportedLists) -> Option<(String, usize)> {
    let known = lists.count_known_product_rows();
    let all = known.merged + known.repeated;
    let words = locale.fill(
        "change.known",
        &[
            ("twice", &locale.format_number(known.merged)),
            ("repeated", &locale.format_number(known.repeated)),
        ],
    );
    (all > 0).then_some((words, all))
}

fn describe_file(locale: &Locale, path: &str, summary: &SourceSummary) -> FileNotes {
    let mut parts = vec![sanitize_text(path)];
    let only_table = match &*summary.tables {
        [table] => Some(table),
        _ => None,
    };
    if let Some(table) = only_table.filter(|table| !table.name.is_empty()) {
        parts.push(sheet_label(locale, &table.name));
    }
    parts.extend(summary.encoding.map(|encoding| encoding.key().to_owned()));
    match only_table {
        Some(table) => parts.extend(describe_table(locale, table)),
        None => parts.push(count_products(locale, summary.products(), summary.rows())),
    }
    let several = summary.tables.iter().filter(|_| only_table.is_none());
    FileNotes {
        summary: parts.join(" · "),
        columns: describe_unmatched_mapping(locale, summary),
        tables: several
            .map(|table| {
                let mut parts = vec![sheet_label(locale, &table.name)];
                parts.extend(describe_table(locale, table));
                parts.join(" · ")
            })
            .collect(),
        left_out: describe_left_out(locale, summary),
        unread: describe_unread_columns(locale, summary),
    }
}

/// The header of a table, its products, and the headings among its rows.
fn describe_table(locale: &Locale, table: &TableSummary) -> Vec<String> {
    let mut parts = Vec::new();
    if table.header_row > 0 {
        parts.push(locale.fill("import.header", &[("row", &table.header_row)]));
    }
    parts.push(count_products(locale, table.products, table.rows));
    if table.headings > 0 {
        let headings = locale.format_number(table.headings as usize);
        parts.push(locale.fill("import.headings", &[("n", &headings)]));
    }
    parts
}

fn count_products(locale: &Locale, products: u64, rows: u64) -> String {
    let [products, rows] = [products, rows].map(|count| locale.format_number(count as usize));
    locale.fill("import.read", &[("n", &products), ("rows", &rows)])
}

fn describe_left_out(locale: &Locale, summary: &SourceSummary) -> Vec<String> {
    let mut lines: Vec<String> = summary
        .left_out
        .iter()
        .map(|table| {
            let rows = locale.format_number(table.rows as usize);
            let reason = locale
                .t(&format!("left_out.{}", table.reason.key()))
                .to_owned();
            let name = sanitize_text(&table.name);
            locale.fill(
                "import.left_out",
                &[("name", &name), ("rows", &rows), ("reason", &reason)],
            )
        })
        .collect();
    // Asking for a sheet without a list of products would be in vain.
    let mut wanted = summary.left_out.iter();
    if let Some(table) = wanted.find(|table| table.reason != LeftOutReason::NoProducts) {
        let name = sanitize_text(&table.name);
        lines.push(locale.fill("import.choose_sheets", &[("name", &name)]));
    }
    lines
}

fn describe_unmatched_mapping(locale: &Locale, summary: &SourceSummary) -> Vec<String> {
    let columns = summary.tables.iter().flat_map(|table| &table.columns);
    let columns = quote_labels(columns.map(|column| column.label.as_str()));
    let labels = summary.unmatched_mapping.iter();
    labels
        .map(|label| {
            let label = sanitize_text(label);
            let values: [(&str, &dyn Display); 2] = [("label", &label), ("columns", &columns)];
            locale.fill("import.unmatched", &values)
        })
        .collect()
}

fn describe_unread_columns(locale: &Locale, summary: &SourceSummary) -> Option<String> {
    let columns = summary.tables.iter().flat_map(|table| &table.columns);
    let unread = columns.filter(|column| column.field.is_none());
    let names = quote_labels(unread.map(|column| column.label.as_str()));
    (!names.is_empty()).then(|| locale.fill("import.unread", &[("names", &names)]))
}

/// Labels in quotation marks, each once.
fn quote_labels<'a>(labels: impl Iterator<Item = &'a str>) -> String {
    let mut quoted: Vec<String> = Vec::new();
    for label in labels {
        let label = format!("“{}”", sanitize_text(label));
        if !quoted.contains(&label) {
            quoted.push(label);
        }
    }
    join_some(quoted.into_iter(), MAX_NAMED_COLUMNS)
}

/// A column that an earlier import named, and whether it is read as it said.
fn describe_recalled_column(locale: &Locale, column: &RecalledColumn) -> String {
    let label = sanitize_text(&column.label);
    let field = mapped_field_name(locale, column.field);
    let when = describe_naming(locale, column);
    let key = column.field.to_string();
    let better = sanitize_text(column.better_column.as_deref().unwrap_or_default());
    let sentence = if column.better_column.is_some() {
        "import.not_mapped_now"
    } else {
        "import.mapped_before"
    };
    locale.fill(
        sentence,
        &[
            ("label", &label),
            ("field", &field),
            ("when", &when),
            ("key", &key),
            ("better", &better),
        ],
    )
}

/// The import that named a column: its day and its file.
fn describe_naming(locale: &Locale, column: &RecalledColumn) -> String {
    match &column.named_by {
        Some((day, file)) => {
            let values: [(&str, &dyn Display); 2] = [
                ("date", &locale.format_date(*day)),
                ("file", &sanitize_text(file)),
            ];
            locale.fill("import.mapped_on", &values)
        }
        None => locale.t("import.mapped_once").to_owned(),
    }
}

/// A remembered column in a line, as `ocop columns` lists it.
pub fn describe_remembered_column(locale: &Locale, column: &RecalledColumn) -> String {
    let values: [(&str, &dyn Display); 3] = [
        ("label", &sanitize_text(&column.label)),
        ("field", &mapped_field_name(locale, column.field)),
        ("when", &describe_naming(locale, column)),
    ];
    locale.fill("columns.column", &values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::locale::Language;
    use ocop_index::source::{ColumnSummary, LeftOutTable, SourceFormat};

    fn table(name: &str, products: u64) -> TableSummary {
        let column = |label: &str, field: Option<&str>| ColumnSummary {
            label: label.to_owned(),
            field: field.map(str::to_owned),
        };
        TableSummary {
            name: name.to_owned(),
            header_row: 3,
            columns: vec![column("Tên sản phẩm", Some("name")), column("Cột lạ", None)],
            rows: products + 10,
            products,
            ..TableSummary::default()
        }
    }

    fn lists(tables: Vec<TableSummary>, left_out: &[(&str, LeftOutReason)]) -> ImportedLists {
        let left_out = left_out.iter().map(|(name, reason)| LeftOutTable {
            name: (*name).to_owned(),
            reason: *reason,
            rows: 12,
        });
        let summary = SourceSummary {
            form: SourceFormat::Excel,
            encoding: None,
            samples: Vec::new(),
            tables,
            left_out: left_out.collect(),
            unmatched_mapping: Vec::new(),
        };
        ImportedLists {
            files: vec![("ds.xlsx".into(), summary)],
            ..ImportedLists::default()
        }
    }

    fn notes(lists: &ImportedLists) -> FileNotes {
        describe_files(&Locale::new(Language::Vi), lists).remove(0)
    }

    #[test]
    fn a_file_with_one_table_is_told_in_a_line() {
        let lists = lists(vec![table("Hải Hà", 1_200)], &[]);
        let notes = notes(&lists);
        assert_eq!(
            notes.summary,
            "ds.xlsx · trang “Hải Hà” · tiêu đề dòng 3 · 1.200 sản phẩm trong 1.210 dòng"
        );
        assert_eq!(notes.unread.as_deref(), Some("cột không đọc: “Cột lạ”"));
        let others = [notes.columns, notes.tables, notes.left_out].concat();
        assert_eq!(others, Vec::<String>::new());
    }

    #[test]
    fn every_table_that_was_read_has_a_line_and_so_has_every_one_that_was_not() {
        let mut second = table("Ba Chẽ", 5);
        second.headings = 2;
        let left_out = [
            ("Hướng dẫn", LeftOutReason::NoProducts),
            ("Hải Hà (cũ)", LeftOutReason::OldCopy),
        ];
        let lists = lists(vec![table("Hải Hà", 20), second], &left_out);
        let notes = notes(&lists);
        assert_eq!(notes.summary, "ds.xlsx · 25 sản phẩm trong 45 dòng");
        assert_eq!(
            notes.tables,
            [
                "trang “Hải Hà” · tiêu đề dòng 3 · 20 sản phẩm trong 30 dòng",
                "trang “Ba Chẽ” · tiêu đề dòng 3 · 5 sản phẩm trong 15 dòng · 2 đầu mục",
            ]
        );
        assert_eq!(
            notes.left_out,
            [
                "không đọc: trang “Hướng dẫn” (12 dòng): không có dòng tiêu đề nào có cột tên sản phẩm",
                "không đọc: trang “Hải Hà (cũ)” (12 dòng): tên cho biết là bản cũ hoặc bản nháp",
                "chọn trang: --sheet \"Hải Hà (cũ)\" (lặp lại được); mọi trang có danh sách: --sheet all",
            ]
        );
        assert_eq!(notes.unread.as_deref(), Some("cột không đọc: “Cột lạ”"));
        let shown = describe_noteworthy(&Locale::new(Language::Vi), &lists);
        assert_eq!(shown.len(), 6, "{shown:?}");
    }

    #[test]
    fn a_map_that_fits_no_column_is_told_first_with_the_columns_there_are() {
        let mut lists = lists(vec![table("Hải Hà", 20)], &[]);
        lists.files[0].1.unmatched_mapping = vec!["Chu the sx".to_owned()];
        let expected =
            "--map: không có cột nào tên “Chu the sx”; các cột: “Tên sản phẩm”, “Cột lạ”";
        assert_eq!(notes(&lists).columns, [expected]);
        let shown = describe_noteworthy(&Locale::new(Language::Vi), &lists);
        assert_eq!(shown[0], expected);
    }
}
