//! Small lists as files of every kind, and what the engine reads from them, told in lines.
//!
//! A list is written as a grid: one row a line, cells between bars, `⏎` for a line break inside a cell. The same grid
//! becomes CSV, XLSX or ODS.

use std::io::{Cursor, Write};

use jiff::civil::date;
use ocop_index::product::{Product, Recognition};
use ocop_index::source::problem::{ImportProblem, ProblemReason, ProblemSeverity};
use ocop_index::source::unreadable::{UnreadableFile, UnreadableReason};
use ocop_index::source::{
    FileReadOptions, LeftOutReason, SheetSelection, SourceItem, SourceSummary, read_list_file,
};
use ocop_index::{Error, source};
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The header most of these lists have.
pub(super) const HEADER: &str = "STT | Tên sản phẩm | Chủ thể | Hạng sao";

/// What was read from a file.
#[derive(Debug)]
pub(super) struct ReadList {
    /// Sheet, row and product.
    pub(super) products: Vec<(String, u64, Product)>,
    pub(super) problems: Vec<ImportProblem>,
    pub(super) summary: SourceSummary,
}

/// Options that detect everything.
pub(super) fn detected() -> FileReadOptions {
    FileReadOptions::new(date(2026, 11, 24))
}

/// Options that name sheets.
pub(super) fn of_sheets(names: &[&str]) -> FileReadOptions {
    let names = names.iter().map(|&name| name.to_owned()).collect();
    FileReadOptions {
        sheets: SheetSelection::Named(names),
        ..detected()
    }
}

/// Reads a file.
pub(super) fn try_read(
    bytes: impl AsRef<[u8]>,
    options: &FileReadOptions,
) -> Result<ReadList, UnreadableFile> {
    let folder = tempfile::tempdir().unwrap();
    // The name says nothing: kinds are known by what is inside.
    let path = folder.path().join("list");
    std::fs::write(&path, bytes).unwrap();
    let (mut products, mut problems) = (Vec::new(), Vec::new());
    let read = read_list_file(&path, options, &mut |item| match item {
        SourceItem::Product {
            sheet,
            row,
            product,
            ..
        } => products.push((sheet, row, *product)),
        SourceItem::Problem(problem) => problems.push(problem),
    });
    match read {
        Ok(summary) => Ok(ReadList {
            products,
            problems,
            summary,
        }),
        Err(Error::Unreadable { cause, .. }) => Err(*cause),
        Err(error) => panic!("{error}"),
    }
}

/// Reads a file that is a list.
pub(super) fn read(bytes: impl AsRef<[u8]>) -> ReadList {
    read_with(bytes, &detected())
}

/// Reads a file that is a list, with options.
pub(super) fn read_with(bytes: impl AsRef<[u8]>, options: &FileReadOptions) -> ReadList {
    try_read(bytes, options).unwrap_or_else(|error| panic!("{error}"))
}

/// Why a file is refused.
pub(super) fn refusal(bytes: impl AsRef<[u8]>) -> UnreadableFile {
    match try_read(bytes, &detected()) {
        Ok(list) => panic!("read: {:#?}", list.lines()),
        Err(error) => error,
    }
}

/// Asserts why a file is refused.
pub(super) fn assert_refused(bytes: impl AsRef<[u8]>, why: UnreadableReason) {
    assert_eq!(refusal(bytes).why, why);
}

impl ReadList {
    /// The products, each with what it has of producer, stars, decision, day, places, group and telephone.
    pub(super) fn lines(&self) -> Vec<String> {
        self.products
            .iter()
            .map(|(_, _, product)| describe_product(product))
            .collect()
    }

    /// The names of the products.
    pub(super) fn names(&self) -> Vec<&str> {
        self.products
            .iter()
            .map(|(_, _, product)| product.name.as_str())
            .collect()
    }

    /// The rows of the products.
    pub(super) fn product_rows(&self) -> Vec<u64> {
        self.products.iter().map(|(_, row, _)| *row).collect()
    }

