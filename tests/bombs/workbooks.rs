//! Workbooks that make their parser allocate too much, and files that only look like workbooks.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::assert_refused;
use crate::line;
use crate::support::home::Home;
use crate::support::workbooks::{Sheet, write_file, write_workbook};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Writes a workbook of one sheet whose XML is given as a stream, and shared strings if there are any.
pub(super) fn book(path: &Path, mut sheet: impl Read, strings: Option<&str>) {
    let mut archive = ZipWriter::new(File::create(path).unwrap());
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let packages = "http://schemas.openxmlformats.org/package/2006";
    let strings_relation = strings.map_or(String::new(), |_| {
        format!("<Relationship Id=\"rId2\" Type=\"{RELATIONS}/sharedStrings\" Target=\"sharedStrings.xml\"/>")
    });
    let parts = [
        (
            "[Content_Types].xml",
            format!(
                "<Types xmlns=\"{packages}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"
            ),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{packages}/relationships\"><Relationship Id=\"rId1\" Type=\"{RELATIONS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{packages}/relationships\"><Relationship Id=\"rId1\" Type=\"{RELATIONS}/worksheet\" Target=\"worksheets/sheet1.xml\"/>{strings_relation}</Relationships>"
            ),
        ),
        (
            "xl/sharedStrings.xml",
            strings.unwrap_or_default().to_owned(),
        ),
    ];
    for (name, text) in parts.iter().filter(|(_, text)| !text.is_empty()) {
        archive.start_file(*name, packed).unwrap();
        archive
            .write_all(format!("<?xml version=\"1.0\"?>{text}").as_bytes())
            .unwrap();
    }
    archive
        .start_file("xl/worksheets/sheet1.xml", packed)
        .unwrap();
    io::copy(&mut sheet, &mut archive).unwrap();
    archive.finish().unwrap();
}

/// The XML of a sheet, with text before its rows and in them.
pub(super) fn sheet(before: &str, rows: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><worksheet xmlns=\"{MAIN}\">{before}<sheetData>{rows}</sheetData></worksheet>"
    )
}

/// A sheet with one byte repeated many times in its middle.
fn long_sheet(before: &str, byte: u8, count: u64, after: &str) -> impl Read {
    let middle = io::repeat(byte).take(count);
    io::Cursor::new(before.to_owned())
        .chain(middle)
        .chain(io::Cursor::new(after.to_owned()))
}

#[test]
fn sheets_that_ask_for_the_world_are_refused() {
    let home = Home::new();
    let path_of = |name: &str| home.path().join(name);
    let one = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>";
    // Two cells in opposite corners are a table of a hundred million cells for a parser that holds tables.
    let corner = sheet(
        "",
        &format!("{one}<row r=\"100000\"><c r=\"ALL100000\"><v>1</v></c></row>"),
    );
    book(&path_of("corner.xlsx"), corner.as_bytes(), None);
    assert_refused(&home, "corner.xlsx", "không có dòng tiêu đề nào");
    let dimension = sheet("<dimension ref=\"A1:XFD1048576\"/>", one);
    book(&path_of("dimension.xlsx"), dimension.as_bytes(), None);
    assert_refused(&home, "dimension.xlsx", "không có dòng tiêu đề nào");
    // The header announces four billion shared strings.
    let count = format!(
        "<sst xmlns=\"{MAIN}\" count=\"1\" uniqueCount=\"4000000000\"><si><t>x</t></si></sst>"
    );
    let shared = sheet("", "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>");
    book(&path_of("strings.xlsx"), shared.as_bytes(), Some(&count));
    assert_refused(&home, "strings.xlsx", "");
    let reference = sheet(
        "",
        "<row r=\"1\"><c r=\"ZZZZZZZ99999999999\"><v>1</v></c></row>",
    );
    book(&path_of("reference.xlsx"), reference.as_bytes(), None);
    assert_refused(&home, "reference.xlsx", "");
    let entities = [("b", "&a;"), ("c", "&b;")]
        .map(|(name, text)| format!("<!ENTITY {name} \"{}\">", text.repeat(1_000)));
    let laugh = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE w [<!ENTITY a \"{}\">{}]><worksheet xmlns=\"{MAIN}\"><sheetData><row r=\"1\">\
         <c r=\"A1\" t=\"inlineStr\"><is><t>&c;</t></is></c></row></sheetData></worksheet>",
        "A".repeat(1_000),
        entities.concat()
    );
    book(&path_of("laugh.xlsx"), laugh.as_bytes(), None);
    assert_refused(&home, "laugh.xlsx", "");
}

