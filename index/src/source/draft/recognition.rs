//! The recognitions of a row: one for each numbered block, or the only one, with what holds now beside.
//!
//! Rules: one product has a history of recognitions; the latest decides, and a column "hạng sao hiện tại"
//! that says otherwise is reported, not believed. Must not: derive a kind of act that no word says.

use jiff::civil::Date;

use super::super::field::{MAX_BLOCKS, ProductField, RecognitionField};
use super::super::list_cell::ListCell;
use super::super::problem::ProblemReason;
use super::RowReader;
use crate::product::{DateOrYear, Recognition, RecognitionKind};
use crate::source::cell::kind_words;
use crate::source::cell::kind_words::LifeStatus;
use crate::source::cell::star;
use crate::source::cell::star::Star;
use crate::source::cell::{date, decimal, decision};

/// The recognitions of a row, in the order of its blocks.
pub(super) fn read_recognitions(reading: &mut RowReader<'_>, day: Date) -> Vec<Recognition> {
    let mut acts: Vec<Recognition> = (1..=MAX_BLOCKS)
        .filter(|block| {
            reading.header.columns.iter().any(
                |column| matches!(column.field, Some(ProductField::Recognition(number, _)) if number == *block),
            )
        })
        .filter_map(|block| read_recognition_block(reading, block))
        .collect();
    let now = read_recognition_block(reading, 0);
    if let Some(now) = now {
        merge_current_recognition(reading, &mut acts, now);
    }
    let life = reading.field_text(ProductField::Status);
    if let Some(words) = life {
        apply_life_status(reading, &mut acts, &words, day);
    }
    for act in &acts {
        check_recognition(reading, act, day);
    }
    acts
}

/// What holds now beside numbered recognitions: the expiry belongs to the latest of them, and the star
/// should be its star. Without numbered ones it is the recognition itself.
fn merge_current_recognition(
    reading: &mut RowReader<'_>,
    acts: &mut Vec<Recognition>,
    now: Recognition,
) {
    // By date where all have one, else by the order of the blocks.
    let dated = acts.iter().all(|act| act.when.is_some());
    let latest = acts
        .iter_mut()
        .filter(|act| act.star.is_some())
        .max_by_key(|act| act.when.filter(|_| dated).map(|when| when.date_range().1));
    let Some(latest) = latest else {
        acts.push(now);
        return;
    };
    if now.star.is_some() && now.star != latest.star {
        let value = now.star.map_or_else(String::new, |star| star.to_string());
        reading.add_problem(
            ProductField::Recognition(0, RecognitionField::Star),
            &value,
            ProblemReason::StarDisagrees,
        );
    }
    latest.expires = latest.expires.or(now.expires);
    if now.kind == Some(RecognitionKind::Pending5) {
        latest.kind = now.kind;
    }
}

/// A status in words that the recognitions do not say yet.
fn apply_life_status(
    reading: &mut RowReader<'_>,
    acts: &mut Vec<Recognition>,
    words: &str,
    day: Date,
) {
    let kind = match kind_words::parse_life_status(words) {
        Some(LifeStatus::Withdrawn) => RecognitionKind::Withdrawn,
        Some(LifeStatus::Left) => RecognitionKind::Left,
        Some(LifeStatus::InProcess) => {
            for act in acts.iter_mut().filter(|act| act.kind.is_none()) {
                act.kind = Some(RecognitionKind::Proposed);
            }
            return;
        }
        // Whether a certificate holds is worked out for the day asked, never taken over.
        Some(LifeStatus::Valid | LifeStatus::Expired) => return,
        None => {
            reading.add_problem(ProductField::Status, words, ProblemReason::StatusUnknown);
            return;
        }
    };
    if acts.iter().all(|act| act.kind != Some(kind)) {
        acts.push(Recognition {
            kind: Some(kind),
            seen: Some(DateOrYear::Day(day)),
            ..Recognition::default()
        });
    }
}

