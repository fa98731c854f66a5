//! Truths: which rows answer a question, written as plain conditions on the facts of a record.
//!
//! `star>=4; district=Hạ Long|Cô Tô; !status=expired; words=rượu` holds for a row of which every part holds; `|` parts
//! values of which one is enough, `!` turns a condition round, and ` // ` parts readings that are both right.
//! `first: NAME | NAME` wants the products of those names (or producers) first and none of them hidden;
//! `whole: NAME` wants every other product with the words of the name as well;
//! `top: CONDITIONS` wants the rows of a place before all others. A question whose rows are not certain has no truth
//! and is not asked.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::super::letters::words;
use super::super::shelf::plain;
use super::ask::Reply;
use super::facts::Facts;

/// Sets of ids.
pub(crate) type Ids = BTreeSet<String>;

/// What makes an answer right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// These rows and no other.
    Rows(Ids),
    /// All of `rows` before any row outside of `among`, and none that is not allowed.
    Words { rows: Ids, among: Ids, allowed: Ids },
    /// One of these first, and all of the others somewhere.
    Named { first: Ids, kept: Ids },
    /// All of `rows` among the first rows, before any row outside of `among`.
    Top { rows: Ids, among: Ids },
}

impl Wanted {
    pub(crate) fn is_met_by(&self, reply: &Reply) -> bool {
        let ids = &reply.ids;
        let holds_all = |rows: &Ids, found: &[String]| {
            let found: BTreeSet<&String> = found.iter().collect();
            rows.iter().all(|id| found.contains(id))
        };
        let start = |count: usize| ids.get(..count).unwrap_or(ids);
        let holds_first = |rows: &Ids, among: &Ids| {
            let start = start(among.len());
            let last = start.iter().rposition(|id| rows.contains(id));
            let mut before = start.iter().take(last.unwrap_or(0));
            holds_all(rows, start) && before.all(|id| among.contains(id))
        };
        match self {
            Self::Rows(rows) => reply.total == rows.len() && holds_all(rows, ids),
            Self::Words {
                rows,
                among,
                allowed,
            } => holds_first(rows, among) && ids.iter().all(|id| allowed.contains(id)),
            Self::Named { first, kept } => {
                ids.first().is_some_and(|id| first.contains(id)) && holds_all(kept, ids)
            }
            Self::Top { rows, among } => holds_first(rows, among),
        }
    }

    /// How many rows are right.
    pub(crate) fn rows(&self) -> usize {
        match self {
            Self::Rows(rows) | Self::Words { rows, .. } | Self::Top { rows, .. } => rows.len(),
            Self::Named { first, .. } => first.len(),
        }
    }
}

/// How far a truth that leaves something open is taken; every way that can be meant is right.
#[derive(Clone, Copy)]
struct Reading {
    /// `not 4 stars` holds for a row of which no star is known.
    unknown_is_other: bool,
    /// The certificate of a withdrawn product still has its last day.
    withdrawn_expires: bool,
}

/// What is right for a question on these rows; empty where that is not certain.
pub(crate) fn wanted(truth: &str, question: &str, rows: &[Facts]) -> Result<Vec<Wanted>, String> {
    if let Some(name) = truth.strip_prefix("whole: ") {
        return Ok(named(name, rows).into_iter().collect());
    }
    if let Some(name) = truth.strip_prefix("first: ") {
        return Ok(any_named(name, rows).into_iter().collect());
    }
    if let Some(place) = truth.strip_prefix("top: ") {
        return top(place, question, rows);
    }
    let mut all = Vec::new();
    for way in truth.split(" // ") {
        let conditions = parse(way)?;
        let open = |key: &dyn Fn(&Condition<'_>) -> bool| -> &[bool] {
            if conditions.iter().any(key) {
                &[true, false]
            } else {
                &[true]
            }
        };
        let negations = open(&|condition| condition.negated);
        let ends = open(&|condition| condition.key == "expires");
        let readings = negations
            .iter()
            .flat_map(|unknown| ends.iter().map(move |end| (*unknown, *end)));
        for (unknown_is_other, withdrawn_expires) in readings {
            let reading = Reading {
                unknown_is_other,
                withdrawn_expires,
            };
            match evaluate(&conditions, rows, reading) {
                Some(wanted) if !all.contains(&wanted) => all.push(wanted),
                Some(_) => {}
                None => return Ok(Vec::new()),
            }
        }
    }
    Ok(all)
}

