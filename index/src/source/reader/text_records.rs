//! The records of a delimited text: one or several lines as cells, and whether their quotation marks can be trusted.
//!
//! A record without quotation marks is its line. With them, the strict rule of spreadsheets counts first, over
//! several lines where a cell is open at the end of one. Where that rule fails, or gives another number of cells than
//! the other records have, the rules for what programs and people write are tried; a reading is taken only when it
//! fits the other records and no other one does. Otherwise the record is *broken*: it ends with its line, the lines
//! below it are read as records again, and the list parser sets it aside. So an open mark must not swallow the rows
//! below it, and cells must never shift.

use std::collections::VecDeque;
use std::io::BufRead;

use crate::source::reader::quoted_cells::{
    LENIENT_RULES, QuoteRule, QuotedText, count_closing_cells, count_opening_cells,
    split_at_delimiters, split_quoted_text,
};
use crate::source::reader::text_lines::{TextLine, TextLines};
use crate::source::unreadable::UnreadableFile;

/// Most bytes of a record of several lines: some cells as long as a spreadsheet's can be.
const MAX_RECORD: usize = 256 << 10;

/// Most lines with a quotation mark that a record can go on over.
const MAX_MARKED_LINES: usize = 200;

/// A record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct TextRecord {
    /// The line on which it begins, from 1.
    pub(super) line: u64,
    /// Its cells, blank ones included; those of a broken record are cut at every delimiter.
    pub(super) cells: Vec<String>,
    /// True when its quotation marks cannot be trusted.
    pub(super) is_broken: bool,
}

/// How the lines of a text are split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TextDialect {
    /// The sign between cells.
    pub(super) delimiter: u8,
    /// True when a first line `sep=;` names the delimiter. It is no record.
    pub(super) has_hint: bool,
    /// True for a table with `|` around its rows and a line of dashes below its header, as in Markdown. Quotation
    /// marks are text there.
    pub(super) is_drawn: bool,
}

/// Reads a text record by record.
pub(super) struct TextRecords<R> {
    lines: TextLines<R>,
    dialect: TextDialect,
    /// Lines that were read in search of the end of a record.
    lines_ahead: VecDeque<TextLine>,
    widths: WidthTally,
}

impl<R: BufRead> TextRecords<R> {
    pub(super) fn new(input: R, dialect: TextDialect) -> Self {
        Self {
            lines: TextLines::new(input),
            dialect,
            lines_ahead: VecDeque::new(),
            widths: WidthTally::default(),
        }
    }

    /// The next record that is not blank; `None` at the end of the file.
    pub(super) fn read_record(&mut self) -> Result<Option<TextRecord>, UnreadableFile> {
        loop {
            let Some(line) = self.next_line()? else {
                return Ok(None);
            };
            let is_hint = line.number == 1 && self.dialect.has_hint;
            if is_hint || line.text.trim().is_empty() {
                continue;
            }
            let record = if self.dialect.is_drawn {
                TextRecord {
                    line: line.number,
                    cells: split_drawn_line(&line.text),
                    is_broken: false,
                }
            } else if line.text.contains('"') {
                self.read_quoted_record(&line)?
            } else {
                let cells = split_at_delimiters(&line.text, self.dialect.delimiter);
                TextRecord {
                    line: line.number,
                    cells: cells.map(str::to_owned).collect(),
                    is_broken: false,
                }
            };
            // A comma before a space is prose: a title or a remark, not a row.
            let mut later_cells = record.cells.iter().skip(1);
            if !record.is_broken && !later_cells.all(|cell| cell.starts_with(' ')) {
                self.widths.add_width(record.cells.len());
            }
            return Ok(Some(record));
        }
    }

    fn next_line(&mut self) -> Result<Option<TextLine>, UnreadableFile> {
        match self.lines_ahead.pop_front() {
            Some(line) => Ok(Some(line)),
            None => self.lines.read_line(),
        }
    }

