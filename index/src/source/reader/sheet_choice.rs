//! Chooses the sheets of a workbook that are read, and names those that are not with the reason.
//!
//! Every visible sheet with the same kind of list is read: one for each district, one for each year. The list with the
//! most rows decides what kind that is. Hidden sheets, summaries, old copies and instructions are left out unless the
//! user asks for them.

use std::collections::BTreeSet;
use std::io::{Read, Seek};

use super::summary::{FileReadOptions, SheetSelection};
use super::workbook::{SheetInfo, Workbook};
use crate::clean;
use crate::source::field::ProductField;
use crate::source::header::{ListHeader, SEARCHED_ROWS};
use crate::source::list_parser::find_header_in_rows;
use crate::source::list_row::{ListRow, ReadFlow};
use crate::source::table_summary::{LeftOutReason, LeftOutTable};
use crate::source::unreadable::{UnreadableFile, UnreadableReason};
use crate::vietnamese::{canonical_keys, split_words};

/// The sheets to read, and those left out.
#[derive(Debug, Default)]
pub(super) struct ChosenSheets {
    /// Names of the sheets to read, in the order of the workbook.
    pub(super) read: Vec<String>,
    /// The others, with the reason and their rows.
    pub(super) left_out: Vec<LeftOutTable>,
}

/// Words of the names of old copies and drafts, as canonical keys.
const OLD_COPY_WORDS: [&str; 10] = [
    "cu4", "old1", "backup1", "bak1", "copi1", "copy1", "nhap5", "nhap1", "draft1", "huy3",
];

/// Pairs of words of such names.
const OLD_COPY_PAIRS: [[&str; 2]; 4] = [
    ["sao1", "lưu1"],
    ["ban3", "sao1"],
    ["lưu1", "trư4"],
    ["không1", "dung2"],
];

/// Pairs of words of the names of summaries.
const SUMMARY_PAIRS: [[&str; 2]; 2] = [["tông3", "hơp6"], ["thông5", "kê1"]];

/// A sheet with what its first rows say.
struct SheetReading {
    info: SheetInfo,
    header: Option<ListHeader>,
    /// Its rows that have a cell, below the header if it has one.
    rows: u64,
}

/// Chooses the sheets to read.
pub(super) fn choose_sheets<R: Read + Seek>(
    book: &mut Workbook<R>,
    options: &FileReadOptions,
) -> Result<ChosenSheets, UnreadableFile> {
    let sheets = book.sheets();
    if sheets.is_empty() {
        return Err(UnreadableFile::new(UnreadableReason::Empty));
    }
    // A workbook of one sheet needs no choice, and is read once only.
    if let [only] = sheets.as_slice()
        && options.sheets == SheetSelection::Detected
    {
        return Ok(ChosenSheets {
            read: vec![only.name.clone()],
            left_out: Vec::new(),
        });
    }
    let wanted = match &options.sheets {
        SheetSelection::Named(names) => Some(find_named_sheets(&sheets, names)?),
        SheetSelection::Detected | SheetSelection::All => None,
    };
    let mut readings = Vec::new();
    for info in sheets {
        readings.push(read_beginning(book, info, options)?);
    }
    let reasons = match &wanted {
        Some(wanted) => readings
            .iter()
            .map(|sheet| (!wanted.contains(&sheet.info.name)).then_some(LeftOutReason::NotNamed))
            .collect(),
        None if options.sheets == SheetSelection::All => readings
            .iter()
            .map(|sheet| sheet.header.is_none().then_some(LeftOutReason::NoProducts))
            .collect(),
        None => find_left_out_reasons(&readings),
    };
    split_sheets(readings, reasons)
}

fn split_sheets(
    readings: Vec<SheetReading>,
    reasons: Vec<Option<LeftOutReason>>,
) -> Result<ChosenSheets, UnreadableFile> {
    let mut chosen = ChosenSheets::default();
    let first = readings.first().map(|sheet| sheet.info.name.clone());
    let hidden_lists: Vec<String> = readings
        .iter()
        .filter(|sheet| !sheet.info.is_visible && sheet.header.is_some())
        .map(|sheet| sheet.info.name.clone())
        .collect();
    for (sheet, reason) in readings.into_iter().zip(reasons) {
        match reason {
            None => chosen.read.push(sheet.info.name),
            // An empty sheet says nothing.
            Some(_) if sheet.rows == 0 => {}
            Some(reason) => chosen.left_out.push(LeftOutTable {
                name: clean::clean_text(&sheet.info.name).into_owned(),
                reason,
                rows: sheet.rows,
            }),
        }
    }
    if chosen.read.is_empty() {
        if !hidden_lists.is_empty() {
            let names = hidden_lists.join(", ");
            return Err(UnreadableFile::new(UnreadableReason::OnlyHidden).with_detail(names));
        }
        // Without a header anywhere, the first sheet gives the most useful error.
        chosen.read.extend(first);
    }
    Ok(chosen)
}

/// The sheets of these names: exactly, or else in another spelling.
fn find_named_sheets(
    sheets: &[SheetInfo],
    names: &[String],
) -> Result<BTreeSet<String>, UnreadableFile> {
    let find = |wanted: &String| {
        let wanted_keys = canonical_keys(wanted);
        let exact = sheets.iter().find(|sheet| sheet.name == *wanted);
        let similar = || {
            sheets
                .iter()
                .find(|sheet| canonical_keys(&sheet.name) == wanted_keys)
        };
        // Typed without marks, as on a keyboard without them; only where one sheet fits.
        let unmarked = || {
            let wanted_letters = fold_letters(wanted);
            let mut fitting = sheets
                .iter()
                .filter(|sheet| fold_letters(&sheet.name) == wanted_letters);
            fitting.next().filter(|_| fitting.next().is_none())
        };
        exact
            .or_else(similar)
            .or_else(unmarked)
            .map(|sheet| sheet.name.clone())
            .ok_or_else(|| {
                let known: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
                let known = known.join(", ");
                UnreadableFile::new(UnreadableReason::NoSheet)
                    .with_detail(format!("“{wanted}”; {known}"))
            })
    };
    names.iter().map(find).collect()
}