/// The products of these names, one of them first and each somewhere.
fn any_named(names: &str, rows: &[Facts]) -> Option<Wanted> {
    let mut first = Ids::new();
    for name in names.split(" | ") {
        let Wanted::Named { first: ids, .. } = named(name, rows)? else {
            return None;
        };
        first.extend(ids);
    }
    let kept = first.clone();
    Some(Wanted::Named { first, kept })
}

/// The products of this name first and all with its words somewhere, or those of the producer of this name.
fn named(name: &str, rows: &[Facts]) -> Option<Wanted> {
    let typed = plain(name);
    let ids = |holds: &dyn Fn(&Facts) -> bool| -> Ids {
        let holding = rows.iter().filter(|row| holds(row));
        holding.map(|row| row.id.clone()).collect()
    };
    let mut first = ids(&|row| row.bare_name == typed);
    let mut kept = ids(&|row| typed.iter().all(|word| row.bare_name.contains(word)));
    if first.is_empty() {
        let is_maker = |row: &Facts| {
            row.producer
                .as_ref()
                .is_some_and(|maker| plain(maker) == typed)
        };
        first = ids(&is_maker);
        kept.clone_from(&first);
    }
    (!first.is_empty()).then_some(Wanted::Named { first, kept })
}

fn top(place: &str, question: &str, rows: &[Facts]) -> Result<Vec<Wanted>, String> {
    let reading = Reading {
        unknown_is_other: false,
        withdrawn_expires: true,
    };
    let Some(Wanted::Rows(here)) = evaluate(&parse(place)?, rows, reading) else {
        return Ok(Vec::new());
    };
    let typed = plain(question);
    let says = |row: &&Facts| typed.iter().all(|word| row.bare_record.contains(word));
    let mut among: Ids = rows.iter().filter(says).map(|row| row.id.clone()).collect();
    among.extend(here.iter().cloned());
    Ok(vec![Wanted::Top { rows: here, among }])
}

/// One condition of a truth.
#[derive(Debug)]
struct Condition<'a> {
    key: &'a str,
    sign: &'a str,
    values: Vec<&'a str>,
    negated: bool,
}

fn parse(text: &str) -> Result<Vec<Condition<'_>>, String> {
    let parts = text
        .split(';')
        .map(str::trim)
        .filter(|part| !part.is_empty());
    let one = |part| {
        let (part, negated) = match str::strip_prefix(part, '!') {
            Some(rest) => (rest, true),
            None => (part, false),
        };
        let signs = [">=", "<=", "="].into_iter();
        let found = signs
            .filter_map(|sign| Some((part.find(sign)?, sign)))
            .min_by_key(|(at, _)| *at);
        let (at, sign) = found.ok_or_else(|| format!("not a condition: {part}"))?;
        let values: Vec<&str> = part[at + sign.len()..].split('|').map(str::trim).collect();
        Ok(Condition {
            key: part[..at].trim(),
            sign,
            values,
            negated,
        })
    };
    parts.map(one).collect()
}

/// What a record says of a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Says {
    Yes,
    No,
    /// Nothing.
    Unknown,
    /// It may hold or not: the source gives only a year.
    Unsure,
}

impl Says {
    fn from_bool(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }
}

fn evaluate(conditions: &[Condition<'_>], rows: &[Facts], reading: Reading) -> Option<Wanted> {
    let (words, filters): (Vec<_>, Vec<_>) = conditions
        .iter()
        .partition(|condition| condition.key == "words" && !condition.negated);
    let mut allowed = Vec::new();
    for row in rows {
        let mut holds = true;
        let mut unsure = false;
        for condition in &filters {
            match says(row, condition, reading) {
                Says::Unsure => unsure = true,
                Says::Unknown => holds &= condition.negated && reading.unknown_is_other,
                says => holds &= (says == Says::Yes) != condition.negated,
            }
        }
        if holds && unsure {
            return None;
        }
        if holds {
            allowed.push(row);
        }
    }
    let ids = |rows: &[&Facts]| -> Ids { rows.iter().map(|row| row.id.clone()).collect() };
    let Some(words) = words.first() else {
        return Some(Wanted::Rows(ids(&allowed)));
    };
    let phrase = words.values.first()?;
    let (rows, among) = rows_with_words(phrase, &allowed)?;
    Some(Wanted::Words {
        rows: ids(&rows),
        among: ids(&among),
        allowed: ids(&allowed),
    })
}

/// Rows that must be found, and those that may be found between them.
type Fitting<'a> = (Vec<&'a Facts>, Vec<&'a Facts>);

/// The rows whose name has the words side by side as written, and those that have them somewhere, marks aside, the last
/// one perhaps as a beginning; `None` where the words say too little to tell one from the other.
fn rows_with_words<'a>(phrase: &str, rows: &[&'a Facts]) -> Option<Fitting<'a>> {
    let (bare, written) = (plain(phrase), words(phrase));
    let (last, whole) = bare.split_last()?;
    let in_name = |row: &Facts| {
        row.written_name
            .windows(written.len())
            .any(|part| part == written)
    };
    let in_record = |row: &Facts| {
        whole.iter().all(|word| row.bare_record.contains(word))
            && row
                .bare_record
                .iter()
                .any(|word| word.starts_with(last.as_str()))
    };
    let keep = |holds: &dyn Fn(&Facts) -> bool| -> Vec<&'a Facts> {
        rows.iter().copied().filter(|row| holds(row)).collect()
    };
    let (must, may) = (keep(&in_name), keep(&in_record));
    (!must.is_empty() && may.len() <= 2 + must.len() * 3 / 2).then_some((must, may))
}

