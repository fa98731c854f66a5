//! Facets as numbered lines: each line starts with what to type to choose it.
//!
//! A value keeps the number under which it was last printed, even when the counts change.

use ocop_index::Facet;
use ocop_index::search::{FacetCounts, FacetValueCount};

use super::answer_text;
use super::state::{ActiveFilter, LinearResult, LinearState, PagedListing};
use crate::wording::label;
use crate::wording::locale::Locale;

/// Values printed per page.
pub(super) const VALUES_PER_PAGE: usize = 20;

/// Values printed of each facet in the overview of all facets.
const VALUES_IN_OVERVIEW: usize = 3;

/// Every facet with its most frequent values.
pub(super) fn list_facets(state: &LinearState<'_>) -> Vec<String> {
    let locale = state.locale();
    let mut lines = vec![
        answer_text::summary_text(state),
        state.locale_text("linear.facets"),
    ];
    for (index, facet) in Facet::ALL.into_iter().enumerate() {
        if !is_shown(state, facet) {
            continue;
        }
        let values = listed_values(state, facet);
        let name = label::facet_label(locale, facet);
        let number = index + 1;
        if values.is_empty() {
            lines.push(locale.fill("linear.facet_empty", &[("n", &number), ("facet", &name)]));
            continue;
        }
        let mut by_count = values.clone();
        by_count.sort_by_key(|value| (!value.chosen, std::cmp::Reverse(value.count)));
        let overview: Vec<String> = by_count
            .iter()
            .take(VALUES_IN_OVERVIEW)
            .map(|value| format_value_count(locale, facet, value))
            .collect();
        lines.push(locale.fill(
            "linear.facet_row",
            &[
                ("n", &number),
                ("facet", &name),
                ("count", &locale.format_number(values.len())),
                ("values", &overview.join(", ")),
            ],
        ));
    }
    lines
}

/// One facet with all of its values: `Hạng sao: 5 sao 6, 4 sao 35`.
pub(super) fn format_facet_line(locale: &Locale, counts: &FacetCounts) -> String {
    let with_products = counts.values.iter().filter(|value| value.count > 0);
    let values: Vec<String> = with_products
        .map(|value| format_value_count(locale, counts.facet, value))
        .collect();
    let name = label::facet_label(locale, counts.facet);
    locale.fill(
        "linear.filter",
        &[("facet", &name), ("values", &values.join(", "))],
    )
}

fn format_value_count(locale: &Locale, facet: Facet, value: &FacetValueCount) -> String {
    let count = locale.format_number(value.count as usize);
    format!(
        "{} {count}",
        label::facet_value_label(locale, facet, &value.value)
    )
}

/// The first page of the values of the facet with this number; numbers them in the order of their current
/// counts.
pub(super) fn list_facet_values(state: &mut LinearState<'_>, number: usize) -> Vec<String> {
    let Some(facet) = facet_by_number(state, number) else {
        return vec![no_facet_text(state, number)];
    };
    state.value_orders.remove(&facet);
    let order = value_order(state, facet);
    let mut lines = vec![state.locale().fill(
        "linear.values",
        &[
            ("facet", &label::facet_label(state.locale(), facet)),
            ("count", &state.locale().format_number(order.len())),
            ("n", &number),
        ],
    )];
    state.value_orders.insert(facet, order);
    lines.extend(show_values_page(state, facet, 0));
    lines
}

/// The page of a facet's values that starts at index `start`.
pub(super) fn show_values_page(
    state: &mut LinearState<'_>,
    facet: Facet,
    start: usize,
) -> Vec<String> {
    let locale = state.locale();
    let order = value_order(state, facet);
    if start >= order.len() {
        return vec![state.locale_text("linear.values_end")];
    }
    let end = order.len().min(start + VALUES_PER_PAGE);
    let mut lines: Vec<String> = (start..end)
        .map(|index| format_value_row(state, facet, index, &order[index]))
        .collect();
    if end < order.len() {
        let remaining = locale.format_number(order.len() - end);
        lines.push(locale.fill("linear.values_more", &[("n", &remaining)]));
    }
    state.listing = PagedListing::FacetValues(facet, start, end);
    lines
}

