//! The producer's cells of a row, and what they inherit from the row above.
//!
//! Names are not compared beyond equality: two spellings are two producers here.

use super::producer_cell;
use super::row_reader::RowReader;
use super::text_memo::TextMemo;
use crate::product::{Producer, ProducerKind};
use crate::source::cell::{contact, kind_words, phrase};
use crate::source::field::ProductField;
use crate::source::problem::ProblemReason;

/// The cells of a row about its producer, as written.
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
    /// The list says that the producer is not known, or its cell was filled and cannot be read.
    is_unknown: bool,
}

impl ProducerCells {
    /// Reads the cells of a row.
    pub(super) fn from_row(reader: &mut RowReader<'_>, is_own_export: bool) -> Self {
        let mut cells = Self::from_own_cells(reader);
        if !is_own_export {
            cells.split_name_cell(reader);
        }
        cells
    }

    /// Takes an address and telephones out of the cell of the name, for fields that the row does not have otherwise.
    fn split_name_cell(&mut self, reader: &mut RowReader<'_>) {
        let Some(name) = &self.name else {
            return;
        };
        let lines = reader.cell_lines(ProductField::Producer);
        let Some(parts) = producer_cell::split_producer_cell(name, lines) else {
            return;
        };
        let is_taken = parts.address.is_some() && self.address.is_some()
            || parts.phone.is_some() && self.phone.is_some();
        if is_taken {
            return;
        }
        reader.add_problem(ProductField::Producer, name, ProblemReason::SplitProducer);
        self.name = Some(parts.name);
        self.address = self.address.take().or(parts.address);
        self.phone = self.phone.take().or(parts.phone);
    }

    fn from_own_cells(reader: &mut RowReader<'_>) -> Self {
        let phone = reader.field_cell(ProductField::Phone);
        let phone = contact::parse_phone(&phone);
        if let Some((text, false)) = &phone {
            reader.add_problem(ProductField::Phone, text, ProblemReason::PhoneForm);
        }
        let name = reader.field_text(ProductField::Producer);
        let is_unknown = name
            .as_deref()
            .map_or_else(|| reader.has_cell(ProductField::Producer), is_unknown_name);
        Self {
            name: name.filter(|_| !is_unknown),
            is_unknown,
            kind: reader.field_text(ProductField::Kind),
            kind_written: reader.field_text(ProductField::KindWritten),
            representative: reader.field_text(ProductField::Representative),
            phone: phone.map(|(text, _)| text),
            email: reader.field_text(ProductField::Email),
            tax_code: reader.field_text(ProductField::TaxCode),
            address: reader.field_text(ProductField::Address),
            commune: reader.field_text(ProductField::Commune),
            district: reader.field_text(ProductField::District),
        }
    }

    /// The cells that a row takes over together with the producer's name.
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

    /// The cells of a row below another: without a name it has the producer above. If any of its other cells
    /// differs from the row above, it has another producer, whose name is not given.
    pub(super) fn inherit_from(mut self, above: &Self, reader: &mut RowReader<'_>) -> Self {
        if self.name.is_some() || self.is_unknown || above.name.is_none() {
            return self;
        }
        let mut above = above.clone();
        let differs = self
            .inheritable_cells()
            .into_iter()
            .zip(above.inheritable_cells())
            .any(|(own, inherited)| own.is_some() && own != inherited);
        if differs {
            return self;
        }
        self.name.clone_from(&above.name);
        let name = self.name.clone().unwrap_or_default();
        reader.add_problem(ProductField::Producer, &name, ProblemReason::ProducerAbove);
        for (own, inherited) in self
            .inheritable_cells()
            .into_iter()
            .zip(above.inheritable_cells())
        {
            *own = inherited.take();
        }
        self
    }

    /// The producer of the record; `None` when all cells are blank.
    pub(super) fn to_producer(
        &self,
        reader: &mut RowReader<'_>,
        is_own_export: bool,
        kinds: &mut TextMemo<Option<ProducerKind>>,
    ) -> Option<Producer> {
        let mut parse_kind =
            |text: &str| kinds.get_or_insert_with(text, || kind_words::parse_producer_kind(text));
        let mut kind = self.kind.as_deref().and_then(&mut parse_kind);
        if let (Some(words), None) = (&self.kind, kind) {
            reader.add_problem(ProductField::Kind, words, ProblemReason::KindUnknown);
        }
        if kind.is_none() && !is_own_export {
            kind = self.name.as_deref().and_then(parse_kind);
        }
        let producer = Producer {
            name: self.name.clone().unwrap_or_default(),
            kind,
            // Our own export has a column for the kind and another for its wording in the list.
            kind_written: if is_own_export {
                self.kind_written.clone()
            } else {
                // The plain name of a kind adds nothing to the kind.
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

/// True for "not known", which our own lists write because a blank cell would mean the producer above.
fn is_unknown_name(name: &str) -> bool {
    // Most names have more letters than the longest of them.
    let letters = name.bytes().filter(u8::is_ascii_alphabetic).count();
    letters <= "not known".len()
        && matches!(
            phrase::fold_words(name).as_str(),
            "chua ro" | "khong ro" | "not known"
        )
}
