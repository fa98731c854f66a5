//! Rows that are no product of the list, rows that stand there twice, and other tables.

use super::changed_cells::loosen_headings;
use super::{choose_row, choose_sheet, number_of};
use crate::good_list::{blank_row, column_number_row, signature_rows, total_row};
use crate::list_file::{
    Column, Cover, FileForm, ListFile, ListSheet, PaperCell, PaperRow, RowKind,
};
use crate::seeded_random::SeededRandom;

/// The header stands once more above a row, as on the next page.
pub(super) fn repeat_header(file: &mut ListFile, random: &mut SeededRandom) -> Option<String> {
    let (sheet, row) = choose_row(file, random)?;
    let number = number_of(file, sheet, row);
    let sheet = &mut file.sheets[sheet];
    let mut headers = sheet.indices_of(RowKind::Header).into_iter();
    let header = headers.rfind(|header| *header < row)?;
    let mut copy = PaperRow::new(RowKind::Header, sheet.rows[header].cells.clone());
    if random.percent(20) {
        let upper = copy.cells.iter_mut();
        upper.for_each(|cell| cell.text = cell.text.to_uppercase());
    }
    sheet.insert_row(row, copy);
    Some(format!("above row {number}"))
}

/// From a row on, the columns have another order, under a header of their own.
pub(super) fn reorder_below_new_header(
    file: &mut ListFile,
    random: &mut SeededRandom,
) -> Option<String> {
    let (sheet, row) = choose_row(file, random)?;
    let number = number_of(file, sheet, row);
    let sheet = &mut file.sheets[sheet];
    let mut headers = sheet.indices_of(RowKind::Header).into_iter();
    let header = headers.rfind(|header| *header < row)?;
    let width = sheet.columns.len();
    let is_plain = |row: &PaperRow| row.cells.len() == width && row.line.is_none();
    let all_plain = sheet.rows[row..]
        .iter()
        .filter(|row| row.kind == RowKind::Product)
        .all(is_plain);
    if !all_plain || !is_plain(&sheet.rows[header]) {
        return None;
    }
    let mut order: Vec<usize> = (0..width).collect();
    let first = usize::from(sheet.columns_of(row)[0] == Column::Number);
    random.shuffle(&mut order[first..]);
    let reorder = |row: &mut PaperRow| {
        let cells: Vec<PaperCell> = order
            .iter()
            .map(|index| row.cells[*index].clone())
            .collect();
        row.cells = cells;
    };
    let mut copy = PaperRow::new(RowKind::Header, sheet.rows[header].cells.clone());
    reorder(&mut copy);
    sheet.release_merges(row);
    let below = sheet.rows[row..].iter_mut();
    below
        .filter(|row| row.kind == RowKind::Product)
        .for_each(reorder);
    sheet.insert_row(row, copy);
    Some(format!("above row {number}"))
}

/// A total or sub-total with counts in other columns.
pub(super) fn add_total(file: &mut ListFile, random: &mut SeededRandom) -> Option<String> {
    let (sheet, row) = choose_row(file, random)?;
    let number = number_of(file, sheet, row);
    let sheet = &mut file.sheets[sheet];
    let words = random.choose(&[
        "Cộng",
        "CỘNG",
        "Tổng số",
        "Tổng cộng: 12 sản phẩm",
        "Cộng trang",
        "Tổng",
        "",
    ]);
    let mut total = total_row(sheet, words);
    if random.percent(40) {
        // The words stand in the first column.
        total.cells[0] = PaperCell::text(words);
        for cell in total.cells.iter_mut().skip(1) {
            cell.text.clear();
        }
    }
    for cell in &mut total.cells {
        if cell.text.is_empty() && random.percent(40) {
            cell.text = random.between(2, 60).to_string();
        }
    }
    let text: Vec<&str> = total.cells.iter().map(|cell| cell.text.as_str()).collect();
    let what = format!("above row {number}: {}", text.join("|"));
    sheet.insert_row(row, total);
    Some(what)
}

/// Job titles, a bracket and a name in the middle of the list.
pub(super) fn add_signature(file: &mut ListFile, random: &mut SeededRandom) -> Option<String> {
    let (sheet, row) = choose_row(file, random)?;
    let number = number_of(file, sheet, row);
    let sheet = &mut file.sheets[sheet];
    let rows = signature_rows(random, sheet.columns.len());
    let count = random.between(1, 3);
    for line in rows.into_iter().take(count).rev() {
        sheet.insert_row(row, line);
    }
    Some(format!("{count} lines above row {number}"))
}

pub(super) fn add_column_numbers(file: &mut ListFile, random: &mut SeededRandom) -> Option<String> {
    let (sheet, row) = choose_row(file, random)?;
    let number = number_of(file, sheet, row);
    let sheet = &mut file.sheets[sheet];
    let numbers = column_number_row(random, sheet.columns.len());
    sheet.insert_row(row, numbers);
    Some(format!("above row {number}"))
}

/// A line in capitals that names no place, group or star.
pub(super) fn add_unknown_heading(
    file: &mut ListFile,
    random: &mut SeededRandom,
) -> Option<String> {
    let (sheet, row) = choose_row(file, random)?;
    let number = number_of(file, sheet, row);
    let sheet = &mut file.sheets[sheet];
    let text = random.choose(&[
        "CÁC SẢN PHẨM TIÊU BIỂU",
        "KHU VỰC MIỀN ĐÔNG",
        "SẢN PHẨM MỚI CỦA TỈNH",
        "DANH MỤC BỔ SUNG",
        "B. SẢN PHẨM CỦA CÁC LÀNG NGHỀ",
        "Các xã vùng cao:",
    ]);
    let mut heading = PaperRow::new(
        RowKind::Furniture,
        vec![PaperCell::default(); sheet.columns.len()],
    );
    let name = sheet
        .columns
        .iter()
        .position(|column| *column == Column::Name);
    let at = if random.percent(50) {
        0
    } else {
        name.unwrap_or(0)
    };
    heading.cells[at] = PaperCell::text(text);
    loosen_headings(&mut sheet.rows[row..]);
    sheet.insert_row(row, heading);
    Some(format!("above row {number}: {text}"))
}

