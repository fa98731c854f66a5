//! Every field of a product as columns: our own list, which comes back equal.
//!
//! One row a product; each recognition is a block of columns, as many blocks as the longest history needs.
//! What is worked out for a day stands beside and is not read again. Must not: leave a field out.

use ocop_index::change::compare;
use ocop_index::product::When;
use ocop_index::search::Hit;
use ocop_index::source::field::{ActField, Field, MAX_BLOCKS};
use ocop_index::{Facet, NONE};

use crate::change_text::field_name;
use crate::label;
use crate::locale::Locale;
use crate::report::file::Value;

/// The columns of a list.
pub struct Columns<'a> {
    locale: &'a Locale,
    blocks: u8,
}

/// The plain fields in the order of a reader: what, how good, who, where, then the rest.
const PLAIN: [Field; 21] = [
    Field::Specialty,
    Field::Group,
    Field::Code,
    Field::Producer,
    Field::Kind,
    Field::KindWritten,
    Field::Representative,
    Field::Phone,
    Field::Email,
    Field::TaxCode,
    Field::Address,
    Field::Commune,
    Field::District,
    Field::Province,
    Field::Unit,
    Field::Place,
    Field::Channel,
    Field::Trace,
    Field::Revenue,
    Field::Note,
    Field::NoteEn,
];

impl<'a> Columns<'a> {
    /// The columns for products with at most so many recognitions; `None` where that is more than a list can hold.
    pub fn new(locale: &'a Locale, recognitions: usize) -> Option<Self> {
        let blocks = u8::try_from(recognitions.max(1)).ok()?;
        (blocks <= MAX_BLOCKS).then_some(Self { locale, blocks })
    }

    /// The header.
    pub fn head(&self) -> Vec<String> {
        let t = |key: &str| self.locale.t(key).to_owned();
        let mut head = vec![
            field_name(self.locale, Field::Id),
            field_name(self.locale, Field::Name),
            t("export.star"),
            t("export.status"),
            t("export.earliest"),
            t("export.latest"),
        ];
        head.extend(PLAIN.map(|field| field_name(self.locale, field)));
        for block in 1..=self.blocks {
            let parts = ActField::ALL.map(|part| field_name(self.locale, Field::Act(block, part)));
            head.extend(parts);
        }
        head.push(field_name(self.locale, Field::Source));
        head
    }

    /// Widths in letters.
    pub fn widths() -> Vec<f64> {
        vec![
            13.0, 34.0, 8.0, 16.0, 12.0, 12.0, 18.0, 18.0, 14.0, 34.0, 16.0, 16.0, 20.0, 15.0,
            20.0, 14.0, 24.0, 20.0, 14.0, 14.0, 20.0, 24.0, 24.0, 20.0, 12.0, 30.0, 30.0, 12.0,
        ]
    }

    /// A product's row.
    pub fn row(&self, hit: &Hit) -> Vec<Value> {
        let locale = self.locale;
        let state = &hit.state;
        let texts = compare::texts(&hit.product);
        let text = |field: Field| {
            let found = texts.iter().find(|(known, _)| *known == field);
            found.map_or_else(String::new, |(_, text)| text.clone())
        };
        let mut row = vec![
            text(Field::Id).into(),
            text(Field::Name).into(),
            state.star.map(f64::from).into(),
            label::status(locale, state.status).into(),
            day(state.expiry.map(|expiry| expiry.earliest)),
            day(state.expiry.map(|expiry| expiry.latest)),
        ];
        row.extend(PLAIN.map(|field| match field {
            Field::Group => hit.product.group.as_ref().map_or(Value::Empty, |group| {
                let name = label::group(locale, &group.code);
                let name = if group.derived {
                    locale.fill("record.derived", &[("value", &name)])
                } else {
                    name
                };
                name.into()
            }),
            Field::Kind => {
                let producer = hit.product.producer.as_ref();
                producer
                    .and_then(|producer| producer.kind)
                    .map(|kind| label::kind(locale, kind))
                    .into()
            }
            plain => text(plain).into(),
        }));
        for block in 0..usize::from(self.blocks) {
            match hit.product.recognitions.get(block) {
                None => row.extend(ActField::ALL.map(|_| Value::Empty)),
                Some(act) => row.extend(compare::act_texts(act).map(|(field, text)| {
                    match field {
                        ActField::Star => act.star.map(f64::from).into(),
                        ActField::Kind => act
                            .kind
                            .map(|kind| label::value(locale, Facet::Recognition, kind.key()))
                            .into(),
                        ActField::Date => when(act.when),
                        ActField::Seen => when(act.seen),
                        ActField::Year => text.parse::<f64>().ok().into(),
                        ActField::Expires => day(act.expires),
                        _ => text.into(),
                    }
                })),
            }
        }
        row.push(text(Field::Source).into());
        row
    }
}

fn day(day: Option<jiff::civil::Date>) -> Value {
    day.map_or(Value::Empty, Value::Day)
}

fn when(when: Option<When>) -> Value {
    match when {
        None => Value::Empty,
        Some(When::Day(day)) => Value::Day(day),
        Some(When::Year(year)) => Value::Number(f64::from(year)),
    }
}

/// Stars for a person's list: a number, or the word for none.
pub fn stars(locale: &Locale, star: Option<u8>) -> String {
    let key = star.map(|star| star.to_string());
    label::value(locale, Facet::Star, key.as_deref().unwrap_or(NONE))
}
