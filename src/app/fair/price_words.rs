//! Prices in a question, in plain words: `dưới 300k`, `từ 200 đến 300 nghìn`, `tầm 1,5 triệu`. The catalogue has no
//! prices, but the list of a fair does.
//!
//! A number is a price where a unit of money stands behind it, or where it is compared and nothing else is counted:
//! `dưới 300` is said of thousands, `4 sao` and `90 ngày` are no prices. Must not: know the list.

use std::ops::Range;

use crate::work::lists::list_act::Price;
use crate::work::lists::money::{Amount, MILLION, THOUSAND, unit_of};
use crate::work::lists::product_list::ListEntry;
use crate::work::name_key::name_key;

/// A number without a unit that is compared counts đồng from here on.
const SMALLEST_PLAIN: u64 = 10_000;

/// A smaller one counts thousands, but not below this: `dưới 5` may be stars.
const SMALLEST_THOUSANDS: u64 = 10;

/// Numbers that are rather years.
const YEARS: Range<u64> = 1_990..2_100;

/// What a number may count that is no money.
const COUNTED: [&str; 35] = [
    "sao", "star", "stars", "ngay", "day", "days", "tuan", "thang", "month", "months", "nam",
    "year", "years", "do", "gam", "gram", "g", "gr", "kg", "ky", "ml", "lit", "l", "cc", "chai",
    "hop", "goi", "tui", "cai", "san", "sp", "phan", "tuoi", "diem", "loai",
];

/// How far a price may be from one that was named alone, in percent.
const NAMED_SLACK: u64 = 10;

/// How far from one that was named with `khoảng`, in percent.
const ABOUT_SLACK: u64 = 20;

/// Prices from one to another, both included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PriceRange {
    /// The lowest, in đồng.
    pub lowest: Option<u64>,
    /// The highest.
    pub highest: Option<u64>,
}

impl PriceRange {
    /// True for a price in it.
    pub fn contains(&self, dong: u64) -> bool {
        self.lowest.is_none_or(|lowest| lowest <= dong)
            && self.highest.is_none_or(|highest| dong <= highest)
    }

    /// True for an entry with a price in it; a price in words is in none.
    pub fn has_price_of(&self, entry: &ListEntry) -> bool {
        let dong = entry.price.as_ref().and_then(Price::number);
        dong.is_some_and(|dong| self.contains(dong))
    }

    fn around(dong: u64, percent: u64) -> Self {
        let slack = dong.saturating_mul(percent) / 100;
        Self {
            lowest: Some(dong.saturating_sub(slack)),
            highest: Some(dong.saturating_add(slack)),
        }
    }
}

/// What a number is compared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Comparison {
    AtMost,
    AtLeast,
    About,
}

/// The words of a comparison, without accents; the longer ones first.
const COMPARISONS: &[(&[&str], Comparison)] = &[
    (&["khong", "qua"], Comparison::AtMost),
    (&["toi", "da"], Comparison::AtMost),
    (&["re", "hon"], Comparison::AtMost),
    (&["it", "hon"], Comparison::AtMost),
    (&["thap", "hon"], Comparison::AtMost),
    (&["nho", "hon"], Comparison::AtMost),
    (&["less", "than"], Comparison::AtMost),
    (&["up", "to"], Comparison::AtMost),
    (&["at", "most"], Comparison::AtMost),
    (&["it", "nhat"], Comparison::AtLeast),
    (&["toi", "thieu"], Comparison::AtLeast),
    (&["cao", "hon"], Comparison::AtLeast),
    (&["lon", "hon"], Comparison::AtLeast),
    (&["more", "than"], Comparison::AtLeast),
    (&["at", "least"], Comparison::AtLeast),
    (&["duoi"], Comparison::AtMost),
    (&["under"], Comparison::AtMost),
    (&["below"], Comparison::AtMost),
    (&["den"], Comparison::AtMost),
    (&["<"], Comparison::AtMost),
    (&["<="], Comparison::AtMost),
    (&["tren"], Comparison::AtLeast),
    (&["hon"], Comparison::AtLeast),
    (&["tu"], Comparison::AtLeast),
    (&["from"], Comparison::AtLeast),
    (&["over"], Comparison::AtLeast),
    (&["above"], Comparison::AtLeast),
    (&[">"], Comparison::AtLeast),
    (&[">="], Comparison::AtLeast),
    (&["khoang"], Comparison::About),
    (&["tam"], Comparison::About),
    (&["quanh"], Comparison::About),
    (&["about"], Comparison::About),
    (&["around"], Comparison::About),
];

/// Words behind a price that compare it.
const COMPARED_BEHIND: &[(&[&str], Comparison)] = &[
    (&["tro", "xuong"], Comparison::AtMost),
    (&["do", "lai"], Comparison::AtMost),
    (&["or", "less"], Comparison::AtMost),
    (&["tro", "len"], Comparison::AtLeast),
    (&["or", "more"], Comparison::AtLeast),
];