/// One block; `None` when nothing stands in it.
fn read_recognition_block(reading: &mut RowReader<'_>, block: u8) -> Option<Recognition> {
    let field = |field| ProductField::Recognition(block, field);
    let mut act = Recognition::default();
    let stars = reading.field_cell(field(RecognitionField::Star));
    match star::parse_star(&stars) {
        Star::Blank => {}
        Star::Stars(number) => {
            act.star = Some(number);
            if number < crate::status::MIN_CERTIFIED_STARS {
                reading.add_problem(
                    field(RecognitionField::Star),
                    &stars.text(),
                    ProblemReason::StarUncertified,
                );
            }
        }
        Star::Potential => {
            (act.star, act.kind) = (Some(4), Some(RecognitionKind::Pending5));
            reading.add_problem(
                field(RecognitionField::Star),
                &stars.text(),
                ProblemReason::StarPotential,
            );
        }
        Star::Wrong(reason) => {
            reading.add_problem(field(RecognitionField::Star), &stars.text(), reason)
        }
    }
    let beside = match &stars {
        ListCell::Text(text) => star::parse_star_extras(text),
        _ => star::StarCellExtras::default(),
    };
    if let Some(words) = reading.field_text(field(RecognitionField::Kind)) {
        let known = kind_words::parse_recognition_kind(&words);
        if known.is_none() {
            reading.add_problem(
                field(RecognitionField::Kind),
                &words,
                ProblemReason::ActUnknown,
            );
        }
        act.kind = known.or(act.kind);
    }
    act.when = read_date(reading, field(RecognitionField::Date));
    if let Some(text) = reading.field_text(field(RecognitionField::Decision))
        && let Some(found) = decision::parse_decision(&text)
    {
        act.decision = Some(found.number);
        act.when = act.when.or(found.when);
    }
    act.decision = act.decision.or(beside.decision);
    act.when = act.when.or(beside.when);
    read_year(reading, field(RecognitionField::Year), &mut act);
    act.seen = read_date(reading, field(RecognitionField::Seen));
    act.expires = match read_date(reading, field(RecognitionField::Expires)) {
        Some(DateOrYear::Day(day)) => Some(day),
        Some(DateOrYear::Year(year)) => {
            // A certificate ends on a day; a year is no day.
            reading.add_problem(
                field(RecognitionField::Expires),
                &year.to_string(),
                ProblemReason::DateUnreadable,
            );
            None
        }
        None => None,
    };
    let points = reading.field_cell(field(RecognitionField::Score));
    match decimal::parse_score(&points) {
        Ok(score) => act.score = score.or(beside.score),
        Err(reason) => reading.add_problem(field(RecognitionField::Score), &points.text(), reason),
    }
    act.authority = reading.field_text(field(RecognitionField::Authority));
    act.place = reading.field_text(field(RecognitionField::Place));
    act.source = reading.field_text(field(RecognitionField::Source));
    let is_something = act != Recognition::default();
    // A kind or a year alone in a block of a form is no recognition.
    (is_something).then_some(act)
}

fn read_date(reading: &mut RowReader<'_>, field: ProductField) -> Option<DateOrYear> {
    let cell = reading.field_cell(field);
    match date::parse_date(&cell) {
        Ok(None) => None,
        Ok(Some(dated)) => {
            if dated.month_first {
                reading.add_problem(field, &cell.text(), ProblemReason::DateMonthFirst);
            }
            Some(dated.when)
        }
        Err(reason) => {
            reading.add_problem(field, &cell.text(), reason);
            None
        }
    }
}

/// The year beside a date: the only thing known, the same, or another one.
fn read_year(reading: &mut RowReader<'_>, field: ProductField, act: &mut Recognition) {
    let cell = reading.field_cell(field);
    match date::parse_year(&cell) {
        Ok(None) => {}
        Ok(Some(year)) => match act.when {
            None => act.when = Some(DateOrYear::Year(year)),
            Some(when) if when.year() == year => {}
            Some(_) => {
                act.year = Some(year);
                reading.add_problem(field, &cell.text(), ProblemReason::YearDisagrees);
            }
        },
        Err(reason) => reading.add_problem(field, &cell.text(), reason),
    }
}

/// What does not fit together in one recognition.
fn check_recognition(reading: &mut RowReader<'_>, act: &Recognition, day: Date) {
    let by_score = act.score.as_deref().and_then(decimal::star_from_score);
    let star = act
        .star
        .filter(|_| act.kind != Some(RecognitionKind::Pending5));
    if let (Some(star), Some(by_score)) = (star, by_score)
        && star != by_score
    {
        let value = act.score.clone().unwrap_or_default();
        reading.add_problem(
            ProductField::Recognition(0, RecognitionField::Score),
            &value,
            ProblemReason::ScoreDisagrees,
        );
    }
    if let Some(when) = act.when
        && when.date_range().0 > day
    {
        reading.add_problem(
            ProductField::Recognition(0, RecognitionField::Date),
            &when.to_string(),
            ProblemReason::DateAhead,
        );
    }
    if let (Some(DateOrYear::Day(when)), Some(expires)) = (act.when, act.expires)
        && expires < when
    {
        reading.add_problem(
            ProductField::Recognition(0, RecognitionField::Expires),
            &expires.to_string(),
            ProblemReason::ExpiryBefore,
        );
    }
}
