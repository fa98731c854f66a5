//! Labels of nested values, as JSON and its tables write them: `producer.phone`, `chu_the.dien_thoai`.
//!
//! The part after the last point is a field of what the parts before it name. `producer.code` is no product code and
//! `owner.name` no product name, so a field is taken only where it can belong to that thing.

use super::alias;
use super::label::{HeaderLabel, split_label_words};
use super::label_meaning::{AliasMatch, LabelMeaning, RecognitionBlock};
use super::recognition_block;
use super::resolve_label::resolve_label;
use crate::source::field::{ProductField, RecognitionField};

/// Words of parts that only wrap the fields of a product.
const WRAPPER_WORDS: [&str; 13] = [
    "product",
    "sanpham",
    "item",
    "attributes",
    "properties",
    "fields",
    "node",
    "data",
    "details",
    "detail",
    "info",
    "thongtin",
    "thongtinsanpham",
];

/// Words of the part that says what the thing is called.
const NAME_WORDS: [&str; 6] = ["name", "ten", "label", "title", "value", "text"];

/// Words for a certificate or another recognition.
const RECOGNITION_WORDS: [&str; 10] = [
    "certificate",
    "certification",
    "cert",
    "recognition",
    "ocop",
    "congnhan",
    "chungnhan",
    "giaichungnhan",
    "giaychungnhan",
    "giaichungnhanocop",
];

/// Words for somebody who can be asked.
const CONTACT_WORDS: [&str; 4] = ["contact", "contacts", "lienhe", "thongtinlienhe"];

/// What the parts before the last one name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum NestedSubject {
    Product,
    Producer,
    Contact,
    Address,
    Decision,
    Recognition,
    /// A thing that is a field itself, under its name: `group.name`.
    Named(LabelMeaning),
}

/// The parts of a nested label; `None` for any other label.
pub(super) fn split_nested_label(label: &HeaderLabel) -> Option<(Vec<&str>, &str)> {
    if label.ordinal.is_some() {
        return None;
    }
    let parts: Vec<&str> = label.text.split('.').collect();
    let is_key = |part: &&str| {
        part.trim() == *part && part.chars().filter(|c| c.is_alphabetic()).count() > 1
    };
    let (last, before) = parts.split_last()?;
    (!before.is_empty() && parts.iter().all(is_key)).then(|| (before.to_vec(), *last))
}

/// The meaning of a nested label.
pub(super) fn resolve_nested_label(parents: &[&str], key: &str) -> Option<LabelMeaning> {
    let words = split_label_words(key);
    let is_name = NAME_WORDS.contains(&words.concat().as_str());
    let own_meaning = || resolve_label(&HeaderLabel::from_text(key));
    let allowed = |is_allowed: fn(ProductField) -> bool| {
        own_meaning().filter(|meaning| is_allowed(meaning.field))
    };
    match find_subject(parents)? {
        NestedSubject::Product => own_meaning(),
        NestedSubject::Producer if is_name => Some(plain_meaning(ProductField::Producer)),
        NestedSubject::Producer => allowed(can_belong_to_producer),
        NestedSubject::Contact if is_name => Some(plain_meaning(ProductField::Representative)),
        NestedSubject::Contact => allowed(|field| {
            matches!(
                field,
                ProductField::Phone | ProductField::Email | ProductField::Address
            )
        }),
        NestedSubject::Address
            if is_name || matches!(words.concat().as_str(), "full" | "street") =>
        {
            Some(plain_meaning(ProductField::Address))
        }
        NestedSubject::Address => allowed(can_belong_to_address),
        NestedSubject::Decision if is_name || is_number_word(&words) => Some(plain_meaning(
            ProductField::Recognition(0, RecognitionField::Decision),
        )),
        NestedSubject::Recognition if is_number_word(&words) => {
            Some(plain_meaning(ProductField::Code))
        }
        NestedSubject::Decision | NestedSubject::Recognition => {
            recognition_block::resolve_block_field(&words)
        }
        NestedSubject::Named(meaning) => is_name.then_some(meaning),
    }
}

/// What the parts before the last one name; `None` when they do not belong together.
fn find_subject(parents: &[&str]) -> Option<NestedSubject> {
    let mut subject = NestedSubject::Product;
    for part in parents {
        let next = subject_of_part(part)?;
        subject = match (subject, next) {
            (subject, NestedSubject::Product) => subject,
            (NestedSubject::Product, next)
            | (NestedSubject::Producer, next @ (NestedSubject::Address | NestedSubject::Contact))
            | (NestedSubject::Recognition, next @ NestedSubject::Decision) => next,
            (NestedSubject::Producer | NestedSubject::Address, NestedSubject::Named(meaning))
                if can_belong_to_producer(meaning.field) =>
            {
                next
            }
            _ => return None,
        };
    }
    Some(subject)
}

