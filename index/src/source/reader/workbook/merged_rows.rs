//! Fills merged ranges: in a file only the first cell of a range has a value, on paper it stands beside every row.
//!
//! [`MergedRowFiller`] stands between a reader and the sink of rows. Its value goes down the first column of the range;
//! its other columns stay blank, because headers rely on that, and whatever cells lie under it are dropped.
//!
//! A range can claim a million rows. Rows without a cell of their own exist only between rows that have one, and only
//! in gaps of [`MAX_GAP_ROWS`]; all copies together have a limit.

use std::collections::VecDeque;

use super::sheet_notes::{CellRange, HiddenRows};
use crate::source::list_cell::ListCell;
use crate::source::list_row::{ListRow, MAX_COLUMNS, ReadFlow, RowSink};
use crate::source::unreadable::{UnreadableFile, UnreadableReason};

/// Most rows without a cell of their own that are filled one after another.
const MAX_GAP_ROWS: u64 = 1_000;

/// Most bytes of all copies of a sheet: as many as a workbook may inflate to.
const MAX_COPIED_BYTES: usize = 1 << 30;

/// What a copy costs besides its text.
const BYTES_PER_COPY: usize = 32;

/// Takes rows in ascending order, fills them and sends them on.
pub(super) struct MergedRowFiller<'s, 'a> {
    /// Ranges whose first row was not reached yet, sorted.
    pending: VecDeque<CellRange>,
    /// Ranges over the current row; no two of them have a column in common.
    open: Vec<OpenRange>,
    hidden_rows: HiddenRows,
    /// The row that was sent last.
    last_row: u64,
    copied_bytes: usize,
    sink: &'s mut RowSink<'a>,
}

/// A range whose first row was read.
struct OpenRange {
    range: CellRange,
    cell: ListCell,
    lines: Option<String>,
    link: Option<String>,
}

impl<'s, 'a> MergedRowFiller<'s, 'a> {
    /// A filler for the ranges and hidden rows that are known before the first row; `ranges` are sorted.
    pub(super) fn new(
        ranges: &[CellRange],
        hidden_rows: HiddenRows,
        sink: &'s mut RowSink<'a>,
    ) -> Self {
        Self {
            pending: ranges.iter().copied().collect(),
            open: Vec::new(),
            hidden_rows,
            last_row: 0,
            copied_bytes: 0,
            sink,
        }
    }

    /// Adds a range that begins at the row that is pushed next.
    pub(super) fn add_range(&mut self, range: CellRange) {
        self.pending.push_back(range);
    }

    /// Adds hidden rows that were not pushed yet.
    pub(super) fn add_hidden_rows(&mut self, first: u64, last: u64) {
        self.hidden_rows.add_rows(first, last);
    }

    /// Counts a row that a reader copied itself.
    pub(super) fn count_copy(&mut self, row: &ListRow) {
        let texts = row.cells.iter().map(text_bytes);
        self.copied_bytes += texts.map(|bytes| bytes + BYTES_PER_COPY).sum::<usize>();
    }

    /// Fills a row and sends it, with the rows above it that have only cells of merged ranges. A row without a cell
    /// waits for one that has some.
    pub(super) fn push_row(&mut self, row: ListRow) -> Result<ReadFlow, UnreadableFile> {
        if row.cells.is_empty() && row.cell_problems.is_empty() {
            return Ok(ReadFlow::Continue);
        }
        let gap = self.last_row + 1..row.number;
        if gap.end.saturating_sub(gap.start) <= MAX_GAP_ROWS {
            for number in gap {
                if self.fill_and_send(ListRow::new(number))? == ReadFlow::Stop {
                    return Ok(ReadFlow::Stop);
                }
            }
        }
        self.fill_and_send(row)
    }

