//! A document is opened again in each of its formats.

use std::io::Cursor;
use std::path::Path;
use std::process::Command;

use calamine::{Data, DataType, Reader, Xlsx};
use jiff::civil::date;

use ocop::report::document::{
    Block, Document, DocumentFormat, DocumentTable, Fact, HeadingLevel, TableColumn,
};
use ocop::report::table_file::ReportCell;
use ocop::wording::locale::{Language, Locale};

use crate::support::documents::{part, write};

const HARD_TEXT: &str = "Trà hoa vàng <Quy Hoa> & \"bạn\" | 50 %\u{1b}[31m\u{ffff}";
const HARD_TEXT_CLEAN: &str = "Trà hoa vàng <Quy Hoa> & \"bạn\" | 50 %␛[31m\u{fffd}";

fn table(name: &str, rows: usize) -> DocumentTable {
    let row = |number: usize| {
        vec![
            format!("qn-{number:03}").into(),
            HARD_TEXT.to_owned().into(),
            ReportCell::Number(number as f64),
            ReportCell::Day(date(2026, 11, 30)),
            "=HYPERLINK(\"http://a\")".to_owned().into(),
        ]
    };
    DocumentTable {
        name: name.to_owned(),
        columns: vec![
            TableColumn::new("Mã", 8.0),
            TableColumn::new("Sản phẩm", 34.0),
            TableColumn::new("Số", 8.0),
            TableColumn::new("Ngày", 12.0),
            TableColumn::new("Ghi chú", 40.0),
        ],
        rows: (1..=rows).map(row).collect(),
    }
}

fn document(language: Language) -> Document {
    let locale = Locale::new(language);
    let mut document = Document::new("Rà soát <quý 4> & sau đó", date(2026, 11, 30), &locale);
    document.push(Block::Facts(vec![
        Fact::new("Người rà soát", "Lan, Hùng".to_owned()),
        Fact::new("Sản phẩm", 1234.0),
    ]));
    document.push(Block::Heading(
        HeadingLevel::Section,
        "1. Ghi chú".to_owned(),
    ));
    document.push(Block::Paragraph("Mỗi dòng một ghi chú.".to_owned()));
    document.push_table(table("Ghi chú", 3), "Không có ghi chú");
    document.push(Block::Heading(HeadingLevel::Part, "Còn lại".to_owned()));
    document.push_table(table("GHI CHÚ", 2), "Không còn");
    document.push(Block::Bullets(vec!["một".to_owned(), "hai".to_owned()]));
    document.push_table(table("Bất đồng", 0), "Không ai bất đồng");
    document
}

#[test]
fn markdown_has_every_block_and_its_tables_keep_their_columns() {
    let bytes = write(&document(Language::Vi), DocumentFormat::Md);
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.starts_with("# Rà soát &lt;quý 4> &amp; sau đó\n\n- **Người rà soát:** Lan"));
    assert!(text.contains("\n- **Sản phẩm:** 1.234\n\n## 1. Ghi chú\n"));
    assert!(text.contains("\n| --- | --- | ---: | --- | --- |\n"));
    assert!(text.ends_with("\n\n- một\n- hai\n\n*Không ai bất đồng*\n"));
    let rows: Vec<&str> = text.lines().filter(|line| line.starts_with('|')).collect();
    assert_eq!(rows.len(), 2 + 3 + 2 + 2);
    for row in rows {
        assert_eq!(row.replace("\\|", "").matches('|').count(), 6, "{row}");
    }
    let english = write(&document(Language::En), DocumentFormat::Md);
    let english = String::from_utf8(english).unwrap();
    assert!(english.contains("1,234") && english.contains("2026-11-30"));
}

#[test]
fn a_word_document_has_headings_repeated_table_heads_and_every_letter() {
    let vietnamese = document(Language::Vi);
    let bytes = write(&vietnamese, DocumentFormat::Docx);
    let body = part(&bytes, "word/document.xml");
    let escaped = "Trà hoa vàng &lt;Quy Hoa&gt; &amp; &quot;bạn&quot; | 50 %␛[31m\u{fffd}";
    assert_eq!(body.matches(escaped).count(), 5);
    assert_eq!(body.matches("<w:tbl>").count(), 2);
    assert_eq!(body.matches("<w:tr>").count(), 2 + 3 + 2);
    assert_eq!(body.matches("<w:tblHeader />").count(), 2);
    assert!(body.contains("<w:pStyle w:val=\"Heading1\" />"));
    assert!(body.contains("<w:pStyle w:val=\"Heading2\" />"));
    assert!(body.contains("<w:pgSz w:w=\"11906\" w:h=\"16838\""));
    let styles = part(&bytes, "word/styles.xml");
    assert!(styles.contains("<w:lang w:val=\"vi-VN\""));
    assert!(styles.contains("<w:name w:val=\"heading 1\" />"));
    assert!(styles.contains("Times New Roman"));
    let facts = part(&bytes, "docProps/core.xml");
    assert!(facts.contains("<dc:title>Rà soát &lt;quý 4&gt; &amp; sau đó</dc:title>"));
    assert!(facts.contains("2026-11-30T00:00:00Z") && !facts.contains("unknown"));
    assert_eq!(
        bytes,
        write(&vietnamese, DocumentFormat::Docx),
        "the same bytes"
    );
    let english = document(Language::En);
    let styles = part(&write(&english, DocumentFormat::Docx), "word/styles.xml");
    assert!(styles.contains("<w:lang w:val=\"en-GB\""));
}

