//! What a sheet says of its cells besides their values: merged ranges, addresses behind texts, hidden rows, formulas
//! without a saved value.
//!
//! Rows are numbers from 1 as [`ListRow`](crate::source::list_row::ListRow) has them, columns are counted from 0.

use std::rc::Rc;

/// Most cells with an address; a link can be laid over a million of them.
const MAX_LINKED_CELLS: usize = 1 << 20;

/// Longest address, in bytes. Browsers stop at about half of it.
const MAX_ADDRESS_BYTES: usize = 4096;

/// Cells that are shown as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct CellRange {
    /// The first row.
    pub(super) first_row: u64,
    /// The first column.
    pub(super) first_column: usize,
    /// The last row, which may be the first.
    pub(super) last_row: u64,
    /// The last column, which may be the first.
    pub(super) last_column: usize,
}

impl CellRange {
    /// The range between two corners in any order, given as row and column, both counted from 0.
    pub(super) fn between_corners(one: (u32, u32), other: (u32, u32)) -> Self {
        Self {
            first_row: u64::from(one.0.min(other.0)) + 1,
            first_column: one.1.min(other.1) as usize,
            last_row: u64::from(one.0.max(other.0)) + 1,
            last_column: one.1.max(other.1) as usize,
        }
    }
}

/// Rows, as runs of numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct HiddenRows {
    /// First and last number of each run, ascending.
    runs: Vec<(u64, u64)>,
}

impl HiddenRows {
    /// Adds rows below all those that were added before.
    pub(super) fn add_rows(&mut self, first: u64, last: u64) {
        match self.runs.last_mut() {
            Some((_, end)) if *end + 1 >= first => *end = last.max(*end),
            _ => self.runs.push((first, last)),
        }
    }

    /// True for a row that was added.
    pub(super) fn contains(&self, row: u64) -> bool {
        let index = self.runs.partition_point(|(_, last)| *last < row);
        self.runs.get(index).is_some_and(|(first, _)| *first <= row)
    }
}

/// Addresses behind the text of cells.
#[derive(Debug, Default)]
pub(super) struct LinkedCells {
    /// Row, column and address; sorted once all are there.
    links: Vec<(u64, usize, Rc<str>)>,
}

impl LinkedCells {
    /// Adds an address for every cell of a range. Anything but an address of the web is left out.
    pub(super) fn add_link(&mut self, range: CellRange, address: &str) {
        let Some(address) = clean_web_address(address) else {
            return;
        };
        let address: Rc<str> = address.into();
        for row in range.first_row..=range.last_row {
            for column in range.first_column..=range.last_column {
                if self.links.len() >= MAX_LINKED_CELLS {
                    return;
                }
                self.links.push((row, column, Rc::clone(&address)));
            }
        }
    }

    /// Sorts the links; they are looked up afterwards.
    pub(super) fn sort_links(&mut self) {
        self.links.sort_by_key(|(row, column, _)| (*row, *column));
        self.links.dedup_by_key(|(row, column, _)| (*row, *column));
    }

    /// Columns and addresses of a row.
    pub(super) fn links_of_row(&self, row: u64) -> impl Iterator<Item = (usize, &str)> {
        let start = self.links.partition_point(|(other, ..)| *other < row);
        self.links[start..]
            .iter()
            .take_while(move |(other, ..)| *other == row)
            .map(|(_, column, address)| (*column, address.as_ref()))
    }
}

/// The notes of a sheet.
#[derive(Debug, Default)]
pub(super) struct SheetNotes {
    /// Merged ranges, sorted.
    pub(super) merged_ranges: Vec<CellRange>,
    /// Addresses behind texts.
    pub(super) links: LinkedCells,
    /// Rows hidden by a filter or by hand.
    pub(super) hidden_rows: HiddenRows,
    /// Row and column of formulas without a saved value, sorted.
    pub(super) unsaved_formulas: Vec<(u32, u32)>,
}

impl SheetNotes {
    /// Sorts everything; the notes are looked up afterwards.
    pub(super) fn sort_notes(&mut self) {
        self.merged_ranges.sort_unstable();
        self.links.sort_links();
        self.unsaved_formulas.sort_unstable();
    }

    /// True when a cell holds a formula without a saved value; both numbers are counted from 0.
    pub(super) fn is_unsaved_formula(&self, row: u32, column: u32) -> bool {
        self.unsaved_formulas.binary_search(&(row, column)).is_ok()
    }
}

/// The cleaned address of a web page; `None` for places in the workbook, files and mail addresses.
pub(super) fn clean_web_address(raw: &str) -> Option<String> {
    let raw = raw.trim();
    let starts_with = |scheme: &str| {
        raw.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    let is_web_address = starts_with("http://") || starts_with("https://");
    (is_web_address && raw.len() <= MAX_ADDRESS_BYTES)
        .then(|| crate::clean::clean_text(raw).into_owned())
}

/// The address that a formula leads to: `HYPERLINK("https://…","Xem")`, in XLSX and in ODS.
pub(super) fn address_of_formula(formula: &str) -> Option<&str> {
    let formula = formula.trim_start_matches("of:").trim_start_matches('=');
    let arguments = formula.trim_start().strip_prefix("HYPERLINK(")?;
    let address = arguments.trim_start().strip_prefix('"')?;
    address.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_rows_are_kept_as_runs() {
        let mut rows = HiddenRows::default();
        rows.add_rows(3, 3);
        rows.add_rows(4, 9);
        rows.add_rows(20, 20);
        assert_eq!(rows.runs, [(3, 9), (20, 20)]);
        let hidden: Vec<u64> = (1..=21).filter(|row| rows.contains(*row)).collect();
        assert_eq!(hidden, [3, 4, 5, 6, 7, 8, 9, 20]);
    }

    #[test]
    fn only_addresses_of_the_web_are_links() {
        assert_eq!(
            clean_web_address(" HTTPS://ocop.vn/a\u{202e}b ").as_deref(),
            Some("HTTPS://ocop.vn/a<U+202E>b")
        );
        for other in [
            "mailto:a@b.vn",
            "#Sheet2!A1",
            "file:///C:/x",
            "javascript:x",
            "",
        ] {
            assert_eq!(clean_web_address(other), None, "{other}");
        }
    }

    #[test]
    fn a_formula_leads_to_an_address() {
        for formula in [
            "HYPERLINK(\"https://a.vn/1\",\"Xem\")",
            "of:=HYPERLINK(\"https://a.vn/1\";\"Xem\")",
            "HYPERLINK( \"https://a.vn/1\" )",
        ] {
            assert_eq!(address_of_formula(formula), Some("https://a.vn/1"));
        }
        assert_eq!(address_of_formula("SUM(A1:A2)"), None);
        assert_eq!(address_of_formula("HYPERLINK(A1,\"Xem\")"), None);
    }

    #[test]
    fn a_link_over_a_million_cells_takes_no_more_than_its_share() {
        let mut cells = LinkedCells::default();
        let range = CellRange::between_corners((0, 0), (1_048_575, 16_383));
        cells.add_link(range, "https://a.vn");
        assert_eq!(cells.links.len(), MAX_LINKED_CELLS);
    }
}
