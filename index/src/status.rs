//! The state of a product on a given day: its star, its validity, and how certain that is.
//!
//! It is derived from the recognitions and never stored, so that one record answers for last year and for next month.
//! Rules: certificates start at 3 stars (26/2026/QĐ-TTg art. 4.1 and 4.3) and are valid for 36 months from the day they
//! are issued (art. 4.3; those given before keep their own term, art. 12.1, which was 36 months under 1048/QĐ-TTg and
//! 148/QĐ-TTg as well); a printed expiry overrides the computed one; a source that gives only a year yields a range,
//! never a false day. Must not: read a clock.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::product::{DateOrYear, Recognition, RecognitionKind};

/// Months for which a certificate is valid (26/2026/QĐ-TTg art. 4.3, and the laws before).
pub const VALID_MONTHS: i32 = 36;

/// Days before the expiry from which a certificate is expiring soon: offices work with bands of 30, 60 and 90 days.
/// No law sets this number. 26/2026/QĐ-TTg art. 7.6a asks for the dossier of a re-rating 180 to 120 days ahead.
pub(crate) const EXPIRING_SOON_DAYS: i32 = 90;

/// Stars from which a product is certified (26/2026/QĐ-TTg art. 4.1a and 4.3, and the laws before).
pub const MIN_CERTIFIED_STARS: u8 = 3;

/// The status of a product on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ProductStatus {
    /// The certificate is valid.
    Valid,
    /// It is valid and expires within 90 days.
    ExpiringSoon,
    /// Recognised, but the sources do not say whether the certificate is still valid.
    Unclear,
    /// The certificate has expired.
    Expired,
    /// The star was withdrawn.
    Withdrawn,
    /// Proposed to the central level for 5 stars; no current star is known.
    Pending5,
    /// In the programme without a star.
    Unrated,
    /// Left the programme or stopped production.
    LeftProgramme,
}

impl ProductStatus {
    /// Every status, in the order of display.
    pub const ALL: [Self; 8] = [
        Self::Valid,
        Self::ExpiringSoon,
        Self::Unclear,
        Self::Expired,
        Self::Withdrawn,
        Self::Pending5,
        Self::Unrated,
        Self::LeftProgramme,
    ];

    /// The key used in filters and machine-readable output.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::ExpiringSoon => "due",
            Self::Unclear => "unclear",
            Self::Expired => "expired",
            Self::Withdrawn => "withdrawn",
            Self::Pending5 => "pending5",
            Self::Unrated => "unrated",
            Self::LeftProgramme => "left",
        }
    }
}

/// What a recognition contributes to the state; the part of it that the index keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecognitionSummary {
    /// Stars.
    pub star: Option<u8>,
    /// Kind.
    pub kind: Option<RecognitionKind>,
    /// Date or year.
    pub when: Option<DateOrYear>,
    /// The date of the source.
    pub seen: Option<DateOrYear>,
    /// Printed expiry.
    pub expires: Option<Date>,
    /// The number of its decision is known.
    pub(crate) has_decision: bool,
    /// The year printed beside its date is another year.
    pub(crate) year_disagrees: bool,
}

impl From<&Recognition> for RecognitionSummary {
    fn from(recognition: &Recognition) -> Self {
        Self {
            star: recognition.star,
            kind: recognition.kind,
            when: recognition.when,
            seen: recognition.seen,
            expires: recognition.expires,
            has_decision: recognition.decision.is_some(),
            year_disagrees: recognition.year.is_some(),
        }
    }
}

impl RecognitionSummary {
    /// True for a recognition in force, false for one that is only proposed.
    fn has_effect(&self) -> bool {
        !matches!(
            self.kind,
            Some(RecognitionKind::Proposed | RecognitionKind::WithdrawalProposed)
        )
    }

    /// The first and the last possible day: its own date, else 36 months before a printed expiry, else the date of the
    /// source; `None` counts as before all others.
    pub(crate) fn possible_dates(&self) -> Option<(Date, Date)> {
        let printed = || {
            let day = self.expires?.saturating_sub(VALID_MONTHS.months());
            Some((day, day))
        };
        let own = self.when.map(DateOrYear::date_range);
        own.or_else(printed)
            .or_else(|| self.seen.map(DateOrYear::date_range))
    }

