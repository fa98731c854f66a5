//! What a spoken phrase means.

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::Date;

use super::pattern::PatternMatch;
use super::slot::SlotValue;
use super::when::DaySpan;
use crate::query::expiry::ExpiryDays;
use crate::query::{Facet, SpokenWords};

/// What a line asks about a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AskedFact {
    /// Its stars.
    Star,
    /// Whether, or until when, its certificate is valid.
    Validity,
    /// When it was recognised.
    Recognition,
    /// Who makes it.
    Producer,
    /// Where it comes from.
    Place,
    /// Its price, which lists do not have.
    Price,
    /// The telephone number.
    Phone,
    /// The decision.
    Decision,
    /// The product code.
    Code,
    /// Where it is sold.
    Channel,
    /// Its group.
    Group,
    /// How many products there are.
    Count,
    /// How many producers they have.
    ProducerCount,
    /// How many districts of 2023 they are from.
    DistrictCount,
    /// How many units since 2025-07-01 they are from.
    UnitCount,
}

impl AskedFact {
    /// True for a number of the whole list instead of a fact of one product.
    pub const fn is_count(self) -> bool {
        matches!(
            self,
            Self::Count | Self::ProducerCount | Self::DistrictCount | Self::UnitCount
        )
    }
}

/// A part of the line that was read as a filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpokenPhrase {
    /// Its bytes in the line.
    pub range: Range<usize>,
    /// It and the words beside it.
    pub words: SpokenWords,
}

/// Words that look like a filter and are none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpokenProblem {
    /// Their bytes in the line.
    pub range: Range<usize>,
    /// Why.
    pub kind: SpokenProblemKind,
}

/// Why words are not read as a filter, or which of two readings was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpokenProblemKind {
    /// "And" and "or" between values of one facet; all of them are searched as words.
    MixedJoints,
    /// Another word beside them is not understood; all of them are searched as words.
    Unread,
    /// Two filters of different kinds with an "or" between them; both are searched as words.
    OtherwiseJoined,
    /// `4/5 sao` was read as 4 or 5 stars.
    EitherStar,
    /// The catalogue has no prices; left out.
    NoPrices,
    /// Only the year of a recognition is searched; these words are left words.
    OnlyYears,
    /// Two days are compared in the statistics; left out.
    Comparison,
    /// What has the most products stands in the statistics; left out.
    Ranking,
}

/// What a phrase means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Values of a facet as the query language writes them: `4`, `>=4`, `expired`.
    Values {
        facet: Facet,
        not: bool,
        values: Vec<String>,
    },
    /// Values of a facet that a product must have together.
    AllValues { facet: Facet, values: Vec<String> },
    /// The certificate expires in these days.
    Expiry { days: ExpiryDays, not: bool },
    /// Words of a place.
    Place { words: String, not: bool },
    /// No official product code.
    NoCode { not: bool },
    /// Words that products must not have.
    WithoutWords(String),
    /// Words of which a product's name must have one: `trà hoặc rượu`.
    AnyName(Vec<String>),
    /// A question.
    Ask(AskedFact),
    /// How many producers of one kind there are.
    CountProducers(String),
    /// Makers of one kind: a filter, or beside words of a product the question who makes it.
    AskKind(String),
    /// What is said in this way is not searched; the reader is told.
    NotSearched(SpokenProblemKind),
    /// The province that every product is from.
    Everywhere,
}

impl Meaning {
    /// The facet, for filters of one.
    pub(super) const fn facet(&self) -> Option<Facet> {
        match self {
            Self::Values { facet, .. } | Self::AllValues { facet, .. } => Some(*facet),
            _ => None,
        }
    }

    /// True for a place or its district.
    pub(super) fn is_place(&self) -> bool {
        matches!(self, Self::Place { .. }) || self.facet() == Some(Facet::District)
    }

    /// True for a filter that leaves out instead of keeping.
    pub(super) const fn is_negated(&self) -> bool {
        matches!(
            self,
            Self::Values { not: true, .. }
                | Self::Place { not: true, .. }
                | Self::Expiry { not: true, .. }
        )
    }

    /// True for `có số điện thoại`, a gap that is not there.
    pub(super) const fn says_record_has(&self) -> bool {
        matches!(
            self,
            Self::Values {
                facet: Facet::Gap,
                not: true,
                ..
            } | Self::NoCode { not: true }
        )
    }

