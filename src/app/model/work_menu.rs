//! The menu of reviews: what is typed is the name of a new one, and narrows the list of those there are.

use std::sync::Arc;

use jiff::civil::Date;
use ocop_index::query::language::field::normalize_name as folded;
use ocop_index::query::read_day;

use crate::app::input_line::InputLine;
use crate::work::reviews::review_round::ReviewRound;

/// Before the due day of a new review.
const DUE_SIGN: char = '@';

/// The open menu.
#[derive(Clone, Debug, Default)]
pub struct WorkMenu {
    /// What is typed.
    pub input: InputLine,
    /// The row of the cursor.
    pub cursor: usize,
}

/// A row of the menu.
#[derive(Clone, Debug)]
pub enum WorkMenuRow {
    /// Starts a review of what the question shown finds.
    Start {
        /// Its name.
        name: String,
        /// The day by which it is due; an error for a text that is no day.
        due: Result<Option<Date>, String>,
    },
    /// Opens a review.
    Open(Arc<ReviewRound>),
    /// Leaves the open review.
    PutAway,
}

impl WorkMenu {
    /// The rows that match what is typed.
    pub fn rows(
        &self,
        rounds: &[Arc<ReviewRound>],
        is_open: bool,
        today: Date,
    ) -> Vec<WorkMenuRow> {
        let typed = self.input.text().trim();
        let wanted = folded(typed);
        let running = rounds.iter().filter(|round| !round.is_closed);
        let matching = running.filter(|round| folded(&round.start.name).contains(&wanted));
        let mut rows: Vec<WorkMenuRow> = matching.cloned().map(WorkMenuRow::Open).collect();
        if !typed.is_empty() {
            let is_known = rounds
                .iter()
                .any(|round| !round.is_closed && folded(&round.start.name) == wanted);
            let place = if is_known { rows.len() } else { 0 };
            rows.insert(place, read_new_review(typed, today));
        } else if is_open {
            rows.push(WorkMenuRow::PutAway);
        }
        rows
    }
}

/// A name, and a day behind a sign.
fn read_new_review(typed: &str, today: Date) -> WorkMenuRow {
    let (name, due) = match typed.rsplit_once(DUE_SIGN) {
        Some((name, day)) => {
            let due = read_day(day.trim(), today).ok_or_else(|| day.trim().to_owned());
            (name, due.map(Some))
        }
        None => (typed, Ok(None)),
    };
    WorkMenuRow::Start {
        name: name.trim().to_owned(),
        due,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_behind_the_sign_is_the_due_day_and_another_text_is_told() {
        let today = jiff::civil::date(2026, 11, 30);
        let read = |typed: &str| match read_new_review(typed, today) {
            WorkMenuRow::Start { name, due } => (name, due),
            _ => unreachable!(),
        };
        assert_eq!(read("Quý IV"), ("Quý IV".to_owned(), Ok(None)));
        let due = Some(jiff::civil::date(2026, 12, 31));
        assert_eq!(read("Quý IV @31/12/2026"), ("Quý IV".to_owned(), Ok(due)));
        assert_eq!(read("Quý IV @mai kia").1, Err("mai kia".to_owned()));
    }
}
