//! Forms of a list: encodings, delimiters, sheets, JSON, our own records, and columns that the user assigns.

use std::fs;

use crate::line;
use crate::support::built_in::all_products;
use crate::support::home::Home;
use crate::support::workbooks::{
    Sheet, catalogue, describe_product, import_error, import_list, import_text, producer_name,
    product_name, write_file, write_workbook,
};

/// A list with letters that differ between encodings, one row a line.
fn list_with_delimiter(delimiter: char) -> String {
    let mut text = String::from("Tên sản phẩm;Chủ thể;Hạng sao\n");
    for (id, star) in [("qn-040", 4), ("qn-041", 3), ("qn-042", 3), ("qn-044", 3)] {
        text += &[product_name(id), producer_name(id), format!("{star} sao\n")].join(";");
    }
    text.replace(';', &delimiter.to_string())
}

const LINES: [&str; 4] = [
    "Cá duội khô / Cơ sở chế biến Thanh Măng / 3 sao / - / -",
    "Cá thu một nắng / Cơ sở chế biến Thanh Măng / 3 sao / - / -",
    "Chả hải sản / Cơ sở chế biến Thanh Măng / 3 sao / - / -",
    "Mực ống khô Cô Tô / Cơ sở chế biến Thanh Măng / 4 sao / - / -",
];

