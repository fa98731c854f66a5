//! `ocop lists import`: a file of products with stands, prices and stock becomes entries of a list. Nothing is guessed:
//! doubtful rows are told with what they may be, and left out.

use std::collections::{HashMap, HashSet};
use std::io::Write;

use ocop_index::source::field::ProductField;
use ocop_index::source::problem::{ImportProblem, ProblemSeverity};

use super::desk::ListsDesk;
use super::entry_fields::GivenFields;
use super::import_columns::{ListColumns, RowFields};
use super::import_preview::print_preview;
use super::matched_rows::{MatchedRow, RowMatcher};
use crate::cli::args::ImportListArgs;
use crate::cli::exit::{self, CommandResult};
use crate::cli::read_options::parse_read_options;
use crate::commands::consent;
use crate::commands::import::list_reading::{nothing_read_failure, read_lists_with};
use crate::reader_process::ImportedLists;
use crate::wording::sanitize::sanitize_text;
use crate::work::events::event::EventDraft;
use crate::work::events::product_ref::ProductRef;
use crate::work::events::work_log::WorkLog;
use crate::work::lists::entry_subject::{EntryKey, EntrySubject};
use crate::work::lists::list_act::TextEntry;
use crate::work::lists::product_list::ProductList;
use crate::work::lists::typed_values::read_text;

/// A row of the file, read.
pub(super) struct ListFileRow {
    pub(super) row: u64,
    pub(super) sheet: Option<String>,
    pub(super) name: String,
    pub(super) producer: Option<String>,
    pub(super) fate: RowFate,
    pub(super) fields: RowFields,
}

/// What becomes of a row.
pub(super) enum RowFate {
    /// It is an entry: of a product, or a text.
    Entry(EntrySubject),
    /// It may be one of these; it is left out.
    Doubtful(Vec<ProductRef>),
    /// The row of this number is of the same; it is left out.
    Repeats(u64),
}

/// What a file would do to a list.
pub(super) struct ListFile {
    pub(super) lists: ImportedLists,
    pub(super) columns: ListColumns,
    pub(super) rows: Vec<ListFileRow>,
    /// Entries that are not in the list yet.
    pub(super) new: usize,
    /// Entries that are in it and get other fields.
    pub(super) changed: usize,
}

impl ListFile {
    /// Rows that are no products: headings, totals, rows without a name.
    pub(super) fn rows_set_aside(&self) -> impl Iterator<Item = &ImportProblem> {
        let problems = self.lists.problems.iter().map(|(_, problem)| problem);
        problems.filter(|problem| problem.reason.severity() == ProblemSeverity::SetAside)
    }
}

/// Reads a file, shows what it would do, and does it after a yes.
pub(super) fn import_list(
    desk: &mut ListsDesk<'_>,
    args: &ImportListArgs,
    out: &mut impl Write,
) -> CommandResult {
    let settings = desk.settings;
    let locale = &settings.locale;
    settings.require_import()?;
    desk.find_list(&args.name)?;
    let mut options = parse_read_options(locale, settings.day, &args.input)?;
    options.keeps_cells = true;
    let files = [args.file.clone()];
    let lists = read_lists_with(settings, &files, &options, args.yes)?;
    if lists.drafts.is_empty() {
        return Err(nothing_read_failure(settings, &lists));
    }
    let opened = desk.open_catalog()?;
    let matcher = RowMatcher::read(&opened.catalog)?;
    let list = desk.find_list(&args.name)?;
    let mut file = match_rows(desk.log(), lists, &matcher);
    let drafts = draft_rows(desk.log(), &list, &mut file);
    print_preview(settings, &list, &file, out)?;
    if drafts.is_empty() {
        writeln!(out, "{}", locale.t("lists.import_nothing"))?;
        return Ok(exit::OK);
    }
    if !args.yes && !consent::confirm_change(settings, "lists.import_needs_yes", out)? {
        return Ok(exit::NO_HITS);
    }
    desk.record(drafts)?;
    let total = desk.lists();
    let total = total.get(list.id).map_or(0, |list| list.entries.len());
    let values: [(&str, &dyn std::fmt::Display); 4] = [
        ("name", &sanitize_text(&list.name)),
        ("new", &locale.format_number(file.new)),
        ("changed", &locale.format_number(file.changed)),
        ("total", &locale.format_number(total)),
    ];
    writeln!(out, "{}", locale.fill("lists.imported", &values))?;
    Ok(exit::OK)
}

