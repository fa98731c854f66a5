//! The catalogue seen on another day: what is derived again is what opening it for that day derives.

use jiff::civil::date;
use ocop_index::search::Grouping;
use ocop_index::source::builtin;
use ocop_index::{Facet, Query, store};

#[test]
fn another_day_shows_what_opening_for_that_day_shows() {
    let products = builtin::load_products().unwrap();
    let today = store::build_in_memory(&products, date(2026, 11, 30)).unwrap();
    for day in [date(2025, 11, 30), date(2019, 1, 1), date(2031, 2, 28)] {
        let (seen, opened) = (
            today.on_day(day).unwrap(),
            store::build_in_memory(&products, day).unwrap(),
        );
        assert_eq!(seen.day(), day);
        for line in ["", "tra", "chả mực"] {
            let query = Query::from_text(line);
            let answers = [&seen, &opened].map(|catalog| {
                let mut answer = catalog.search(&query).unwrap();
                let hits = catalog.load_hits(&mut answer, 0..200).unwrap();
                let hits: Vec<_> = hits
                    .into_iter()
                    .map(|hit| (hit.product.id, hit.state))
                    .collect();
                let expiries = catalog.count_expiries(&answer);
                (catalog.count_facets(&answer), expiries, hits)
            });
            assert_eq!(answers[0], answers[1], "{line} on {day}");
        }
    }
    let year_ago = today.on_day(date(2025, 11, 30)).unwrap();
    assert_ne!(
        year_ago.facet_values(Facet::Status),
        today.facet_values(Facet::Status)
    );
    assert_eq!(today.day(), date(2026, 11, 30));
}

#[test]
fn producers_and_specialties_are_counted_like_facets() {
    let products = builtin::load_products().unwrap();
    let catalog = store::build_in_memory(&products, date(2026, 11, 30)).unwrap();
    for line in ["", "tra", "xyzzy"] {
        let answer = catalog.search(&Query::from_text(line)).unwrap();
        for grouping in [Grouping::Producer, Grouping::Specialty] {
            let values = catalog.count_groups(&answer, grouping).unwrap();
            let sum: u32 = values.iter().map(|value| value.count).sum();
            assert_eq!(sum as usize, answer.total(), "{grouping:?} {line}");
            let groupings = [grouping, Grouping::Facet(Facet::Star)];
            let cross = catalog.cross_tabulate(&answer, groupings).unwrap();
            assert_eq!(cross.rows, values);
            for (row, cells) in cross.rows.iter().zip(&cross.cells) {
                assert_eq!(cells.iter().sum::<u32>(), row.count, "{}", row.value);
            }
        }
        let named = catalog.count_groups(&answer, Grouping::Producer).unwrap();
        let named = named
            .iter()
            .filter(|value| value.value != ocop_index::NOT_GIVEN);
        assert_eq!(named.count(), catalog.count_producers(&answer));
    }
    let all = catalog.search(&Query::default()).unwrap();
    let specialties = catalog.count_groups(&all, Grouping::Specialty).unwrap();
    let squid = specialties.iter().find(|value| value.value == "chả mực");
    let counted = products
        .iter()
        .filter(|product| product.specialty.as_deref() == Some("chả mực"));
    assert_eq!(squid.unwrap().count as usize, counted.count());
}
