//! What plain words of a line were read as, in words: `đọc là: sao từ 4 · huyện Hạ Long · từ: chả mực`.

use std::collections::BTreeSet;

use jiff::civil::Date;
use ocop_index::query::language::ResolvedLine;
use ocop_index::query::spoken::{AskedFact, SpokenProblem, SpokenProblemKind};
use ocop_index::search::ReadAsWords;
use ocop_index::{ConditionScope, Facet, NOT_GIVEN, ProductStatus, QueryCondition};

use crate::wording::label;
use crate::wording::locale::Locale;
use crate::wording::query_problem::add_column;
use crate::wording::sanitize::sanitize_text;
use crate::wording::text_width::truncate_to_width;

/// The most columns of quoted words.
const MAX_QUOTED_WIDTH: usize = 32;

/// The most stars.
const MAX_STARS: u16 = 5;

/// Between the parts of a reading.
const SEPARATOR: &str = " · ";

/// What the plain words of a line were read as; `None` where all of them are words.
pub fn describe_reading(locale: &Locale, resolved: &ResolvedLine) -> Option<String> {
    if resolved.spoken_ranges.is_empty() && resolved.producer_name_ranges.is_empty() {
        return None;
    }
    let mut parts = describe_spoken_filters(locale, resolved);
    parts.extend(
        resolved
            .question
            .map(|fact| describe_question(locale, fact)),
    );
    let words = sanitize_text(resolved.query.text.trim());
    if !words.is_empty() {
        parts.push(locale.fill("spoken.words", &[("words", &words)]));
    }
    let parts = parts.join(SEPARATOR);
    (!parts.is_empty()).then(|| locale.fill("spoken.reading", &[("parts", &parts)]))
}

/// The filters in plain words, in the order of the line; those of one facet together.
fn describe_spoken_filters(locale: &Locale, resolved: &ResolvedLine) -> Vec<String> {
    let mut parts: Vec<(usize, String)> = Vec::new();
    let facets: Vec<_> = resolved.spoken_facet_pieces().collect();
    let mut told = Vec::new();
    for piece in &facets {
        let kind = (piece.facet, piece.not);
        // Years of different pieces are no range.
        let is_alone = piece.facet == Facet::Year;
        if told.contains(&kind) && !is_alone {
            continue;
        }
        told.push(kind);
        let same = facets.iter().filter(|other| {
            let is_same = (other.facet, other.not) == kind;
            is_same && (!is_alone || other.range == piece.range)
        });
        let values: BTreeSet<&str> = same
            .flat_map(|other| other.values.iter().map(String::as_str))
            .collect();
        let text = if !piece.not && resolved.query.filter.wants_all(piece.facet) {
            describe_all_values(locale, piece.facet, values)
        } else {
            describe_values(locale, piece.facet, piece.not, &values)
        };
        parts.push((piece.range.start, text));
    }
    let conditions = resolved.told_condition_pieces();
    parts.extend(conditions.map(|piece| {
        let text = describe_condition(locale, &piece.condition);
        (piece.range.start, text)
    }));
    parts.sort_by_key(|(start, _)| *start);
    parts.into_iter().map(|(_, text)| text).collect()
}

/// Chosen or excluded values of a facet: `sao từ 4`, `huyện Hạ Long`, `không phải hết hạn`.
pub fn describe_values(
    locale: &Locale,
    facet: Facet,
    not: bool,
    values: &BTreeSet<&str>,
) -> String {
    let text = match facet {
        Facet::Star => describe_stars(locale, values),
        Facet::Year => describe_years(locale, values),
        Facet::Status if is_in_force(values) => locale.t("status.valid").to_owned(),
        // A product may have several: none of them is there.
        _ if not && facet.is_multi_valued() => {
            let excluded = values.iter().map(|value| {
                let label = label::standalone_value_label(locale, facet, value);
                locale.fill("spoken.not", &[("value", &label)])
            });
            return join_with_and(locale, excluded);
        }
        _ => {
            let labels = values
                .iter()
                .map(|value| label::standalone_value_label(locale, facet, value));
            join_with_or(locale, labels)
        }
    };
    let key = match (facet, not) {
        (Facet::District, false) => "spoken.district",
        (Facet::Unit, false) => "spoken.place",
        (Facet::District | Facet::Unit, true) => "spoken.outside",
        (_, true) => "spoken.not",
        (_, false) => return text,
    };
    locale.fill(key, &[("value", &text)])
}

/// Values of which a product must have all: `thiếu điện thoại và thiếu quyết định`.
pub fn describe_all_values<T: AsRef<str>>(
    locale: &Locale,
    facet: Facet,
    values: impl IntoIterator<Item = T>,
) -> String {
    let labels = values.into_iter();
    let labels = labels.map(|value| label::standalone_value_label(locale, facet, value.as_ref()));
    join_with_and(locale, labels)
}

