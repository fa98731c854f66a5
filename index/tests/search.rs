//! What queries find in the built-in catalogue, and in what order.

// A test that cannot go on stops at once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use jiff::civil::{Date, date};
use ocop_index::product::{Product, Recognition};
use ocop_index::search::{InterpretationSummary, MatchDistance, MatchKind, SuggestionKind};
use ocop_index::source::builtin;
use ocop_index::{Catalog, ConditionScope, Facet, Query, QueryCondition, Sort, store};
use unicode_normalization::UnicodeNormalization;

const DAY: Date = date(2026, 11, 24);

fn built_in() -> Catalog {
    store::build_in_memory(&builtin::load_products().unwrap(), DAY).unwrap()
}

fn names(catalog: &Catalog, query: &Query) -> Vec<String> {
    let mut answer = catalog.search(query).unwrap();
    let all = answer.total();
    let hits = catalog.load_hits(&mut answer, 0..all).unwrap();
    hits.into_iter().map(|hit| hit.product.name).collect()
}

fn small(names: &[&str]) -> Catalog {
    let products: Vec<Product> = names
        .iter()
        .enumerate()
        .map(|(number, name)| Product {
            id: format!("p{number}"),
            name: (*name).into(),
            ..Product::default()
        })
        .collect();
    store::build_in_memory(&products, DAY).unwrap()
}

#[test]
fn the_same_words_in_any_spelling_give_the_same_list() {
    let catalog = built_in();
    let expected = names(&catalog, &Query::from_text("chả mực"));
    assert_eq!(expected, ["Chả mực", "Chả mực Mạnh Hà"]);
    let nfd: String = "chả mực".nfd().collect();
    for spelling in [
        "cha muc",
        "CHẢ MỰC",
        &nfd,
        "\"chả mực",
        "chả  mực!",
        "cha mưc",
    ] {
        assert_eq!(
            names(&catalog, &Query::from_text(spelling)),
            expected,
            "{spelling}"
        );
    }
    let rượu = names(&catalog, &Query::from_text("rượu sim quý chuẩn"));
    assert_eq!(rượu, ["Rượu sim Qúy Chuẩn"]);
}

#[test]
fn every_beginning_of_a_good_query_keeps_its_target() {
    let catalog = built_in();
    for target in [
        "Chả mực Mạnh Hà",
        "Miến dong Bình Liêu",
        "Nước mắm sá sùng Vân Đồn",
    ] {
        let letters: Vec<char> = target.chars().collect();
        for end in 1..=letters.len() {
            let text: String = letters[..end].iter().collect();
            let found = names(&catalog, &Query::from_text(text.clone()));
            assert!(found.iter().any(|name| name == target), "{text}");
            if end > target.chars().count() / 2 {
                assert!(
                    found[..found.len().min(10)].iter().any(|n| n == target),
                    "{text}"
                );
            }
        }
    }
}

#[test]
fn a_name_of_any_length_finds_itself_and_a_word_again_and_again_what_it_finds_once() {
    let long = |count: usize| -> String {
        let words: Vec<String> = (0..count).map(|number| format!("ch{number}ả")).collect();
        words.join(" ")
    };
    for count in [30, 31, 32, 33, 40, 80] {
        let name = long(count);
        let catalog = small(&["Chả mực", &name]);
        assert_eq!(
            names(&catalog, &Query::from_text(&*name)),
            [name],
            "{count}"
        );
    }
    let catalog = built_in();
    let once = names(&catalog, &Query::from_text("chả mực"));
    let often = names(&catalog, &Query::from_text("cha ".repeat(40)));
    assert!(once.iter().all(|name| often.contains(name)), "{often:?}");
}

#[test]
fn typed_marks_bind_and_rank_exact_words_first() {
    let catalog = small(&["Bánh mat", "Bánh mát", "Bánh mật", "Bánh mắt"]);
    assert_eq!(names(&catalog, &Query::from_text("mật")), ["Bánh mật"]);
    assert_eq!(names(&catalog, &Query::from_text("mat")).len(), 4);
    assert_eq!(names(&catalog, &Query::from_text("mât")), ["Bánh mật"]);
    // A mark elsewhere in the query shows that marks are meant: then the word as typed comes first.
    let ranked = names(&catalog, &Query::from_text("bánh mat"));
    assert_eq!(ranked.len(), 4);
    assert_eq!(ranked[0], "Bánh mat");
    // Without any mark in the query a name without marks has no advantage: the alphabet decides.
    let plain = small(&["A mật", "B mat"]);
    assert_eq!(names(&plain, &Query::from_text("mat")), ["A mật", "B mat"]);
    let toned = small(&["A mật ong", "B mạt ong"]);
    assert_eq!(
        names(&toned, &Query::from_text("mạt")),
        ["B mạt ong", "A mật ong"]
    );
}

