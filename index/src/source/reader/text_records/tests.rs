//! Records of well-formed texts, of damaged ones, and of any table that the `csv` crate writes.

use proptest::prelude::*;

use super::*;
use crate::source::reader::text_dialect::detect_dialect;

const COMMA: TextDialect = TextDialect {
    delimiter: b',',
    has_hint: false,
    is_drawn: false,
};

fn records_of(text: &str, dialect: TextDialect) -> Vec<TextRecord> {
    let mut records = TextRecords::new(text.as_bytes(), dialect);
    let mut all = Vec::new();
    while let Some(record) = records.read_record().unwrap() {
        all.push(record);
    }
    all
}

/// The records of a text as `line: cell¦cell`, with `!` for a broken one.
fn shown_records(text: &str) -> Vec<String> {
    let records = records_of(text, detect_dialect(text, &[])).into_iter();
    records
        .map(|record| {
            let cells: Vec<&str> = record.cells.iter().map(|cell| cell.trim()).collect();
            let sign = if record.is_broken { "!" } else { "" };
            format!("{}{sign}: {}", record.line, cells.join("¦"))
        })
        .collect()
}

const HEADER: &str = "STT,Tên sản phẩm,Chủ thể,Hạng sao\n1,Mật ong,HTX Sao Mai,4\n";

/// The records of a text below the usual header and a first row.
fn shown_below_header(text: &str) -> Vec<String> {
    shown_records(&format!("{HEADER}{text}")).split_off(2)
}

#[test]
fn a_record_is_numbered_by_the_line_on_which_it_begins() {
    for end in ["\n", "\r\n", "\r"] {
        let text = "a,b\n1,2\n\n\n3,\"x\ny\n\nz\"\n5,6\n".replace('\n', end);
        assert_eq!(
            shown_records(&text),
            ["1: a¦b", "2: 1¦2", "5: 3¦x\ny\n\nz", "9: 5¦6"],
            "{text:?}"
        );
    }
    assert_eq!(shown_records("sep=;\r\na;b\r\n1;2"), ["2: a¦b", "3: 1¦2"]);
}

#[test]
fn a_lone_mark_beside_quoted_cells_is_no_ditto_mark() {
    assert_eq!(
        shown_below_header("2,Gạo nếp,\",3\n"),
        ["3: 2¦Gạo nếp¦\"¦3"]
    );
    // One mark of an empty cell was dropped.
    let text = "2,\"Gạo nếp\",\"HTX Sao Mai\",\"\n";
    assert_eq!(
        shown_below_header(text),
        ["3!: 2¦\"Gạo nếp\"¦\"HTX Sao Mai\"¦\""]
    );
}

#[test]
fn an_open_mark_breaks_its_line_alone() {
    for (text, expected) in [
        (
            "2,\"Gạo nếp,HTX Sao Mai,3\n3,Trà,HTX A,3\n4,Ruốc,HTX A,4",
            vec![
                "3!: 2¦\"Gạo nếp¦HTX Sao Mai¦3",
                "4: 3¦Trà¦HTX A¦3",
                "5: 4¦Ruốc¦HTX A¦4",
            ],
        ),
        // A later mark does not close it: it begins a cell, or stands in a row of its own.
        (
            "2,\"Gạo nếp,HTX A,3\n3,\"Trà, hoa\",HTX A,3",
            vec!["3!: 2¦\"Gạo nếp¦HTX A¦3", "4: 3¦Trà, hoa¦HTX A¦3"],
        ),
        (
            "2,\"Gạo nếp,HTX A,3\n3,Trà,HTX A,3\n4,Ruốc\",HTX A,4\n5,Nem,HTX B,3",
            vec![
                "3!: 2¦\"Gạo nếp¦HTX A¦3",
                "4: 3¦Trà¦HTX A¦3",
                "5!: 4¦Ruốc\"¦HTX A¦4",
                "6: 5¦Nem¦HTX B¦3",
            ],
        ),
        (
            "2,\"Gạo nếp,HTX A,3\n3,Trà\",HTX A,3\n",
            vec!["3!: 2¦\"Gạo nếp¦HTX A¦3", "4!: 3¦Trà\"¦HTX A¦3"],
        ),
        (
            "\"2\",\"Gạo nếp,\"HTX A\",\"3\"\n\"3\",\"Trà\",\"HTX A\",\"3\"",
            vec!["3!: \"2\"¦\"Gạo nếp¦\"HTX A\"¦\"3\"", "4: 3¦Trà¦HTX A¦3"],
        ),
        (
            "\"2\",\"Gạo\",\"HTX A\",\"3\n\"3\",\"Trà\",\"HTX A\",\"3\"",
            vec!["3!: \"2\"¦\"Gạo\"¦\"HTX A\"¦\"3", "4: 3¦Trà¦HTX A¦3"],
        ),
        (
            "2,Gạo nếp, loại 1\",HTX A,3\n3,Trà,HTX A,3",
            vec!["3!: 2¦Gạo nếp¦loại 1\"¦HTX A¦3", "4: 3¦Trà¦HTX A¦3"],
        ),
    ] {
        assert_eq!(shown_below_header(text), expected, "{text}");
    }
}