/// A letter in Windows-1258, TCVN3 and VNI-Windows.
type Spelt = (char, &'static [u8], &'static [u8], &'static [u8]);

/// Letters of the list outside ASCII, in the encodings of old office files, from their published tables.
#[rustfmt::skip]
const LETTERS: [Spelt; 24] = [
    ('ê', b"\xea", b"\xaa", b"e\xe2"), ('ả', b"a\xd2", b"\xb6", b"a\xfb"), ('ẩ', b"\xe2\xd2", b"\xc8", b"a\xe5"),
    ('ủ', b"u\xd2", b"\xf1", b"u\xfb"), ('ể', b"\xea\xd2", b"\xd3", b"e\xe5"), ('ạ', b"a\xf2", b"\xb9", b"a\xef"),
    ('ự', b"\xfd\xf2", b"\xf9", b"\xf6\xef"), ('ố', b"\xf4\xec", b"\xe8", b"o\xe1"), ('ô', b"\xf4", b"\xab", b"o\xe2"),
    ('ơ', b"\xf5", b"\xac", b"\xf4"), ('ở', b"\xf5\xd2", b"\xeb", b"\xf4\xfb"), ('ế', b"\xea\xec", b"\xd5", b"e\xe1"),
    ('ă', b"\xe3", b"\xa8", b"a\xea"), ('á', b"\xe1", b"\xb8", b"a\xf9"), ('ộ', b"\xf4\xf2", b"\xe9", b"o\xe4"),
    ('ắ', b"\xe3\xec", b"\xbe", b"a\xe9"), ('ã', b"a\xde", b"\xb7", b"a\xf5"), ('à', b"\xe0", b"\xb5", b"a\xf8"),
    ('đ', b"\xf0", b"\xae", b"\xf1"), ('ồ', b"\xf4\xcc", b"\xe5", b"o\xe0"), ('ấ', b"\xe2\xec", b"\xca", b"a\xe1"),
    ('ệ', b"\xea\xf2", b"\xd6", b"e\xe4"), ('ụ', b"u\xf2", b"\xf4", b"u\xef"), ('ử', b"\xfd\xd2", b"\xf6", b"\xf6\xfb"),
];

fn encode(text: &str, which: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    for letter in text.chars() {
        if letter.is_ascii() {
            bytes.push(letter as u8);
            continue;
        }
        let row = LETTERS.iter().find(|row| row.0 == letter);
        let (_, a, b, c) = row.unwrap_or_else(|| panic!("{letter}"));
        bytes.extend_from_slice([a, b, c][which]);
    }
    bytes
}

#[test]
fn old_encodings_are_found_shown_and_taken_only_with_consent() {
    for (which, encoding) in ["windows-1258", "tcvn3", "vni"].into_iter().enumerate() {
        let home = Home::new();
        write_file(&home, "old.csv", encode(&list_with_delimiter(';'), which));
        // In a pipe nobody can confirm the encoding: nothing is imported, and the message says what to do.
        let refused = home.run(&["import", "old.csv"]);
        assert_eq!(refused.code, 65, "{}", refused.err);
        let consent = format!("old.csv không phải Unicode; đọc theo bảng mã {encoding} thì thành:");
        assert!(refused.err.contains(&consent), "{}", refused.err);
        assert!(
            refused
                .err
                .contains("Mực ống khô Cô Tô;Cơ sở chế biến Thanh Măng;4 sao"),
            "{}",
            refused.err
        );
        assert!(
            refused.err.contains(&format!("Thêm --encoding {encoding}")),
            "{}",
            refused.err
        );
        assert_eq!(
            catalogue(&home).len(),
            all_products(),
            "nothing was imported"
        );
        let named = home.run(&["import", "--dry-run", "old.csv", "--encoding", encoding]);
        assert_eq!(named.code, 0, "{}", named.err);
        assert!(
            named.out.contains("4 sản phẩm trong 4 dòng"),
            "{}",
            named.out
        );
        let imported = import_list(&home, "old.csv", &[]);
        assert_eq!(imported.lines(), LINES, "{encoding}");
        imported.assert_says(encoding);
        assert!(
            imported.result.err.contains(&consent),
            "--yes shows the lines as well: {}",
            imported.result.err
        );
    }
}

#[test]
fn unicode_in_four_forms_needs_no_consent() {
    let text = list_with_delimiter(';');
    let utf16 =
        |order: fn(u16) -> [u8; 2]| -> Vec<u8> { text.encode_utf16().flat_map(order).collect() };
    let little = utf16(u16::to_le_bytes);
    let big = utf16(u16::to_be_bytes);
    let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
    for (encoding, bytes) in [
        ("utf-8", text.clone().into_bytes()),
        ("utf-8-bom", marked(b"\xef\xbb\xbf", text.as_bytes())),
        ("utf-16le", marked(b"\xff\xfe", &little)),
        ("utf-16be", marked(b"\xfe\xff", &big)),
    ] {
        let home = Home::new();
        write_file(&home, "list.txt", bytes);
        let shown = home.run(&["import", "--dry-run", "list.txt"]);
        assert_eq!(shown.code, 0, "{encoding}: {}", shown.err);
        assert!(
            !shown.err.contains("không phải Unicode"),
            "{encoding}: {}",
            shown.err
        );
        let imported = import_list(&home, "list.txt", &[]);
        assert_eq!(imported.lines(), LINES, "{encoding}");
        imported.assert_says(&format!("list.txt · {encoding} · "));
    }
}

#[test]
fn letters_in_two_pieces_are_the_same_letters() {
    use unicode_normalization::UnicodeNormalization;
    let imported = import_text(
        "apart.csv",
        &list_with_delimiter(';').nfd().collect::<String>(),
    );
    assert_eq!(imported.lines(), LINES);
}

#[test]
fn bytes_that_no_encoding_explains_are_named_with_their_line() {
    let home = Home::new();
    let mut bytes = list_with_delimiter(';').into_bytes();
    bytes.extend_from_slice(b"M\xff\xfe\xffc;x;4 sao\n");
    write_file(&home, "mixed.csv", bytes);
    let why = import_error(&home, "mixed.csv", &[]);
    assert!(why.contains("dòng 6") && why.contains("UTF-8"), "{why}");
    let named = home.run(&["import", "--dry-run", "mixed.csv", "--encoding", "latin1"]);
    assert_eq!(named.code, 2);
    assert!(named.err.contains("windows-1258"), "{}", named.err);
}

#[test]
fn the_delimiter_is_found() {
    for delimiter in [',', ';', '\t', '|'] {
        assert_eq!(
            import_text("list.csv", &list_with_delimiter(delimiter)).lines(),
            LINES,
            "{delimiter:?}"
        );
        let crlf = list_with_delimiter(delimiter).replace('\n', "\r\n");
        assert_eq!(
            import_text("list.tsv", &crlf).lines(),
            LINES,
            "{delimiter:?}"
        );
        let cr = list_with_delimiter(delimiter).replace('\n', "\r");
        assert_eq!(
            import_text("list.csv", &cr).lines(),
            LINES,
            "{delimiter:?} with lone CR"
        );
    }
}

#[test]
fn a_sheet_is_chosen_by_what_it_holds_or_by_name() {
    let home = Home::new();
    let sheets = [
        Sheet::new(
            "Tổng hợp",
            vec![line!["Năm", "Số sản phẩm"], line![2023, 14]],
        ),
        Sheet::new(
            "Năm 2023",
            vec![
                line!["Tên sản phẩm", "Chủ thể", "Hạng sao"],
                line![product_name("qn-043"), producer_name("qn-043"), 3],
            ],
        ),
        Sheet::new(
            "Năm 2024",
            vec![
                line!["Tên sản phẩm", "Chủ thể"],
                line![product_name("qn-052"), producer_name("qn-052")],
            ],
        ),
    ];
    write_workbook(&home.path().join("book.xlsx"), &sheets);
    let imported = import_list(&home, "book.xlsx", &[]);
    assert_eq!(
        imported.products[0].name, "Chả mực",
        "the sheet that says most"
    );
    for sheet in ["Năm 2024", "NĂM 2024"] {
        let imported = import_list(&home, "book.xlsx", &["--sheet", sheet]);
        assert_eq!(imported.products[0].name, "Tinh dầu quế", "{sheet}");
        imported.assert_says("trang “Năm 2024”");
    }
    let why = import_error(&home, "book.xlsx", &["--sheet", "Năm 2025"]);
    assert!(
        why.contains("Năm 2025") && why.contains("Tổng hợp, Năm 2023, Năm 2024"),
        "{why}"
    );
}

#[test]
fn a_column_that_a_person_names_is_remembered_by_its_header() {
    let home = Home::new();
    let text = |id: &str| {
        format!(
            "Hàng hóa bày bán;Gian hàng;Sao vàng\n{};{};4\n",
            product_name(id),
            producer_name(id)
        )
    };
    write_file(&home, "fair.csv", text("qn-040"));
    write_file(&home, "fair-2.csv", text("qn-044"));
    let why = import_error(&home, "fair.csv", &[]);
    assert!(
        why.contains("Hàng hóa bày bán | Gian hàng | Sao vàng") && why.contains("--map"),
        "{why}"
    );
    let map = [
        "--map",
        "Hàng hóa bày bán=name",
        "--map",
        "Gian hàng=producer",
        "--map",
        "Sao vàng=star",
    ];
    let imported = import_list(&home, "fair.csv", &map);
    assert_eq!(imported.lines(), [LINES[3]]);
    // The next list with this header needs no mapping.
    let imported = import_list(&home, "fair-2.csv", &[]);
    assert_eq!(
        imported.lines(),
        ["Chả hải sản / Cơ sở chế biến Thanh Măng / 4 sao / - / -"]
    );
    // Any other list does.
    write_file(
        &home,
        "other.csv",
        text("qn-044").replace("Hàng hóa bày bán", "Hàng"),
    );
    import_error(&home, "other.csv", &[]);
    let wrong = home.run(&["import", "--dry-run", "fair.csv", "--map", "Sao vàng=stars"]);
    assert_eq!(wrong.code, 2);
    assert!(
        wrong.err.contains("Sao vàng=stars") && wrong.err.contains("star"),
        "{}",
        wrong.err
    );
}

#[test]
fn a_header_that_is_known_can_still_be_told_something_else() {
    let home = Home::new();
    write_file(
        &home,
        "list.csv",
        format!(
            "Tên sản phẩm;Chủ thể;Ghi chú\n{};{};3 sao\n",
            product_name("qn-043"),
            producer_name("qn-043")
        ),
    );
    let imported = import_list(&home, "list.csv", &["--map", "Ghi chú=star"]);
    assert_eq!(imported.products[0].recognitions[0].star, Some(3));
    let again = import_list(&home, "list.csv", &[]);
    assert_eq!(
        again.products[0].recognitions[0].star,
        Some(3),
        "remembered"
    );
    let back = import_list(&home, "list.csv", &["--map", "Ghi chú=note"]);
    assert_eq!(back.products[0].note.vi, "3 sao");
}

#[test]
fn json_comes_as_an_array_a_document_lines_and_our_own_records() {
    let object = |id: &str, star: u8| {
        format!(
            r#"{{"Tên sản phẩm":"{}","Chủ thể":"{}","Hạng sao":"{star} sao"}}"#,
            product_name(id),
            producer_name(id)
        )
    };
    let objects = [
        object("qn-040", 4),
        object("qn-041", 3),
        object("qn-042", 3),
        object("qn-044", 3),
    ];
    let array = format!("[{}]", objects.join(",\n"));
    for (file, text) in [
        ("array.json", array.clone()),
        (
            "document.json",
            format!("{{\n\"total\": 4,\n\"products\": {array}\n}}"),
        ),
        (
            "one-line.json",
            format!("{{\"total\":4,\"products\":{}}}", array.replace('\n', "")),
        ),
        ("lines.jsonl", objects.join("\n")),
        ("lines.txt", objects.join("\r\n")),
    ] {
        assert_eq!(import_text(file, &text).lines(), LINES, "{file}");
    }
    // Our own export and our own document of one record are read back unchanged.
    let home = Home::new();
    let before = catalogue(&home);
    let shown = home.run(&["show", "qn-017", "--format", "json"]);
    write_file(&home, "record.json", &shown.out);
    let all = home.run(&["export", "--format", "jsonl", "--out", "all.jsonl"]);
    assert_eq!(all.code, 0, "{}", all.err);
    let again = home.run(&["import", "--yes", "--replace", "all.jsonl"]);
    assert!(
        again.out.contains("Không có gì mới so với danh mục."),
        "{}",
        again.out
    );
    assert_eq!(catalogue(&home), before);
    let one = import_list(&home, "record.json", &[]);
    assert_eq!(
        one.products,
        before
            .into_iter()
            .filter(|product| product.id == "qn-017")
            .collect::<Vec<_>>()
    );
}

#[test]
fn a_key_that_only_a_late_object_has_is_not_lost_in_silence() {
    let mut objects: Vec<String> = (0..30)
        .map(|number| format!(r#"{{"name":"Chả mực {number}","producer":"Thanh Măng"}}"#))
        .collect();
    objects.push(r#"{"name":"Chả cá","producer":"Thanh Măng","star":4}"#.to_owned());
    let imported = import_text("late.json", &format!("[{}]", objects.join(",")));
    assert_eq!(imported.products.len(), 31);
    assert_eq!(
        describe_product(imported.product("Chả cá")),
        "Chả cá / Thanh Măng / 4 sao / - / -"
    );
}

#[test]
fn several_lists_are_one_import_and_one_row_order() {
    let home = Home::new();
    write_file(
        &home,
        "a.csv",
        format!(
            "Tên sản phẩm;Chủ thể;Hạng sao\n{};{};6\n",
            product_name("qn-043"),
            producer_name("qn-043")
        ),
    );
    write_file(
        &home,
        "b.csv",
        format!(
            "Tên sản phẩm;Chủ thể;Hạng sao\n{};{};7\n",
            product_name("qn-052"),
            producer_name("qn-052")
        ),
    );
    let ran = home.run(&[
        "import",
        "--replace",
        "--yes",
        "a.csv",
        "b.csv",
        "--report",
        "report.csv",
    ]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(catalogue(&home).len(), 2);
    let report = fs::read_to_string(home.path().join("report.csv")).unwrap();
    let files: Vec<&str> = report
        .lines()
        .skip(1)
        .map(|line| line.split(',').next().unwrap())
        .collect();
    assert_eq!(files, ["a.csv", "b.csv"]);
}
