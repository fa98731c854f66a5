//! Corrections in words: what somebody proposed, how it stands to the catalogue, why a value is refused.

use std::fmt::Display;

use ocop_index::Product;
use ocop_index::change::correction::{
    AppliedCorrection, CorrectedValues, Correction, CorrectionChange, CorrectionEntry,
    CorrectionStanding, FieldProblem, LeftReason,
};
use ocop_index::source::field::ProductField;
use ocop_index::source::problem::ProblemReason;

use crate::wording::change_text::mapped_field_name;
use crate::wording::locale::Locale;
use crate::wording::problem_text::describe_reason;
use crate::wording::sanitize::sanitize_text;

/// Why a value is refused, as a sentence that names the field.
pub fn describe_field_problem(
    locale: &Locale,
    field: ProductField,
    problem: &FieldProblem,
) -> String {
    let field = mapped_field_name(locale, field);
    match problem {
        FieldProblem::NotCorrectable => {
            locale.fill("correction.not_correctable", &[("field", &field)])
        }
        FieldProblem::NeedsValue => locale.fill("correction.needs_value", &[("field", &field)]),
        FieldProblem::Unreadable { value, reason } => {
            let reason = describe_refusal(locale, *reason);
            let value = sanitize_text(value);
            let values: [(&str, &dyn Display); 3] =
                [("field", &field), ("value", &value), ("reason", &reason)];
            locale.fill("correction.unreadable", &values)
        }
    }
}

/// The reason of an import, without what an import does then.
fn describe_refusal(locale: &Locale, reason: ProblemReason) -> String {
    let sentence = describe_reason(locale, reason);
    match sentence.split_once("; ") {
        Some((first, _)) if reason != ProblemReason::PlaceAmbiguous => first.to_owned(),
        _ => sentence,
    }
}

/// A correction in a line: what is to change, of which product.
pub fn describe_change(locale: &Locale, change: &CorrectionChange, name: &str) -> String {
    let name = sanitize_text(name);
    let text = match change {
        CorrectionChange::Field {
            field, old, new, ..
        } => return format!("{name}: {}", describe_values(locale, *field, old, new)),
        CorrectionChange::NewProduct { record } => {
            locale.fill("correction.new_product", &[("name", &record.name)])
        }
        CorrectionChange::Withdrawn { reason, .. } => {
            let values: [(&str, &dyn Display); 2] = [("name", &name), ("reason", reason)];
            locale.fill("correction.withdrawn", &values)
        }
        CorrectionChange::Split { into, .. } => {
            let names = join_names(into);
            locale.fill("correction.split", &[("name", &name), ("names", &names)])
        }
        CorrectionChange::MergedInto { product, into } => {
            let values: [(&str, &dyn Display); 3] =
                [("name", &name), ("id", product), ("into", into)];
            locale.fill("correction.merged_into", &values)
        }
        CorrectionChange::ProducerName { from, to } => {
            locale.fill("correction.producer_name", &[("from", from), ("to", to)])
        }
    };
    sanitize_text(&text)
}

fn join_names(products: &[Product]) -> String {
    let names = products.iter().map(|product| product.name.as_str());
    names.collect::<Vec<_>>().join(" | ")
}

/// The old and the new value of a field.
pub fn describe_values(locale: &Locale, field: ProductField, old: &str, new: &str) -> String {
    let values: [(&str, &dyn Display); 3] = [
        ("field", &mapped_field_name(locale, field)),
        ("before", &shown_value(locale, old)),
        ("after", &shown_value(locale, new)),
    ];
    locale.fill("import.field", &values)
}

fn shown_value(locale: &Locale, text: &str) -> String {
    if text.is_empty() {
        return locale.t("import.blank").to_owned();
    }
    sanitize_text(text)
}