#[test]
fn marks_that_only_one_reading_explains_are_read() {
    for (line, cells) in [
        (
            "2,\"Mật ong \"Hoa rừng\", loại 1\",HTX A,4",
            "2¦Mật ong \"Hoa rừng\", loại 1¦HTX A¦4",
        ),
        (
            "2,\"Mật ong \"Hoa rừng\" to\",HTX A,4",
            "2¦Mật ong \"Hoa rừng\" to¦HTX A¦4",
        ),
        (
            "2,\"Mật ong \"Hoa rừng\"\",HTX A,4",
            "2¦Mật ong \"Hoa rừng\"¦HTX A¦4",
        ),
        (
            "2,\"Hoa rừng\" loại 1,HTX A,4",
            "2¦\"Hoa rừng\" loại 1¦HTX A¦4",
        ),
        (
            "2,Mật ong \"Hoa rừng\",HTX A,4",
            "2¦Mật ong \"Hoa rừng\"¦HTX A¦4",
        ),
        (
            r#"2,"Mật ong \"Hoa rừng\", loại 1",HTX A,4"#,
            "2¦Mật ong \"Hoa rừng\", loại 1¦HTX A¦4",
        ),
        (
            r#"2,"Mật ong \"Hoa rừng\"",HTX A,4"#,
            "2¦Mật ong \"Hoa rừng\"¦HTX A¦4",
        ),
        (
            "2, \"Mật ong, loại 1\", HTX A, 4",
            "2¦Mật ong, loại 1¦HTX A¦4",
        ),
        ("2,Mật ong,\",4", "2¦Mật ong¦\"¦4"),
        ("2,Mật ong,\",\"", "2¦Mật ong¦\"¦\""),
        ("2,Mật ong,\"\"\"\",4", "2¦Mật ong¦\"¦4"),
        (
            "2,=\"Mật ong, loại 1\",HTX A,4",
            "2¦Mật ong, loại 1¦HTX A¦4",
        ),
        ("2,\"Mật ong\",HTX A,4,", "2¦Mật ong¦HTX A¦4¦"),
        (
            "2,\"Thôn 1\nxã B\n\nhuyện C\",HTX A,4",
            "2¦Thôn 1\nxã B\n\nhuyện C¦HTX A¦4",
        ),
        ("2,Trà,HTX A,\"4\nsao\"", "2¦Trà¦HTX A¦4\nsao"),
    ] {
        let text = format!("{line}\n9,Trà,HTX B,3");
        let below = 4 + line.matches('\n').count();
        assert_eq!(
            shown_below_header(&text),
            [format!("3: {cells}"), format!("{below}: 9¦Trà¦HTX B¦3")],
            "{line}"
        );
    }
}

