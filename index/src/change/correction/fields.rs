//! The fields that a person may correct, and their names.

use crate::source::field::{ProductField, RecognitionField};
use crate::source::header::find_field_by_name;

/// The fields that can be corrected, in the order in which corrections of one product are carried out: a district
/// before the commune in it, a date before its year. The fields of a recognition are those of the current one.
pub const CORRECTABLE_FIELDS: [ProductField; 30] = [
    ProductField::Name,
    ProductField::Producer,
    ProductField::Kind,
    ProductField::Representative,
    ProductField::Phone,
    ProductField::Email,
    ProductField::TaxCode,
    ProductField::Province,
    ProductField::District,
    ProductField::Commune,
    ProductField::Unit,
    ProductField::Address,
    current(RecognitionField::Star),
    current(RecognitionField::Kind),
    current(RecognitionField::Date),
    current(RecognitionField::Year),
    current(RecognitionField::Expires),
    current(RecognitionField::Decision),
    current(RecognitionField::Score),
    current(RecognitionField::Authority),
    ProductField::Status,
    ProductField::Specialty,
    ProductField::Group,
    ProductField::Code,
    ProductField::Channel,
    ProductField::Trace,
    ProductField::Revenue,
    ProductField::Source,
    ProductField::Note,
    ProductField::NoteEn,
];

const fn current(field: RecognitionField) -> ProductField {
    ProductField::Recognition(0, field)
}

/// The correctable field of this name: its key, or what a list may call its column (`điện thoại`, `dien_thoai`).
pub fn find_correctable_field(name: &str) -> Option<ProductField> {
    let name = name.trim();
    let by_key = name.to_lowercase().parse::<ProductField>().ok();
    let field = by_key.or_else(|| find_field_by_name(&name.replace(['_', '-'], " ")))?;
    CORRECTABLE_FIELDS.contains(&field).then_some(field)
}

/// The position of a field among [`CORRECTABLE_FIELDS`].
pub(super) fn field_order(field: ProductField) -> usize {
    let position = CORRECTABLE_FIELDS.iter().position(|known| *known == field);
    position.unwrap_or(CORRECTABLE_FIELDS.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_named_by_its_key_or_as_a_column_is() {
        for (name, field) in [
            ("phone", ProductField::Phone),
            ("Điện thoại", ProductField::Phone),
            ("so_dien_thoai", ProductField::Phone),
            ("sao", current(RecognitionField::Star)),
            ("hạng sao", current(RecognitionField::Star)),
            ("huyện", ProductField::District),
            ("chủ thể", ProductField::Producer),
            ("ngày công nhận", current(RecognitionField::Date)),
        ] {
            assert_eq!(find_correctable_field(name), Some(field), "{name}");
        }
        for field in CORRECTABLE_FIELDS {
            assert_eq!(find_correctable_field(&field.to_string()), Some(field));
        }
        for other in ["", "id", "stt", "star.2", "xyzzy"] {
            assert_eq!(find_correctable_field(other), None, "{other}");
        }
    }
}
