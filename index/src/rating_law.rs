//! The rating laws, the authority that recognises a star under each, and the passages that derived facts rest on.
//!
//! The laws are in `data/laws.tsv` with their sources; the first took effect on 2019-08-21. A recognition falls under
//! the law of its own day; one of which only the year is known may fall under two. So may one of 2026-05-22 to
//! 2026-07-21: dossiers filed before 26/2026/QĐ-TTg took effect are rated by 148/QĐ-TTg as amended by 1489/QĐ-TTg (art.
//! 11.2 and 12.2). 148/QĐ-TTg was the only law under which the district recognised 3 stars, until 1489/QĐ-TTg.

use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::product::{DateOrYear, RecognitionKind};
use crate::reference_table;
use crate::status::VALID_MONTHS;

/// Art. 4.3: a certificate is valid for 36 months from the day it is issued.
pub const VALIDITY: LawReference = LawReference::article_of_present_law("4.3");

/// Art. 12.1: a certificate given before 26/2026/QĐ-TTg keeps its own term.
pub const KEPT_VALIDITY: LawReference = LawReference::article_of_present_law("12.1");

/// Art. 12.2: dossiers filed before 26/2026/QĐ-TTg took effect are rated by the rules before.
pub const PENDING_DOSSIERS: LawReference = LawReference::article_of_present_law("12.2");

/// Art. 12.3: where the dossier of a re-rating missed the days of art. 7.6a (180 to 120 before the expiry), the
/// certificate stays valid until the result.
pub const LATE_RERATING: LawReference = LawReference::article_of_present_law("12.3");

/// The most days that a certificate stays valid after its term when the dossier was late (art. 12.3).
const LATE_RERATING_DAYS: i32 = 180;

/// One rating law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RatingLaw {
    /// Number of the decision.
    pub number: &'static str,
    /// First day.
    pub from: Date,
    /// Last day; `None` for the present law.
    pub to: Option<Date>,
    /// The day the next law took effect: from then on this one holds only for dossiers filed before.
    pub pending_from: Option<Date>,
    /// The last day for the re-rating of such a dossier.
    pub rerating_to: Option<Date>,
    /// The passage that says who recognises; without a passage where no source names it.
    pub says_who: LawReference,
    /// The authorities that recognise 3, 4 and 5 stars.
    pub levels: [AuthorityLevel; 3],
}

/// A passage of a law.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LawReference {
    /// Number of the decision.
    pub act: &'static str,
    /// Where in it; `None` where no source says.
    pub passage: Option<LawPassage>,
    /// The decision that amended the passage.
    pub amended_by: Option<&'static str>,
}

/// Where in a law.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LawPassage {
    /// Article, clause and point: `7.6a`.
    Article(&'static str),
    /// Annex and clause.
    Annex(&'static str, &'static str),
}

/// The number of the present law.
const PRESENT_LAW: &str = "26/2026/QĐ-TTg";

impl LawReference {
    const fn article_of_present_law(article: &'static str) -> Self {
        Self {
            act: PRESENT_LAW,
            passage: Some(LawPassage::Article(article)),
            amended_by: None,
        }
    }

    /// Reads `148/QĐ-TTg annex II.1` or `26/2026/QĐ-TTg article 4.1` for the law of this number.
    fn parse(text: &'static str, number: &'static str) -> Self {
        let mut words = text.split_whitespace();
        let act = words.next().unwrap_or(number);
        let passage = match (words.next(), words.next()) {
            (Some("article"), Some(article)) => Some(LawPassage::Article(article)),
            (Some("annex"), Some(annex)) => annex
                .split_once('.')
                .map(|(annex, clause)| LawPassage::Annex(annex, clause)),
            _ => None,
        };
        Self {
            act,
            passage,
            amended_by: (act != number).then_some(number),
        }
    }
}

/// The level of an authority.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AuthorityLevel {
    /// UBND of a huyện, thị xã or thành phố of a province.
    District,
    /// UBND of a province.
    Province,
    /// The ministry, or the central council.
    Centre,
}

impl AuthorityLevel {
    /// Every level, the lowest first.
    pub const ALL: [Self; 3] = [Self::District, Self::Province, Self::Centre];

    /// The key used in files, filters and the locale.
    pub const fn key(self) -> &'static str {
        match self {
            Self::District => "district",
            Self::Province => "province",
            Self::Centre => "centre",
        }
    }

    fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.key() == key)
    }
}

impl RatingLaw {
    /// The authority that recognises this star; `None` below 3 stars, which have no certificate, and above 5.
    pub fn level_for_star(&self, star: u8) -> Option<AuthorityLevel> {
        let number = usize::from(star).checked_sub(3)?;
        self.levels.get(number).copied()
    }

