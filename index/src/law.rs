//! The rating law of a day, and who recognises a star by it.
//!
//! The regimes stand in `data/laws.tsv` with their sources. A recognition is read by the law of its own
//! day; one of which only the year is known may fall under two. 148/QĐ-TTg is the only one that gave
//! 3 stars to the district. Must not: say anything of the time before 2019-08-21.

use std::sync::LazyLock;

use jiff::civil::Date;

use crate::product::When;
use crate::source::table;

/// One regime of the rating law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Law {
    /// Number of the decision.
    pub number: &'static str,
    /// First day.
    pub from: Date,
    /// Last day; `None` for the law of today.
    pub to: Option<Date>,
    /// Who recognises 3, 4 and 5 stars.
    pub levels: [Level; 3],
}

/// Who recognises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// UBND of a huyện, thị xã or thành phố of a province.
    District,
    /// UBND of a province.
    Province,
    /// The ministry, or the central council.
    Centre,
}

impl Level {
    /// Every level, from below.
    pub const ALL: [Self; 3] = [Self::District, Self::Province, Self::Centre];

    /// The key used in files, filters and the table of sentences.
    pub const fn key(self) -> &'static str {
        match self {
            Self::District => "district",
            Self::Province => "province",
            Self::Centre => "centre",
        }
    }

    fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.key() == key)
    }
}

impl Law {
    /// Who recognises this star; `None` below 3 stars, which have no certificate, and above 5.
    pub fn level(&self, star: u8) -> Option<Level> {
        let number = usize::from(star).checked_sub(3)?;
        self.levels.get(number).copied()
    }
}

/// The regimes, oldest first.
pub fn all() -> &'static [Law] {
    static ALL: LazyLock<Vec<Law>> = LazyLock::new(|| {
        table::rows(include_str!("../data/laws.tsv"))
            .filter_map(|[number, from, to, _, three, four, five]| {
                Some(Law {
                    number,
                    from: from.parse().ok()?,
                    to: to.parse().ok(),
                    levels: [
                        Level::of_key(three)?,
                        Level::of_key(four)?,
                        Level::of_key(five)?,
                    ],
                })
            })
            .collect()
    });
    &ALL
}

/// The laws under which a recognition of that time can fall, oldest first. A year that began before the
/// first law gives only what the table has.
pub fn of(when: When) -> Vec<&'static Law> {
    let (first, last) = when.range();
    all()
        .iter()
        .filter(|law| law.from <= last && law.to.is_none_or(|to| first <= to))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn numbers(when: &str) -> Vec<&'static str> {
        let laws = of(when.parse().unwrap());
        laws.into_iter().map(|law| law.number).collect()
    }

    #[test]
    fn the_regimes_follow_each_other_without_a_gap() {
        let text = include_str!("../data/laws.tsv");
        let rows = text.lines().filter(|line| !line.starts_with('#')).skip(1);
        assert_eq!(all().len(), rows.count());
        for pair in all().windows(2) {
            assert_eq!(pair[0].to.unwrap().tomorrow().unwrap(), pair[1].from);
        }
        assert_eq!(all().last().unwrap().to, None);
    }

    #[test]
    fn the_law_of_a_day_tells_who_recognises() {
        let level = |day, star| match of(When::Day(day)).as_slice() {
            [law] => law.level(star),
            _ => None,
        };
        assert_eq!(of(When::Day(date(2019, 8, 20))), Vec::<&Law>::new());
        assert_eq!(level(date(2019, 8, 21), 3), Some(Level::Province));
        assert_eq!(level(date(2023, 2, 23), 3), Some(Level::Province));
        assert_eq!(level(date(2023, 2, 24), 3), Some(Level::District));
        assert_eq!(level(date(2025, 7, 5), 3), Some(Level::District));
        assert_eq!(level(date(2025, 7, 6), 3), Some(Level::Province));
        assert_eq!(level(date(2026, 5, 22), 4), Some(Level::Province));
        assert_eq!(level(date(2026, 11, 24), 5), Some(Level::Centre));
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