fn subject_of_part(part: &str) -> Option<NestedSubject> {
    let words = split_label_words(part);
    let key = words.concat();
    let key = key.as_str();
    // `_source` is how a search engine wraps a record; `source` is where a record is from.
    if WRAPPER_WORDS.contains(&key) || part == "_source" {
        return Some(NestedSubject::Product);
    }
    if RECOGNITION_WORDS.contains(&key) {
        return Some(NestedSubject::Recognition);
    }
    if CONTACT_WORDS.contains(&key) {
        return Some(NestedSubject::Contact);
    }
    if key == "location" {
        return Some(NestedSubject::Address);
    }
    let meaning = alias::match_whole_words(&words)?;
    Some(match meaning.field {
        ProductField::Producer => NestedSubject::Producer,
        ProductField::Representative => NestedSubject::Contact,
        ProductField::Address | ProductField::Place => NestedSubject::Address,
        ProductField::Recognition(_, RecognitionField::Decision) => NestedSubject::Decision,
        ProductField::Group
        | ProductField::Kind
        | ProductField::Specialty
        | ProductField::Commune
        | ProductField::District
        | ProductField::Province
        | ProductField::Unit
        | ProductField::Status
        | ProductField::Recognition(..) => NestedSubject::Named(meaning),
        _ => return None,
    })
}

fn is_number_word(words: &[String]) -> bool {
    matches!(
        words.concat().as_str(),
        "number" | "no" | "so" | "sohieu" | "code" | "ma"
    )
}

fn can_belong_to_producer(field: ProductField) -> bool {
    matches!(
        field,
        ProductField::Kind
            | ProductField::Representative
            | ProductField::Phone
            | ProductField::Email
            | ProductField::TaxCode
            | ProductField::Channel
    ) || can_belong_to_address(field)
}

fn can_belong_to_address(field: ProductField) -> bool {
    matches!(
        field,
        ProductField::Address
            | ProductField::Commune
            | ProductField::District
            | ProductField::Province
            | ProductField::Unit
            | ProductField::Place
    )
}

fn plain_meaning(field: ProductField) -> LabelMeaning {
    LabelMeaning {
        field,
        table_row: 0,
        alias_match: AliasMatch::Whole,
        block: RecognitionBlock::Unspecified,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field_key(label: &str) -> Option<String> {
        let meaning = resolve_label(&HeaderLabel::from_text(label))?;
        Some(meaning.field.to_string())
    }

    #[test]
    fn a_nested_field_belongs_to_what_is_above_it() {
        for (label, field) in [
            ("producer.name", "producer"),
            ("producer.phone", "phone"),
            ("chu_the.ten", "producer"),
            ("chu_the.dien_thoai", "phone"),
            ("chu_the.dia_chi", "address"),
            ("producer.address.district", "district"),
            ("producer.contact.email", "email"),
            ("producer.district.name", "district"),
            ("certificate.decision", "decision"),
            ("certificate.star", "star"),
            ("certificate.expiry", "expires"),
            ("certificate.number", "code"),
            ("cong_nhan.ngay", "date"),
            ("decision.number", "decision"),
            ("quyet_dinh.so", "decision"),
            ("quyet_dinh.ngay_ky", "date"),
            ("certificate.decision.date", "date"),
            ("address.district", "district"),
            ("dia_chi.xa", "commune"),
            ("location.province", "province"),
            ("group.name", "group"),
            ("product.name", "name"),
            ("properties.ten_san_pham", "name"),
            ("attributes.chu_the.ten", "producer"),
            ("_source.name", "name"),
            ("representative.name", "representative"),
            ("authority.name", "authority"),
            ("star.2", "star"),
        ] {
            assert_eq!(field_key(label).as_deref(), Some(field), "{label}");
        }
    }

    #[test]
    fn a_nested_field_of_something_else_is_not_read() {
        for label in [
            "owner.name",
            "producer.id",
            "producer.code",
            "producer.note",
            "producer.star",
            "producer.image.name",
            "group.id",
            "shop.address.district",
            "certificate.image",
            "price.unit",
            "chu_the.ghi_chu",
            "geometry.type",
        ] {
            assert_eq!(field_key(label), None, "{label}");
        }
    }

    #[test]
    fn points_in_other_labels_separate_nothing() {
        for (label, field) in [
            ("2. Tên sản phẩm", "name"),
            ("Tên sản phẩm.", "name"),
            ("E.mail", "email"),
        ] {
            assert_eq!(field_key(label).as_deref(), Some(field), "{label}");
        }
    }
}
