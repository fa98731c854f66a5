//! Damages of good lists, as they happen when lists are copied, pasted, converted and printed.
//!
//! A damage changes the cells of a file and, where the file then truly says something else, what may be published of
//! its rows: a value that was lost must not be published, the first value of a merged range holds for all its rows, a
//! mark for "as above" means the cell above. It must not say anything else: what is published must come from the
//! row's own truth.
//!
//! * `moved_cells`: cells of a row that stand elsewhere. `changed_cells`: cells that say less or something else.
//! * `added_rows`: rows that are no product, and rows that stand there twice or as one. `broken_lines`: lines of a
//!   text file whose marks and line ends are wrong.

mod added_rows;
mod broken_lines;
mod changed_cells;
mod moved_cells;

use crate::list_file::{ListFile, RowKind};
use crate::seeded_random::SeededRandom;

/// A damage: says what it did, or `None` when the file has nothing that it could damage.
type Damage = fn(&mut ListFile, &mut SeededRandom) -> Option<String>;

/// Every kind of damage.
const DAMAGES: [(&str, Damage); 25] = [
    ("shifted right", moved_cells::shift_right),
    ("shifted left", moved_cells::delete_cell),
    ("cut in two rows", moved_cells::cut_row),
    ("two rows joined", moved_cells::join_rows),
    ("narrower", moved_cells::cut_off_cells),
    ("merged down", changed_cells::merge_down),
    ("merged across", changed_cells::merge_across),
    ("as above", changed_cells::write_ditto_mark),
    ("letters lost", changed_cells::lose_letters),
    ("label blanked", changed_cells::blank_label),
    ("label misspelt", changed_cells::misspell_label),
    ("heading misspelt", changed_cells::misspell_heading),
    ("header repeated", added_rows::repeat_header),
    (
        "header in another order",
        added_rows::reorder_below_new_header,
    ),
    ("total", added_rows::add_total),
    ("signature", added_rows::add_signature),
    ("column numbers", added_rows::add_column_numbers),
    ("unknown heading", added_rows::add_unknown_heading),
    ("blank lines", added_rows::add_blank_lines),
    ("duplicated row", added_rows::duplicate_row),
    ("copy of the sheet", added_rows::add_copy_of_sheet),
    ("another table below", added_rows::add_other_table),
    ("quote dropped", broken_lines::drop_quote),
    ("unquoted delimiter", broken_lines::add_delimiter),
    ("line break", broken_lines::break_line),
];

/// Damages a file once or twice; says how.
pub(crate) fn damage_file(file: &mut ListFile, random: &mut SeededRandom) -> Vec<String> {
    let count = if random.percent(30) { 2 } else { 1 };
    let mut done = Vec::new();
    while done.len() < count {
        let (name, damage) = DAMAGES[random.below(DAMAGES.len())];
        if let Some(what) = damage(file, random) {
            done.push(format!("{name}: {what}"));
        }
    }
    done
}

/// A sheet that is read, and one of its products' rows that no damage touched.
fn choose_row(file: &ListFile, random: &mut SeededRandom) -> Option<(usize, usize)> {
    let sheet = choose_sheet(file, random);
    let mut rows = file.sheets[sheet].indices_of(RowKind::Product);
    rows.retain(|row| !file.sheets[sheet].rows[*row].is_touched);
    if rows.is_empty() {
        return None;
    }
    Some((sheet, rows[random.below(rows.len())]))
}

/// A sheet that is read.
fn choose_sheet(file: &ListFile, random: &mut SeededRandom) -> usize {
    let sheets = file.sheets.iter().enumerate();
    let is_read = |(_, sheet): &(usize, &crate::list_file::ListSheet)| {
        sheet.rows.iter().any(|row| row.kind == RowKind::Product)
    };
    let read: Vec<usize> = sheets.filter(is_read).map(|(index, _)| index).collect();
    read[random.below(read.len())]
}

/// The number of a row of a sheet, for the description of a damage.
fn number_of(file: &ListFile, sheet: usize, row: usize) -> u64 {
    file.row_numbers(sheet)[row]
}
