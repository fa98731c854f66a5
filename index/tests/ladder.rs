//! Properties of interpretation and ranking that hold for any product: equal Unicode forms and spellings, and the
//! order of the costs.
//!
//! It must not name a product of the built-in catalogue; its names only serve as text.

// A test that cannot go on stops at once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use jiff::civil::{Date, date};
use ocop_index::product::Product;
use ocop_index::search::{MatchDistance, MatchKind};
use ocop_index::source::builtin;
use ocop_index::{Catalog, Query, store};
use proptest::prelude::*;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

const DAY: Date = date(2026, 11, 24);

static PRODUCTS: LazyLock<Vec<Product>> = LazyLock::new(|| builtin::load_products().unwrap());

static CATALOG: LazyLock<Catalog> =
    LazyLock::new(|| store::build_in_memory(&PRODUCTS, DAY).unwrap());

/// The ids that a text finds, in order.
fn found(catalog: &Catalog, text: &str) -> Vec<String> {
    let mut answer = catalog.search(&Query::from_text(text)).unwrap();
    let all = answer.total();
    let hits = catalog.load_hits(&mut answer, 0..all).unwrap();
    hits.into_iter().map(|hit| hit.product.id).collect()
}

fn small(names: &[&str]) -> Catalog {
    let product = |(number, name): (usize, &&str)| Product {
        id: format!("p{number}"),
        name: (*name).to_owned(),
        ..Product::default()
    };
    let products: Vec<Product> = names.iter().enumerate().map(product).collect();
    store::build_in_memory(&products, DAY).unwrap()
}

/// Decomposed, but with the quality of a vowel kept in its letter: the tone comes after it, as in Windows-1258.
fn tones_apart(text: &str) -> String {
    let mut apart = String::new();
    for c in text.nfc() {
        let pieces: Vec<char> = std::iter::once(c).nfd().collect();
        let is_tone =
            |c: &char| matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
        let (tones, letters): (Vec<char>, Vec<char>) = pieces.into_iter().partition(is_tone);
        apart.extend(letters.into_iter().nfc().chain(tones));
    }
    apart
}