    /// True for what narrows the list.
    pub(super) const fn is_filter(&self) -> bool {
        matches!(
            self,
            Self::Values { .. }
                | Self::AllValues { .. }
                | Self::Expiry { .. }
                | Self::Place { .. }
                | Self::NoCode { .. }
                | Self::WithoutWords(_)
                | Self::AnyName(_)
        )
    }

    /// The same, excluded instead of wanted or the other way round; `None` where that means nothing.
    pub(super) fn negated(self) -> Option<Self> {
        Some(match self {
            Self::Values { facet, not, values } => Self::Values {
                facet,
                not: !not,
                values,
            },
            Self::Expiry { days, not } => Self::Expiry { days, not: !not },
            Self::Place { words, not } => Self::Place { words, not: !not },
            Self::NoCode { not } => Self::NoCode { not: !not },
            _ => return None,
        })
    }

    /// The question that the words of a filter ask: `còn hạn không`.
    pub(super) fn asked_fact(&self) -> Option<AskedFact> {
        Some(match self {
            Self::Values { facet, .. } | Self::AllValues { facet, .. } => match facet {
                Facet::Star => AskedFact::Star,
                Facet::Status | Facet::ExpiryBand => AskedFact::Validity,
                Facet::Year | Facet::Recognition => AskedFact::Recognition,
                Facet::ProducerKind => AskedFact::Producer,
                Facet::Channel => AskedFact::Channel,
                Facet::District | Facet::Unit => AskedFact::Place,
                Facet::Group => AskedFact::Group,
                Facet::Gap => AskedFact::Phone,
                // What people did with a product is asked of nobody.
                _ => return None,
            },
            Self::Expiry { .. } => AskedFact::Validity,
            Self::Place { .. } => AskedFact::Place,
            Self::NoCode { .. } => AskedFact::Code,
            Self::Ask(fact) => *fact,
            Self::CountProducers(_) => AskedFact::ProducerCount,
            Self::AskKind(_) => AskedFact::Producer,
            Self::WithoutWords(_) | Self::AnyName(_) | Self::NotSearched(_) | Self::Everywhere => {
                return None;
            }
        })
    }
}

/// The meaning of a pattern whose row says `text`; `None` for a text that no row has.
pub(super) fn build_meaning(text: &str, matched: &PatternMatch, today: Date) -> Option<Meaning> {
    let mut words = text.split(' ');
    let values = &matched.values;
    match words.next()? {
        "ask" => Some(Meaning::Ask(parse_fact(words.next()?)?)),
        "count" => build_count(words.next(), values),
        "price" => Some(Meaning::NotSearched(SpokenProblemKind::NoPrices)),
        "comparison" => Some(Meaning::NotSearched(SpokenProblemKind::Comparison)),
        "ranking" => Some(Meaning::NotSearched(SpokenProblemKind::Ranking)),
        "askkind" => Some(Meaning::AskKind(value_keys(values).next()?)),
        "code" => Some(Meaning::NoCode {
            not: words.next()? == "!=",
        }),
        "expiresnot" => Some(Meaning::Expiry {
            days: expiry_days(words.next()?, words.next_back(), values, today)?,
            not: true,
        }),
        "expires" => Some(Meaning::Expiry {
            days: expiry_days(words.next()?, words.next_back(), values, today)?,
            not: false,
        }),
        "year" => {
            let value = year_value(words.next()?, values)?;
            Some(Meaning::Values {
                facet: Facet::Year,
                not: false,
                values: value,
            })
        }
        name if words.clone().next() == Some("any") => Some(Meaning::Values {
            facet: Facet::ALL.into_iter().find(|facet| facet.key() == name)?,
            not: false,
            values: value_keys(values).collect(),
        }),
        "star" if words.clone().next() == Some("span") => {
            let mut stars = values.iter().filter_map(|value| match value {
                SlotValue::Stars(stars, _) => stars.first().copied(),
                _ => None,
            });
            let (first, last) = (stars.next()?, stars.next()?);
            let all = first.min(last)..=first.max(last);
            Some(Meaning::Values {
                facet: Facet::Star,
                not: false,
                values: all.map(|star| star.to_string()).collect(),
            })
        }
        name => {
            let facet = Facet::ALL.into_iter().find(|facet| facet.key() == name)?;
            let sign = words.next()?;
            let written = words.next()?;
            let comparison = if matches!(sign, "=" | "!=") { "" } else { sign };
            let values = match values.first() {
                Some(SlotValue::Stars(stars, _)) => stars
                    .iter()
                    .map(|star| format!("{comparison}{star}"))
                    .collect(),
                Some(SlotValue::Value(value)) => vec![(*value).to_owned()],
                _ => written.split(',').map(str::to_owned).collect(),
            };
            Some(Meaning::Values {
                facet,
                not: sign == "!=",
                values,
            })
        }
    }
}

