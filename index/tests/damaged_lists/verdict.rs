//! Reads a file with the engine and judges what is published of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use jiff::civil::date;
use ocop_index::product::Product;
use ocop_index::source::problem::{ImportProblem, ProblemReason, ProblemSeverity};
use ocop_index::source::{FileReadOptions, SourceItem, read_list_file};

use crate::list_file::{Field, ListFile, PaperRow, RowKind, Truth};

/// A product with where it stood.
struct Published {
    sheet: usize,
    row: u64,
    fields: Truth,
}

/// What was read of a file.
struct Reading {
    products: Vec<Published>,
    problems: Vec<(usize, ImportProblem)>,
    /// Why the file as a whole was not read.
    failure: Option<String>,
}

/// What is wrong with a reading, and how much of the good part of the file came through.
#[derive(Debug, Default)]
pub(crate) struct Verdict {
    /// One line for each fault.
    pub(crate) faults: Vec<String>,
    /// Products in rows that no damage touched.
    pub(crate) untouched: usize,
    /// Those of them that are published as they are.
    pub(crate) right: usize,
    /// The others, one line each.
    pub(crate) not_right: Vec<String>,
    /// What was published and told, for a person.
    pub(crate) account: String,
}

/// Judges a file without damage: every product is published, and nothing is told but what is no product.
pub(crate) fn judge_good_file(file: &ListFile, path: &Path) -> Verdict {
    let reading = read_file(file, path);
    let mut verdict = judge(file, &reading);
    verdict.faults.extend(verdict.not_right.iter().cloned());
    for (sheet, problem) in &reading.problems {
        let kind = file.row_at(*sheet, problem.row).map(|row| row.kind);
        let is_of_furniture = problem.reason.severity() == ProblemSeverity::SetAside
            && problem.reason != ProblemReason::UnknownHeading
            && kind == Some(RowKind::Furniture);
        if !is_of_furniture {
            verdict.faults.push(format!("a warning: {problem:?}"));
        }
    }
    verdict
}

/// Judges a damaged file: no row has a value of another row or column, unless it is named.
pub(crate) fn judge_damaged_file(file: &ListFile, path: &Path) -> Verdict {
    let reading = read_file(file, path);
    judge(file, &reading)
}

fn judge(file: &ListFile, reading: &Reading) -> Verdict {
    let mut verdict = Verdict {
        account: describe_reading(reading),
        ..Verdict::default()
    };
    for product in &reading.products {
        // A row on two lines, of which one is a row for the reader, is named by the other line.
        let is_named = reading.problems.iter().any(|(sheet, problem)| {
            *sheet == product.sheet && file.is_same_row(*sheet, problem.row, product.row)
        });
        let row = file.row_at(product.sheet, product.row);
        let foreign = row.map_or_else(
            || Some("a row that the file does not have".to_owned()),
            |row| find_foreign_value(row, &product.fields),
        );
        if let Some(foreign) = foreign.filter(|_| !is_named) {
            let place = format!("sheet {} row {}", product.sheet, product.row);
            verdict.faults.push(format!("{place}: {foreign}"));
        }
    }
    for sheet in 0..file.sheets.len() {
        let rows = &file.sheets[sheet].rows;
        for (number, row) in file.row_numbers(sheet).into_iter().zip(rows) {
            if row.is_touched || row.kind != RowKind::Product {
                continue;
            }
            verdict.untouched += 1;
            let published = reading.products.iter();
            let mut published =
                published.filter(|product| product.sheet == sheet && product.row == number);
            let first = published.clone().next().map(|product| &product.fields);
            if published.any(|product| is_right(row, &product.fields)) {
                verdict.right += 1;
            } else {
                let fault = format!(
                    "sheet {sheet} row {number} is {first:?}, not {:?}",
                    row.truths
                );
                verdict.not_right.push(fault);
            }
        }
    }
    verdict
}

/// The first value of a product that its row does not truly have.
fn find_foreign_value(row: &PaperRow, published: &Truth) -> Option<String> {
    if row.truths.is_empty() {
        return Some(format!("a product where none is: {published:?}"));
    }
    let foreign = |truth: &Truth| {
        let mut fields = published.iter();
        // A line end inside a cell is a space, wherever it stands.
        let letters = |text: &str| text.replace(' ', "");
        fields.find(|(field, text)| truth.get(field).map(|own| letters(own)) != Some(letters(text)))
    };
    let mut found = None;
    for truth in &row.truths {
        found = Some((foreign(truth)?, truth));
    }
    let ((field, text), truth) = found?;
    Some(format!("{field:?} is “{text}”, not {:?}", truth.get(field)))
}

/// True when every value of the row is published, apart from those that a damage elsewhere took.
fn is_right(row: &PaperRow, published: &Truth) -> bool {
    row.truths.iter().any(|truth| {
        let fields: BTreeSet<&Field> = truth.keys().chain(published.keys()).collect();
        fields
            .into_iter()
            .filter(|field| !row.loosened.contains(field))
            .all(|field| truth.get(field) == published.get(field))
    })
}

