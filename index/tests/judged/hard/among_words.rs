//! Numbers that rows hold, among words: decisions, codes, telephones as people write them.
//!
//! It must not ask for a number that no row has.

use super::super::random::Random;
use super::super::shelf::{Row, Shelf};
use super::super::ways::Asked;

/// `theo qd 377`, `quyết định 377 của bộ`.
pub(crate) fn decision(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    let mut acts = row.product.recognitions.iter();
    let decision = acts.find_map(|act| act.decision.as_ref())?;
    let (number, rest) = decision.split_once('/')?;
    let (who, short) = if rest.ends_with("UBND") {
        ("ủy ban nhân dân", "ubnd")
    } else {
        ("bộ", "bộ nông nghiệp")
    };
    let text = match random.below(12) {
        0 => format!("theo qd {number}"),
        1 => format!("quyết định {number} của {who}"),
        2 => format!("quyet dinh so {number}"),
        3 => format!("qđ số {number} của {short}"),
        4 => format!("sản phẩm theo quyết định {number}"),
        5 => format!("san pham trong qd {number}"),
        6 => format!("danh sách kèm theo quyết định số {decision}"),
        7 => format!("QĐ {number}"),
        8 => format!("được công nhận tại quyết định {number}"),
        9 => format!("cong nhan theo {number}/QD"),
        10 => format!("theo QĐ số {decision}"),
        _ => format!("qđ{number}"),
    };
    let wanted = shelf.ids(|row| {
        let mut acts = row.product.recognitions.iter();
        acts.any(|act| {
            let known = act.decision.as_deref();
            known.is_some_and(|known| known.split('/').next() == Some(number))
        })
    });
    Asked::first(text, wanted)
}

/// `mã qn-017`, `ma so qn 17`; an official code where rows have one.
pub(crate) fn code(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    if let Some(number) = row.product.id.strip_prefix("qn-") {
        let short = number.trim_start_matches('0');
        let text = match random.below(8) {
            0 => format!("mã qn-{number}"),
            1 => format!("ma so qn {short}"),
            2 => format!("mã sản phẩm QN{number}"),
            3 => format!("sp qn-{number}"),
            4 => format!("qn-{number} là sản phẩm gì"),
            5 => format!("ma qn{number}"),
            6 => format!("mã số: QN-{number}"),
            _ => format!("sản phẩm mã qn {number}"),
        };
        return Asked::first(text, [row.product.id.clone()].into());
    }
    let code = row.product.code.as_deref()?;
    let parts: Vec<&str> = code.split('-').collect();
    let tail = parts.get(parts.len().checked_sub(3)?..)?.join("-");
    let (text, part) = match random.below(8) {
        0 => (format!("mã {code}"), code.to_owned()),
        1 => (format!("ma so {}", code.replace('-', " ")), code.to_owned()),
        2 => (
            format!("mã sản phẩm {}", code.replace('-', ".")),
            code.to_owned(),
        ),
        3 => (format!("tra mã {code}"), code.to_owned()),
        4 => (format!("sản phẩm có mã {tail}"), tail),
        5 => (format!("ma ocop: {code}"), code.to_owned()),
        6 => (format!("mã số {tail} là gì"), tail),
        _ => (format!("ma sp {}", tail.replace('-', " ")), tail),
    };
    let framed = |known: &str| format!("-{known}-").contains(&format!("-{part}-"));
    let wanted = shelf.ids(|row| row.product.code.as_deref().is_some_and(framed));
    Asked::first(text, wanted)
}

/// `gọi 0912 345 678`, `+84(0)…`, `đt: …`, the last six digits.
pub(crate) fn telephone(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    let of = |row: &Row| row.product.producer.as_ref()?.phone.clone();
    let whole = of(row)?;
    let national = whole.strip_prefix('0')?;
    let last = whole.get(whole.len().checked_sub(6)?..)?;
    let spaced = grouped(&whole, ' ');
    let text = match random.below(14) {
        0 => format!("gọi {spaced}"),
        1 => format!("sđt {}", grouped(&whole, '.')),
        2 => format!("sdt {whole}"),
        3 => format!("liên hệ +84 {}", grouped(national, ' ')),
        4 => format!("+84(0){national}"),
        5 => format!("0084{national}"),
        6 => format!("đt: {}", grouped(&whole, '-')),
        7 => format!("số cuối {last}"),
        8 => format!("sdt duoi {last}"),
        9 => format!("hotline {whole}"),
        10 => format!("zalo {spaced}"),
        11 => format!("số {spaced} là của ai"),
        12 => format!("+84{national}"),
        _ => format!("điện thoại (+84) {}", grouped(national, '.')),
    };
    let by_end = text.ends_with(last) && !text.contains(national);
    let part = if by_end { last } else { whole.as_str() };
    let wanted = shelf.ids(|row| of(row).is_some_and(|phone| phone.ends_with(part)));
    Asked::first(text, wanted)
}

/// A mobile number with its last two groups of three digits, one of a landline with four and three after its area.
fn grouped(digits: &str, sign: char) -> String {
    let landline = digits.trim_start_matches('0').starts_with('2');
    let groups = if landline { [7, 3] } else { [6, 3] };
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        let left = digits.len() - at;
        if groups.contains(&left) {
            text.push(sign);
        }
        text.push(digit);
    }
    text
}
