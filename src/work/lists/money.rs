//! Amounts of money as people write them: `120.000đ`, `300 nghìn`, `0,3tr`, `1tr2`. The prices of lists and the
//! questions of visitors are read by it alone. What may mean two things is not read. Must not: know what an amount is
//! for.

use crate::work::name_key::name_key;

/// Thousands of đồng, as most people say prices.
pub const THOUSAND: u64 = 1_000;

/// Millions of đồng.
pub const MILLION: u64 = 1_000_000;

/// Thousands of millions: more than a price, but read so that it can be told.
const BILLION: u64 = 1_000_000_000;

/// More digits are no amount of money.
const MOST_DIGITS: usize = 15;

/// A number with what it counts, where it says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    whole: u64,
    /// The digits behind the comma, as a number.
    fraction: u64,
    /// How many there are.
    decimals: u32,
    /// Its digits stand in groups of three.
    is_grouped: bool,
    /// What one of it is in đồng; `None` where nobody says.
    pub unit: Option<u64>,
}

impl Amount {
    /// Reads a number with a unit right behind it, or without one; `None` for what is no amount, or may be two.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let is_number = |sign: char| sign.is_ascii_digit() || matches!(sign, '.' | ',' | ' ');
        let end = text.find(|sign| !is_number(sign)).unwrap_or(text.len());
        let (number, sign) = text.split_at(end);
        let mut amount = Self::read_number(number.trim().trim_end_matches(['.', ',']))?;
        let sign = sign.trim_end_matches(['.', ',', '?', '!', ' ']);
        if sign.is_empty() {
            return Some(amount);
        }
        let sign = name_key(sign).replace(' ', "");
        if let Some(unit) = unit_of(&sign) {
            amount.unit = Some(unit);
            return Some(amount);
        }
        amount.add_rest(&sign)
    }

    /// A number with the signs that people group digits by.
    fn read_number(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split(['.', ',', ' ']).collect();
        let is_digits =
            |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if text.len() > 2 * MOST_DIGITS || !parts.iter().all(is_digits) {
            return None;
        }
        let is_group = |part: &&str| part.len() == 3;
        let (whole, fraction, is_grouped) = match parts.as_slice() {
            [whole] => ((*whole).to_owned(), "", false),
            // Nothing begins with a group of zeros: `0,300`.
            ["0", fraction] => ("0".to_owned(), *fraction, false),
            [first, rest @ ..] if first.len() <= 3 && rest.iter().all(is_group) => {
                (parts.concat(), "", true)
            }
            // `120000.0` of a spreadsheet.
            [whole, fraction] if fraction.len() <= 2 => ((*whole).to_owned(), *fraction, false),
            [first, groups @ .., fraction]
                if fraction.len() <= 2 && first.len() <= 3 && groups.iter().all(is_group) =>
            {
                (parts[..parts.len() - 1].concat(), *fraction, false)
            }
            _ => return None,
        };
        if whole.len() > MOST_DIGITS || fraction.len() > 6 {
            return None;
        }
        Some(Self {
            whole: whole.parse().ok()?,
            fraction: if fraction.is_empty() {
                0
            } else {
                fraction.parse().ok()?
            },
            decimals: u32::try_from(fraction.len()).ok()?,
            is_grouped,
            unit: None,
        })
    }

    /// `1` and `tr2`: 1.2 million; `1` and `trieuruoi`: 1.5.
    fn add_rest(mut self, sign: &str) -> Option<Self> {
        let split = sign.find(|letter: char| letter.is_ascii_digit());
        let (unit, rest) = match split {
            Some(at) => sign.split_at(at),
            None => (sign.strip_suffix("ruoi")?, "5"),
        };
        let is_rest = matches!(rest.len(), 1..=3) && rest.bytes().all(|byte| byte.is_ascii_digit());
        if !is_rest || self.decimals > 0 || unit_of(unit) != Some(MILLION) {
            return None;
        }
        self.fraction = rest.parse().ok()?;
        self.decimals = u32::try_from(rest.len()).ok()?;
        self.unit = Some(MILLION);
        Some(self)
    }

    /// How much it is in đồng, where it counts these; `None` for parts of a đồng, and for `1.250 triệu`, which may be
    /// 1.25 million.
    pub fn dong_of(self, unit: u64) -> Option<u64> {
        if self.is_grouped && unit >= MILLION {
            return None;
        }
        let part = self.fraction.checked_mul(unit)?;
        let divisor = 10_u64.checked_pow(self.decimals)?;
        part.is_multiple_of(divisor).then_some(())?;
        let dong = self.whole.checked_mul(unit)?;
        dong.checked_add(part / divisor)
    }

    /// How much it is in đồng, where it says what it counts.
    pub fn dong(self) -> Option<u64> {
        self.dong_of(self.unit?)
    }

    /// The number where it is a whole one without a unit: `300`.
    pub fn plain(self) -> Option<u64> {
        (self.unit.is_none() && self.decimals == 0).then_some(self.whole)
    }
}

/// What one of a unit is in đồng; the unit without accents.
pub fn unit_of(word: &str) -> Option<u64> {
    match word {
        "d" | "dong" | "vnd" | "vietnamdong" => Some(1),
        "k" | "n" | "ng" | "nghin" | "ngan" | "nghindong" | "ngandong" | "kvnd" | "kd" => {
            Some(THOUSAND)
        }
        "tr" | "trieu" | "trieudong" | "trd" => Some(MILLION),
        "ty" | "ti" | "tydong" | "tidong" => Some(BILLION),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_with_every_unit_and_grouping() {
        for (text, dong) in [
            ("120.000đ", 120_000),
            ("120 000 đồng", 120_000),
            ("1.200.000,00 đ", 1_200_000),
            ("300k", 300_000),
            ("300 nghìn", 300_000),
            ("300 ngàn đồng", 300_000),
            ("12,5k", 12_500),
            ("0,3tr", 300_000),
            ("0,300 triệu", 300_000),
            ("1tr2", 1_200_000),
            ("1tr250", 1_250_000),
            ("1 triệu rưỡi", 1_500_000),
            ("1,2 triệu", 1_200_000),
            ("2 tỷ", 2_000_000_000),
            ("500đ", 500),
        ] {
            let amount = Amount::read(text).and_then(Amount::dong);
            assert_eq!(amount, Some(dong), "{text}");
        }
        let plain = Amount::read("300").unwrap();
        assert_eq!((plain.unit, plain.plain()), (None, Some(300)));
        assert_eq!(plain.dong_of(THOUSAND), Some(300_000));
        assert_eq!(Amount::read("1,5").unwrap().plain(), None);
    }

    #[test]
    fn what_may_mean_two_things_or_nothing_is_no_amount() {
        for text in [
            "",
            "k",
            "-5k",
            "120-150k",
            "12.00.00",
            "1.250 triệu",
            "1.5đ",
            "12tr3456",
            "1,5tr2",
            "5k5",
            "4 sao",
            "99999999999999999999",
            "12x",
        ] {
            assert_eq!(Amount::read(text).and_then(Amount::dong), None, "{text}");
        }
    }
}