    /// The product of a name.
    pub(super) fn product(&self, name: &str) -> &Product {
        let found = self
            .products
            .iter()
            .find(|(_, _, product)| product.name == name);
        &found
            .unwrap_or_else(|| panic!("no {name} in {:#?}", self.lines()))
            .2
    }

    /// The rows of a reason.
    pub(super) fn rows_of(&self, reason: ProblemReason) -> Vec<u64> {
        self.problems
            .iter()
            .filter(|problem| problem.reason == reason)
            .map(|problem| problem.row)
            .collect()
    }

    /// The rows set aside, each with its reason.
    pub(super) fn set_aside(&self) -> Vec<(u64, ProblemReason)> {
        self.problems
            .iter()
            .filter(|problem| problem.reason.severity() == ProblemSeverity::SetAside)
            .map(|problem| (problem.row, problem.reason))
            .collect()
    }

    /// Asserts the products and that nothing is told.
    pub(super) fn assert_clean(&self, lines: &[&str]) {
        assert_eq!(self.lines(), lines, "{:#?}", self.problems);
        assert_eq!(self.problems, [], "{:#?}", self.lines());
    }

    /// Asserts the products; problems are the business of the test.
    pub(super) fn assert_lines(&self, lines: &[&str]) -> &Self {
        assert_eq!(self.lines(), lines, "{:#?}", self.problems);
        self
    }

    /// Asserts what is told: rows with their reasons, in the order of the file.
    pub(super) fn assert_told(&self, told: &[(u64, ProblemReason)]) -> &Self {
        let all: Vec<(u64, ProblemReason)> = self
            .problems
            .iter()
            .map(|problem| (problem.row, problem.reason))
            .collect();
        assert_eq!(all, told, "{:#?}", self.problems);
        self
    }

    /// Asserts that every row below the header is a product, a heading, or set aside by name.
    pub(super) fn assert_every_row_is_accounted_for(&self) -> &Self {
        let told = self.set_aside().len() as u64 + self.summary.products();
        let headings: u64 = self.summary.tables.iter().map(|table| table.headings).sum();
        assert_eq!(self.summary.rows(), told + headings, "{self:#?}");
        self
    }

    /// The sheets that were read.
    pub(super) fn sheets(&self) -> Vec<&str> {
        self.summary
            .tables
            .iter()
            .map(|table| table.name.as_str())
            .collect()
    }

    /// The sheets that were left out: name, reason, rows.
    pub(super) fn left_out(&self) -> Vec<(&str, LeftOutReason, u64)> {
        self.summary
            .left_out
            .iter()
            .map(|table| (table.name.as_str(), table.reason, table.rows))
            .collect()
    }
}

fn describe_product(product: &Product) -> String {
    let producer = product.producer.as_ref();
    let place = &product.place;
    let labelled = |label: &str, text: Option<&String>| text.map(|text| format!("{label}{text}"));
    let parts = [
        Some(product.name.clone()),
        producer
            .map(|producer| producer.name.clone())
            .filter(|name| !name.is_empty()),
    ];
    let recognitions = product.recognitions.iter().map(describe_recognition);
    let group = product.group.as_ref().filter(|group| !group.derived);
    let rest = [
        labelled("", place.address.as_ref()),
        labelled("", place.commune.as_ref()),
        labelled("H. ", place.district.as_ref()),
        labelled("nhóm ", group.map(|group| &group.code)),
        labelled("ĐT ", producer.and_then(|producer| producer.phone.as_ref())),
    ];
    let parts = parts.into_iter().flatten();
    let rest = rest.into_iter().flatten();
    let recognitions = recognitions.filter(|text| !text.is_empty());
    parts
        .chain(recognitions)
        .chain(rest)
        .collect::<Vec<_>>()
        .join(" · ")
}

fn describe_recognition(recognition: &Recognition) -> String {
    let mut parts: Vec<String> = recognition
        .star
        .iter()
        .map(|star| format!("{star} sao"))
        .collect();
    parts.extend(recognition.when.map(|when| when.to_string()));
    parts.extend(recognition.decision.clone());
    parts.join(" ")
}

