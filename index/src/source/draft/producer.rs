//! The producer's cells of a row, and what they take over from the row above.
//!
//! Must not: judge names; two spellings are two producers here.

use super::super::field::ProductField;
use super::super::problem::ProblemReason;
use super::RowReader;
use super::text_memo::TextMemo;
use crate::product::{Producer, ProducerKind};
use crate::source::cell::{contact, kind_words};

/// What a row says of its producer, as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ProducerCells {
    name: Option<String>,
    kind: Option<String>,
    kind_written: Option<String>,
    representative: Option<String>,
    phone: Option<String>,
    email: Option<String>,
    tax_code: Option<String>,
    pub(super) address: Option<String>,
    pub(super) commune: Option<String>,
    pub(super) district: Option<String>,
    /// The list says that nobody knows the producer.
    unknown: bool,
}

impl ProducerCells {
    /// Reads the cells of a row.
    pub(super) fn from_row(reading: &mut RowReader<'_>) -> Self {
        let phone = reading.field_cell(ProductField::Phone);
        let read = contact::parse_phone(&phone);
        if let Some((text, false)) = &read {
            let text = text.clone();
            reading.add_problem(ProductField::Phone, &text, ProblemReason::PhoneForm);
        }
        let name = reading.field_text(ProductField::Producer);
        let unknown = name.as_deref().is_some_and(is_unknown_name);
        Self {
            name: name.filter(|_| !unknown),
            unknown,
            kind: reading.field_text(ProductField::Kind),
            kind_written: reading.field_text(ProductField::KindWritten),
            representative: reading.field_text(ProductField::Representative),
            phone: read.map(|(text, _)| text),
            email: reading.field_text(ProductField::Email),
            tax_code: reading.field_text(ProductField::TaxCode),
            address: reading.field_text(ProductField::Address),
            commune: reading.field_text(ProductField::Commune),
            district: reading.field_text(ProductField::District),
        }
    }

    fn inheritable_cells(&mut self) -> [&mut Option<String>; 9] {
        [
            &mut self.kind,
            &mut self.kind_written,
            &mut self.representative,
            &mut self.phone,
            &mut self.email,
            &mut self.tax_code,
            &mut self.address,
            &mut self.commune,
            &mut self.district,
        ]
    }

    /// The producer of a row below another: where its cells are blank, it is the one above. A row that
    /// says something else of its producer has another one, whose name is not given.
    pub(super) fn inherit_from(mut self, above: &Self) -> Self {
        if self.name.is_some() || self.unknown || above.name.is_none() {
            return self;
        }
        let mut upper = above.clone();
        let mut own = self.clone();
        let other = own
            .inheritable_cells()
            .into_iter()
            .zip(upper.inheritable_cells())
            .any(|(own, upper)| own.is_some() && own != upper);
        if other {
            return self;
        }
        self.name.clone_from(&above.name);
        for (part, upper) in self
            .inheritable_cells()
            .into_iter()
            .zip(upper.inheritable_cells())
        {
            *part = upper.take();
        }
        self
    }

    /// The producer of the record; `None` when nothing is said of one.
    pub(super) fn to_producer(
        &self,
        reading: &mut RowReader<'_>,
        own: bool,
        kinds: &mut TextMemo<Option<ProducerKind>>,
    ) -> Option<Producer> {
        let words = self.kind.as_deref();
        let mut kind = words.and_then(|words| {
            kinds.get_or_insert_with(words, || kind_words::parse_producer_kind(words))
        });
        if let (Some(words), None) = (words, kind) {
            reading.add_problem(ProductField::Kind, words, ProblemReason::KindUnknown);
        }
        if kind.is_none() && !own {
            let name = self.name.as_deref();
            kind = name.and_then(|name| {
                kinds.get_or_insert_with(name, || kind_words::parse_producer_kind(name))
            });
        }
        let producer = Producer {
            name: self.name.clone().unwrap_or_default(),
            kind,
            // Our own export has a column for the kind and another for the words.
            kind_written: if own {
                self.kind_written.clone()
            } else {
                // The plain name of a kind says no more than the kind.
                self.kind
                    .clone()
                    .filter(|words| !kind_words::is_plain_kind(words))
            },
            representative: self.representative.clone(),
            phone: self.phone.clone(),
            email: self.email.clone(),
            tax_code: self.tax_code.clone(),
        };
        (producer != Producer::default()).then_some(producer)
    }
}

/// Words for "not known" in a list where a blank cell would mean the producer above.
fn is_unknown_name(name: &str) -> bool {
    matches!(
        super::fold_words(name).as_str(),
        "chua ro" | "khong ro" | "not known"
    )
}
