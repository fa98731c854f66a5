//! Marks for "as above": `"`, `nt`, `như trên`. Each means the cell of the same column in the product above.

use crate::source::cell::phrase;
use crate::source::list_cell::ListCell;
use crate::source::list_row::ListRow;
use crate::source::problem::ProblemReason;

/// Signs that are used as a ditto mark, alone or two of them.
const DITTO_SIGNS: [char; 9] = ['"', '”', '“', '″', '〃', '„', '‟', '＂', '»'];

/// Phrases that mean "as above", folded.
const DITTO_PHRASES: [&str; 9] = [
    "nt",
    "n t",
    "nhu tren",
    "ditto",
    "as above",
    "giong tren",
    "same",
    "nhu dong tren",
    "cung tren",
];

/// Replaces the ditto marks of a row by the cells above. A mark with nothing above it is a problem, and its cell
/// becomes blank. `None` when the row has none.
pub(super) fn fill_ditto_marks(row: &ListRow, above: Option<&ListRow>) -> Option<ListRow> {
    let mut filled: Option<ListRow> = None;
    for (column, cell) in row.cells.iter().enumerate() {
        if !is_ditto_mark(cell) {
            continue;
        }
        let filled = filled.get_or_insert_with(|| row.clone());
        let source = above.map_or(&ListCell::Empty, |above| above.cell(column));
        if source.is_blank() {
            filled
                .cell_problems
                .push((column, ProblemReason::DittoNothing));
        }
        if let Some(cell) = filled.cells.get_mut(column) {
            *cell = source.clone();
        }
        filled.multiline_cells.retain(|(other, _)| *other != column);
        if let Some(above) = above {
            let lines = above
                .multiline_cells
                .iter()
                .filter(|(other, _)| *other == column);
            filled.multiline_cells.extend(lines.cloned());
            let addresses = above.links.iter().filter(|(other, _)| *other == column);
            filled.links.extend(addresses.cloned());
        }
    }
    filled
}

/// True for a cell that only says "as above".
fn is_ditto_mark(cell: &ListCell) -> bool {
    let ListCell::Text(text) = cell else {
        return false;
    };
    if text.len() > 24 {
        return false;
    }
    let inner = text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '-' | '–' | '—' | '_' | '.' | '(' | ')')
    });
    let signs = inner.chars().filter(|c| !c.is_whitespace());
    let is_sign = |c: char| DITTO_SIGNS.contains(&c);
    if !inner.is_empty() && signs.clone().all(is_sign) {
        return true;
    }
    if matches!(inner, "''" | "‘‘" | "’’" | ",," | "//") {
        return true;
    }
    // Most cells are seen to be none by their first letter.
    if !inner.starts_with(['n', 'N', 'd', 'D', 'a', 'A', 'g', 'G', 's', 'S', 'c', 'C']) {
        return false;
    }
    DITTO_PHRASES.contains(&phrase::fold_words(inner).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(texts: &[&str]) -> ListRow {
        let mut row = ListRow::new(1);
        for (column, text) in texts.iter().enumerate() {
            row.set_text(column, text);
        }
        row
    }

    #[test]
    fn marks_mean_the_cell_above() {
        let above = row(&["1", "Mật ong", "HTX Sao Mai", "Hải Hà", "4 sao"]);
        for mark in [
            "\"",
            "''",
            "”",
            "〃",
            "nt",
            "-nt-",
            "- nt -",
            "n.t",
            "như trên",
            "- Như trên -",
            "\" \"",
            "//",
        ] {
            let filled =
                fill_ditto_marks(&row(&["2", "Gạo nếp", mark, mark, mark]), Some(&above)).unwrap();
            assert_eq!(filled.cells[2..], above.cells[2..], "{mark}");
            assert!(filled.cell_problems.is_empty());
        }
        assert_eq!(
            fill_ditto_marks(&row(&["2", "Gạo nếp", "-", "", "NT Foods"]), Some(&above)),
            None
        );
        let first = fill_ditto_marks(&row(&["1", "Gạo nếp", "nt"]), None).unwrap();
        assert_eq!(first.cell_problems, [(2, ProblemReason::DittoNothing)]);
    }
}
