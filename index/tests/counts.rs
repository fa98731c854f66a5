//! The promise beside every facet value: choosing it gives exactly that many products.

// A test that cannot go on stops at once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use ocop_index::product::{
    ChannelKind, DateOrYear, Producer, ProducerKind, Product, ProductGroup, ProductPlace,
    Recognition, RecognitionKind, SalesChannel,
};
use ocop_index::{
    Catalog, Facet, Filter, MARKED, ProductMarks, ProductStatus, Query, REVIEW_STATES, store,
};
use proptest::prelude::*;

const DAY: Date = date(2026, 11, 24);

fn product() -> impl Strategy<Value = Product> {
    let words = prop::sample::select(vec!["chả mực", "Chả cá", "mật ong", "Trà hoa vàng", "ruốc"]);
    let district = prop::option::of(prop::sample::select(vec!["Hạ Long", "Cô Tô", "Ba Chẽ"]));
    let unit = prop::option::of(prop::sample::select(vec!["Phường Hà Tu", "Xã Ba Chẽ"]));
    let group = prop::option::of(prop::sample::select(vec!["I", "II"]));
    let kind = prop::option::of(prop::sample::select(ProducerKind::ALL.to_vec()));
    let star = prop::option::of(3u8..=5);
    let year = prop::option::of(2019i16..2026);
    let act = prop::option::of(prop::sample::select(RecognitionKind::ALL.to_vec()));
    let sold = prop::collection::vec(prop::sample::select(ChannelKind::ALL.to_vec()), 0..3);
    // From over for long to more than half a year left, and the same with a printed end.
    let ends = prop::option::of(-400i32..1200);
    let more = (act, sold, ends, any::<bool>());
    (words, district, unit, group, kind, star, year, more).prop_map(
        |(name, district, unit, group, kind, star, year, (act, sold, ends, known))| Product {
            name: name.into(),
            group: group.map(|code| ProductGroup {
                code: code.into(),
                derived: false,
            }),
            producer: kind.map(|kind| Producer {
                name: format!("{kind:?}"),
                kind: Some(kind),
                phone: known.then(|| "0203".to_owned()),
                ..Producer::default()
            }),
            place: ProductPlace {
                district: district.map(Into::into),
                unit: unit.map(Into::into),
                ..ProductPlace::default()
            },
            recognitions: vec![Recognition {
                star,
                kind: act,
                when: year.map(DateOrYear::Year),
                year: (known && year.is_some()).then_some(2018),
                expires: ends.map(|days| DAY.saturating_add(days.days())),
                decision: known.then(|| "1/QĐ-UBND".to_owned()),
                ..Recognition::default()
            }],
            channels: sold
                .into_iter()
                .map(|kind| SalesChannel {
                    kind,
                    link: None,
                    written: None,
                })
                .collect(),
            traces: if known {
                vec!["QR".to_owned()]
            } else {
                Vec::new()
            },
            ..Product::default()
        },
    )
}

fn catalog() -> impl Strategy<Value = Vec<Product>> {
    prop::collection::vec(product(), 0..40).prop_map(|mut products| {
        for (number, product) in products.iter_mut().enumerate() {
            product.id = format!("p{number}");
        }
        products
    })
}

/// The words that a mark may have; as many again are none.
fn mark_values(facet: Facet) -> Vec<&'static str> {
    match facet {
        Facet::ReviewState => REVIEW_STATES.to_vec(),
        Facet::Verdict => vec!["dung", "sua"],
        Facet::Reviewer => vec!["An", "Bình", "chi"],
        Facet::Label => vec!["lộ trình", "lộ trình=đã lập", "lộ trình=chưa", "hội chợ"],
        _ => vec![MARKED],
    }
}

/// A product by number, maybe one that is not there, with some of the values of one facet.
type Mark = (usize, usize, Vec<usize>);

