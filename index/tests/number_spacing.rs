//! Numbers and letters with and without a space between them: what one spelling finds, the other finds as well.

// A test that cannot go on stops at once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use jiff::civil::{Date, date};
use ocop_index::place::PlaceNames;
use ocop_index::product::{Producer, Product};
use ocop_index::query::language::{ResolvedName, ValueResolver, read_line};
use ocop_index::query::spoken::SpokenContext;
use ocop_index::search::MatchDistance;
use ocop_index::{Catalog, Facet, Filter, Query, store};
use proptest::prelude::*;

const DAY: Date = date(2026, 11, 24);

fn build(products: &[Product]) -> Catalog {
    store::build_in_memory(products, DAY).unwrap()
}

fn named(number: usize, name: &str) -> Product {
    Product {
        id: format!("p{number}"),
        name: name.into(),
        ..Product::default()
    }
}

fn small(names: &[&str]) -> Catalog {
    let products = names.iter().enumerate();
    let products: Vec<Product> = products.map(|(number, name)| named(number, name)).collect();
    build(&products)
}

fn find(catalog: &Catalog, query: &Query) -> Vec<String> {
    let mut answer = catalog.search(query).unwrap();
    let all = answer.total();
    let hits = catalog.load_hits(&mut answer, 0..all).unwrap();
    hits.into_iter().map(|hit| hit.product.name).collect()
}

fn names(catalog: &Catalog, text: &str) -> Vec<String> {
    find(catalog, &Query::from_text(text))
}

/// Knows no values, for lines of words and conditions.
struct NoValues;

impl ValueResolver for NoValues {
    fn numeric_values(&self, _: Facet) -> Vec<String> {
        Vec::new()
    }

    fn resolve_name(&self, _: Facet, _: &str) -> ResolvedName {
        ResolvedName::Unknown(Vec::new())
    }

    fn spoken_context(&self) -> SpokenContext<'_> {
        static PLACES: LazyLock<PlaceNames> = LazyLock::new(|| PlaceNames::new(&[], &[]));
        SpokenContext {
            today: DAY,
            places: &PLACES,
            has_marks: false,
        }
    }
}

fn names_by_line(catalog: &Catalog, line: &str) -> BTreeSet<String> {
    let query = read_line(line, &NoValues).query;
    find(catalog, &query).into_iter().collect()
}

#[test]
fn st25_finds_st_25_and_500_ml_finds_500ml_beside_the_exact_ones() {
    let catalog = small(&[
        "Gạo ST25 Ông Cua",
        "Gạo ST 25 Sóc Trăng",
        "Nước mắm Cái Rồng 500ml",
        "Nước mắm Cái Rồng 500 ml",
        "Trà hoa vàng 200g",
        "Trà hoa vàng 200 g",
        "Dầu sở 5L",
        "Dầu sở can 5 L",
        "Cà phê G7",
        "Cà phê G 7",
        "Bột sắn A2",
        "Bột sắn A 2",
        "Rượu ba kích",
    ]);
    for (joined, split, first) in [
        ("st25", "st 25", "Gạo ST25 Ông Cua"),
        ("gạo st25", "gạo st 25", "Gạo ST25 Ông Cua"),
        ("500ml", "500 ml", "Nước mắm Cái Rồng 500ml"),
        (
            "nuoc mam 500ml",
            "nuoc mam 500 ml",
            "Nước mắm Cái Rồng 500ml",
        ),
        ("200g", "200 g", "Trà hoa vàng 200g"),
        (
            "trà hoa vàng 200G",
            "trà hoa vàng 200 G",
            "Trà hoa vàng 200g",
        ),
        ("5l", "5 l", "Dầu sở 5L"),
        ("G7", "G 7", "Cà phê G7"),
        ("A2", "A 2", "Bột sắn A2"),
        ("ST-25", "ST 25", "Gạo ST 25 Sóc Trăng"),
    ] {
        for (typed, is_joined) in [(joined, true), (split, false)] {
            for end in ["", " "] {
                let found = names(&catalog, &format!("{typed}{end}"));
                assert_eq!(found.len(), 2, "{typed}{end}: {found:?}");
                let starts_joined = found[0] == first;
                assert!(
                    starts_joined == is_joined || first.contains(' ') && joined.contains('-'),
                    "{typed}{end}: {found:?}"
                );
            }
        }
    }
}

