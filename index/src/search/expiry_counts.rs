//! When the certificates of a list end, month by month.
//!
//! Only certificates in hand are counted: a star that was taken back ends no more. Must not: name a month that the
//! sources do not settle.

use std::collections::BTreeMap;

use super::answer::SearchAnswer;
use super::catalog::Catalog;
use crate::query::{ExpiryPeriod, ExpiryRange, Facet};
use crate::search::columns::facet_columns::FacetColumns;
use crate::status::ProductStatus;
use jiff::ToSpan;

/// How many certificates end then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExpiryCount {
    /// When.
    pub period: ExpiryPeriod,
    /// Products.
    pub count: u32,
}

impl Catalog {
    /// When the certificates of a list end, as far as there are any, in the order of time.
    pub fn count_expiries(&self, answer: &SearchAnswer) -> Vec<ExpiryCount> {
        let Some(columns) = self.facet_columns() else {
            return Vec::new();
        };
        // What follows from a profile is worked out once for each.
        let mut profiles: Vec<u32> = vec![0; columns.profile_count()];
        answer.for_each_doc(|doc| profiles[columns.profile_id(doc)] += 1);
        let held = find_held_statuses(columns);
        let mut months: BTreeMap<ExpiryPeriod, u32> = BTreeMap::new();
        for (profile, count) in profiles.into_iter().enumerate() {
            if count > 0 && held[columns.first_value_of_profile(Facet::Status, profile)] {
                *months
                    .entry(self.expiry_period(columns.expiry_day_range(profile)))
                    .or_default() += count;
            }
        }
        let months = months.into_iter();
        months
            .map(|(due, count)| ExpiryCount { period: due, count })
            .collect()
    }

    /// For each profile, whether its certificate is in hand and ends at a time that is asked for.
    pub(super) fn find_expiring_profiles(
        &self,
        columns: &FacetColumns,
        asked: &ExpiryRange,
    ) -> Vec<bool> {
        let held = find_held_statuses(columns);
        let ends = |profile| {
            held[columns.first_value_of_profile(Facet::Status, profile)]
                && asked.contains(self.expiry_period(columns.expiry_day_range(profile)))
        };
        (0..columns.profile_count()).map(ends).collect()
    }

    /// When an end lies, given as its first and last day counted from the catalogue's.
    fn expiry_period(&self, end: Option<(i32, i32)>) -> ExpiryPeriod {
        let Some((first, last)) = end else {
            return ExpiryPeriod::Unknown;
        };
        if last < 0 {
            return ExpiryPeriod::Expired;
        }
        let day = self.day().saturating_add(last.days());
        let month = if first == last { day.month() } else { 13 };
        ExpiryPeriod::Within {
            year: day.year(),
            month,
        }
    }
}

/// Which values of the status are those of a certificate in hand.
fn find_held_statuses(columns: &FacetColumns) -> Vec<bool> {
    let held = [
        ProductStatus::Valid,
        ProductStatus::ExpiringSoon,
        ProductStatus::Unclear,
        ProductStatus::Expired,
    ];
    let values = columns.get(Facet::Status).values.iter();
    let is_held = |value: &String| held.iter().any(|status| status.key() == value);
    values.map(is_held).collect()
}
