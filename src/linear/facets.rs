//! Facets as numbered lines: each line begins with what is typed to choose it.
//!
//! The numbers of values are those told last, whatever the counts do meanwhile. Must not: count.

use ocop_index::Facet;
use ocop_index::search::{FacetCounts, FacetValueCount};

use super::answer_text;
use super::state::{ActiveFilter, LinearResult, LinearState, PagedListing};
use crate::wording::label;
use crate::wording::locale::Locale;

/// Values told at a time.
pub(super) const VALUES_PER_PAGE: usize = 20;

/// Values told of each facet when all facets are.
const VALUES_IN_OVERVIEW: usize = 3;

/// Every facet with its most frequent values.
pub(super) fn list_facets(state: &LinearState<'_>) -> Vec<String> {
    let locale = state.locale();
    let mut lines = vec![
        answer_text::summary_text(state),
        state.locale_text("linear.facets"),
    ];
    for (place, facet) in Facet::ALL.into_iter().enumerate() {
        let told = listed_values(state, facet);
        let name = label::facet_label(locale, facet);
        let number = place + 1;
        if told.is_empty() {
            lines.push(locale.fill("linear.facet_empty", &[("n", &number), ("facet", &name)]));
            continue;
        }
        let mut most = told.clone();
        most.sort_by_key(|value| (!value.chosen, std::cmp::Reverse(value.count)));
        let first = most.iter().take(VALUES_IN_OVERVIEW);
        let first: Vec<String> = first
            .map(|value| format_value_count(locale, facet, value))
            .collect();
        lines.push(locale.fill(
            "linear.facet_row",
            &[
                ("n", &number),
                ("facet", &name),
                ("count", &locale.format_number(told.len())),
                ("values", &first.join(", ")),
            ],
        ));
    }
    lines
}

/// One facet with all of its values: `Hạng sao: 5 sao 6, 4 sao 35`.
pub(super) fn format_facet_line(locale: &Locale, counts: &FacetCounts) -> String {
    let known = counts.values.iter().filter(|value| value.count > 0);
    let values: Vec<String> = known
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

/// The values of the facet with this number, and from now on their numbers.
pub(super) fn list_facet_values(state: &mut LinearState<'_>, number: usize) -> Vec<String> {
    let Some(facet) = facet_by_number(number) else {
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

/// The values of a facet from this place on.
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
        .map(|place| format_value_row(state, facet, place, &order[place]))
        .collect();
    if end < order.len() {
        let rest = locale.format_number(order.len() - end);
        lines.push(locale.fill("linear.values_more", &[("n", &rest)]));
    }
    state.listing = PagedListing::FacetValues(facet, start, end);
    lines
}

/// `f 2 1: Hạ Long, 25 sản phẩm, đang chọn`.
fn format_value_row(state: &LinearState<'_>, facet: Facet, place: usize, value: &str) -> String {
    let locale = state.locale();
    let known = facet_counts(state, facet);
    let found = known.iter().find(|known| known.value == value);
    let count = found.map_or(0, |found| found.count as usize);
    let row = locale.fill(
        "linear.value",
        &[
            ("n", &(facet.index() + 1)),
            ("value", &(place + 1)),
            ("label", &label::facet_value_label(locale, facet, value)),
            ("count", &locale.format_number(count)),
        ],
    );
    match found {
        Some(found) if found.chosen => locale.fill("linear.value_chosen", &[("row", &row)]),
        Some(found) if found.excluded => locale.fill("linear.value_excluded", &[("row", &row)]),
        _ => row,
    }
}

/// Chooses values of a facet by their numbers, or gives them up, and asks anew.
pub(super) fn toggle_values(
    state: &mut LinearState<'_>,
    number: usize,
    values: &[usize],
) -> LinearResult {
    let Some(facet) = facet_by_number(number) else {
        return Ok(vec![no_facet_text(state, number)]);
    };
    let order = value_order(state, facet);
    let mut query = state.query.clone();
    let mut lines = Vec::new();
    for number in values {
        let value = number.checked_sub(1).and_then(|place| order.get(place));
        let Some(value) = value.cloned() else {
            return Ok(vec![no_value_text(state, facet, *number)]);
        };
        let not = query.filter.excluded_values(facet).contains(&value);
        let was = query.filter.remove_value(facet, &value);
        if !was {
            query.filter.choose_value(facet, value.clone());
        }
        let filter = answer_text::describe_filter(
            state.locale(),
            &ActiveFilter {
                facet,
                value,
                excluded: not,
            },
        );
        let key = if was {
            "linear.dropped"
        } else {
            "linear.chose"
        };
        lines.push(state.locale().fill(key, &[("filter", &filter)]));
    }
    // What was told keeps its numbers, even if nothing was told before.
    state.value_orders.insert(facet, order);
    lines.extend(state.run_query(query)?);
    Ok(lines)
}

fn facet_by_number(number: usize) -> Option<Facet> {
    let place = number.checked_sub(1)?;
    Facet::ALL.get(place).copied()
}

fn no_facet_text(state: &LinearState<'_>, number: usize) -> String {
    let last = Facet::ALL.len();
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

/// The values in the order last told; in the order of the answer where none was.
fn value_order(state: &LinearState<'_>, facet: Facet) -> Vec<String> {
    let known = state.value_orders.get(&facet).cloned();
    known.unwrap_or_else(|| {
        let told = listed_values(state, facet).into_iter();
        told.map(|value| value.value.clone()).collect()
    })
}

/// The values worth telling: those that products have, and those in force.
fn listed_values<'s>(state: &'s LinearState<'_>, facet: Facet) -> Vec<&'s FacetValueCount> {
    let all = facet_counts(state, facet).iter();
    all.filter(|value| value.count > 0 || value.chosen || value.excluded)
        .collect()
}

fn facet_counts<'s>(state: &'s LinearState<'_>, facet: Facet) -> &'s [FacetValueCount] {
    let facets = state.answer.facet_counts().iter();
    let mut of_it = facets.filter(|counts| counts.facet == facet);
    of_it.next().map_or(&[], |counts| &counts.values)
}