#[test]
fn a_record_of_another_width_keeps_it() {
    assert_eq!(
        shown_below_header("2,Mật ong, loại một,HTX A,4\n3,\"Trà, hoa\",HTX A"),
        ["3: 2¦Mật ong¦loại một¦HTX A¦4", "4: 3¦Trà, hoa¦HTX A"]
    );
    assert_eq!(
        shown_below_header("2,\"Trà\nhoa\",HTX A\n3,Gạo,HTX A,4"),
        ["3: 2¦Trà\nhoa¦HTX A", "5: 3¦Gạo¦HTX A¦4"]
    );
}

#[test]
fn labels_of_several_lines_below_a_title_are_one_record() {
    let text = "DANH SÁCH SẢN PHẨM\nKèm theo Quyết định số 12, ngày 3\n\
                STT,\"Tên\nsản phẩm\",\"Chủ thể\n(HTX, hộ)\",Hạng sao\n1,Trà,HTX A,4\n";
    assert_eq!(
        shown_records(text).split_off(2),
        [
            "3: STT¦Tên\nsản phẩm¦Chủ thể\n(HTX, hộ)¦Hạng sao",
            "6: 1¦Trà¦HTX A¦4"
        ]
    );
}

#[test]
fn an_address_of_two_lines_is_no_row() {
    let text = "Tên sản phẩm,Địa chỉ\nTrà,Thôn 1\nGạo,\"Thôn 2\nxã B, huyện C\"\nNem,Thôn 3\n";
    assert_eq!(
        shown_records(text).split_off(2),
        ["3: Gạo¦Thôn 2\nxã B, huyện C", "5: Nem¦Thôn 3"]
    );
}

#[test]
fn drawn_tables_have_no_cells_around_them() {
    let text = "| STT | Tên sản phẩm | Chủ thể |\n|---|:---|---|\n| 1 | Mật \\| ong \"rừng | HTX |\n| 2 | Trà | |\n";
    assert_eq!(
        shown_records(text),
        [
            "1: STT¦Tên sản phẩm¦Chủ thể",
            "2: ---¦:---¦---",
            "3: 1¦Mật | ong \"rừng¦HTX",
            "4: 2¦Trà¦"
        ]
    );
}

#[test]
fn marks_everywhere_take_no_time() {
    for line in ["a,\"b\n", "\"\"\"a\n", "a,\"\"\"\"\"b\n", "\"\"\n", "a\"\n"] {
        let text = line.repeat(50_000);
        let start = std::time::Instant::now();
        assert!(!records_of(&text, COMMA).is_empty());
        assert!(start.elapsed().as_secs() < 20, "{line}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// A table is read back as the `csv` crate writes it, whatever its quotes and line ends, and every record has the
    /// line on which it begins.
    #[test]
    fn what_was_written_is_read_back_with_its_lines(
        table in prop::collection::vec(prop::collection::vec("([a-zạ]|[a-z\",;]{0,8}[a-z]|[a-z\"\n ]{0,8}[a-z])", 3), 1..12),
        blanks in prop::collection::vec(0usize..3, 12),
        always in any::<bool>(),
        end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
    ) {
        let mut text = String::new();
        let mut expected = Vec::new();
        let mut line = 1;
        for (cells, blank) in table.iter().zip(blanks) {
            let style = if always { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
            let mut writer = csv::WriterBuilder::new().quote_style(style).from_writer(Vec::new());
            writer.write_record(cells).unwrap();
            let record = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            expected.push((line, cells.clone()));
            line += record.matches('\n').count() as u64 + blank as u64;
            text.push_str(&record);
            text.push_str(&"\n".repeat(blank));
        }
        let read: Vec<_> = records_of(&text.replace('\n', end), COMMA)
            .into_iter()
            .map(|record| (record.line, record.cells))
            .collect();
        prop_assert_eq!(read, expected);
    }

    #[test]
    fn any_text_is_read_to_its_end(text in "([a-z]{0,2}|[\",;\\\\|\n\r =]){0,60}") {
        let records = records_of(&text, detect_dialect(&text, &[]));
        let lines: Vec<u64> = records.iter().map(|record| record.line).collect();
        prop_assert!(lines.is_sorted_by(|a, b| a < b));
    }
}