#[test]
fn marks_that_no_product_has_are_set_aside_and_said_so() {
    let catalog = built_in();
    let answer = catalog.search(&Query::from_text("chà mức")).unwrap();
    assert_eq!(
        answer.interpretation_summary().distance,
        MatchDistance::Near
    );
    assert_eq!(answer.interpretation_summary().words, "chả mực");
    assert_eq!(answer.total(), 2);
    let literal = catalog.search(&Query::from_text("chả mực")).unwrap();
    assert_eq!(
        literal.interpretation_summary(),
        &InterpretationSummary::default()
    );
}

#[test]
fn a_name_goes_before_a_producer_and_neighbours_before_strangers() {
    let mut products = vec![
        Product {
            id: "a".into(),
            name: "Gạo nếp".into(),
            ..Product::default()
        },
        Product {
            id: "b".into(),
            name: "Long An mật ong".into(),
            ..Product::default()
        },
        Product {
            id: "c".into(),
            name: "Mật hạ An Long".into(),
            ..Product::default()
        },
    ];
    products[0].producer = Some(ocop_index::product::Producer {
        name: "HTX An Long".into(),
        ..Default::default()
    });
    let catalog = store::build_in_memory(&products, DAY).unwrap();
    let found = names(&catalog, &Query::from_text("an long"));
    assert_eq!(found, ["Mật hạ An Long", "Long An mật ong", "Gạo nếp"]);
}

#[test]
fn place_producer_specialty_and_decision_are_searched() {
    let catalog = built_in();
    let first = |text: &str| names(&catalog, &Query::from_text(text)).first().cloned();
    assert_eq!(first("dap thanh").as_deref(), Some("Trà hoa vàng Ba Chẽ"));
    assert_eq!(first("377/QĐ-BNN").as_deref(), Some("Trà hoa vàng Ba Chẽ"));
    assert_eq!(
        first("dong rui trung vit").as_deref(),
        Some("Trứng vịt biển Đồng Rui")
    );
    assert!(names(&catalog, &Query::from_text("quang hanh nuoc khoang")).len() >= 4);
    assert_eq!(first("xyzzy"), None);
}

#[test]
fn words_that_people_put_before_names_are_found_as_well() {
    let catalog = built_in();
    let count = |text: &str| catalog.search(&Query::from_text(text)).unwrap().total();
    assert_eq!(count("tp ha long"), count("thanh pho ha long"));
    assert!(count("tp ha long") >= 11 && count("huyen ba che") >= 8);
    assert_eq!(count("hop tac xa huy hoang"), 4);
    assert_eq!(count("htx duoc lieu xanh"), 3);
    assert!(count("cong ty co phan ngoc trai") >= 3);
    assert_eq!(count("qn-017"), 1);
    assert!(catalog.find_product("QN-017").unwrap().is_some());
}

#[test]
fn matched_letters_are_marked_in_the_text_as_shown() {
    let catalog = built_in();
    let mut answer = catalog.search(&Query::from_text("cha mu")).unwrap();
    let hits = catalog.load_hits(&mut answer, 0..1).unwrap();
    let name = &hits[0].product.name;
    let marked: Vec<&str> = hits[0]
        .highlights
        .name
        .iter()
        .map(|r| &name[r.clone()])
        .collect();
    assert_eq!(marked, ["Chả", "mự"]);
}

