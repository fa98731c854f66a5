//! What a record says on the day of the questions, in the plain terms of the truths.

use jiff::civil::Date;
use ocop_index::product::{DateOrYear, ProducerKind, Product, RecognitionKind};
use ocop_index::status::{RecognitionSummary, derive_state};

use super::super::letters::words;
use super::super::shelf::plain;
use super::DAY;

/// One record.
pub(crate) struct Facts {
    pub(crate) id: String,
    pub(crate) name: String,
    /// Its dish or crop.
    pub(crate) dish: Option<String>,
    pub(crate) producer: Option<String>,
    /// The words of the name as written, in small letters.
    pub(crate) written_name: Vec<String>,
    /// The same in bare letters.
    pub(crate) bare_name: Vec<String>,
    /// Bare words of the name, the dish, the producer and the place.
    pub(crate) bare_record: Vec<String>,
    pub(crate) star: Option<u8>,
    pub(crate) status: &'static str,
    pub(crate) district: Option<String>,
    pub(crate) commune: Option<String>,
    pub(crate) unit: Option<String>,
    pub(crate) province: Option<String>,
    pub(crate) kind: Option<&'static str>,
    pub(crate) group: Option<String>,
    pub(crate) channels: Vec<&'static str>,
    /// The year of the current recognition.
    pub(crate) year: Option<i16>,
    /// The years of every recognition that gave something.
    pub(crate) years: Vec<i16>,
    /// The first and the last day on which the certificate may end.
    pub(crate) expiry: Option<(Date, Date)>,
    /// What an office would look for in vain.
    pub(crate) lacks: Vec<&'static str>,
}

impl Facts {
    pub(crate) fn read(product: &Product) -> Self {
        let acts = product.recognitions.iter().map(RecognitionSummary::from);
        let state = derive_state(acts, DAY);
        let producer = product.producer.as_ref();
        let place = &product.place;
        let others = [
            product.specialty.as_ref(),
            producer.map(|producer| &producer.name),
            place.written.as_ref(),
            place.district.as_ref(),
            place.commune.as_ref(),
            place.unit.as_ref(),
            place.province.as_ref(),
        ];
        let mut bare_record = plain(&product.name);
        bare_record.extend(others.into_iter().flatten().flat_map(|text| plain(text)));
        let given = product.recognitions.iter().filter(|act| {
            let gives_nothing = [
                RecognitionKind::Proposed,
                RecognitionKind::WithdrawalProposed,
                RecognitionKind::Withdrawn,
                RecognitionKind::Left,
            ];
            !act.kind.is_some_and(|kind| gives_nothing.contains(&kind))
        });
        Self {
            id: product.id.clone(),
            name: product.name.clone(),
            dish: product.specialty.clone(),
            producer: producer.map(|producer| producer.name.clone()),
            written_name: words(&product.name),
            bare_name: plain(&product.name),
            bare_record,
            star: state.star,
            status: state.status.key(),
            district: place.district.clone(),
            commune: place.commune.clone(),
            unit: place.unit.clone(),
            province: place.province.clone(),
            kind: producer
                .and_then(|producer| producer.kind)
                .map(ProducerKind::key),
            group: product.group.as_ref().map(|group| group.code.clone()),
            channels: product
                .channels
                .iter()
                .map(|channel| channel.kind.key())
                .collect(),
            year: state.year,
            years: given
                .filter_map(|act| act.when)
                .map(DateOrYear::year)
                .collect(),
            expiry: state.expiry.map(|expiry| (expiry.earliest, expiry.latest)),
            lacks: lacks(product, state.current),
        }
    }
}

fn lacks(product: &Product, current: Option<usize>) -> Vec<&'static str> {
    let producer = product.producer.as_ref();
    let act = current.and_then(|number| product.recognitions.get(number));
    let phone = producer.and_then(|producer| producer.phone.as_ref());
    let email = producer.and_then(|producer| producer.email.as_ref());
    [
        (phone.is_none(), "phone"),
        (phone.is_none() && email.is_none(), "contact"),
        (product.code.is_none(), "code"),
        (act.is_none_or(|act| act.decision.is_none()), "decision"),
        (act.is_none_or(|act| act.when.is_none()), "date"),
        (product.channels.is_empty(), "channel"),
        (producer.is_none(), "producer"),
    ]
    .into_iter()
    .filter_map(|(lacking, what)| lacking.then_some(what))
    .collect()
}
