//! The recognitions of a row: one for each numbered block, or the only one, and the current values beside them.
//!
//! A product has a history of recognitions, and the latest one decides. A column "hạng sao hiện tại" that disagrees
//! is reported but not applied. A kind of recognition is only read from words, never derived.

use jiff::civil::Date;

use super::row_reader::RowReader;
use super::star_mark;
use crate::product::{DateOrYear, Recognition, RecognitionKind};
use crate::source::cell::kind_words::{self, LifeStatus};
use crate::source::cell::star::{self, Star, StarCellExtras};
use crate::source::cell::{date, decimal, decision};
use crate::source::field::{MAX_BLOCKS, ProductField, RecognitionField};
use crate::source::list_cell::ListCell;
use crate::source::problem::ProblemReason;

/// The recognitions of a row, in the order of its blocks.
///
/// `heading_star` is that of the heading above the row; it holds where the row itself gives none.
pub(super) fn read_recognitions(
    reader: &mut RowReader<'_>,
    heading_star: Option<u8>,
    day: Date,
) -> Vec<Recognition> {
    let mut recognitions = Vec::new();
    for block in 1..=MAX_BLOCKS {
        if has_block(reader, block) {
            recognitions.extend(read_recognition_block(reader, block));
        }
    }
    if let Some(current) = read_recognition_block(reader, 0) {
        merge_current_recognition(reader, &mut recognitions, current);
    }
    if let Some(star) = star_mark::read_star_marks(reader) {
        apply_outer_star(
            reader,
            &mut recognitions,
            star,
            ProblemReason::StarDisagrees,
        );
    }
    if let Some(star) = heading_star {
        apply_outer_star(
            reader,
            &mut recognitions,
            star,
            ProblemReason::HeadingDisagrees,
        );
    }
    if let Some(words) = reader.field_text(ProductField::Status) {
        apply_life_status(reader, &mut recognitions, &words, day);
    }
    for recognition in &recognitions {
        check_recognition(reader, recognition, day);
    }
    recognitions
}

/// True when the header has a column of this block.
fn has_block(reader: &RowReader<'_>, block: u8) -> bool {
    let mut fields = reader.header.columns.iter().map(|column| column.field);
    fields
        .any(|field| matches!(field, Some(ProductField::Recognition(number, _)) if number == block))
}

/// Merges the current values into the latest numbered recognition: the expiry belongs to it, and the star should
/// be its star. Without numbered ones the current values are the recognition itself.
fn merge_current_recognition(
    reader: &mut RowReader<'_>,
    recognitions: &mut Vec<Recognition>,
    current: Recognition,
) {
    // By date if all have one, otherwise by the order of the blocks.
    let are_all_dated = recognitions.iter().all(|other| other.when.is_some());
    let latest = recognitions
        .iter_mut()
        .filter(|other| other.star.is_some())
        .max_by_key(|other| {
            let when = other.when.filter(|_| are_all_dated);
            when.map(|when| when.date_range().1)
        });
    let Some(latest) = latest else {
        recognitions.push(current);
        return;
    };
    if current.star.is_some() && current.star != latest.star {
        let value = current
            .star
            .map_or_else(String::new, |star| star.to_string());
        reader.add_problem(
            ProductField::Recognition(0, RecognitionField::Star),
            &value,
            ProblemReason::StarDisagrees,
        );
    }
    latest.expires = latest.expires.or(current.expires);
    if current.kind == Some(RecognitionKind::Pending5) {
        latest.kind = current.kind;
    }
}

/// Applies stars from outside the column of stars: a marked column, a heading. The stars of that column count more,
/// and another number of them is told with `disagreement`.
fn apply_outer_star(
    reader: &mut RowReader<'_>,
    recognitions: &mut Vec<Recognition>,
    star: u8,
    disagreement: ProblemReason,
) {
    let latest = recognitions
        .iter()
        .rev()
        .find_map(|recognition| recognition.star);
    match (latest, recognitions.as_mut_slice()) {
        (Some(own), _) if own == star => {}
        (Some(own), _) => {
            let field = ProductField::Recognition(0, RecognitionField::Star);
            reader.add_problem(field, &own.to_string(), disagreement);
        }
        (None, []) => recognitions.push(Recognition {
            star: Some(star),
            ..Recognition::default()
        }),
        (None, [.., last]) => last.star = Some(star),
    }
}

