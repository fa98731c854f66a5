//! The fuzz targets: what they do with the bytes, and what must hold for all of them.
//!
//! Shared by the fuzz targets and by `tests/corpora.rs`, which runs the corpora in every test run. For any bytes: no
//! panic; no unsafe character leaves a reader; a star is 1 to 5, a year one of the programme's; and a product can be
//! written and read back.

// Each target uses one of these.
#![allow(dead_code, missing_docs, unreachable_pub)]

use std::fs;
use std::io::{Cursor, Write};
use std::sync::OnceLock;

use jiff::civil::{Date, date as civil};
use ocop_index::query::language;
use ocop_index::source::cell::star::Star;
use ocop_index::source::list_cell::ListCell;
use ocop_index::source::{FileReadOptions, SourceItem, builtin, header as headers, record_lines};
use ocop_index::{Catalog, Error, Product, Query, clean, source, store};
use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const DAY: Date = civil(2026, 11, 24);

/// Reads bytes as delimited text.
pub fn csv(bytes: &[u8]) {
    read_list(bytes);
}

/// Reads bytes as JSON, with a bracket in front if they have none.
pub fn json(bytes: &[u8]) {
    if matches!(bytes.first(), Some(b'[' | b'{')) {
        return read_list(bytes);
    }
    read_list(&[b"[", bytes].concat());
}

/// Reads bytes as a workbook: as the whole file, or as the XML of its only sheet.
pub fn xlsx(bytes: &[u8]) {
    if bytes.starts_with(b"PK") {
        return read_list(bytes);
    }
    let part = |name: &str, rest: &str| {
        format!(
            "<?xml version=\"1.0\"?><{name} xmlns=\"http://schemas.openxmlformats.org/{rest}</{name}>"
        )
    };
    let relation = |id: &str, kind: &str, target: &str| {
        format!(
            "package/2006/relationships\"><Relationship Id=\"{id}\" \
             Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{target}\"/>"
        )
    };
    let types =
        "package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/>";
    let book = "spreadsheetml/2006/main\" \
        xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
        <sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets>";
    let parts = [
        ("[Content_Types].xml", part("Types", types)),
        (
            "_rels/.rels",
            part(
                "Relationships",
                &relation("rId1", "officeDocument", "xl/workbook.xml"),
            ),
        ),
        ("xl/workbook.xml", part("workbook", book)),
        (
            "xl/_rels/workbook.xml.rels",
            part(
                "Relationships",
                &relation("rId1", "worksheet", "worksheets/sheet1.xml"),
            ),
        ),
    ];
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let parts = parts.iter().map(|(name, text)| (*name, text.as_bytes()));
    for (name, content) in parts.chain([("xl/worksheets/sheet1.xml", bytes)]) {
        archive.start_file(name, stored).unwrap();
        archive.write_all(content).unwrap();
    }
    read_list(archive.finish().unwrap().get_ref());
}

/// Reads bytes as the content of an OpenDocument spreadsheet.
pub fn ods(bytes: &[u8]) {
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let kind: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
    for (name, content) in [("mimetype", kind), ("content.xml", bytes)] {
        archive.start_file(name, stored).unwrap();
        archive.write_all(content).unwrap();
    }
    read_list(archive.finish().unwrap().get_ref());
}

/// Reads any file as a list of products.
fn read_list(bytes: &[u8]) {
    static FOLDER: OnceLock<TempDir> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| tempfile::tempdir().unwrap());
    let thread = format!("{:?}", std::thread::current().id());
    let path = folder.path().join(thread);
    fs::write(&path, bytes).unwrap();
    let mut products = 0;
    let read = source::read_list_file(&path, &FileReadOptions::new(DAY), &mut |item| match item {
        SourceItem::Product { product, .. } => {
            products += 1;
            check_product(&product);
        }
        SourceItem::Problem(problem) => {
            assert!(
                !clean::has_unsafe_char(&problem.value) && !clean::has_unsafe_char(&problem.column),
                "{problem:?}"
            );
        }
    });
    match read {
        Ok(summary) => {
            assert_eq!(summary.products(), products);
            assert!(summary.products() <= summary.rows());
            assert!(
                summary
                    .tables
                    .iter()
                    .flat_map(|table| &table.columns)
                    .all(|column| !clean::has_unsafe_char(&column.label))
            );
        }
        Err(Error::Unreadable { cause, .. }) => {
            assert!(!clean::has_unsafe_char(&cause.detail), "{cause:?}");
        }
        Err(other) => panic!("{other}"),
    }
}

