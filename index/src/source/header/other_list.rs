//! Lists of something else: people, a shop's goods. They have names too, and nothing of the programme beside them.

use super::header_column::HeaderColumn;
use super::label::HeaderLabel;
use super::resolve_label;
use crate::source::field::{ProductField, RecognitionField};
use crate::source::list_cell::ListCell;

/// Labels of lists of goods, folded without spaces.
const PRICE_LIST_LABELS: [&str; 12] = [
    "dongia",
    "thanhtien",
    "soluong",
    "dvt",
    "donvitinh",
    "giaban",
    "gia",
    "sl",
    "giabanle",
    "giasi",
    "price",
    "quantiti",
];

/// True when the columns beside the name are those of a shop's goods, and none is of products of the programme.
pub(super) fn is_price_list(columns: &[HeaderColumn]) -> bool {
    let fields = columns.iter().filter_map(|column| column.field);
    let is_pinned_elsewhere = fields.clone().any(is_field_of_products);
    let price_labels = columns.iter().filter(|column| {
        let label = HeaderLabel::from_text(&column.label);
        PRICE_LIST_LABELS.contains(&label.outside_brackets.concat().as_str())
    });
    !is_pinned_elsewhere && price_labels.count() > 1
}

/// True for the labels of a list of something else: people, goods, with a bare `Tên` or `Name` among them.
pub(crate) fn is_list_of_something_else(cells: &[ListCell]) -> bool {
    let labels = cells.iter().filter(|cell| !cell.is_blank());
    let meanings = labels
        .filter_map(|cell| resolve_label::resolve_label(&HeaderLabel::from_text(&cell.text())));
    let fields: Vec<ProductField> = meanings.map(|meaning| meaning.field).collect();
    fields
        .iter()
        .any(|field| matches!(field, ProductField::Name | ProductField::Representative))
        || cells
            .iter()
            .filter(|cell| {
                PRICE_LIST_LABELS.contains(&HeaderLabel::from_text(&cell.text()).key().as_str())
            })
            .count()
            > 1
}

/// True for a field that lists of people or of goods do not have.
pub(super) fn is_field_of_products(field: ProductField) -> bool {
    matches!(
        field,
        ProductField::Producer
            | ProductField::Group
            | ProductField::Code
            | ProductField::Specialty
            | ProductField::Id
            | ProductField::StarMark(_)
            | ProductField::Recognition(
                _,
                RecognitionField::Star
                    | RecognitionField::Decision
                    | RecognitionField::Score
                    | RecognitionField::Kind
            )
    )
}
