//! Tells units of measure from administrative units.
//!
//! `unit` alone is a column of our own exports, where it is the unit of 2025. In the lists of shops it is the unit in
//! which a product is sold (`500ml`, `hộp`), so there it is a place only if its values are places.

use super::ListHeader;
use super::label::HeaderLabel;
use crate::place::{WrittenPlace, resolve_place};
use crate::source::cell::phrase::fold_line;
use crate::source::field::ProductField;
use crate::source::list_cell::ListCell;

/// Type words of administrative units, folded.
const UNIT_TYPE_WORDS: [&str; 4] = ["xa ", "phuong ", "dac khu ", "thi tran "];

/// Leaves a column `unit` unread if it holds units of measure, judging by the rows below the header.
pub(super) fn release_measure_column(header: &mut ListHeader, rows: &[Vec<ListCell>]) {
    let is_own_list = [
        ProductField::Specialty,
        ProductField::NoteEn,
        ProductField::KindWritten,
    ]
    .iter()
    .any(|field| header.column_of(*field).is_some());
    let Some(index) = header
        .column_of(ProductField::Unit)
        .filter(|_| !is_own_list)
    else {
        return;
    };
    let Some(column) = header.columns.get_mut(index) else {
        return;
    };
    let words = HeaderLabel::from_text(&column.label).words;
    if words.last().is_none_or(|word| word != "unit") {
        return;
    }
    let below = rows.iter().skip(header.first_row + header.row_count);
    let values: Vec<&ListCell> = below
        .filter_map(|row| row.get(index))
        .filter(|cell| !cell.is_blank())
        .collect();
    let places = values.iter().filter(|cell| is_unit_name(cell)).count();
    if places * 2 < values.len() {
        column.field = None;
    }
}

fn is_unit_name(cell: &ListCell) -> bool {
    let ListCell::Text(text) = cell else {
        return false;
    };
    let line = fold_line(text);
    let has_type_word = UNIT_TYPE_WORDS
        .iter()
        .any(|word| line.trim_start().starts_with(word));
    has_type_word || {
        let resolved = resolve_place(&WrittenPlace {
            unit: Some(text),
            ..WrittenPlace::default()
        });
        resolved.place.unit.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::super::find_header;
    use super::*;

    fn unit_column(labels: &[&str], values: &[&str]) -> Option<usize> {
        let row = |cells: Vec<&str>| cells.into_iter().map(ListCell::from_raw).collect();
        let mut rows: Vec<Vec<ListCell>> = vec![row(labels.to_vec())];
        for value in values {
            rows.push(row(vec!["Mật ong hoa rừng", "HTX Sao Mai", value]));
        }
        find_header(&rows, &[])?.column_of(ProductField::Unit)
    }

    #[test]
    fn a_unit_of_measure_is_no_place() {
        let labels = ["Tên sản phẩm", "Chủ thể", "unit"];
        for values in [&["500ml", "hộp"][..], &["kg"], &["chai 500 ml", "", "gói"]] {
            assert_eq!(unit_column(&labels, values), None, "{values:?}");
        }
        for values in [
            &["Hải Hà", "phường Hạ Long"][..],
            &["xã Bắc Hà"],
            &["Quảng Hà", "", "Cô Tô"],
            &[],
        ] {
            assert_eq!(unit_column(&labels, values), Some(2), "{values:?}");
        }
        let labels = ["Tên sản phẩm", "Chủ thể", "Đơn vị hành chính mới"];
        assert_eq!(unit_column(&labels, &["500ml"]), Some(2));
    }
}
