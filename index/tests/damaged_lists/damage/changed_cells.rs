//! Cells that say less than before, or something else: merged, lost, misspelt, or only "as above".

use super::{choose_row, choose_sheet, number_of};
use crate::good_list::set_place;
use crate::list_file::{Column, Cover, Field, FileForm, ListFile, PaperCell, RowKind, Truth};
use crate::seeded_random::SeededRandom;
use ocop_index::product::ProductPlace;

/// Marks for "as above".
const DITTO_MARKS: [&str; 6] = ["\"", "nt", "- nt -", "như trên", "''", "〃"];

/// Merges a column over some rows: the first value holds for all of them.
pub(super) fn merge_down(file: &mut ListFile, random: &mut SeededRandom) -> Option<String> {
    if !matches!(file.form, FileForm::Workbook) {
        return None;
    }
    let (sheet, row) = choose_row(file, random)?;
    let number = number_of(file, sheet, row);
    let column = random.below(file.sheets[sheet].columns.len());
    let wanted = random.between(1, 4);
    let sheet = &mut file.sheets[sheet];
    if sheet.rows[row].cells.get(column)?.text.is_empty() {
        return None;
    }
    let below = sheet.rows[row + 1..].iter();
    let count = below
        .take_while(|row| row.kind == RowKind::Product && !row.is_touched)
        .take(wanted)
        .count();
    if count == 0 {
        return None;
    }
    let held = sheet.columns_of(row)[column];
    let below = &sheet.rows[row + 1..=row + count];
    let agree = below
        .iter()
        .all(|below| has_same_district(&below.truths[0], &sheet.rows[row].truths[0]));
    if matches!(held, Column::StarMark(_)) || held == Column::Commune && !agree {
        return None;
    }
    sheet.rows[row].cells[column].cover = Cover::Open;
    let top_row = sheet.rows[row].clone();
    for covered in &mut sheet.rows[row + 1..=row + count] {
        covered.cells[column] = PaperCell {
            cover: Cover::FromAbove,
            ..top_row.cells[column].clone()
        };
        take_over(&mut covered.truths[0], &top_row.truths[0], held);
        covered.is_touched = true;
    }
    if let Some(next) = sheet.rows.get_mut(row + count + 1)
        && let Some(cell) = next.cells.get_mut(column)
    {
        cell.cover = Cover::Open;
    }
    Some(format!("rows {number} and {count} below, {held:?}"))
}

/// Merges cells beside each other: those behind the first are lost.
pub(super) fn merge_across(file: &mut ListFile, random: &mut SeededRandom) -> Option<String> {
    if !matches!(file.form, FileForm::Workbook) {
        return None;
    }
    let (sheet, row) = choose_row(file, random)?;
    let number = number_of(file, sheet, row);
    let width = file.sheets[sheet].columns.len();
    let first = random.below(width - 1);
    let last = random.between(first + 1, (first + 3).min(width - 1));
    let sheet = &mut file.sheets[sheet];
    sheet.release_merges(row);
    let covered_columns = sheet.columns_of(row)[first + 1..=last].to_vec();
    for cell in &mut sheet.rows[row].cells[first + 1..=last] {
        *cell = PaperCell {
            cover: Cover::FromLeft,
            ..PaperCell::default()
        };
    }
    let row = &mut sheet.rows[row];
    row.is_touched = true;
    lose_fields(&mut row.truths[0], &covered_columns);
    Some(format!(
        "row {number}, columns {} to {}",
        first + 1,
        last + 1
    ))
}

/// Writes a mark for "as above" in place of a cell.
pub(super) fn write_ditto_mark(file: &mut ListFile, random: &mut SeededRandom) -> Option<String> {
    let (sheet, row) = choose_row(file, random)?;
    let number = number_of(file, sheet, row);
    let column = random.below(file.sheets[sheet].columns.len());
    let mark = random.choose(&DITTO_MARKS);
    let sheet = &mut file.sheets[sheet];
    let held = sheet.columns_of(row)[column];
    let above = sheet.rows[..row]
        .iter()
        .rev()
        .find(|row| row.kind == RowKind::Product)
        .cloned();
    // A mark that is taken over would stand beside another one.
    if matches!(held, Column::Number | Column::Name | Column::StarMark(_)) {
        return None;
    }
    let own = &sheet.rows[row].truths[0];
    let agrees = |above: &Truth| has_same_district(own, above);
    let above_truth = above.as_ref().and_then(|above| above.truths.first());
    if held == Column::Commune && !above_truth.is_none_or(agrees) {
        return None;
    }
    sheet.release_merges(row);
    let row = &mut sheet.rows[row];
    match above.as_ref().and_then(|above| above.truths.first()) {
        Some(above) => take_over(&mut row.truths[0], above, held),
        None => lose_fields(&mut row.truths[0], &[held]),
    }
    row.cells[column] = PaperCell::text(mark);
    row.is_touched = true;
    Some(format!("row {number}, {held:?}"))
}

