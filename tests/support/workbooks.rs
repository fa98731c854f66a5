//! Officials' lists as tests make them: workbooks and texts with the headers that were met, filled with
//! built-in products; and what arrived of them, read back through the real binary.

use std::fs;
use std::path::{Path, PathBuf};

use ocop_index::product::{Product, Recognition};
use ocop_index::source::builtin;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use super::home::{Home, Ran};

/// A cell on its way into a workbook.
#[derive(Clone, Debug, Default)]
pub enum Put {
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

impl From<&str> for Put {
    fn from(text: &str) -> Self {
        if text.is_empty() {
            Self::Blank
        } else {
            Self::Text(text.to_owned())
        }
    }
}

impl From<String> for Put {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<i32> for Put {
    fn from(number: i32) -> Self {
        Self::Number(f64::from(number))
    }
}

/// The error that a deleted row leaves in a formula.
pub fn fault() -> Put {
    Put::Formula("=#REF!", "#REF!".to_owned())
}

/// A row of cells.
#[macro_export]
macro_rules! line {
    ($($cell:expr),* $(,)?) => { vec![$($crate::support::workbooks::Put::from($cell)),*] };
}

/// A sheet with its rows from the first one on, and cells that are merged: first and last row and column,
/// from 0.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    pub name: &'static str,
    pub rows: Vec<Vec<Put>>,
    pub merged: Vec<(u32, u16, u32, u16)>,
}

impl Sheet {
    pub fn new(name: &'static str, rows: Vec<Vec<Put>>) -> Self {
        Self {
            name,
            rows,
            merged: Vec::new(),
        }
    }
}

/// Writes a workbook.
pub fn workbook(path: &Path, sheets: &[Sheet]) {
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
                    Put::Blank => continue,
                    Put::Text(text) => page.write_string(row, column, text),
                    Put::Number(number) => page.write_number(row, column, *number),
                    Put::Day(year, month, of_month) => {
                        let date = ExcelDateTime::from_ymd(*year, *month, *of_month).unwrap();
                        page.write_datetime_with_format(row, column, &date, &day)
                    }
                    Put::Formula(formula, value) => {
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
pub fn known(id: &str) -> Product {
    let products = builtin::load_products().unwrap();
    products
        .into_iter()
        .find(|product| product.id == id)
        .unwrap()
}

/// Its name.
pub fn name(id: &str) -> String {
    known(id).name
}

/// Its producer's name.
pub fn maker(id: &str) -> String {
    known(id).producer.unwrap().name
}

/// What came of a list.
pub struct Arrived {
    /// The run of the import.
    pub ran: Ran,
    /// The products that the catalogue holds afterwards.
    pub products: Vec<Product>,
}

impl Arrived {
    /// The products, a line each.
    pub fn lines(&self) -> Vec<String> {
        self.products.iter().map(brief).collect()
    }

    /// The product of a name.
    pub fn product(&self, name: &str) -> &Product {
        let found = self.products.iter().find(|product| product.name == name);
        found.unwrap_or_else(|| panic!("no {name} in {:#?}", self.lines()))
    }

    /// Asserts what the preview says.
    pub fn says(&self, text: &str) -> &Self {
        assert!(
            self.ran.out.contains(text),
            "no {text:?} in:\n{}{}",
            self.ran.out,
            self.ran.err
        );
        self
    }
}

/// Writes a file into a home.
pub fn put(home: &Home, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = home.path().join(name);
    fs::write(&path, bytes).unwrap();
    path
}

/// Makes a list the whole catalogue of a home, through the real binary, and reads it back. `check` has to
/// see the same list.
pub fn arrive(home: &Home, file: &str, more: &[&str]) -> Arrived {
    hollow(home);
    let check = home.run(&[&["check", file], more].concat());
    assert_eq!(check.code, 0, "check: {}{}", check.out, check.err);
    let ran = home.run(&[&["import", "--replace", "--yes", file], more].concat());
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    let first = |text: &str| text.lines().next().unwrap_or_default().to_owned();
    assert_eq!(
        first(&check.out),
        first(&ran.out),
        "check and import differ"
    );
    Arrived {
        products: catalogue(home),
        ran,
    }
}

/// Leaves one product in a catalogue, which no list of these tests has: what arrives is of the list alone.
pub fn hollow(home: &Home) {
    put(
        home,
        "hollow.csv",
        "Tên sản phẩm,Chủ thể\nKhông có gì,Không của ai\n",
    );
    let ran = home.run(&["import", "--replace", "--yes", "hollow.csv"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
}

/// The products of a home's catalogue, in its order of names.
pub fn catalogue(home: &Home) -> Vec<Product> {
    let ran = home.run(&[
        "export", "--format", "jsonl", "--out", "-", "--sort", "name",
    ]);
    assert!(ran.code <= 1, "{}", ran.err);
    let lines = ran.out.lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// Imports a list of a fresh home made from a workbook of one sheet.
pub fn of_sheet(sheet: Sheet) -> Arrived {
    let home = Home::new();
    workbook(&home.path().join("list.xlsx"), &[sheet]);
    arrive(&home, "list.xlsx", &[])
}

/// Imports a text as a list of a fresh home.
pub fn of_text(file: &str, text: &str) -> Arrived {
    let home = Home::new();
    put(&home, file, text);
    arrive(&home, file, &[])
}

/// Why a file is refused: exit code 65 and one sentence.
pub fn refusal(home: &Home, file: &str, more: &[&str]) -> String {
    let mut sentences = Vec::new();
    for command in [&["check"][..], &["import", "--yes"]] {
        let ran = home.run(&[command, &[file], more].concat());
        assert_eq!(ran.code, 65, "{command:?}: {}{}", ran.out, ran.err);
        let errors: Vec<&str> = ran
            .err
            .lines()
            .filter(|line| line.starts_with("Lỗi: "))
            .collect();
        assert_eq!(errors.len(), 1, "{}", ran.err);
        sentences.push(errors[0].to_owned());
    }
    assert_eq!(sentences[0], sentences[1]);
    sentences.remove(0)
}

/// A product in a line: name, producer, recognitions, place, phone; a dash for nothing.
pub fn brief(product: &Product) -> String {
    let dash = |text: Option<String>| {
        text.filter(|text| !text.is_empty())
            .unwrap_or("-".to_owned())
    };
    let producer = product.producer.as_ref();
    let place = &product.place;
    let acts: Vec<String> = product.recognitions.iter().map(act).collect();
    let places = [&place.address, &place.commune, &place.district, &place.unit];
    let places: Vec<&str> = places.into_iter().flatten().map(String::as_str).collect();
    [
        product.name.clone(),
        dash(producer.map(|producer| producer.name.clone())),
        dash(Some(acts.join(" + "))),
        dash(Some(places.join(", "))),
        dash(producer.and_then(|producer| producer.phone.clone())),
    ]
    .join(" / ")
}

/// A recognition: stars, date, decision, expiry, kind.
pub fn act(act: &Recognition) -> String {
    let mut parts: Vec<String> = act.star.iter().map(|star| format!("{star} sao")).collect();
    parts.extend(act.when.map(|when| when.to_string()));
    parts.extend(act.year.map(|year| format!("(năm {year})")));
    parts.extend(act.decision.clone());
    parts.extend(act.expires.map(|day| format!("đến {day}")));
    parts.extend(act.kind.map(|kind| kind.key().to_owned()));
    parts.join(" ")
}
