//! What is missing or does not fit in a record: the list that an office works off.
//!
//! Missing decision numbers and contacts get their own tiles in offices' systems; undated acts, years beside
//! another date, places without a unit of today and suspected duplicates hold up reports as well. Must not:
//! fill a gap.

use crate::product::Product;
use crate::status::{ProductState, RecognitionSummary};

/// A gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RecordGap {
    /// A star in hand without the number of its decision.
    Decision,
    /// Neither telephone nor electronic mail.
    Contact,
    /// A star in hand without any date.
    Date,
    /// A year printed beside a date of another year.
    Year,
    /// Not certain in which unit of today it is made.
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

    /// The key used in filters and the table of sentences.
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

/// The gaps that no day changes, but for [`Gap::Duplicate`], which needs the other records.
pub fn find_record_gaps(product: &Product) -> impl Iterator<Item = RecordGap> {
    let producer = product.producer.as_ref();
    let reachable = producer.is_some_and(|maker| maker.phone.is_some() || maker.email.is_some());
    // Other provinces have no table of units here, so nothing can be said of theirs.
    let ours = product
        .place
        .province
        .as_deref()
        .is_none_or(|name| name == crate::place::HOME_PROVINCE);
    let placed = product.place.unit.is_some() || !ours;
    [
        (!reachable).then_some(RecordGap::Contact),
        (!placed).then_some(RecordGap::Place),
    ]
    .into_iter()
    .flatten()
}

/// The gaps of a product's recognitions on a day.
pub fn find_recognition_gaps(
    acts: impl IntoIterator<Item = RecognitionSummary>,
    state: &ProductState,
) -> impl Iterator<Item = RecordGap> {
    let mut year = false;
    let mut current = None;
    for (number, act) in acts.into_iter().enumerate() {
        year |= act.year_disagrees;
        if state.current == Some(number) {
            current = Some(act);
        }
    }
    let undecided = current.is_some_and(|act| !act.has_decision);
    let undated = current.is_some_and(|act| act.when.is_none());
    [
        undecided.then_some(RecordGap::Decision),
        undated.then_some(RecordGap::Date),
        year.then_some(RecordGap::Year),
    ]
    .into_iter()
    .flatten()
}
