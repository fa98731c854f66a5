//! Made-up recognitions: 3, 4 and 5 stars at 73, 26 and 1 of a hundred, from 2019 to the day.
//!
//! Some are only a year, some have no date, some products have two acts and a few none. It must not date
//! anything after [`super::DAY`].

use jiff::civil::Date;
use ocop_index::product::{DateOrYear, Recognition, RecognitionKind};

use super::random::Random;

/// The history of one product, oldest first.
pub(crate) fn history(random: &mut Random) -> Vec<Recognition> {
    if random.percent(5) {
        return Vec::new();
    }
    if random.percent(4) {
        return vec![unrated(random)];
    }
    let star = [3, 4, 5][random.weighted(&[73, 26, 1])];
    let year = 2019 + random.weighted(&[5, 7, 9, 12, 16, 18, 20, 13]) as i16;
    let mut history = vec![act(random, star, year, RecognitionKind::New)];
    if year >= 2022 && random.percent(30) {
        let upgraded = star > 3 && random.percent(50);
        let (before, kind) = if upgraded {
            (star - 1, RecognitionKind::Upgraded)
        } else {
            (star, RecognitionKind::Renewed)
        };
        history[0].kind = Some(kind);
        history.insert(0, act(random, before, year - 3, RecognitionKind::New));
    }
    history
}

/// In the programme without a star.
fn unrated(random: &mut Random) -> Recognition {
    let pending = random.percent(20);
    Recognition {
        star: (!pending).then_some(3),
        kind: Some(if pending {
            RecognitionKind::Pending5
        } else {
            RecognitionKind::Proposed
        }),
        when: day(random, 2025),
        ..Recognition::default()
    }
}

fn act(random: &mut Random, star: u8, year: i16, kind: RecognitionKind) -> Recognition {
    let dated = random.weighted(&[70, 22, 8]);
    let number = 100 + random.below(4_900);
    Recognition {
        star: Some(star),
        kind: Some(kind),
        when: match dated {
            0 => day(random, year),
            1 => Some(DateOrYear::Year(year)),
            _ => None,
        },
        seen: (dated == 2).then_some(DateOrYear::Year(year)),
        decision: (dated == 0).then(|| format!("{number}/QĐ-UBND")),
        ..Recognition::default()
    }
}

/// Some day of a year, in its first ten months: the last of the years is not over.
fn day(random: &mut Random, year: i16) -> Option<DateOrYear> {
    let month = 1 + random.below(10) as i8;
    let day = 1 + random.below(28) as i8;
    Date::new(year, month, day).ok().map(DateOrYear::Day)
}
