//! CSV, TSV and other delimited text: sends its records as rows.
//!
//! Its input is UTF-8 already (see [`crate::source::reader::encoding`]). The number of a row is the line on which it
//! begins, as an editor counts. A spreadsheet that opens the file counts a record of several lines as one row, so
//! below such a record its numbers are lower.

use std::borrow::Cow;
use std::io::BufRead;

use crate::source::list_row::{ListRow, MAX_ROWS, ReadFlow, RowSink};
use crate::source::problem::ProblemReason;
use crate::source::reader::text_records::{TextDialect, TextRecords};
use crate::source::unreadable::{UnreadableFile, UnreadableReason};

/// Most columns of a record: the limit of a sheet.
const MAX_CELLS: usize = 16_384;

/// Reads every record as a row. A record whose quotation marks cannot be trusted is sent with
/// [`ProblemReason::OpenQuote`], so that it is told and set aside.
pub(super) fn read_delimited_rows(
    input: impl BufRead,
    dialect: TextDialect,
    sink: &mut RowSink<'_>,
) -> Result<(), UnreadableFile> {
    let mut records = TextRecords::new(input, dialect);
    let mut count = 0;
    let mut has_single_quotes = false;
    while let Some(record) = records.read_record()? {
        let line = record.line;
        if record.cells.len() > MAX_CELLS {
            let why = UnreadableReason::TooManyColumns;
            return Err(UnreadableFile::at_line(why, line, MAX_CELLS as u64));
        }
        count += 1;
        if count > MAX_ROWS {
            let why = UnreadableReason::TooManyRows;
            return Err(UnreadableFile::at_line(why, line, 0).with_detail(MAX_ROWS));
        }
        let mut row = ListRow::new(line);
        row.written_width = Some(record.cells.len());
        if record.is_broken {
            row.cell_problems.push((0, ProblemReason::OpenQuote));
        }
        // Some exports quote every text with `'`; their header shows it.
        if count == 1 {
            has_single_quotes = record
                .cells
                .iter()
                .filter(|cell| strip_single_quotes(cell).is_some())
                .count()
                > 1;
        }
        for (column, text) in record.cells.into_iter().enumerate() {
            if has_single_quotes && let Some(inner) = strip_single_quotes(&text) {
                row.set_text(column, inner);
                continue;
            }
            // What our own guard kept is no forced text of others.
            let unguarded = unguard_formula(&text);
            if unguarded.len() < text.len() {
                row.set_text(column, unguarded);
                continue;
            }
            match unwrap_forced_text(&text) {
                Cow::Borrowed(_) => row.set_owned_text(column, text),
                Cow::Owned(inner) => row.set_text(column, &inner),
            }
        }
        if sink(row)? == ReadFlow::Stop {
            break;
        }
    }
    Ok(())
}

/// The text between single quotation marks: `'Mật ong'`.
fn strip_single_quotes(text: &str) -> Option<&str> {
    let inner = text.trim().strip_prefix('\'')?.strip_suffix('\'')?;
    (!inner.is_empty() && !inner.contains('\'')).then_some(inner)
}

/// Signs that make a spreadsheet evaluate a cell (OWASP ASVS 1.2.10). Tabs and line ends do so too, but are spaces in
/// clean text.
const FORMULA_SIGNS: [char; 4] = ['=', '+', '-', '@'];

/// A text that is safe in a CSV for spreadsheets: one that would be evaluated gets an apostrophe in front.
pub fn guard_formula(text: &str) -> Cow<'_, str> {
    if text.trim_start_matches('\'').starts_with(FORMULA_SIGNS) {
        format!("'{text}").into()
    } else {
        text.into()
    }
}

/// Removes exactly the apostrophe that [`guard_formula`] adds.
fn unguard_formula(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(FORMULA_SIGNS) => rest,
        _ => text,
    }
}

