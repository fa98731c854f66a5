//! Check marks under the columns `3 sao`, `4 sao`, `5 sao`.

use super::row_reader::RowReader;
use crate::source::cell::star::{self, Star};
use crate::source::field::ProductField;
use crate::source::list_cell::ListCell;
use crate::source::problem::ProblemReason;

/// The stars whose column is marked. Marks under several columns, and a text that is no mark, are problems.
pub(super) fn read_star_marks(reader: &mut RowReader<'_>) -> Option<u8> {
    let mut marked = Vec::new();
    for stars in 3..=5 {
        let field = ProductField::StarMark(stars);
        let cell = reader.field_cell(field);
        match parse_mark(&cell, stars) {
            Some(true) => marked.push(stars),
            Some(false) => {}
            None => reader.add_problem(field, &cell.text(), ProblemReason::StarWords),
        }
    }
    match marked.as_slice() {
        [] => None,
        [stars] => Some(*stars),
        [stars, ..] => {
            let texts: Vec<String> = marked.iter().map(u8::to_string).collect();
            reader.add_problem(
                ProductField::StarMark(*stars),
                &texts.join(", "),
                ProblemReason::StarMarks,
            );
            None
        }
    }
}

/// Whether a cell is marked; `None` when it holds something else.
fn parse_mark(cell: &ListCell, stars: u8) -> Option<bool> {
    let text = cell.text();
    let text = text.trim();
    if text.is_empty() || matches!(text, "-" | "–" | "0" | "o" | "O" | "không" | "Không") {
        return Some(false);
    }
    let is_mark = matches!(
        text.to_lowercase().as_str(),
        "x" | "xx"
            | "v"
            | "✓"
            | "✔"
            | "√"
            | "☑"
            | "☒"
            | "✗"
            | "✘"
            | "×"
            | "1"
            | "có"
            | "co"
            | "yes"
            | "true"
            | "●"
            | "•"
            | "+"
            | "*"
            | "đạt"
            | "ü"
            | "þ"
            | "[x]"
            | "(x)"
            | "■"
            | "✅"
    );
    if is_mark || matches!(star::parse_star(cell), Star::Stars(number) if number == stars) {
        return Some(true);
    }
    None
}
