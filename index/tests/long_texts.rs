//! What texts find that are longer than a query, or that were typed with two errors at once.

// A test that cannot go on stops at once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use jiff::civil::{Date, date};
use ocop_index::search::MatchDistance;
use ocop_index::source::builtin;
use ocop_index::{Catalog, Query, store};

const DAY: Date = date(2026, 11, 30);

fn built_in() -> Catalog {
    store::build_in_memory(&builtin::load_products().unwrap(), DAY).unwrap()
}

fn first_name(catalog: &Catalog, text: &str) -> String {
    let mut answer = catalog.search(&Query::from_text(text)).unwrap();
    let hits = catalog.load_hits(&mut answer, 0..1).unwrap();
    let first = hits.into_iter().next();
    first.map_or_else(String::new, |hit| hit.product.name)
}

#[test]
fn a_name_in_a_passage_is_found_wherever_it_stands() {
    let catalog = built_in();
    let around =
        "hội nghị đã nghe báo cáo của các cơ sở và thống nhất kế hoạch cho năm sau ".repeat(8);
    for text in [
        format!("Miến dong Bình Liêu {around}"),
        format!("{around} Miến dong Bình Liêu {around}"),
        format!("{around} mien dong binh lieu"),
    ] {
        assert!(text.len() > 600);
        assert_eq!(first_name(&catalog, &text), "Miến dong Bình Liêu", "{text}");
    }
}

#[test]
fn what_stands_around_a_name_is_told_as_left_out() {
    let catalog = built_in();
    let text = "Nhờ anh chị kiểm tra giúp hồ sơ của Cam Vạn Yên đã đủ giấy tờ hay chưa";
    let answer = catalog.search(&Query::from_text(text)).unwrap();
    let summary = answer.interpretation_summary();
    assert_eq!(summary.distance, MatchDistance::Near);
    assert_eq!(summary.words, "cam vạn yên");
    assert_eq!(summary.dropped.len(), 15);
    assert_eq!(first_name(&catalog, text), "Cam Vạn Yên");
}

#[test]
fn a_pasted_row_finds_its_product() {
    let catalog = built_in();
    for (text, expected) in [
        (
            "62\tlon mong cai\thtx nong nghiep va dich vu tong hop van thanh phat\tmong cai",
            "Lợn Móng Cái",
        ),
        (
            "27; Rượu sim Qúy Chuẩn; HTX sản xuất kinh doanh dịch vụ Lê Minh; 4 sao",
            "Rượu sim Qúy Chuẩn",
        ),
    ] {
        assert_eq!(first_name(&catalog, text), expected, "{text}");
    }
}

#[test]
fn joined_words_may_have_a_slip_or_be_raw_keys() {
    let catalog = built_in();
    for (text, expected) in [
        ("gatiebyen", "Gà Tiên Yên"),
        ("nuocmomuioyentu", "Nước mơ muối Yên Tử"),
        ("camvan5ye6n", "Cam Vạn Yên"),
        ("nuo71cmo7muo61iye6ntu73", "Nước mơ muối Yên Tử"),
        ("chaangiofnuoqsngbamieefn", "Chân giò nướng Ba miền"),
        ("gat ieb yen", "Gà Tiên Yên"),
    ] {
        assert_eq!(first_name(&catalog, text), expected, "{text}");
    }
}

#[test]
fn stubs_held_keys_and_torn_places_are_read() {
    let catalog = built_in();
    for (text, expected) in [
        ("hu qu binh lieu", "Hương quế"),
        ("ca va ye vân đồn", "Cam Vạn Yên"),
        ("miennnn dong", "Miến dong Bình Liêu"),
        ("lợnnnn móng cáiiii", "Lợn Móng Cái"),
    ] {
        assert_eq!(first_name(&catalog, text), expected, "{text}");
    }
}