/// True for both statuses of a certificate in force.
fn is_in_force(values: &BTreeSet<&str>) -> bool {
    let both = [ProductStatus::Valid, ProductStatus::ExpiringSoon];
    values.len() == both.len() && both.iter().all(|status| values.contains(status.key()))
}

fn describe_stars(locale: &Locale, values: &BTreeSet<&str>) -> String {
    if let Some((least, most)) = whole_range(values).filter(|(least, most)| least < most) {
        if most == MAX_STARS {
            return locale.fill("spoken.star_from", &[("n", &least)]);
        }
        if least == 1 {
            return locale.fill("spoken.star_to", &[("n", &most)]);
        }
    }
    let labels = values
        .iter()
        .map(|value| label::facet_value_label(locale, Facet::Star, value));
    join_with_or(locale, labels)
}

fn describe_years(locale: &Locale, values: &BTreeSet<&str>) -> String {
    // Three and more come from a comparison; no product is of the years between them.
    let is_range =
        values.len() > 2 || whole_range(values).is_some_and(|(first, last)| first < last);
    let years = match (values.first(), values.last()) {
        (Some(first), Some(last)) if is_range => format!("{first}–{last}"),
        _ => join_with_or(locale, values.iter().map(|value| (*value).to_owned())),
    };
    locale.fill("spoken.year", &[("years", &years)])
}

/// The least and the most of numbers without a gap between them.
fn whole_range(values: &BTreeSet<&str>) -> Option<(u16, u16)> {
    let numbers: Option<BTreeSet<u16>> = values.iter().map(|value| value.parse().ok()).collect();
    let numbers = numbers?;
    let (first, last) = (*numbers.first()?, *numbers.last()?);
    (usize::from(last - first) + 1 == numbers.len()).then_some((first, last))
}

fn join_with_or(locale: &Locale, texts: impl Iterator<Item = String>) -> String {
    join_with(locale, "spoken.or", texts)
}

/// Names of values that are wanted together.
pub fn join_with_and(locale: &Locale, texts: impl Iterator<Item = String>) -> String {
    join_with(locale, "spoken.and", texts)
}

fn join_with(locale: &Locale, sentence: &str, texts: impl Iterator<Item = String>) -> String {
    let joined = texts
        .reduce(|first, second| locale.fill(sentence, &[("first", &first), ("second", &second)]));
    joined.unwrap_or_default()
}

/// A condition in words: `hết hạn 01/2027–03/2027`, `ở Hải Hà`, `không có: ba kích`.
pub fn describe_condition(locale: &Locale, condition: &QueryCondition) -> String {
    let words = join_with_or(locale, condition.all_words().map(sanitize_text));
    let (key, value) = match (condition.scope, condition.not) {
        (ConditionScope::Expiry, not) => {
            let days = condition.all_words();
            let text = join_with_or(locale, days.map(|days| describe_expiry_days(locale, days)));
            if !not {
                return text;
            }
            ("spoken.not", text)
        }
        (ConditionScope::Code, not)
            if condition.words == NOT_GIVEN && condition.alternatives.is_empty() =>
        {
            let key = if not {
                "spoken.with_code"
            } else {
                "spoken.no_code"
            };
            return locale.t(key).to_owned();
        }
        (ConditionScope::Place, false) => ("spoken.place", words),
        (ConditionScope::Place, true) => ("spoken.outside", words),
        (ConditionScope::Specialty, false) => ("spoken.specialty", words),
        (ConditionScope::Producer, false) => ("spoken.producer_name", words),
        (ConditionScope::Producer, true) => ("spoken.without_producer", words),
        (_, true) => ("spoken.without", words),
        (_, false) => return words,
    };
    locale.fill(key, &[("value", &value)])
}

/// `2027-01-01..2027-03-31` in words; any other text stays as it is.
fn describe_expiry_days(locale: &Locale, text: &str) -> String {
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    let first_day: Option<Date> = first.parse().ok();
    let last_day: Option<Date> = last.parse().ok();
    let days = match (first_day, last_day) {
        (Some(first), Some(last)) => describe_days(locale, first, last),
        (Some(first), None) => {
            let day = locale.format_date(first);
            return locale.fill("spoken.expires_from", &[("day", &day)]);
        }
        (None, Some(last)) => {
            let day = locale.format_date(last);
            return locale.fill("spoken.expires_to", &[("day", &day)]);
        }
        (None, None) => text.to_owned(),
    };
    locale.fill("spoken.expires", &[("days", &days)])
}

/// Whole months as months, other days as days.
fn describe_days(locale: &Locale, first: Date, last: Date) -> String {
    let are_months = first.day() == 1 && last == last.last_of_month();
    let is_year = first.year() == last.year() && first.month() == 1 && last.month() == 12;
    if are_months && is_year {
        return locale.fill("spoken.whole_year", &[("year", &first.year())]);
    }
    let name = |day: Date| {
        if are_months {
            let month = format!("{:02}", day.month());
            locale.fill("spoken.month", &[("month", &month), ("year", &day.year())])
        } else {
            locale.format_date(day)
        }
    };
    let (first, last) = (name(first), name(last));
    if first == last {
        return first;
    }
    format!("{first}–{last}")
}