    /// Reads the record that begins with a line with quotation marks.
    fn read_quoted_record(&mut self, line: &TextLine) -> Result<TextRecord, UnreadableFile> {
        let strict = split_quoted_text(&line.text, self.dialect.delimiter, QuoteRule::Strict);
        let cells = match strict {
            QuotedText::Cells(cells) if self.widths.fits(&cells) => {
                // Marks with a backslash before them can look right under the strict rule, too.
                let is_escaped = cells.iter().any(|cell| cell.contains("\\\""));
                let plain = is_escaped.then(|| self.read_by_rule(&line.text, QuoteRule::Backslash));
                Some(plain.flatten().unwrap_or(cells))
            }
            // Too many or too few cells: the list parser tells it, unless another reading fits.
            QuotedText::Cells(cells) => Some(self.read_leniently(&line.text).unwrap_or(cells)),
            QuotedText::Misplaced => self.read_leniently(&line.text),
            QuotedText::Open { .. } => match self.read_over_lines(line)? {
                Some(cells) => Some(cells),
                None => self.read_leniently(&line.text),
            },
        };
        Ok(TextRecord {
            line: line.number,
            is_broken: cells.is_none(),
            cells: cells.unwrap_or_else(|| {
                let cells = split_at_delimiters(&line.text, self.dialect.delimiter);
                cells.map(str::to_owned).collect()
            }),
        })
    }

    /// The cells under a rule, if it explains the text and they are as many as those of the other records.
    fn read_by_rule(&self, text: &str, rule: QuoteRule) -> Option<Vec<String>> {
        match split_quoted_text(text, self.dialect.delimiter, rule) {
            QuotedText::Cells(cells) if self.widths.fits(&cells) => Some(cells),
            _ => None,
        }
    }

    /// The only reading of a line by the rules beside the strict one.
    fn read_leniently(&self, text: &str) -> Option<Vec<String>> {
        if text.contains("\\\"") {
            return self.read_by_rule(text, QuoteRule::Backslash);
        }
        let mut readings: Vec<Vec<String>> = Vec::new();
        // A program that puts marks around cells writes a lone mark as four of them.
        let delimiter = self.dialect.delimiter;
        let has_quoted_cell = split_at_delimiters(text, delimiter)
            .map(str::trim)
            .any(|cell| cell.len() > 1 && cell.starts_with('"'));
        let rules = LENIENT_RULES.into_iter();
        for rule in rules.filter(|rule| *rule != QuoteRule::DittoMarks || !has_quoted_cell) {
            if let Some(cells) = self.read_by_rule(text, rule)
                && !readings.iter().any(|other| is_same_reading(other, &cells))
            {
                readings.push(cells);
            }
        }
        if readings.len() > 1 {
            return None;
        }
        readings.pop()
    }

    /// The cells of a record over several lines; `None`, with the lines kept for records of their own, when no cell
    /// closes rightly or the lines look like rows themselves.
    fn read_over_lines(&mut self, first: &TextLine) -> Result<Option<Vec<String>>, UnreadableFile> {
        let mut text = first.text.clone();
        let mut marked_lines = 0;
        let mut count = 0;
        let cells = loop {
            if self.lines_ahead.len() == count {
                let Some(line) = self.lines.read_line()? else {
                    return Ok(None);
                };
                self.lines_ahead.push_back(line);
            }
            let Some(line) = self.lines_ahead.get(count) else {
                return Ok(None);
            };
            count += 1;
            text.push('\n');
            text.push_str(&line.text);
            if text.len() > MAX_RECORD {
                return Ok(None);
            }
            if !line.text.contains('"') {
                continue;
            }
            marked_lines += 1;
            let rule = if text.contains("\\\"") {
                QuoteRule::Backslash
            } else {
                QuoteRule::Strict
            };
            match split_quoted_text(&text, self.dialect.delimiter, rule) {
                QuotedText::Cells(cells) => break cells,
                QuotedText::Open { .. } if marked_lines < MAX_MARKED_LINES => {}
                QuotedText::Open { .. } | QuotedText::Misplaced => return Ok(None),
            }
        };
        let delimiter = self.dialect.delimiter;
        let below = || self.lines_ahead.iter().take(count);
        let starts_as_row =
            self.looks_like_row(&first.text, count_opening_cells(&first.text, delimiter));
        let ends_as_row = below().next_back().is_some_and(|line| {
            self.looks_like_row(&line.text, count_closing_cells(&line.text, delimiter))
        });
        let swallows_rows = if self.widths.fits(&cells) {
            starts_as_row && ends_as_row
        } else {
            starts_as_row || ends_as_row
        };
        let has_row_inside = below().rev().skip(1).any(|line| {
            let split = split_quoted_text(&line.text, delimiter, QuoteRule::Strict);
            matches!(split, QuotedText::Cells(cells) if self.looks_like_row(&line.text, cells.len()))
        });
        if has_row_inside || swallows_rows {
            return Ok(None);
        }
        self.lines_ahead.drain(..count);
        Ok(Some(cells))
    }