#[test]
fn what_is_typed_first_has_the_letters_as_they_are_typed() {
    let catalog = small(&[
        "Gạo ST25 túi 5 kg",
        "Gạo ST 25 túi 5kg",
        "Gạo ST25 túi 5kg",
        "Gạo ST 25 túi 5 kg",
    ]);
    for typed in [
        "Gạo ST25 túi 5kg",
        "Gạo ST 25 túi 5 kg",
        "gao st25 tui 5 kg",
        "gao st 25 tui 5kg",
    ] {
        let found = names(&catalog, typed);
        assert_eq!(found.len(), 4, "{typed}: {found:?}");
        let folded = found[0].to_lowercase().replace('ạ', "a").replace('ú', "u");
        assert_eq!(
            folded,
            typed.to_lowercase().replace('ạ', "a").replace('ú', "u")
        );
    }
    // Long names with the typed spelling come before a short one with the other.
    let late =
        "Nước mắm cá cơm than truyền thống ủ chượp mười hai tháng Cái Rồng chai thủy tinh 500ml";
    let catalog = small(&["500 ml", late]);
    assert_eq!(names(&catalog, "500ml"), [late, "500 ml"]);
}

#[test]
fn the_summary_says_another_spelling_only_where_it_is_the_first() {
    let catalog = small(&["Gạo ST25", "Gạo ST 25"]);
    let answer = catalog.search(&Query::from_text("st25")).unwrap();
    assert_eq!(
        answer.interpretation_summary().distance,
        MatchDistance::Literal
    );
    let catalog = small(&["Gạo ST 25"]);
    let mut answer = catalog.search(&Query::from_text("gạo st25")).unwrap();
    assert_eq!(
        answer.interpretation_summary().distance,
        MatchDistance::Understood
    );
    assert_eq!(answer.interpretation_summary().words, "gạo st 25");
    let explained = catalog.explain_hit(&mut answer, 0).unwrap().unwrap();
    assert_eq!(explained.cost, 90);
}

#[test]
fn a_number_is_cut_from_letters_only_where_both_stand_together() {
    let catalog = small(&[
        "Gạo ST Sóc Trăng 25",
        "Gạo 25 ST",
        "Gạo ST 25",
        "Trà 500 gói ml",
    ]);
    assert_eq!(names(&catalog, "st25"), ["Gạo ST 25"]);
    assert!(names(&catalog, "500ml").is_empty());
}

#[test]
fn every_field_and_every_way_of_typing_has_both_spellings() {
    let specialty = |number, text: &str| Product {
        specialty: Some(text.into()),
        ..named(number, &format!("Gạo thơm {number}x"))
    };
    let producer = |number, text: &str| Product {
        producer: Some(Producer {
            name: text.into(),
            ..Producer::default()
        }),
        ..named(number, &format!("Mật ong {number}x"))
    };
    let catalog = build(&[
        specialty(1, "Gạo ST25"),
        specialty(2, "Gạo ST 25"),
        producer(3, "Cơ sở Tổ 7"),
        producer(4, "Cơ sở Tổ7"),
        named(5, "Lạc rang muối 300g"),
        named(6, "Lạc rang muối 300 g"),
    ]);
    for (typed, total) in [
        ("st25", 2),
        ("st 25", 2),
        ("tổ 7", 2),
        ("tổ7", 2),
        // A synonym, words around a product, a typo, a word too many, and Telex.
        ("đậu phộng 300g", 2),
        ("đậu phộng 300 g", 2),
        ("mua lạc 300 g ở đâu", 2),
        ("mua lạc 300g ở đâu", 2),
        ("lajc rang 300g", 2),
        ("lajc rang 300 g", 2),
        ("la.c rang muo^'i 300g", 2),
        ("la.c rang muo^'i 300 g", 2),
        ("lạc rabg 300g", 2),
        ("lạc rabg 300 g", 2),
        ("lạc rang 300 g xyzzy", 2),
        ("lạc rang 300g xyzzy", 2),
        ("làc rang 300g", 2),
        ("làc rang 300 g", 2),
        // A beginning, as it is typed.
        ("lac rang 30", 2),
        ("st2", 2),
        ("st 2", 2),
    ] {
        let found = names(&catalog, typed);
        assert_eq!(found.len(), total, "{typed}: {found:?}");
    }
}

