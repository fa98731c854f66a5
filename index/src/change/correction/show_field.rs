//! A field's value as a person would type it. [`read_field`](super::read_field) reads it back to the same record.

use jiff::civil::Date;

use super::written::{producer_kind_words, recognition_kind_words, status_words};
use crate::product::{DateOrYear, Product, Recognition, RecognitionKind};
use crate::source::cell::channel;
use crate::source::field::{ProductField, RecognitionField};
use crate::status::{self, ProductStatus, RecognitionSummary};

/// What stands between the values of a field that has several.
pub(super) const SEPARATOR: &str = " | ";

/// The value of a field on a day; `None` where the product has none, or the field cannot be corrected.
pub fn show_field(product: &Product, field: ProductField, day: Date) -> Option<String> {
    let producer = product.producer.as_ref();
    let place = &product.place;
    let text = match field {
        ProductField::Name => Some(product.name.clone()),
        ProductField::Specialty => product.specialty.clone(),
        ProductField::Group => product.group.as_ref().map(|group| {
            let remark = if group.derived {
                " (suy từ đặc sản)"
            } else {
                ""
            };
            format!("{}{remark}", group.code)
        }),
        ProductField::Code => product.code.clone(),
        ProductField::Producer => producer.map(|producer| producer.name.clone()),
        ProductField::Kind => producer.and_then(|producer| {
            let plain = || Some(producer_kind_words(producer.kind?).to_owned());
            producer.kind_written.clone().or_else(plain)
        }),
        ProductField::Representative => producer.and_then(|own| own.representative.clone()),
        ProductField::Phone => producer.and_then(|own| own.phone.clone()),
        ProductField::Email => producer.and_then(|own| own.email.clone()),
        ProductField::TaxCode => producer.and_then(|own| own.tax_code.clone()),
        ProductField::Address => place.address.clone(),
        ProductField::Commune => place.commune.clone(),
        ProductField::District => place.district.clone(),
        ProductField::Province => place.province.clone(),
        ProductField::Unit => place.unit.clone(),
        ProductField::Recognition(0, part) => {
            let index = current_recognition(product, day)?;
            show_recognition_field(product.recognitions.get(index)?, part)
        }
        ProductField::Status => status_words(state_status(product, day)).map(str::to_owned),
        ProductField::Channel => {
            let channels = product.channels.iter().map(channel::format_channel);
            Some(channels.collect::<Vec<_>>().join(SEPARATOR))
        }
        ProductField::Trace => Some(product.traces.join(SEPARATOR)),
        ProductField::Revenue => product.revenue.clone(),
        ProductField::Source => Some(product.sources.join(SEPARATOR)),
        ProductField::Note => Some(product.note.vi.clone()),
        ProductField::NoteEn => Some(product.note.en.clone()),
        _ => None,
    };
    text.filter(|text| !text.is_empty())
}

/// The value of a field of a recognition.
pub(super) fn show_recognition_field(act: &Recognition, part: RecognitionField) -> Option<String> {
    match part {
        RecognitionField::Star => act.star.map(|star| star.to_string()),
        RecognitionField::Kind => act.kind.map(|kind| recognition_kind_words(kind).to_owned()),
        RecognitionField::Date => act.when.map(show_date_or_year),
        RecognitionField::Year => {
            let year = act.year.or(act.when.map(DateOrYear::year));
            year.map(|year| year.to_string())
        }
        RecognitionField::Expires => act.expires.map(show_date),
        RecognitionField::Decision => act.decision.clone(),
        RecognitionField::Score => act.score.clone(),
        RecognitionField::Authority => act.authority.clone(),
        RecognitionField::Seen | RecognitionField::Place | RecognitionField::Source => None,
    }
}

fn show_date_or_year(when: DateOrYear) -> String {
    match when {
        DateOrYear::Year(year) => year.to_string(),
        DateOrYear::Day(day) => show_date(day),
    }
}

fn show_date(day: Date) -> String {
    day.strftime("%d/%m/%Y").to_string()
}

/// The recognition that a correction of star, date or decision is about: the one that decides on a day, else the last
/// that is no end of a certificate.
pub(super) fn current_recognition(product: &Product, day: Date) -> Option<usize> {
    let recognitions = product.recognitions.iter().map(RecognitionSummary::from);
    let ends = |act: &Recognition| act.kind.is_some_and(RecognitionKind::ends_certificate);
    let last = || product.recognitions.iter().rposition(|act| !ends(act));
    status::derive_state(recognitions, day)
        .current
        .or_else(last)
}

/// The status of a product on a day.
pub(super) fn state_status(product: &Product, day: Date) -> ProductStatus {
    let recognitions = product.recognitions.iter().map(RecognitionSummary::from);
    status::derive_state(recognitions, day).status
}
