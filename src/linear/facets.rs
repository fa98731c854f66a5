//! Facets as numbered lines: each line begins with what is typed to choose it.
//!
//! The numbers of values are those told last, whatever the counts do meanwhile. Must not: count.

use ocop_index::Facet;
use ocop_index::search::{FacetCount, FacetCounts};

use super::state::{Chosen, Lines, State, Told};
use super::tell;
use crate::label;
use crate::locale::Locale;

/// Values told at a time.
pub(super) const PAGE: usize = 20;

/// Values told of each facet when all facets are.
const FIRST: usize = 3;

/// Every facet with its most frequent values.
pub(super) fn all(state: &State<'_>) -> Vec<String> {
    let locale = state.locale();
    let mut lines = vec![tell::head(state), state.sentence("linear.facets")];
    for (place, facet) in Facet::ALL.into_iter().enumerate() {
        let told = told_values(state, facet);
        let name = label::facet(locale, facet);
        let number = place + 1;
        if told.is_empty() {
            lines.push(locale.fill("linear.facet_empty", &[("n", &number), ("facet", &name)]));
            continue;
        }
        let mut most = told.clone();
        most.sort_by_key(|value| (!value.chosen, std::cmp::Reverse(value.count)));
        let first = most.iter().take(FIRST);
        let first: Vec<String> = first.map(|value| counted(locale, facet, value)).collect();
        lines.push(locale.fill(
            "linear.facet_row",
            &[
                ("n", &number),
                ("facet", &name),
                ("count", &locale.number(told.len())),
                ("values", &first.join(", ")),
            ],
        ));
    }
    lines
}

/// One facet with all of its values: `Hạng sao: 5 sao 6, 4 sao 35`.
pub(super) fn in_a_line(locale: &Locale, counts: &FacetCounts) -> String {
    let known = counts.values.iter().filter(|value| value.count > 0);
    let values: Vec<String> = known
        .map(|value| counted(locale, counts.facet, value))
        .collect();
    let name = label::facet(locale, counts.facet);
    locale.fill(
        "linear.filter",
        &[("facet", &name), ("values", &values.join(", "))],
    )
}

fn counted(locale: &Locale, facet: Facet, value: &FacetCount) -> String {
    let count = locale.number(value.count as usize);
    format!("{} {count}", label::value(locale, facet, &value.value))
}

/// The values of the facet with this number, and from now on their numbers.
pub(super) fn values(state: &mut State<'_>, number: usize) -> Vec<String> {
    let Some(facet) = facet_of(number) else {
        return vec![no_facet(state, number)];
    };
    state.orders.remove(&facet);
    let order = order(state, facet);
    let mut lines = vec![state.locale().fill(
        "linear.values",
        &[
            ("facet", &label::facet(state.locale(), facet)),
            ("count", &state.locale().number(order.len())),
            ("n", &number),
        ],
    )];
    state.orders.insert(facet, order);
    lines.extend(page(state, facet, 0));
    lines
}

/// The values of a facet from this place on.
pub(super) fn page(state: &mut State<'_>, facet: Facet, start: usize) -> Vec<String> {
    let locale = state.locale();
    let order = order(state, facet);
    if start >= order.len() {
        return vec![state.sentence("linear.values_end")];
    }
    let end = order.len().min(start + PAGE);
    let mut lines: Vec<String> = (start..end)
        .map(|place| line(state, facet, place, &order[place]))
        .collect();
    if end < order.len() {
        let rest = locale.number(order.len() - end);
        lines.push(locale.fill("linear.values_more", &[("n", &rest)]));
    }
    state.told = Told::Values(facet, start, end);
    lines
}

/// `f 2 1: Hạ Long, 25 sản phẩm, đang chọn`.
fn line(state: &State<'_>, facet: Facet, place: usize, value: &str) -> String {
    let locale = state.locale();
    let known = counts(state, facet);
    let found = known.iter().find(|known| known.value == value);
    let count = found.map_or(0, |found| found.count as usize);
    let row = locale.fill(
        "linear.value",
        &[
            ("n", &(facet.index() + 1)),
            ("value", &(place + 1)),
            ("label", &label::value(locale, facet, value)),
            ("count", &locale.number(count)),
        ],
    );
    match found {
        Some(found) if found.chosen => locale.fill("linear.value_chosen", &[("row", &row)]),
        Some(found) if found.excluded => locale.fill("linear.value_excluded", &[("row", &row)]),
        _ => row,
    }
}

/// Chooses values of a facet by their numbers, or gives them up, and asks anew.
pub(super) fn toggle(state: &mut State<'_>, number: usize, values: &[usize]) -> Lines {
    let Some(facet) = facet_of(number) else {
        return Ok(vec![no_facet(state, number)]);
    };
    let order = order(state, facet);
    let mut query = state.query.clone();
    let mut lines = Vec::new();
    for number in values {
        let value = number.checked_sub(1).and_then(|place| order.get(place));
        let Some(value) = value.cloned() else {
            return Ok(vec![no_value(state, facet, *number)]);
        };
        let not = query.filter.excluded(facet).contains(&value);
        let was = query.filter.remove(facet, &value);
        if !was {
            query.filter.add(facet, value.clone());
        }
        let filter = tell::filter(state.locale(), &Chosen { facet, value, not });
        let key = if was {
            "linear.dropped"
        } else {
            "linear.chose"
        };
        lines.push(state.locale().fill(key, &[("filter", &filter)]));
    }
    // What was told keeps its numbers, even if nothing was told before.
    state.orders.insert(facet, order);
    lines.extend(state.ask(query)?);
    Ok(lines)
}

fn facet_of(number: usize) -> Option<Facet> {
    let place = number.checked_sub(1)?;
    Facet::ALL.get(place).copied()
}

fn no_facet(state: &State<'_>, number: usize) -> String {
    let last = Facet::ALL.len();
    let locale = state.locale();
    locale.fill("linear.no_facet", &[("n", &number), ("last", &last)])
}

fn no_value(state: &State<'_>, facet: Facet, number: usize) -> String {
    let locale = state.locale();
    let name = label::facet(locale, facet);
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
fn order(state: &State<'_>, facet: Facet) -> Vec<String> {
    let known = state.orders.get(&facet).cloned();
    known.unwrap_or_else(|| {
        let told = told_values(state, facet).into_iter();
        told.map(|value| value.value.clone()).collect()
    })
}

/// The values worth telling: those that products have, and those in force.
fn told_values<'s>(state: &'s State<'_>, facet: Facet) -> Vec<&'s FacetCount> {
    let all = counts(state, facet).iter();
    all.filter(|value| value.count > 0 || value.chosen || value.excluded)
        .collect()
}

fn counts<'s>(state: &'s State<'_>, facet: Facet) -> &'s [FacetCount] {
    let facets = state.answer.facets().iter();
    let mut of_it = facets.filter(|counts| counts.facet == facet);
    of_it.next().map_or(&[], |counts| &counts.values)
}
