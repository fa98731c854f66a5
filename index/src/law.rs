//! The rating law of a day, and who recognises a star by it.
//!
//! The regimes stand in `data/laws.tsv` with their sources. A recognition is read by the law of its own
//! day; one of which only the year is known may fall under two. 148/QĐ-TTg is the only one that gave
//! 3 stars to the district. Must not: say anything of the time before 2019-08-21.

use std::sync::LazyLock;

use jiff::civil::Date;

use crate::product::When;
use crate::source::table;
use crate::vietnamese::{Word, words};

/// One regime of the rating law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Law {
    /// Number of the decision.
    pub number: &'static str,
    /// First day.
    pub from: Date,
    /// Last day; `None` for the law of today.
    pub to: Option<Date>,
    /// Decision that changed its annexes meanwhile, without changing who recognises.
    pub amended_by: Option<&'static str>,
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
            .filter_map(|[number, from, to, amended_by, three, four, five]| {
                Some(Law {
                    number,
                    from: from.parse().ok()?,
                    to: to.parse().ok(),
                    amended_by: Some(amended_by).filter(|number| !number.is_empty()),
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

/// The law in force on a day.
pub fn in_force(day: Date) -> Option<&'static Law> {
    all()
        .iter()
        .find(|law| law.from <= day && law.to.is_none_or(|to| day <= to))
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

/// Phrases by which an authority's level is known, compared without marks. The first that occurs
/// decides: a UBND of a huyện may name its province behind.
const SIGNS: [(&str, Level); 20] = [
    ("trung uong", Level::Centre),
    ("tw", Level::Centre),
    ("quoc gia", Level::Centre),
    ("bo nong nghiep", Level::Centre),
    ("bo nn", Level::Centre),
    ("bo nnptnt", Level::Centre),
    ("bo nnmt", Level::Centre),
    ("bnnmt", Level::Centre),
    ("bnn", Level::Centre),
    ("thi xa", Level::District),
    ("huyen", Level::District),
    ("quan", Level::District),
    ("thanh pho ha noi", Level::Province),
    ("thanh pho hai phong", Level::Province),
    ("thanh pho hue", Level::Province),
    ("thanh pho da nang", Level::Province),
    ("thanh pho ho chi minh", Level::Province),
    ("thanh pho can tho", Level::Province),
    ("thanh pho", Level::District),
    ("tinh", Level::Province),
];

/// The level of an authority in words: "UBND TP Hạ Long", "Hội đồng OCOP Trung ương". `None` when the
/// words do not tell; a xã recognises no star under any of the laws.
pub fn level_of_authority(text: &str) -> Option<Level> {
    let words = words(text);
    let words = spelled(&words);
    let has = |sign: &str| {
        let sign: Vec<&str> = sign.split(' ').collect();
        words.windows(sign.len()).any(|part| part == sign)
    };
    SIGNS
        .iter()
        .find(|(sign, _)| has(sign))
        .map(|(_, level)| *level)
}

/// The bare words with the short forms of types written out.
fn spelled(words: &[Word]) -> Vec<&str> {
    let last = words.len().saturating_sub(1);
    let mut found = Vec::new();
    for (number, word) in words.iter().enumerate() {
        match word.fold.as_str() {
            "tp" if number < last => found.extend(["thanh", "pho"]),
            "tphcm" => found.extend(["thanh", "pho", "ho", "chi", "minh"]),
            "hcm" => found.extend(["ho", "chi", "minh"]),
            "tx" if number < last => found.extend(["thi", "xa"]),
            "h" if number < last => found.push("huyen"),
            // `cơ quan` and Quan Lạn are no quận; `Huyền` is a name.
            "quan" if word.canon != "quân6" => {}
            "huyen" if word.is_marked() && word.canon != "huyên6" => {}
            "tinh" if word.is_marked() && word.canon != "tinh3" => {}
            other => found.push(other),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

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
        assert_eq!(all()[0].amended_by, Some("781/QĐ-TTg"));
    }

    #[test]
    fn the_law_of_a_day_tells_who_recognises() {
        let level = |day, star| in_force(day).and_then(|law| law.level(star));
        assert_eq!(in_force(date(2019, 8, 20)), None);
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

    #[test]
    fn authorities_tell_their_level() {
        for (text, level) in [
            ("UBND tỉnh", Some(Level::Province)),
            ("Chủ tịch UBND tỉnh Quảng Ninh", Some(Level::Province)),
            ("ỦY BAN NHÂN DÂN TỈNH QUẢNG NINH", Some(Level::Province)),
            ("cấp tỉnh", Some(Level::Province)),
            ("UBND TP. Hồ Chí Minh", Some(Level::Province)),
            ("UBND Thành phố Hải Phòng", Some(Level::Province)),
            ("UBND huyện", Some(Level::District)),
            ("UBND H. Bình Liêu, tỉnh Quảng Ninh", Some(Level::District)),
            ("UBND TP Hạ Long", Some(Level::District)),
            ("UBND thị xã Quảng Yên", Some(Level::District)),
            ("Bộ NN&PTNT", Some(Level::Centre)),
            ("Bộ Nông nghiệp và Môi trường", Some(Level::Centre)),
            ("Hội đồng OCOP Trung ương", Some(Level::Centre)),
            ("HĐ OCOP TW", Some(Level::Centre)),
            ("UBND quận Ba Đình, TP Hà Nội", Some(Level::District)),
            ("UBND huyen Ba Che", Some(Level::District)),
            ("UBND xã Quan Lạn", None),
            ("UBND", None),
            ("", None),
        ] {
            assert_eq!(level_of_authority(text), level, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text: String, star: u8) {
            let _ = level_of_authority(&text);
            for law in all() {
                let _ = law.level(star);
            }
        }
    }
}