/// `f 2 1: Hạ Long, 25 sản phẩm, đang chọn`.
fn format_value_row(state: &LinearState<'_>, facet: Facet, index: usize, value: &str) -> String {
    let locale = state.locale();
    let counts = facet_counts(state, facet);
    let value_count = counts.iter().find(|count| count.value == value);
    let count = value_count.map_or(0, |count| count.count as usize);
    let row = locale.fill(
        "linear.value",
        &[
            ("n", &(facet.index() + 1)),
            ("value", &(index + 1)),
            ("label", &label::facet_value_label(locale, facet, value)),
            ("count", &locale.format_number(count)),
        ],
    );
    match value_count {
        Some(count) if count.chosen => locale.fill("linear.value_chosen", &[("row", &row)]),
        Some(count) if count.excluded => locale.fill("linear.value_excluded", &[("row", &row)]),
        _ => row,
    }
}

/// Chooses the values with these numbers, drops those that the query already has, and runs the query again.
pub(super) fn toggle_values(
    state: &mut LinearState<'_>,
    number: usize,
    values: &[usize],
) -> LinearResult {
    let Some(facet) = facet_by_number(state, number) else {
        return Ok(vec![no_facet_text(state, number)]);
    };
    let order = value_order(state, facet);
    let mut query = state.query.clone();
    let mut lines = Vec::new();
    for number in values {
        let value = number.checked_sub(1).and_then(|index| order.get(index));
        let Some(value) = value.cloned() else {
            return Ok(vec![no_value_text(state, facet, *number)]);
        };
        let excluded = query.filter.excluded_values(facet).contains(&value);
        let removed = query.filter.remove_value(facet, &value);
        if !removed {
            query.filter.choose_value(facet, value.clone());
        }
        let filter = answer_text::describe_filter(
            state.locale(),
            &ActiveFilter {
                facet,
                value,
                excluded,
            },
        );
        let key = if removed {
            "linear.dropped"
        } else {
            "linear.chose"
        };
        lines.push(state.locale().fill(key, &[("filter", &filter)]));
    }
    // From now on the values keep these numbers, also if they were not printed yet.
    state.value_orders.insert(facet, order);
    lines.extend(state.run_query(query)?);
    Ok(lines)
}

/// The facet with this number: its place among all, so that each keeps its own.
fn facet_by_number(state: &LinearState<'_>, number: usize) -> Option<Facet> {
    let index = number.checked_sub(1)?;
    let facet = Facet::ALL.get(index).copied();
    facet.filter(|facet| is_shown(state, *facet))
}

/// True but for what people did with products where nothing of that is known.
fn is_shown(state: &LinearState<'_>, facet: Facet) -> bool {
    !facet.is_mark() || !facet_counts(state, facet).is_empty()
}

fn no_facet_text(state: &LinearState<'_>, number: usize) -> String {
    let shown = Facet::ALL
        .into_iter()
        .filter(|facet| is_shown(state, *facet));
    let last = shown.last().map_or(0, |facet| facet.index() + 1);
    let locale = state.locale();
    locale.fill("linear.no_facet", &[("n", &number), ("last", &last)])
}

fn no_value_text(state: &LinearState<'_>, facet: Facet, number: usize) -> String {
    let locale = state.locale();
    let name = label::facet_label(locale, facet);
    locale.fill(
        "linear.no_value",
        &[
            ("facet", &name),
            ("n", &number),
            ("facet_number", &(facet.index() + 1)),
        ],
    )
}

/// The values in the order in which they were last numbered, else in the order of the result.
fn value_order(state: &LinearState<'_>, facet: Facet) -> Vec<String> {
    let numbered = state.value_orders.get(&facet).cloned();
    numbered.unwrap_or_else(|| {
        let listed = listed_values(state, facet).into_iter();
        listed.map(|value| value.value.clone()).collect()
    })
}

/// The values to list: those with products, and those that the query includes or excludes.
fn listed_values<'s>(state: &'s LinearState<'_>, facet: Facet) -> Vec<&'s FacetValueCount> {
    let all = facet_counts(state, facet).iter();
    all.filter(|value| value.count > 0 || value.chosen || value.excluded)
        .collect()
}

fn facet_counts<'s>(state: &'s LinearState<'_>, facet: Facet) -> &'s [FacetValueCount] {
    let mut facets = state.answer.facet_counts().iter();
    facets
        .find(|counts| counts.facet == facet)
        .map_or(&[], |counts| &counts.values)
}
