//! Good lists, as officials keep them: every row in order, every value in its column, nothing twice that could be told
//! apart from where it stands.

use ocop_index::place::PlaceTables;
use ocop_index::product::ProductPlace;

use crate::columns::{choose_columns, choose_label};
use crate::list_file::{
    CellForm, Column, Cover, Field, FileForm, ListFile, ListSheet, PaperCell, PaperRow, Quoting,
    RowKind, TextStyle, Truth,
};
use crate::seeded_random::SeededRandom;
use crate::word_lists::{
    BRANDS, FAMILY_NAMES, GIVEN_NAMES, GOODS, HAMLETS, LEGAL_FORMS, MIDDLE_NAMES, REMARKS,
};

/// Fewest and most products of a file.
const PRODUCTS: (usize, usize) = (8, 40);

/// The groups, with the names that columns and headings give them.
const GROUPS: [(&str, &str); 4] = [
    ("I", "Thực phẩm"),
    ("II", "Đồ uống"),
    ("III", "Dược liệu và sản phẩm từ dược liệu"),
    ("IV", "Thủ công mỹ nghệ"),
];

/// What the headings of a list name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Headings {
    None,
    Districts,
    Groups,
    Stars,
}

/// A product before it is written.
struct GoodProduct {
    name: String,
    producer: String,
    representative: String,
    phone: String,
    address: String,
    commune: (String, String),
    district: (String, String),
    group: usize,
    star: u8,
    decision: String,
    /// Day, month, year.
    day: (usize, usize, usize),
    note: String,
}

/// How the cells of a file are spelt.
struct Spelling {
    star: usize,
    mark: &'static str,
    phone: usize,
    day: usize,
    with_place_types: bool,
    are_days_stored: bool,
}

/// Makes a good file.
pub(crate) fn make_good_list(random: &mut SeededRandom) -> ListFile {
    let form = choose_form(random);
    let is_book = matches!(form, FileForm::Workbook);
    let headings = match random.below(10) {
        0..=4 => Headings::None,
        5..=7 => Headings::Districts,
        8 => Headings::Groups,
        _ => Headings::Stars,
    };
    let columns = choose_columns(random, headings);
    let labels: Vec<String> = columns
        .iter()
        .map(|column| choose_label(random, *column).to_owned())
        .collect();
    let spelling = Spelling {
        star: random.below(4),
        mark: ["x", "X", "✓", "1"][random.below(4)],
        phone: random.below(3),
        day: random.below(3),
        with_place_types: random.percent(40),
        are_days_stored: is_book && random.percent(60),
    };
    let count = random.between(PRODUCTS.0, PRODUCTS.1);
    let mut products = make_products(random, count);
    sort_products(random, headings, &mut products);
    let sheet_count = if is_book && random.percent(25) {
        random.between(2, 3)
    } else {
        1
    };
    let per_sheet = count.div_ceil(sheet_count);
    let parts: Vec<&[GoodProduct]> = products.chunks(per_sheet).collect();
    let sheets = parts.iter().enumerate().map(|(index, part)| {
        let mut sheet = ListSheet {
            name: format!("Đợt {}", index + 1),
            is_hidden: false,
            columns: columns.clone(),
            rows: Vec::new(),
        };
        write_top(random, &mut sheet, &labels, is_book);
        write_products(random, &mut sheet, part, headings, &spelling);
        write_bottom(random, &mut sheet, part.len());
        if is_book && random.percent(40) {
            merge_equal_districts(&mut sheet);
        }
        sheet
    });
    let sheets = sheets.collect();
    ListFile { form, sheets }
}

fn choose_form(random: &mut SeededRandom) -> FileForm {
    if random.percent(45) {
        return FileForm::Workbook;
    }
    FileForm::Text(TextStyle {
        delimiter: [',', ',', ';', '\t'][random.below(4)],
        line_end: random.choose(&["\n", "\r\n"]),
        quoting: [Quoting::WhereNeeded, Quoting::Texts, Quoting::All][random.below(3)],
        has_byte_order_mark: random.percent(40),
    })
}