fn read_file(file: &ListFile, path: &Path) -> Reading {
    file.write(path);
    let mut items = Vec::new();
    let options = FileReadOptions::new(date(2026, 11, 24));
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        read_list_file(path, &options, &mut |item| items.push(item))
    }));
    let mut failure = None;
    let mut only_sheet = 0;
    match outcome {
        Ok(Ok(summary)) => {
            let name = summary.tables.first().map(|table| table.name.as_str());
            let mut sheets = file.sheets.iter();
            only_sheet = sheets
                .position(|sheet| Some(sheet.name.as_str()) == name)
                .unwrap_or(0);
        }
        Ok(Err(error)) => failure = Some(format!("{error:?}")),
        Err(_) => failure = Some("the reader panicked".to_owned()),
    }
    let sheet_of = |name: &str| {
        let mut sheets = file.sheets.iter();
        let position = sheets.position(|sheet| !name.is_empty() && sheet.name == name);
        position.unwrap_or(only_sheet)
    };
    let mut reading = Reading {
        products: Vec::new(),
        problems: Vec::new(),
        failure,
    };
    for item in items {
        match item {
            SourceItem::Product {
                sheet,
                row,
                product,
                ..
            } => reading.products.push(Published {
                sheet: sheet_of(&sheet),
                row,
                fields: fields_of(&product),
            }),
            SourceItem::Problem(problem) => {
                let sheet = sheet_of(&problem.sheet);
                reading.problems.push((sheet, problem));
            }
        }
    }
    reading
}

/// The values of a product by field.
fn fields_of(product: &Product) -> Truth {
    let mut fields: BTreeMap<Field, Option<String>> = BTreeMap::new();
    let mut other = String::new();
    fields.insert(Field::Name, Some(product.name.clone()));
    if let Some(producer) = &product.producer {
        let digits = |phone: &String| phone.replace([' ', '.'], "");
        fields.insert(Field::Producer, Some(producer.name.clone()));
        fields.insert(Field::Representative, producer.representative.clone());
        fields.insert(Field::Phone, producer.phone.as_ref().map(digits));
        for text in [&producer.email, &producer.tax_code, &producer.kind_written] {
            other.extend(text.iter().map(String::as_str));
        }
    }
    let place = &product.place;
    fields.insert(Field::Address, place.address.clone());
    fields.insert(Field::Commune, place.commune.clone());
    fields.insert(Field::District, place.district.clone());
    fields.insert(Field::Unit, place.unit.clone());
    if place
        .province
        .as_deref()
        .is_some_and(|name| name != "Quảng Ninh")
    {
        other.extend(place.province.clone());
    }
    for (index, recognition) in product.recognitions.iter().enumerate() {
        if index > 0 {
            let _ = write!(other, "{recognition:?}");
            continue;
        }
        fields.insert(Field::Star, recognition.star.map(|star| star.to_string()));
        fields.insert(Field::Decision, recognition.decision.clone());
        fields.insert(Field::When, recognition.when.map(|when| when.to_string()));
        let others = [
            &recognition.score,
            &recognition.authority,
            &recognition.place,
            &recognition.source,
        ];
        for text in others.into_iter().flatten() {
            other.push_str(text);
        }
        if let Some(kind) = recognition.kind {
            other.push_str(kind.key());
        }
        other.extend(recognition.expires.map(|day| day.to_string()));
        other.extend(recognition.year.map(|year| year.to_string()));
    }
    let group = product.group.as_ref().filter(|group| !group.derived);
    fields.insert(Field::Group, group.map(|group| group.code.clone()));
    fields.insert(Field::Note, Some(product.note.vi.clone()));
    other.extend(product.code.clone());
    other.extend(product.revenue.clone());
    other.push_str(&product.id);
    other.push_str(&product.note.en);
    other.extend(product.traces.iter().map(String::as_str));
    other.extend(product.sources.iter().map(String::as_str));
    for channel in &product.channels {
        let _ = write!(other, "{channel:?}");
    }
    fields.insert(Field::Other, Some(other));
    fields
        .into_iter()
        .filter_map(|(field, text)| Some((field, text.filter(|text| !text.is_empty())?)))
        .collect()
}

fn describe_reading(reading: &Reading) -> String {
    let mut text = String::new();
    if let Some(failure) = &reading.failure {
        let _ = writeln!(text, "not read: {failure}");
    }
    for product in &reading.products {
        let (sheet, row) = (product.sheet, product.row);
        let _ = writeln!(text, "  {sheet}.{row} published {:?}", product.fields);
    }
    for (sheet, problem) in &reading.problems {
        let ImportProblem {
            row,
            column,
            value,
            reason,
            ..
        } = problem;
        let _ = writeln!(text, "  {sheet}.{row} told {reason:?} [{column}] “{value}”");
    }
    text
}
