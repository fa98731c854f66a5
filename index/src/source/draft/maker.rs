//! The producer's cells of a row, and what they take over from the row above.
//!
//! Must not: judge names; two spellings are two producers here.

use super::super::field::Field;
use super::super::problem::Reason;
use super::super::{contact, kind};
use super::Reading;
use super::memo::Memo;
use crate::product::{Producer, ProducerKind};

/// What a row says of its producer, as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Maker {
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

impl Maker {
    /// Reads the cells of a row.
    pub(super) fn read(reading: &mut Reading<'_>) -> Self {
        let phone = reading.cell(Field::Phone);
        let read = contact::phone(&phone);
        if let Some((text, false)) = &read {
            let text = text.clone();
            reading.notice(Field::Phone, &text, Reason::PhoneForm);
        }
        let name = reading.text(Field::Producer);
        let unknown = name.as_deref().is_some_and(is_unknown);
        Self {
            name: name.filter(|_| !unknown),
            unknown,
            kind: reading.text(Field::Kind),
            kind_written: reading.text(Field::KindWritten),
            representative: reading.text(Field::Representative),
            phone: read.map(|(text, _)| text),
            email: reading.text(Field::Email),
            tax_code: reading.text(Field::TaxCode),
            address: reading.text(Field::Address),
            commune: reading.text(Field::Commune),
            district: reading.text(Field::District),
        }
    }

    fn parts(&mut self) -> [&mut Option<String>; 9] {
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
    pub(super) fn below(mut self, above: &Self) -> Self {
        if self.name.is_some() || self.unknown || above.name.is_none() {
            return self;
        }
        let mut upper = above.clone();
        let mut own = self.clone();
        let other = own
            .parts()
            .into_iter()
            .zip(upper.parts())
            .any(|(own, upper)| own.is_some() && own != upper);
        if other {
            return self;
        }
        self.name.clone_from(&above.name);
        for (part, upper) in self.parts().into_iter().zip(upper.parts()) {
            *part = upper.take();
        }
        self
    }

    /// The producer of the record; `None` when nothing is said of one.
    pub(super) fn producer(
        &self,
        reading: &mut Reading<'_>,
        own: bool,
        kinds: &mut Memo<Option<ProducerKind>>,
    ) -> Option<Producer> {
        let words = self.kind.as_deref();
        let mut kind = words.and_then(|words| kinds.get(words, || kind::producer(words)));
        if let (Some(words), None) = (words, kind) {
            reading.notice(Field::Kind, words, Reason::KindUnknown);
        }
        if kind.is_none() && !own {
            let name = self.name.as_deref();
            kind = name.and_then(|name| kinds.get(name, || kind::producer(name)));
        }
        let producer = Producer {
            name: self.name.clone().unwrap_or_default(),
            kind,
            // Our own export has a column for the kind and another for the words.
            kind_written: if own {
                self.kind_written.clone()
            } else {
                // The plain name of a kind says no more than the kind.
                self.kind.clone().filter(|words| !kind::is_plain(words))
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
fn is_unknown(name: &str) -> bool {
    matches!(
        super::folds(name).as_str(),
        "chua ro" | "khong ro" | "not known"
    )
}
