//! What differs between two states of a product, field by field, and what kind of change that is.
//!
//! Must not: decide which state is right.

use jiff::civil::Date;

use super::join::is_same;
use crate::product::{Product, Recognition};
use crate::source::channel;
use crate::source::field::{ActField, Field};
use crate::status::{self, Act, State};

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A field says something else; an empty text is "nothing".
    Field {
        /// Which field. Recognitions count from 1, as they stand in the record afterwards; those behind the 255th
        /// have no number.
        field: Field,
        /// What it said.
        before: String,
        /// What it says.
        after: String,
    },
    /// A recognition more.
    Added(Box<Recognition>),
    /// A recognition less.
    Removed(Box<Recognition>),
}

/// What a change means to an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A product that was not there.
    New,
    /// More stars than before.
    StarUp,
    /// Fewer stars, or none.
    StarDown,
    /// Recognised again with the same stars.
    Renewed,
    /// Something else.
    Changed,
    /// Nothing.
    Same,
    /// A product that is not there any more.
    Gone,
}

impl Kind {
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

    /// The key in the table of sentences.
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

/// What kind of change leads from one state to the other, seen from a day.
pub fn kind(before: &Product, after: &Product, day: Date) -> Kind {
    if before == after {
        return Kind::Same;
    }
    let state = |product: &Product| status::on(product.recognitions.iter().map(Act::from), day);
    let (old, new) = (state(before), state(after));
    match old.star.unwrap_or(0).cmp(&new.star.unwrap_or(0)) {
        std::cmp::Ordering::Less => Kind::StarUp,
        std::cmp::Ordering::Greater => Kind::StarDown,
        std::cmp::Ordering::Equal if is_renewal(before, &old, after, &new) => Kind::Renewed,
        std::cmp::Ordering::Equal => Kind::Changed,
    }
}

/// True when the star is held by a later act than before.
fn is_renewal(before: &Product, old: &State, after: &Product, new: &State) -> bool {
    let act = |product: &Product, state: &State| {
        let at = state.current?;
        product.recognitions.get(at).cloned()
    };
    match (act(before, old), act(after, new)) {
        (Some(old), Some(new)) => {
            let time = |act: &Recognition| Act::from(act).time().map(|(first, _)| first);
            !is_same(&old, &new) && time(&new) > time(&old)
        }
        _ => false,
    }
}

/// Every difference, in the order of the fields.
pub fn changes(before: &Product, after: &Product) -> Vec<Change> {
    let mut found = Vec::new();
    for ((field, before), (_, after)) in texts(before).into_iter().zip(texts(after)) {
        if before != after {
            found.push(Change::Field {
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
                .position(|old| is_same(old, act) || is_correction(old, act))
        };
        match exact.or_else(close) {
            Some(at) => {
                let old = left.remove(at);
                let number = u8::try_from(number + 1).unwrap_or(0);
                act_changes(old, act, number, &mut found);
            }
            None => added.push(Change::Added(Box::new(act.clone()))),
        }
    }
    found.extend(
        left.into_iter()
            .map(|act| Change::Removed(Box::new(act.clone()))),
    );
    found.extend(added);
    found
}

/// The same date or decision with another star: a slip that was mended, not another act.
fn is_correction(old: &Recognition, new: &Recognition) -> bool {
    let dated = old.when.is_some() && old.when == new.when;
    let numbered = old.decision.is_some() && old.decision == new.decision;
    let bare = old.when.is_none()
        && new.when.is_none()
        && old.kind == new.kind
        && old.source == new.source;
    dated || numbered || bare
}

fn act_changes(old: &Recognition, new: &Recognition, number: u8, found: &mut Vec<Change>) {
    for (field, before, after) in act_texts(old)
        .into_iter()
        .zip(act_texts(new))
        .map(|((field, before), (_, after))| (field, before, after))
    {
        if before != after {
            found.push(Change::Field {
                field: Field::Act(number, field),
                before,
                after,
            });
        }
    }
}

/// A recognition as machine-readable texts.
pub fn act_texts(act: &Recognition) -> [(ActField, String); 11] {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let year = act.year.or(act.when.map(crate::product::When::year));
    [
        (
            ActField::Star,
            act.star.map_or_else(String::new, |star| star.to_string()),
        ),
        (
            ActField::Kind,
            act.kind
                .map_or_else(String::new, |kind| kind.key().to_owned()),
        ),
        (
            ActField::Date,
            act.when.map_or_else(String::new, |when| when.to_string()),
        ),
        (
            ActField::Year,
            year.map_or_else(String::new, |year| year.to_string()),
        ),
        (
            ActField::Seen,
            act.seen.map_or_else(String::new, |when| when.to_string()),
        ),
        (
            ActField::Expires,
            act.expires.map_or_else(String::new, |day| day.to_string()),
        ),
        (ActField::Decision, text(&act.decision)),
        (ActField::Score, text(&act.score)),
        (ActField::Authority, text(&act.authority)),
        (ActField::Place, text(&act.place)),
        (ActField::Source, text(&act.source)),
    ]
}

/// The fields of a product outside its recognitions, as machine-readable texts.
pub fn texts(product: &Product) -> [(Field, String); 24] {
    let text = |value: Option<&String>| value.cloned().unwrap_or_default();
    let producer = product.producer.as_ref();
    let of = |part: fn(&crate::product::Producer) -> Option<&String>| text(producer.and_then(part));
    let place = &product.place;
    let group = product.group.as_ref().map_or_else(String::new, |group| {
        let sign = if group.derived { "~" } else { "" };
        format!("{}{sign}", group.code)
    });
    let kind = producer.and_then(|producer| producer.kind);
    let channels: Vec<String> = product.channels.iter().map(channel::write).collect();
    [
        (Field::Id, product.id.clone()),
        (Field::Name, product.name.clone()),
        (Field::Specialty, text(product.specialty.as_ref())),
        (Field::Group, group),
        (Field::Code, text(product.code.as_ref())),
        (
            Field::Producer,
            producer.map_or_else(String::new, |producer| producer.name.clone()),
        ),
        (
            Field::Kind,
            kind.map_or_else(String::new, |kind| kind.key().to_owned()),
        ),
        (
            Field::KindWritten,
            of(|producer| producer.kind_written.as_ref()),
        ),
        (
            Field::Representative,
            of(|producer| producer.representative.as_ref()),
        ),
        (Field::Phone, of(|producer| producer.phone.as_ref())),
        (Field::Email, of(|producer| producer.email.as_ref())),
        (Field::TaxCode, of(|producer| producer.tax_code.as_ref())),
        (Field::Address, text(place.address.as_ref())),
        (Field::Commune, text(place.commune.as_ref())),
        (Field::District, text(place.district.as_ref())),
        (Field::Province, text(place.province.as_ref())),
        (Field::Unit, text(place.unit.as_ref())),
        (Field::Place, text(place.written.as_ref())),
        (Field::Channel, channels.join(" | ")),
        (Field::Trace, product.traces.join(" | ")),
        (Field::Revenue, text(product.revenue.as_ref())),
        (Field::Source, product.sources.join(" | ")),
        (Field::Note, product.note.vi.clone()),
        (Field::NoteEn, product.note.en.clone()),
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
            let change = Change::Field {
                field: Field::Act(number, ActField::Star),
                before: "3".to_owned(),
                after: "4".to_owned(),
            };
            assert_eq!(changes(&before, &after), [change], "{changed}");
        }
    }
}