/// Words between two prices.
const BETWEEN: [&str; 5] = ["den", "toi", "to", "-", "and"];

/// Words before a price that say nothing else.
const PRICE_NAMES: [&str; 3] = ["gia", "price", "tien"];

/// A question without its prices, and the prices; `None` where it has none.
pub fn take_price(question: &str) -> (String, Option<PriceRange>) {
    let pieces: Vec<&str> = question.split_whitespace().collect();
    let words: Vec<String> = pieces.iter().map(|piece| bare_word(piece)).collect();
    for start in 0..pieces.len() {
        let Some((range, taken)) = read_price_at(&pieces, &words, start) else {
            continue;
        };
        let kept = pieces.iter().enumerate();
        let kept = kept.filter(|(index, _)| !taken.contains(index));
        let kept: Vec<&str> = kept.map(|(_, piece)| *piece).collect();
        return (kept.join(" "), Some(range));
    }
    (question.to_owned(), None)
}

/// A word without accents and case; signs stay.
fn bare_word(piece: &str) -> String {
    let key = name_key(piece);
    if key.is_empty() {
        piece.to_owned()
    } else {
        key
    }
}

/// The price whose number stands here, and the pieces that say it.
fn read_price_at(
    pieces: &[&str],
    words: &[String],
    at: usize,
) -> Option<(PriceRange, Range<usize>)> {
    let (sign, piece) = split_sign(pieces.get(at)?);
    let (mut first, mut last, mut end) = match read_pair(piece) {
        Some((first, last)) => (first, Some(last), at + 1),
        None => (Amount::read(piece)?, None, at + 1),
    };
    end = read_unit_behind(words, end, last.as_mut().unwrap_or(&mut first));
    if last.is_none()
        && first.unit == Some(MILLION)
        && words.get(end).is_some_and(|word| word == "ruoi")
    {
        first = Amount::read(&format!("{piece} trieu ruoi")).unwrap_or(first);
        end += 1;
    }
    // `200 đến 300k`: the second number, with its unit for both.
    if last.is_none()
        && words
            .get(end)
            .is_some_and(|word| BETWEEN.contains(&&**word))
        && let Some(mut second) = pieces.get(end + 1).and_then(|piece| Amount::read(piece))
    {
        let behind = read_unit_behind(words, end + 2, &mut second);
        if second.unit.is_some() || !counts_else(words.get(behind)) {
            (last, end) = (Some(second), behind);
        }
    }
    let mut start = at;
    let before = sign.or_else(|| {
        let found = COMPARISONS
            .iter()
            .find(|(compared, _)| ends_with(&words[..at], compared))?;
        start = at - found.0.len();
        Some(found.1)
    });
    let behind = COMPARED_BEHIND.iter().find(|(compared, _)| {
        let words = words.get(end..).unwrap_or_default();
        words.len() >= compared.len()
            && words
                .iter()
                .zip(*compared)
                .all(|(word, other)| word == other)
    });
    let next = words.get(end);
    if let Some((compared, _)) = behind {
        end += compared.len();
    }
    let comparison = behind.map(|(_, comparison)| *comparison).or(before);
    let names_it = start > 0 && PRICE_NAMES.contains(&&*words[start - 1]);
    let is_said = comparison.is_some() || names_it;
    let range = make_range(first, last, comparison, (is_said, next))?;
    Some((range, start - usize::from(names_it)..end))
}

fn ends_with(words: &[String], wanted: &[&str]) -> bool {
    let tail = words
        .len()
        .checked_sub(wanted.len())
        .map(|start| &words[start..]);
    tail.is_some_and(|tail| tail.iter().zip(wanted).all(|(word, other)| word == other))
}

/// Takes a unit that stands alone behind a number; returns where the rest begins.
fn read_unit_behind(words: &[String], at: usize, amount: &mut Amount) -> usize {
    if amount.unit.is_none()
        && let Some(unit) = words.get(at).and_then(|word| unit_of(word))
    {
        amount.unit = Some(unit);
        return at + 1;
    }
    at
}

/// True for a word that says that the number before it is no money.
fn counts_else(next: Option<&String>) -> bool {
    next.is_some_and(|word| COUNTED.contains(&&**word))
}

/// What a number without a unit is said in; `None` where it is no price.
fn unspoken_unit(number: u64, next: Option<&String>) -> Option<u64> {
    if counts_else(next) || YEARS.contains(&number) || number < SMALLEST_THOUSANDS {
        return None;
    }
    Some(if number < SMALLEST_PLAIN { THOUSAND } else { 1 })
}

