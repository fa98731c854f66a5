//! Tables beside each other: their labels repeat, with the product name among them.
//!
//! A repeated column of stars alone is a second recognition of the same product, and no second table.

use std::ops::Range;

use super::header_column::HeaderColumn;
use super::label::HeaderLabel;
use super::resolve_label;
use crate::source::field::ProductField;

/// How many tables a header has beside each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SideBySide {
    /// One.
    One,
    /// Several with the same labels: the columns of each.
    Several(Vec<Range<usize>>),
    /// Several, but their labels differ, so that a column may belong to either.
    Unclear,
}

/// Splits the columns of a header into tables.
pub(super) fn find_side_by_side(columns: &[HeaderColumn]) -> SideBySide {
    let labels: Vec<(usize, String)> = columns
        .iter()
        .enumerate()
        .filter(|(_, column)| !column.label.is_empty())
        .map(|(index, column)| (index, HeaderLabel::from_text(&column.label).key()))
        .collect();
    let Some(name) = columns
        .iter()
        .position(|column| column.field == Some(ProductField::Name))
    else {
        return SideBySide::One;
    };
    let Some((_, name_key)) = labels.iter().find(|(index, _)| *index == name) else {
        return SideBySide::One;
    };
    let names: Vec<usize> = labels
        .iter()
        .enumerate()
        .filter(|(_, (_, key))| key == name_key)
        .map(|(position, _)| position)
        .collect();
    let [first, second, ..] = names.as_slice() else {
        return if has_other_table(columns, name) {
            SideBySide::Unclear
        } else {
            SideBySide::One
        };
    };
    let width = second - first;
    let keys: Vec<&String> = labels.iter().map(|(_, key)| key).collect();
    let is_periodic = labels.len() == width * names.len()
        && keys
            .chunks(width)
            .all(|chunk| Some(chunk) == keys.get(..width));
    if !is_periodic {
        return SideBySide::Unclear;
    }
    let starts: Vec<usize> = labels
        .iter()
        .step_by(width)
        .map(|(index, _)| *index)
        .collect();
    let ends = starts.iter().skip(1).copied().chain([columns.len()]);
    SideBySide::Several(
        starts
            .iter()
            .zip(ends)
            .map(|(start, end)| *start..end)
            .collect(),
    )
}

/// True when a second running number begins another table: `STT | Tên sản phẩm | … | STT | Tên chủ thể | …`.
fn has_other_table(columns: &[HeaderColumn], name: usize) -> bool {
    let is_number = |column: &HeaderColumn| {
        let label = HeaderLabel::from_text(&column.label);
        resolve_label::resolve_label(&label)
            .is_some_and(|meaning| meaning.field == ProductField::Number)
    };
    let numbers: Vec<usize> = columns
        .iter()
        .enumerate()
        .filter(|(_, column)| !column.label.is_empty() && is_number(column))
        .map(|(index, _)| index)
        .collect();
    matches!(numbers.as_slice(), [first, second] if first < second && name.abs_diff(*first) > 0 && columns.len() > second + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::header::find_header;
    use crate::source::list_cell::ListCell;

    fn split(labels: &[&str]) -> SideBySide {
        let row: Vec<ListCell> = labels
            .iter()
            .map(|label| ListCell::from_raw(label))
            .collect();
        find_side_by_side(&find_header(&[row], &[]).unwrap().columns)
    }

    #[test]
    fn the_same_labels_again_are_a_second_table() {
        assert_eq!(
            split(&[
                "STT",
                "Tên sản phẩm",
                "Hạng sao",
                "",
                "STT",
                "Tên sản phẩm",
                "Hạng sao"
            ]),
            SideBySide::Several(vec![0..4, 4..7])
        );
        assert_eq!(
            split(&[
                "STT",
                "Tên sản phẩm",
                "Hạng sao",
                "Ngày",
                "Hạng sao",
                "Ngày"
            ]),
            SideBySide::One
        );
        assert_eq!(
            split(&[
                "STT",
                "Tên sản phẩm",
                "Hạng sao",
                "STT",
                "Tên sản phẩm",
                "Huyện"
            ]),
            SideBySide::Unclear
        );
    }

    #[test]
    fn a_second_running_number_begins_another_table() {
        assert_eq!(
            split(&[
                "STT",
                "Tên sản phẩm",
                "Hạng sao",
                "",
                "STT",
                "Tên chủ thể",
                "Điện thoại"
            ]),
            SideBySide::Unclear
        );
    }
}