    /// True when it is later than one that comes before it in the record. Where only a year is known and the other
    /// falls into it, the order of the record decides.
    fn is_later_than(&self, old: &Self) -> bool {
        match (self.possible_dates(), old.possible_dates()) {
            (Some((_, last)), Some((first, _))) => last >= first,
            (None, Some(_)) => false,
            (_, None) => true,
        }
    }

    /// When the certificate expires, if the sources say enough.
    fn certificate_expiry(&self) -> Option<CertificateExpiry> {
        if let Some(day) = self.expires {
            return Some(CertificateExpiry {
                earliest: day,
                latest: day,
                printed: true,
            });
        }
        let (first, last) = self.when?.date_range();
        Some(CertificateExpiry {
            earliest: first.saturating_add(VALID_MONTHS.months()),
            latest: last.saturating_add(VALID_MONTHS.months()),
            printed: false,
        })
    }
}

/// When a certificate expires. Both days are equal when the day is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CertificateExpiry {
    /// The first possible day.
    pub earliest: Date,
    /// The last possible day.
    pub latest: Date,
    /// Printed on the certificate; otherwise 36 months after the recognition.
    pub printed: bool,
}

/// The state of a product on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProductState {
    /// Current stars; `None` is unrated or not known, never zero.
    pub star: Option<u8>,
    /// The status.
    pub status: ProductStatus,
    /// The current recognition's year.
    pub year: Option<i16>,
    /// When its certificate expires.
    pub expiry: Option<CertificateExpiry>,
    /// Index of the current recognition.
    pub current: Option<usize>,
    /// The kind of the current recognition.
    pub kind: Option<RecognitionKind>,
    /// A withdrawal was proposed, and the outcome is not known.
    pub contested: bool,
}

/// The state on `day` of a product with these recognitions, which are in the order of the record.
///
/// The latest one by date, then by order of the record, decides. Those after `day` have not happened yet, and a late
/// entry of an older one changes nothing.
pub fn derive_state(acts: impl IntoIterator<Item = RecognitionSummary>, day: Date) -> ProductState {
    let mut certificate: Option<(usize, RecognitionSummary)> = None;
    let mut latest: Option<RecognitionSummary> = None;
    let mut contested = false;
    for (number, act) in acts.into_iter().enumerate() {
        if act.possible_dates().is_some_and(|(first, _)| first > day) {
            continue;
        }
        if !act.has_effect() {
            contested |= act.kind == Some(RecognitionKind::WithdrawalProposed);
            continue;
        }
        let later =
            |than: Option<RecognitionSummary>| than.is_none_or(|old| act.is_later_than(&old));
        let certifies = act.star.is_some_and(|star| star >= MIN_CERTIFIED_STARS)
            && !matches!(
                act.kind,
                Some(RecognitionKind::Withdrawn | RecognitionKind::Left)
            );
        if certifies && later(certificate.map(|(_, old)| old)) {
            certificate = Some((number, act));
            // A later certificate settles an earlier proposal.
            contested = false;
        }
        if later(latest) {
            latest = Some(act);
        }
    }
    let mut state = ProductState {
        star: None,
        status: ProductStatus::Unrated,
        year: latest.and_then(|act| act.when).map(DateOrYear::year),
        expiry: None,
        current: None,
        kind: None,
        contested,
    };
    if let Some((number, act)) = certificate {
        state.star = act.star;
        state.current = Some(number);
        state.kind = act.kind;
        state.year = act.when.map(DateOrYear::year);
        state.expiry = act.certificate_expiry();
        state.status = derive_validity(state.expiry, day);
    }
    match latest.and_then(|act| act.kind) {
        Some(RecognitionKind::Withdrawn) => {
            (state.status, state.star) = (ProductStatus::Withdrawn, None);
        }
        Some(RecognitionKind::Left) => state.status = ProductStatus::LeftProgramme,
        Some(RecognitionKind::Pending5) if state.star.is_none() => {
            state.status = ProductStatus::Pending5;
        }
        _ => {}
    }
    state
}

/// The time until a certificate expires, in the bands that offices work by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ExpiryBand {
    /// It has expired.
    Overdue,
    /// At most 30 days. Under 148/QĐ-TTg the authority had to notify the producer by then; 26/2026/QĐ-TTg no longer
    /// has this duty.
    Days30,
    /// At most 60 days.
    Days60,
    /// At most 90 days.
    Days90,
    /// At most 180 days: the dossier of a re-rating may be filed (26/2026/QĐ-TTg art. 7.6a).
    Days180,
    /// More than 180 days.
    Later,
    /// Whatever its time: a withdrawal was proposed, and the outcome is not known.
    Contested,
}