fn make_range(
    first: Amount,
    last: Option<Amount>,
    comparison: Option<Comparison>,
    (is_said, next): (bool, Option<&String>),
) -> Option<PriceRange> {
    if let Some(last) = last {
        let unspoken = || {
            let numbers = first.plain().zip(last.plain()).filter(|_| is_said)?;
            let units = [numbers.0, numbers.1].map(|number| unspoken_unit(number, next));
            (units[0] == units[1]).then_some(units[0])?
        };
        let unit = last.unit.or(first.unit).or_else(unspoken)?;
        let ends = [
            first.dong_of(first.unit.unwrap_or(unit))?,
            last.dong_of(last.unit.unwrap_or(unit))?,
        ];
        return Some(PriceRange {
            lowest: ends.iter().min().copied(),
            highest: ends.iter().max().copied(),
        });
    }
    let dong = if let Some(unit) = first.unit {
        first.dong_of(unit)?
    } else {
        let number = first.plain().filter(|_| is_said)?;
        first.dong_of(unspoken_unit(number, next)?)?
    };
    Some(match comparison {
        Some(Comparison::AtMost) => PriceRange {
            highest: Some(dong),
            ..PriceRange::default()
        },
        Some(Comparison::AtLeast) => PriceRange {
            lowest: Some(dong),
            ..PriceRange::default()
        },
        Some(Comparison::About) => PriceRange::around(dong, ABOUT_SLACK),
        None => PriceRange::around(dong, NAMED_SLACK),
    })
}

/// A comparison written right before the number: `<300k`.
fn split_sign(piece: &str) -> (Option<Comparison>, &str) {
    for (sign, comparison) in [
        ("<=", Comparison::AtMost),
        (">=", Comparison::AtLeast),
        ("≤", Comparison::AtMost),
        ("≥", Comparison::AtLeast),
        ("<", Comparison::AtMost),
        (">", Comparison::AtLeast),
        ("~", Comparison::About),
    ] {
        if let Some(rest) = piece.strip_prefix(sign) {
            return (Some(comparison), rest);
        }
    }
    (None, piece)
}

/// `200-300k`.
fn read_pair(piece: &str) -> Option<(Amount, Amount)> {
    let (first, last) = piece.split_once(['-', '–'])?;
    Some((Amount::read(first)?, Amount::read(last)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn price(question: &str) -> (String, Option<u64>, Option<u64>) {
        let (rest, range) = take_price(question);
        let range = range.unwrap_or_else(|| panic!("{question}"));
        (rest, range.lowest, range.highest)
    }

    #[test]
    fn prices_in_plain_words_are_taken_out_of_the_question() {
        for (question, rest, lowest, highest) in [
            ("mực dưới 300k", "mực", None, Some(300_000)),
            (
                "mực làm quà giá dưới 300 nghìn",
                "mực làm quà",
                None,
                Some(300_000),
            ),
            (
                "something of squid under 300k",
                "something of squid",
                None,
                Some(300_000),
            ),
            ("<300k", "", None, Some(300_000)),
            ("không quá 300.000đ mực", "mực", None, Some(300_000)),
            ("rượu 300k trở xuống", "rượu", None, Some(300_000)),
            ("trên 1,5 triệu", "", Some(1_500_000), None),
            ("từ 1tr2", "", Some(1_200_000), None),
            ("tu 200 den 300k tra", "tra", Some(200_000), Some(300_000)),
            ("200-300k", "", Some(200_000), Some(300_000)),
            ("trà dưới 50000", "trà", None, Some(50_000)),
            ("trà 100k", "trà", Some(90_000), Some(110_000)),
            ("tầm 100 ngàn", "", Some(80_000), Some(120_000)),
            ("mực dưới 300", "mực", None, Some(300_000)),
            ("tu 200 den 300", "", Some(200_000), Some(300_000)),
            (
                "trà từ 200 đến 300 ba chẽ",
                "trà ba chẽ",
                Some(200_000),
                Some(300_000),
            ),
            ("giá 200-300", "", Some(200_000), Some(300_000)),
            ("trên 1 triệu rưỡi", "", Some(1_500_000), None),
            ("dưới 0,3tr", "", None, Some(300_000)),
            ("dưới 300 nghìn", "", None, Some(300_000)),
            ("dưới 1tr2", "", None, Some(1_200_000)),
            ("từ 50000 đến 100000", "", Some(50_000), Some(100_000)),
        ] {
            let expected = (rest.to_owned(), lowest, highest);
            assert_eq!(price(question), expected, "{question}");
        }
    }

    #[test]
    fn what_is_no_price_stays_as_it_is() {
        for question in [
            "từ 4 sao",
            "trên 3 sao ở Hạ Long",
            "còn hạn dưới 90 ngày",
            "từ 2023",
            "từ 2020 đến 2023",
            "từ 3 đến 5 sao",
            "trên 35 độ",
            "dưới 500 g",
            "dưới 5",
            "tầng 300",
            "200-300",
            "0912 345 678",
            "rượu 35 độ",
            "năm 2023",
            "qn-016",
            "k",
            "",
            "450000",
            "huyen:\"Hạ Long\"",
            "999999999999999999999999k",
        ] {
            assert_eq!(
                take_price(question),
                (question.to_owned(), None),
                "{question}"
            );
        }
    }
}