/// The rows of a table of the engine, without its remarks and labels.
fn table_rows(table: &str) -> Vec<Vec<&str>> {
    let rows = table.lines().filter(|line| !line.starts_with('#'));
    rows.skip(1)
        .map(|line| line.split('\t').collect())
        .collect()
}

/// Communes whose name is no other place's, so that a row is never in doubt: name, name with its type, district.
fn certain_communes() -> Vec<[String; 3]> {
    let rows = table_rows(include_str!("../../data/communes.tsv"));
    let places = PlaceTables::quang_ninh();
    let mut names: Vec<String> = rows.iter().map(|row| row[1].to_owned()).collect();
    names.extend(
        places
            .districts()
            .iter()
            .map(|district| district.name.to_owned()),
    );
    let is_only = |name: &str| names.iter().filter(|other| *other == name).count() == 1;
    // Those of 2024 have two types and names.
    let changed = table_rows(include_str!("../../data/communes_2024.tsv"));
    let mut communes = Vec::new();
    for row in &rows {
        let district = places
            .districts()
            .iter()
            .find(|district| district.code == row[3]);
        let units: Vec<&str> = row[4].split(';').collect();
        // A unit of today with the same name makes it doubtful which of the two is meant.
        let is_also_unit = places
            .units()
            .iter()
            .any(|unit| unit.full_name.ends_with(row[1]));
        if let Some(district) = district
            && is_only(row[1])
            && units.len() == 1
            && !changed.iter().any(|other| other.contains(&row[0]))
            && !is_also_unit
        {
            communes.push([
                row[1].to_owned(),
                row[2].to_owned(),
                district.name.to_owned(),
            ]);
        }
    }
    communes
}

fn make_products(random: &mut SeededRandom, count: usize) -> Vec<GoodProduct> {
    let mut brands = BRANDS.to_vec();
    random.shuffle(&mut brands);
    let mut makers = BRANDS.to_vec();
    random.shuffle(&mut makers);
    let mut people: Vec<String> = Vec::new();
    for family in FAMILY_NAMES {
        for middle in MIDDLE_NAMES {
            people.extend(GIVEN_NAMES.map(|given| format!("{family} {middle} {given}")));
        }
    }
    random.shuffle(&mut people);
    let mut communes = certain_communes();
    random.shuffle(&mut communes);
    // A list has some districts, not one for each row.
    let district_count = random.between(2, 5);
    let mut districts: Vec<String> = Vec::new();
    for [_, _, district] in &communes {
        if districts.len() < district_count && !districts.contains(district) {
            districts.push(district.clone());
        }
    }
    communes.retain(|[_, _, district]| districts.contains(district));
    let full_districts = table_rows(include_str!("../../data/districts.tsv"));
    let first_decision = random.between(11, 400);
    (0..count)
        .map(|index| {
            let [commune, full_commune, district] = &communes[index % communes.len()];
            let full_district = full_districts.iter().find(|known| known[1] == *district);
            let full_district = full_district.map_or(district.as_str(), |known| known[2]);
            let year = random.between(2019, 2025);
            GoodProduct {
                name: format!("{} {}", random.choose(&GOODS), brands[index]),
                producer: format!("{} {}", random.choose(&LEGAL_FORMS), makers[index]),
                representative: people[index].clone(),
                phone: format!(
                    "09{:02}{:03}{:03}",
                    random.below(90) + 10,
                    random.below(1000),
                    index
                ),
                address: format!("Số {}, thôn {}", index + 11, random.choose(&HAMLETS)),
                commune: (commune.clone(), full_commune.clone()),
                district: (district.clone(), full_district.to_owned()),
                group: random.below(GROUPS.len()),
                star: random.between(3, 5) as u8,
                decision: format!("{}/QĐ-UBND", first_decision + index * 7),
                day: (random.between(1, 28), random.between(1, 12), year),
                note: if random.percent(50) {
                    format!("{} {}", random.choose(&REMARKS), index + 101)
                } else {
                    String::new()
                },
            }
        })
        .collect()
}

