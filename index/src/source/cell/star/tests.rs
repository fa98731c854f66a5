//! Stars as official lists write them, and bad values.

use jiff::civil::{Date, date};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use crate::source::cell::star::*;

fn of(text: &str) -> Star {
    parse_star(&ListCell::from_raw(text))
}

#[test]
fn four_stars_in_every_notation() {
    for text in [
        "4",
        "4.0",
        "4,0",
        "4 sao",
        "4sao",
        "04 sao",
        "4*",
        "4 *",
        "4★",
        "★★★★",
        "★★★★☆",
        "★ ★ ★ ★",
        "****",
        "⭐⭐⭐⭐",
        "⭐\u{fe0f}⭐\u{fe0f}⭐\u{fe0f}⭐\u{fe0f}",
        "4 ★★★★",
        "OCOP 4 sao",
        "hạng 4 sao",
        "đạt hạng 4 sao",
        "Đạt chuẩn OCOP 4 sao",
        "xếp hạng 4 sao",
        "Hạng: 4 sao",
        "- 4 sao",
        "bốn sao",
        "BỐN SAO",
        "bon sao",
        "hang 4 sao",
        "4 sao cấp tỉnh",
        "OCOP_4_sao",
        "4 stars",
        "4-star",
        "４",
        "４ ｓａｏ",
        "4 (bốn) sao",
        "OCOP (4 sao)",
        "4 sao (QĐ 114/QĐ-UBND, 15/1/2020)",
        "4 sao, QĐ 114/QĐ-UBND ngày 15/1/2020",
        "4 sao theo QĐ số 2310",
        "OCOP 4 sao (80 điểm)",
        "OCOP 4 sao - 80 điểm",
        "4 sao năm 2022",
        "4 sao 2022",
        "4 sao (2022)",
        "4 sao (đề nghị ngày 5/6/2023)",
    ] {
        assert_eq!(of(text), Star::Stars(4), "{text}");
        let nfd = ListCell::Text(text.nfd().collect());
        assert_eq!(parse_star(&nfd), Star::Stars(4), "{text}");
        assert_eq!(
            parse_star(&ListCell::Text(text.to_uppercase())),
            Star::Stars(4),
            "{text}"
        );
    }
}

#[test]
fn other_stars() {
    for (text, star) in [
        ("03 sao", 3),
        ("ba sao", 3),
        ("năm sao", 5),
        ("3 sao cấp huyện", 3),
        ("5 sao cấp quốc gia", 5),
        ("xếp hạng 3 sao", 3),
        ("1 sao", 1),
        ("hai sao", 2),
        ("5*", 5),
    ] {
        assert_eq!(of(text), Star::Stars(star), "{text}");
    }
    assert_eq!(parse_star(&ListCell::Number(4.0)), Star::Stars(4));
}

#[test]
fn no_star_is_clamped() {
    for text in [
        "0",
        "6",
        "7",
        "4,5",
        "4.5",
        "-1",
        "-4",
        "4.000",
        "2022",
        "40",
        "sáu sao",
        "0 sao",
        "******",
        "99999999999",
    ] {
        assert_eq!(of(text), Star::Wrong(ProblemReason::StarOutside), "{text}");
    }
    for number in [0.0, 6.0, -4.0, 4.5, f64::NAN, f64::INFINITY, 1e300] {
        let star = parse_star(&ListCell::Number(number));
        assert_eq!(star, Star::Wrong(ProblemReason::StarOutside), "{number}");
    }
}

#[test]
fn ranges_and_other_words_are_refused() {
    for text in [
        "3-4 sao",
        "từ 3 đến 4 sao",
        "3/4 sao",
        "3 - 4",
        "3 sao, 4 sao",
        "3 hoặc 4 sao",
        "ba sao đến bốn sao",
    ] {
        assert_eq!(of(text), Star::Wrong(ProblemReason::StarRange), "{text}");
    }
    for text in [
        "Thực phẩm",
        "OCOP",
        "đạt",
        "4 con mực",
        "sao",
        "4 ★★",
        "VICOSAP: 4 SP OCOP 5 sao quốc gia + 7 SP OCOP 4 sao",
        "đề nghị thu hồi 4 sao",
        "tiềm năng",
        "80 điểm",
        "114/QĐ-UBND",
    ] {
        assert_eq!(of(text), Star::Wrong(ProblemReason::StarWords), "{text}");
    }
    let day = ListCell::Day(date(2022, 4, 3));
    assert_eq!(parse_star(&day), Star::Wrong(ProblemReason::StarWords));
}

#[test]
fn what_waits_for_five_stars_has_not_five() {
    for text in [
        "tiềm năng 5 sao",
        "Tiềm năng 5*",
        "đề nghị công nhận 5 sao",
        "tiem nang 5 sao",
        "OCOP tiềm năng năm sao",
        "đề nghị Trung ương phân hạng 5 sao",
        "đề nghị phân hạng 5 sao",
        "4 sao tiềm năng 5 sao",
        "4 sao (tiềm năng 5 sao)",
        "5 sao (tiềm năng)",
    ] {
        assert_eq!(of(text), Star::Potential, "{text}");
    }
}

#[test]
fn no_star_is_blank() {
    for text in [
        "",
        "-",
        "chưa xếp hạng",
        "không",
        "Chưa có",
        "chưa đạt",
        "null",
        "Chua xep hang",
        "#REF!",
    ] {
        assert_eq!(of(text), Star::Blank, "{text}");
    }
}

#[test]
fn what_stands_beside_is_told() {
    let day = |y, m, d| Some(DateOrYear::Day(date(y, m, d)));
    let of = |decision: Option<&str>, when, score: Option<&str>| StarCellExtras {
        decision: decision.map(str::to_owned),
        when,
        score: score.map(str::to_owned),
    };
    assert_eq!(
        parse_star_extras("4 sao (QĐ 114/QĐ-UBND, 15/1/2020)"),
        of(Some("114/QĐ-UBND"), day(2020, 1, 15), None)
    );
    assert_eq!(
        parse_star_extras("OCOP 4 sao (80,5 điểm)"),
        of(None, None, Some("80.5"))
    );
    let year = Some(DateOrYear::Year(2022));
    assert_eq!(parse_star_extras("4 sao năm 2022"), of(None, year, None));
    assert_eq!(parse_star_extras("4 sao"), StarCellExtras::default());
}

#[test]
fn words_of_the_tables_are_folded() {
    let numbers = NUMBER_WORDS.iter().map(|(word, _)| *word);
    for word in IGNORED_WORDS
        .into_iter()
        .chain(RANGE_WORDS)
        .chain(UNRATED_PHRASES)
        .chain(numbers)
    {
        assert_eq!(phrase::fold_line(word).trim(), word);
    }
}

proptest! {
    #[test]
    fn any_cell_is_read(text: String, number: f64) {
        for cell in [ListCell::Text(text.clone()), ListCell::Number(number), ListCell::Day(Date::MIN)] {
            if let Star::Stars(star) = parse_star(&cell) {
                prop_assert!((1..=5).contains(&star));
            }
        }
        let _ = parse_star_extras(&text);
    }

    #[test]
    fn any_heap_of_star_words_is_read(
        text in "([0-9]|[-/ ,.()★*]|sao|tiềm năng|đề nghị|QĐ|năm|bốn|điểm|OCOP|2022){0,16}"
    ) {
        let _ = (of(&text), parse_star_extras(&text));
    }
}
