//! When the certificates of a list end, month by month.
//!
//! Only certificates in hand are counted: a star that was taken back ends no more. Must not: name a month that the
//! sources do not settle.

use std::collections::BTreeMap;

use super::answer::Answer;
use super::catalog::Catalog;
use super::columns::Columns;
use crate::query::{Due, Ends, Facet};
use crate::status::Status;
use jiff::ToSpan;

/// How many certificates end then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DueCount {
    /// When.
    pub due: Due,
    /// Products.
    pub count: u32,
}

impl Catalog {
    /// When the certificates of a list end, as far as there are any, in the order of time.
    pub fn due(&self, answer: &Answer) -> Vec<DueCount> {
        let Some(columns) = self.columns() else {
            return Vec::new();
        };
        // What follows from a profile is worked out once for each.
        let mut profiles: Vec<u32> = vec![0; columns.profiles()];
        answer.each_doc(|doc| profiles[columns.profile(doc)] += 1);
        let held = held(columns);
        let mut months: BTreeMap<Due, u32> = BTreeMap::new();
        for (profile, count) in profiles.into_iter().enumerate() {
            if count > 0 && held[columns.first_of(Facet::Status, profile)] {
                *months.entry(self.due_of(columns.end(profile))).or_default() += count;
            }
        }
        let months = months.into_iter();
        months.map(|(due, count)| DueCount { due, count }).collect()
    }

    /// For each profile, whether its certificate is in hand and ends at a time that is asked for.
    pub(super) fn profiles_that_end(&self, columns: &Columns, asked: &Ends) -> Vec<bool> {
        let held = held(columns);
        let ends = |profile| {
            held[columns.first_of(Facet::Status, profile)]
                && asked.has(self.due_of(columns.end(profile)))
        };
        (0..columns.profiles()).map(ends).collect()
    }

    /// When an end lies, given as its first and last day counted from the catalogue's.
    fn due_of(&self, end: Option<(i32, i32)>) -> Due {
        let Some((first, last)) = end else {
            return Due::Unknown;
        };
        if last < 0 {
            return Due::Over;
        }
        let day = self.day().saturating_add(last.days());
        let month = if first == last { day.month() } else { 13 };
        Due::Within {
            year: day.year(),
            month,
        }
    }
}

/// Which values of the status are those of a certificate in hand.
fn held(columns: &Columns) -> Vec<bool> {
    let held = [Status::Valid, Status::Due, Status::Unclear, Status::Expired];
    let values = columns.facet(Facet::Status).values.iter();
    let is_held = |value: &String| held.iter().any(|status| status.key() == value);
    values.map(is_held).collect()
}
