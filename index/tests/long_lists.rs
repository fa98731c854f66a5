//! Long lists, of which only the first rows are scored before they are shown.

// A test that cannot go on stops at once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;

use jiff::civil::date;
use ocop_index::product::Product;
use ocop_index::search::SearchAnswer;
use ocop_index::source::builtin;
use ocop_index::{Catalog, Facet, Query, Sort, store};

/// How many times each product of the built-in list is repeated, with a number after its name.
const TIMES: usize = 60;

/// Words that thousands of these have, in names, places and producers.
const TEXTS: [&str; 8] = [
    "t",
    "th",
    "ha",
    "tra",
    "quang ninh",
    "ha t",
    "htx",
    "nong s",
];

fn catalog() -> Catalog {
    let products = builtin::load_products().unwrap();
    let numbered = |number: usize| {
        products.iter().map(move |product| Product {
            id: format!("{}-{number}", product.id),
            name: format!("{} {number}", product.name),
            ..product.clone()
        })
    };
    let all: Vec<Product> = (0..TIMES).flat_map(numbered).collect();
    store::build_in_memory(&all, date(2026, 11, 24)).unwrap()
}

fn ids(catalog: &Catalog, answer: &mut SearchAnswer, rows: usize) -> Vec<String> {
    let hits = catalog.load_hits(answer, 0..rows).unwrap();
    hits.into_iter().map(|hit| hit.product.id).collect()
}

#[test]
fn the_first_rows_are_the_first_of_the_whole_list_and_counts_are_those_of_all() {
    let catalog = catalog();
    let mut longest = 0;
    for text in TEXTS {
        let query = Query::from_text(text);
        let mut walked = catalog.search(&query).unwrap();
        let total = walked.total();
        longest = longest.max(total);
        let all = ids(&catalog, &mut walked, total);
        assert_eq!(all.len(), total, "{text}");
        for rows in [1, 50, 300, total / 2] {
            let mut fresh = catalog.search(&query).unwrap();
            let first = ids(&catalog, &mut fresh, rows);
            assert_eq!(first, all[..rows.min(total)], "{text}: the first {rows}");
        }
        let places = [0, 1, 49, 300, total / 2, total - 1];
        let costs: Vec<u32> = places
            .into_iter()
            .filter(|place| *place < total)
            .map(|place| {
                catalog
                    .explain_hit(&mut walked, place)
                    .unwrap()
                    .unwrap()
                    .cost
            })
            .collect();
        assert!(costs.is_sorted(), "{text}: {costs:?}");
        let by_name = Query {
            sort: Sort::Name,
            ..query.clone()
        };
        let mut by_name = catalog.search(&by_name).unwrap();
        let sorted: BTreeSet<String> = ids(&catalog, &mut by_name, total).into_iter().collect();
        assert_eq!(sorted, all.iter().cloned().collect(), "{text}");
        let stars = |star: &str| {
            let mut query = query.clone();
            query.filter.choose_value(Facet::Star, star);
            let mut answer = catalog.search(&query).unwrap();
            let total = answer.total();
            assert_eq!(ids(&catalog, &mut answer, total).len(), total);
            total
        };
        let mut facets = walked.facet_counts().iter();
        let facet = facets.find(|counts| counts.facet == Facet::Star).unwrap();
        for value in &facet.values {
            let count = usize::try_from(value.count).unwrap();
            assert_eq!(stars(&value.value), count, "{text}: {}", value.value);
        }
    }
    assert!(longest > 5000, "{longest}: none of these lists is long");
}