#[test]
fn the_orders_are_those_a_reader_expects() {
    let catalog = built_in();
    let sorted = |sort| {
        let query = Query {
            sort,
            ..Query::default()
        };
        let mut answer = catalog.search(&query).unwrap();
        catalog.load_hits(&mut answer, 0..catalog.len()).unwrap()
    };
    let by_name = sorted(Sort::Name);
    assert_eq!(by_name[0].product.name, "Bánh chưng");
    assert!(
        by_name[catalog.len() - 1]
            .product
            .name
            .starts_with("Vịt trời"),
        "{}",
        by_name[catalog.len() - 1].product.name
    );
    let by_star: Vec<_> = sorted(Sort::Star)
        .iter()
        .map(|hit| hit.state.star)
        .collect();
    assert!(by_star.is_sorted_by(|a, b| a >= b), "{by_star:?}");
    let by_year: Vec<_> = sorted(Sort::Year)
        .iter()
        .map(|hit| hit.state.year)
        .collect();
    assert!(by_year.is_sorted_by(|a, b| a >= b), "{by_year:?}");
    let by_end: Vec<_> = sorted(Sort::Expiry)
        .iter()
        .map(|hit| hit.state.expiry)
        .collect();
    let coming = by_end
        .iter()
        .take_while(|e| e.is_some_and(|e| e.latest >= DAY))
        .count();
    let known = by_end.iter().take_while(|expiry| expiry.is_some()).count();
    assert!(coming > 10 && coming < known, "{coming} of {known}");
    assert!(by_end[..coming].is_sorted_by_key(|e| e.map(|e| e.earliest.max(DAY))));
    assert!(by_end[coming..known].is_sorted_by(|a, b| a.map(|e| e.latest) >= b.map(|e| e.latest)));
    assert!(by_end[known..].iter().all(Option::is_none));
    let by_place = sorted(Sort::Place);
    assert_eq!(
        by_place[0].product.place.district.as_deref(),
        Some("Ba Chẽ")
    );
    assert_eq!(by_place[catalog.len() - 1].product.place.district, None);
}

#[test]
fn every_order_turns_round_and_what_has_no_place_in_it_stays_last() {
    let catalog = built_in();
    let hits = |sort, backwards| {
        let query = Query {
            sort,
            reversed: backwards,
            ..Query::default()
        };
        let mut answer = catalog.search(&query).unwrap();
        catalog.load_hits(&mut answer, 0..catalog.len()).unwrap()
    };
    let placed = |hit: &ocop_index::SearchHit, sort| match sort {
        Sort::Star => hit.state.star.is_some(),
        Sort::Year => hit.state.year.is_some(),
        Sort::Expiry => hit.state.expiry.is_some(),
        Sort::Place => hit.product.place.district.is_some(),
        _ => true,
    };
    let value = |hit: &ocop_index::SearchHit, sort| match sort {
        Sort::Star => format!("{:?}", hit.state.star),
        Sort::Year => format!("{:?}", hit.state.year),
        Sort::Expiry => format!("{:?}", hit.state.expiry),
        Sort::Place => format!("{:?}", hit.product.place.district),
        _ => hit.product.id.clone(),
    };
    for sort in Sort::ALL.into_iter().filter(|sort| sort.is_reversible()) {
        let (forwards, backwards) = (hits(sort, false), hits(sort, true));
        let known = forwards.iter().filter(|hit| placed(hit, sort)).count();
        assert!(known > 10, "{sort:?}");
        for list in [&forwards, &backwards] {
            assert!(
                list[..known].iter().all(|hit| placed(hit, sort)),
                "{sort:?}"
            );
        }
        let values = |list: &[ocop_index::SearchHit]| -> Vec<String> {
            list[..known].iter().map(|hit| value(hit, sort)).collect()
        };
        let mut turned = values(&backwards);
        turned.reverse();
        assert_eq!(values(&forwards), turned, "{sort:?}");
    }
    let relevance = |backwards| -> Vec<String> {
        let hits = hits(Sort::Relevance, backwards).into_iter();
        hits.map(|hit| hit.product.id).collect()
    };
    assert_eq!(relevance(false), relevance(true));
}

#[test]
fn a_day_decides_stars_and_status() {
    let product = Product {
        id: "a".into(),
        name: "Chả mực".into(),
        recognitions: vec![Recognition {
            star: Some(4),
            when: "2023-05-01".parse().ok(),
            ..Recognition::default()
        }],
        ..Product::default()
    };
    let on = |day| {
        let catalog = store::build_in_memory(std::slice::from_ref(&product), day).unwrap();
        (
            catalog.facet_values(Facet::Star),
            catalog.facet_values(Facet::Status),
        )
    };
    let list = |a: &str, b: &str| (vec![a.to_owned()], vec![b.to_owned()]);
    assert_eq!(on(date(2022, 1, 1)), list("none", "unrated"));
    assert_eq!(on(date(2024, 1, 1)), list("4", "valid"));
    assert_eq!(on(date(2027, 1, 1)), list("4", "expired"));
}