/// Asserts what holds for every product.
fn check_product(product: &Product) {
    assert!(!product.name.is_empty());
    for recognition in &product.recognitions {
        assert!(
            recognition.star.is_none_or(|star| (1..=5).contains(&star)),
            "{recognition:?}"
        );
    }
    let line = serde_json::to_string(product).unwrap();
    assert!(
        !clean::has_unsafe_char(&line) && !line.contains("\\u00"),
        "{line}"
    );
    assert_eq!(record_lines::parse_product(&line).unwrap(), *product);
}

/// Finds a header in rows of labels: one row a line, cells separated by tabs.
pub fn header(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let rows: Vec<Vec<ListCell>> = text
        .lines()
        .take(64)
        .map(|line| line.split('\t').take(500).map(ListCell::from_raw).collect())
        .collect();
    let Some(header) = headers::find_header(&rows, &[]) else {
        return;
    };
    assert!(header.first_row < headers::SEARCHED_ROWS && (1..=2).contains(&header.row_count));
    assert!(header.score() > 0, "a header has a name");
    let mut fields: Vec<_> = header
        .columns
        .iter()
        .filter_map(|column| column.field)
        .collect();
    let field_count = fields.len();
    fields.sort_unstable();
    fields.dedup();
    let ignored = header.columns.iter().filter(|column| {
        column
            .field
            .is_some_and(|field| field.to_string() == "ignored")
    });
    assert!(
        field_count - fields.len() <= ignored.count(),
        "a field has one column"
    );
    assert_eq!(
        headers::find_header(&rows, &[]).map(|again| again.signature()),
        Some(header.signature())
    );
}

/// Parses a cell in a star column.
pub fn star(bytes: &[u8]) {
    for cell in cells(bytes) {
        if let Star::Stars(star) = source::cell::star::parse_star(&cell) {
            assert!((1..=5).contains(&star), "{cell:?}");
        }
        let _ = source::cell::star::parse_star_extras(&cell.text());
    }
}

/// Parses a cell in a column of dates, years or decisions.
pub fn date(bytes: &[u8]) {
    for cell in cells(bytes) {
        if let Ok(Some(dated)) = source::cell::date::parse_date(&cell) {
            assert!((2000..=2099).contains(&dated.when.year()), "{cell:?}");
            assert_eq!(dated.when.to_string().parse(), Ok(dated.when));
        }
        let _ = source::cell::date::parse_year(&cell);
        if let Some(decision) = source::cell::decision::parse_decision(&cell.text()) {
            assert!(!decision.number.is_empty(), "{cell:?}");
        }
    }
}

/// The bytes as a text cell, and eight bytes also as a number.
fn cells(bytes: &[u8]) -> Vec<ListCell> {
    let mut cells = vec![ListCell::from_raw(&String::from_utf8_lossy(bytes))];
    if let Ok(eight) = bytes.try_into() {
        cells.push(ListCell::Number(f64::from_le_bytes(eight)));
    }
    cells
}

/// Parses and runs a query.
pub fn query(bytes: &[u8]) {
    static CATALOG: OnceLock<Catalog> = OnceLock::new();
    let catalog = CATALOG
        .get_or_init(|| store::build_in_memory(&builtin::load_products().unwrap(), DAY).unwrap());
    let text = String::from_utf8_lossy(bytes);
    for problem in language::parse_line(&text).problems {
        assert!(text.get(problem.range).is_some());
    }
    let mut answer = catalog.search(&Query::from_text(text.as_ref())).unwrap();
    let total = answer.total();
    assert!(total <= catalog.len());
    assert_eq!(
        catalog.load_hits(&mut answer, 0..total).unwrap().len(),
        total
    );
}