/// The keys of facet values in the slots.
fn value_keys(values: &[SlotValue]) -> impl Iterator<Item = String> {
    values.iter().filter_map(|value| match value {
        SlotValue::Value(key) => Some((*key).to_owned()),
        _ => None,
    })
}

/// `count`, `count districts`, `count producers {barekind}`.
fn build_count(counted: Option<&str>, values: &[SlotValue]) -> Option<Meaning> {
    Some(match (counted, values.first()) {
        (Some("producers"), Some(SlotValue::Value(kind))) => {
            Meaning::CountProducers((*kind).to_owned())
        }
        (Some("producers"), _) => Meaning::Ask(AskedFact::ProducerCount),
        (Some("districts"), _) => Meaning::Ask(AskedFact::DistrictCount),
        (Some("units"), _) => Meaning::Ask(AskedFact::UnitCount),
        (None, _) => Meaning::Ask(AskedFact::Count),
        _ => return None,
    })
}

fn parse_fact(name: &str) -> Option<AskedFact> {
    Some(match name {
        "star" => AskedFact::Star,
        "validity" => AskedFact::Validity,
        "recognition" => AskedFact::Recognition,
        "producer" => AskedFact::Producer,
        "place" => AskedFact::Place,
        "price" => AskedFact::Price,
        "phone" => AskedFact::Phone,
        "decision" => AskedFact::Decision,
        "code" => AskedFact::Code,
        _ => return None,
    })
}

/// The spans of days in the slots.
fn day_spans(values: &[SlotValue]) -> impl Iterator<Item = DaySpan> {
    values.iter().filter_map(|value| match value {
        SlotValue::Days(span) => Some(*span),
        _ => None,
    })
}

fn expiry_days(
    relation: &str,
    unit: Option<&str>,
    values: &[SlotValue],
    today: Date,
) -> Option<ExpiryDays> {
    if matches!(relation, "within" | "beyond") {
        let Some(SlotValue::Count(count)) = values.first() else {
            return None;
        };
        let count = i32::try_from(*count).ok()?;
        let span = match unit {
            Some("months") => count.months(),
            Some("years") => count.years(),
            _ => count.days(),
        };
        let end = today.checked_add(span).ok()?;
        return Some(if relation == "within" {
            ExpiryDays::new(Some(today), Some(end))
        } else {
            ExpiryDays::new(Some(end.tomorrow().ok()?), None)
        });
    }
    let mut spans = day_spans(values);
    let span = spans.next()?;
    Some(match relation {
        "in" => ExpiryDays::new(Some(span.first), Some(span.last)),
        "before" => ExpiryDays::new(None, Some(span.first.yesterday().ok()?)),
        "until" => ExpiryDays::new(None, Some(span.last)),
        "through" => ExpiryDays::new(Some(span.last), None),
        "after" => ExpiryDays::new(Some(span.last.tomorrow().ok()?), None),
        "since" => ExpiryDays::new(Some(span.first), None),
        "from" => {
            let last = spans.next()?;
            ExpiryDays::new(Some(span.with_year_of(last).first), Some(last.last))
        }
        _ => return None,
    })
}

fn year_value(relation: &str, values: &[SlotValue]) -> Option<Vec<String>> {
    let mut years = day_spans(values).map(|span| span.first.year());
    let year = years.next()?;
    Some(match relation {
        "in" => vec![year.to_string()],
        "any" => vec![year.to_string(), years.next()?.to_string()],
        "before" => vec![format!("<{year}")],
        "until" => vec![format!("<={year}")],
        "after" => vec![format!(">{year}")],
        "since" => vec![format!(">={year}")],
        "from" => {
            let last = years.next()?;
            vec![format!("{}..{}", year.min(last), year.max(last))]
        }
        _ => return None,
    })
}
