//! The differences between two states of a product, field by field, and what kind of change they are.

use jiff::civil::Date;

use super::merge_row::is_same_recognition;
use crate::product::{Product, Recognition};
use crate::source::cell::channel;
use crate::source::field::{ProductField, RecognitionField};
use crate::status::{self, ProductState, RecognitionSummary};

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProductChange {
    /// A field has another text; an empty text is not a value.
    Field {
        /// Which field. Recognitions are numbered from 1 in the order of the record afterwards; those after the
        /// 255th have the number 0.
        field: ProductField,
        /// The old text.
        before: String,
        /// The new text.
        after: String,
    },
    /// A recognition that was added.
    Added(Box<Recognition>),
    /// A recognition that was removed.
    Removed(Box<Recognition>),
}

/// A change as an office counts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ChangeKind {
    /// A product that is added.
    New,
    /// More stars than before.
    StarUp,
    /// Fewer stars, or none.
    StarDown,
    /// A later recognition with the same stars.
    Renewed,
    /// Any other difference.
    Changed,
    /// No difference.
    Same,
    /// A product that is removed.
    Gone,
}

impl ChangeKind {
    /// Every kind, in the order of a report.
    pub const ALL: [Self; 7] = [
        Self::New,
        Self::StarUp,
        Self::StarDown,
        Self::Renewed,
        Self::Changed,
        Self::Same,
        Self::Gone,
    ];

    /// The key in the locale and in the history.
    pub const fn key(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::StarUp => "star_up",
            Self::StarDown => "star_down",
            Self::Renewed => "renewed",
            Self::Changed => "changed",
            Self::Same => "same",
            Self::Gone => "gone",
        }
    }
}

/// The kind of change from one state to another, with stars and validity as of `day`.
pub(super) fn classify_change(before: &Product, after: &Product, day: Date) -> ChangeKind {
    if before == after {
        return ChangeKind::Same;
    }
    let (old, new) = (state_on_day(before, day), state_on_day(after, day));
    match old.star.unwrap_or(0).cmp(&new.star.unwrap_or(0)) {
        std::cmp::Ordering::Less => ChangeKind::StarUp,
        std::cmp::Ordering::Greater => ChangeKind::StarDown,
        std::cmp::Ordering::Equal if is_renewal(before, &old, after, &new) => ChangeKind::Renewed,
        std::cmp::Ordering::Equal => ChangeKind::Changed,
    }
}

fn state_on_day(product: &Product, day: Date) -> ProductState {
    let recognitions = product.recognitions.iter().map(RecognitionSummary::from);
    status::derive_state(recognitions, day)
}

/// The stars that a product holds on a day.
pub(super) fn stars_on_day(product: &Product, day: Date) -> Option<u8> {
    state_on_day(product, day).star
}

/// True when a later recognition holds the star than before.
fn is_renewal(before: &Product, old: &ProductState, after: &Product, new: &ProductState) -> bool {
    let act =
        |product: &Product, state: &ProductState| product.recognitions.get(state.current?).cloned();
    match (act(before, old), act(after, new)) {
        (Some(old), Some(new)) => {
            let time = |act: &Recognition| {
                RecognitionSummary::from(act)
                    .possible_dates()
                    .map(|(first, _)| first)
            };
            !is_same_recognition(&old, &new) && time(&new) > time(&old)
        }
        _ => false,
    }
}

/// Every difference, in the order of the fields.
pub(super) fn compare_products(before: &Product, after: &Product) -> Vec<ProductChange> {
    let mut changes = Vec::new();
    for ((field, before), (_, after)) in product_field_texts(before)
        .into_iter()
        .zip(product_field_texts(after))
    {
        if before != after {
            changes.push(ProductChange::Field {
                field,
                before,
                after,
            });
        }
    }
    let mut left: Vec<&Recognition> = before.recognitions.iter().collect();
    let mut added = Vec::new();
    for (number, act) in after.recognitions.iter().enumerate() {
        let exact = left.iter().position(|old| *old == act);
        let close = || {
            left.iter()
                .position(|old| is_same_recognition(old, act) || is_correction(old, act))
        };
        match exact.or_else(close) {
            Some(index) => {
                let old = left.remove(index);
                let number = u8::try_from(number + 1).unwrap_or(0);
                compare_recognitions(old, act, number, &mut changes);
            }
            None => added.push(ProductChange::Added(Box::new(act.clone()))),
        }
    }
    changes.extend(
        left.into_iter()
            .map(|act| ProductChange::Removed(Box::new(act.clone()))),
    );
    changes.extend(added);
    changes
}

/// The same date or decision with another star: a correction, not another recognition.
fn is_correction(old: &Recognition, new: &Recognition) -> bool {
    let dated = old.when.is_some() && old.when == new.when;
    let numbered = old.decision.is_some() && old.decision == new.decision;
    let bare = old.when.is_none()
        && new.when.is_none()
        && old.kind == new.kind
        && old.source == new.source;
    dated || numbered || bare
}