#[test]
fn conditions_take_both_spellings_and_an_exact_match_only_the_typed_one() {
    let catalog = small(&["Gạo ST25 5kg", "Gạo ST 25 5 kg", "Gạo nếp"]);
    let both: BTreeSet<String> = ["Gạo ST25 5kg", "Gạo ST 25 5 kg"].map(str::to_owned).into();
    for line in [
        "\"st25\"",
        "\"st 25\"",
        "ten:st25",
        "ten:\"gạo st 25\"",
        "gạo \"st25 5 kg\"",
        "ten:5kg gạo",
    ] {
        assert_eq!(names_by_line(&catalog, line), both, "{line}");
    }
    let other: BTreeSet<String> = ["Gạo nếp".to_owned()].into();
    for line in ["gạo -st25", "gạo -\"st 25\"", "-ten:5kg gạo"] {
        assert_eq!(names_by_line(&catalog, line), other, "{line}");
    }
    for line in ["st25 nguyen_van:co", "\"st25\" nguyen_van:co"] {
        let exact: BTreeSet<String> = ["Gạo ST25 5kg".to_owned()].into();
        assert_eq!(names_by_line(&catalog, line), exact, "{line}");
    }
}

#[test]
fn the_counts_are_those_of_the_list_with_both_spellings() {
    let products: Vec<Product> = (0..40)
        .map(|number| {
            let name = if number % 3 == 0 {
                "Gạo ST25"
            } else {
                "Gạo ST 25"
            };
            let mut product = named(number, name);
            product.place.district = Some(["Hạ Long", "Cô Tô"][number % 2].into());
            product
        })
        .collect();
    let catalog = build(&products);
    let answer = catalog.search(&Query::from_text("gạo st25")).unwrap();
    assert_eq!(answer.total(), 40);
    let districts = answer
        .facet_counts()
        .iter()
        .find(|counts| counts.facet == Facet::District);
    for value in &districts.unwrap().values {
        let mut filter = Filter::default();
        filter.choose_value(Facet::District, &value.value);
        let chosen = Query {
            filter,
            ..Query::from_text("gạo st25")
        };
        assert_eq!(
            find(&catalog, &chosen).len(),
            value.count as usize,
            "{}",
            value.value
        );
    }
}

#[test]
fn vni_is_still_vni() {
    let catalog = small(&["Chả mực", "Chả cá 3", "Trà hoa vàng", "Cha 3 mu 75 c"]);
    assert_eq!(names(&catalog, "cha3 mu75c")[0], "Chả mực");
    assert_eq!(names(&catalog, "tra2 hoa vang2"), ["Trà hoa vàng"]);
}

/// Numbers and letters that are written both ways.
const PARTS: [(&str, &str); 6] = [
    ("ST", "25"),
    ("500", "ml"),
    ("5", "L"),
    ("G", "7"),
    ("200", "g"),
    ("OCOP", "4"),
];

/// A name of words and numbers, with a space or none between each two of them.
fn spelled(parts: &[(&str, &str)], spaces: &[bool]) -> String {
    let mut spaces = spaces.iter();
    let parts: Vec<String> = parts
        .iter()
        .map(|(first, second)| {
            let space = if *spaces.next().unwrap_or(&true) {
                " "
            } else {
                ""
            };
            format!("{first}{space}{second}")
        })
        .collect();
    parts.join(" ")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn each_spelling_finds_every_spelling_and_itself_first(
        chosen in prop::collection::vec(
            prop::sample::select(PARTS.to_vec()),
            1..4,
        ),
        typed in 0_usize..8,
    ) {
        let spellings: BTreeSet<String> = (0..1_usize << chosen.len())
            .map(|bits| {
                let spaces: Vec<bool> = (0..chosen.len()).map(|bit| bits >> bit & 1 == 1).collect();
                format!("Quà {}", spelled(&chosen, &spaces))
            })
            .collect();
        let all: Vec<&str> = spellings.iter().map(String::as_str).collect();
        let catalog = small(&all);
        let typed = all[typed % all.len()];
        let found = names(&catalog, typed);
        prop_assert_eq!(&found[0], typed);
        prop_assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), spellings.clone(), "{}", typed);
    }
}