/// None at all, or any of any facets.
fn marks() -> impl Strategy<Value = Vec<Mark>> {
    let values = prop::collection::vec(0usize..4, 0..3);
    let mark = (0usize..44, 0..Facet::MARKS.len(), values);
    prop::collection::vec(mark, 0..60)
}

fn with_marks(catalog: &Catalog, marks: &[Mark]) -> Catalog {
    let mut product_marks = ProductMarks::default();
    for (product, facet, values) in marks {
        let facet = Facet::MARKS[*facet];
        let known = mark_values(facet);
        let values = values.iter().map(|at| known[at % known.len()]);
        product_marks.set(&format!("p{product}"), facet, values);
    }
    catalog.with_marks(&product_marks).unwrap()
}

fn choices() -> impl Strategy<Value = Vec<(usize, usize)>> {
    prop::collection::vec((0..Facet::ALL.len(), 0usize..6), 0..5)
}

/// Chooses by place among the values there are, so that shrinking stays readable.
fn choose(catalog: &Catalog, choices: &[(usize, usize)]) -> Filter {
    let mut filter = Filter::default();
    for (facet, place) in choices {
        let facet = Facet::ALL[*facet];
        let values = catalog.facet_values(facet);
        if !values.is_empty() {
            let value = values[place % values.len()].clone();
            // Half of the filters want all values of a facet that has several.
            if facet.is_multi_valued() && choices.len().is_multiple_of(2) {
                filter.choose_all_of(facet, [value.as_str()]);
            } else {
                filter.choose_value(facet, value);
            }
        }
    }
    filter
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn each_count_is_the_size_of_the_list_after_choosing_it(
        products in catalog(),
        marks in marks(),
        choices in choices(),
        text in prop::sample::select(vec!["", "cha", "chả m", "hoa vang", "ong ba che", "khong co"]),
    ) {
        let catalog = with_marks(&store::build_in_memory(&products, DAY).unwrap(), &marks);
        let query = Query { filter: choose(&catalog, &choices), ..Query::from_text(text) };
        let answer = catalog.search(&query).unwrap();
        for counts in answer.facet_counts() {
            for value in &counts.values {
                let mut chosen = query.clone();
                chosen.filter.clear_facet(counts.facet);
                chosen.filter.choose_value(counts.facet, value.value.clone());
                let list = catalog.search(&chosen).unwrap();
                prop_assert_eq!(
                    value.count as usize, list.total(),
                    "{:?} {} in {:?}", counts.facet, value.value, query
                );
            }
            for chosen in query.filter.chosen_values(counts.facet) {
                prop_assert!(counts.values.iter().any(|value| value.value == *chosen && value.chosen));
            }
        }
    }

    #[test]
    fn values_that_are_wanted_together_are_all_there(
        products in catalog(),
        marks in marks(),
        facet in prop::sample::select(vec![Facet::Gap, Facet::Channel, Facet::Label, Facet::ExpiryBand]),
        places in prop::collection::vec(0usize..8, 1..4),
    ) {
        let catalog = with_marks(&store::build_in_memory(&products, DAY).unwrap(), &marks);
        let known = catalog.facet_values(facet);
        prop_assume!(!known.is_empty());
        let values: Vec<&str> = places.iter().map(|place| known[place % known.len()].as_str()).collect();
        let found = |filter: Filter| {
            let mut ids = std::collections::BTreeSet::new();
            let mut answer = catalog.search(&Query { filter, ..Query::default() }).unwrap();
            ids.extend(catalog.load_hits(&mut answer, 0..products.len()).unwrap().into_iter().map(|hit| hit.product.id));
            ids
        };
        let mut together = Filter::default();
        together.choose_all_of(facet, values.iter().copied());
        let each = values.iter().map(|value| {
            let mut filter = Filter::default();
            filter.choose_value(facet, *value);
            found(filter)
        });
        let all = each.reduce(|some, other| some.intersection(&other).cloned().collect()).unwrap();
        prop_assert_eq!(found(together), all);
    }

    #[test]
    fn the_list_has_as_many_hits_as_it_says_and_each_once(
        products in catalog(), choices in choices(), window in 1usize..9,
    ) {
        let catalog = store::build_in_memory(&products, DAY).unwrap();
        let query = Query { filter: choose(&catalog, &choices), ..Query::default() };
        let mut answer = catalog.search(&query).unwrap();
        let mut ids = Vec::new();
        let mut at = 0;
        while at < answer.total() {
            ids.extend(catalog.load_hits(&mut answer, at..at + window).unwrap().into_iter().map(|h| h.product.id));
            at += window;
        }
        prop_assert_eq!(ids.len(), answer.total());
        ids.sort();
        ids.dedup();
        prop_assert_eq!(ids.len(), answer.total());
    }

    #[test]
    fn counts_of_a_list_are_those_of_its_products(
        products in catalog(),
        marks in marks(),
        choices in choices(),
        text in prop::sample::select(vec!["", "cha", "hoa vang", "khong co"]),
        pair in (0..Facet::ALL.len(), 1..Facet::ALL.len()),
    ) {
        let catalog = with_marks(&store::build_in_memory(&products, DAY).unwrap(), &marks);
        let query = Query { filter: choose(&catalog, &choices), ..Query::from_text(text) };
        let mut answer = catalog.search(&query).unwrap();
        let facets = [pair.0, (pair.0 + pair.1) % Facet::ALL.len()].map(|at| Facet::ALL[at]);
        let narrowed = |values: &[(Facet, &str)]| {
            let mut query = query.clone();
            for (facet, value) in values {
                query.filter.clear_facet(*facet);
                query.filter.choose_value(*facet, *value);
            }
            catalog.search(&query).unwrap().total()
        };
        for counts in catalog.count_facets(&answer) {
            let sum: u32 = counts.values.iter().map(|value| value.count).sum();
            if !counts.facet.is_multi_valued() {
                prop_assert_eq!(sum as usize, answer.total(), "{:?}", counts.facet);
                for value in counts.values.iter().filter(|value| value.count > 0) {
                    prop_assert_eq!(value.count as usize, narrowed(&[(counts.facet, &value.value)]));
                }
            }
        }
        let cross = catalog.cross_tabulate(&answer, facets.map(Into::into)).unwrap();
        prop_assert_eq!(cross.products, answer.total());
        // Of a product with several values, choosing another one than was chosen finds more.
        let asked = |facet: &Facet| facet.is_multi_valued() && !query.filter.chosen_values(*facet).is_empty();
        if !facets.iter().any(asked) {
            for (row, cells) in cross.rows.iter().zip(&cross.cells) {
                prop_assert_eq!(cells.len(), cross.columns.len());
                for (column, cell) in cross.columns.iter().zip(cells) {
                    let both = [(facets[0], &*row.value), (facets[1], &*column.value)];
                    prop_assert_eq!(*cell as usize, narrowed(&both), "{:?}", both);
                }
            }
        }
        let mut due: BTreeMap<String, u32> = BTreeMap::new();
        for hit in catalog.load_hits(&mut answer, 0..products.len()).unwrap() {
            let key = match (hit.state.status, hit.state.expiry) {
                (ProductStatus::Withdrawn | ProductStatus::LeftProgramme | ProductStatus::Pending5 | ProductStatus::Unrated, _) => continue,
                (ProductStatus::Expired, _) => "over".to_owned(),
                (_, None) => "none".to_owned(),
                (_, Some(end)) if end.earliest == end.latest => end.latest.strftime("%Y-%m").to_string(),
                (_, Some(end)) => end.latest.year().to_string(),
            };
            *due.entry(key).or_default() += 1;
        }
        let counted = catalog.count_expiries(&answer);
        prop_assert!(counted.windows(2).all(|two| two[0].period < two[1].period), "in the order of time");
        let counted: BTreeMap<String, u32> = counted.iter().map(|due| (due.period.key(), due.count)).collect();
        prop_assert_eq!(counted, due);
    }
}