fn sort_products(random: &mut SeededRandom, headings: Headings, products: &mut [GoodProduct]) {
    match headings {
        Headings::Districts => products.sort_by(|a, b| a.district.cmp(&b.district)),
        Headings::Groups => products.sort_by_key(|product| product.group),
        Headings::Stars => products.sort_by_key(|product| 9 - product.star),
        Headings::None if random.percent(60) => {
            products.sort_by(|a, b| a.district.cmp(&b.district));
        }
        Headings::None => {}
    }
}

fn write_top(random: &mut SeededRandom, sheet: &mut ListSheet, labels: &[String], is_book: bool) {
    let titles = [
        "DANH SÁCH SẢN PHẨM OCOP TỈNH QUẢNG NINH",
        "(Kèm theo báo cáo của Văn phòng điều phối)",
        "Biểu số 02",
    ];
    for title in titles.iter().take(random.below(4)) {
        let mut row = PaperRow::of_texts(RowKind::Title, &[title]);
        if is_book || random.percent(60) {
            row.cells.resize(labels.len(), PaperCell::default());
        }
        if is_book && random.percent(50) {
            let covered = row.cells.iter_mut().skip(1);
            covered.for_each(|cell| cell.cover = Cover::FromLeft);
        }
        sheet.rows.push(row);
    }
    if !sheet.rows.is_empty() && random.percent(40) {
        sheet.rows.push(blank_row(labels.len()));
    }
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    let mut header = PaperRow::of_texts(RowKind::Header, &labels);
    for (cell, column) in header.cells.iter_mut().zip(&sheet.columns) {
        cell.meant_for = Some(*column);
    }
    sheet.rows.push(header);
    if random.percent(20) {
        sheet.rows.push(column_number_row(random, labels.len()));
    }
}

pub(crate) fn blank_row(width: usize) -> PaperRow {
    PaperRow::new(RowKind::Blank, vec![PaperCell::default(); width])
}

/// `(1) (2) (3)`, or letters.
pub(crate) fn column_number_row(random: &mut SeededRandom, width: usize) -> PaperRow {
    let style = random.below(3);
    let texts: Vec<String> = (0..width)
        .map(|index| match style {
            0 => format!("({})", index + 1),
            1 => (index + 1).to_string(),
            _ => char::from(b'A' + index as u8).to_string(),
        })
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    PaperRow::of_texts(RowKind::Furniture, &texts)
}

fn write_products(
    random: &mut SeededRandom,
    sheet: &mut ListSheet,
    products: &[GoodProduct],
    headings: Headings,
    spelling: &Spelling,
) {
    let restarts = random.percent(30);
    let heading_style = random.below(4);
    let has_subtotals = headings != Headings::None && random.percent(20);
    let mut number = 0;
    let mut heading_count = 0;
    let mut above: Option<String> = None;
    for product in products {
        let heading = match headings {
            Headings::None => None,
            Headings::Districts => Some(product.district.1.clone()),
            Headings::Groups => Some(format!("Nhóm {}", GROUPS[product.group].1)),
            Headings::Stars => Some(format!("Sản phẩm đạt {} sao", product.star)),
        };
        if let Some(text) = &heading
            && above != heading
        {
            if has_subtotals && heading_count > 0 {
                sheet
                    .rows
                    .push(total_row(sheet, &format!("Cộng: {number} sản phẩm")));
            }
            heading_count += 1;
            let row = heading_row(sheet, text, heading_count, heading_style);
            sheet.rows.push(row);
            above = heading;
            if restarts {
                number = 0;
            }
        }
        number += 1;
        let columns = sheet.columns.iter();
        let cells = columns.map(|column| write_cell(product, *column, number, spelling));
        let mut row = PaperRow::new(RowKind::Product, cells.collect());
        row.truths = vec![truth_of(product, &sheet.columns, headings)];
        sheet.rows.push(row);
    }
}