/// The rows and cells of a grid.
pub(super) fn grid(text: &str) -> Vec<Vec<String>> {
    text.trim_matches('\n')
        .lines()
        .map(|line| {
            line.split('|')
                .map(|cell| cell.trim().replace('⏎', "\n"))
                .collect()
        })
        .collect()
}

/// A grid as CSV, with quotes where a cell needs them and rows as wide as the widest, as office programs write it.
pub(super) fn csv(text: &str) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let rows = grid(text);
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    for mut row in rows {
        row.resize(width, String::new());
        writer.write_record(row).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

/// Writes more into a sheet than its grid.
type SheetWriter<'a> = Box<dyn Fn(&mut Worksheet) + 'a>;

/// A sheet of a workbook.
pub(super) struct Sheet<'a> {
    name: &'a str,
    rows: Vec<Vec<String>>,
    merged: Vec<&'a str>,
    is_hidden: bool,
    more: Option<SheetWriter<'a>>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(name: &'a str, text: &str) -> Self {
        Self {
            name,
            rows: grid(text),
            merged: Vec::new(),
            is_hidden: false,
            more: None,
        }
    }

    /// Merges ranges: `D2:D4`.
    pub(super) fn merged(mut self, ranges: &[&'a str]) -> Self {
        self.merged = ranges.to_vec();
        self
    }

    pub(super) fn hidden(mut self) -> Self {
        self.is_hidden = true;
        self
    }

    /// Writes more into the sheet.
    pub(super) fn and(mut self, more: impl Fn(&mut Worksheet) + 'a) -> Self {
        self.more = Some(Box::new(more));
        self
    }
}

/// A workbook of one sheet.
pub(super) fn excel_sheet(text: &str) -> Vec<u8> {
    excel(&[Sheet::new("DS", text)])
}

