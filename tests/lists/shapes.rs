//! What a person is told about lists in odd shapes: the row of the file, the sheet, what was left out and why, and the
//! way out of a file that is refused. How each shape is read is tested in the engine.

use std::fs;

use crate::line;
use crate::support::home::Home;
use crate::support::workbooks::{Sheet, import_error, write_file, write_workbook};

/// What `check`, the preview and the import say about a file, and the report of the preview.
struct Told {
    texts: Vec<String>,
    report: String,
}

impl Told {
    fn about(home: &Home, file: &str) -> Self {
        let run = |arguments: &[&str]| {
            let result = home.run(arguments);
            assert_eq!(
                result.code, 0,
                "{arguments:?}: {}{}",
                result.out, result.err
            );
            result.out
        };
        let texts = vec![
            run(&["check", file]),
            run(&["import", "--dry-run", file, "--report", "report.csv"]),
            run(&["import", "--replace", "--yes", file]),
        ];
        let report = fs::read_to_string(home.path().join("report.csv")).unwrap();
        Self { texts, report }
    }

    /// Asserts that all three commands say a text.
    fn assert_says(&self, text: &str) -> &Self {
        for told in &self.texts {
            assert!(told.contains(text), "no {text:?} in:\n{told}");
        }
        self
    }

    /// Asserts that a line of the report has these cells.
    fn assert_reports(&self, cells: &[&str]) -> &Self {
        let mut lines = self.report.lines();
        assert!(
            lines.any(|line| cells.iter().all(|cell| line.contains(cell))),
            "no {cells:?} in:\n{}",
            self.report
        );
        self
    }
}

#[test]
fn a_problem_has_the_row_of_the_file_in_every_output() {
    for (ending, blank_lines, row) in [
        ("\r\n", "", 2),
        ("\r", "", 2),
        ("\n", "", 2),
        ("\r\n", "\r\n\r\n", 4),
    ] {
        let home = Home::new();
        let text = [
            "STT,Tên sản phẩm,Chủ thể,Hạng sao",
            "1,Chè đinh non,HTX Nắng Sớm,9",
            "2,Tương nếp,HTX Đồi Xanh,4",
        ];
        let [header, bad, good] = text;
        write_file(
            &home,
            "list.csv",
            format!("{header}{ending}{blank_lines}{bad}{ending}{good}{ending}"),
        );
        let number = row.to_string();
        Told::about(&home, "list.csv")
            .assert_says(&format!("dòng {row}, cột “Hạng sao”: “9”"))
            .assert_reports(&[&number, "Hạng sao", "9"]);
    }
}

#[test]
fn rows_of_several_sheets_name_their_sheet_and_left_out_sheets_their_reason() {
    let home = Home::new();
    let header = || line!["STT", "Tên sản phẩm", "Chủ thể", "Hạng sao"];
    let sheets = [
        Sheet::new(
            "Hải Hà",
            vec![header(), line![1, "Chè đinh non", "HTX Nắng Sớm", 4]],
        ),
        Sheet::new(
            "Cẩm Phả",
            vec![
                line!["DANH SÁCH"],
                header(),
                line![1, "Tương nếp", "HTX Đồi Xanh", 9],
            ],
        ),
        Sheet::new(
            "DS cũ 2021",
            vec![
                header(),
                line![1, "Bánh cũ", "HTX Xưa", 3],
                line![2, "Miến cũ", "HTX Xưa", 3],
            ],
        ),
        Sheet::new("Hướng dẫn", vec![line!["Ghi đầy đủ tên sản phẩm"]]),
    ];
    write_workbook(&home.path().join("list.xlsx"), &sheets);
    Told::about(&home, "list.xlsx")
        .assert_says("trang “Cẩm Phả”, dòng 3, cột “Hạng sao”: “9”")
        .assert_says("trang “Hải Hà” · tiêu đề dòng 1 · 1 sản phẩm trong 1 dòng")
        .assert_says("trang “Cẩm Phả” · tiêu đề dòng 2 · 1 sản phẩm trong 1 dòng")
        .assert_says("không đọc: trang “DS cũ 2021” (2 dòng): ")
        .assert_says("không đọc: trang “Hướng dẫn” (1 dòng): ")
        .assert_says("--sheet \"DS cũ 2021\"")
        .assert_reports(&["Cẩm Phả", "3", "Hạng sao"]);
    let result = home.run(&["check", "list.xlsx", "--sheet", "ds cu 2021"]);
    assert!(
        result.out.contains("2 sản phẩm"),
        "{}{}",
        result.out,
        result.err
    );
    let result = home.run(&["check", "list.xlsx", "--sheet", "all"]);
    assert!(
        result.out.contains("4 sản phẩm"),
        "{}{}",
        result.out,
        result.err
    );
}

