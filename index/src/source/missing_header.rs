//! Why a table has no header: its letters were lost or typed with an old font, it is a list of something else, or
//! nothing in it is known.
//!
//! The error shows the first of the widest rows, because a header is above its data and as wide.

use super::cell::lost_letters;
use super::field::ProductField;
use super::header;
use super::list_cell::ListCell;
use super::list_row::ListRow;
use super::reader::encoding::{self, Encoding};
use super::unreadable::{UnreadableFile, UnreadableReason};

/// Most labels that an error shows.
const SHOWN_LABELS: usize = 12;

/// The error for a table without a header.
pub(super) fn describe_missing_header(rows: &[ListRow]) -> UnreadableFile {
    let width = |row: &ListRow| row.cells.iter().filter(|cell| !cell.is_blank()).count();
    let Some(row) = rows.iter().rev().max_by_key(|row| width(row)) else {
        return UnreadableFile::new(UnreadableReason::Empty);
    };
    let has_lost_letters = |cell: &&ListCell| lost_letters::has_lost_letters(&cell.text());
    let damaged_row = rows
        .iter()
        .find(|row| row.cells.iter().filter(has_lost_letters).count() > 1);
    if let Some(row) = find_old_font_row(rows) {
        return error_at(
            UnreadableReason::OldFont,
            row,
            row.cells.iter().filter(|cell| !cell.is_blank()),
        );
    }
    if let Some(row) = damaged_row {
        return error_at(
            UnreadableReason::LostLetters,
            row,
            row.cells.iter().filter(has_lost_letters),
        );
    }
    let why = if header::is_list_of_something_else(&row.cells) {
        UnreadableReason::NotProducts
    } else {
        UnreadableReason::NoHeader
    };
    error_at(why, row, row.cells.iter().filter(|cell| !cell.is_blank()))
}

fn error_at<'a>(
    why: UnreadableReason,
    row: &ListRow,
    cells: impl Iterator<Item = &'a ListCell>,
) -> UnreadableFile {
    let labels: Vec<String> = cells
        .take(SHOWN_LABELS)
        .map(|cell| cell.text().chars().take(30).collect())
        .collect();
    UnreadableFile::at_line(why, row.number, 0).with_detail(labels.join(" | "))
}

/// The row that is a header when its letters are read as those of the `.VnTime` or `VNI-Times` fonts.
fn find_old_font_row(rows: &[ListRow]) -> Option<&ListRow> {
    rows.iter().find(|row| {
        [Encoding::Tcvn3, Encoding::Vni]
            .into_iter()
            .any(|encoding| {
                let cells: Vec<ListCell> = row
                    .cells
                    .iter()
                    .map(|cell| decode_cell(cell, encoding))
                    .collect();
                cells != row.cells
                    && header::find_header(&[cells], &[] as &[(String, ProductField)]).is_some()
            })
    })
}

/// A text whose letters are those of one byte each, read in an older encoding.
fn decode_cell(cell: &ListCell, encoding: Encoding) -> ListCell {
    let ListCell::Text(text) = cell else {
        return cell.clone();
    };
    let bytes: Option<Vec<u8>> = text
        .chars()
        .map(|c| u8::try_from(u32::from(c)).ok())
        .collect();
    match bytes {
        Some(bytes) if !text.is_ascii() => {
            ListCell::from_raw(&encoding::decode_beginning(&bytes, encoding))
        }
        _ => cell.clone(),
    }
}
