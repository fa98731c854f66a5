//! The recognitions of a row: one for each numbered block, or the only one, with what holds now beside.
//!
//! Rules: one product has a history of recognitions; the latest decides, and a column "hạng sao hiện tại"
//! that says otherwise is reported, not believed. Must not: derive a kind of act that no word says.

use jiff::civil::Date;

use super::super::cell::Cell;
use super::super::field::{ActField, Field, MAX_BLOCKS};
use super::super::kind::{self, Life};
use super::super::problem::Reason;
use super::super::star::{self, Star};
use super::super::{date, decision, measure};
use super::Reading;
use crate::product::{Recognition, RecognitionKind, When};

/// The recognitions of a row, in the order of its blocks.
pub(super) fn read(reading: &mut Reading<'_>, day: Date) -> Vec<Recognition> {
    let mut acts: Vec<Recognition> = (1..=MAX_BLOCKS)
        .filter(|block| {
            reading.header.columns.iter().any(
                |column| matches!(column.field, Some(Field::Act(number, _)) if number == *block),
            )
        })
        .filter_map(|block| block_of(reading, block))
        .collect();
    let now = block_of(reading, 0);
    if let Some(now) = now {
        join(reading, &mut acts, now);
    }
    let life = reading.text(Field::Status);
    if let Some(words) = life {
        live(reading, &mut acts, &words, day);
    }
    for act in &acts {
        check(reading, act, day);
    }
    acts
}

/// What holds now beside numbered recognitions: the expiry belongs to the latest of them, and the star
/// should be its star. Without numbered ones it is the recognition itself.
fn join(reading: &mut Reading<'_>, acts: &mut Vec<Recognition>, now: Recognition) {
    // By date where all have one, else by the order of the blocks.
    let dated = acts.iter().all(|act| act.when.is_some());
    let latest = acts
        .iter_mut()
        .filter(|act| act.star.is_some())
        .max_by_key(|act| act.when.filter(|_| dated).map(|when| when.range().1));
    let Some(latest) = latest else {
        acts.push(now);
        return;
    };
    if now.star.is_some() && now.star != latest.star {
        let value = now.star.map_or_else(String::new, |star| star.to_string());
        reading.notice(Field::Act(0, ActField::Star), &value, Reason::StarDisagrees);
    }
    latest.expires = latest.expires.or(now.expires);
    if now.kind == Some(RecognitionKind::Pending5) {
        latest.kind = now.kind;
    }
}

/// A status in words that the recognitions do not say yet.
fn live(reading: &mut Reading<'_>, acts: &mut Vec<Recognition>, words: &str, day: Date) {
    let kind = match kind::life(words) {
        Some(Life::Withdrawn) => RecognitionKind::Withdrawn,
        Some(Life::Left) => RecognitionKind::Left,
        Some(Life::InProcess) => {
            for act in acts.iter_mut().filter(|act| act.kind.is_none()) {
                act.kind = Some(RecognitionKind::Proposed);
            }
            return;
        }
        // Whether a certificate holds is worked out for the day asked, never taken over.
        Some(Life::Valid | Life::Expired) => return,
        None => {
            reading.notice(Field::Status, words, Reason::StatusUnknown);
            return;
        }
    };
    if acts.iter().all(|act| act.kind != Some(kind)) {
        acts.push(Recognition {
            kind: Some(kind),
            seen: Some(When::Day(day)),
            ..Recognition::default()
        });
    }
}