    /// True when a line, of so many cells, has as many as a record by itself. A comma before a space is prose.
    fn looks_like_row(&self, line: &str, cell_count: usize) -> bool {
        let mut later_cells = split_at_delimiters(line, self.dialect.delimiter).skip(1);
        self.widths.usual_width() == Some(cell_count)
            && !later_cells.all(|cell| cell.starts_with(' '))
    }
}

/// True when two readings have the same cells, apart from spaces at their ends.
fn is_same_reading(left: &[String], right: &[String]) -> bool {
    left.len() == right.len() && left.iter().zip(right).all(|(a, b)| a.trim() == b.trim())
}

/// The cells of a line with `|` around it. `\|` is a sign inside a cell.
fn split_drawn_line(line: &str) -> Vec<String> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut cells = vec![String::new()];
    let mut previous = ' ';
    for c in line.chars() {
        let cell_count = cells.len();
        let Some(cell) = cells.last_mut() else {
            break;
        };
        match c {
            '|' if previous == '\\' => {
                cell.pop();
                cell.push(c);
            }
            '|' if cell_count < MAX_DRAWN_CELLS => cells.push(String::new()),
            c => cell.push(c),
        }
        previous = c;
    }
    // The sign at the end of the line.
    if cells.len() > 1 && cells.last().is_some_and(|cell| cell.trim().is_empty()) {
        cells.pop();
    }
    cells
}

/// Most cells of a drawn line.
const MAX_DRAWN_CELLS: usize = 1 << 15;

/// How many cells the records have.
#[derive(Debug, Default)]
struct WidthTally {
    /// How many records have each number of cells.
    counts: Vec<u32>,
    usual_width: usize,
}

/// Widest record that is counted.
const MAX_COUNTED_WIDTH: usize = 1 << 10;

impl WidthTally {
    fn add_width(&mut self, width: usize) {
        let width = width.min(MAX_COUNTED_WIDTH);
        if self.counts.len() <= width {
            self.counts.resize(width + 1, 0);
        }
        let usual_count = self.counts.get(self.usual_width).copied().unwrap_or(0);
        if let Some(count) = self.counts.get_mut(width) {
            *count += 1;
            // Titles above the header are narrower than it.
            if *count > usual_count || (self.usual_width < 2 && *count >= usual_count) {
                self.usual_width = width;
            }
        }
    }

    /// The number of cells that most records have; `None` while there are only titles of one cell.
    fn usual_width(&self) -> Option<usize> {
        (self.usual_width > 1).then_some(self.usual_width)
    }

    /// True for as many cells as most records have, or more of which the last are blank.
    fn fits(&self, cells: &[String]) -> bool {
        let Some(width) = self.usual_width() else {
            return true;
        };
        let mut beyond = cells.iter().skip(width);
        cells.len() >= width && beyond.all(|cell| cell.trim().is_empty())
    }
}

#[cfg(test)]
mod tests;