    fn fill_and_send(&mut self, mut row: ListRow) -> Result<ReadFlow, UnreadableFile> {
        self.last_row = row.number;
        self.open.retain(|open| open.range.last_row >= row.number);
        self.fill_from_above(&mut row);
        while self
            .pending
            .front()
            .is_some_and(|range| range.first_row <= row.number)
        {
            if let Some(range) = self.pending.pop_front() {
                self.open_range(range, &mut row);
            }
        }
        if self.copied_bytes > MAX_COPIED_BYTES {
            return Err(UnreadableFile::new(UnreadableReason::Inflates).with_detail(row.number));
        }
        if row.cells.iter().all(|cell| *cell == ListCell::Empty) && row.cell_problems.is_empty() {
            return Ok(ReadFlow::Continue);
        }
        row.is_hidden = self.hidden_rows.contains(row.number);
        (self.sink)(row)
    }

    /// Copies the values of open ranges into a row.
    fn fill_from_above(&mut self, row: &mut ListRow) {
        for open in &self.open {
            blank_columns(row, open.range.first_column, open.range.last_column);
            if open.cell == ListCell::Empty {
                continue;
            }
            let column = open.range.first_column;
            let lines = open.lines.iter().map(|lines| (column, lines.clone()));
            row.multiline_cells.extend(lines);
            let link = open.link.iter().map(|link| (column, link.clone()));
            row.links.extend(link);
            row.merged_from_above.push(column);
            row.set_cell(column, open.cell.clone());
            self.copied_bytes += BYTES_PER_COPY + text_bytes(&open.cell);
        }
    }

    /// Opens a range that begins at this row, or above it where no row has a cell. Of ranges that overlap, which no
    /// office program allows, the later one counts.
    fn open_range(&mut self, range: CellRange, row: &mut ListRow) {
        let column = range.first_column;
        if column >= MAX_COLUMNS || range.last_row < row.number {
            return;
        }
        self.open.retain(|open| {
            open.range.last_column < column || open.range.first_column > range.last_column
        });
        let is_first_row = range.first_row == row.number;
        blank_columns(row, column + usize::from(is_first_row), range.last_column);
        if range.last_row == row.number {
            return;
        }
        let open = OpenRange {
            range,
            cell: row.cell(column).clone(),
            lines: text_of_column(&row.multiline_cells, column),
            link: text_of_column(&row.links, column),
        };
        let index = self
            .open
            .partition_point(|other| other.range.first_column < column);
        self.open.insert(index, open);
    }
}

fn blank_columns(row: &mut ListRow, first: usize, last: usize) {
    let end = row.cells.len().min(last.saturating_add(1));
    if first >= end {
        return;
    }
    row.cells[first..end].fill(ListCell::Empty);
    row.multiline_cells
        .retain(|(column, _)| !(first..end).contains(column));
    row.links
        .retain(|(column, _)| !(first..end).contains(column));
    row.merged_from_above
        .retain(|column| !(first..end).contains(column));
}

fn text_of_column(texts: &[(usize, String)], column: usize) -> Option<String> {
    let mut texts = texts.iter();
    let (_, text) = texts.find(|(other, _)| *other == column)?;
    Some(text.clone())
}