/// The words of a name without their marks.
fn fold_letters(name: &str) -> Vec<String> {
    let words = split_words(name);
    words.into_iter().map(|word| word.fold).collect()
}

/// Finds the header among the first rows of a sheet and counts its rows.
fn read_beginning<R: Read + Seek>(
    book: &mut Workbook<R>,
    info: SheetInfo,
    options: &FileReadOptions,
) -> Result<SheetReading, UnreadableFile> {
    let mut first_rows: Vec<ListRow> = Vec::new();
    let mut rows = 0;
    book.read_sheet_rows(&info.name, &mut |row| {
        rows += 1;
        if first_rows.len() < SEARCHED_ROWS {
            first_rows.push(row);
        }
        Ok(ReadFlow::Continue)
    })?;
    let header = find_header_in_rows(&first_rows, &options.mapping);
    if let Some(header) = &header {
        rows -= (header.first_row + header.row_count) as u64;
    }
    Ok(SheetReading { info, header, rows })
}

/// Why each sheet is left out when the user names none; `None` for those that are read.
fn find_left_out_reasons(readings: &[SheetReading]) -> Vec<Option<LeftOutReason>> {
    let mut reasons: Vec<Option<LeftOutReason>> = readings
        .iter()
        .map(|sheet| match &sheet.header {
            _ if !sheet.info.is_visible => Some(LeftOutReason::Hidden),
            None => Some(LeftOutReason::NoProducts),
            Some(_) => None,
        })
        .collect();
    set_reason_by_name(readings, &mut reasons, is_old_copy, LeftOutReason::OldCopy);
    let is_summary = |sheet: &SheetReading| {
        let others = readings
            .iter()
            .filter(|other| other.header.is_some() && other.info != sheet.info);
        let rows_of_others: u64 = others.map(|other| other.rows).sum();
        has_pair(&sheet.info.name, &SUMMARY_PAIRS) && sheet.rows <= rows_of_others
    };
    set_reason_by_name(readings, &mut reasons, is_summary, LeftOutReason::Summary);
    let candidates = readings
        .iter()
        .zip(&reasons)
        .filter(|(_, reason)| reason.is_none());
    let Some(main_fields) = candidates
        .filter_map(|(sheet, _)| Some((sheet, sheet.header.as_ref()?)))
        .max_by_key(|(sheet, header)| u64::from(header.score()) * sheet.rows.max(1))
        .map(|(_, header)| list_fields(header))
    else {
        return reasons;
    };
    for (sheet, reason) in readings.iter().zip(&mut reasons) {
        let is_other = sheet
            .header
            .as_ref()
            .is_some_and(|header| !is_same_kind(&main_fields, &list_fields(header)));
        if reason.is_none() && is_other {
            *reason = Some(LeftOutReason::OtherKind);
        }
    }
    reasons
}

/// Leaves out the sheets for which `is_meant` is true, unless no sheet would be left.
fn set_reason_by_name(
    readings: &[SheetReading],
    reasons: &mut [Option<LeftOutReason>],
    is_meant: impl Fn(&SheetReading) -> bool,
    why: LeftOutReason,
) {
    let is_left =
        |sheet: &SheetReading, reason: &Option<LeftOutReason>| reason.is_none() && !is_meant(sheet);
    if !readings
        .iter()
        .zip(reasons.iter())
        .any(|(sheet, reason)| is_left(sheet, reason))
    {
        return;
    }
    for (sheet, reason) in readings.iter().zip(reasons) {
        if reason.is_none() && is_meant(sheet) {
            *reason = Some(why);
        }
    }
}

fn is_old_copy(sheet: &SheetReading) -> bool {
    let words = split_words(&sheet.info.name);
    words
        .iter()
        .any(|word| OLD_COPY_WORDS.contains(&word.canon.as_str()))
        || has_pair(&sheet.info.name, &OLD_COPY_PAIRS)
}

fn has_pair(name: &str, pairs: &[[&str; 2]]) -> bool {
    let words = split_words(name);
    words.windows(2).any(|words| {
        pairs
            .iter()
            .any(|pair| words.iter().zip(pair).all(|(word, key)| word.canon == *key))
    })
}

/// The kinds of fields that say what a list is about: every place is one kind, every recognition has the same fields.
fn list_fields(header: &ListHeader) -> BTreeSet<String> {
    let fields = header.columns.iter().filter_map(|column| column.field);
    fields
        .filter_map(|field| match field {
            ProductField::Number
            | ProductField::Ignored
            | ProductField::Note
            | ProductField::NoteEn => None,
            ProductField::Commune
            | ProductField::District
            | ProductField::Province
            | ProductField::Unit
            | ProductField::Place
            | ProductField::Address => Some("place".to_owned()),
            ProductField::StarMark(_) => Some("star".to_owned()),
            ProductField::Recognition(_, field) => Some(field.key().to_owned()),
            other => Some(other.to_string()),
        })
        .collect()
}

/// True when two lists are of one kind: they share at least half of the fields of the smaller one's and a third of all.
fn is_same_kind(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    let shared = a.intersection(b).count();
    let all = a.union(b).count();
    shared * 5 >= all * 2
}