fn says(row: &Facts, condition: &Condition<'_>, reading: Reading) -> Says {
    let one_of = |value: Option<&str>| match value {
        _ if condition.values == ["none"] => Says::from_bool(value.is_none()),
        Some(value) => Says::from_bool(condition.values.contains(&value)),
        None => Says::Unknown,
    };
    match condition.key {
        "star" => number(row.star.map(i64::from), condition),
        "year" => number(row.year.map(i64::from), condition),
        "ever" => Says::from_bool(
            row.years
                .iter()
                .any(|year| number(Some(i64::from(*year)), condition) == Says::Yes),
        ),
        "status" => one_of(Some(row.status)),
        "district" => one_of(row.district.as_deref()),
        "commune" => one_of(row.commune.as_deref()),
        "unit" => one_of(row.unit.as_deref()),
        "province" => one_of(row.province.as_deref()),
        "kind" => one_of(row.kind),
        "group" => one_of(row.group.as_deref()),
        "channel" => Says::from_bool(condition.values.iter().any(|value| sold(row, value))),
        "lacks" => Says::from_bool(
            condition
                .values
                .iter()
                .any(|value| row.lacks.contains(value)),
        ),
        "words" => {
            let held = condition.values.iter().any(|phrase| {
                let typed = plain(phrase);
                row.bare_name.windows(typed.len()).any(|part| part == typed)
            });
            Says::from_bool(held)
        }
        "expires" => expires(row, condition, reading),
        _ => Says::Unsure,
    }
}

fn sold(row: &Facts, channel: &str) -> bool {
    const ONLINE: [&str; 12] = [
        "voso",
        "postmart",
        "shopee",
        "lazada",
        "tiki",
        "sendo",
        "tiktok_shop",
        "facebook",
        "zalo",
        "portal",
        "own_page",
        "other_online",
    ];
    match channel {
        "online" => row.channels.iter().any(|known| ONLINE.contains(known)),
        _ => row.channels.contains(&channel),
    }
}

fn number(value: Option<i64>, condition: &Condition<'_>) -> Says {
    let mut limits = condition
        .values
        .iter()
        .filter_map(|limit| limit.parse::<i64>().ok());
    let Some(value) = value else {
        return if condition.values == ["none"] {
            Says::Yes
        } else {
            Says::Unknown
        };
    };
    Says::from_bool(match condition.sign {
        ">=" => limits.any(|limit| value >= limit),
        "<=" => limits.any(|limit| value <= limit),
        _ => limits.any(|limit| value == limit),
    })
}

/// A period `2026-12-01..2026-12-31`, either end of which may be missing.
fn expires(row: &Facts, condition: &Condition<'_>, reading: Reading) -> Says {
    let Some((earliest, latest)) = row.expiry else {
        return Says::Unknown;
    };
    if !reading.withdrawn_expires && ["withdrawn", "left"].contains(&row.status) {
        return Says::No;
    }
    let period = condition
        .values
        .first()
        .and_then(|period| period.split_once(".."));
    let Some((from, to)) = period else {
        return Says::Unsure;
    };
    let from: Date = from.parse().unwrap_or(Date::MIN);
    let to: Date = to.parse().unwrap_or(Date::MAX);
    if latest < from || earliest > to {
        Says::No
    } else if from <= earliest && latest <= to {
        Says::Yes
    } else {
        Says::Unsure
    }
}
