//! Prices in a question, in plain words: `dưới 300k`, `từ 200 đến 300 nghìn`, `tầm 1,5 triệu`. The catalogue has no
//! prices, but the list of a fair does.
//!
//! A number is a price where a unit of money stands behind it, or where it is compared and large enough; `4 sao` and
//! `90 ngày` are none. Must not: know the list.

use crate::work::name_key::name_key;

/// A number without a unit is a price from here on.
const SMALLEST_PLAIN: u64 = 10_000;

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

/// A number of a question.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Amount {
    /// Thousandths, so that `1,5 triệu` is whole.
    thousandths: u64,
    /// What its unit multiplies it by; `None` without a unit.
    unit: Option<u64>,
}

impl Amount {
    fn dong(self, unit: u64) -> u64 {
        self.thousandths.saturating_mul(unit) / 1000
    }
}

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
) -> Option<(PriceRange, std::ops::Range<usize>)> {
    let (sign, piece) = split_sign(pieces.get(at)?);
    let (first, last, mut end) = match read_pair(piece) {
        Some((first, last)) => (first, Some(last), at + 1),
        None => (read_amount(piece)?, None, at + 1),
    };
    let (mut first, mut last) = (first, last);
    end = read_unit_behind(words, end, last.as_mut().unwrap_or(&mut first));
    // `200 đến 300k`: the second number, with its unit for both.
    if last.is_none()
        && words
            .get(end)
            .is_some_and(|word| BETWEEN.contains(&&**word))
        && let Some(mut second) = pieces.get(end + 1).and_then(|piece| read_amount(piece))
    {
        let behind = read_unit_behind(words, end + 2, &mut second);
        if second.unit.or(first.unit).is_some() {
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
    if let Some((compared, _)) = behind {
        end += compared.len();
    }
    let comparison = behind.map(|(_, comparison)| *comparison).or(before);
    let range = make_range(first, last, comparison)?;
    let names_it = start > 0 && PRICE_NAMES.contains(&&*words[start - 1]);
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

fn make_range(
    first: Amount,
    last: Option<Amount>,
    comparison: Option<Comparison>,
) -> Option<PriceRange> {
    if let Some(last) = last {
        let unit = last.unit.or(first.unit)?;
        let ends = [
            first.dong(first.unit.unwrap_or(unit)),
            last.dong(last.unit.unwrap_or(unit)),
        ];
        return Some(PriceRange {
            lowest: ends.iter().min().copied(),
            highest: ends.iter().max().copied(),
        });
    }
    let plain = first.dong(1);
    let dong = match (first.unit, comparison) {
        (Some(unit), _) => first.dong(unit),
        (None, Some(_)) if plain >= SMALLEST_PLAIN => plain,
        _ => return None,
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
    Some((read_amount(first)?, read_amount(last)?))
}

/// A number with a unit right behind it, or without one: `300k`, `300.000đ`, `1,5tr`, `1tr2`.
fn read_amount(piece: &str) -> Option<Amount> {
    let is_number = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
    let end = piece.find(|c: char| !is_number(c)).unwrap_or(piece.len());
    let (number, rest) = piece.split_at(end);
    let number = number.trim_end_matches(['.', ',']);
    if number.is_empty() || number.len() > 12 {
        return None;
    }
    let groups: Vec<&str> = number.split(['.', ',']).collect();
    let (whole, decimals) = match groups.as_slice() {
        [whole] => ((*whole).to_owned(), ""),
        [first, rest @ ..] if rest.iter().all(|group| group.len() == 3) && first.len() <= 3 => {
            (format!("{first}{}", rest.concat()), "")
        }
        [whole, decimals] if !decimals.is_empty() && decimals.len() <= 2 => {
            ((*whole).to_owned(), *decimals)
        }
        _ => return None,
    };
    let decimals = format!("{decimals:0<3}").parse::<u64>().ok()?;
    let thousandths = whole.parse::<u64>().ok()?.checked_mul(1000)? + decimals;
    let rest = rest.trim_end_matches(['.', ',', '?', '!']);
    if rest.is_empty() {
        return Some(Amount {
            thousandths,
            unit: None,
        });
    }
    let rest = bare_word(rest);
    // `1tr2`: one million two hundred thousand.
    let (unit, tenths) = match rest.char_indices().next_back() {
        Some((at, last)) if at > 0 && last.is_ascii_digit() => (
            unit_of(&rest[..at]).filter(|unit| *unit == 1_000_000)?,
            u64::from(last.to_digit(10)?),
        ),
        _ => (unit_of(&rest)?, 0),
    };
    Some(Amount {
        thousandths: thousandths + tenths * 100,
        unit: Some(unit),
    })
}

/// What a unit of money multiplies by.
fn unit_of(word: &str) -> Option<u64> {
    match word {
        "k" | "n" | "ng" | "nghin" | "ngan" => Some(1000),
        "d" | "dong" | "vnd" => Some(1),
        "tr" | "trieu" => Some(1_000_000),
        _ => None,
    }
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
