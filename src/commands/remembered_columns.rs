//! The columns that imports named with `--map`, remembered by the header they were named for, with the day and the
//! file.
//!
//! They live in a small file in the data folder, which whoever may work in that folder reads and changes; losing it
//! costs typing `--map` again. A remembered column is never used in silence (`crate::report::reading_notes`), and
//! `ocop columns` lists and forgets them. What is no such file is told, and never written over.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::civil::Date;
use ocop_index::source::field::ProductField;
use ocop_index::source::{SourceSummary, TableSummary};
use ocop_index::vietnamese::split_words;
use serde::{Deserialize, Serialize};

use crate::cli::exit::CommandFailure;
use crate::files::folder_lock::lock_folder;
use crate::files::small_file::{LinkRule, MAX_SMALL_FILE_BYTES, read_small_file};
use crate::files::temp_file::FileAccess;
use crate::files::whole_file::{ExistingFile, WholeFileWriter};
use crate::reader_process::RecalledColumn;
use crate::wording::io_error::describe_io_error;
use crate::wording::locale::Locale;
use crate::wording::sanitize::sanitize_text;
use crate::wording::unfit_file::UnfitFile;

/// How long a change waits for other imports that change the columns.
const PATIENCE: Duration = Duration::from_secs(10);

/// The remembered columns, by the signature of a header.
#[derive(Default)]
pub(crate) struct RememberedColumns {
    headers: BTreeMap<String, RememberedHeader>,
}

/// A label and the key of the field that its column was said to hold.
type NamedColumn = (String, String);

/// The columns of one header.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum RememberedHeader {
    /// With the import that named them.
    Noted {
        /// The columns.
        columns: Vec<NamedColumn>,
        /// The labels of the header, as written.
        labels: Vec<String>,
        /// The day of the import.
        date: Date,
        /// The name of the file.
        file: String,
    },
    /// As older versions wrote them.
    Bare(Vec<NamedColumn>),
}

/// What `--map` said in an import that was published.
pub(super) struct NamedMapping<'a> {
    /// Labels and fields.
    pub mapping: &'a [(String, ProductField)],
    /// The day of the import.
    pub day: Date,
    /// The name of the file.
    pub file: &'a str,
}

impl RememberedHeader {
    fn named_columns(&self) -> &[NamedColumn] {
        match self {
            Self::Noted { columns, .. } | Self::Bare(columns) => columns,
        }
    }

    /// The header for people; an older version kept only its signature.
    fn title(&self, signature: &str) -> String {
        match self {
            Self::Noted { labels, .. } => labels.join(" | "),
            Self::Bare(_) => signature.replace('|', " | "),
        }
    }

    fn retain_columns(&mut self, keep: impl Fn(&str) -> bool) {
        match self {
            Self::Noted { columns, .. } | Self::Bare(columns) => {
                columns.retain(|(label, _)| keep(label));
            }
        }
    }

    fn recall_columns(&self) -> Vec<RecalledColumn> {
        let named_by = match self {
            Self::Noted { date, file, .. } => Some((*date, file.clone())),
            Self::Bare(_) => None,
        };
        let columns = self.named_columns().iter();
        columns
            .filter_map(|(label, field)| {
                Some(RecalledColumn {
                    label: label.clone(),
                    field: field.parse().ok()?,
                    named_by: named_by.clone(),
                    better_column: None,
                })
            })
            .collect()
    }
}

impl RememberedColumns {
    /// The file in a data folder.
    pub(crate) fn path(data_dir: &Path) -> PathBuf {
        data_dir.join("columns.json")
    }

    /// Loads the columns; none when the file is missing. Fails for what is no such file.
    pub(crate) fn load(data_dir: &Path) -> io::Result<Self> {
        let bytes = read_small_file(&Self::path(data_dir), LinkRule::Refuse)?.unwrap_or_default();
        // An empty file is what a full disk leaves of one.
        if bytes.trim_ascii().is_empty() {
            return Ok(Self::default());
        }
        let headers = serde_json::from_slice(&bytes).map_err(|_| UnfitFile::Damaged)?;
        Ok(Self { headers })
    }