/// The text of a cell that forces a spreadsheet to keep it as text: `="0912000111"` is `0912000111`. A formula that is
/// more than a text stays as written.
fn unwrap_forced_text(text: &str) -> Cow<'_, str> {
    let Some(formula) = text.trim().strip_prefix('=') else {
        return Cow::Borrowed(text);
    };
    let formula = formula.trim();
    // Quotes may have been doubled once more on the way: `=""0912""`.
    for mark in ["\"\"\"", "\"\"", "\""] {
        let inner = formula
            .strip_prefix(mark)
            .and_then(|rest| rest.strip_suffix(mark));
        let Some(inner) = inner else {
            continue;
        };
        let single = inner.replace("\"\"", "\u{0}");
        return if single.contains('"') {
            Cow::Borrowed(text)
        } else {
            Cow::Owned(single.replace('\u{0}', "\""))
        };
    }
    let apostrophe = formula.strip_prefix('\'');
    match apostrophe.map(|rest| rest.strip_suffix('\'').unwrap_or(rest)) {
        Some(inner) if !inner.contains('\'') => Cow::Owned(inner.to_owned()),
        _ => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::reader::text_dialect::detect_dialect;

    fn read_rows(text: &str) -> Result<Vec<ListRow>, UnreadableFile> {
        let mut rows = Vec::new();
        let dialect = detect_dialect(text, &[]);
        read_delimited_rows(text.as_bytes(), dialect, &mut |row| {
            rows.push(row);
            Ok(ReadFlow::Continue)
        })?;
        Ok(rows)
    }

    fn read_texts(text: &str) -> Result<Vec<Vec<String>>, UnreadableFile> {
        let rows = read_rows(text)?.into_iter();
        Ok(rows
            .map(|row| {
                let cells = row.cells.iter();
                cells.map(|cell| cell.text().into_owned()).collect()
            })
            .collect())
    }

    #[test]
    fn the_guard_against_running_cells_is_taken_away_again() {
        for text in [
            "=1+1",
            "+84 912",
            "-",
            "@x",
            "'=1",
            "''@",
            "'tis",
            "Chả mực",
            "'",
        ] {
            let guarded = guard_formula(text);
            assert!(!guarded.starts_with(FORMULA_SIGNS), "{text}");
            assert_eq!(unguard_formula(&guarded), text);
        }
    }

    #[test]
    fn a_file_with_single_quotes_around_its_texts_is_read_without_them() {
        let expected = [["Tên", "Chủ thể"], ["Mật ong", "HTX A"]];
        assert_eq!(
            read_texts("'Tên','Chủ thể'\n'Mật ong','HTX A'\n").unwrap(),
            expected
        );
        let kept = [["Tên", "Chủ thể"], ["'Mật ong'", "HTX A"]];
        assert_eq!(read_texts("Tên,Chủ thể\n'Mật ong',HTX A\n").unwrap(), kept);
    }

    #[test]
    fn quotes_line_ends_and_lone_carriage_returns_are_read() {
        let expected = [["a", "b c"], ["1", "2"]];
        assert_eq!(read_texts("a,\"b\nc\"\r\n1,2\r\n").unwrap(), expected);
        assert_eq!(read_texts("a,b c\r1,2\r").unwrap(), expected);
    }

    #[test]
    fn forced_text_is_unwrapped_and_other_formulas_are_not() {
        for (text, expected) in [
            ("=\"0912000111\"", "0912000111"),
            (" = \"0912000111\" ", "0912000111"),
            ("=\"Mật ong \"\"Hoa rừng\"\"\"", "Mật ong \"Hoa rừng\""),
            ("=\"\"0912000111\"\"", "0912000111"),
            ("='0912000111'", "0912000111"),
            ("='0912000111", "0912000111"),
            ("=\"\"", ""),
        ] {
            assert_eq!(unwrap_forced_text(text), expected, "{text}");
        }
        for text in [
            "=1+1",
            "=\"a\"&\"b\"",
            "=T(\"a\")",
            "=",
            "\"a\"",
            "a=\"b\"",
            "'=\"a\"",
        ] {
            assert_eq!(unwrap_forced_text(text), text);
        }
        let text = "a,b,c\n1,\"=\"\"Mật ong\"\"\",=\"0912\"\n'=\"x\",2,3\n";
        let expected = [["a", "b", "c"], ["1", "Mật ong", "0912"]];
        assert_eq!(read_texts(text).unwrap()[..2], expected);
    }

    #[test]
    fn a_row_tells_its_width_and_its_broken_marks() {
        let text = "a,b,c\n1,\"x,2\n3,4,5,\n\n6\n";
        let told: Vec<_> = read_rows(text)
            .unwrap()
            .into_iter()
            .map(|row| (row.number, row.written_width, row.cell_problems))
            .collect();
        assert_eq!(
            told,
            [
                (1, Some(3), vec![]),
                (2, Some(3), vec![(0, ProblemReason::OpenQuote)]),
                (3, Some(4), vec![]),
                (5, Some(1), vec![]),
            ]
        );
    }

    #[test]
    fn an_open_quotation_mark_ends_with_its_line_instead_of_eating_the_memory() {
        let text = format!("a,b\n1,\"{}", "x".repeat(9 << 20));
        let error = read_texts(&text).unwrap_err();
        assert_eq!((error.why, error.line), (UnreadableReason::LongLine, 2));
    }

    #[test]
    fn millions_of_columns_are_refused() {
        assert_eq!(
            read_texts(&",".repeat(3 << 20)).unwrap_err().why,
            UnreadableReason::TooManyColumns
        );
    }
}
