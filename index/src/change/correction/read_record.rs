//! Reads the typed fields of a new product as one row of a list.

use jiff::civil::Date;

use super::super::identity::{IdentityKey, generate_product_id};
use super::fields::CORRECTABLE_FIELDS;
use super::read_field::{FieldProblem, is_refused, refuse};
use crate::product::Product;
use crate::source::draft::read_typed_row;
use crate::source::field::ProductField;
use crate::source::problem::ProblemReason;

/// An id for a new record, as an import gives it: the same on every machine, and none that is taken.
pub fn fresh_product_id(record: &Product, taken: impl Fn(&str) -> bool) -> String {
    generate_product_id(record, &IdentityKey::from_product(record), taken)
}

/// A field of a new record that is refused, and why.
pub type RecordProblem = (ProductField, FieldProblem);

/// The record of these fields, without an id, and what an import would remark on it. A name must be among them.
///
/// # Errors
///
/// Fails with every field that is refused.
pub fn read_record(
    fields: &[(ProductField, &str)],
    day: Date,
) -> Result<(Product, Vec<ProblemReason>), Vec<RecordProblem>> {
    let unknown = fields
        .iter()
        .filter(|(field, _)| !CORRECTABLE_FIELDS.contains(field));
    let mut problems: Vec<RecordProblem> = unknown
        .map(|(field, _)| (*field, FieldProblem::NotCorrectable))
        .collect();
    let has_name = fields
        .iter()
        .any(|(field, text)| *field == ProductField::Name && !text.trim().is_empty());
    if !has_name {
        problems.push((ProductField::Name, FieldProblem::NeedsValue));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let row = read_typed_row(fields, day);
    let mut remarks = Vec::new();
    for problem in &row.problems {
        let field = problem.column.parse().unwrap_or(ProductField::Name);
        // An address may hold what no table has.
        let is_address = field == ProductField::Address;
        if is_refused(problem.reason) && !is_address {
            problems.push((field, refuse(&problem.value, problem.reason)));
        } else {
            remarks.push(problem.reason);
        }
    }
    match row.product {
        Some(product) if problems.is_empty() => Ok((product, remarks)),
        Some(_) => Err(problems),
        None => {
            let reason = row.problems.first();
            let reason = reason.map_or(ProblemReason::NoName, |problem| problem.reason);
            if problems.is_empty() {
                problems.push((ProductField::Name, refuse("", reason)));
            }
            Err(problems)
        }
    }
}