#[test]
fn an_end_however_far_away_is_found_counted_and_in_its_place() {
    let ends = [
        "2026-12-01",
        "2089-09-18",
        "2089-09-19",
        "2095-05-01",
        "2099-12-31",
        "9999-12-31",
        "1999-12-31",
        "1900-01-01",
    ];
    let ends: Vec<Date> = ends.iter().map(|end| end.parse().unwrap()).collect();
    let products: Vec<Product> = (0..)
        .zip(ends.iter().rev())
        .map(|(number, end)| Product {
            id: format!("p{number}"),
            name: format!("Trà {number}"),
            recognitions: vec![Recognition {
                star: Some(4),
                when: "2025-06-01".parse().ok(),
                expires: Some(*end),
                ..Recognition::default()
            }],
            ..Product::default()
        })
        .collect();
    let catalog = store::build_in_memory(&products, DAY).unwrap();
    let found = |query: &Query| -> Vec<Date> {
        let mut answer = catalog.search(query).unwrap();
        let hits = catalog
            .load_hits(&mut answer, 0..usize::MAX)
            .unwrap()
            .into_iter();
        hits.map(|hit| hit.state.expiry.unwrap().latest).collect()
    };
    let sort = Sort::Expiry;
    assert_eq!(
        found(&Query {
            sort,
            ..Query::default()
        }),
        ends
    );
    let conditions = |words: &str| {
        let (scope, words) = (ConditionScope::Expiry, words.to_owned());
        vec![QueryCondition {
            scope,
            words,
            not: false,
            ..QueryCondition::default()
        }]
    };
    for end in &ends[..6] {
        let conditions = conditions(&format!("{:04}-{:02}", end.year(), end.month()));
        assert!(
            found(&Query {
                conditions,
                ..Query::default()
            })
            .contains(end),
            "{end}"
        );
    }
    let due = catalog.count_expiries(&catalog.search(&Query::default()).unwrap());
    let keys: Vec<String> = due
        .iter()
        .map(|due| format!("{} {}", due.period.key(), due.count))
        .collect();
    assert_eq!(
        keys,
        [
            "over 2",
            "2026-12 1",
            "2089-09 2",
            "2095-05 1",
            "2099-12 1",
            "9999-12 1"
        ]
    );
}

#[test]
fn an_empty_list_offers_counted_ways_out() {
    let catalog = built_in();
    let mut query = Query::from_text("cha muc");
    query.filter.choose_value(Facet::Star, "5");
    query.filter.choose_value(Facet::District, "Cô Tô");
    let ways = catalog.suggest_queries(&query).unwrap();
    assert_eq!(ways[0].kind, SuggestionKind::WithoutFacet(Facet::Star));
    for way in &ways {
        assert_eq!(catalog.search(&way.query).unwrap().total(), way.total);
        assert!(way.total > 0);
    }
    let clay = catalog
        .suggest_queries(&Query::from_text("gom dong trieu"))
        .unwrap();
    let texts: Vec<&str> = clay.iter().map(|way| way.query.text.as_str()).collect();
    assert_eq!(texts, ["dong trieu", "gom"]);
    for text in ["chả mực xyzzy", "mua chả mực hạ long", "chả mực hạ long"] {
        let ways = catalog.suggest_queries(&Query::from_text(text)).unwrap();
        let fewer = ways
            .iter()
            .find(|way| way.kind == SuggestionKind::FewerWords)
            .unwrap();
        assert_eq!(
            (fewer.query.text.as_str(), fewer.total),
            ("chả mực", 2),
            "{text}"
        );
    }
}

/// The names that a query finds in the built-in catalogue.
fn found_names(catalog: &Catalog, text: &str) -> Vec<String> {
    names(catalog, &Query::from_text(text))
}

