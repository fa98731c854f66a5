//! Builds officials' lists for tests, as workbooks and texts with real headers and built-in products, and imports
//! them through the real binary.

use std::fs;
use std::path::{Path, PathBuf};

use ocop_index::product::{Product, Recognition};
use ocop_index::source::builtin;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use super::home::{Home, Ran};

/// A cell to write into a workbook.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum TestCell {
    /// Nothing.
    #[default]
    Blank,
    /// Text.
    Text(String),
    /// A number.
    Number(f64),
    /// A real date.
    Day(u16, u8, u8),
    /// A formula and the value that the office program saved beside it.
    Formula(&'static str, String),
}

impl From<&str> for TestCell {
    fn from(text: &str) -> Self {
        if text.is_empty() {
            Self::Blank
        } else {
            Self::Text(text.to_owned())
        }
    }
}

impl From<String> for TestCell {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<i32> for TestCell {
    fn from(number: i32) -> Self {
        Self::Number(f64::from(number))
    }
}

/// A formula with the error that a deleted row leaves.
pub fn error_cell() -> TestCell {
    TestCell::Formula("=#REF!", "#REF!".to_owned())
}

/// A row of cells.
#[macro_export]
macro_rules! line {
    ($($cell:expr),* $(,)?) => { vec![$($crate::support::workbooks::TestCell::from($cell)),*] };
}

/// A sheet with its rows from the first one on, and cells that are merged: first and last row and column,
/// from 0.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    pub name: &'static str,
    pub rows: Vec<Vec<TestCell>>,
    pub merged: Vec<(u32, u16, u32, u16)>,
}

impl Sheet {
    pub fn new(name: &'static str, rows: Vec<Vec<TestCell>>) -> Self {
        Self {
            name,
            rows,
            merged: Vec::new(),
        }
    }
}

/// Writes a workbook.
pub fn write_workbook(path: &Path, sheets: &[Sheet]) {
    let mut book = Workbook::new();
    let plain = Format::new();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    for sheet in sheets {
        let page = book.add_worksheet();
        page.set_name(sheet.name).unwrap();
        for (top, left, bottom, right) in &sheet.merged {
            page.merge_range(*top, *left, *bottom, *right, "", &plain)
                .unwrap();
        }
        for (row, cells) in sheet.rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                let (row, column) = (row as u32, column as u16);
                match cell {
                    TestCell::Blank => continue,
                    TestCell::Text(text) => page.write_string(row, column, text),
                    TestCell::Number(number) => page.write_number(row, column, *number),
                    TestCell::Day(year, month, of_month) => {
                        let date = ExcelDateTime::from_ymd(*year, *month, *of_month).unwrap();
                        page.write_datetime_with_format(row, column, &date, &day)
                    }
                    TestCell::Formula(formula, value) => {
                        let formula = Formula::new(*formula).set_result(value);
                        page.write_formula(row, column, formula)
                    }
                }
                .unwrap();
            }
        }
    }
    book.save(path).unwrap();
}

/// A built-in product.
pub fn builtin_product(id: &str) -> Product {
    let products = builtin::load_products().unwrap();
    products
        .into_iter()
        .find(|product| product.id == id)
        .unwrap()
}

/// Its name.
pub fn product_name(id: &str) -> String {
    builtin_product(id).name
}

/// Its producer's name.
pub fn producer_name(id: &str) -> String {
    builtin_product(id).producer.unwrap().name
}

/// The result of importing a list.
pub struct ImportedList {
    /// The output of the import.
    pub result: Ran,
    /// The products that the catalogue holds afterwards.
    pub products: Vec<Product>,
}

impl ImportedList {
    /// The products, one a line.
    pub fn lines(&self) -> Vec<String> {
        self.products.iter().map(describe_product).collect()
    }

    /// The product of a name.
    pub fn product(&self, name: &str) -> &Product {
        let product = self.products.iter().find(|product| product.name == name);
        product.unwrap_or_else(|| panic!("no {name} in {:#?}", self.lines()))
    }

    /// Asserts that the preview contains a text.
    pub fn assert_says(&self, text: &str) -> &Self {
        assert!(
            self.result.out.contains(text),
            "no {text:?} in:\n{}{}",
            self.result.out,
            self.result.err
        );
        self
    }
}

/// Writes a file into a home.
pub fn write_file(home: &Home, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = home.path().join(name);
    fs::write(&path, bytes).unwrap();
    path
}

