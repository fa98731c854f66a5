//! Reads a field of the current recognition of a product, or its status.

use jiff::civil::Date;

use super::read_field::{FieldProblem, ReadValue, read_cells, refuse};
use super::show_field::{current_recognition, show_recognition_field, state_status};
use crate::product::{DateOrYear, Product, Recognition, RecognitionKind};
use crate::source::field::{ProductField, RecognitionField};
use crate::source::problem::ProblemReason;
use crate::status::{ProductStatus, RecognitionSummary};

/// Reads a field of the current recognition; a product without one gets its first.
pub(super) fn read_recognition_field(
    product: &Product,
    part: RecognitionField,
    text: &str,
    day: Date,
) -> Result<ReadValue, FieldProblem> {
    let field = ProductField::Recognition(0, part);
    let index = current_recognition(product, day);
    let known = index.and_then(|index| product.recognitions.get(index));
    let mut act = known.cloned().unwrap_or_else(|| Recognition {
        // Beside others, one without a date of its own is as new as its correction.
        seen: (!product.recognitions.is_empty()).then_some(DateOrYear::Day(day)),
        ..Recognition::default()
    });
    let shown = |part| show_recognition_field(&act, part).unwrap_or_default();
    let (star, date) = (shown(RecognitionField::Star), shown(RecognitionField::Date));
    // What the value has to agree with stands beside it, where it has its own cell.
    let beside = match part {
        RecognitionField::Score => (RecognitionField::Star, star.as_str()),
        RecognitionField::Expires => (RecognitionField::Date, date.as_str()),
        _ => (RecognitionField::Source, ""),
    };
    let cells = [
        (field, text),
        (ProductField::Recognition(0, beside.0), beside.1),
    ];
    let (read, remarks) = read_cells(field, &cells, day)?;
    let read = read.recognitions.into_iter().next().unwrap_or_default();
    let old_when = act.when;
    set_part(&mut act, part, &read, text)?;
    let mut product = product.clone();
    let kept = index.map(|index| product.recognitions.remove(index));
    if act != Recognition::default() {
        let index = index.filter(|_| act.when == old_when);
        let index = index.unwrap_or_else(|| position_by_date(&product.recognitions, &act));
        product.recognitions.insert(index, act.clone());
    } else if kept.is_none() {
        return Err(FieldProblem::NeedsValue);
    }
    Ok(ReadValue {
        recognition: Some(act),
        ..ReadValue::new(product, remarks)
    })
}

fn set_part(
    act: &mut Recognition,
    part: RecognitionField,
    read: &Recognition,
    text: &str,
) -> Result<(), FieldProblem> {
    match part {
        RecognitionField::Star => {
            if read.kind.is_some() {
                // "Tiềm năng 5 sao" is a kind of recognition.
                return Err(refuse(text, ProblemReason::StarPotential));
            }
            act.star = read.star;
        }
        RecognitionField::Kind => act.kind = read.kind,
        RecognitionField::Date => {
            act.when = read.when;
            act.year = act.year.filter(|year| {
                let when = read.when.map(DateOrYear::year);
                when.is_some_and(|when| when != *year)
            });
        }
        RecognitionField::Year => set_year(act, read, text)?,
        RecognitionField::Expires => act.expires = read.expires,
        RecognitionField::Decision => act.decision.clone_from(&read.decision),
        RecognitionField::Score => act.score.clone_from(&read.score),
        RecognitionField::Authority => act.authority.clone_from(&read.authority),
        RecognitionField::Seen | RecognitionField::Place | RecognitionField::Source => {
            return Err(FieldProblem::NotCorrectable);
        }
    }
    Ok(())
}

/// The year of a recognition follows from its date where that is a day; another year beside it was a gap.
fn set_year(act: &mut Recognition, read: &Recognition, text: &str) -> Result<(), FieldProblem> {
    let year = read.when.map(DateOrYear::year);
    match (act.when, year) {
        (Some(DateOrYear::Day(_)) | None, None) => act.year = None,
        (Some(DateOrYear::Year(_)), None) => (act.when, act.year) = (None, None),
        (Some(when), Some(year)) if when.year() == year => act.year = None,
        (Some(_), Some(year)) if act.year == Some(year) => {}
        (Some(DateOrYear::Day(_)), Some(_)) => {
            return Err(refuse(text, ProblemReason::YearDisagrees));
        }
        (_, Some(year)) => {
            (act.when, act.year) = (Some(DateOrYear::Year(year)), None);
        }
    }
    Ok(())
}

/// Where a recognition belongs: before the first later one.
fn position_by_date(acts: &[Recognition], act: &Recognition) -> usize {
    let first_day = |act: &Recognition| {
        let dates = RecognitionSummary::from(act).possible_dates();
        dates.map(|(first, _)| first)
    };
    let time = first_day(act);
    let later = |other: &Recognition| time.is_some() && first_day(other) > time;
    acts.iter().position(later).unwrap_or(acts.len())
}

/// Reads a status that somebody decides: withdrawn, or no longer made. It is noted as seen on the day.
pub(super) fn read_status(
    product: &Product,
    text: &str,
    day: Date,
) -> Result<ReadValue, FieldProblem> {
    if text.is_empty() {
        return Err(FieldProblem::NeedsValue);
    }
    let field = ProductField::Status;
    let (read, remarks) = read_cells(field, &[(field, text)], day)?;
    let Some(act) = read.recognitions.into_iter().next() else {
        // Whether a certificate is valid is always computed.
        return Err(refuse(text, ProblemReason::StatusUnknown));
    };
    let mut product = product.clone();
    let is_so = match state_status(&product, day) {
        ProductStatus::Withdrawn => act.kind == Some(RecognitionKind::Withdrawn),
        ProductStatus::LeftProgramme => act.kind == Some(RecognitionKind::Left),
        _ => false,
    };
    if !is_so {
        product.recognitions.push(act);
    }
    Ok(ReadValue::new(product, remarks))
}