/// What a line asks: `hỏi: hạn`.
pub fn describe_question(locale: &Locale, fact: AskedFact) -> String {
    let fact = locale.t(match fact {
        AskedFact::Star => "spoken.ask_star",
        AskedFact::Validity => "spoken.ask_validity",
        AskedFact::Recognition => "spoken.ask_recognition",
        AskedFact::Producer => "spoken.ask_producer",
        AskedFact::Place => "spoken.ask_place",
        AskedFact::Price => "spoken.ask_price",
        AskedFact::Phone => "spoken.ask_phone",
        AskedFact::Decision => "spoken.ask_decision",
        AskedFact::Code => "spoken.ask_code",
        AskedFact::Channel => "spoken.ask_channel",
        AskedFact::Group => "spoken.ask_group",
        AskedFact::Count => "spoken.ask_count",
        AskedFact::ProducerCount => "spoken.ask_producer_count",
        AskedFact::DistrictCount => "spoken.ask_district_count",
        AskedFact::UnitCount => "spoken.ask_unit_count",
    });
    locale.fill("spoken.question", &[("fact", &fact)])
}

/// The key of a fact that a line asks, for machine-readable output.
pub const fn question_key(fact: AskedFact) -> &'static str {
    match fact {
        AskedFact::Star => "star",
        AskedFact::Validity => "validity",
        AskedFact::Recognition => "recognition",
        AskedFact::Producer => "producer",
        AskedFact::Place => "place",
        AskedFact::Price => "price",
        AskedFact::Phone => "phone",
        AskedFact::Decision => "decision",
        AskedFact::Code => "code",
        AskedFact::Channel => "channel",
        AskedFact::Group => "group",
        AskedFact::Count => "count",
        AskedFact::ProducerCount => "producer_count",
        AskedFact::DistrictCount => "district_count",
        AskedFact::UnitCount => "unit_count",
    }
}

/// How a line was read, each as a line of text: what its plain words mean, or that they were searched as words.
pub fn describe_line(
    locale: &Locale,
    resolved: &ResolvedLine,
    read_as_words: Option<ReadAsWords>,
) -> Vec<String> {
    let mut lines = Vec::new();
    if read_as_words != Some(ReadAsWords::CalledSo) {
        lines.extend(describe_reading(locale, resolved));
    }
    lines.extend(read_as_words.map(|why| describe_read_as_words(locale, why).to_owned()));
    lines
}

/// Why a line was searched as words although a part of it can be read as a filter.
pub fn describe_read_as_words(locale: &Locale, why: ReadAsWords) -> &str {
    locale.t(match why {
        ReadAsWords::CalledSo => "spoken.called_so",
        ReadAsWords::NothingLeft => "spoken.nothing_left",
    })
}

/// Words that look like a filter and are none, as sentences that say what to type instead.
pub fn describe_spoken_problems(
    locale: &Locale,
    line: &str,
    resolved: &ResolvedLine,
) -> Vec<String> {
    told_problems(resolved)
        .map(|problem| describe_spoken_problem(locale, line, problem))
        .collect()
}

/// The same with the columns, where the line itself is not shown.
pub fn describe_spoken_problems_with_columns(
    locale: &Locale,
    line: &str,
    resolved: &ResolvedLine,
) -> Vec<String> {
    told_problems(resolved)
        .map(|problem| {
            let sentence = describe_spoken_problem(locale, line, problem);
            add_column(locale, line, &problem.range, &sentence)
        })
        .collect()
}

fn told_problems(resolved: &ResolvedLine) -> impl Iterator<Item = &SpokenProblem> {
    let problems = resolved.spoken_problems.iter();
    problems.filter(|problem| is_told(resolved, problem))
}

/// The answer to a question for a price says that there is none.
fn is_told(resolved: &ResolvedLine, problem: &SpokenProblem) -> bool {
    problem.kind != SpokenProblemKind::NoPrices || resolved.question != Some(AskedFact::Price)
}

fn describe_spoken_problem(locale: &Locale, line: &str, problem: &SpokenProblem) -> String {
    let piece = sanitize_text(line.get(problem.range.clone()).unwrap_or_default());
    let piece = truncate_to_width(&piece, MAX_QUOTED_WIDTH, "…");
    let key = match problem.kind {
        SpokenProblemKind::Unread => "spoken.unread",
        SpokenProblemKind::MixedJoints => "spoken.mixed_joints",
        SpokenProblemKind::OtherwiseJoined => "spoken.otherwise_joined",
        SpokenProblemKind::EitherStar => "spoken.either_star",
        SpokenProblemKind::NoPrices => "spoken.no_prices",
        SpokenProblemKind::OnlyYears => "spoken.only_years",
        SpokenProblemKind::Comparison => "spoken.comparison",
        SpokenProblemKind::Ranking => "spoken.ranking",
    };
    locale.fill(key, &[("piece", &piece)])
}