/// Replaces the catalogue of a home by a list, through the real binary, and reads it back. `check` has to report the
/// same.
pub fn import_list(home: &Home, file: &str, more: &[&str]) -> ImportedList {
    clear_catalogue(home);
    let check = home.run(&[&["check", file], more].concat());
    assert_eq!(check.code, 0, "check: {}{}", check.out, check.err);
    let result = home.run(&[&["import", "--replace", "--yes", file], more].concat());
    assert_eq!(result.code, 0, "{}{}", result.out, result.err);
    let first = |text: &str| text.lines().next().unwrap_or_default().to_owned();
    assert_eq!(
        first(&check.out),
        first(&result.out),
        "check and import differ"
    );
    ImportedList {
        products: catalogue(home),
        result,
    }
}

/// Leaves a single product in the catalogue that no list of these tests has, so that a list is imported as new.
pub fn clear_catalogue(home: &Home) {
    write_file(
        home,
        "one-product.csv",
        "Tên sản phẩm,Chủ thể\nKhông có gì,Không của ai\n",
    );
    let result = home.run(&["import", "--replace", "--yes", "one-product.csv"]);
    assert_eq!(result.code, 0, "{}{}", result.out, result.err);
}

/// The products of a home's catalogue, in its order of names.
pub fn catalogue(home: &Home) -> Vec<Product> {
    let result = home.run(&[
        "export", "--format", "jsonl", "--out", "-", "--sort", "name",
    ]);
    assert!(result.code <= 1, "{}", result.err);
    let lines = result.out.lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// Imports a workbook of one sheet into a fresh home.
pub fn import_sheet(sheet: Sheet) -> ImportedList {
    let home = Home::new();
    write_workbook(&home.path().join("list.xlsx"), &[sheet]);
    import_list(&home, "list.xlsx", &[])
}

/// Imports a text file into a fresh home.
pub fn import_text(file: &str, text: &str) -> ImportedList {
    let home = Home::new();
    write_file(&home, file, text);
    import_list(&home, file, &[])
}

/// The error for a file that is rejected: exit code 65 and one message.
pub fn import_error(home: &Home, file: &str, more: &[&str]) -> String {
    let mut sentences = Vec::new();
    for command in [&["check"][..], &["import", "--yes"]] {
        let result = home.run(&[command, &[file], more].concat());
        assert_eq!(result.code, 65, "{command:?}: {}{}", result.out, result.err);
        let errors: Vec<&str> = result
            .err
            .lines()
            .filter(|line| line.starts_with("Lỗi: "))
            .collect();
        assert_eq!(errors.len(), 1, "{}", result.err);
        sentences.push(errors[0].to_owned());
    }
    assert_eq!(sentences[0], sentences[1]);
    sentences.remove(0)
}

/// A product on one line: name, producer, recognitions, place, phone; a dash for nothing.
pub fn describe_product(product: &Product) -> String {
    let dash = |text: Option<String>| {
        text.filter(|text| !text.is_empty())
            .unwrap_or("-".to_owned())
    };
    let producer = product.producer.as_ref();
    let place = &product.place;
    let recognitions: Vec<String> = product
        .recognitions
        .iter()
        .map(describe_recognition)
        .collect();
    let places = [&place.address, &place.commune, &place.district, &place.unit];
    let places: Vec<&str> = places.into_iter().flatten().map(String::as_str).collect();
    [
        product.name.clone(),
        dash(producer.map(|producer| producer.name.clone())),
        dash(Some(recognitions.join(" + "))),
        dash(Some(places.join(", "))),
        dash(producer.and_then(|producer| producer.phone.clone())),
    ]
    .join(" / ")
}

/// A recognition: stars, date, decision, expiry, kind.
pub fn describe_recognition(recognition: &Recognition) -> String {
    let mut parts: Vec<String> = recognition
        .star
        .iter()
        .map(|star| format!("{star} sao"))
        .collect();
    parts.extend(recognition.when.map(|when| when.to_string()));
    parts.extend(recognition.year.map(|year| format!("(năm {year})")));
    parts.extend(recognition.decision.clone());
    parts.extend(recognition.expires.map(|day| format!("đến {day}")));
    parts.extend(recognition.kind.map(|kind| kind.key().to_owned()));
    parts.join(" ")
}