/// Puts a question mark or a sign of loss in place of letters, in one row.
pub(super) fn lose_letters(file: &mut ListFile, random: &mut SeededRandom) -> Option<String> {
    let (sheet, row) = choose_row(file, random)?;
    let number = number_of(file, sheet, row);
    let sign = random.choose(&["?", "\u{fffd}"]);
    let only = random
        .percent(50)
        .then(|| random.below(file.sheets[sheet].columns.len()));
    let sheet = &mut file.sheets[sheet];
    sheet.release_merges(row);
    let columns = sheet.columns_of(row);
    let row = &mut sheet.rows[row];
    let mut lost = Vec::new();
    for (index, cell) in row.cells.iter_mut().enumerate() {
        let has_lost = cell
            .text
            .chars()
            .any(|c| c.is_alphabetic() && !c.is_ascii());
        if has_lost && only.is_none_or(|only| only == index) {
            let letters = cell.text.chars().map(|c| {
                if c.is_alphabetic() && !c.is_ascii() {
                    sign.to_owned()
                } else {
                    c.to_string()
                }
            });
            cell.text = letters.collect();
            lost.push(columns[index]);
        }
    }
    if lost.is_empty() {
        return None;
    }
    row.is_touched = true;
    lose_fields(&mut row.truths[0], &lost);
    Some(format!("row {number}, {lost:?}"))
}

/// Blanks the label of a column, whose values need not be published then.
pub(super) fn blank_label(file: &mut ListFile, random: &mut SeededRandom) -> Option<String> {
    change_label(file, random, |_, _| String::new())
}

/// Misspells the label of a column.
pub(super) fn misspell_label(file: &mut ListFile, random: &mut SeededRandom) -> Option<String> {
    change_label(file, random, misspell)
}

fn change_label(
    file: &mut ListFile,
    random: &mut SeededRandom,
    change: fn(&str, &mut SeededRandom) -> String,
) -> Option<String> {
    let sheet = choose_sheet(file, random);
    let sheet = &mut file.sheets[sheet];
    let header = sheet.indices_of(RowKind::Header).first().copied()?;
    let column = random.below(sheet.columns.len());
    let cell = &mut sheet.rows[header].cells[column];
    if cell.text.is_empty() {
        return None;
    }
    let label = change(&cell.text, random);
    let what = format!("“{}” is “{label}”", cell.text);
    cell.text = label;
    let held = sheet.columns[column];
    // A commune without its district may be one of several.
    let place = [Field::Commune, Field::District, Field::Unit];
    let is_of_place = held.fields().contains(&Field::Unit);
    for row in &mut sheet.rows {
        row.loosened.extend(held.fields());
        row.loosened.extend(place.iter().filter(|_| is_of_place));
        // Without the label of names no row can be published.
        row.is_touched |= held == Column::Name && row.kind == RowKind::Product;
    }
    Some(what)
}

/// Misspells a heading, so that the rows below it stand under none that is known.
pub(super) fn misspell_heading(file: &mut ListFile, random: &mut SeededRandom) -> Option<String> {
    let sheet = choose_sheet(file, random);
    let headings = file.sheets[sheet].indices_of(RowKind::Heading);
    if headings.is_empty() {
        return None;
    }
    let index = headings[random.below(headings.len())];
    let number = number_of(file, sheet, index);
    let sheet = &mut file.sheets[sheet];
    let heading = &mut sheet.rows[index];
    let cell = heading
        .cells
        .iter_mut()
        .rfind(|cell| !cell.text.is_empty())?;
    let text = misspell(&cell.text, random);
    let what = format!("row {number}: “{}” is “{text}”", cell.text);
    cell.text = text;
    loosen_headings(&mut sheet.rows[index + 1..]);
    Some(what)
}

/// Lets rows be published without what headings say, down to the next heading.
pub(super) fn loosen_headings(rows: &mut [crate::list_file::PaperRow]) {
    let below = rows.iter_mut();
    for row in below.take_while(|row| row.kind != RowKind::Heading) {
        let fields = [
            Field::Commune,
            Field::District,
            Field::Unit,
            Field::Group,
            Field::Star,
        ];
        row.loosened.extend(fields);
    }
}

/// Leaves out a letter, doubles it, or swaps it with the next one.
fn misspell(text: &str, random: &mut SeededRandom) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let at = random.below(letters.len());
    match random.below(3) {
        0 => {
            letters.remove(at);
        }
        1 => letters.insert(at, letters[at]),
        _ if at + 1 < letters.len() => letters.swap(at, at + 1),
        _ => letters.push('x'),
    }
    letters.into_iter().collect()
}

/// Takes what these columns said out of a truth.
pub(super) fn lose_fields(truth: &mut Truth, lost: &[Column]) {
    for column in lost {
        // Of three columns of marks, one has the mark; the others say nothing.
        if let Column::StarMark(star) = column
            && truth.get(&Field::Star) != Some(&star.to_string())
        {
            continue;
        }
        // The commune alone still tells its district.
        let is_still_told = *column == Column::District && truth.contains_key(&Field::Commune);
        let fields = column.fields().iter();
        fields.filter(|_| !is_still_told).for_each(|field| {
            truth.remove(field);
        });
    }
    complete_place(truth);
}

/// Takes over what a column says in another row.
fn take_over(truth: &mut Truth, other: &Truth, column: Column) {
    for field in column.fields() {
        match other.get(field) {
            Some(text) => truth.insert(*field, text.clone()),
            None => truth.remove(field),
        };
    }
    complete_place(truth);
}

/// A commune of another district would contradict the row's own.
fn has_same_district(truth: &Truth, other: &Truth) -> bool {
    truth.get(&Field::District) == other.get(&Field::District)
}

fn complete_place(truth: &mut Truth) {
    let place = ProductPlace {
        commune: truth.get(&Field::Commune).cloned(),
        district: truth.get(&Field::District).cloned(),
        ..ProductPlace::default()
    };
    set_place(truth, place);
}