fn text_bytes(cell: &ListCell) -> usize {
    match cell {
        ListCell::Text(text) | ListCell::Fault(text) => text.len(),
        ListCell::FormattedNumber { shown, .. } => shown.len(),
        ListCell::Empty | ListCell::Number(_) | ListCell::Day(_) | ListCell::UnsavedFormula => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(number: u64, texts: &[&str]) -> ListRow {
        let mut row = ListRow::new(number);
        for (column, text) in texts.iter().enumerate() {
            row.set_text(column, text);
        }
        row
    }

    fn fill(ranges: &[CellRange], rows: Vec<ListRow>) -> Vec<ListRow> {
        let mut sent_rows = Vec::new();
        let mut sink = |row| {
            sent_rows.push(row);
            Ok(ReadFlow::Continue)
        };
        let mut filler = MergedRowFiller::new(ranges, HiddenRows::default(), &mut sink);
        for row in rows {
            filler.push_row(row).unwrap();
        }
        sent_rows
    }

    fn texts(row: &ListRow) -> Vec<String> {
        row.cells
            .iter()
            .map(|cell| cell.text().into_owned())
            .collect()
    }

    #[test]
    fn a_merged_district_stands_beside_every_row_it_covers() {
        let district = CellRange::between_corners((1, 1), (3, 1));
        let rows = vec![
            row(1, &["Tên", "Huyện"]),
            row(2, &["Mật ong hoa rừng", "Hải Hà"]),
            row(3, &["Trà hoa cúc"]),
            row(4, &["Ruốc tôm", "nằm dưới"]),
            row(5, &["Chả mực", "Cô Tô"]),
        ];
        let filled = fill(&[district], rows);
        let districts: Vec<String> = filled.iter().map(|row| texts(row)[1].clone()).collect();
        assert_eq!(districts, ["Huyện", "Hải Hà", "Hải Hà", "Hải Hà", "Cô Tô"]);
        let merged: Vec<usize> = filled
            .iter()
            .map(|row| row.merged_from_above.len())
            .collect();
        assert_eq!(merged, [0, 0, 1, 1, 0]);
    }

    #[test]
    fn a_block_fills_its_first_column_and_blanks_the_others() {
        let block = CellRange::between_corners((0, 0), (1, 1));
        let filled = fill(
            &[block],
            vec![row(1, &["A", "x", "C"]), row(2, &["y", "z", "D"])],
        );
        assert_eq!(texts(&filled[0]), ["A", "", "C"]);
        assert_eq!(texts(&filled[1]), ["A", "", "D"]);
        assert_eq!(filled[1].merged_from_above, [0]);
    }

    #[test]
    fn rows_without_cells_of_their_own_exist_between_rows_that_have_some() {
        let range = CellRange::between_corners((0, 0), (1_000_000, 0));
        let filled = fill(&[range], vec![row(1, &["A", "1"]), row(4, &["", "4"])]);
        let numbers: Vec<u64> = filled.iter().map(|row| row.number).collect();
        assert_eq!(numbers, [1, 2, 3, 4]);
        assert_eq!(texts(&filled[1]), ["A"]);
    }

    #[test]
    fn a_range_of_a_million_rows_makes_no_million_rows() {
        let range = CellRange::between_corners((0, 0), (1_048_575, 0));
        let rows = vec![row(1, &["A"]), row(1_048_576, &["", "z"])];
        let filled = fill(&[range], rows);
        assert_eq!(filled.len(), 2);
        assert_eq!(texts(&filled[1]), ["A", "z"]);
    }

    #[test]
    fn copies_of_a_long_text_have_a_limit() {
        let range = CellRange::between_corners((0, 0), (1_048_575, 0));
        let mut sink = |_| Ok(ReadFlow::Continue);
        let mut filler = MergedRowFiller::new(&[range], HiddenRows::default(), &mut sink);
        let long = "x".repeat(32_000);
        filler.push_row(row(1, &[&long])).unwrap();
        let error = (2..100_000)
            .find_map(|number| filler.push_row(row(number, &["", "y"])).err())
            .unwrap();
        assert_eq!(error.why, UnreadableReason::Inflates);
    }

    #[test]
    fn of_ranges_that_overlap_the_later_one_counts() {
        let ranges = [
            CellRange::between_corners((0, 0), (3, 1)),
            CellRange::between_corners((1, 1), (3, 1)),
        ];
        let rows = vec![
            row(1, &["A", "B"]),
            row(2, &["", "C"]),
            row(3, &["", "", "D"]),
        ];
        let filled = fill(&ranges, rows);
        assert_eq!(texts(&filled[2])[2], "D");
    }

    #[test]
    fn a_link_goes_down_with_its_text() {
        let range = CellRange::between_corners((0, 0), (1, 0));
        let mut first = row(1, &["Xem", "1"]);
        first.links.push((0, "https://a.vn".to_owned()));
        let filled = fill(&[range], vec![first, row(2, &["", "2"])]);
        assert_eq!(filled[1].links, [(0, "https://a.vn".to_owned())]);
    }
}
