//! Splits a line with quotation marks into cells, under one of several rules.
//!
//! The strict rule is that of spreadsheets: a cell that begins with a quotation mark ends with one, and a doubled mark
//! inside is one mark. Programs and people write others, each of which has a rule of its own. A rule either explains
//! every mark of a text or says where it fails; which rule is right for a row is decided by
//! [`super::text_records`].

/// How quotation marks are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum QuoteRule {
    /// As spreadsheets write them, also after spaces: `1, "a, b"`.
    Strict,
    /// `\"` is a mark inside a cell.
    Backslash,
    /// A mark inside a quoted cell that does not end it is text: `"Mật ong "Hoa rừng" loại 1"`.
    InnerMarks,
    /// The same, and a delimiter before a space does not end the cell: `"Mật ong "Hoa rừng", loại 1"`.
    InnerMarksInProse,
    /// A cell that is one mark means "as above": `2,Gạo,",4`.
    DittoMarks,
    /// Every delimiter ends a cell, in which marks come in pairs: `"Hoa rừng" Sao Mai,4`.
    Pairs,
}

/// The rules for what the strict one does not explain. [`QuoteRule::Backslash`] is tried before them.
pub(super) const LENIENT_RULES: [QuoteRule; 4] = [
    QuoteRule::InnerMarks,
    QuoteRule::InnerMarksInProse,
    QuoteRule::DittoMarks,
    QuoteRule::Pairs,
];

/// A text as a rule splits it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum QuotedText {
    /// Every mark is explained.
    Cells(Vec<String>),
    /// The last cell, which begins at this byte, is still open at the end; this many cells are before it.
    Open {
        /// Where the open cell begins.
        start: usize,
        /// The cells before it.
        cells_before: usize,
    },
    /// A mark stands where the rule has none.
    Misplaced,
}

/// Splits a text, which is one line, or several of which all but the last end inside a cell.
pub(super) fn split_quoted_text(text: &str, delimiter: u8, rule: QuoteRule) -> QuotedText {
    if rule == QuoteRule::Pairs {
        return split_paired_marks(text, delimiter);
    }
    let mut scanner = QuoteScanner {
        text,
        delimiter,
        rule,
        at: 0,
    };
    let mut cells = Vec::new();
    loop {
        let start = scanner.at;
        match scanner.read_cell() {
            Ok(cell) => cells.push(cell),
            Err(CellFailure::Open) => {
                return QuotedText::Open {
                    start,
                    cells_before: cells.len(),
                };
            }
            Err(CellFailure::Misplaced) => return QuotedText::Misplaced,
        }
        if scanner.byte(scanner.at) != Some(delimiter) {
            return QuotedText::Cells(cells);
        }
        scanner.at += 1;
    }
}

/// Splits a text at every delimiter, whatever its marks.
pub(super) fn split_at_delimiters(text: &str, delimiter: u8) -> std::str::Split<'_, char> {
    text.split(char::from(delimiter))
}

/// How many cells a line has that ends inside a cell, if its delimiters in that cell count.
pub(super) fn count_opening_cells(line: &str, delimiter: u8) -> usize {
    match split_quoted_text(line, delimiter, QuoteRule::Strict) {
        QuotedText::Open {
            start,
            cells_before,
        } => {
            let open = line.get(start..).unwrap_or_default();
            cells_before + split_at_delimiters(open, delimiter).count()
        }
        QuotedText::Cells(cells) => cells.len(),
        QuotedText::Misplaced => split_at_delimiters(line, delimiter).count(),
    }
}

/// How many cells a line has that begins inside a cell, if its delimiters in that cell count.
pub(super) fn count_closing_cells(line: &str, delimiter: u8) -> usize {
    let reopened = format!("\"{line}");
    let mut scanner = QuoteScanner {
        text: &reopened,
        delimiter,
        rule: QuoteRule::Strict,
        at: 0,
    };
    let Ok(closed) = scanner.read_cell() else {
        return split_at_delimiters(line, delimiter).count();
    };
    let closed = split_at_delimiters(&closed, delimiter).count();
    let rest = reopened.get(scanner.at + 1..).unwrap_or_default();
    if scanner.byte(scanner.at).is_none() {
        return closed;
    }
    match split_quoted_text(rest, delimiter, QuoteRule::Strict) {
        QuotedText::Cells(cells) => closed + cells.len(),
        _ => closed + split_at_delimiters(rest, delimiter).count(),
    }
}

