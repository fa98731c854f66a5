//! Prices and stock as people write them: `120.000đ/hộp`, `120k`, `1tr2`, `sắp hết`. What may mean two things is not
//! read.

use ocop_index::clean::clean_text;

use super::list_act::{Price, Stock};
use super::money::{Amount, MILLION, THOUSAND};
use crate::work::name_key::name_key;

/// A price below this without a sign of money is no price in đồng: `120` may mean thousands.
const LEAST_PLAIN_DONG: u64 = 1_000;

/// Less is hardly a price.
const LEAST_LIKELY_DONG: u64 = 100;

/// More is hardly a price.
const MOST_LIKELY_DONG: u64 = 1_000_000_000;

/// What people write where no price is named, without accents; more words may stand behind it.
const NO_NUMBER_WORDS: [&str; 14] = [
    "thoa thuan",
    "gia thoa thuan",
    "thuong luong",
    "gia thuong luong",
    "lien he",
    "theo thoi gia",
    "thoi gia",
    "theo mua",
    "theo thoi diem",
    "tuy loai",
    "mien phi",
    "negotiable",
    "on request",
    "free",
];

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
            Self::Thousand => THOUSAND,
            Self::Million => MILLION,
        }
    }
}

/// A price as somebody wrote it, with its unit; `None` where it is no single price. `scale` is what its column counts.
/// One that is agreed upon later (`thỏa thuận`) is kept in those words.
pub fn read_price(text: &str, scale: PriceScale) -> Option<Price> {
    let text = clean_text(text);
    if let Some(words) = read_words(&text) {
        return Some(words);
    }
    let (amount, unit) = split_unit(&text);
    let amount = Amount::read(amount)?;
    let dong = if let Some(unit) = amount.unit {
        amount.dong_of(unit)?
    } else {
        let dong = amount.dong_of(scale.dong())?;
        let is_plain = scale == PriceScale::Dong;
        (!is_plain || dong >= LEAST_PLAIN_DONG).then_some(dong)?
    };
    let unit = unit.trim().trim_start_matches("1 ").trim();
    (dong > 0).then(|| Price {
        dong,
        unit: (!unit.is_empty()).then(|| unit.to_owned()),
    })
}

/// A price that is agreed upon later, in the words that somebody wrote.
fn read_words(text: &str) -> Option<Price> {
    let key = name_key(text);
    let mut known = NO_NUMBER_WORDS.iter();
    let is_known = known.any(|words| {
        let rest = key.strip_prefix(words);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    });
    let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
    (is_known && !has_digit).then(|| Price::in_words(text.trim()))
}

/// True for an amount that hardly anything costs: somebody should look at it again.
pub fn is_unlikely(price: &Price) -> bool {
    price
        .number()
        .is_some_and(|dong| !(LEAST_LIKELY_DONG..=MOST_LIKELY_DONG).contains(&dong))
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
            "-5k",
            "liên hệ 0912345678",
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
    fn a_price_that_is_agreed_upon_later_is_kept_in_its_words_and_an_unlikely_one_is_known() {
        for words in [
            "thỏa thuận",
            "Thoả thuận",
            "Liên hệ chủ thể",
            "theo thời giá",
        ] {
            let price = read_price(words, PriceScale::Thousand).unwrap();
            assert_eq!((price.number(), price.words()), (None, Some(words)));
            assert!(!is_unlikely(&price));
        }
        for (text, is) in [
            ("50đ", true),
            ("100đ", false),
            ("1 tỷ", false),
            ("1.000.000.001đ", true),
            ("2 tỷ", true),
        ] {
            let price = read_price(text, PriceScale::Dong).unwrap();
            assert_eq!(is_unlikely(&price), is, "{text}");
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
