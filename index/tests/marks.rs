//! What people did with products, as facets of a catalogue that was handed it.

// A test that cannot go on stops at once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use jiff::civil::date;
use ocop_index::source::builtin;
use ocop_index::{Catalog, Facet, MARKED, NOT_GIVEN, ProductMarks, Query, store};

fn built_in() -> Catalog {
    let products = builtin::load_products().unwrap();
    store::build_in_memory(&products, date(2026, 11, 30)).unwrap()
}

/// The first products of the list of all, by id.
fn first_ids(catalog: &Catalog, count: usize) -> Vec<String> {
    let mut answer = catalog.search(&Query::default()).unwrap();
    let hits = catalog.load_hits(&mut answer, 0..count).unwrap();
    hits.into_iter().map(|hit| hit.product.id).collect()
}

/// The values of a facet that the whole list has, with their counts.
fn counts(catalog: &Catalog, facet: Facet) -> Vec<(String, u32)> {
    let answer = catalog.search(&Query::default()).unwrap();
    let mut counted = answer.facet_counts().iter();
    let values = counted.find(|counts| counts.facet == facet);
    let values = values.map_or(&[][..], |counts| &counts.values).iter();
    values
        .map(|value| (value.value.clone(), value.count))
        .collect()
}

fn pair(value: &str, count: u32) -> (String, u32) {
    (value.to_owned(), count)
}

fn chosen(facet: Facet, value: &str) -> Query {
    let mut query = Query::default();
    query.filter.choose_value(facet, value);
    query
}

#[test]
fn marks_are_facets_of_the_products_that_have_them() {
    let catalog = built_in();
    let ids = first_ids(&catalog, 4);
    let all = catalog.len() as u32;
    let mut marks = ProductMarks::default();
    marks.set(&ids[0], Facet::Verdict, ["dung"]);
    marks.set(
        &ids[1].to_uppercase(),
        Facet::Verdict,
        ["sua", "dung", "sua"],
    );
    marks.set(&ids[0], Facet::ReviewState, ["done", "open"]);
    marks.set(&ids[1], Facet::ReviewState, ["done"]);
    marks.set(&ids[2], Facet::ReviewState, ["open"]);
    marks.set(&ids[3], Facet::Remark, [MARKED]);
    marks.set(&ids[3], Facet::Star, ["5"]);
    marks.set(&ids[3], Facet::Label, ["", NOT_GIVEN]);
    let marked = catalog.with_marks(&marks).unwrap();
    assert!(marked.has_marks() && !catalog.has_marks());
    let verdicts = [pair("dung", 2), pair("sua", 1), pair(NOT_GIVEN, all - 2)];
    assert_eq!(counts(&marked, Facet::Verdict), verdicts);
    let states = [pair("open", 1), pair("done", 2), pair("outside", all - 3)];
    assert_eq!(counts(&marked, Facet::ReviewState), states);
    assert_eq!(counts(&marked, Facet::Label), []);
    let query = chosen(Facet::Verdict, "sua");
    let mut answer = marked.search(&query).unwrap();
    let hits = marked.load_hits(&mut answer, 0..9).unwrap();
    assert_eq!(hits.len(), 1);
    assert_eq!(hits[0].product.id, ids[1]);
    assert_eq!(hits[0].marks.of(Facet::Verdict), ["dung", "sua"]);
    assert_eq!(marked.marks_of(&ids[1]).unwrap(), hits[0].marks);
    assert!(marked.marks_of(&ids[3]).unwrap().has(Facet::Remark));
    assert!(marked.marks_of("nobody-has-this").unwrap().is_empty());
}

#[test]
fn a_catalogue_without_marks_is_as_it_was() {
    let catalog = built_in();
    let mut taken_away = ProductMarks::default();
    let ids = first_ids(&catalog, 1);
    taken_away.set(&ids[0], Facet::Proposal, [MARKED]);
    taken_away.set(&ids[0], Facet::Proposal, Vec::<String>::new());
    let mut of_others = ProductMarks::default();
    of_others.set("gone-1", Facet::Verdict, ["dung"]);
    let mut cleared = ProductMarks::default();
    cleared.set(&ids[0], Facet::Selection, [MARKED]);
    cleared.clear_facet(Facet::Selection);
    let before = catalog.search(&Query::default()).unwrap();
    for marks in [ProductMarks::default(), taken_away, of_others, cleared] {
        let marked = catalog.with_marks(&marks).unwrap();
        assert!(!marked.has_marks());
        let answer = marked.search(&Query::default()).unwrap();
        assert_eq!(answer.facet_counts(), before.facet_counts());
        for facet in Facet::MARKS {
            assert_eq!(marked.facet_values(facet), Vec::<String>::new());
            assert_eq!(counts(&marked, facet), []);
        }
        let verdict = marked.search(&chosen(Facet::Verdict, "dung")).unwrap();
        assert_eq!(verdict.total(), 0);
        let without = marked.search(&chosen(Facet::Verdict, NOT_GIVEN)).unwrap();
        assert_eq!(without.total(), catalog.len());
    }
}

#[test]
fn another_day_keeps_the_marks_and_other_marks_keep_the_day() {
    let catalog = built_in();
    let ids = first_ids(&catalog, 2);
    let mut marks = ProductMarks::default();
    marks.set(&ids[0], Facet::Label, ["lộ trình", "lộ trình=đã lập"]);
    let day = date(2024, 1, 1);
    let marked = catalog.with_marks(&marks).unwrap().on_day(day).unwrap();
    assert_eq!(marked.day(), day);
    let found = marked.search(&chosen(Facet::Label, "lộ trình")).unwrap();
    assert_eq!(found.total(), 1);
    marks.set(&ids[0], Facet::Label, ["lộ trình"]);
    marks.set(&ids[1], Facet::Label, ["lộ trình"]);
    let again = marked.with_marks(&marks).unwrap();
    assert_eq!(again.day(), day);
    let status = |catalog: &Catalog| catalog.facet_values(Facet::Status);
    assert_eq!(status(&again), status(&catalog.on_day(day).unwrap()));
    let rest = catalog.len() as u32 - 2;
    let labels = [pair("lộ trình", 2), pair(NOT_GIVEN, rest)];
    assert_eq!(counts(&again, Facet::Label), labels);
    assert!(
        !again
            .with_marks(&ProductMarks::default())
            .unwrap()
            .has_marks()
    );
}

#[test]
fn more_values_than_a_word_has_bits_are_counted() {
    let catalog = built_in();
    let ids = first_ids(&catalog, 100);
    let mut marks = ProductMarks::default();
    for (number, id) in ids.iter().enumerate() {
        let labels = (0..=number).map(|label| format!("nhãn {label}"));
        marks.set(id, Facet::Label, labels);
    }
    let marked = catalog.with_marks(&marks).unwrap();
    let labels = counts(&marked, Facet::Label);
    assert_eq!(labels.len(), 101);
    assert_eq!(labels[0], pair("nhãn 0", 100));
    assert_eq!(labels[99], pair("nhãn 99", 1));
    let rarest = marked.search(&chosen(Facet::Label, "nhãn 99")).unwrap();
    assert_eq!(rarest.total(), 1);
}
