//! Files that are no list of products: each is refused for what it is, whatever it is called. Every valid packing of a
//! workbook is read.

use std::io::{Cursor, Write};

use ocop_index::source::unreadable::UnreadableReason::{
    self, AppleDocument, Compressed, Empty, Encrypted, NoHeader, NotProducts, Pdf, Picture,
    PlainZip, Presentation, RichText, TextDocument, WebArchive, WebPage, XmlFile,
};
use zip::write::{ExtendedFileOptions, FileOptions, SimpleFileOptions};
use zip::{CompressionMethod, ZipWriter};

use super::support::{
    HEADER, ODS_KIND, assert_refused, csv, excel_of_xml, excel_sheet, ods_content, ods_rows,
    packed, read, refusal, xml_row,
};

const LINE: &str = "Chè đinh non · HTX Nắng Sớm · 4 sao";

#[test]
fn people_shops_and_forms_are_no_products() {
    for text in [
        "Name | Expiry Date | Card Number | Issued Place\nNguyễn Văn A | 15/11/2029 | 100001 | Hạ Long\n\
         Trần Thị B | 15/11/2029 | 100002 | Hạ Long",
        "STT | Tên | Chức vụ | Đơn vị | Huyện | Số điện thoại\n1 | Nguyễn Văn An | Chuyên viên | Phòng Kinh tế | Hải Hà | 0912000111\n\
         2 | Trần Thị Bình | Phó trưởng phòng | Phòng Nông nghiệp | Ba Chẽ | 0912000222",
        "Name | Phone | Email | Address\nNguyễn Văn A | 0912000111 | a@example.org | Hạ Long",
        "STT | Tên | Ngày sinh | Số CCCD | Địa chỉ\n1 | Nguyễn Văn An | 01/02/1980 | 022080000001 | Hạ Long",
        "First Name | Last Name | Organization Name | Phone 1 - Value\nAn | Nguyễn | HTX Nắng Sớm | 0912000111",
    ] {
        for bytes in [excel_sheet(text), csv(text).into_bytes()] {
            let why = refusal(bytes).why;
            assert!(matches!(why, NotProducts | NoHeader), "{why:?}: {text}");
        }
    }
    // "Name" beside what a product has is a list of products.
    for text in [
        "Name | Producer | Star\nChè đinh non | HTX Nắng Sớm | 4",
        "Tên | Chủ thể | Hạng sao | Điện thoại\nChè đinh non | HTX Nắng Sớm | 4 |",
    ] {
        read(csv(text)).assert_lines(&[LINE]);
    }
}

#[test]
fn documents_of_other_programs_are_refused_for_what_they_are() {
    let word = packed(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", b"<w:document/>"),
    ]);
    let slides = packed(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("ppt/presentation.xml", b"<p:presentation/>"),
    ]);
    let writer = packed(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", b"<office:document-content/>"),
    ]);
    let numbers = packed(&[
        ("Index/Document.iwa", b"\0\x10\0\0abc"),
        ("Index/Tables/DataList.iwa", b"\0\x10\0\0abc"),
        ("Metadata/Properties.plist", b"x"),
    ]);
    let archive = packed(&[
        ("Danh sach OCOP.xlsx", &excel_sheet(HEADER)),
        ("QD 12.pdf", b"%PDF-1.7"),
    ]);
    let excel_2003 = "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook \
        xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet><Table><Row><Cell><Data>Tên sản phẩm</Data>\
        </Cell></Row></Table></Worksheet></Workbook>";
    let flat = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document \
        xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
        office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\"/>";
    let web_archive = "MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related; \
        boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<html><table><tr><td>STT</td></tr></table></html>\r\n--b--\r\n";
    let mail = "From: an@example.org\r\nTo: phong@example.org\r\nSubject: =?utf-8?B?RFM=?=\r\nDate: Mon, 6 Jan 2025 08:00:00 \
        +0700\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nKính gửi phòng.\r\n";
    let page = "<html><head><meta charset=\"utf-8\"></head><body><table><tr><th>STT</th><th>Tên sản phẩm</th></tr>\
        <tr><td>1</td><td>Chè đinh non</td></tr></table></body></html>";
    let refused: [(&[u8], UnreadableReason); 18] = [
        (&word, TextDocument),
        (&slides, Presentation),
        (&writer, TextDocument),
        (&numbers, AppleDocument),
        (&archive, PlainZip),
        (
            b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n",
            Pdf,
        ),
        (b"\xef\xbb\xbf%PDF-1.7\n%%EOF\n", Pdf),
        (
            b"{\\rtf1\\ansi\\deff0 STT\\cell T\\u234?n\\cell\\row}",
            RichText,
        ),
        (excel_2003.as_bytes(), XmlFile),
        (flat.as_bytes(), XmlFile),
        (
            b"<?xml version=\"1.0\"?><products><product/></products>",
            XmlFile,
        ),
        (web_archive.as_bytes(), WebArchive),
        (mail.as_bytes(), WebArchive),
        (page.as_bytes(), WebPage),
        (b"\x1f\x8b\x08\0\0\0\0\0\0\x03abc", Compressed),
        (b"7z\xbc\xaf\x27\x1c\0\x04\x8d\x9b\xd5\x0f", Compressed),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01", Picture),
        (b"", Empty),
    ];
    for (bytes, why) in refused {
        let beginning = String::from_utf8_lossy(&bytes[..bytes.len().min(30)]).into_owned();
        assert_eq!(refusal(bytes).why, why, "{beginning}");
    }
}

