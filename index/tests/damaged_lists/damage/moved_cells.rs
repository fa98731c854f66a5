//! Cells of a row that stand elsewhere: shifted, cut off, on two rows, or two rows on one.

use std::mem;

use super::{choose_row, number_of};
use crate::list_file::{Column, FileForm, ListFile, ListSheet, PaperCell, PaperRow, RowKind};
use crate::seeded_random::SeededRandom;

/// Cells are pushed to the right from a column on.
pub(super) fn shift_right(file: &mut ListFile, random: &mut SeededRandom) -> Option<String> {
    let (sheet, row) = choose_row(file, random)?;
    let width = file.sheets[sheet].columns.len();
    let column = random.below(width);
    let by = if random.percent(80) { 1 } else { 2 };
    let keeps_width = random.percent(60);
    let number = number_of(file, sheet, row);
    let sheet = &mut file.sheets[sheet];
    let mut cells = sheet.rows[row].cells.clone();
    for _ in 0..by {
        cells.insert(column, PaperCell::default());
    }
    while keeps_width && cells.len() > width && cells.last().is_some_and(is_blank) {
        cells.pop();
    }
    if !is_visible(&sheet.columns_of(row), &cells) {
        return None;
    }
    replace_cells(sheet, row, cells);
    Some(format!("row {number} from column {} by {by}", column + 1))
}

/// A cell is deleted, and those behind it move to the left.
pub(super) fn delete_cell(file: &mut ListFile, random: &mut SeededRandom) -> Option<String> {
    let (sheet, row) = choose_row(file, random)?;
    let column = random.below(file.sheets[sheet].columns.len());
    let keeps_width = random.percent(50);
    let number = number_of(file, sheet, row);
    let sheet = &mut file.sheets[sheet];
    let mut cells = sheet.rows[row].cells.clone();
    cells.remove(column);
    if keeps_width {
        cells.push(PaperCell::default());
    }
    if !is_visible(&sheet.columns_of(row), &cells) {
        return None;
    }
    let lost = sheet.columns_of(row)[column];
    lose_columns(&mut sheet.rows[row], &[lost]);
    replace_cells(sheet, row, cells);
    Some(format!("row {number}, column {} deleted", column + 1))
}

/// The end of a row stands in a row of its own.
pub(super) fn cut_row(file: &mut ListFile, random: &mut SeededRandom) -> Option<String> {
    let (sheet, row) = choose_row(file, random)?;
    let width = file.sheets[sheet].columns.len();
    let column = random.between(1, width - 1);
    let stays_in_columns = random.percent(50);
    let number = number_of(file, sheet, row);
    let sheet = &mut file.sheets[sheet];
    let mut first = sheet.rows[row].cells.clone();
    let mut second = first.split_off(column);
    let are_blank = second.iter().all(is_blank) || first.iter().all(is_blank);
    if are_blank || reads_as_heading(&first) {
        return None;
    }
    if stays_in_columns {
        second.splice(0..0, vec![PaperCell::default(); column]);
    }
    if matches!(file.form, FileForm::Workbook) || random.percent(50) {
        first.resize(width, PaperCell::default());
        second.resize(width, PaperCell::default());
    }
    replace_cells(sheet, row, first);
    let mut below = PaperRow::new(RowKind::Product, second);
    below.is_touched = true;
    below.truths.clone_from(&sheet.rows[row].truths);
    sheet.insert_row(row + 1, below);
    Some(format!("row {number} from column {}", column + 1))
}

/// Two rows stand on one line, as after a lost line end.
pub(super) fn join_rows(file: &mut ListFile, random: &mut SeededRandom) -> Option<String> {
    let (sheet, row) = choose_row(file, random)?;
    let below = file.sheets[sheet].rows.get(row + 1)?;
    if below.kind != RowKind::Product || below.is_touched {
        return None;
    }
    let number = number_of(file, sheet, row);
    let runs_together = random.percent(50);
    let sheet = &mut file.sheets[sheet];
    sheet.release_merges(row + 1);
    let mut cells = sheet.rows[row].cells.clone();
    let below = sheet.rows.remove(row + 1);
    let mut others = below.cells.into_iter();
    if runs_together && let (Some(last), Some(first)) = (cells.last_mut(), others.next()) {
        last.text = format!("{}{}", last.text, first.text);
        last.form = crate::list_file::CellForm::Text;
    }
    cells.extend(others);
    replace_cells(sheet, row, cells);
    sheet.rows[row].truths.extend(below.truths);
    let together = if runs_together { ", cells too" } else { "" };
    Some(format!("row {number} and the one below{together}"))
}

/// The last cells of a row are missing.
pub(super) fn cut_off_cells(file: &mut ListFile, random: &mut SeededRandom) -> Option<String> {
    let (sheet, row) = choose_row(file, random)?;
    let width = file.sheets[sheet].columns.len();
    let kept = random.between(1, width - 1);
    let number = number_of(file, sheet, row);
    let sheet = &mut file.sheets[sheet];
    let mut cells = sheet.rows[row].cells.clone();
    cells.truncate(kept);
    if reads_as_heading(&cells) {
        return None;
    }
    let columns = sheet.columns_of(row);
    lose_columns(&mut sheet.rows[row], &columns[kept..]);
    replace_cells(sheet, row, cells);
    Some(format!("row {number} has {kept} cells"))
}

/// Puts these cells in place of a row's.
fn replace_cells(sheet: &mut ListSheet, row: usize, cells: Vec<PaperCell>) {
    sheet.release_merges(row);
    let row = &mut sheet.rows[row];
    let _ = mem::replace(&mut row.cells, cells);
    row.cells
        .iter_mut()
        .for_each(|cell| cell.cover = crate::list_file::Cover::Open);
    row.is_touched = true;
}

/// Takes what these columns said out of the truth of a row.
pub(super) fn lose_columns(row: &mut PaperRow, lost: &[Column]) {
    for truth in &mut row.truths {
        super::changed_cells::lose_fields(truth, lost);
    }
}

/// True for a lone group or place: on paper it is a heading, whatever it was before.
fn reads_as_heading(cells: &[PaperCell]) -> bool {
    let texts = cells.iter().filter(|cell| !is_blank(cell));
    let mut columns = texts.filter_map(|cell| cell.meant_for);
    columns.all(|column| {
        matches!(
            column,
            Column::Number | Column::Group | Column::District | Column::Commune | Column::Place
        )
    })
}

fn is_blank(cell: &PaperCell) -> bool {
    cell.text.is_empty()
}

/// True when a person can see that the cells stand in wrong columns: one of another kind than its column.
fn is_visible(columns: &[Column], cells: &[PaperCell]) -> bool {
    let is_mark = |column: Column| matches!(column, Column::StarMark(_));
    cells.iter().enumerate().any(|(index, cell)| {
        let Some(meant_for) = cell.meant_for.filter(|_| !is_blank(cell)) else {
            return false;
        };
        columns
            .get(index)
            .is_none_or(|column| *column != meant_for && !(is_mark(*column) && is_mark(meant_for)))
    })
}