impl ExpiryBand {
    /// Every band, the most urgent first.
    pub const ALL: [Self; 7] = [
        Self::Overdue,
        Self::Days30,
        Self::Days60,
        Self::Days90,
        Self::Days180,
        Self::Later,
        Self::Contested,
    ];

    /// The key used in filters and the locale.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Days30 => "30",
            Self::Days60 => "60",
            Self::Days90 => "90",
            Self::Days180 => "180",
            Self::Later => "later",
            Self::Contested => "contested",
        }
    }

    /// The most days of a band; `None` for those without a limit.
    const fn max_days(self) -> Option<i32> {
        match self {
            Self::Days30 => Some(30),
            Self::Days60 => Some(60),
            Self::Days90 => Some(90),
            Self::Days180 => Some(180),
            Self::Overdue | Self::Later | Self::Contested => None,
        }
    }

    /// The bands of a state. A certificate that expires within 30 days expires within 60 as well, so a product can be
    /// in several; where the sources do not say the day it is in none but [`Self::Contested`].
    pub(crate) fn for_state(state: &ProductState, day: Date) -> impl Iterator<Item = Self> + use<> {
        let end = state.expiry.map(|expiry| expiry.earliest);
        let (status, contested) = (state.status, state.contested);
        Self::ALL
            .into_iter()
            .filter(move |band| match (status, end) {
                _ if *band == Self::Contested => contested,
                (ProductStatus::Expired, _) => *band == Self::Overdue,
                (ProductStatus::Valid | ProductStatus::ExpiringSoon, Some(end)) => {
                    match band.max_days() {
                        Some(days) => end <= day.saturating_add(days.days()),
                        None => *band == Self::Later && end > day.saturating_add(180.days()),
                    }
                }
                _ => false,
            })
    }
}