/// Neighbouring words of some product's name.
fn words() -> impl Strategy<Value = String> {
    let names: Vec<&str> = PRODUCTS
        .iter()
        .map(|product| product.name.as_str())
        .collect();
    (prop::sample::select(names), 0_usize..4, 1_usize..5).prop_map(|(name, skip, take)| {
        let words: Vec<&str> = name.split_whitespace().skip(skip).take(take).collect();
        words.join(" ")
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn every_unicode_form_finds_the_same_list(text in words()) {
        let nfc: String = text.nfc().collect();
        let nfd: String = text.nfd().collect();
        let expected = found(&CATALOG, &nfc);
        prop_assert_eq!(&found(&CATALOG, &nfd), &expected);
        prop_assert_eq!(&found(&CATALOG, &tones_apart(&text)), &expected);
        prop_assert_eq!(&found(&CATALOG, &nfc.to_uppercase()), &expected);
    }

    #[test]
    fn both_places_of_the_tone_and_i_for_y_find_the_same_list(text in words()) {
        let expected = found(&CATALOG, &text);
        let pairs = [("hòa", "hoà"), ("hóa", "hoá"), ("khỏe", "khoẻ"), ("thủy", "thuỷ"), ("túy", "tuý")];
        let moved = pairs.iter().fold(text.clone(), |text, (a, b)| text.replace(a, b));
        prop_assert_eq!(&found(&CATALOG, &moved), &expected);
        let ways = [("mỳ", "mì"), ("kỳ", "kì"), ("lý", "lí"), ("mỹ", "mĩ"), ("ký", "kí"), ("quý", "quí")];
        let spelled = ways.iter().fold(text.clone(), |text, (y, i)| text.replace(y, i));
        prop_assert_eq!(&found(&CATALOG, &spelled), &expected);
    }

    #[test]
    fn a_query_without_marks_never_loses_to_one_with_wrong_marks(text in words(), letter in 0_usize..8) {
        // The bare text finds at least what the marked one finds; a wrong mark never finds more as typed.
        let bare: String = text.nfd().filter(|c| !matches!(*c, '\u{300}'..='\u{36f}')).collect();
        let bare = bare.replace('đ', "d").replace('Đ', "D");
        let all = found(&CATALOG, &bare);
        let vowel = bare.match_indices(['a', 'e', 'i', 'o', 'u']).map(|(at, _)| at).nth(letter);
        if let Some(at) = vowel {
            let mut wrong = bare.clone();
            wrong.insert(at + 1, '\u{303}');
            let answer = CATALOG.search(&Query { literal: true, ..Query::from_text(wrong) }).unwrap();
            prop_assert!(answer.total() <= all.len());
        }
        for id in found(&CATALOG, &text) {
            prop_assert!(all.contains(&id), "{} finds {id}, {} does not", text, bare);
        }
    }

    #[test]
    fn every_longer_beginning_of_a_name_keeps_its_product_in_the_top_ten(number in 0..PRODUCTS.len()) {
        let product = &PRODUCTS[number % PRODUCTS.len()];
        let same = |id: &String| {
            let other = PRODUCTS.iter().find(|known| known.id == *id);
            other.is_some_and(|other| other.name.to_lowercase() == product.name.to_lowercase())
        };
        let letters: Vec<char> = product.name.chars().collect();
        let mut kept = false;
        // A good query has at least the first word: half of one may be another, as thị is of thịt.
        let word = letters.iter().position(|c| c.is_whitespace()).unwrap_or(letters.len());
        for end in word..=letters.len() {
            let text: String = letters[..end].iter().collect();
            let list = found(&CATALOG, &text);
            let among = list.iter().take(10).any(same);
            prop_assert!(among || !kept, "{text} lost {}", product.name);
            kept |= among;
        }
        prop_assert!(kept, "{} is never among the first ten", product.name);
    }
}

/// How the last word of the first hit matched, and how far the whole interpretation is from what was typed.
fn reading(catalog: &Catalog, text: &str) -> (Vec<String>, MatchKind, MatchDistance) {
    let mut answer = catalog.search(&Query::from_text(text)).unwrap();
    let distance = answer.interpretation_summary().distance;
    let explanation = catalog.explain_hit(&mut answer, 0).unwrap().unwrap();
    let way = explanation.terms.last().unwrap().match_kind;
    (found(catalog, text), way, distance)
}

#[test]
fn the_ladder_holds_between_rows_that_differ_in_one_word() {
    // Each query matches the first row better than the second; ids say which row is which.
    for (query, better, worse) in [
        ("bánh mực", "Bánh mực", "Bánh mựcs"),
        ("bánh muc", "Bánh muc", "Bánh mực"),
        ("bánh mực", "Bánh mực", "Bánh mức"),
        ("kẹo lạc", "Kẹo lạc", "Kẹo đậu phộng"),
        ("thịt lợn", "Thịt lợn", "Thịt heo"),
        ("keo lac", "Kẹo lạc", "Kẹo lacto"),
        ("keo lac", "Kẹo lạc", "Kẹo lắk"),
        ("keo sung", "Kẹo sung", "Kẹo xung"),
        ("keo sung", "Kẹo xung", "Kẹo sang"),
        ("keo dua", "Kẹo dừa", "Kẹo dứa ngọt thơm"),
    ] {
        for names in [[better, worse], [worse, better]] {
            let catalog = small(&names);
            let first = format!("p{}", usize::from(names[0] != better));
            assert_eq!(
                found(&catalog, query).first(),
                Some(&first),
                "{query}: {better} / {worse}"
            );
        }
    }
}

#[test]
fn each_way_of_typing_is_told() {
    let catalog = small(&["Chả mực", "Thịt heo", "Gạo nếp"]);
    for (query, way, distance) in [
        ("chả mực", MatchKind::Exact, MatchDistance::Literal),
        ("cha muc", MatchKind::WithoutMarks, MatchDistance::Literal),
        ("chả mự", MatchKind::Prefix, MatchDistance::Literal),
        ("char mujwc", MatchKind::Telex, MatchDistance::Understood),
        ("cha3 mu75c", MatchKind::Vni, MatchDistance::Understood),
        ("cha? mu+.c", MatchKind::Viqr, MatchDistance::Understood),
        ("chamuc", MatchKind::Joined, MatchDistance::Understood),
        ("thit lon", MatchKind::Synonym, MatchDistance::Understood),
        (
            "squid cake",
            MatchKind::EnglishName,
            MatchDistance::Understood,
        ),
        ("chả mức", MatchKind::OtherMarks, MatchDistance::Near),
        ("cha nuc", MatchKind::Typo, MatchDistance::Near),
        ("gao lep", MatchKind::Phonetic, MatchDistance::Near),
    ] {
        let (ids, found, told) = reading(&catalog, query);
        assert_eq!((found, told), (way, distance), "{query} {ids:?}");
    }
}

#[test]
fn one_key_less_nothing_but_what_was_typed_is_read() {
    let catalog = small(&["Chả mực", "Thịt heo"]);
    for text in ["char mujwc", "chamuc", "thit lon", "cha nuc", "chả mức"] {
        let query = Query {
            literal: true,
            ..Query::from_text(text)
        };
        assert_eq!(catalog.search(&query).unwrap().total(), 0, "{text}");
    }
    let query = Query {
        literal: true,
        ..Query::from_text("cha mu")
    };
    assert_eq!(catalog.search(&query).unwrap().total(), 1);
}

#[test]
fn nonsense_finds_nothing() {
    for text in ["xyzzy", "qwrtp zxcvb", "zzzz", "jjj kkk www", "blockchain"] {
        assert_eq!(found(&CATALOG, text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_sentence_with_words_around_that_no_product_has_finds_the_name_in_it() {
    for text in [
        "shop oi ship order review cha muc",
        "review zzkqx cha muc ship",
        "order zzkqx cha muc wwkqx review gium",
    ] {
        let first = found(&CATALOG, text).first().cloned();
        assert_eq!(first.as_deref(), Some("qn-043"), "{text}");
    }
}

#[test]
fn a_search_that_is_told_to_stop_stops() {
    let stopped = CATALOG
        .search_until(&Query::from_text("cha muc"), &|| true)
        .unwrap();
    assert!(stopped.is_none());
    let done = CATALOG
        .search_until(&Query::from_text("cha muc"), &|| false)
        .unwrap();
    assert_eq!(done.unwrap().total(), 2);
}