/// Applies the words of a status column, unless the recognitions have that status already.
fn apply_life_status(
    reader: &mut RowReader<'_>,
    recognitions: &mut Vec<Recognition>,
    words: &str,
    day: Date,
) {
    let kind = match kind_words::parse_life_status(words) {
        Some(LifeStatus::Withdrawn) => RecognitionKind::Withdrawn,
        Some(LifeStatus::Left) => RecognitionKind::Left,
        Some(LifeStatus::InProcess) => {
            let without_kind = recognitions.iter_mut().filter(|other| other.kind.is_none());
            for recognition in without_kind {
                recognition.kind = Some(RecognitionKind::Proposed);
            }
            return;
        }
        // Whether a certificate is valid is always computed for a given day.
        Some(LifeStatus::Valid | LifeStatus::Expired) => return,
        None => {
            reader.add_problem(ProductField::Status, words, ProblemReason::StatusUnknown);
            return;
        }
    };
    if recognitions.iter().all(|other| other.kind != Some(kind)) {
        recognitions.push(Recognition {
            kind: Some(kind),
            seen: Some(DateOrYear::Day(day)),
            ..Recognition::default()
        });
    }
}

/// The recognition of a block; `None` when all its cells are blank.
fn read_recognition_block(reader: &mut RowReader<'_>, block: u8) -> Option<Recognition> {
    let field = |field| ProductField::Recognition(block, field);
    let mut recognition = Recognition::default();
    let star_extras = read_star(reader, field(RecognitionField::Star), &mut recognition);
    read_kind(reader, field(RecognitionField::Kind), &mut recognition);
    recognition.when = read_date(reader, field(RecognitionField::Date));
    if let Some(text) = reader.field_text(field(RecognitionField::Decision))
        && let Some(decision) = decision::parse_decision(&text)
    {
        if !is_decision_here(reader, block, &text) {
            let field = field(RecognitionField::Decision);
            reader.add_problem(field, &text, ProblemReason::DecisionUnreadable);
        }
        recognition.decision = Some(decision.number);
        recognition.when = recognition.when.or(decision.when);
    }
    recognition.decision = recognition.decision.or(star_extras.decision);
    recognition.when = recognition.when.or(star_extras.when);
    read_year(reader, field(RecognitionField::Year), &mut recognition);
    recognition.seen = read_date(reader, field(RecognitionField::Seen));
    recognition.expires = read_expiry(reader, field(RecognitionField::Expires));
    let points = reader.field_cell(field(RecognitionField::Score));
    match decimal::parse_score(&points) {
        Ok(score) => recognition.score = score.or(star_extras.score),
        Err(reason) => reader.add_problem(field(RecognitionField::Score), &points.text(), reason),
    }
    recognition.authority = reader.field_text(field(RecognitionField::Authority));
    recognition.place = reader.field_text(field(RecognitionField::Place));
    recognition.source = reader.field_text(field(RecognitionField::Source));
    (recognition != Recognition::default()).then_some(recognition)
}

/// True when the cell of decisions names one. A year is the number of a decision only where the columns of dates and
/// years have values of their own.
fn is_decision_here(reader: &RowReader<'_>, block: u8, text: &str) -> bool {
    if text.contains(['Q', 'q']) {
        return true;
    }
    let mut of_time = [RecognitionField::Date, RecognitionField::Year].into_iter();
    let lacks_time =
        of_time.any(|field| reader.lacks_value(ProductField::Recognition(block, field)));
    let is_year = text.len() == 4 && text.starts_with("20");
    decision::has_decision_number(text) && !(is_year && lacks_time)
}

