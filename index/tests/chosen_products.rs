//! Products chosen by hand beside an answer: their ids, how many it has, and an answer of exactly these.

// A test that cannot go on stops at once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use jiff::civil::date;
use ocop_index::source::builtin;
use ocop_index::{Catalog, Query, SearchAnswer, Sort, store};

fn catalog() -> Catalog {
    let products = builtin::load_products().unwrap();
    store::build_in_memory(&products, date(2026, 11, 30)).unwrap()
}

fn ids_of(catalog: &Catalog, answer: &mut SearchAnswer) -> Vec<String> {
    let all = 0..answer.total();
    let hits = catalog.load_hits(answer, all).unwrap();
    hits.into_iter().map(|hit| hit.product.id).collect()
}

#[test]
fn the_ids_of_all_hits_stand_in_the_order_of_the_list_without_reading_the_records() {
    let catalog = catalog();
    for (line, sort) in [
        ("", Sort::Expiry),
        ("tra", Sort::Relevance),
        ("ruou", Sort::Name),
    ] {
        let query = Query {
            sort,
            ..Query::from_text(line)
        };
        let mut answer = catalog.search(&query).unwrap();
        let total = answer.total();
        let listed = catalog.list_ids(&mut answer, 0..total, &|| false);
        let expected = ids_of(&catalog, &mut answer);
        assert_eq!(listed.unwrap(), Some(expected.clone()), "{line}");
        let some = catalog.list_ids(&mut answer, 2..5, &|| false).unwrap();
        assert_eq!(some.as_deref(), Some(&expected[2..5]), "{line}");
        let stopped = catalog.list_ids(&mut answer, 0..total, &|| true).unwrap();
        assert_eq!(stopped, None, "{line}");
    }
}

#[test]
fn chosen_products_stand_in_the_order_of_the_list_and_those_outside_it_last() {
    let catalog = catalog();
    let mut answer = catalog.search(&Query::from_text("ruou")).unwrap();
    let listed = ids_of(&catalog, &mut answer);
    let mut all = catalog.search(&Query::default()).unwrap();
    let outside: Vec<String> = ids_of(&catalog, &mut all)
        .into_iter()
        .filter(|id| !listed.contains(id))
        .collect();
    let chosen = [
        outside[7].to_uppercase(),
        listed[9].clone(),
        "no-such-product".to_owned(),
        listed[2].clone(),
        outside[1].clone(),
        listed[9].clone(),
    ];
    let counted = catalog.count_listed(&answer, &chosen).unwrap();
    assert_eq!((counted.listed, counted.unknown), (2, vec![2]));
    let mut only = catalog.choose_products(&mut answer, &chosen).unwrap();
    assert_eq!(only.total(), 4);
    assert_eq!(
        ids_of(&catalog, &mut only),
        [&listed[2], &listed[9], &outside[7], &outside[1]].map(String::clone)
    );
    assert_eq!(
        ids_of(&catalog, &mut answer),
        listed,
        "the answer stays what it was"
    );
}
