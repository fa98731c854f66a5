//! Reads what a person typed for a field of a product, by the readers of an import, and changes the product by it.
//!
//! What an import leaves out of a record is refused here, with the import's own reason; so are values that an import
//! keeps as they are for a person to mend, because this is that person: a telephone number of letters, a commune that
//! is not in the district. What it only remarks on is told.

use jiff::civil::Date;

use super::fields::CORRECTABLE_FIELDS;
use super::read_place_field::read_place_field;
use super::read_recognition_field::{read_recognition_field, read_status};
use super::show_field::{show_field, show_recognition_field};
use crate::product::{Producer, Product, ProductGroup, Recognition};
use crate::source::cell::kind_words;
use crate::source::draft::{TypedRow, read_typed_cells, read_typed_row};
use crate::source::field::ProductField;
use crate::source::list_cell::ListCell;
use crate::source::problem::{ImportProblem, ProblemReason, ProblemSeverity};
use crate::specialty::SpecialtyTable;

/// A product with another value in one field.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldChange {
    /// The product with the value, and with what follows from it: the unit of a commune, the group of a specialty.
    pub product: Product,
    /// The old value as [`show_field`] has it; empty for none.
    pub old: String,
    /// The new value as it reads back; empty for none.
    pub new: String,
    /// What an import would remark on it.
    pub remarks: Vec<ProblemReason>,
}

/// Why a value is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldProblem {
    /// The field is none of [`CORRECTABLE_FIELDS`].
    NotCorrectable,
    /// A record cannot be without it.
    NeedsValue,
    /// An import would not read it.
    Unreadable {
        /// The text.
        value: String,
        /// The reason of the import.
        reason: ProblemReason,
    },
}

/// What reading a value leads to.
pub(super) struct ReadValue {
    pub(super) product: Product,
    pub(super) remarks: Vec<ProblemReason>,
    /// The recognition that was changed, for a field of one.
    pub(super) recognition: Option<Recognition>,
}

impl ReadValue {
    pub(super) fn new(product: Product, remarks: Vec<ProblemReason>) -> Self {
        Self {
            product,
            remarks,
            recognition: None,
        }
    }
}

/// Reads a value for a field; `day` decides which recognition is the current one. An empty text clears the field. Text
/// is cleaned like that of a list.
///
/// # Errors
///
/// Fails with the reason why the value is refused.
pub fn read_field(
    product: &Product,
    field: ProductField,
    text: &str,
    day: Date,
) -> Result<FieldChange, FieldProblem> {
    if !CORRECTABLE_FIELDS.contains(&field) {
        return Err(FieldProblem::NotCorrectable);
    }
    let old = show_field(product, field, day).unwrap_or_default();
    let text = match ListCell::from_raw(text) {
        ListCell::Fault(value) => {
            let reason = ProblemReason::Fault;
            return Err(FieldProblem::Unreadable { value, reason });
        }
        cell => cell.text().into_owned(),
    };
    if text == old {
        return Ok(FieldChange {
            product: product.clone(),
            new: old.clone(),
            old,
            remarks: Vec::new(),
        });
    }
    let read = read_value(product, field, &text, day)?;
    let new = match (field, &read.recognition) {
        (ProductField::Recognition(_, part), Some(act)) => show_recognition_field(act, part),
        _ => show_field(&read.product, field, day),
    };
    let new = new.unwrap_or_default();
    if text.is_empty() && !new.is_empty() {
        return Err(FieldProblem::NeedsValue);
    }
    let mut remarks = read.remarks;
    remarks.dedup();
    Ok(FieldChange {
        product: read.product,
        old,
        new,
        remarks,
    })
}

/// Reads a value without looking at the old one; an empty text is no value.
pub(super) fn read_value(
    product: &Product,
    field: ProductField,
    text: &str,
    day: Date,
) -> Result<ReadValue, FieldProblem> {
    match field {
        ProductField::Recognition(_, part) => read_recognition_field(product, part, text, day),
        ProductField::Status => read_status(product, text, day),
        ProductField::Province
        | ProductField::District
        | ProductField::Commune
        | ProductField::Unit
        | ProductField::Address => read_place_field(product, field, text, day),
        ProductField::Name => read_name(product, text, day),
        ProductField::Producer => read_producer_name(product, text, day),
        ProductField::Kind
        | ProductField::Representative
        | ProductField::Phone
        | ProductField::Email
        | ProductField::TaxCode => read_producer_field(product, field, text, day),
        _ => read_plain_field(product, field, text, day),
    }
}

/// Reads the cells, and fails for the first value of the field that is refused.
pub(super) fn read_cells(
    field: ProductField,
    cells: &[(ProductField, &str)],
    day: Date,
) -> Result<(Product, Vec<ProblemReason>), FieldProblem> {
    accept_row(field, read_typed_cells(cells, day))
}