/// Reads the stars, and returns what else their cell holds.
fn read_star(
    reader: &mut RowReader<'_>,
    field: ProductField,
    recognition: &mut Recognition,
) -> StarCellExtras {
    let cell = reader.field_cell(field);
    let problem = match star::parse_star(&cell) {
        Star::Blank => None,
        Star::Stars(number) => {
            recognition.star = Some(number);
            let is_uncertified = number < crate::status::MIN_CERTIFIED_STARS;
            is_uncertified.then_some(ProblemReason::StarUncertified)
        }
        Star::Potential => {
            (recognition.star, recognition.kind) = (Some(4), Some(RecognitionKind::Pending5));
            Some(ProblemReason::StarPotential)
        }
        Star::Wrong(reason) => Some(reason),
    };
    if let Some(reason) = problem {
        reader.add_problem(field, &cell.text(), reason);
    }
    match &cell {
        ListCell::Text(text) => star::parse_star_extras(text),
        _ => StarCellExtras::default(),
    }
}

fn read_kind(reader: &mut RowReader<'_>, field: ProductField, recognition: &mut Recognition) {
    let Some(words) = reader.field_text(field) else {
        return;
    };
    let kind = kind_words::parse_recognition_kind(&words);
    if kind.is_none() {
        reader.add_problem(field, &words, ProblemReason::ActUnknown);
    }
    recognition.kind = kind.or(recognition.kind);
}

/// The expiry. A certificate expires on a day, so a year alone is a problem.
fn read_expiry(reader: &mut RowReader<'_>, field: ProductField) -> Option<Date> {
    match read_date(reader, field)? {
        DateOrYear::Day(day) => Some(day),
        DateOrYear::Year(year) => {
            reader.add_problem(field, &year.to_string(), ProblemReason::DateUnreadable);
            None
        }
    }
}

fn read_date(reader: &mut RowReader<'_>, field: ProductField) -> Option<DateOrYear> {
    let cell = reader.field_cell(field);
    match date::parse_date(&cell) {
        Ok(None) => None,
        Ok(Some(dated)) => {
            if dated.month_first {
                reader.add_problem(field, &cell.text(), ProblemReason::DateMonthFirst);
            }
            Some(dated.when)
        }
        Err(reason) => {
            reader.add_problem(field, &cell.text(), reason);
            None
        }
    }
}

/// Reads the year column: the date if there is no other, or a year that agrees or disagrees with it.
fn read_year(reader: &mut RowReader<'_>, field: ProductField, recognition: &mut Recognition) {
    let cell = reader.field_cell(field);
    match date::parse_year(&cell) {
        Ok(None) => {}
        Ok(Some(year)) => match recognition.when {
            None => recognition.when = Some(DateOrYear::Year(year)),
            Some(when) if when.year() == year => {}
            Some(_) => {
                recognition.year = Some(year);
                reader.add_problem(field, &cell.text(), ProblemReason::YearDisagrees);
            }
        },
        Err(reason) => reader.add_problem(field, &cell.text(), reason),
    }
}

/// Reports values of one recognition that contradict each other.
fn check_recognition(reader: &mut RowReader<'_>, recognition: &Recognition, day: Date) {
    let by_score = recognition
        .score
        .as_deref()
        .and_then(decimal::star_from_score);
    let star = recognition
        .star
        .filter(|_| recognition.kind != Some(RecognitionKind::Pending5));
    if let (Some(star), Some(by_score)) = (star, by_score)
        && star != by_score
    {
        let value = recognition.score.clone().unwrap_or_default();
        reader.add_problem(
            ProductField::Recognition(0, RecognitionField::Score),
            &value,
            ProblemReason::ScoreDisagrees,
        );
    }
    if let Some(when) = recognition.when
        && when.date_range().0 > day
    {
        reader.add_problem(
            ProductField::Recognition(0, RecognitionField::Date),
            &when.to_string(),
            ProblemReason::DateAhead,
        );
    }
    if let (Some(DateOrYear::Day(when)), Some(expires)) = (recognition.when, recognition.expires)
        && expires < when
    {
        reader.add_problem(
            ProductField::Recognition(0, RecognitionField::Expires),
            &expires.to_string(),
            ProblemReason::ExpiryBefore,
        );
    }
}