/// Why a cell cannot be read.
enum CellFailure {
    /// It is still open at the end.
    Open,
    /// A mark stands where the rule has none.
    Misplaced,
}

/// Walks through a text cell by cell.
struct QuoteScanner<'a> {
    text: &'a str,
    delimiter: u8,
    rule: QuoteRule,
    at: usize,
}

impl QuoteScanner<'_> {
    fn byte(&self, index: usize) -> Option<u8> {
        self.text.as_bytes().get(index).copied()
    }

    fn slice(&self, start: usize, end: usize) -> &str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// The first index from `start` that is no space inside a line. A tab that separates cells is none.
    fn skip_spaces(&self, start: usize) -> usize {
        let is_space = |byte: &u8| *byte != self.delimiter && matches!(*byte, b' ' | b'\t');
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        start + rest.iter().take_while(|byte| is_space(byte)).count()
    }

    /// Where a cell ends that has nothing but spaces from here on; `None` when it goes on.
    fn end_of_cell(&self, start: usize) -> Option<usize> {
        let end = self.skip_spaces(start);
        match self.byte(end) {
            None => Some(end),
            Some(byte) if byte == self.delimiter => {
                let is_prose =
                    self.rule == QuoteRule::InnerMarksInProse && self.byte(end + 1) == Some(b' ');
                (!is_prose).then_some(end)
            }
            Some(_) => None,
        }
    }

    /// Reads one cell and stops at the delimiter after it, or at the end.
    fn read_cell(&mut self) -> Result<String, CellFailure> {
        let start = self.skip_spaces(self.at);
        match (self.byte(start), self.byte(start + 1)) {
            (Some(b'"'), _) => {
                if self.rule == QuoteRule::DittoMarks
                    && let Some(end) = self.end_of_cell(start + 1)
                {
                    self.at = end;
                    return Ok("\"".to_owned());
                }
                self.read_quoted_cell(start + 1)
            }
            // A spreadsheet's forced text, written without quotes of its own: `="0912, 0913"`.
            (Some(b'='), Some(b'"')) => self.read_quoted_cell(start + 2),
            _ => self.read_plain_cell(),
        }
    }

    fn read_plain_cell(&mut self) -> Result<String, CellFailure> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let length = rest.find(char::from(self.delimiter));
        let end = self.at + length.unwrap_or(rest.len());
        let mut cell = self.slice(self.at, end).to_owned();
        self.at = end;
        if self.rule == QuoteRule::Backslash {
            cell = cell.replace("\\\"", "\"");
        }
        if cell.contains('\n') || !has_paired_marks(&cell) {
            return Err(CellFailure::Misplaced);
        }
        Ok(cell)
    }

    fn read_quoted_cell(&mut self, start: usize) -> Result<String, CellFailure> {
        let mut cell = String::new();
        let mut copied = start;
        let mut at = start;
        while let Some(byte) = self.byte(at) {
            let next = self.byte(at + 1);
            match byte {
                b'\\' if self.rule == QuoteRule::Backslash && next == Some(b'"') => {
                    cell.push_str(self.slice(copied, at));
                    cell.push('"');
                    (at, copied) = (at + 2, at + 2);
                }
                b'"' if next == Some(b'"') => {
                    cell.push_str(self.slice(copied, at + 1));
                    (at, copied) = (at + 2, at + 2);
                }
                b'"' => match self.end_of_cell(at + 1) {
                    Some(end) => {
                        cell.push_str(self.slice(copied, at));
                        self.at = end;
                        return Ok(cell);
                    }
                    None if matches!(
                        self.rule,
                        QuoteRule::InnerMarks | QuoteRule::InnerMarksInProse
                    ) =>
                    {
                        at += 1;
                    }
                    None => return Err(CellFailure::Misplaced),
                },
                _ => at += 1,
            }
        }
        Err(CellFailure::Open)
    }
}

/// True when the marks of a text come in pairs, or the only one stands inside a measure: `20°57'12"N`, `thúng 12" tre`.
fn has_paired_marks(cell: &str) -> bool {
    let count = cell.matches('"').count();
    let is_measure = || {
        cell.split_once('"').is_some_and(|(before, after)| {
            before.ends_with(|c: char| c.is_ascii_digit())
                && after.trim_start().starts_with(char::is_alphanumeric)
        })
    };
    count.is_multiple_of(2) || (count == 1 && is_measure())
}