pub(super) fn add_blank_lines(file: &mut ListFile, random: &mut SeededRandom) -> Option<String> {
    let (sheet, row) = choose_row(file, random)?;
    let number = number_of(file, sheet, row);
    let sheet = &mut file.sheets[sheet];
    let count = random.between(1, 4);
    for _ in 0..count {
        let width = if random.percent(50) {
            sheet.columns.len()
        } else {
            1
        };
        sheet.insert_row(row, blank_row(width));
    }
    Some(format!("{count} above row {number}"))
}

/// A row stands there once more, below itself or further down.
pub(super) fn duplicate_row(file: &mut ListFile, random: &mut SeededRandom) -> Option<String> {
    let (sheet, row) = choose_row(file, random)?;
    let (other, below) = choose_row(file, random)?;
    let columns_of = |row| file.sheets[sheet].columns_of(row);
    if sheet != other || columns_of(row) != columns_of(below) {
        return None;
    }
    if sheet_has_headings(&file.sheets[sheet]) && below != row {
        return None;
    }
    // A mark for "as above" would mean the copy.
    let next = file.sheets[sheet].rows.get(below + 1);
    if next.is_some_and(|next| next.is_touched) {
        return None;
    }
    let number = number_of(file, sheet, row);
    let at = number_of(file, sheet, below);
    let sheet = &mut file.sheets[sheet];
    let mut copy = sheet.rows[row].clone();
    let cells = copy.cells.iter_mut();
    cells.for_each(|cell| cell.cover = Cover::Open);
    copy.is_touched = true;
    sheet.insert_row(below + 1, copy);
    Some(format!("row {number} below row {at}"))
}

fn sheet_has_headings(sheet: &ListSheet) -> bool {
    sheet.rows.iter().any(|row| row.kind == RowKind::Heading)
}

/// A copy of the sheet that is not meant to be read: hidden, or named as an old one. Its stars are older ones.
pub(super) fn add_copy_of_sheet(file: &mut ListFile, random: &mut SeededRandom) -> Option<String> {
    if !matches!(file.form, FileForm::Workbook) {
        return None;
    }
    let chosen = choose_sheet(file, random);
    let mut copy = file.sheets[chosen].clone();
    copy.is_hidden = random.percent(60);
    copy.name = if copy.is_hidden {
        "Trang tính 9".to_owned()
    } else {
        random
            .choose(&["Bản cũ", "Đợt 1 (bản sao)", "sao lưu", "Nháp"])
            .to_owned()
    };
    if file.sheets.iter().any(|sheet| sheet.name == copy.name) {
        return None;
    }
    let star = copy
        .columns
        .iter()
        .position(|column| *column == Column::Star);
    for row in &mut copy.rows {
        if row.kind == RowKind::Product {
            row.kind = RowKind::Furniture;
            row.truths.clear();
            if let Some(cell) = star.and_then(|star| row.cells.get_mut(star)) {
                "3".clone_into(&mut cell.text);
            }
        }
    }
    let what = format!("“{}” of “{}”", copy.name, file.sheets[chosen].name);
    let at = random.below(file.sheets.len() + 1);
    file.sheets.insert(at, copy);
    Some(what)
}

/// A table of something else below the list.
#[expect(
    clippy::unnecessary_wraps,
    reason = "the table of damages holds functions of one type"
)]
pub(super) fn add_other_table(file: &mut ListFile, random: &mut SeededRandom) -> Option<String> {
    let sheet = choose_sheet(file, random);
    let sheet = &mut file.sheets[sheet];
    let tables: [&[&[&str]]; 4] = [
        &[
            &["STT", "Họ và tên", "Chức vụ", "Điện thoại"],
            &["1", "Ngô Thị Bích", "Chuyên viên", "0977000111"],
            &["2", "Đỗ Văn Quang", "Trưởng phòng", "0977000222"],
        ],
        &[
            &["TT", "Nội dung", "Đơn vị tính", "Kinh phí"],
            &["1", "In tem nhãn", "chiếc", "1200"],
            &["2", "Hội chợ mùa thu", "lần", "45"],
            &["3", "Tập huấn", "lớp", "6"],
        ],
        &[
            &["Huyện", "3 sao", "4 sao", "5 sao", "Tổng số"],
            &["Hải Hà", "12", "3", "0", "15"],
            &["Ba Chẽ", "8", "2", "1", "11"],
        ],
        &[
            &["STT", "Tiêu chí", "Điểm tối đa", "Ghi chú"],
            &["1", "Tổ chức sản xuất", "35", "Phần A"],
            &["2", "Tiếp thị", "25", "Phần B"],
        ],
    ];
    let which = random.below(tables.len());
    let width = sheet.columns.len();
    let is_padded = random.percent(60);
    if random.percent(60) {
        sheet.rows.push(blank_row(width));
    }
    for texts in tables[which] {
        let mut row = PaperRow::of_texts(RowKind::Furniture, texts);
        if is_padded && row.cells.len() < width {
            row.cells.resize(width, PaperCell::default());
        }
        sheet.rows.push(row);
    }
    Some(format!("table {which}"))
}
