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
    let texts: Vec<String> = cells
        .iter()
        .map(|(_, cell)| cell.text().into_owned())
        .collect();
    let numbers: Option<Vec<u32>> = texts.iter().map(|text| parse_column_number(text)).collect();
    let letters: Option<Vec<u32>> = texts.iter().map(|text| parse_column_letter(text)).collect();
    let is_sequence = |sequence: &[u32]| {
        sequence.windows(2).all(|pair| pair[1] == pair[0] + 1)
            && sequence.first().is_some_and(|first| *first <= 1)
    };
    numbers.is_some_and(|numbers| is_sequence(&numbers))
        || letters.is_some_and(|letters| is_sequence(&letters))
        || is_lettered_then_numbered(&texts)
}

/// True for `A B 1 2 3`, as statistical forms number the columns of words and of figures apart.
fn is_lettered_then_numbered(texts: &[String]) -> bool {
    let letter_count = texts
        .iter()
        .take_while(|text| parse_column_letter(text).is_some())
        .count();
    let (letters, numbers) = texts.split_at(letter_count);
    let numbers: Option<Vec<u32>> = numbers
        .iter()
        .map(|text| parse_column_number(text))
        .collect();
    let letters: Vec<u32> = letters
        .iter()
        .filter_map(|text| parse_column_letter(text))
        .collect();
    let Some(numbers) = numbers else {
        return false;
    };
    !numbers.is_empty()
        && letters.first() == Some(&0)
        && letters.windows(2).all(|pair| pair[1] == pair[0] + 1)
        && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1)
        && numbers.first() == Some(&1)
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
