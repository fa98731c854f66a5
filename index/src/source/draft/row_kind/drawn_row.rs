//! Rows that draw the table instead of filling it: numbers or letters of the columns, and lines of dashes.

use crate::source::list_cell::ListCell;

/// Fewest cells of a row of column numbers.
const MIN_NUMBERED_COLUMNS: usize = 3;

/// True for `(1) (2) (3)` and `A B C` below a header, which official forms have. A cell may say how it is computed:
/// `(5)=(3)+(4)`.
pub(super) fn is_column_number_row(cells: &[(usize, &ListCell)]) -> bool {
    if cells.len() < MIN_NUMBERED_COLUMNS {
        return false;
    }
    // Most rows end the search with their second cell.
    let columns: Option<Vec<ColumnMark>> = cells
        .iter()
        .map(|(_, cell)| parse_column_mark(&cell.text()))
        .collect();
    let Some(columns) = columns else {
        return false;
    };
    let letter_count = columns
        .iter()
        .take_while(|mark| matches!(mark, ColumnMark::Letter(_)))
        .count();
    let (letters, numbers) = columns.split_at(letter_count);
    let is_sequence = |marks: &[ColumnMark]| {
        let pairs = marks.windows(2);
        pairs.into_iter().all(|pair| pair[1].follows(pair[0]))
    };
    let (first_letter, first_number) = (letters.first(), numbers.first());
    let starts_well = match (first_letter, first_number) {
        // `(0) (1) (2)`, `(1) (2) (3)`.
        (None, Some(ColumnMark::Number(number))) => *number <= 1,
        // `B C D` leaves out the column of running numbers.
        (Some(ColumnMark::Letter(letter)), None) => *letter <= 1,
        // `A B 1 2 3`: statistical forms number the columns of words and of figures apart.
        (Some(ColumnMark::Letter(0)), Some(ColumnMark::Number(1))) => true,
        _ => false,
    };
    starts_well && is_sequence(letters) && is_sequence(numbers)
}

/// The number or letter of a column, from its cell below the header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ColumnMark {
    /// The index of a letter, from 0.
    Letter(u32),
    Number(u32),
}

impl ColumnMark {
    fn follows(self, before: Self) -> bool {
        match (before, self) {
            (Self::Letter(before), Self::Letter(after))
            | (Self::Number(before), Self::Number(after)) => after == before + 1,
            _ => false,
        }
    }
}

fn parse_column_mark(text: &str) -> Option<ColumnMark> {
    let number = parse_column_number(text).map(ColumnMark::Number);
    number.or_else(|| parse_column_letter(text).map(ColumnMark::Letter))
}

fn parse_column_number(text: &str) -> Option<u32> {
    let text = text.split('=').next()?.trim();
    text.trim_matches(['(', ')', '[', ']', '.', ' '])
        .parse()
        .ok()
}

/// The index of a letter, from 0.
fn parse_column_letter(text: &str) -> Option<u32> {
    let text = text.trim_matches(['(', ')', '[', ']', '.', ' ']);
    match text.as_bytes() {
        [letter] if letter.is_ascii_alphabetic() => {
            Some(u32::from(letter.to_ascii_uppercase() - b'A'))
        }
        _ => None,
    }
}

/// True for a row of nothing but signs: `---`, `:---:`, `====`, `…`.
pub(super) fn is_rule_row(cells: &[(usize, &ListCell)]) -> bool {
    cells
        .iter()
        .all(|(_, cell)| matches!(cell, ListCell::Text(text) if is_rule(text)))
}

fn is_rule(text: &str) -> bool {
    text.chars().all(|c| {
        matches!(
            c,
            '-' | '–' | '—' | '_' | '=' | '~' | ':' | '|' | '+' | '.' | '…' | ' ' | '─' | '━'
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(texts: &[&str]) -> Vec<ListCell> {
        texts.iter().map(|text| ListCell::from_raw(text)).collect()
    }

    fn check(texts: &[&str], is_drawn: fn(&[(usize, &ListCell)]) -> bool) -> bool {
        let cells = cells(texts);
        let numbered: Vec<(usize, &ListCell)> = cells.iter().enumerate().collect();
        is_drawn(&numbered)
    }

    #[test]
    fn numbers_and_letters_of_columns_are_known() {
        for row in [
            &["(1)", "(2)", "(3)"][..],
            &["1", "2", "3", "4=3+1"],
            &["A", "B", "C"],
            &["a", "b", "c"],
            &["A", "B", "1", "2"],
            &["0", "1", "2"],
        ] {
            assert!(check(row, is_column_number_row), "{row:?}");
        }
        for row in [
            &["1", "2"][..],
            &["3", "4", "5"],
            &["1", "Mật ong", "3"],
            &["A", "C", "D"],
        ] {
            assert!(!check(row, is_column_number_row), "{row:?}");
        }
    }

    #[test]
    fn lines_of_signs_are_known() {
        assert!(check(&["---", ":---:", "---"], is_rule_row));
        assert!(check(&["…", "-"], is_rule_row));
        assert!(!check(&["-", "Mật ong"], is_rule_row));
    }
}