    /// The last day of a recognition of this kind under it; a re-rating of a pending dossier ends earlier.
    fn last_day_for(&self, kind: Option<RecognitionKind>) -> Option<Date> {
        match kind {
            Some(RecognitionKind::Renewed | RecognitionKind::Downgraded) => {
                self.rerating_to.or(self.to)
            }
            _ => self.to,
        }
    }
}

/// The laws, oldest first.
pub fn rating_laws() -> &'static [RatingLaw] {
    static RATING_LAWS: LazyLock<Vec<RatingLaw>> = LazyLock::new(|| {
        reference_table::table_rows(include_str!("../data/laws.tsv"))
            .filter_map(
                |[
                    number,
                    from,
                    to,
                    pending,
                    rerating,
                    _,
                    who,
                    three,
                    four,
                    five,
                ]| {
                    Some(RatingLaw {
                        number,
                        from: from.parse().ok()?,
                        to: to.parse().ok(),
                        pending_from: pending.parse().ok(),
                        rerating_to: rerating.parse().ok(),
                        says_who: LawReference::parse(who, number),
                        levels: [
                            AuthorityLevel::from_key(three)?,
                            AuthorityLevel::from_key(four)?,
                            AuthorityLevel::from_key(five)?,
                        ],
                    })
                },
            )
            .collect()
    });
    &RATING_LAWS
}

/// The law in force today, without an end.
fn present_law() -> Option<&'static RatingLaw> {
    rating_laws().iter().find(|law| law.number == PRESENT_LAW)
}

/// The laws that were in force at that time, oldest first; several for a year in which the law changed, and on the days
/// on which a law still held for the dossiers filed before the next one.
pub fn laws_in_force(when: DateOrYear) -> Vec<&'static RatingLaw> {
    laws_for_recognition(when, None)
}

/// The laws under which a recognition of this kind may have been given at that time, oldest first.
pub fn laws_for_recognition(
    when: DateOrYear,
    kind: Option<RecognitionKind>,
) -> Vec<&'static RatingLaw> {
    let (first, last) = when.date_range();
    rating_laws()
        .iter()
        .filter(|law| law.from <= last && law.last_day_for(kind).is_none_or(|to| first <= to))
        .collect()
}

/// What the 36 months of a certificate of that time rest on: art. 4.3 where it was given under 26/2026/QĐ-TTg, art.
/// 12.1 where it was still valid when that took effect, and the laws of its own time where it had ended before. Empty
/// for the time before the first law. Both articles for the year in which the law changed.
pub fn validity_references(when: DateOrYear) -> Vec<LawReference> {
    let (first, last) = when.date_range();
    let Some(present) = present_law() else {
        return Vec::new();
    };
    let ends = last.saturating_add(VALID_MONTHS.months());
    if ends < present.from {
        let own = laws_in_force(when).into_iter();
        return own
            .map(|law| LawReference {
                act: law.number,
                passage: None,
                amended_by: None,
            })
            .collect();
    }
    let kept = (first < present.from).then_some(KEPT_VALIDITY);
    let given = (last >= present.from).then_some(VALIDITY);
    kept.into_iter().chain(given).collect()
}

