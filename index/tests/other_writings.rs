//! Queries in other writings, codes among words, and the order of rows that match equally.

// A test that cannot go on stops at once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use jiff::civil::{Date, date};
use ocop_index::product::{DateOrYear, Product, Recognition};
use ocop_index::search::MatchKind;
use ocop_index::source::builtin;
use ocop_index::{Catalog, Query, store};

const DAY: Date = date(2026, 11, 30);

fn built_in() -> Catalog {
    store::build_in_memory(&builtin::load_products().unwrap(), DAY).unwrap()
}

fn names(catalog: &Catalog, text: &str) -> Vec<String> {
    let mut answer = catalog.search(&Query::from_text(text)).unwrap();
    let all = answer.total();
    let hits = catalog.load_hits(&mut answer, 0..all).unwrap();
    hits.into_iter().map(|hit| hit.product.name).collect()
}

fn first_kind(catalog: &Catalog, text: &str) -> MatchKind {
    let mut answer = catalog.search(&Query::from_text(text)).unwrap();
    let explanation = catalog.explain_hit(&mut answer, 0).unwrap().unwrap();
    explanation.terms[0].match_kind
}

#[test]
fn other_writings_find_what_the_words_find() {
    let catalog = built_in();
    let expected = names(&catalog, "rượu mơ yên tử");
    for (typed, kind) in [
        ("r][uj m[ yeen t]r", MatchKind::Telex),
        ("r[]9u m] y3n t[6", MatchKind::OtherWriting),
        ("RÆ°á»£u mÆ¡ YÃªn Tá»\u{ad}", MatchKind::OtherWriting),
        ("r\u{ad}îu m¬ yªn tö", MatchKind::OtherWriting),
        ("röôïu mô yeân töû", MatchKind::OtherWriting),
        ("r??u m? yên t?", MatchKind::OtherWriting),
        (
            "r\u{fffd}\u{fffd}u m\u{fffd} y\u{fffd}n t\u{fffd}",
            MatchKind::OtherWriting,
        ),
    ] {
        assert_eq!(names(&catalog, typed), expected, "{typed}");
        assert_eq!(first_kind(&catalog, typed), kind, "{typed}");
    }
}

#[test]
fn a_sign_that_means_nothing_changes_nothing() {
    let catalog = built_in();
    for (typed, plain) in [
        ("chả mực?", "chả mực"),
        ("[chả mực]", "chả mực"),
        (
            "mua chả mực ở đâu? giá bao nhiêu?",
            "mua chả mực ở đâu giá bao nhiêu",
        ),
    ] {
        assert_eq!(names(&catalog, typed), names(&catalog, plain), "{typed}");
    }
}

#[test]
fn a_code_is_found_among_words() {
    let catalog = built_in();
    let product = &builtin::load_products().unwrap()[16];
    let number = product.id.strip_prefix("qn-").unwrap();
    let short = number.trim_start_matches('0');
    for typed in [
        format!("mã qn-{number}"),
        format!("ma so qn {short}"),
        format!("qn-{number} là sản phẩm gì"),
        format!("sp qn{number}"),
    ] {
        assert_eq!(names(&catalog, &typed), [product.name.as_str()], "{typed}");
    }
    let decided = names(&catalog, "377/QĐ-BNN-VPĐP");
    assert!(!decided.is_empty());
    for typed in [
        "theo qd 377",
        "quyết định 377 của bộ",
        "công nhận theo 377/QĐ",
    ] {
        assert_eq!(names(&catalog, typed), decided, "{typed}");
    }
    assert_eq!(names(&catalog, "chuyện xyzzy 377"), Vec::<String>::new());
}

#[test]
fn a_telephone_number_is_found_in_any_form() {
    let product = Product {
        id: "p1".into(),
        name: "Chả mực".into(),
        producer: Some(ocop_index::product::Producer {
            name: "Hà".into(),
            phone: Some("0203 3825 123".into()),
            ..Default::default()
        }),
        ..Product::default()
    };
    let catalog = store::build_in_memory(&[product], DAY).unwrap();
    for typed in [
        "gọi 0203 3825 123",
        "+84(0)2033825123",
        "+84 203 3825 123",
        "00842033825123",
        "số 0203.3825.123 là của ai",
        "số cuối 825123",
    ] {
        assert_eq!(names(&catalog, typed), ["Chả mực"], "{typed}");
    }
}

#[test]
fn among_equals_what_is_valid_comes_first_then_stars() {
    let product = |id: &str, star: u8, year: i16| Product {
        id: id.into(),
        name: format!("Trà {id}"),
        recognitions: vec![Recognition {
            star: Some(star),
            when: Some(DateOrYear::Day(date(year, 6, 1))),
            ..Recognition::default()
        }],
        ..Product::default()
    };
    let products = [
        product("a", 5, 2020),
        product("b", 3, 2025),
        product("c", 4, 2025),
        product("d", 3, 2020),
    ];
    let catalog = store::build_in_memory(&products, DAY).unwrap();
    assert_eq!(
        names(&catalog, "trà "),
        ["Trà c", "Trà b", "Trà a", "Trà d"]
    );
}
