//! Detects how a delimited text is split: by which sign, and whether it is drawn as a table.
//!
//! A first line `sep=;` says it. Otherwise the sign is the one with which the first rows have a header of products,
//! and only where none has, the one that splits most lines into the same, largest number of cells.

use crate::source::field::ProductField;
use crate::source::list_parser::find_header_in_rows;
use crate::source::list_row::ListRow;
use crate::source::reader::text_records::{TextDialect, TextRecords};

/// Delimiters that office programs write; Vietnamese Excel writes `;`. The last two are those of old databases.
const DELIMITERS: [u8; 6] = [b',', b';', b'\t', b'|', b'^', b'~'];

/// Records at the beginning from which the delimiter is detected.
const SAMPLE_RECORDS: usize = 50;

/// The dialect of a text, from its beginning. `mapping` holds the fields that the user assigned to labels.
pub(super) fn detect_dialect(sample: &str, mapping: &[(String, ProductField)]) -> TextDialect {
    let sample = sample.trim_start_matches('\u{feff}');
    if let Some(delimiter) = sample.lines().next().and_then(parse_separator_hint) {
        return TextDialect {
            delimiter,
            has_hint: true,
            is_drawn: false,
        };
    }
    let candidates = DELIMITERS.into_iter().filter_map(|delimiter| {
        let dialect = TextDialect {
            delimiter,
            has_hint: false,
            is_drawn: delimiter == b'|' && sample.lines().take(SAMPLE_RECORDS).any(is_rule_line),
        };
        Some((score_dialect(sample, dialect, mapping)?, dialect))
    });
    let best = candidates.reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.map_or(
        TextDialect {
            delimiter: b',',
            has_hint: false,
            is_drawn: false,
        },
        |(_, dialect)| dialect,
    )
}

/// How well a dialect splits a text: by the header it gives, then by the cells. `None` when no line has the delimiter.
fn score_dialect(
    sample: &str,
    dialect: TextDialect,
    mapping: &[(String, ProductField)],
) -> Option<(u32, usize)> {
    let mut records = TextRecords::new(sample.as_bytes(), dialect);
    let mut rows = Vec::new();
    let mut widths: Vec<usize> = Vec::new();
    while let Ok(Some(record)) = records.read_record() {
        let mut row = ListRow::new(record.line);
        for (column, text) in record.cells.iter().enumerate() {
            row.set_text(column, text);
        }
        rows.push(row);
        if !record.is_broken {
            widths.push(record.cells.len());
        }
        if rows.len() == SAMPLE_RECORDS {
            break;
        }
    }
    let count = |width: usize| widths.iter().filter(|other| **other == width).count();
    let wide = widths.iter().copied().filter(|width| *width > 1);
    let cells = wide.map(|width| count(width) * width.min(64)).max()?;
    let header = find_header_in_rows(&rows, mapping).map_or(0, |header| header.score());
    Some((header, cells))
}

/// The delimiter of `sep=;`, which spreadsheets read and people write above a list.
fn parse_separator_hint(line: &str) -> Option<u8> {
    let line = line.trim_end_matches(['\r', '\n']);
    let line = line.strip_prefix('"').unwrap_or(line);
    let line = line.strip_suffix('"').unwrap_or(line);
    let (word, sign) = line.split_at_checked(4)?;
    let sign = if sign == "\\t" { "\t" } else { sign };
    // `sep=,` may itself be saved with the other cells of the row blank: `sep=,,,,`.
    let first = *sign.as_bytes().first()?;
    let is_repeated = sign.bytes().all(|byte| byte == first);
    let is_sign = first == b'\t' || first.is_ascii_punctuation() && first != b'"';
    (word.eq_ignore_ascii_case("sep=") && is_repeated && is_sign).then_some(first)
}

/// True for a line of dashes below or around the rows of a drawn table: `|---|:---|`, `+----+----+`.
fn is_rule_line(line: &str) -> bool {
    let line = line.trim();
    let is_ruled = line
        .chars()
        .all(|c| matches!(c, '|' | '+' | '-' | ':' | '=' | ' '));
    is_ruled && line.matches(['-', '=']).count() >= 3 && line.contains(['|', '+'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delimiter_of(text: &str) -> char {
        char::from(detect_dialect(text, &[]).delimiter)
    }

    #[test]
    fn the_delimiter_is_found_even_where_cells_hold_others() {
        for (text, delimiter) in [
            ("Tên;Sao\nChả mực, giã tay;4\nRuốc, cay;3\n", ';'),
            ("a\tb, c\n1\t2\n", '\t'),
            ("\"a;b\",c\n1,2\n", ','),
            ("only\none\n", ','),
            ("Tên sản phẩm^Chủ thể^Hạng sao\nChả, mực^HTX A, B^4", '^'),
            ("Tên sản phẩm~Chủ thể\nChả mực~HTX A", '~'),
            ("Tên sản phẩm|Chủ thể\nChả mực|HTX A", '|'),
        ] {
            assert_eq!(delimiter_of(text), delimiter, "{text}");
        }
    }

    #[test]
    fn a_column_of_addresses_does_not_decide_the_delimiter() {
        let row = "Chả mực;Thôn 1, xã B, huyện C, tỉnh D, Việt Nam;4\n";
        let text = format!("Tên sản phẩm;Địa chỉ;Hạng sao\n{}", row.repeat(20));
        assert_eq!(delimiter_of(&text), ';');
    }

    #[test]
    fn an_open_mark_does_not_hide_the_delimiter() {
        let text = "Tên sản phẩm;Chủ thể;Sao\n\"Chả mực;HTX A;4\nRuốc;HTX B, C;3\nGạo;HTX, D;4\n";
        assert_eq!(delimiter_of(text), ';');
    }

    #[test]
    fn a_hint_names_the_delimiter() {
        for (line, delimiter) in [
            ("sep=;", Some(b';')),
            ("SEP=|\r", Some(b'|')),
            ("\"sep=;\"", Some(b';')),
            ("sep=\t", Some(b'\t')),
            ("sep=,,,,", Some(b',')),
            ("sep=", None),
            ("sep=ab", None),
            ("sepal,4", None),
        ] {
            assert_eq!(parse_separator_hint(line), delimiter, "{line}");
        }
        assert!(detect_dialect("\u{feff}sep=^\r\na^b", &[]).has_hint);
    }

    #[test]
    fn drawn_tables_are_known_by_their_rules() {
        for text in [
            "| Tên | Sao |\n|---|:---:|\n| Chả | 4 |",
            "Tên | Sao\n--- | ---\nChả | 4",
            "+-----+-----+\n| Tên | Sao |\n+-----+-----+\n| Chả | 4   |",
        ] {
            let dialect = detect_dialect(text, &[]);
            assert_eq!(
                (dialect.delimiter, dialect.is_drawn),
                (b'|', true),
                "{text}"
            );
        }
        assert!(!detect_dialect("Tên|Sao\nChả|4", &[]).is_drawn);
    }
}
