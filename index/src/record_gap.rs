//! Gaps: what is missing or contradictory in a record, for an office to complete.
//!
//! Offices' systems count missing decision numbers and contacts; recognitions without a date, a year beside a date of
//! another year, places without a commune of 2025 and suspected duplicates hold up reports as well.

use crate::product::Product;
use crate::status::{ProductState, RecognitionSummary};

/// Something missing or contradictory in a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RecordGap {
    /// A current star without the number of its decision.
    Decision,
    /// Neither telephone nor e-mail.
    Contact,
    /// A current star without any date.
    Date,
    /// A year beside a date of another year.
    Year,
    /// The commune since 2025 is not certain.
    Place,
    /// Another record may be the same product.
    Duplicate,
}

impl RecordGap {
    /// Every gap.
    pub const ALL: [Self; 6] = [
        Self::Decision,
        Self::Contact,
        Self::Date,
        Self::Year,
        Self::Place,
        Self::Duplicate,
    ];

    /// The key used in filters and the locale.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Decision => "decision",
            Self::Contact => "contact",
            Self::Date => "date",
            Self::Year => "year",
            Self::Place => "place",
            Self::Duplicate => "duplicate",
        }
    }
}

/// The gaps that do not depend on a day, without [`RecordGap::Duplicate`], which needs the other records.
pub(crate) fn find_contact_and_place_gaps(product: &Product) -> impl Iterator<Item = RecordGap> {
    let producer = product.producer.as_ref();
    let has_contact =
        producer.is_some_and(|producer| producer.phone.is_some() || producer.email.is_some());
    // There is no table of the communes of other provinces.
    let is_home_province = product
        .place
        .province
        .as_deref()
        .is_none_or(|name| name == crate::place::HOME_PROVINCE);
    let has_place = product.place.unit.is_some() || !is_home_province;
    [
        (!has_contact).then_some(RecordGap::Contact),
        (!has_place).then_some(RecordGap::Place),
    ]
    .into_iter()
    .flatten()
}

/// The gaps of a product's recognitions on a day.
pub(crate) fn find_recognition_gaps(
    acts: impl IntoIterator<Item = RecognitionSummary>,
    state: &ProductState,
) -> impl Iterator<Item = RecordGap> {
    let mut year_disagrees = false;
    let mut current = None;
    for (number, act) in acts.into_iter().enumerate() {
        year_disagrees |= act.year_disagrees;
        if state.current == Some(number) {
            current = Some(act);
        }
    }
    let lacks_decision = current.is_some_and(|act| !act.has_decision);
    let lacks_date = current.is_some_and(|act| act.when.is_none());
    [
        lacks_decision.then_some(RecordGap::Decision),
        lacks_date.then_some(RecordGap::Date),
        year_disagrees.then_some(RecordGap::Year),
    ]
    .into_iter()
    .flatten()
}