fn match_rows(log: &WorkLog, lists: ImportedLists, matcher: &RowMatcher) -> ListFile {
    let columns = ListColumns::find(lists.cells.iter().flatten());
    let of_producer = producer_labels(&lists);
    let mut first_rows: HashMap<EntryKey, (usize, u64)> = HashMap::new();
    let mut rows = Vec::new();
    for (number, draft) in lists.drafts.iter().enumerate() {
        let mut product = draft.product.clone();
        let cells = lists.cells.get(number).map_or(&[][..], Vec::as_slice);
        // An import reads a blank producer as that of the row above; a stand may be of anybody.
        let has_own = cells.iter().any(|cell| of_producer.contains(&cell.label));
        if !of_producer.is_empty() && !has_own {
            product.producer = None;
        }
        let producer = product.producer.as_ref();
        let producer = producer.and_then(|producer| read_text(&producer.name));
        let fate = match matcher.find(&product) {
            MatchedRow::Doubtful(may_be) => RowFate::Doubtful(may_be),
            MatchedRow::Product(product) => RowFate::Entry(EntrySubject::Product(product)),
            MatchedRow::Unknown => RowFate::Entry(EntrySubject::Text(TextEntry {
                name: product.name.clone(),
                producer: producer.clone(),
            })),
        };
        let row = draft.origin.row;
        let fate = match fate {
            RowFate::Entry(subject) => {
                let first = *first_rows.entry(subject.key(log)).or_insert((number, row));
                if first.0 == number {
                    RowFate::Entry(subject)
                } else {
                    RowFate::Repeats(first.1)
                }
            }
            other => other,
        };
        rows.push(ListFileRow {
            row,
            sheet: draft.origin.sheet.as_deref().map(str::to_owned),
            name: product.name.clone(),
            producer,
            fate,
            fields: columns.read_row(cells),
        });
    }
    ListFile {
        lists,
        columns,
        rows,
        new: 0,
        changed: 0,
    }
}

/// The labels of the columns that hold producers.
fn producer_labels(lists: &ImportedLists) -> HashSet<String> {
    let producer = ProductField::Producer.to_string();
    let tables = lists.files.iter().flat_map(|(_, summary)| &summary.tables);
    let columns = tables.flat_map(|table| &table.columns);
    let named = columns.filter(|column| column.field.as_ref() == Some(&producer));
    named.map(|column| column.label.clone()).collect()
}

/// The events of all rows, in the order of the file. A blank cell changes nothing.
fn draft_rows(log: &WorkLog, list: &ProductList, file: &mut ListFile) -> Vec<EventDraft> {
    let mut drafts = Vec::new();
    let mut new = Vec::new();
    let (mut fields, mut changed) = (Vec::new(), 0);
    for row in &file.rows {
        let RowFate::Entry(subject) = &row.fate else {
            continue;
        };
        let entry = list.find_entry(&subject.key(log));
        let given = GivenFields::new(row.fields.values.clone());
        let drafted = given.draft_for(log, list.id, subject, entry);
        if entry.is_none() {
            new.push(subject.clone());
        } else {
            changed += usize::from(!drafted.is_empty());
        }
        fields.extend(drafted);
    }
    drafts.extend(log.draft_list_members(list.id, &new, list.last_position()));
    drafts.extend(fields);
    (file.new, file.changed) = (new.len(), changed);
    drafts
}
