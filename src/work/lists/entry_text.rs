//! Prices and stock as people write them: `120.000đ/hộp`, `120k`, `1tr2`, `sắp hết`. What may mean two things is not
//! read.

use ocop_index::clean::clean_text;

use super::list_act::{Price, Stock};
use crate::work::name_key::name_key;

/// A price below this without a sign of money is no price in đồng: `120` may mean thousands.
const LEAST_PLAIN_DONG: u64 = 1_000;

/// What a number of a price counts, where the number does not say it itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PriceScale {
    /// Đồng.
    #[default]
    Dong,
    /// Thousands of đồng.
    Thousand,
    /// Millions of đồng.
    Million,
}

impl PriceScale {
    const fn dong(self) -> u64 {
        match self {
            Self::Dong => 1,
            Self::Thousand => 1_000,
            Self::Million => 1_000_000,
        }
    }
}

/// A price as somebody wrote it, with its unit; `None` where it is no single price. `scale` is what its column counts.
pub fn read_price(text: &str, scale: PriceScale) -> Option<Price> {
    let text = clean_text(text);
    let (amount, unit) = split_unit(&text);
    let amount = amount.trim();
    let digits = amount
        .find(|sign: char| !(sign.is_ascii_digit() || matches!(sign, '.' | ',' | ' ')))
        .unwrap_or(amount.len());
    let (number, sign) = amount.split_at(digits);
    let (number, sign) = (number.trim(), name_key(sign).replace(' ', ""));
    let dong = match sign.as_str() {
        "" => {
            let dong = read_number(number, scale)?;
            let is_plain = scale == PriceScale::Dong;
            (!is_plain || dong >= LEAST_PLAIN_DONG).then_some(dong)?
        }
        "d" | "dong" | "vnd" | "vietnamdong" => read_number(number, PriceScale::Dong)?,
        "k" | "n" | "ng" | "nghin" | "ngan" | "nghindong" | "ngandong" | "kvnd" => {
            read_number(number, PriceScale::Thousand)?
        }
        "tr" | "trieu" | "trieudong" => read_number(number, PriceScale::Million)?,
        // `1tr2` is 1.2 million.
        sign => read_millions(number, sign)?,
    };
    let unit = unit.trim().trim_start_matches("1 ").trim();
    Some(Price {
        dong,
        unit: (!unit.is_empty()).then(|| unit.to_owned()),
    })
}

/// The amount and what stands behind a slash, or behind `một`.
fn split_unit(text: &str) -> (&str, &str) {
    let mut parts = text.splitn(2, '/');
    let (amount, unit) = (parts.next().unwrap_or_default(), parts.next());
    match unit {
        Some(unit) => (amount, unit),
        None => amount
            .split_once(" một ")
            .or_else(|| amount.split_once(" 1 "))
            .unwrap_or((amount, "")),
    }
}

/// A number with the signs that people group digits by, times its scale.
fn read_number(text: &str, scale: PriceScale) -> Option<u64> {
    let is_group_sign = |sign: char| matches!(sign, '.' | ',' | ' ');
    let parts: Vec<&str> = text.split(is_group_sign).collect();
    let is_digits =
        |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !parts.iter().all(is_digits) {
        return None;
    }
    let (whole, fraction) = match parts.as_slice() {
        [] => return None,
        [whole] => ((*whole).to_owned(), ""),
        // `120.000`, and `120000.0` of a spreadsheet.
        [first, rest @ ..] => {
            let is_grouped = first.len() <= 3 && rest.iter().all(|part| part.len() == 3);
            match rest {
                // `1.250 triệu` may be 1.25 million.
                _ if is_grouped && scale == PriceScale::Million => return None,
                _ if is_grouped => (parts.concat(), ""),
                [fraction] if fraction.len() <= 2 => ((*first).to_owned(), *fraction),
                [groups @ .., fraction]
                    if fraction.len() <= 2
                        && first.len() <= 3
                        && groups.iter().all(|part| part.len() == 3) =>
                {
                    (parts[..parts.len() - 1].concat(), *fraction)
                }
                _ => return None,
            }
        }
    };
    let whole: u64 = whole.parse().ok()?;
    let dong = whole.checked_mul(scale.dong())?;
    let digits = u32::try_from(fraction.len()).ok()?;
    let fraction: u64 = match fraction {
        "" => 0,
        fraction => fraction.parse().ok()?,
    };
    let part = fraction * scale.dong();
    let divisor = 10_u64.pow(digits);
    part.is_multiple_of(divisor).then_some(())?;
    dong.checked_add(part / divisor).filter(|dong| *dong > 0)
}

