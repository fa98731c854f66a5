//! The sentences of an answer: how many, how read, which filters; the rows; the ways out.
//!
//! Must not: change what is asked, or use a sign where a word is heard.

use ocop_index::{Facet, Hit, NONE};

use super::state::{Chosen, State};
use crate::locale::Locale;
use crate::{label, nothing};

/// The first line.
pub(super) fn greeting(state: &State<'_>) -> String {
    let locale = state.locale();
    let count = locale.number(state.catalog.len());
    let day = locale.date(state.settings.day);
    locale.fill("linear.greeting", &[("n", &count), ("day", &day)])
}

/// `2 sản phẩm cho “cha muc”; bộ lọc: Hạng sao: 3 sao.`
pub(super) fn head(state: &State<'_>) -> String {
    let locale = state.locale();
    let count = locale.number(state.answer.total());
    let words = nothing::asked(&state.query);
    let words = words.trim();
    let mut parts = vec![if words.is_empty() {
        locale.fill("linear.total", &[("n", &count)])
    } else {
        locale.fill("linear.total_for", &[("n", &count), ("words", &words)])
    }];
    parts.extend(label::reading(
        locale,
        state.answer.reading(),
        &state.query.text,
    ));
    parts.extend(conditions(state));
    ended(&parts)
}

/// What narrows or orders the list beside its words, in a sentence.
pub(super) fn condition(state: &State<'_>) -> Option<String> {
    let parts = conditions(state);
    (!parts.is_empty()).then(|| begun(&ended(&parts)))
}

fn conditions(state: &State<'_>) -> Vec<String> {
    let locale = state.locale();
    let mut parts = Vec::new();
    if !state.filters.is_empty() {
        let filters = filters(locale, &state.filters).join("; ");
        parts.push(locale.fill("linear.filters", &[("filters", &filters)]));
    }
    if state.query.literal {
        parts.push(locale.t("linear.literal").to_owned());
    }
    if let Some(sort) = state.order() {
        let name = label::order(locale, sort, state.query.backwards);
        parts.push(locale.fill("linear.sorted", &[("sort", &name)]));
    }
    parts
}

/// The sentence with a capital letter in front.
fn begun(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters.clone()).collect()
}

fn ended(parts: &[String]) -> String {
    format!("{}.", parts.join("; "))
}

/// The filters in force, facet by facet.
fn filters(locale: &Locale, filters: &[Chosen]) -> Vec<String> {
    let mut kinds: Vec<(Facet, bool)> = Vec::new();
    for one in filters {
        if !kinds.contains(&(one.facet, one.not)) {
            kinds.push((one.facet, one.not));
        }
    }
    let of = |(facet, not): (Facet, bool)| {
        let same = filters
            .iter()
            .filter(move |one| (one.facet, one.not) == (facet, not));
        let values = same.map(|one| label::value(locale, facet, &one.value));
        named(locale, facet, not, &values.collect::<Vec<_>>().join(", "))
    };
    kinds.into_iter().map(of).collect()
}

/// One filter: `Hạng sao: 4 sao`.
pub(super) fn filter(locale: &Locale, one: &Chosen) -> String {
    let value = label::value(locale, one.facet, &one.value);
    named(locale, one.facet, one.not, &value)
}

fn named(locale: &Locale, facet: Facet, not: bool, values: &str) -> String {
    let key = if not {
        "linear.filter_not"
    } else {
        "linear.filter"
    };
    let facet = label::facet(locale, facet);
    locale.fill(key, &[("facet", &facet), ("values", &values)])
}

/// `1. Chả mực, 3 sao, Cơ sở chế biến Thanh Măng, Thị trấn Cô Tô, Cô Tô, hết hạn`.
pub(super) fn row(state: &State<'_>, number: usize, hit: &Hit) -> String {
    let locale = state.locale();
    let product = &hit.product;
    let star = hit.state.star.map(|star| star.to_string());
    let producer = product.producer.as_ref();
    let parts = [
        product.name.clone(),
        label::value(locale, Facet::Star, star.as_deref().unwrap_or(NONE)),
        producer.map_or_else(String::new, |producer| producer.name.clone()),
        label::place(product),
        label::time_left_told(locale, &hit.state, state.settings.day),
    ];
    let known: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{number}. {}", known.join(", "))
}

/// Where the rows told last stand in the list.
pub(super) fn page(state: &State<'_>) -> String {
    let (from, to) = state.page;
    let locale = state.locale();
    let [from, to, total] =
        [from + 1, to, state.answer.total()].map(|number| locale.number(number));
    locale.fill(
        "linear.page",
        &[("from", &from), ("to", &to), ("n", &total)],
    )
}

/// How many rows are left; that it is the end, where there was more than one page.
pub(super) fn rest(state: &State<'_>) -> Option<String> {
    let locale = state.locale();
    let rest = state.answer.total() - state.page.1;
    if rest > 0 {
        return Some(locale.fill("linear.more", &[("n", &locale.number(rest))]));
    }
    (state.page.0 > 0).then(|| locale.t("linear.list_end").to_owned())
}

/// An empty answer: why, what is in force, and the ways out.
pub(super) fn nothing(state: &State<'_>) -> Vec<String> {
    let locale = state.locale();
    let mut lines = vec![nothing::reason(
        locale,
        &state.query,
        state.answer.without_filters(),
    )];
    lines.extend(condition(state));
    if state.ways.is_empty() {
        lines.push(locale.t("empty.none").to_owned());
        return lines;
    }
    lines.push(locale.t("linear.ways").to_owned());
    for (place, way) in state.ways.iter().enumerate() {
        let what = nothing::relief(locale, way);
        let count = locale.number(way.total);
        let told = locale.fill("linear.way", &[("what", &what), ("n", &count)]);
        lines.push(format!("{}. {told}", place + 1));
    }
    lines
}
