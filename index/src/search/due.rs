//! When the certificates of a list end, month by month.
//!
//! Only certificates in hand are counted: a star that was taken back ends no more. Must not: name a month that the
//! sources do not settle.

use std::collections::BTreeMap;

use jiff::ToSpan;
use tantivy::DocId;

use super::answer::Answer;
use super::catalog::Catalog;
use crate::query::Facet;
use crate::status::Status;

/// When certificates end. In the order of time; what is not known comes last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Due {
    /// Before the catalogue's day.
    Over,
    /// In this month, 1 to 12, of this year; month 13 stands for "some day of the year, the sources do not say which".
    Within {
        /// The year.
        year: i16,
        /// The month; 13 where only the year is known.
        month: i8,
    },
    /// The sources do not say.
    Unknown,
}

impl Due {
    /// `over`, `2027-03`, `2027`, or `none` for not known: the key in machine-readable output.
    pub fn key(self) -> String {
        match self {
            Self::Over => "over".to_owned(),
            Self::Within { year, month } if month > 12 => year.to_string(),
            Self::Within { year, month } => format!("{year}-{month:02}"),
            Self::Unknown => crate::query::NONE.to_owned(),
        }
    }
}

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
        let held = [Status::Valid, Status::Due, Status::Unclear, Status::Expired];
        let statuses = columns.facet(Facet::Status).values.iter();
        let statuses = statuses.map(|value| held.iter().any(|status| status.key() == value));
        let is_held: Vec<bool> = statuses.collect();
        // What follows from a profile is worked out once for each, by a product that has it.
        let mut profiles: Vec<(u32, DocId)> = vec![(0, 0); columns.profiles()];
        answer.each_doc(|doc| {
            let (count, _) = profiles[columns.profile(doc)];
            profiles[columns.profile(doc)] = (count + 1, doc);
        });
        let mut months: BTreeMap<Due, u32> = BTreeMap::new();
        for (count, doc) in profiles.into_iter().filter(|(count, _)| *count > 0) {
            if is_held[columns.first(Facet::Status, doc)] {
                *months.entry(self.due_of(columns.end(doc))).or_default() += count;
            }
        }
        let months = months.into_iter();
        months.map(|(due, count)| DueCount { due, count }).collect()
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
