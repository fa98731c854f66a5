//! The result of a query in sentences: how many products, how the query was interpreted, the active filters,
//! the rows, and the suggestions when nothing is found.
//!
//! Must not use a symbol where a screen reader needs a word.

use ocop_index::{Facet, Filter, NOT_GIVEN, SearchHit};

use super::chosen_columns;
use super::state::{ActiveFilter, LinearState};
use crate::wording::locale::Locale;
use crate::wording::{label, no_results, spoken_reading};

/// The first line of the conversation.
pub(super) fn greeting_text(state: &LinearState<'_>) -> String {
    let locale = state.locale();
    let count = locale.format_number(state.catalog.len());
    let day = locale.format_date(state.settings.day);
    locale.fill("linear.greeting", &[("n", &count), ("day", &day)])
}

/// `2 sản phẩm cho “cha muc”; bộ lọc: Hạng sao: 3 sao.`
pub(super) fn summary_text(state: &LinearState<'_>) -> String {
    let locale = state.locale();
    let count = locale.format_number(state.answer.total());
    let words = no_results::query_text_without_filters(&state.query);
    let words = words.trim();
    let mut parts = vec![if words.is_empty() {
        locale.fill("linear.total", &[("n", &count)])
    } else {
        locale.fill("linear.total_for", &[("n", &count), ("words", &words)])
    }];
    parts.extend(label::describe_interpretation(
        locale,
        state.answer.interpretation_summary(),
        &state.query.text,
    ));
    parts.extend(condition_parts(state));
    join_sentence(&parts)
}

/// The filters, the literal mode and the sort order in one sentence; `None` when there are none.
pub(super) fn conditions_text(state: &LinearState<'_>) -> Option<String> {
    let parts = condition_parts(state);
    (!parts.is_empty()).then(|| capitalize_first(&join_sentence(&parts)))
}

fn condition_parts(state: &LinearState<'_>) -> Vec<String> {
    let locale = state.locale();
    let mut parts = Vec::new();
    if !state.filters.is_empty() {
        let filters = describe_filters(locale, &state.filters, &state.query.filter).join("; ");
        parts.push(locale.fill("linear.filters", &[("filters", &filters)]));
    }
    if state.query.literal {
        parts.push(locale.t("linear.literal").to_owned());
    }
    if let Some(sort) = state.custom_sort() {
        let name = label::sort_label(locale, sort, state.query.reversed);
        parts.push(locale.fill("linear.sorted", &[("sort", &name)]));
    }
    parts
}

/// The sentence with its first letter in upper case.
pub(super) fn capitalize_first(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters.clone()).collect()
}

fn join_sentence(parts: &[String]) -> String {
    format!("{}.", parts.join("; "))
}

/// The active filters, facet by facet.
fn describe_filters(locale: &Locale, filters: &[ActiveFilter], filter: &Filter) -> Vec<String> {
    let mut groups: Vec<(Facet, bool)> = Vec::new();
    for filter in filters {
        if !groups.contains(&(filter.facet, filter.excluded)) {
            groups.push((filter.facet, filter.excluded));
        }
    }
    let describe_group = |(facet, excluded): (Facet, bool)| {
        let values = filters
            .iter()
            .filter(|filter| (filter.facet, filter.excluded) == (facet, excluded))
            .map(|filter| label::facet_value_label(locale, facet, &filter.value));
        let values = if !excluded && filter.wants_all(facet) {
            spoken_reading::join_with_and(locale, values)
        } else {
            values.collect::<Vec<_>>().join(", ")
        };
        format_facet_values(locale, facet, excluded, &values)
    };
    groups.into_iter().map(describe_group).collect()
}

/// One filter: `Hạng sao: 4 sao`.
pub(super) fn describe_filter(locale: &Locale, filter: &ActiveFilter) -> String {
    let value = label::facet_value_label(locale, filter.facet, &filter.value);
    format_facet_values(locale, filter.facet, filter.excluded, &value)
}

fn format_facet_values(locale: &Locale, facet: Facet, excluded: bool, values: &str) -> String {
    let key = if excluded {
        "linear.filter_not"
    } else {
        "linear.filter"
    };
    let facet = label::facet_label(locale, facet);
    locale.fill(key, &[("facet", &facet), ("values", &values)])
}

/// `1. Chả mực, 3 sao, Cơ sở chế biến Thanh Măng, Thị trấn Cô Tô, Cô Tô, hết hạn`.
pub(super) fn format_product_row(
    state: &LinearState<'_>,
    number: usize,
    hit: &SearchHit,
) -> String {
    let row = describe_product_row(state, number, hit);
    if state.selected.contains(&hit.product.id) {
        return state.locale().fill("linear.value_chosen", &[("row", &row)]);
    }
    row
}

fn describe_product_row(state: &LinearState<'_>, number: usize, hit: &SearchHit) -> String {
    let locale = state.locale();
    if let Some(columns) = &state.columns {
        let parts = chosen_columns::describe_chosen_columns(state, columns, hit);
        return format!("{number}. {}", parts.join(", "));
    }
    let product = &hit.product;
    let star = hit.state.star.map(|star| star.to_string());
    let producer = product.producer.as_ref();
    let parts = [
        product.name.clone(),
        label::facet_value_label(locale, Facet::Star, star.as_deref().unwrap_or(NOT_GIVEN)),
        producer.map_or_else(String::new, |producer| producer.name.clone()),
        label::place_label(product),
        label::describe_time_left(locale, &hit.state, state.settings.day),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{number}. {}", parts.join(", "))
}

/// Which rows of the list were printed last: `11 to 20 of 35`.
pub(super) fn page_bounds_text(state: &LinearState<'_>) -> String {
    let (start, end) = state.page_bounds;
    let locale = state.locale();
    let [from, to, total] =
        [start + 1, end, state.answer.total()].map(|number| locale.format_number(number));
    locale.fill(
        "linear.page",
        &[("from", &from), ("to", &to), ("n", &total)],
    )
}

/// How many rows are left; on the last of several pages, that the list ends.
pub(super) fn remaining_text(state: &LinearState<'_>) -> Option<String> {
    let locale = state.locale();
    let remaining = state.answer.total() - state.page_bounds.1;
    if remaining > 0 {
        let remaining = locale.format_number(remaining);
        return Some(locale.fill("linear.more", &[("n", &remaining)]));
    }
    (state.page_bounds.0 > 0).then(|| locale.t("linear.list_end").to_owned())
}

/// An empty result: why, the active filters, and numbered suggestions.
pub(super) fn describe_no_results(state: &LinearState<'_>) -> Vec<String> {
    let locale = state.locale();
    let mut lines = vec![no_results::describe_no_results(
        locale,
        &state.query,
        state.answer.total_without_filters(),
    )];
    lines.extend(conditions_text(state));
    if state.suggestions.is_empty() {
        lines.push(
            locale
                .t(no_results::advice_without_suggestion(&state.query))
                .to_owned(),
        );
        return lines;
    }
    lines.push(locale.t("linear.ways").to_owned());
    for (index, suggestion) in state.suggestions.iter().enumerate() {
        let what = no_results::describe_suggestion(locale, suggestion);
        let count = locale.format_number(suggestion.total);
        let text = locale.fill("linear.way", &[("what", &what), ("n", &count)]);
        lines.push(format!("{}. {text}", index + 1));
    }
    lines
}