    /// Changes the columns in the file, while nobody else does; `change` says with `None` that nothing is to be saved.
    pub(super) fn change<T>(
        locale: &Locale,
        data_dir: &Path,
        change: impl FnOnce(&mut Self) -> Result<Option<T>, CommandFailure>,
    ) -> Result<Option<T>, CommandFailure> {
        let failed = |error| CommandFailure::UnwritableFile(Self::path(data_dir), error);
        let _lock = lock_folder(data_dir, PATIENCE).map_err(failed)?;
        let mut remembered = Self::load(data_dir)
            .map_err(|error| CommandFailure::Data(describe_unreadable(locale, data_dir, &error)))?;
        let changed = change(&mut remembered)?;
        if changed.is_some() {
            remembered.save(data_dir).map_err(failed)?;
        }
        Ok(changed)
    }

    /// The columns remembered for the header of a table. Each is marked where the table, read without them, has a
    /// column that says by its own label that it holds the field.
    pub(super) fn recall_for_table(&self, table: &TableSummary) -> Vec<RecalledColumn> {
        let header = self.headers.get(&table.signature);
        let mut recalled = header.map_or_else(Vec::new, RememberedHeader::recall_columns);
        for column in &mut recalled {
            column.better_column = find_better_column(table, column);
        }
        // A column that is read as the field by itself needs no memory.
        recalled.retain(|column| {
            let better = column.better_column.as_deref();
            better.is_none_or(|better| !is_same_label(better, &column.label))
        });
        recalled
    }

    /// Every header, by its signature, with its columns.
    pub(super) fn iter_headers(&self) -> impl Iterator<Item = (&str, Vec<RecalledColumn>)> {
        self.headers
            .iter()
            .map(|(signature, header)| (signature.as_str(), header.recall_columns()))
            .filter(|(_, columns)| !columns.is_empty())
    }

    /// The labels of the header with this signature, for people.
    pub(super) fn header_title(&self, signature: &str) -> String {
        let header = self.headers.get(signature);
        header.map_or_else(String::new, |header| header.title(signature))
    }

    /// Adds what was said of the columns of a list, in place of what was said earlier for the same header.
    pub(super) fn add_mapping(&mut self, summary: &SourceSummary, named: &NamedMapping<'_>) {
        let has_several = summary.tables.len() > 1;
        for table in &summary.tables {
            let columns: Vec<NamedColumn> = named
                .mapping
                .iter()
                .filter(|(label, _)| !summary.unmatched_mapping.contains(label))
                .filter(|(label, _)| !has_several || has_label(table, label))
                .map(|(label, field)| (label.clone(), field.to_string()))
                .collect();
            if columns.is_empty() {
                continue;
            }
            let labels = table.columns.iter().map(|column| column.label.clone());
            let header = RememberedHeader::Noted {
                columns,
                labels: labels.collect(),
                date: named.day,
                file: named.file.to_owned(),
            };
            self.headers.insert(table.signature.clone(), header);
        }
    }

    /// Forgets the columns of this label, under every header. Returns false when there are none.
    pub(super) fn forget_label(&mut self, forgotten: &str) -> bool {
        let is_kept = |label: &str| !is_same_label(label, forgotten);
        let count = |headers: &BTreeMap<String, RememberedHeader>| -> usize {
            let headers = headers.values();
            headers.map(|header| header.named_columns().len()).sum()
        };
        let before = count(&self.headers);
        for header in self.headers.values_mut() {
            header.retain_columns(is_kept);
        }
        self.headers
            .retain(|_, header| !header.named_columns().is_empty());
        count(&self.headers) < before
    }

    /// Forgets every column.
    pub(super) fn forget_all(&mut self) {
        self.headers.clear();
    }

    fn save(&self, data_dir: &Path) -> io::Result<()> {
        let text = serde_json::to_string_pretty(&self.headers)?;
        if text.len() as u64 >= MAX_SMALL_FILE_BYTES {
            return Err(UnfitFile::TooLarge.into());
        }
        let (existing, access) = (ExistingFile::ReplacePlain, FileAccess::LikeFolder);
        let mut file = WholeFileWriter::create(&Self::path(data_dir), existing, access)?;
        writeln!(file.writer(), "{text}")?;
        file.commit()
    }
}

/// The sentence about a file that cannot be read.
pub(crate) fn describe_unreadable(locale: &Locale, data_dir: &Path, error: &io::Error) -> String {
    let path = RememberedColumns::path(data_dir);
    let values: [(&str, &dyn Display); 2] = [
        ("path", &sanitize_text(&path.to_string_lossy())),
        ("reason", &describe_io_error(error, locale)),
    ];
    locale.fill("columns.unreadable", &values)
}

