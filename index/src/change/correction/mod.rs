//! Corrections: what people propose to change in the catalogue by hand, one field or one product at a time.
//!
//! A correction is read by the readers of an import ([`read_field`], [`read_record`]), so that nothing enters a record
//! that no list could bring. [`show_field`] is the other way round: the value as a person would type it.
//! [`plan_corrections`] compares corrections with a catalogue and makes the same plan of changes that an import makes:
//! what the catalogue has otherwise by now starts as refused, with all three values. `apply` carries out what was
//! accepted, and [`AppliedCorrection`] is what remains of it.
//!
//! Must not: know who may propose, or where proposals are kept.

mod apply;
mod fields;
mod merge_products;
mod plan;
mod read_field;
mod read_place_field;
mod read_recognition_field;
mod read_record;
mod show_field;
mod written;

#[cfg(test)]
mod tests;

pub use super::correction_entry::{
    AppliedCorrection, CorrectedValues, Correction, CorrectionChange, CorrectionEntry,
    CorrectionStanding,
};
pub use apply::CorrectedCatalog;
pub use fields::{CORRECTABLE_FIELDS, find_correctable_field};
pub use plan::{CorrectionPlan, LeftCorrection, LeftReason, plan_corrections};
pub use read_field::{FieldChange, FieldProblem, read_field};
pub use read_record::{RecordProblem, fresh_product_id, read_record};
pub use show_field::show_field;