#[test]
fn an_english_name_finds_the_dish_or_crop() {
    let catalog = built_in();
    for (text, all) in [
        (
            "fish sauce",
            &["Nước mắm sá sùng Vân Đồn", "Nước mắm Cái Rồng"] as &[&str],
        ),
        ("squid cake", &["Chả mực", "Chả mực Mạnh Hà"]),
        ("Squid Cakes", &["Chả mực", "Chả mực Mạnh Hà"]),
        ("dried squid", &["Mực ống khô Cô Tô", "Mực ống Cô Tô khô"]),
        ("sipunculus fish sauce", &["Nước mắm sá sùng Vân Đồn"]),
        ("rice wine", &["Rượu gạo"]),
        ("wine of rice", &["Rượu gạo"]),
        ("pig trotters", &["Chân giò nướng Ba miền"]),
        ("apricot wine", &["Rượu mơ Yên Tử"]),
        ("mulberry wine", &["Rượu dâu tằm"]),
        ("brown rice", &["Gạo lức"]),
        ("camellia oil", &["Dầu sở Bình Liêu", "Tinh dầu sở"]),
        ("arrowroot vermicelli", &["Miến dong Bình Liêu"]),
        ("kudzu powder", &["Bột sắn dây tinh khiết"]),
        ("turmeric powder", &["Tinh bột nghệ vàng"]),
    ] {
        let mut found = found_names(&catalog, text);
        let mut all: Vec<&str> = all.to_vec();
        found.sort();
        all.sort_unstable();
        assert_eq!(found, all, "{text}");
    }
    for (text, word) in [
        ("honey", "Mật ong"),
        ("golden camellia tea", "rà hoa vàng"),
        ("oyster floss", "Ruốc hàu"),
        ("cordyceps", "ông trùng hạ thảo"),
        ("dragon fruits", "hanh long"),
        ("guavas", "Ổi"),
        ("ba kich wine", "Rượu ba kích"),
        ("cinnamon oil", "quế"),
    ] {
        let found = found_names(&catalog, text);
        assert!(!found.is_empty(), "{text}");
        let folded = |text: &str| text.to_lowercase();
        for name in &found {
            assert!(folded(name).contains(&folded(word)), "{text}: {name}");
        }
    }
}

#[test]
fn an_english_name_stands_beside_a_place() {
    let catalog = built_in();
    for (text, first) in [
        ("golden camellia tea from Ba Che", "Trà hoa vàng Ba Chẽ"),
        ("Ba Che golden camellia tea", "Trà hoa vàng Ba Chẽ"),
        ("honey of Binh Lieu", "Mật ong Bình Liêu"),
        ("Binh Lieu's honey", "Mật ong Bình Liêu"),
        ("oyster floss from Van Don", "Ruốc hàu Vân Đồn"),
        ("dried squid from Co To", "Mực ống khô Cô Tô"),
        ("Mong Cai pigs", "Lợn Móng Cái"),
        ("chicken of Tien Yen", "Gà Tiên Yên"),
        ("fish sauce from Van Don", "Nước mắm sá sùng Vân Đồn"),
    ] {
        let found = found_names(&catalog, text);
        assert_eq!(
            found.first().map(String::as_str),
            Some(first),
            "{text}: {found:?}"
        );
    }
    let names = ["Chả mực Hạ Long", "Chả mực", "Bánh gato Hạ Long"];
    let found = found_names(&small(&names), "Ha Long squid cake");
    assert_eq!(found, ["Chả mực Hạ Long"]);
}

#[test]
fn words_as_typed_come_before_an_english_name() {
    let catalog = built_in();
    assert_eq!(found_names(&catalog, "eggs")[0], "Tan An eggs");
    assert_eq!(found_names(&catalog, "flowers")[0], "Hoanh Bo flowers");
    let found = found_names(&small(&["Bánh in Huế", "Mật ong Huế"]), "bánh in");
    assert_eq!(found, ["Bánh in Huế"]);
}

#[test]
fn an_explanation_tells_an_english_name() {
    let catalog = small(&["Trà hoa vàng Ba Chẽ"]);
    let mut answer = catalog
        .search(&Query::from_text("golden camellia tea from ba che"))
        .unwrap();
    let explained = catalog.explain_hit(&mut answer, 0).unwrap().unwrap();
    let told: Vec<(&str, &str, MatchKind)> = explained
        .terms
        .iter()
        .map(|term| (&*term.typed, &*term.found_word, term.match_kind))
        .collect();
    let english = "golden camellia tea";
    assert_eq!(
        told,
        [
            (english, "trà", MatchKind::EnglishName),
            (english, "hoa", MatchKind::EnglishName),
            (english, "vàng", MatchKind::EnglishName),
            ("ba", "ba", MatchKind::Exact),
            ("che", "chẽ", MatchKind::WithoutMarks),
        ]
    );
}

#[test]
fn a_catalogue_without_products_answers_nothing_and_does_not_fail() {
    let catalog = store::build_in_memory(&[], DAY).unwrap();
    assert_eq!(catalog.search(&Query::from_text("cha")).unwrap().total(), 0);
    assert_eq!(catalog.len(), 0);
    assert!(catalog.find_product("a").unwrap().is_none());
}
