//! The slots of patterns, and what may stand in them.

use std::collections::HashMap;
use std::sync::LazyLock;

use jiff::civil::Date;

use super::number::match_number;
use super::phrase_list::{PhraseList, plain_list};
use super::spoken_word::{SpokenWord, count_slips};
use super::when::{self, DaySpan};
use crate::reference_table;
use crate::vietnamese::{Word, split_words};

/// A slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// A number of stars, 1 to 5.
    Star,
    /// Numbers of stars in digits alone: without `sao`, `hang ba` is more likely goods of Ba Chẽ.
    StarDigits,
    /// Numbers of stars: `4`, `4-5`, `3, 4 hoặc 5`, `****`.
    Stars,
    /// A number of days or months.
    Count,
    /// A month, quarter, year or day.
    When,
    /// A time to come, by its distance from now.
    Future,
    /// A whole year with the word `năm`, or by its distance from now.
    Years,
    /// The same, or the number alone.
    YearNumber,
    /// A price.
    Money,
    /// A value of `spoken_values.tsv`.
    Value(String),
}

/// What stands in a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum SlotValue {
    /// Numbers of stars; whether another reading of the sign between them is possible (`4/5 sao`).
    Stars(Vec<u32>, bool),
    Count(u32),
    Days(DaySpan),
    Value(&'static str),
    Money,
}

/// A name of a value.
struct ValueName {
    value: &'static str,
    words: Vec<Word>,
}

/// The names of the values of each slot.
static VALUE_NAMES: LazyLock<HashMap<&'static str, Vec<ValueName>>> = LazyLock::new(|| {
    let text = include_str!("../../../data/spoken_values.tsv");
    let mut by_slot: HashMap<&str, Vec<ValueName>> = HashMap::new();
    for [slot, value, phrases, _source] in reference_table::table_rows(text) {
        let names = phrases.split('|').map(|phrase| ValueName {
            value,
            words: split_words(phrase),
        });
        by_slot.entry(slot).or_default().extend(names);
    }
    by_slot
});

/// Words between numbers of stars.
static CONJUNCTIONS: [&str; 7] = ["hoặc", "và", "hay", "với", "or", "and", "hoặc là"];
/// Words between the ends of a range of stars.
static RANGE_WORDS: [&str; 3] = ["đến", "tới", "to"];
/// Units of prices.
static MONEY_UNITS: [&str; 12] = [
    "k",
    "nghìn",
    "ngàn",
    "đồng",
    "đ",
    "vnd",
    "vnđ",
    "triệu",
    "tr",
    "nghìn đồng",
    "ngàn đồng",
    "triệu đồng",
];

static JOINING: LazyLock<PhraseList<()>> = LazyLock::new(|| plain_list(&CONJUNCTIONS));
static RANGES: LazyLock<PhraseList<()>> = LazyLock::new(|| plain_list(&RANGE_WORDS));
static MONEY: LazyLock<PhraseList<()>> = LazyLock::new(|| plain_list(&MONEY_UNITS));

impl Slot {
    pub(super) fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "star" => Self::Star,
            "stars" => Self::Stars,
            "stardigits" => Self::StarDigits,
            "count" => Self::Count,
            "when" => Self::When,
            "future" => Self::Future,
            "years" => Self::Years,
            "yearnumber" => Self::YearNumber,
            "money" => Self::Money,
            _ => Self::Value(VALUE_NAMES.contains_key(name).then(|| name.to_owned())?),
        })
    }

    /// The values that may stand here, each with the word after it; `today` is the day of the catalogue.
    pub(super) fn match_values(
        &self,
        words: &[SpokenWord],
        start: usize,
        today: Date,
    ) -> Vec<(usize, SlotValue)> {
        let days = |found: Vec<(usize, DaySpan)>| {
            let found = found.into_iter();
            found
                .map(|(end, span)| (end, SlotValue::Days(span)))
                .collect()
        };
        match self {
            Self::Star => match_star(words, start)
                .map(|(end, star)| (end, SlotValue::Stars(vec![star], false)))
                .into_iter()
                .collect(),
            Self::Stars => match_stars(words, start),
            Self::StarDigits => {
                let mut found = match_stars(words, start);
                found.retain(|(end, _)| {
                    let mut taken = words[start..*end].iter();
                    taken.all(|word| word.number.is_some() || word.is_sign)
                });
                found
            }
            Self::Count => match_number(words, start)
                .map(|(end, count)| (end, SlotValue::Count(count)))
                .into_iter()
                .collect(),
            Self::When => days(when::match_when(words, start, today)),
            Self::Future => days(when::match_future(words, start, today)),
            Self::Years => days(when::match_year(words, start, today, false)),
            Self::YearNumber => days(when::match_year(words, start, today, true)),
            Self::Money => match_money(words, start)
                .map(|end| (end, SlotValue::Money))
                .into_iter()
                .collect(),
            Self::Value(slot) => match_names(slot, words, start),
        }
    }
}