#[test]
fn tables_are_never_wider_than_the_page() {
    let mut document = document(Language::Vi);
    let mut wide = table("Rộng", 1);
    wide.columns = (0..9)
        .map(|n| TableColumn::new("Cột", 40.0 + f64::from(n)))
        .collect();
    document.push_table(wide, "");
    let body = part(&write(&document, DocumentFormat::Docx), "word/document.xml");
    for grid in body.split("<w:tblGrid>").skip(1) {
        let grid = grid.split("</w:tblGrid>").next().unwrap();
        let widths = grid.split("w:w=\"").skip(1);
        let widths = widths.map(|width| width.split('"').next().unwrap().parse::<usize>().unwrap());
        let whole: usize = widths.sum();
        // 165 mm.
        assert!((9_300..=9_355).contains(&whole), "{whole}");
    }
}

#[test]
fn a_workbook_has_a_sheet_of_facts_and_one_for_each_table() {
    let bytes = write(&document(Language::Vi), DocumentFormat::Xlsx);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).unwrap();
    assert_eq!(
        book.sheet_names(),
        ["Tóm tắt", "Ghi chú", "GHI CHÚ (2)"],
        "a table without rows has none"
    );
    let facts = book.worksheet_range("Tóm tắt").unwrap();
    let rows: Vec<&[Data]> = facts.rows().collect();
    assert_eq!(rows[0][0], "Rà soát <quý 4> & sau đó");
    assert_eq!(rows[2][1], 1234.0);
    let texts: Vec<String> = rows.iter().map(|row| row[0].to_string()).collect();
    assert!(texts.contains(&"Không ai bất đồng".to_owned()), "{texts:?}");
    let notes = book.worksheet_range("Ghi chú").unwrap();
    let rows: Vec<&[Data]> = notes.rows().collect();
    assert_eq!(rows.len(), 1 + 3);
    assert_eq!(rows[0][1], "Sản phẩm");
    assert_eq!(rows[3][0], "qn-003");
    assert_eq!(rows[3][1], HARD_TEXT_CLEAN);
    assert_eq!(rows[3][2], 3.0);
    assert!(rows[3][3].is_datetime());
    assert_eq!(rows[3][4], "=HYPERLINK(\"http://a\")");
    let formulas = book.worksheet_formula("Ghi chú").unwrap();
    assert!(formulas.is_empty());
    let sheet = part(&bytes, "xl/worksheets/sheet2.xml");
    assert!(sheet.contains("state=\"frozen\"") && sheet.contains("<autoFilter ref=\"A1:E4\""));
    let facts = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(!facts.contains("<autoFilter"));
}

#[test]
fn an_ending_asks_for_its_format() {
    let format = |name: &str| DocumentFormat::of_path(Path::new(name));
    assert_eq!(format("a/b.DOCX"), Some(DocumentFormat::Docx));
    assert_eq!(format("b.xlsx"), Some(DocumentFormat::Xlsx));
    assert_eq!(format("b.md"), Some(DocumentFormat::Md));
    assert_eq!(format("docx"), None);
}

#[test]
fn libreoffice_opens_the_word_document_and_finds_every_letter() {
    let writer = Path::new("/usr/lib/libreoffice/program/libswlo.so");
    if !Path::new("/usr/bin/soffice").exists() || !writer.exists() {
        println!("skipped: no LibreOffice Writer on this machine");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.docx");
    let bytes = write(&document(Language::Vi), DocumentFormat::Docx);
    std::fs::write(&path, bytes).unwrap();
    let profile = format!(
        "-env:UserInstallation=file://{}/profile",
        folder.path().display()
    );
    let mut command = Command::new("/usr/bin/soffice");
    command
        .args([
            &profile,
            "--headless",
            "--convert-to",
            "txt:Text (encoded):UTF8",
        ])
        .arg(&path)
        .env("HOME", folder.path())
        .current_dir(folder.path());
    let output = command.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let text = std::fs::read_to_string(folder.path().join("report.txt")).unwrap();
    assert_eq!(text.matches(HARD_TEXT_CLEAN).count(), 5, "{text}");
    assert!(text.contains("Người rà soát: Lan, Hùng"), "{text}");
}

#[test]
fn a_table_that_is_too_long_for_a_document_says_where_the_rest_is() {
    let locale = Locale::new(Language::Vi);
    let mut long = Document::new("Dài", date(2026, 11, 30), &locale);
    long.push_table(table("Còn lại", 2_345), "");
    let bytes = write(&long, DocumentFormat::Docx);
    let body = part(&bytes, "word/document.xml");
    assert_eq!(body.matches("<w:tr>").count(), 1 + 2_000);
    assert!(body.contains("Còn 345 dòng nữa. Hãy ghi báo cáo thành tệp .xlsx"));
    let text = String::from_utf8(write(&long, DocumentFormat::Md)).unwrap();
    assert!(text.contains("qn-2345"));
}
