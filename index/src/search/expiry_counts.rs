//! When the certificates of a list expire, month by month.
//!
//! Only certificates that are held count: a revoked star no longer expires. A month that the sources leave open is
//! counted by its year.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::query::{ExpiryMonth, ExpiryPeriod, ExpiryRange, Facet};
use crate::search::answer::SearchAnswer;
use crate::search::columns::facet_columns::FacetColumns;
use crate::search::columns::ids::ProfileId;
use crate::status::ProductStatus;

/// How many certificates expire in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExpiryCount {
    /// The period.
    pub period: ExpiryPeriod,
    /// Products.
    pub count: u32,
}

/// When the certificates of a list expire, in the order of time.
pub(crate) fn count_expiries(
    columns: &FacetColumns,
    day: Date,
    answer: &SearchAnswer,
) -> Vec<ExpiryCount> {
    // Derived once for each profile, not for each product.
    let mut by_profile: Vec<u32> = columns.profile_ids().map(|_| 0).collect();
    answer.for_each_doc(|doc| by_profile[columns.profile_id(doc).index()] += 1);
    let expiring = ExpiringProfiles::new(columns, day);
    let mut by_period: BTreeMap<ExpiryPeriod, u32> = BTreeMap::new();
    for (profile, count) in columns.profile_ids().zip(by_profile) {
        if count > 0
            && let Some(period) = expiring.period_of(profile)
        {
            *by_period.entry(period).or_default() += count;
        }
    }
    by_period
        .into_iter()
        .map(|(period, count)| ExpiryCount { period, count })
        .collect()
}

/// By profile, whether its certificate is held and expires in a range of time.
pub(crate) fn find_expiring_profiles(
    columns: &FacetColumns,
    day: Date,
    range: &ExpiryRange,
) -> Vec<bool> {
    let expiring = ExpiringProfiles::new(columns, day);
    columns
        .profile_ids()
        .map(|profile| {
            let period = expiring.period_of(profile);
            period.is_some_and(|period| range.contains(period, expiring.days_of(profile)))
        })
        .collect()
}

/// The expiry of each profile.
struct ExpiringProfiles<'a> {
    columns: &'a FacetColumns,
    day: Date,
    /// By value of the status facet: the certificate is held.
    held_statuses: Vec<bool>,
}

impl<'a> ExpiringProfiles<'a> {
    fn new(columns: &'a FacetColumns, day: Date) -> Self {
        let held = [
            ProductStatus::Valid,
            ProductStatus::ExpiringSoon,
            ProductStatus::Unclear,
            ProductStatus::Expired,
        ];
        let values = columns.get(Facet::Status).values.iter();
        let is_held = |value: &String| held.iter().any(|status| status.key() == value);
        Self {
            columns,
            day,
            held_statuses: values.map(is_held).collect(),
        }
    }

    /// When a profile's certificate expires; `None` when it is not held.
    fn period_of(&self, profile: ProfileId) -> Option<ExpiryPeriod> {
        let status = self.columns.first_value_of_profile(Facet::Status, profile);
        self.held_statuses[status]
            .then(|| expiry_period(self.day, self.columns.expiry_day_range(profile)))
    }

    /// The first and the last day on which a profile's certificate may expire.
    fn days_of(&self, profile: ProfileId) -> Option<(Date, Date)> {
        let (first, last) = self.columns.expiry_day_range(profile)?;
        Some((
            self.day.saturating_add(first.days()),
            self.day.saturating_add(last.days()),
        ))
    }
}

/// The period of an expiry, given as its first and last day counted from the catalogue's.
fn expiry_period(day: Date, day_range: Option<(i32, i32)>) -> ExpiryPeriod {
    let Some((first, last)) = day_range else {
        return ExpiryPeriod::Unknown;
    };
    if last < 0 {
        return ExpiryPeriod::Expired;
    }
    let expires_on = day.saturating_add(last.days());
    let month = if first == last {
        ExpiryMonth::Known(expires_on.month())
    } else {
        ExpiryMonth::Unknown
    };
    ExpiryPeriod::Within {
        year: expires_on.year(),
        month,
    }
}