/// Every value whose name begins here.
fn match_names(slot: &str, words: &[SpokenWord], start: usize) -> Vec<(usize, SlotValue)> {
    let names = VALUE_NAMES.get(slot).into_iter().flatten();
    let standing = names.filter(|name| starts_with(words, start, &name.words));
    standing
        .map(|name| (start + name.words.len(), SlotValue::Value(name.value)))
        .collect()
}

fn starts_with(words: &[SpokenWord], start: usize, meant: &[Word]) -> bool {
    let typed = words.get(start..start + meant.len());
    typed.is_some_and(|typed| count_slips(typed, meant).is_some())
}

fn is_sign(words: &[SpokenWord], at: usize, signs: &[&str]) -> bool {
    let word = words.get(at);
    word.is_some_and(|word| word.is_sign && signs.contains(&word.word.fold.as_str()))
}

fn match_star(words: &[SpokenWord], start: usize) -> Option<(usize, u32)> {
    let (end, star) = match_number(words, start)?;
    (1..=5).contains(&star).then_some((end, star))
}

/// Numbers of stars with what may stand between them.
fn match_stars(words: &[SpokenWord], start: usize) -> Vec<(usize, SlotValue)> {
    let mut found = Vec::new();
    let signs = (start..words.len())
        .take_while(|at| is_sign(words, *at, &["*"]))
        .count();
    if let Ok(star @ 2..=5) = u32::try_from(signs) {
        // The last sign is left for the pattern, which wants a word for numbers.
        found.push((start + signs - 1, SlotValue::Stars(vec![star], false)));
    }
    let Some((mut end, first)) = match_star(words, start) else {
        return found;
    };
    let mut numbers = vec![first];
    found.push((end, SlotValue::Stars(numbers.clone(), false)));
    loop {
        let range = RANGES
            .find(words, end)
            .map(|(end, ())| end)
            .or_else(|| is_sign(words, end, &["-"]).then_some(end + 1))
            .and_then(|at| match_star(words, at));
        if let Some((after, last)) = range {
            end = after;
            let from = numbers.pop().unwrap_or(last);
            numbers.extend(from.min(last)..=from.max(last));
            found.push((end, SlotValue::Stars(numbers.clone(), false)));
            continue;
        }
        let is_doubtful = is_sign(words, end, &["/"]);
        let comma = end + usize::from(is_sign(words, end, &[",", "/", "+"]));
        let at = JOINING
            .find_with_slip(words, comma)
            .map_or(comma, |(end, ())| end);
        match match_star(words, at) {
            Some((after, next)) if at > end => {
                end = after;
                numbers.push(next);
                found.push((end, SlotValue::Stars(numbers.clone(), is_doubtful)));
            }
            _ => return found,
        }
    }
}

/// `300k`, `1 triệu`, `50.000 đồng`.
fn match_money(words: &[SpokenWord], start: usize) -> Option<usize> {
    let mut at = start;
    while words.get(at).is_some_and(|word| word.number.is_some()) {
        at += 1;
    }
    if at == start {
        at = match_number(words, start)?.0;
    }
    MONEY
        .find(words, at)
        .map(|(end, ())| end)
        .or_else(|| (at > start + 1 && words[at - 1].word.fold == "000").then_some(at))
}