fn compare_recognitions(
    old: &Recognition,
    new: &Recognition,
    number: u8,
    changes: &mut Vec<ProductChange>,
) {
    for (field, before, after) in recognition_field_texts(old)
        .into_iter()
        .zip(recognition_field_texts(new))
        .map(|((field, before), (_, after))| (field, before, after))
    {
        if before != after {
            changes.push(ProductChange::Field {
                field: ProductField::Recognition(number, field),
                before,
                after,
            });
        }
    }
}

/// The fields of a recognition as machine-readable texts.
pub fn recognition_field_texts(act: &Recognition) -> [(RecognitionField, String); 11] {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let year = act.year.or(act.when.map(crate::product::DateOrYear::year));
    [
        (
            RecognitionField::Star,
            act.star.map_or_else(String::new, |star| star.to_string()),
        ),
        (
            RecognitionField::Kind,
            act.kind
                .map_or_else(String::new, |kind| kind.key().to_owned()),
        ),
        (
            RecognitionField::Date,
            act.when.map_or_else(String::new, |when| when.to_string()),
        ),
        (
            RecognitionField::Year,
            year.map_or_else(String::new, |year| year.to_string()),
        ),
        (
            RecognitionField::Seen,
            act.seen.map_or_else(String::new, |when| when.to_string()),
        ),
        (
            RecognitionField::Expires,
            act.expires.map_or_else(String::new, |day| day.to_string()),
        ),
        (RecognitionField::Decision, text(&act.decision)),
        (RecognitionField::Score, text(&act.score)),
        (RecognitionField::Authority, text(&act.authority)),
        (RecognitionField::Place, text(&act.place)),
        (RecognitionField::Source, text(&act.source)),
    ]
}

/// The fields of a product outside its recognitions, as machine-readable texts.
pub fn product_field_texts(product: &Product) -> [(ProductField, String); 24] {
    let text = |value: Option<&String>| value.cloned().unwrap_or_default();
    let producer = product.producer.as_ref();
    let producer_text =
        |part: fn(&crate::product::Producer) -> Option<&String>| text(producer.and_then(part));
    let place = &product.place;
    let group = product.group.as_ref().map_or_else(String::new, |group| {
        let sign = if group.derived { "~" } else { "" };
        format!("{}{sign}", group.code)
    });
    let producer_name = producer.map_or_else(String::new, |producer| producer.name.clone());
    let kind = producer.and_then(|producer| producer.kind);
    let kind_key = kind.map_or_else(String::new, |kind| kind.key().to_owned());
    let channels: Vec<String> = product
        .channels
        .iter()
        .map(channel::format_channel)
        .collect();
    [
        (ProductField::Id, product.id.clone()),
        (ProductField::Name, product.name.clone()),
        (ProductField::Specialty, text(product.specialty.as_ref())),
        (ProductField::Group, group),
        (ProductField::Code, text(product.code.as_ref())),
        (ProductField::Producer, producer_name),
        (ProductField::Kind, kind_key),
        (
            ProductField::KindWritten,
            producer_text(|producer| producer.kind_written.as_ref()),
        ),
        (
            ProductField::Representative,
            producer_text(|producer| producer.representative.as_ref()),
        ),
        (
            ProductField::Phone,
            producer_text(|producer| producer.phone.as_ref()),
        ),
        (
            ProductField::Email,
            producer_text(|producer| producer.email.as_ref()),
        ),
        (
            ProductField::TaxCode,
            producer_text(|producer| producer.tax_code.as_ref()),
        ),
        (ProductField::Address, text(place.address.as_ref())),
        (ProductField::Commune, text(place.commune.as_ref())),
        (ProductField::District, text(place.district.as_ref())),
        (ProductField::Province, text(place.province.as_ref())),
        (ProductField::Unit, text(place.unit.as_ref())),
        (ProductField::Place, text(place.written.as_ref())),
        (ProductField::Channel, channels.join(" | ")),
        (ProductField::Trace, product.traces.join(" | ")),
        (ProductField::Revenue, text(product.revenue.as_ref())),
        (ProductField::Source, product.sources.join(" | ")),
        (ProductField::Note, product.note.vi.clone()),
        (ProductField::NoteEn, product.note.en.clone()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_hundreds_of_recognitions_the_one_that_changed_is_told() {
        let act = |number: usize| Recognition {
            star: Some(3),
            decision: Some(format!("{number}/QĐ-UBND")),
            ..Recognition::default()
        };
        let before = Product {
            recognitions: (1..=300).map(act).collect(),
            ..Product::default()
        };
        for (changed, number) in [(1, 1), (255, 255), (256, 0), (300, 0)] {
            let mut after = before.clone();
            after.recognitions[changed - 1].star = Some(4);
            let change = ProductChange::Field {
                field: ProductField::Recognition(number, RecognitionField::Star),
                before: "3".to_owned(),
                after: "4".to_owned(),
            };
            assert_eq!(compare_products(&before, &after), [change], "{changed}");
        }
    }
}