/// The last day on which a certificate that expired on `expiry` can still be valid on `day`, because the dossier of its
/// re-rating was late (art. 12.3); `None` when that day is over, or when it ended before the article took effect.
pub fn late_rerating_limit(expiry: Date, day: Date) -> Option<Date> {
    let present = present_law()?;
    let limit = expiry.saturating_add(LATE_RERATING_DAYS.days());
    (expiry >= present.from && expiry < day && day <= limit).then_some(limit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn numbers(when: &str) -> Vec<&'static str> {
        let laws = laws_in_force(when.parse().unwrap());
        laws.into_iter().map(|law| law.number).collect()
    }

    #[test]
    fn the_regimes_follow_each_other_without_a_gap() {
        let text = include_str!("../data/laws.tsv");
        let rows = text.lines().filter(|line| !line.starts_with('#')).skip(1);
        assert_eq!(rating_laws().len(), rows.count());
        for pair in rating_laws().windows(2) {
            let replaced = pair[0].pending_from;
            let next_day = replaced.unwrap_or_else(|| pair[0].to.unwrap().tomorrow().unwrap());
            assert_eq!(next_day, pair[1].from);
        }
        assert_eq!(rating_laws().last().unwrap().to, None);
        assert_eq!(rating_laws().last(), present_law());
    }

    #[test]
    fn the_old_law_holds_for_sixty_days_for_dossiers_filed_before_the_new_one() {
        let [.., old, new] = rating_laws() else {
            panic!("two laws")
        };
        assert_eq!(old.pending_from, Some(new.from));
        assert_eq!(old.to, Some(new.from.saturating_add(60.days())));
        assert_eq!(old.rerating_to, Some(new.from.saturating_add(30.days())));
        assert_eq!(numbers("2026-05-21"), ["1489/QĐ-TTg"]);
        for day in ["2026-05-22", "2026-06-30", "2026-07-21"] {
            assert_eq!(numbers(day), ["1489/QĐ-TTg", "26/2026/QĐ-TTg"], "{day}");
        }
        assert_eq!(numbers("2026-07-22"), ["26/2026/QĐ-TTg"]);
        let rerated =
            |day: Date, kind| laws_for_recognition(DateOrYear::Day(day), Some(kind)).len();
        for kind in [RecognitionKind::Renewed, RecognitionKind::Downgraded] {
            assert_eq!(rerated(date(2026, 6, 21), kind), 2);
            assert_eq!(rerated(date(2026, 6, 22), kind), 1);
        }
        for kind in [RecognitionKind::New, RecognitionKind::Upgraded] {
            assert_eq!(rerated(date(2026, 7, 21), kind), 2);
            assert_eq!(rerated(date(2026, 7, 22), kind), 1);
        }
    }

    #[test]
    fn the_law_of_a_day_tells_who_recognises() {
        let level = |day, star| match laws_in_force(DateOrYear::Day(day)).as_slice() {
            [law] => law.level_for_star(star),
            _ => None,
        };
        assert_eq!(
            laws_in_force(DateOrYear::Day(date(2019, 8, 20))),
            Vec::<&RatingLaw>::new()
        );
        assert_eq!(level(date(2019, 8, 21), 3), Some(AuthorityLevel::Province));
        assert_eq!(level(date(2023, 2, 23), 3), Some(AuthorityLevel::Province));
        assert_eq!(level(date(2023, 2, 24), 3), Some(AuthorityLevel::District));
        assert_eq!(level(date(2025, 7, 5), 3), Some(AuthorityLevel::District));
        assert_eq!(level(date(2025, 7, 6), 3), Some(AuthorityLevel::Province));
        assert_eq!(level(date(2026, 7, 22), 4), Some(AuthorityLevel::Province));
        assert_eq!(level(date(2026, 11, 24), 5), Some(AuthorityLevel::Centre));
        for star in [0, 1, 2, 6, 255] {
            assert_eq!(level(date(2024, 1, 1), star), None);
        }
    }

    #[test]
    fn the_passage_that_says_who_recognises_is_named_where_a_source_names_it() {
        let passages: Vec<_> = rating_laws()
            .iter()
            .map(|law| {
                (
                    law.says_who.act,
                    law.says_who.passage,
                    law.says_who.amended_by,
                )
            })
            .collect();
        let annex = Some(LawPassage::Annex("II", "1"));
        assert_eq!(
            passages,
            [
                ("1048/QĐ-TTg", None, None),
                ("148/QĐ-TTg", annex, None),
                ("148/QĐ-TTg", annex, Some("1489/QĐ-TTg")),
                ("26/2026/QĐ-TTg", Some(LawPassage::Article("4.1")), None),
            ]
        );
    }

    #[test]
    fn a_year_may_fall_under_two_laws() {
        assert_eq!(numbers("2023"), ["1048/QĐ-TTg", "148/QĐ-TTg"]);
        assert_eq!(numbers("2024"), ["148/QĐ-TTg"]);
        assert_eq!(numbers("2026"), ["1489/QĐ-TTg", "26/2026/QĐ-TTg"]);
        assert!(numbers("2018").is_empty() && numbers("2019-01-01").is_empty());
    }

    #[test]
    fn the_thirty_six_months_rest_on_the_article_of_their_time() {
        let basis = |when: &str| validity_references(when.parse().unwrap());
        assert_eq!(basis("2026-05-22"), [VALIDITY]);
        assert_eq!(basis("2026-05-21"), [KEPT_VALIDITY]);
        assert_eq!(basis("2025-01-17"), [KEPT_VALIDITY]);
        assert_eq!(basis("2023-05-22"), [KEPT_VALIDITY]);
        assert_eq!(basis("2026"), [KEPT_VALIDITY, VALIDITY]);
        let own: Vec<_> = basis("2023-05-21").iter().map(|law| law.act).collect();
        assert_eq!(own, ["148/QĐ-TTg"]);
        assert!(basis("2018").is_empty());
    }

    #[test]
    fn a_late_dossier_keeps_a_certificate_valid_for_at_most_180_days() {
        let limit = |expiry, day| late_rerating_limit(expiry, day);
        let expiry = date(2026, 7, 1);
        let last = date(2026, 12, 28);
        assert_eq!(limit(expiry, date(2026, 7, 1)), None);
        assert_eq!(limit(expiry, date(2026, 7, 2)), Some(last));
        assert_eq!(limit(expiry, last), Some(last));
        assert_eq!(limit(expiry, date(2026, 12, 29)), None);
        assert_eq!(limit(date(2026, 5, 21), date(2026, 5, 30)), None);
    }
}