/// A workbook. Cells that are numbers are written as numbers.
pub(super) fn excel(sheets: &[Sheet<'_>]) -> Vec<u8> {
    let mut book = Workbook::new();
    let first_visible = sheets.iter().position(|sheet| !sheet.is_hidden);
    for (index, sheet) in sheets.iter().enumerate() {
        let page = book.add_worksheet();
        // Office programs hide no sheet that is open on the screen.
        page.set_active(Some(index) == first_visible);
        page.set_name(sheet.name).unwrap();
        page.set_hidden(sheet.is_hidden);
        for range in &sheet.merged {
            let (top, left, bottom, right) = parse_range(range);
            page.merge_range(top, left, bottom, right, "", &Format::new())
                .unwrap();
        }
        for (row, cells) in (0..).zip(&sheet.rows) {
            for (column, cell) in (0..).zip(cells) {
                match cell.parse::<f64>() {
                    _ if cell.is_empty() => continue,
                    Ok(number) if !cell.starts_with('0') => page.write_number(row, column, number),
                    _ => page.write_string(row, column, cell),
                }
                .unwrap();
            }
        }
        if let Some(more) = &sheet.more {
            more(page);
        }
    }
    book.save_to_buffer().unwrap()
}

/// Rows and columns of a range of one-letter columns, from 0.
fn parse_range(range: &str) -> (u32, u16, u32, u16) {
    let corner = |text: &str| -> (u32, u16) {
        let (letter, row) = text.split_at(1);
        let column = u16::from(letter.as_bytes()[0] - b'A');
        (row.parse::<u32>().unwrap() - 1, column)
    };
    let (first, last) = range.split_once(':').unwrap();
    let ((top, left), (bottom, right)) = (corner(first), corner(last));
    (top, left, bottom, right)
}

/// An archive of parts, packed.
pub(super) fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in parts {
        archive.start_file(*name, options).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGES: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// An XLSX of one sheet whose rows are given as XML, with or without a prefix before every name.
pub(super) fn excel_of_xml(rows: &str, prefix: &str) -> Vec<u8> {
    let (p, xmlns) = if prefix.is_empty() {
        (String::new(), "xmlns".to_owned())
    } else {
        (format!("{prefix}:"), format!("xmlns:{prefix}"))
    };
    let relation = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"{PACKAGES}\"><Relationship Id=\"rId1\" Type=\"{RELATIONS}/{kind}\" \
             Target=\"{target}\"/></Relationships>"
        )
    };
    let package = relation("officeDocument", "xl/workbook.xml");
    let targets = relation("worksheet", "worksheets/sheet1.xml");
    let book = format!(
        "<{p}workbook {xmlns}=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><{p}sheets><{p}sheet name=\"DS\" sheetId=\"1\" \
         r:id=\"rId1\"/></{p}sheets></{p}workbook>"
    );
    let sheet = format!(
        "<{p}worksheet {xmlns}=\"{MAIN}\"><{p}sheetData>{rows}</{p}sheetData></{p}worksheet>"
    );
    packed(&[
        ("_rels/.rels", package.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", targets.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

/// A row of XML for [`excel_of_xml`]; a cell that begins with `=` is a formula without a saved value.
pub(super) fn xml_row(number: usize, cells: &[&str], prefix: &str) -> String {
    let p = if prefix.is_empty() {
        String::new()
    } else {
        format!("{prefix}:")
    };
    let cells: String = cells
        .iter()
        .zip('A'..)
        .filter(|(cell, _)| !cell.is_empty())
        .map(|(cell, column)| match cell.strip_prefix('=') {
            Some(formula) => format!("<{p}c r=\"{column}{number}\"><{p}f>{formula}</{p}f></{p}c>"),
            None => format!(
                "<{p}c r=\"{column}{number}\" t=\"inlineStr\"><{p}is><{p}t>{cell}</{p}t></{p}is></{p}c>"
            ),
        })
        .collect();
    format!("<{p}row r=\"{number}\">{cells}</{p}row>")
}

/// The content of an ODS with sheets of rows in XML; those named in `hidden` are hidden.
pub(super) fn ods_content(sheets: &[(&str, &str)], hidden: &[&str]) -> String {
    let tables: Vec<String> = sheets
        .iter()
        .map(|(name, rows)| {
            let style = if hidden.contains(name) { "ta2" } else { "ta1" };
            format!(
                "<table:table table:name=\"{name}\" table:style-name=\"{style}\">{rows}</table:table>"
            )
        })
        .collect();
    let tables = tables.concat();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
         xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\"><office:automatic-styles>\
         <style:style style:name=\"ta1\" style:family=\"table\"><style:table-properties table:display=\"true\"/>\
         </style:style><style:style style:name=\"ta2\" style:family=\"table\">\
         <style:table-properties table:display=\"false\"/></style:style></office:automatic-styles><office:body>\
         <office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
}

/// The kind of an ODS, in its first part.
pub(super) const ODS_KIND: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

/// An ODS.
pub(super) fn ods(sheets: &[(&str, &str)], hidden: &[&str]) -> Vec<u8> {
    let content = ods_content(sheets, hidden);
    packed(&[("mimetype", ODS_KIND), ("content.xml", content.as_bytes())])
}

/// A grid as rows of an ODS; a cell in angle brackets is XML already.
pub(super) fn ods_rows(text: &str) -> String {
    let row = |cells: Vec<String>| {
        let cells: String = cells.iter().map(|cell| ods_cell(cell, "")).collect();
        format!("<table:table-row>{cells}</table:table-row>")
    };
    grid(text).into_iter().map(row).collect()
}

/// A cell of an ODS, with attributes such as its spans.
pub(super) fn ods_cell(text: &str, attributes: &str) -> String {
    if text.starts_with('<') {
        return text.to_owned();
    }
    let kind = match text.parse::<f64>() {
        _ if text.is_empty() => return format!("<table:table-cell {attributes}/>"),
        Ok(number) => format!("office:value-type=\"float\" office:value=\"{number}\""),
        Err(_) => "office:value-type=\"string\"".to_owned(),
    };
    format!("<table:table-cell {attributes} {kind}><text:p>{text}</text:p></table:table-cell>")
}

/// The key of the field that a column is read as.
pub(super) fn column_field<'a>(list: &'a ReadList, label: &str) -> Option<&'a str> {
    let columns = list.summary.tables.iter().flat_map(|table| &table.columns);
    let mut found = columns.filter(|column: &&source::ColumnSummary| column.label == label);
    found.next().and_then(|column| column.field.as_deref())
}