#[test]
fn rows_set_aside_are_counted_by_kind() {
    let home = Home::new();
    write_file(
        &home,
        "list.csv",
        "STT,Tên sản phẩm,Chủ thể,Hạng sao\n1,Chè đinh non,HTX Nắng Sớm,4\n,Cộng huyện Hải Hà,1,4\n\
         STT,Tên sản phẩm,Chủ thể,Hạng sao\n2,Tương nếp,HTX Đồi Xanh,3\n,Tổng số,2,\n,NGƯỜI LẬP BIỂU,TRƯỞNG PHÒNG,\n",
    );
    Told::about(&home, "list.csv")
        .assert_says("2 dòng tổng")
        .assert_says("1 dòng chữ ký")
        .assert_says("dòng 3: “Cộng huyện Hải Hà”")
        .assert_says("dòng 7: “NGƯỜI LẬP BIỂU”")
        .assert_reports(&["3", "Cộng huyện Hải Hà"]);
    let result = home.run(&["check", "list.csv"]);
    assert!(
        result.out.contains("4  dòng bị để riêng: "),
        "{}",
        result.out
    );
    // A clean list says so, too.
    write_file(
        &home,
        "clean.csv",
        "Tên sản phẩm,Chủ thể,Hạng sao\nChè đinh non,HTX Nắng Sớm,4\n",
    );
    let result = home.run(&["check", "clean.csv"]);
    assert!(result.out.contains("0  dòng bị để riêng"), "{}", result.out);
}

#[test]
fn a_file_that_is_no_list_is_refused_with_the_way_out() {
    let home = Home::new();
    for (file, bytes, kind, way_out) in [
        ("decision.pdf", &b"%PDF-1.4\n%%EOF\n"[..], "PDF", ".xlsx"),
        ("list.doc", b"{\\rtf1\\ansi STT\\cell\\row}", "RTF", ".xlsx"),
        (
            "list.xls",
            b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>",
            "XML",
            "lưu dạng .xlsx",
        ),
        ("page.xls", b"<html><body><table><tr><td>STT</td></tr></table></body></html>", "trang web", ".xlsx"),
        ("list.csv.gz", b"\x1f\x8b\x08\0\0\0\0\0\0\x03abc", "nén", "giải nén"),
        ("list.7z", b"7z\xbc\xaf\x27\x1c\0\x04\x8d\x9b", "nén", "giải nén"),
        ("photo.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "ảnh", ""),
        (
            "ansi.csv",
            "STT,Tên s?n ph?m,Ch? th?,H?ng sao\n1,Chè ?inh non,HTX N?ng S?m,4\n".as_bytes(),
            "mất",
            "CSV UTF-8",
        ),
        (
            "people.csv",
            "Name,Expiry Date,Card Number,Issued Place\nNguyễn Văn A,15/11/2029,100001,Hạ Long\n".as_bytes(),
            "không phải danh sách sản phẩm",
            "--map",
        ),
    ] {
        write_file(&home, file, bytes);
        let why = import_error(&home, file, &[]);
        assert!(why.contains(kind) && why.contains(way_out), "{file}: {why}");
        let is_about_labels = kind.starts_with("không phải");
        assert_eq!(why.contains("--map"), is_about_labels, "{file}: {why}");
    }
}

#[test]
fn a_label_of_map_that_no_column_has_is_told_with_those_there_are() {
    let home = Home::new();
    write_file(
        &home,
        "list.csv",
        "STT,Tên sản phẩm,Chủ thể,Hạng sao\n1,Chè đinh non,HTX Nắng Sớm,4\n",
    );
    let result = home.run(&["check", "list.csv", "--map", "Chu the sx=representative"]);
    assert_eq!(result.code, 0, "{}", result.err);
    for text in ["--map", "“Chu the sx”", "“Chủ thể”", "“Hạng sao”"] {
        assert!(result.out.contains(text), "{text}: {}", result.out);
    }
}