/// What an entry has from its correction, a line each: what it does to whole products, by whom and when, the three
/// values where the catalogue changed meanwhile, and what an import would remark.
pub fn describe_entry_correction(locale: &Locale, entry: &CorrectionEntry) -> Vec<String> {
    let mut lines = Vec::new();
    if entry.values.is_none() {
        let before = entry.before.as_ref();
        let name = before.map_or("", |product| product.name.as_str());
        lines.push(describe_change(locale, &entry.correction.change, name));
    }
    let names: Vec<String> = entry
        .proposed_by
        .iter()
        .map(|name| sanitize_text(name))
        .collect();
    let values: [(&str, &dyn Display); 2] = [
        ("names", &names.join(", ")),
        ("at", &entry.correction.proposed_at),
    ];
    lines.push(locale.fill("correction.proposed_by", &values));
    match (entry.standing, &entry.values) {
        (CorrectionStanding::Conflict, Some((_, values))) => {
            lines.push(describe_three_values(locale, values));
            lines.push(locale.t("correction.conflict").to_owned());
        }
        (CorrectionStanding::Conflict, None) => {
            lines.push(locale.t("correction.maybe_known").to_owned());
        }
        (CorrectionStanding::Disputed, _) => {
            lines.push(locale.t("correction.disputed").to_owned());
        }
        (CorrectionStanding::Applies, _) => {}
    }
    let remarks = entry.remarks.iter();
    lines.extend(remarks.map(|remark| describe_remark(locale, *remark)));
    lines
}

/// What an import would remark on a value.
pub fn describe_remark(locale: &Locale, remark: ProblemReason) -> String {
    let reason = describe_reason(locale, remark);
    locale.fill("correction.remark", &[("reason", &reason)])
}

fn describe_three_values(locale: &Locale, values: &CorrectedValues) -> String {
    let values: [(&str, &dyn Display); 3] = [
        ("base", &shown_value(locale, &values.base)),
        ("now", &shown_value(locale, &values.now)),
        ("proposed", &shown_value(locale, &values.proposed)),
    ];
    locale.fill("correction.three_values", &values)
}

/// A correction that changes nothing, and why. The name is that of the product when it was proposed.
pub fn describe_left(
    locale: &Locale,
    (correction, name): (&Correction, &str),
    reason: &LeftReason,
) -> String {
    let what = describe_change(locale, &correction.change, name);
    let why = match (reason, &correction.change) {
        (LeftReason::AlreadySo, _) => locale.t("correction.already_so").to_owned(),
        (LeftReason::ProductGone, CorrectionChange::ProducerName { .. }) => {
            locale.t("correction.producer_gone").to_owned()
        }
        (LeftReason::ProductGone, _) => locale.t("correction.product_gone").to_owned(),
        (LeftReason::Unreadable(problem), CorrectionChange::Field { field, .. }) => {
            describe_field_problem(locale, *field, problem)
        }
        (LeftReason::Unreadable(problem), _) => {
            describe_field_problem(locale, ProductField::Name, problem)
        }
    };
    let values: [(&str, &dyn Display); 4] = [
        ("what", &what),
        ("why", &why),
        ("names", &sanitize_text(&correction.proposed_by)),
        ("at", &correction.proposed_at),
    ];
    locale.fill("correction.left", &values)
}

/// A correction that a record has had, in a line.
pub fn describe_applied(locale: &Locale, applied: &AppliedCorrection) -> String {
    let what = if let Ok(field) = applied.what.parse::<ProductField>() {
        describe_values(locale, field, &applied.old, &applied.new)
    } else {
        let key = format!("correction.had_{}", applied.what);
        let told = if applied.new.is_empty() {
            &applied.old
        } else {
            &applied.new
        };
        match locale.get(&key) {
            Some(_) => locale.fill(&key, &[("what", told)]),
            None => told.clone(),
        }
    };
    let values: [(&str, &dyn Display); 4] = [
        ("what", &what),
        ("names", &applied.by.join(", ")),
        ("at", &applied.at),
        ("n", &applied.generation),
    ];
    sanitize_text(&locale.fill("correction.had", &values))
}