fn accept_row(
    field: ProductField,
    row: TypedRow,
) -> Result<(Product, Vec<ProblemReason>), FieldProblem> {
    let key = field.to_string();
    let of_field = |problem: &&ImportProblem| problem.column == key || problem.column.is_empty();
    let problems = || row.problems.iter().filter(of_field);
    let refused = problems().find(|problem| is_refused(problem.reason));
    match (refused, &row.product) {
        (None, Some(_)) => {}
        (Some(problem), _) => return Err(refuse(&problem.value, problem.reason)),
        (None, None) => {
            let problem = row.problems.first();
            let reason = problem.map_or(ProblemReason::NoName, |problem| problem.reason);
            return Err(refuse(problem.map_or("", |problem| &problem.value), reason));
        }
    }
    let remarks = problems().map(|problem| problem.reason).collect();
    Ok((row.product.unwrap_or_default(), remarks))
}

pub(super) fn refuse(value: &str, reason: ProblemReason) -> FieldProblem {
    FieldProblem::Unreadable {
        value: value.to_owned(),
        reason,
    }
}

/// True for what must not become the value of a field by hand.
pub(super) fn is_refused(reason: ProblemReason) -> bool {
    reason.severity() != ProblemSeverity::Remark
        || matches!(
            reason,
            ProblemReason::PhoneForm
                | ProblemReason::KindUnknown
                | ProblemReason::DecisionUnreadable
                | ProblemReason::PlaceUnknown
                | ProblemReason::PlaceAmbiguous
                | ProblemReason::PlaceContradicts
                | ProblemReason::SplitProducts
        )
}

/// A name stands in the row of its product, as a list has it.
fn read_name(product: &Product, text: &str, day: Date) -> Result<ReadValue, FieldProblem> {
    if text.is_empty() {
        return Err(FieldProblem::NeedsValue);
    }
    let producer = product.producer.as_ref();
    let producer = producer.map_or("HTX", |producer| &producer.name);
    let cells = [
        (ProductField::Name, text),
        (ProductField::Producer, producer),
        (
            ProductField::District,
            product.place.district.as_deref().unwrap_or_default(),
        ),
    ];
    let (read, remarks) = accept_row(ProductField::Name, read_typed_row(&cells, day))?;
    let mut product = product.clone();
    product.name = read.name;
    Ok(ReadValue::new(product, remarks))
}

/// A producer's name; its kind follows where it followed from the old name.
fn read_producer_name(product: &Product, text: &str, day: Date) -> Result<ReadValue, FieldProblem> {
    let field = ProductField::Producer;
    let (read, remarks) = read_cells(field, &[(field, text)], day)?;
    let name = read.producer.map_or_else(String::new, |own| own.name);
    let known = product.producer.clone().unwrap_or_default();
    let kind_of = kind_words::parse_producer_kind;
    let follows = known.kind.is_none() || known.kind == kind_of(&known.name);
    let kind = if follows && known.name != name {
        kind_of(&name)
    } else {
        known.kind
    };
    let producer = Producer {
        name,
        kind,
        ..known
    };
    Ok(ReadValue::new(with_producer(product, producer), remarks))
}

fn read_producer_field(
    product: &Product,
    field: ProductField,
    text: &str,
    day: Date,
) -> Result<ReadValue, FieldProblem> {
    let (read, remarks) = read_cells(field, &[(field, text)], day)?;
    let read = read.producer.unwrap_or_default();
    let mut producer = product.producer.clone().unwrap_or_default();
    match field {
        ProductField::Kind => {
            (producer.kind, producer.kind_written) = (read.kind, read.kind_written);
        }
        ProductField::Representative => producer.representative = read.representative,
        ProductField::Phone => producer.phone = read.phone,
        ProductField::Email => producer.email = read.email,
        _ => producer.tax_code = read.tax_code,
    }
    Ok(ReadValue::new(with_producer(product, producer), remarks))
}

/// The product with this producer; none where nothing is known of it.
fn with_producer(product: &Product, producer: Producer) -> Product {
    Product {
        producer: Some(producer).filter(|producer| *producer != Producer::default()),
        ..product.clone()
    }
}

/// A field that depends on no other cell.
fn read_plain_field(
    product: &Product,
    field: ProductField,
    text: &str,
    day: Date,
) -> Result<ReadValue, FieldProblem> {
    let (read, remarks) = read_cells(field, &[(field, text)], day)?;
    let mut product = product.clone();
    match field {
        ProductField::Specialty => {
            let is_new = product.specialty != read.specialty;
            product.specialty = read.specialty;
            let is_derived = product.group.as_ref().is_none_or(|group| group.derived);
            if is_new && is_derived {
                product.group = derived_group(text);
            }
        }
        ProductField::Group => product.group = read.group,
        ProductField::Code => product.code = read.code,
        ProductField::Channel => product.channels = read.channels,
        ProductField::Trace => product.traces = read.traces,
        ProductField::Revenue => product.revenue = read.revenue,
        ProductField::Source => product.sources = read.sources,
        ProductField::Note => product.note.vi = read.note.vi,
        ProductField::NoteEn => product.note.en = read.note.en,
        _ => return Err(FieldProblem::NotCorrectable),
    }
    Ok(ReadValue::new(product, remarks))
}

/// The group that follows from a specialty.
fn derived_group(specialty: &str) -> Option<ProductGroup> {
    let mut probe = Product {
        name: specialty.to_owned(),
        ..Product::default()
    };
    SpecialtyTable::built_in().fill_missing_classification(&mut probe);
    probe.group
}