/// Splits at every delimiter. Each cell must have its marks in pairs; those around the whole cell are taken off.
fn split_paired_marks(text: &str, delimiter: u8) -> QuotedText {
    let mut cells = Vec::new();
    for cell in split_at_delimiters(text, delimiter) {
        let cell = cell.trim();
        if cell.matches('"').count() % 2 != 0 {
            return QuotedText::Misplaced;
        }
        let inner = cell
            .strip_prefix('"')
            .and_then(|rest| rest.strip_suffix('"'));
        // In `"Hoa rừng" và "Sao Mai"` the first mark and the last one are no pair.
        let inner = inner.map(|inner| inner.replace("\"\"", "\""));
        let inner = inner.filter(|inner| opens_with_pairs(inner));
        cells.push(inner.unwrap_or_else(|| cell.to_owned()));
    }
    QuotedText::Cells(cells)
}

/// True when the marks of a text stand as quotes around words: one that opens, then one that closes.
fn opens_with_pairs(inner: &str) -> bool {
    let is_opening = |index: usize| {
        let before = inner.get(..index).unwrap_or_default();
        before.is_empty() || before.ends_with([' ', '(', '"'])
    };
    let marks = inner.match_indices('"');
    marks.enumerate().all(|(number, (index, _))| {
        // Every other mark opens.
        number % 2 != 0 || is_opening(index)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells_by(rule: QuoteRule, text: &str) -> Option<String> {
        match split_quoted_text(text, b',', rule) {
            QuotedText::Cells(cells) => Some(cells.join("¦")),
            _ => None,
        }
    }

    #[test]
    fn the_strict_rule_is_that_of_spreadsheets() {
        for (text, cells) in [
            ("a,b", "a¦b"),
            ("\"a, b\",c", "a, b¦c"),
            ("1, \"a, b\" , c", "1¦a, b¦ c"),
            ("\"a \"\"b\"\"\",c", "a \"b\"¦c"),
            ("\"\",\"\"\"\",", "¦\"¦"),
            ("Mật ong \"Hoa rừng\",4", "Mật ong \"Hoa rừng\"¦4"),
            ("=\"0912, 0913\",4", "0912, 0913¦4"),
            ("20°57'12\"N,4", "20°57'12\"N¦4"),
            ("\"a\nb\",c", "a\nb¦c"),
        ] {
            assert_eq!(
                cells_by(QuoteRule::Strict, text).as_deref(),
                Some(cells),
                "{text}"
            );
        }
        for (text, failure) in [
            (
                "1,\"Gạo nếp,3",
                QuotedText::Open {
                    start: 2,
                    cells_before: 1,
                },
            ),
            ("1,\"Gạo \"nếp\",3", QuotedText::Misplaced),
            ("1,Gạo, loại 1\",3", QuotedText::Misplaced),
            ("\"a\"b,c", QuotedText::Misplaced),
        ] {
            assert_eq!(
                split_quoted_text(text, b',', QuoteRule::Strict),
                failure,
                "{text}"
            );
        }
    }

    #[test]
    fn every_other_rule_reads_what_it_is_for() {
        use QuoteRule::{Backslash, DittoMarks, InnerMarks, InnerMarksInProse, Pairs};
        for (rule, text, cells) in [
            (Backslash, r#""Gạo \"Séng\", 1",4"#, "Gạo \"Séng\", 1¦4"),
            (Backslash, r#"Gạo \"Séng\",4"#, "Gạo \"Séng\"¦4"),
            (InnerMarks, "\"a \"b\" c\",4", "a \"b\" c¦4"),
            (InnerMarksInProse, "\"a \"b\", c\",4", "a \"b\", c¦4"),
            (DittoMarks, "a,\",\" ,4", "a¦\"¦\"¦4"),
            (Pairs, "\"a\" b,4", "\"a\" b¦4"),
            (Pairs, "\"a \"b\"\",4", "a \"b\"¦4"),
            (Pairs, "\"\"a\"\",4", "\"a\"¦4"),
            (Pairs, "\"a\" và \"b\",4", "\"a\" và \"b\"¦4"),
        ] {
            assert_eq!(cells_by(rule, text).as_deref(), Some(cells), "{text}");
        }
        assert_eq!(cells_by(Pairs, "\"a \"b\", c\",4"), None);
    }
}
