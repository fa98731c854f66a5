//! The rating laws, and the authority that recognises a star under each.
//!
//! The laws are in `data/laws.tsv` with their sources; the first took effect on 2019-08-21. A recognition falls under
//! the law of its own day; one of which only the year is known may fall under two. 148/QĐ-TTg is the only law under
//! which the district recognised 3 stars.

use std::sync::LazyLock;

use jiff::civil::Date;

use crate::product::DateOrYear;
use crate::reference_table;

/// One rating law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RatingLaw {
    /// Number of the decision.
    pub number: &'static str,
    /// First day.
    pub from: Date,
    /// Last day; `None` for the present law.
    pub to: Option<Date>,
    /// The authorities that recognise 3, 4 and 5 stars.
    pub levels: [AuthorityLevel; 3],
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
}

/// The laws, oldest first.
fn rating_laws() -> &'static [RatingLaw] {
    static RATING_LAWS: LazyLock<Vec<RatingLaw>> = LazyLock::new(|| {
        reference_table::table_rows(include_str!("../data/laws.tsv"))
            .filter_map(|[number, from, to, _, three, four, five]| {
                Some(RatingLaw {
                    number,
                    from: from.parse().ok()?,
                    to: to.parse().ok(),
                    levels: [
                        AuthorityLevel::from_key(three)?,
                        AuthorityLevel::from_key(four)?,
                        AuthorityLevel::from_key(five)?,
                    ],
                })
            })
            .collect()
    });
    &RATING_LAWS
}

/// The laws that were in force at that time, oldest first; several for a year in which the law changed.
pub fn laws_in_force(when: DateOrYear) -> Vec<&'static RatingLaw> {
    let (first, last) = when.date_range();
    rating_laws()
        .iter()
        .filter(|law| law.from <= last && law.to.is_none_or(|to| first <= to))
        .collect()
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
            assert_eq!(pair[0].to.unwrap().tomorrow().unwrap(), pair[1].from);
        }
        assert_eq!(rating_laws().last().unwrap().to, None);
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
        assert_eq!(level(date(2026, 5, 22), 4), Some(AuthorityLevel::Province));
        assert_eq!(level(date(2026, 11, 24), 5), Some(AuthorityLevel::Centre));
        for star in [0, 1, 2, 6, 255] {
            assert_eq!(level(date(2024, 1, 1), star), None);
        }
    }

    #[test]
    fn a_year_may_fall_under_two_laws() {
        assert_eq!(numbers("2023"), ["1048/QĐ-TTg", "148/QĐ-TTg"]);
        assert_eq!(numbers("2024"), ["148/QĐ-TTg"]);
        assert_eq!(numbers("2026"), ["1489/QĐ-TTg", "26/2026/QĐ-TTg"]);
        assert_eq!(numbers("2026-05-21"), ["1489/QĐ-TTg"]);
        assert!(numbers("2018").is_empty() && numbers("2019-01-01").is_empty());
    }
}