#[test]
fn old_documents_of_office_are_told_apart() {
    for (stream, why) in [
        ("WordDocument", TextDocument),
        ("EncryptedPackage", Encrypted),
        ("PowerPoint Document", Presentation),
    ] {
        assert_refused(compound_file(stream), why);
    }
}

/// A compound file with one stream.
fn compound_file(stream: &str) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    let mut contents = file.create_stream(stream).unwrap();
    contents.write_all(&[0; 5_000]).unwrap();
    drop(contents);
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// The parts of an ODS with one product.
fn ods_parts() -> Vec<(&'static str, Vec<u8>)> {
    let rows = ods_rows(&format!("{HEADER}\n1 | Chè đinh non | HTX Nắng Sớm | 4"));
    let manifest = format!(
        "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\">\
         <manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"{}\"/></manifest:manifest>",
        String::from_utf8_lossy(ODS_KIND)
    );
    vec![
        ("mimetype", ODS_KIND.to_vec()),
        (
            "content.xml",
            ods_content(&[("DS", &rows)], &[]).into_bytes(),
        ),
        ("META-INF/manifest.xml", manifest.into_bytes()),
    ]
}

#[test]
fn an_ods_is_read_however_it_is_packed() {
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let deflated = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let pack = |parts: &[(&str, Vec<u8>)], kind: SimpleFileOptions| {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            let options = if *name == "mimetype" { kind } else { deflated };
            archive.start_file(*name, options).unwrap();
            archive.write_all(bytes).unwrap();
        }
        archive.finish().unwrap().into_inner()
    };
    let parts = ods_parts();
    let reversed: Vec<(&str, Vec<u8>)> = parts.iter().rev().cloned().collect();
    let without_kind: Vec<(&str, Vec<u8>)> = parts[1..].to_vec();
    for book in [
        pack(&parts, stored),
        pack(&parts, deflated),
        pack(&reversed, stored),
        pack(&reversed, deflated),
        pack(&without_kind, deflated),
        with_extra_field(&parts),
    ] {
        read(book).assert_clean(&[LINE]);
    }
}

/// An archive whose first part has a field of its own before its bytes, as `zip` writes the times of a file.
fn with_extra_field(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let mut options: FileOptions<'_, '_, ExtendedFileOptions> =
            FileOptions::default().compression_method(CompressionMethod::Stored);
        options
            .add_extra_field(0xca11, [1, 4, 0, 0], false)
            .unwrap();
        archive.start_file(*name, options).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn an_excel_file_with_prefixed_names_is_read() {
    let labels: Vec<&str> = HEADER.split(" | ").collect();
    for prefix in ["", "x", "main"] {
        let rows = [
            xml_row(1, &labels, prefix),
            xml_row(2, &["1", "Chè đinh non", "HTX Nắng Sớm", "4"], prefix),
        ]
        .concat();
        read(excel_of_xml(&rows, prefix)).assert_clean(&[LINE]);
    }
}
