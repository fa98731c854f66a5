//! Chooses the sheet of a workbook: the one that the user named, or the one whose header looks most like a
//! list of products.

use std::io::{Read, Seek};

use super::summary::FileReadOptions;
use super::workbook::Workbook;
use crate::source::header::SEARCHED_ROWS;
use crate::source::list_parser::find_header_in_rows;
use crate::source::list_row::ReadFlow;
use crate::source::unreadable::{UnreadableFile, UnreadableReason};
use crate::vietnamese::canonical_keys;

/// The name of the sheet to read.
pub(super) fn choose_sheet<R: Read + Seek>(
    book: &mut Workbook<R>,
    options: &FileReadOptions,
) -> Result<String, UnreadableFile> {
    let sheets = book.sheet_names();
    match &options.sheet {
        Some(wanted) => find_named_sheet(&sheets, wanted),
        None => find_best_sheet(book, &sheets, options),
    }
}

/// The sheet of this name: exactly, or else in another spelling.
fn find_named_sheet(sheets: &[String], wanted: &str) -> Result<String, UnreadableFile> {
    let wanted_keys = canonical_keys(wanted);
    let exact = sheets.iter().find(|name| *name == wanted);
    let similar = || {
        sheets
            .iter()
            .find(|name| canonical_keys(name) == wanted_keys)
    };
    exact.or_else(similar).cloned().ok_or_else(|| {
        let known = sheets.join(", ");
        UnreadableFile::new(UnreadableReason::NoSheet).with_detail(format!("“{wanted}”; {known}"))
    })
}

fn find_best_sheet<R: Read + Seek>(
    book: &mut Workbook<R>,
    sheets: &[String],
    options: &FileReadOptions,
) -> Result<String, UnreadableFile> {
    let mut best: Option<(u32, &String)> = None;
    for sheet in sheets {
        let mut first_rows = Vec::new();
        book.read_sheet_rows(sheet, &mut |row| {
            first_rows.push(row);
            Ok(if first_rows.len() >= SEARCHED_ROWS {
                ReadFlow::Stop
            } else {
                ReadFlow::Continue
            })
        })?;
        let score =
            find_header_in_rows(&first_rows, &options.mapping).map_or(0, |header| header.score());
        if score > best.map_or(0, |(best, _)| best) {
            best = Some((score, sheet));
        }
    }
    // Without a header anywhere, the first sheet gives the most useful error.
    best.map(|(_, sheet)| sheet)
        .or_else(|| sheets.first())
        .cloned()
        .ok_or_else(|| UnreadableFile::new(UnreadableReason::Empty))
}