/// One block; `None` when nothing stands in it.
fn block_of(reading: &mut Reading<'_>, block: u8) -> Option<Recognition> {
    let field = |field| Field::Act(block, field);
    let mut act = Recognition::default();
    let stars = reading.cell(field(ActField::Star));
    match star::read(&stars) {
        Star::Blank => {}
        Star::Stars(number) => {
            act.star = Some(number);
            if number < crate::status::CERTIFIED {
                reading.notice(
                    field(ActField::Star),
                    &stars.text(),
                    Reason::StarUncertified,
                );
            }
        }
        Star::Potential => {
            (act.star, act.kind) = (Some(4), Some(RecognitionKind::Pending5));
            reading.notice(field(ActField::Star), &stars.text(), Reason::StarPotential);
        }
        Star::Wrong(reason) => reading.notice(field(ActField::Star), &stars.text(), reason),
    }
    let beside = match &stars {
        Cell::Text(text) => star::beside(text),
        _ => star::Beside::default(),
    };
    if let Some(words) = reading.text(field(ActField::Kind)) {
        let known = kind::recognition(&words);
        if known.is_none() {
            reading.notice(field(ActField::Kind), &words, Reason::ActUnknown);
        }
        act.kind = known.or(act.kind);
    }
    act.when = read_date(reading, field(ActField::Date));
    if let Some(text) = reading.text(field(ActField::Decision))
        && let Some(found) = decision::read(&text)
    {
        act.decision = Some(found.number);
        act.when = act.when.or(found.when);
    }
    act.decision = act.decision.or(beside.decision);
    act.when = act.when.or(beside.when);
    read_year(reading, field(ActField::Year), &mut act);
    act.seen = read_date(reading, field(ActField::Seen));
    act.expires = match read_date(reading, field(ActField::Expires)) {
        Some(When::Day(day)) => Some(day),
        Some(When::Year(year)) => {
            // A certificate ends on a day; a year is no day.
            reading.notice(
                field(ActField::Expires),
                &year.to_string(),
                Reason::DateUnreadable,
            );
            None
        }
        None => None,
    };
    let points = reading.cell(field(ActField::Score));
    match measure::score(&points) {
        Ok(score) => act.score = score.or(beside.score),
        Err(reason) => reading.notice(field(ActField::Score), &points.text(), reason),
    }
    act.authority = reading.text(field(ActField::Authority));
    act.place = reading.text(field(ActField::Place));
    act.source = reading.text(field(ActField::Source));
    let is_something = act != Recognition::default();
    // A kind or a year alone in a block of a form is no recognition.
    (is_something).then_some(act)
}

fn read_date(reading: &mut Reading<'_>, field: Field) -> Option<When> {
    let cell = reading.cell(field);
    match date::read(&cell) {
        Ok(None) => None,
        Ok(Some(dated)) => {
            if dated.month_first {
                reading.notice(field, &cell.text(), Reason::DateMonthFirst);
            }
            Some(dated.when)
        }
        Err(reason) => {
            reading.notice(field, &cell.text(), reason);
            None
        }
    }
}

/// The year beside a date: the only thing known, the same, or another one.
fn read_year(reading: &mut Reading<'_>, field: Field, act: &mut Recognition) {
    let cell = reading.cell(field);
    match date::year(&cell) {
        Ok(None) => {}
        Ok(Some(year)) => match act.when {
            None => act.when = Some(When::Year(year)),
            Some(when) if when.year() == year => {}
            Some(_) => {
                act.year = Some(year);
                reading.notice(field, &cell.text(), Reason::YearDisagrees);
            }
        },
        Err(reason) => reading.notice(field, &cell.text(), reason),
    }
}

/// What does not fit together in one recognition.
fn check(reading: &mut Reading<'_>, act: &Recognition, day: Date) {
    let by_score = act.score.as_deref().and_then(measure::star_of_score);
    let star = act
        .star
        .filter(|_| act.kind != Some(RecognitionKind::Pending5));
    if let (Some(star), Some(by_score)) = (star, by_score)
        && star != by_score
    {
        let value = act.score.clone().unwrap_or_default();
        reading.notice(
            Field::Act(0, ActField::Score),
            &value,
            Reason::ScoreDisagrees,
        );
    }
    if let Some(when) = act.when
        && when.range().0 > day
    {
        reading.notice(
            Field::Act(0, ActField::Date),
            &when.to_string(),
            Reason::DateAhead,
        );
    }
    if let (Some(When::Day(when)), Some(expires)) = (act.when, act.expires)
        && expires < when
    {
        reading.notice(
            Field::Act(0, ActField::Expires),
            &expires.to_string(),
            Reason::ExpiryBefore,
        );
    }
}