fn heading_row(sheet: &ListSheet, text: &str, count: usize, style: usize) -> PaperRow {
    let roman = ["I", "II", "III", "IV", "V", "VI"][count - 1];
    let mut cells = vec![PaperCell::default(); sheet.columns.len()];
    let has_number = sheet.columns[0] == Column::Number;
    match style {
        0 if has_number => {
            cells[0] = PaperCell::text(roman);
            cells[1] = PaperCell::text(text);
        }
        0 | 1 => cells[0] = PaperCell::text(&format!("{roman}. {}", text.to_uppercase())),
        2 => cells[usize::from(has_number)] = PaperCell::text(text),
        _ => cells[0] = PaperCell::text(&text.to_uppercase()),
    }
    PaperRow::new(RowKind::Heading, cells)
}

/// A total whose words stand in the column of names.
pub(crate) fn total_row(sheet: &ListSheet, text: &str) -> PaperRow {
    let mut cells = vec![PaperCell::default(); sheet.columns.len()];
    let name = sheet
        .columns
        .iter()
        .position(|column| *column == Column::Name);
    cells[name.unwrap_or(0)] = PaperCell::text(text);
    PaperRow::new(RowKind::Furniture, cells)
}

fn write_bottom(random: &mut SeededRandom, sheet: &mut ListSheet, count: usize) {
    if random.percent(40) {
        let text = if random.percent(50) {
            format!("Tổng cộng: {count} sản phẩm")
        } else {
            "Tổng cộng".to_owned()
        };
        let mut row = total_row(sheet, &text);
        if let Some(star) = sheet
            .columns
            .iter()
            .position(|column| *column == Column::Star)
            && random.percent(30)
        {
            row.cells[star] = PaperCell::text(&count.to_string());
        }
        sheet.rows.push(row);
    }
    if random.percent(35) {
        let width = sheet.columns.len();
        if random.percent(60) {
            sheet.rows.push(blank_row(width));
        }
        for row in signature_rows(random, width) {
            sheet.rows.push(row);
        }
    }
}

/// Job titles, the bracket under them and a name.
pub(crate) fn signature_rows(random: &mut SeededRandom, width: usize) -> Vec<PaperRow> {
    let (left, right) = (
        random.below(2).min(width - 1),
        width - 1 - random.below(2).min(width - 1),
    );
    let lines = [
        ["NGƯỜI LẬP BIỂU", "CHỦ TỊCH"],
        ["(Ký, ghi rõ họ tên)", "(Ký tên, đóng dấu)"],
        ["Ngô Thị Bích", "Đỗ Văn Quang"],
    ];
    let both = right > left && random.percent(70);
    let lines = lines.iter().map(|[first, second]| {
        let mut cells = vec![PaperCell::default(); width];
        cells[left] = PaperCell::text(first);
        if both {
            cells[right] = PaperCell::text(second);
        }
        PaperRow::new(RowKind::Furniture, cells)
    });
    lines.collect()
}

/// Merges the district over rows below each other, as it stands on paper.
fn merge_equal_districts(sheet: &mut ListSheet) {
    let Some(column) = sheet
        .columns
        .iter()
        .position(|column| *column == Column::District)
    else {
        return;
    };
    for index in 1..sheet.rows.len() {
        let (above, below) = sheet.rows.split_at_mut(index);
        let (above, row) = (&above[index - 1], &mut below[0]);
        if above.kind == RowKind::Product
            && row.kind == RowKind::Product
            && above.cells[column].text == row.cells[column].text
        {
            row.cells[column].cover = Cover::FromAbove;
        }
    }
}

