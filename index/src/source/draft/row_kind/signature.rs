//! What stands below a list: signatures with their job titles and days, receivers, and remarks.

use std::sync::LazyLock;

use super::super::numbering::strip_numbering;
use crate::source::cell::phrase::{MarkedPhrases, fold_first_word};
use crate::vietnamese::{for_each_fold, split_words};

/// Beginnings of job titles, of what stands around a signature, and of the receivers of a letter.
static SIGNATURE_PHRASES: LazyLock<MarkedPhrases> = LazyLock::new(|| {
    MarkedPhrases::new(&[
        "người lập",
        "người tổng hợp",
        "người báo cáo",
        "người kiểm tra",
        "người thực hiện",
        "người ký",
        "cán bộ lập",
        "lãnh đạo",
        "thủ trưởng",
        "chủ tịch",
        "phó chủ tịch",
        "kt chủ tịch",
        "kt trưởng",
        "kt giám đốc",
        "kt thủ trưởng",
        "q chủ tịch",
        "tm ủy ban",
        "tm ubnd",
        "t m ủy ban",
        "t m ubnd",
        "tl chủ tịch",
        "tl giám đốc",
        "tuq chủ tịch",
        "tuq giám đốc",
        "giám đốc",
        "phó giám đốc",
        "tổng giám đốc",
        "trưởng phòng",
        "phó trưởng phòng",
        "phó phòng",
        "trưởng ban",
        "phó trưởng ban",
        "chánh văn phòng",
        "phó chánh văn phòng",
        "kế toán trưởng",
        "kế toán",
        "thủ kho",
        "chuyên viên",
        "xác nhận",
        "ký tên",
        "ký ghi rõ",
        "ký và ghi rõ",
        "đã ký",
        "ghi rõ họ tên",
        "nơi nhận",
        "lưu vt",
    ])
});

/// Beginnings of a bracket around a signature: `(Ký, ghi rõ họ tên)`.
static BRACKET_PHRASES: LazyLock<MarkedPhrases> = LazyLock::new(|| {
    MarkedPhrases::new(&["ký", "đã ký", "chữ ký", "đóng dấu", "ghi rõ", "họ tên"])
});

/// Beginnings of remarks on a list.
static REMARK_PHRASES: LazyLock<MarkedPhrases> = LazyLock::new(|| {
    MarkedPhrases::new(&[
        "ghi chú",
        "chú thích",
        "chú ý",
        "lưu ý",
        "note",
        "notes",
        "remark",
        "remarks",
        "đơn vị tính",
        "kèm theo",
        "căn cứ",
        "danh sách gồm",
        "danh sách này",
        "ấn định",
        "tiếp theo",
        "còn tiếp",
        "xem tiếp",
        "hết danh sách",
    ])
});

/// Longest job title or signature line, in words.
const MAX_SIGNATURE_WORDS: usize = 16;

/// True for a job title, a signature, the place and day of one, or the receivers of a letter.
pub(super) fn is_signature_text(text: &str) -> bool {
    let stripped = strip_numbering(text);
    // Most rows end the search with their first word.
    let first = fold_first_word(stripped);
    let may_begin =
        SIGNATURE_PHRASES.has_first_word(&first) || BRACKET_PHRASES.has_first_word(&first);
    if !may_begin && !names_day(text) {
        return false;
    }
    let words = split_words(stripped);
    if words.len() > MAX_SIGNATURE_WORDS {
        return false;
    }
    let is_bracket = text.trim_start().starts_with(['(', '[', '/']);
    SIGNATURE_PHRASES.begin(&words)
        || is_bracket && BRACKET_PHRASES.begin(&words)
        || is_signing_day(text)
}

/// True for a text with the word `ngày`.
fn names_day(text: &str) -> bool {
    let mut names_day = false;
    for_each_fold(text, |fold| names_day |= fold == ['n', 'g', 'a', 'y']);
    names_day
}

/// True for `Hải Hà, ngày 5 tháng 3 năm 2024`, also with dots for the numbers.
pub(super) fn is_signing_day(text: &str) -> bool {
    let words = split_words(text);
    let find = |fold: &str| words.iter().position(|word| word.fold == fold);
    words.len() <= MAX_SIGNATURE_WORDS
        && match (find("ngay"), find("thang"), find("nam")) {
            (Some(day), Some(month), Some(year)) => day < month && month < year,
            _ => false,
        }
}

/// True for a remark on the list: `Ghi chú: …`, `(*) …`, `* Theo quyết định …`.
pub(super) fn is_remark_text(text: &str) -> bool {
    let text = text.trim_start();
    let is_footnote = ["(*", "[*", "*)", "**)", "(1)", "(a)"]
        .iter()
        .any(|sign| text.starts_with(sign))
        || text.starts_with('*')
            && text
                .trim_start_matches('*')
                .trim_start()
                .starts_with(char::is_alphabetic);
    let plain = strip_numbering(text.trim_start_matches(|c: char| !c.is_alphanumeric()));
    let first = fold_first_word(plain);
    // Most rows end the search with their first word.
    if !is_footnote && first != "nguon" && !REMARK_PHRASES.has_first_word(&first) {
        return false;
    }
    let words = split_words(plain);
    is_footnote && words.len() > 1
        || REMARK_PHRASES.begin(&words)
        || ["nguồn:", "nguồn :"]
            .iter()
            .any(|start| text.to_lowercase().starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_below_a_list_are_known() {
        for text in [
            "NGƯỜI LẬP BIỂU",
            "Người lập",
            "KT. CHỦ TỊCH",
            "PHÓ CHỦ TỊCH",
            "TM. UBND HUYỆN",
            "Thủ trưởng đơn vị",
            "TRƯỞNG PHÒNG",
            "(Ký, ghi rõ họ tên)",
            "(Ký tên, đóng dấu)",
            "(Đã ký)",
            "Nơi nhận:",
            "Hải Hà, ngày 5 tháng 3 năm 2024",
            "….., ngày … tháng … năm 2024",
            "Nguoi lap bieu",
        ] {
            assert!(is_signature_text(text), "{text}");
        }
        for text in [
            "Ghi chú: số liệu tạm tính",
            "(*) Sản phẩm mới",
            "* Theo QĐ 12",
            "Lưu ý: …",
            "Nguồn: Sở NN",
        ] {
            assert!(is_remark_text(text), "{text}");
        }
    }

    #[test]
    fn products_and_producers_are_none() {
        for text in [
            "Mật ong hoa rừng",
            "HTX Sao Mai",
            "UBND xã Quảng Sơn",
            "Nguyễn Văn A",
            "Công ty CP Giám Đốc Vui",
            "Kỳ lân gỗ",
            "Rượu ngày xưa",
            "****",
            "*",
        ] {
            assert!(!is_signature_text(text) && !is_remark_text(text), "{text}");
        }
    }
}