/// `1` and `tr250`: 1.25 million.
fn read_millions(whole: &str, rest: &str) -> Option<u64> {
    let fraction = rest
        .strip_prefix("trieu")
        .or_else(|| rest.strip_prefix("tr"))?
        .trim();
    let is_fraction =
        matches!(fraction.len(), 1..=3) && fraction.bytes().all(|byte| byte.is_ascii_digit());
    let millions: u64 = whole.parse().ok().filter(|_| is_fraction)?;
    let part: u64 = fraction.parse().ok()?;
    let unit = 10_u64.pow(6 - u32::try_from(fraction.len()).ok()?);
    millions.checked_mul(1_000_000)?.checked_add(part * unit)
}

/// Whether there is any left, as somebody wrote it: in words, or as the number that is left.
pub fn read_stock(text: &str) -> Option<Stock> {
    if let Some(stock) = Stock::ALL
        .into_iter()
        .find(|stock| stock.key() == text.trim())
    {
        return Some(stock);
    }
    let words = name_key(&clean_text(text));
    if let Ok(left) = words.parse::<u64>() {
        let is_any = left > 0;
        return Some(if is_any {
            Stock::InStock
        } else {
            Stock::SoldOut
        });
    }
    match words.as_str() {
        "con" | "con hang" | "co" | "co hang" | "san hang" | "du hang" | "du" | "san"
        | "in stock" | "yes" | "available" => Some(Stock::InStock),
        "sap het" | "sap het hang" | "gan het" | "con it" | "it" | "it hang" | "low"
        | "nearly sold out" | "few left" => Some(Stock::Low),
        "het" | "het hang" | "da het" | "da het hang" | "khong con" | "khong con hang"
        | "sold out" | "out of stock" | "no" | "none" => Some(Stock::SoldOut),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_read_as_people_write_them() {
        for (text, dong, unit) in [
            ("120.000đ/hộp", 120_000, "hộp"),
            ("120,000 VNĐ / hộp 500 g", 120_000, "hộp 500 g"),
            ("120 000 đồng", 120_000, ""),
            ("120000", 120_000, ""),
            ("120000.0", 120_000, ""),
            ("1.200.000,00 đ", 1_200_000, ""),
            ("120k", 120_000, ""),
            ("120K/1 kg", 120_000, "kg"),
            ("85 nghìn một chai", 85_000, "chai"),
            ("12,5k", 12_500, ""),
            ("1,2 triệu", 1_200_000, ""),
            ("1tr2/kg", 1_200_000, "kg"),
            ("1tr250", 1_250_000, ""),
            ("2 tr", 2_000_000, ""),
            ("500đ", 500, ""),
        ] {
            let expected = Price {
                dong,
                unit: (!unit.is_empty()).then(|| unit.to_owned()),
            };
            assert_eq!(read_price(text, PriceScale::Dong), Some(expected), "{text}");
        }
        let thousands = read_price("120", PriceScale::Thousand).unwrap();
        assert_eq!(thousands.dong, 120_000);
        // What is written wins over what the column says.
        let written = read_price("120.000đ", PriceScale::Thousand).unwrap();
        assert_eq!(written.dong, 120_000);
    }

    #[test]
    fn what_may_mean_two_things_is_no_price() {
        for text in [
            "",
            "120",
            "120-150k",
            "120.000 - 150.000",
            "liên hệ",
            "12.00.00",
            "1.250 triệu",
            "0đ",
            "1.5đ",
            "99999999999999999999",
            "k",
            "12tr3456",
        ] {
            assert_eq!(read_price(text, PriceScale::Dong), None, "{text}");
        }
    }

    #[test]
    fn stock_is_read_in_words_and_numbers() {
        for (text, stock) in [
            ("Còn hàng", Some(Stock::InStock)),
            ("SẮP HẾT", Some(Stock::Low)),
            ("hết.", Some(Stock::SoldOut)),
            ("0", Some(Stock::SoldOut)),
            ("25", Some(Stock::InStock)),
            ("sold-out", Some(Stock::SoldOut)),
            ("đang sản xuất", None),
            ("", None),
        ] {
            assert_eq!(read_stock(text), stock, "{text}");
        }
    }
}