fn write_cell(
    product: &GoodProduct,
    column: Column,
    number: usize,
    spelling: &Spelling,
) -> PaperCell {
    let (day, month, year) = product.day;
    let with_type = |place: &(String, String)| {
        if spelling.with_place_types {
            place.1.clone()
        } else {
            place.0.clone()
        }
    };
    let mut form = CellForm::Text;
    let text = match column {
        Column::Number => {
            form = CellForm::Number;
            number.to_string()
        }
        Column::Name => product.name.clone(),
        Column::Producer => product.producer.clone(),
        Column::Representative => product.representative.clone(),
        Column::Phone => match spelling.phone {
            0 => product.phone.clone(),
            1 => format!(
                "{} {} {}",
                &product.phone[..4],
                &product.phone[4..7],
                &product.phone[7..]
            ),
            _ => format!(
                "{}.{}.{}",
                &product.phone[..4],
                &product.phone[4..7],
                &product.phone[7..]
            ),
        },
        Column::Address => product.address.clone(),
        Column::Commune => with_type(&product.commune),
        Column::District => with_type(&product.district),
        Column::Place => format!("{}, {}", product.commune.1, product.district.1),
        Column::Star => match spelling.star {
            0 => {
                form = CellForm::Number;
                product.star.to_string()
            }
            1 => format!("{} sao", product.star),
            2 => format!("{} Sao", product.star),
            _ => format!("0{} sao", product.star),
        },
        Column::StarMark(star) if star == product.star => spelling.mark.to_owned(),
        Column::StarMark(_) => String::new(),
        Column::Decision => product.decision.clone(),
        Column::DecisionAndDay => format!("{} ngày {day:02}/{month:02}/{year}", product.decision),
        Column::Day => {
            if spelling.are_days_stored {
                form = CellForm::Day;
            }
            match spelling.day {
                0 if !spelling.are_days_stored => format!("{year}-{month:02}-{day:02}"),
                1 if !spelling.are_days_stored => format!("{day}/{month}/{year}"),
                _ => format!("{day:02}/{month:02}/{year}"),
            }
        }
        Column::Year => {
            form = CellForm::Number;
            year.to_string()
        }
        Column::Group => GROUPS[product.group].1.to_owned(),
        Column::Note => product.note.clone(),
    };
    PaperCell {
        text,
        form,
        cover: Cover::Open,
        meant_for: Some(column),
    }
}

fn truth_of(product: &GoodProduct, columns: &[Column], headings: Headings) -> Truth {
    let mut truth = Truth::new();
    let (day, month, year) = product.day;
    let iso_day = format!("{year}-{month:02}-{day:02}");
    let mut place = ProductPlace::default();
    for column in columns {
        let mut insert = |field, text: &str| {
            if !text.is_empty() {
                truth.insert(field, text.to_owned());
            }
        };
        match column {
            Column::Number => {}
            Column::Name => insert(Field::Name, &product.name),
            Column::Producer => insert(Field::Producer, &product.producer),
            Column::Representative => insert(Field::Representative, &product.representative),
            Column::Phone => insert(Field::Phone, &product.phone),
            Column::Address => insert(Field::Address, &product.address),
            Column::Commune => place.commune = Some(product.commune.1.clone()),
            Column::District => place.district = Some(product.district.0.clone()),
            Column::Place => {
                place.commune = Some(product.commune.1.clone());
                place.district = Some(product.district.0.clone());
            }
            Column::Star | Column::StarMark(_) => insert(Field::Star, &product.star.to_string()),
            Column::Decision => insert(Field::Decision, &product.decision),
            Column::DecisionAndDay => {
                insert(Field::Decision, &product.decision);
                insert(Field::When, &iso_day);
            }
            Column::Day => insert(Field::When, &iso_day),
            Column::Year => insert(Field::When, &year.to_string()),
            Column::Group => insert(Field::Group, GROUPS[product.group].0),
            Column::Note => insert(Field::Note, &product.note),
        }
    }
    match headings {
        Headings::None => {}
        Headings::Districts => place.district = Some(product.district.0.clone()),
        Headings::Groups => {
            truth.insert(Field::Group, GROUPS[product.group].0.to_owned());
        }
        Headings::Stars => {
            truth.insert(Field::Star, product.star.to_string());
        }
    }
    set_place(&mut truth, place);
    truth
}

/// Sets the place, with the unit of today that follows from it.
pub(crate) fn set_place(truth: &mut Truth, mut place: ProductPlace) {
    place.unit = None;
    PlaceTables::quang_ninh().complete_unit(&mut place);
    let texts = [
        (Field::Commune, place.commune),
        (Field::District, place.district),
        (Field::Unit, place.unit),
    ];
    for (field, text) in texts {
        match text {
            Some(text) => truth.insert(field, text),
            None => truth.remove(&field),
        };
    }
}
