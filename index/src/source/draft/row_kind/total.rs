//! Totals, sub-totals and counts: `Cộng huyện Hải Hà`, `TỔNG SỐ: 12`, `12 sản phẩm`.
//!
//! Words are compared with their marks, because *Cồng*, *Cổng* and *Công* begin names of products, places and firms.
//! A text without any mark was typed without them, and then the bare letters decide.

use std::sync::LazyLock;

use super::super::numbering::{is_roman_number, strip_numbering};
use crate::place::PlaceTables;
use crate::source::cell::phrase::{MarkedPhrases, fold_first_word};
use crate::vietnamese::{Word, split_words};

/// Words with which a total goes on after `tổng` or `cộng`.
static SUBJECT_WORDS: LazyLock<MarkedPhrases> = LazyLock::new(|| {
    MarkedPhrases::new(&[
        "cộng",
        "tổng",
        "số",
        "sản phẩm",
        "sp",
        "toàn",
        "huyện",
        "xã",
        "phường",
        "thị xã",
        "thị trấn",
        "thành phố",
        "tỉnh",
        "tp",
        "tx",
        "đặc khu",
        "nhóm",
        "chung",
        "mục",
        "phần",
        "các",
        "theo",
        "trang",
        "dồn",
        "lại",
        "hạng",
        "chủ thể",
        "mang sang",
        "doanh thu",
        "tiền",
        "cấp",
        "tất cả",
    ])
});

/// The words of a total.
static TOTAL_WORDS: LazyLock<MarkedPhrases> =
    LazyLock::new(|| MarkedPhrases::new(&["tổng", "cộng"]));

/// Beginnings of other totals.
static OTHER_TOTALS: LazyLock<MarkedPhrases> = LazyLock::new(|| {
    MarkedPhrases::new(&[
        "lũy kế",
        "luỹ kế",
        "total",
        "sub total",
        "subtotal",
        "grand total",
        "tỷ lệ",
        "tỉ lệ",
        "bình quân",
        "trong đó",
        "số chủ thể",
        "số sản phẩm",
    ])
});

/// Words around the number of a count: `Danh sách này có 12 sản phẩm`.
const COUNT_WORDS: [&str; 20] = [
    "danh", "sach", "nay", "co", "gom", "so", "luong", "tat", "ca", "la", "san", "pham", "sp",
    "mat", "hang", "ocop", "chu", "the", "bao", "trong",
];

/// True for the text of a total or count.
pub(super) fn is_total_text(text: &str) -> bool {
    let text = strip_numbering(text);
    if !may_begin_total(&fold_first_word(text)) {
        return false;
    }
    let words = split_words(text);
    let Some(first) = words.first() else {
        return false;
    };
    if TOTAL_WORDS.begin(&words) {
        let rest = words.get(1..).unwrap_or_default();
        let after = text.get(first.range.end..).unwrap_or_default();
        return rest.is_empty() || names_total_subject(rest, after);
    }
    OTHER_TOTALS.begin(&words) || is_count(&words)
}

/// True for a word with which a total or count can begin; most rows end the search with their first word.
fn may_begin_total(fold: &str) -> bool {
    TOTAL_WORDS.has_first_word(fold)
        || OTHER_TOTALS.has_first_word(fold)
        || COUNT_WORDS.contains(&fold)
        || fold.bytes().all(|byte| byte.is_ascii_digit())
}

/// True when the words after `tổng` or `cộng` say of what: a number, a level, a place.
fn names_total_subject(rest: &[Word], after: &str) -> bool {
    let is_sign_first = after.trim_start().starts_with([':', '(', '=']);
    let first_word = rest.first().map_or("", |word| word.fold.as_str());
    is_sign_first
        || first_word.bytes().all(|byte| byte.is_ascii_digit())
        || is_roman_number(after.trim().split(' ').next().unwrap_or_default())
        || SUBJECT_WORDS.begin(rest)
        || PlaceTables::quang_ninh()
            .find_district(after.trim())
            .is_some()
}

/// True for a number of products, with nothing but words around it.
fn is_count(words: &[Word]) -> bool {
    let is_number = |word: &&Word| word.fold.bytes().all(|byte| byte.is_ascii_digit());
    let names_products = words.windows(2).any(|pair| {
        is_number(&&pair[0]) && matches!(pair[1].fold.as_str(), "san" | "sp" | "mat" | "chu")
    });
    names_products
        && words.iter().filter(is_number).count() == 1
        && words
            .iter()
            .all(|word| is_number(&word) || COUNT_WORDS.contains(&word.fold.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_known_by_their_marks() {
        for text in [
            "Cộng",
            "CỘNG",
            "Cộng:",
            "Cộng huyện Hải Hà",
            "Cộng (I)",
            "Cộng I",
            "Cộng Hải Hà",
            "II. Cộng",
            "TỔNG CỘNG",
            "Tổng cộng: 25 sản phẩm",
            "Tổng số",
            "Tổng số sản phẩm",
            "Tổng: 3 SP",
            "Tổng 12",
            "Tong cong",
            "TONG SO: 12",
            "Cong",
            "Cộng nhóm I",
            "Lũy kế",
            "- Số chủ thể: 12",
            "Trong đó: 4 sao: 1 sản phẩm; 3 sao: 1 sản phẩm",
            "Total",
            "Sub-total",
            "12 sản phẩm",
            "Danh sách này có 12 sản phẩm.",
        ] {
            assert!(is_total_text(text), "{text}");
        }
    }

    #[test]
    fn names_that_only_sound_alike_are_none() {
        for text in [
            "Cổng chợ, xã Quảng Sơn",
            "Cồng chiêng nhỏ",
            "Công ty CP Sao Mai",
            "Tổng hợp ngũ cốc",
            "Tống Văn A",
            "Cộng đồng dân cư thôn 2",
            "Cong ty Sao Mai",
            "Mật ong",
            "3 sao",
            "Totals of honey",
            "",
        ] {
            assert!(!is_total_text(text), "{text}");
        }
    }
}
