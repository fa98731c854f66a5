//! What a label means by itself, without the columns beside it.

use super::alias;
use super::label::HeaderLabel;
use super::label_meaning::LabelMeaning;
use super::nested_label;
use super::recognition_block;
use crate::source::field::ProductField;

/// The meaning of a label: a field of a recognition that the label names, or a field of the table of names.
pub(super) fn resolve_label(label: &HeaderLabel) -> Option<LabelMeaning> {
    if let Some((block, words)) = recognition_block::split_block_label(label) {
        return recognition_block::resolve_block_field(&words)
            .map(|meaning| LabelMeaning { block, ..meaning });
    }
    if let Some((parents, key)) = nested_label::split_nested_label(label) {
        return alias::match_whole_words(&label.words)
            .or_else(|| nested_label::resolve_nested_label(&parents, key));
    }
    let meaning = alias::match_label(label)?;
    // `0: star` and `99: star` name no recognition.
    let has_wrong_number =
        label.ordinal.is_some() && matches!(meaning.field, ProductField::Recognition(..));
    (!has_wrong_number).then_some(meaning)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::field::RecognitionField;
    use crate::source::header::label_meaning::RecognitionBlock;

    #[test]
    fn every_key_means_its_field() {
        for key in ProductField::keys().filter(|key| *key != "ignored") {
            let found = resolve_label(&HeaderLabel::from_text(key)).map(|meaning| meaning.field);
            assert_eq!(found, key.parse().ok(), "{key}");
        }
    }

    fn block_and_field(text: &str) -> Option<(RecognitionBlock, ProductField)> {
        let meaning = resolve_label(&HeaderLabel::from_text(text))?;
        Some((meaning.block, meaning.field))
    }

    #[test]
    fn one_label_can_name_the_recognition_and_its_field() {
        use RecognitionBlock::{Later, Numbered, Unspecified};
        use RecognitionField::{Authority, Date, Decision, Kind, Source, Star, Year};
        for (text, block, field) in [
            ("Lần 1: hạng sao", Numbered(1), Star),
            ("Lần 2: ngày công nhận", Numbered(2), Date),
            ("Lần 2/nâng hạng: sao", Numbered(2), Star),
            ("Lần 1: số quyết định", Numbered(1), Decision),
            ("Lần 1: cơ quan công nhận", Numbered(1), Authority),
            ("Lần 3 năm", Numbered(3), Year),
            ("1: star", Numbered(1), Star),
            ("2: date", Numbered(2), Date),
            ("2: recognition_kind", Numbered(2), Kind),
            ("2: source", Numbered(2), Source),
            ("Lần 2: nguồn", Numbered(2), Source),
            ("star.2", Numbered(2), Star),
            ("Hạng sao (lần 1)", Numbered(1), Star),
            ("Hạng sao lần đầu", Numbered(1), Star),
            ("Ngày công nhận lần thứ hai", Numbered(2), Date),
            ("Quyết định lần II", Numbered(2), Decision),
            ("Ngày công nhận lại", Later("cong nhan lai"), Date),
            ("Năm nâng hạng", Later("nang hang"), Year),
            ("Hạng sao", Unspecified, Star),
            ("2. Hạng sao", Unspecified, Star),
        ] {
            assert_eq!(
                block_and_field(text),
                Some((block, ProductField::Recognition(0, field))),
                "{text}"
            );
        }
        for text in [
            "Lần 1",
            "Hạng sao đề nghị nâng hạng",
            "Lần 99: sao",
            "0: star",
            "Lần 1: mùi",
        ] {
            assert_eq!(block_and_field(text), None, "{text}");
        }
    }
}