/// The validity on `day` of a certificate with this expiry. It is valid through its last day.
fn derive_validity(expiry: Option<CertificateExpiry>, day: Date) -> ProductStatus {
    let Some(expiry) = expiry else {
        return ProductStatus::Unclear;
    };
    if day > expiry.latest {
        ProductStatus::Expired
    } else if day > expiry.earliest {
        ProductStatus::Unclear
    } else if expiry.earliest <= day.saturating_add(EXPIRING_SOON_DAYS.days()) {
        ProductStatus::ExpiringSoon
    } else {
        ProductStatus::Valid
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn what_ends_in_forty_days_ends_within_sixty_ninety_and_a_hundred_and_eighty() {
        let day = date(2026, 11, 24);
        let bands = |expires| {
            let mut act = act(4, "2023-05-01");
            act.expires = Some(expires);
            let state = derive_state([act], day);
            ExpiryBand::for_state(&state, day)
                .map(ExpiryBand::key)
                .collect::<Vec<_>>()
        };
        assert_eq!(bands(date(2027, 1, 3)), ["60", "90", "180"]);
        assert_eq!(bands(date(2027, 11, 24)), ["later"]);
        assert_eq!(bands(date(2026, 11, 23)), ["overdue"]);
        assert_eq!(bands(date(2026, 11, 24)).len(), 4);
        let state = derive_state([act(4, "2024")], date(2027, 6, 1));
        assert_eq!(ExpiryBand::for_state(&state, date(2027, 6, 1)).count(), 0);
    }

    fn act(star: u8, when: &str) -> RecognitionSummary {
        RecognitionSummary {
            star: Some(star),
            kind: None,
            when: when.parse().ok(),
            seen: None,
            expires: None,
            has_decision: false,
            year_disagrees: false,
        }
    }

    #[test]
    fn thirty_six_months_to_the_day() {
        let acts = [act(5, "2025-01-17")];
        let on_day = |day| derive_state(acts, day).status;
        assert_eq!(on_day(date(2025, 1, 16)), ProductStatus::Unrated);
        assert_eq!(on_day(date(2025, 1, 17)), ProductStatus::Valid);
        assert_eq!(on_day(date(2027, 10, 18)), ProductStatus::Valid);
        assert_eq!(on_day(date(2027, 10, 19)), ProductStatus::ExpiringSoon);
        assert_eq!(on_day(date(2028, 1, 17)), ProductStatus::ExpiringSoon);
        assert_eq!(on_day(date(2028, 1, 18)), ProductStatus::Expired);
    }

    #[test]
    fn a_year_is_a_range_and_not_a_false_day() {
        let acts = [act(4, "2023")];
        let state = derive_state(acts, date(2026, 11, 24));
        assert_eq!(state.status, ProductStatus::Unclear);
        let expiry = state.expiry.unwrap();
        assert_eq!(expiry.earliest, date(2026, 1, 1));
        assert_eq!(expiry.latest, date(2026, 12, 31));
        assert_eq!(
            derive_state(acts, date(2025, 6, 1)).status,
            ProductStatus::Valid
        );
        assert_eq!(
            derive_state(acts, date(2025, 12, 1)).status,
            ProductStatus::ExpiringSoon
        );
        assert_eq!(
            derive_state(acts, date(2027, 1, 1)).status,
            ProductStatus::Expired
        );
    }

    #[test]
    fn a_late_entry_of_an_older_round_changes_nothing() {
        let state = derive_state([act(5, "2024"), act(4, "2021")], date(2025, 1, 1));
        assert_eq!((state.star, state.current), (Some(5), Some(0)));
    }

    #[test]
    fn a_statement_without_a_date_is_placed_by_when_it_was_made() {
        let mut reported = act(5, "");
        reported.seen = Some(DateOrYear::Year(2026));
        let state = derive_state([reported, act(4, "2017")], date(2026, 11, 24));
        assert_eq!(
            (state.star, state.status),
            (Some(5), ProductStatus::Unclear)
        );
    }

    #[test]
    fn a_proposal_is_not_a_star_and_a_withdrawal_takes_it() {
        let mut proposed = act(3, "2023");
        proposed.kind = Some(RecognitionKind::Proposed);
        let day = date(2024, 1, 1);
        assert_eq!(derive_state([proposed], day).status, ProductStatus::Unrated);
        assert_eq!(derive_state([proposed], day).star, None);
        let mut withdrawn = act(4, "2023");
        (withdrawn.star, withdrawn.kind) = (None, Some(RecognitionKind::Withdrawn));
        let state = derive_state([act(4, "2022"), withdrawn], day);
        assert_eq!((state.star, state.status), (None, ProductStatus::Withdrawn));
        let again = derive_state(
            [act(4, "2022"), withdrawn, act(4, "2024")],
            date(2025, 1, 1),
        );
        assert_eq!((again.star, again.status), (Some(4), ProductStatus::Valid));
    }

    #[test]
    fn a_proposed_withdrawal_is_told_until_a_later_certificate() {
        let mut doubt = act(4, "");
        (doubt.star, doubt.kind) = (None, Some(RecognitionKind::WithdrawalProposed));
        let day = date(2026, 1, 1);
        let state = derive_state([act(4, "2024"), doubt], day);
        assert_eq!((state.star, state.contested), (Some(4), true));
        assert!(!derive_state([act(4, "2024"), doubt, act(4, "2025")], day).contested);
    }

    #[test]
    fn a_year_and_a_day_in_it_stand_as_the_record_has_them() {
        let mut withdrawn = act(4, "2023");
        (withdrawn.star, withdrawn.kind) = (None, Some(RecognitionKind::Withdrawn));
        let day = date(2024, 1, 1);
        assert_eq!(
            derive_state([act(4, "2023-05-01"), withdrawn], day).status,
            ProductStatus::Withdrawn
        );
        assert_eq!(
            derive_state([withdrawn, act(4, "2023-05-01")], day).status,
            ProductStatus::Valid
        );
    }

    #[test]
    fn two_stars_are_no_certificate() {
        assert_eq!(derive_state([act(2, "2024")], date(2025, 1, 1)).star, None);
    }

    #[test]
    fn potential_five_stars_keep_the_star_in_hand() {
        let mut pending = act(4, "2023");
        pending.kind = Some(RecognitionKind::Pending5);
        assert_eq!(derive_state([pending], date(2024, 1, 1)).star, Some(4));
        pending.star = None;
        assert_eq!(
            derive_state([pending], date(2024, 1, 1)).status,
            ProductStatus::Pending5
        );
    }

    #[test]
    fn a_printed_expiry_goes_before_the_computed_one() {
        let mut act = act(4, "2023-05-01");
        act.expires = Some(date(2027, 5, 1));
        let state = derive_state([act], date(2026, 12, 1));
        assert_eq!(state.status, ProductStatus::Valid);
        assert!(state.expiry.unwrap().printed);
    }
}
