//! Characters that control a terminal, reverse text or are invisible: the program prints none of them.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use super::workbooks::{book, sheet};
use crate::support::home::Home;
use crate::support::workbooks::catalogue;

/// Escape sequences, their one-byte forms, bells, direction marks and zero-width characters.
const SIGNS: [&str; 14] = [
    "\u{1b}[31m",
    "\u{1b}]0;x\u{7}",
    "\u{1b}]52;c;eA==\u{1b}\\",
    "\u{9b}2J",
    "\u{9d}8;;x\u{9c}",
    "\u{7}",
    "\u{8}",
    "\u{7f}",
    "\u{202e}",
    "\u{2066}",
    "\u{200b}",
    "\u{200d}",
    "\u{feff}",
    "\u{e0041}",
];

/// The first unsafe character of a text, except line ends and tabs.
fn first_unsafe_char(text: &str) -> Option<char> {
    text.chars().find(|c| {
        let hides = matches!(*c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{e0000}'..='\u{e007f}');
        hides || c.is_control() && !matches!(c, '\n' | '\r' | '\t')
    })
}

fn assert_inert(what: &str, text: &str) {
    assert_eq!(first_unsafe_char(text), None, "{what}: {text:?}");
}

/// Runs every command on a list, and collects the output and the files.
fn assert_nothing_comes_out(home: &Home, file: &str, more: &[&str]) {
    let mut products = 0;
    for command in [
        &["check", file, "--report", "report.csv"][..],
        &["import", "--dry-run", file],
        &["import", "--yes", file, "--report", "report-2.csv"],
        &[
            "import",
            "--yes",
            file,
            "--encoding",
            "utf-8",
            "--sheet",
            "không có",
        ],
        &["history"],
        &["history", "--format", "json"],
        &["diff"],
        &["search", "--format", "csv"],
        &["search", "--format", "jsonl"],
        &["search"],
        &["stats"],
        &["doctor"],
        &["export", "--out", "-", "--format", "md"],
        &["export", "--out", "all.csv"],
        &["export", "--out", "all.jsonl"],
        &["rollback"],
    ] {
        let takes = matches!(command[0], "check" | "import") && !command.contains(&"--sheet");
        let result = home.run(&[command, if takes { more } else { &[] }].concat());
        assert_inert(&format!("{command:?}"), &result.out);
        assert_inert(&format!("{command:?}"), &result.err);
        products += result.out.lines().count();
    }
    assert!(products > 20, "something was printed");
    for name in ["report.csv", "report-2.csv", "all.csv", "all.jsonl"] {
        let text = fs::read_to_string(home.path().join(name)).unwrap();
        assert_inert(name, text.strip_prefix('\u{feff}').unwrap_or(&text));
        fs::remove_file(home.path().join(name)).unwrap();
    }
}

#[test]
fn no_cell_header_sheet_or_file_name_reaches_a_terminal() {
    let home = Home::new();
    let sign = SIGNS.concat();
    let text = |word: &str| format!("{word}{sign}");
    let header = [
        "Tên sản phẩm",
        "Chủ thể",
        "Hạng sao",
        "Ngày công nhận",
        "Số điện thoại",
        "Địa chỉ",
        "Ghi chú",
    ];
    let row: Vec<String> = [
        "Chả mực",
        "HTX A",
        "9 sao",
        "hôm qua",
        "không số",
        "Cô Tô",
        "x",
    ]
    .map(text)
    .to_vec();
    let aside: Vec<String> = ["", "HTX B", "3", "", "", "", ""].map(text).to_vec();
    let unknown = text("Cột lạ");
    // The signs have semicolons among them, which must not be delimiters.
    let mut csv = format!("{}\t{unknown}\n", header.join("\t"));
    for cells in [&row, &aside] {
        csv += &[
            cells.join("\t"),
            "\t".to_owned(),
            text("y"),
            "\n".to_owned(),
        ]
        .concat();
    }
    let name = format!("danh{sign}sách.csv").replace(['\0', '/'], "");
    fs::write(home.path().join(&name), &csv).unwrap();
    assert_nothing_comes_out(&home, &name, &[]);
    let found = catalogue(&home)
        .into_iter()
        .find(|product| product.name.starts_with("Chả mực␛"))
        .unwrap();
    assert!(
        found.name.contains("␛[31m"),
        "what acts is made visible: {}",
        found.name
    );

    let mut objects: BTreeMap<&str, String> = header.into_iter().zip(row.clone()).collect();
    let label = text("Lạ");
    objects.insert(&label, text("z"));
    let json = format!("[{}]", serde_json::to_string(&objects).unwrap());
    fs::write(home.path().join("list.json"), json).unwrap();
    assert_nothing_comes_out(&home, "list.json", &[]);
}

#[test]
fn no_workbook_brings_them_in() {
    let home = Home::new();
    // A workbook writes characters that XML forbids as `_x001B_`.
    let sign = "_x001B_]0:boo_x0007__x009B_2J\u{202e}\u{200b}\u{2066}";
    let rows = [
        ["Tên sản phẩm", "Chủ thể", "Hạng sao", "Cột lạ"],
        ["Chả mực", "HTX A", "9 sao", "x"],
        ["Chả cá", "HTX A", "4 sao", "x"],
        ["", "HTX B", "3", "x"],
    ];
    let mut xml = String::new();
    for (row, cells) in rows.iter().enumerate() {
        let number = row + 1;
        xml += &["<row r=\"", &number.to_string(), "\">"].concat();
        for (column, text) in ['A', 'B', 'C', 'D'].into_iter().zip(cells) {
            let sign = if row == 0 && column != 'D' || text.is_empty() {
                ""
            } else {
                sign
            };
            let cell = format!(
                "<c r=\"{column}{number}\" t=\"inlineStr\"><is><t>{text}{sign}</t></is></c>"
            );
            xml.push_str(&cell);
        }
        xml += "</row>";
    }
    book(
        &home.path().join("list.xlsx"),
        sheet("", &xml).as_bytes(),
        None,
    );
    assert_nothing_comes_out(&home, "list.xlsx", &[]);
    let names: Vec<String> = catalogue(&home)
        .into_iter()
        .map(|product| product.name)
        .collect();
    assert!(
        names.iter().any(|name| name.starts_with("Chả cá␛]0:boo␇")),
        "{names:?}"
    );
}

#[test]
fn a_name_that_is_no_text_is_told_without_harm() {
    let home = Home::new();
    let name = std::ffi::OsStr::from_bytes(b"l\xff\x1b[31mist.csv");
    fs::write(
        home.path().join(name),
        "Tên sản phẩm;Chủ thể;Hạng sao\nChả mực;HTX A;9\n",
    )
    .unwrap();
    for command in ["check", "import"] {
        let mut run = home.command(&[command]);
        run.arg(Path::new(name));
        let output = run.output().unwrap();
        assert!(
            matches!(output.status.code(), Some(0 | 1)),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        for stream in [output.stdout, output.stderr] {
            assert_inert(command, &String::from_utf8(stream).unwrap());
        }
    }
}
