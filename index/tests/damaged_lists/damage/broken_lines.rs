//! Lines of a text file whose quotation marks, delimiters and line ends are wrong.

use super::{choose_row, number_of};
use crate::list_file::{FileForm, ListFile, Quoting, TextStyle};
use crate::seeded_random::SeededRandom;

/// One quotation mark of a row is dropped.
pub(super) fn drop_quote(file: &mut ListFile, random: &mut SeededRandom) -> Option<String> {
    let style = text_style(file)?;
    let (sheet, row) = choose_row(file, random)?;
    let number = number_of(file, sheet, row);
    let row = &mut file.sheets[sheet].rows[row];
    // Rows without marks get some, as from another program.
    let quoting = if style.quoting == Quoting::WhereNeeded {
        Quoting::Texts
    } else {
        style.quoting
    };
    let mut line = TextStyle { quoting, ..style }.write_row(row);
    let marks: Vec<usize> = line.match_indices('"').map(|(at, _)| at).collect();
    if marks.is_empty() {
        return None;
    }
    let at = marks[random.below(marks.len())];
    line.remove(at);
    row.line = Some(line);
    row.is_touched = true;
    Some(format!("row {number}, byte {at}"))
}

/// A delimiter stands inside a cell without marks around it.
pub(super) fn add_delimiter(file: &mut ListFile, random: &mut SeededRandom) -> Option<String> {
    let style = text_style(file)?;
    let (sheet, row) = choose_row(file, random)?;
    let number = number_of(file, sheet, row);
    let row = &mut file.sheets[sheet].rows[row];
    let column = random.below(row.cells.len());
    let text = &row.cells[column].text;
    let spaces: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).collect();
    if spaces.is_empty() {
        return None;
    }
    let at = spaces[random.below(spaces.len())];
    let (before, after) = (&text[..at], &text[at + 1..]);
    let space = if random.percent(60) { " " } else { "" };
    let mut cells: Vec<String> = row
        .cells
        .iter()
        .map(|cell| style.write_cell(&cell.text))
        .collect();
    cells[column] = format!("{before}{}{space}{after}", style.delimiter);
    row.line = Some(cells.join(&style.delimiter.to_string()));
    row.is_touched = true;
    Some(format!("row {number}, column {}", column + 1))
}

/// A line ends in the middle of a row.
pub(super) fn break_line(file: &mut ListFile, random: &mut SeededRandom) -> Option<String> {
    let style = text_style(file)?;
    let (sheet, row) = choose_row(file, random)?;
    let number = number_of(file, sheet, row);
    let row = &mut file.sheets[sheet].rows[row];
    let mut line = style.write_row(row);
    let places: Vec<usize> = line
        .match_indices([' ', style.delimiter])
        .map(|(at, _)| at)
        .filter(|at| *at > 0)
        .collect();
    if places.is_empty() {
        return None;
    }
    let at = places[random.below(places.len())];
    let is_delimiter = line[at..].starts_with(style.delimiter);
    if is_delimiter && random.percent(60) {
        // The delimiter stays, in front of the break or behind it.
        line.insert(at + usize::from(random.percent(50)), '\n');
    } else {
        line.replace_range(at..=at, "\n");
    }
    row.line = Some(line);
    row.is_touched = true;
    Some(format!("row {number}, byte {at}"))
}

fn text_style(file: &ListFile) -> Option<TextStyle> {
    match file.form {
        FileForm::Text(style) => Some(style),
        FileForm::Workbook => None,
    }
}