#[test]
fn parts_that_inflate_beyond_measure_are_never_inflated_whole() {
    let home = Home::new();
    let cell = [
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>",
        "</t></is></c></row></sheetData></worksheet>",
    ];
    let head = format!("<?xml version=\"1.0\"?><worksheet xmlns=\"{MAIN}\">");
    let path = home.path().join("cell.xlsx");
    book(
        &path,
        long_sheet(
            &format!("{head}<sheetData>{}", cell[0]),
            b'A',
            200_000_000,
            cell[1],
        ),
        None,
    );
    assert!(fs::metadata(&path).unwrap().len() < 1 << 20);
    assert_refused(&home, "cell.xlsx", "phình ra quá lớn");
    book(
        &home.path().join("spaces.xlsx"),
        long_sheet(&head, b' ', 400_000_000, "<sheetData/></worksheet>"),
        None,
    );
    assert_refused(&home, "spaces.xlsx", "phình ra quá lớn");
    // A workbook inside a workbook is only data.
    let inner = fs::read(home.path().join("spaces.xlsx")).unwrap();
    let mut nested = ZipWriter::new(File::create(home.path().join("nested.xlsx")).unwrap());
    for name in ["spaces.xlsx", "xl/workbook.xml"] {
        nested
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        nested.write_all(&inner).unwrap();
    }
    nested.finish().unwrap();
    assert_refused(&home, "nested.xlsx", "bảng tính hỏng");
}

#[test]
fn sizes_in_an_archive_that_lie_help_nobody() {
    let home = Home::new();
    let head = format!("<?xml version=\"1.0\"?><worksheet xmlns=\"{MAIN}\">");
    let path = home.path().join("lies.xlsx");
    book(
        &path,
        long_sheet(&head, b' ', 100_000_000, "<sheetData/></worksheet>"),
        None,
    );
    // Every header now claims sixteen bytes.
    let mut bytes = fs::read(&path).unwrap();
    let (mut lies, mut index) = (0, 0);
    while index + 46 < bytes.len() {
        let size = match &bytes[index..index + 4] {
            b"PK\x03\x04" => Some(index + 22),
            b"PK\x01\x02" => Some(index + 24),
            _ => None,
        };
        if let Some(size) = size {
            bytes[size..size + 4].copy_from_slice(&16_u32.to_le_bytes());
            lies += 1;
        }
        index += 1;
    }
    assert!(lies >= 10);
    fs::write(&path, bytes).unwrap();
    assert_refused(&home, "lies.xlsx", "");
}

#[test]
fn thousands_of_parts_are_no_workbook() {
    let home = Home::new();
    let mut archive = ZipWriter::new(File::create(home.path().join("parts.xlsx")).unwrap());
    for part in 0..3_000 {
        archive
            .start_file(format!("xl/{part}.xml"), SimpleFileOptions::default())
            .unwrap();
    }
    archive.finish().unwrap();
    assert_refused(&home, "parts.xlsx", "3000 phần");
}

#[test]
fn cut_empty_locked_and_misnamed_files_are_told_apart() {
    let home = Home::new();
    let list = Sheet::new(
        "S",
        vec![line!["Tên sản phẩm", "Chủ thể"], line!["Chả mực", "HTX A"]],
    );
    write_workbook(&home.path().join("whole.xlsx"), &[list]);
    let whole = fs::read(home.path().join("whole.xlsx")).unwrap();
    assert_eq!(home.run(&["check", "whole.xlsx"]).code, 0);
    write_file(&home, "cut.xlsx", &whole[..whole.len() / 2]);
    assert_refused(&home, "cut.xlsx", "bảng tính hỏng hoặc chưa tải hết");
    let mut torn = whole.clone();
    let middle = whole.len() / 3;
    torn[middle..middle + 64].fill(0xaa);
    write_file(&home, "torn.xlsx", torn);
    assert_refused(&home, "torn.xlsx", "");
    write_file(&home, "empty.xlsx", "");
    assert_refused(&home, "empty.xlsx", "tệp trống");
    write_file(&home, "blank.csv", " \r\n\t\n");
    assert_refused(&home, "blank.csv", "tệp trống");
    // The container of .xls, damaged, and that of a .xlsx with a password.
    let compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".repeat(64);
    write_file(&home, "old.xls", &compound);
    assert_refused(&home, "old.xls", "bảng tính hỏng");
    write_file(&home, "renamed.xlsx", &compound);
    assert_refused(&home, "renamed.xlsx", "bảng tính hỏng");
    let name: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    write_file(&home, "locked.xlsx", [compound, name].concat());
    assert_refused(&home, "locked.xlsx", "có mật khẩu");
    write_file(
        &home,
        "page.xls",
        "<html><table><tr><td>x</td></tr></table>",
    );
    assert_refused(&home, "page.xls", "trang web");
    write_file(
        &home,
        "picture.xlsx",
        [&b"\x89PNG\r\n\x1a\n"[..], &[0; 4096]].concat(),
    );
    assert_refused(&home, "picture.xlsx", "tệp ảnh");
    write_file(
        &home,
        "database.xls",
        [&b"SQLite format 3\0"[..], &[0; 4096]].concat(),
    );
    assert_refused(
        &home,
        "database.xls",
        "không phải văn bản cũng không phải bảng tính",
    );
    // The file name does not matter: text named like a workbook is text.
    write_file(&home, "text.xlsx", "Tên sản phẩm,Sao\nChả mực,4 sao\n");
    let text = home.run(&["check", "text.xlsx"]);
    assert_eq!(text.code, 0, "{}", text.err);
    write_file(&home, "book.csv", whole);
    assert_eq!(home.run(&["check", "book.csv"]).code, 0);
}