/// The label of a column that holds the field of a remembered one without being told. Columns to be ignored and running
/// numbers do not compete.
fn find_better_column(table: &TableSummary, column: &RecalledColumn) -> Option<String> {
    if matches!(column.field, ProductField::Ignored | ProductField::Number) {
        return None;
    }
    let field = column.field.to_string();
    let columns = table.columns.iter();
    let mut holders = columns.filter(|known| known.field.as_ref() == Some(&field));
    holders.next().map(|known| known.label.clone())
}

/// True for a table that has a column with this label, or with it as the lower of two rows.
fn has_label(table: &TableSummary, label: &str) -> bool {
    let wanted = label_words(label);
    let mut columns = table.columns.iter();
    columns.any(|column| label_words(&column.label).ends_with(&wanted))
}

fn is_same_label(one: &str, other: &str) -> bool {
    label_words(one) == label_words(other)
}

/// The words of a label without case and signs.
fn label_words(label: &str) -> Vec<String> {
    split_words(label)
        .into_iter()
        .map(|word| word.canon)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ocop_index::source::{ColumnSummary, SourceFormat};

    fn table(signature: &str, columns: &[(&str, Option<&str>)]) -> TableSummary {
        let column = |(label, field): &(&str, Option<&str>)| ColumnSummary {
            label: (*label).to_owned(),
            field: field.map(str::to_owned),
        };
        TableSummary {
            signature: signature.to_owned(),
            columns: columns.iter().map(column).collect(),
            ..TableSummary::default()
        }
    }

    fn summary(tables: Vec<TableSummary>) -> SourceSummary {
        SourceSummary {
            form: SourceFormat::Excel,
            encoding: None,
            samples: Vec::new(),
            tables,
            left_out: Vec::new(),
            unmatched_mapping: vec!["Chu the sx".to_owned()],
        }
    }

    fn remembered(text: &str) -> RememberedColumns {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("columns.json"), text).unwrap();
        RememberedColumns::load(folder.path()).unwrap()
    }

    #[test]
    fn what_an_older_version_remembered_is_still_known() {
        let remembered =
            remembered(r#"{"ten|cot la": [["Cột lạ", "star"], ["Khác", "nonsense"]]}"#);
        let table = table("ten|cot la", &[("Tên", Some("name")), ("Cột lạ", None)]);
        let recalled = remembered.recall_for_table(&table);
        assert_eq!(recalled.len(), 1);
        assert_eq!(recalled[0].field.to_string(), "star");
        assert_eq!(
            (&recalled[0].named_by, &recalled[0].better_column),
            (&None, &None)
        );
    }

    #[test]
    fn a_column_that_names_itself_is_better_than_a_memory() {
        let remembered = remembered(r#"{"a": [["Cột lạ", "star"], ["Bỏ", "ignored"]]}"#);
        let columns = [("Hạng sao", Some("star")), ("Cột lạ", None), ("Bỏ", None)];
        let recalled = remembered.recall_for_table(&table("a", &columns));
        assert_eq!(recalled[0].better_column.as_deref(), Some("Hạng sao"));
        assert_eq!(recalled[1].better_column, None);
        let columns = [("CỘT LẠ", Some("star"))];
        let recalled = remembered.recall_for_table(&table("a", &columns));
        assert_eq!(recalled.len(), 1, "read as stars by itself: {recalled:?}");
    }

    #[test]
    fn only_columns_that_are_there_are_remembered_each_with_its_table() {
        let summary = summary(vec![
            table(
                "a",
                &[("Tên", Some("name")), ("Đợt 1 Cột lạ", Some("star"))],
            ),
            table("b", &[("Tên", Some("name"))]),
        ]);
        let star: ProductField = "star".parse().unwrap();
        let mapping = [
            ("Cột lạ".to_owned(), star),
            ("Chu the sx".to_owned(), ProductField::Producer),
        ];
        let named = NamedMapping {
            mapping: &mapping,
            day: jiff::civil::date(2026, 11, 24),
            file: "ds.xlsx",
        };
        let mut remembered = remembered("");
        remembered.add_mapping(&summary, &named);
        let headers: Vec<(String, Vec<RecalledColumn>)> = remembered
            .iter_headers()
            .map(|(signature, columns)| (signature.to_owned(), columns))
            .collect();
        assert_eq!(headers.len(), 1);
        let (signature, columns) = &headers[0];
        assert_eq!((signature.as_str(), columns.len()), ("a", 1));
        let named_by = Some((named.day, "ds.xlsx".to_owned()));
        assert_eq!(columns[0].named_by, named_by);
        assert!(!remembered.forget_label("Tên"));
        assert!(remembered.forget_label("cột LẠ"));
        assert_eq!(remembered.iter_headers().count(), 0);
    }
}
