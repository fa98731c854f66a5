//! What is printed of an entry: plain values in the words of the language. What is not known is absent, and stays so.

use super::safe_text::clean_printed_text;
use crate::wording::list_text::format_dong;
use crate::wording::locale::Locale;
use crate::wording::qr_content::QrContent;
use crate::work::lists::list_act::Price;
use crate::work::lists::stand_name::says_stand;

/// A list to print.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PrintedList {
    /// Its name.
    pub name: String,
    /// Where and when it takes place, one after the other.
    pub facts: Vec<String>,
    /// Its entries in their order.
    pub entries: Vec<PrintedEntry>,
}

/// An entry to print.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PrintedEntry {
    /// The name of the product.
    pub name: String,
    /// Its stars.
    pub stars: Option<PrintedStars>,
    /// Until when the stars hold, in words; or why they do not.
    pub validity: Option<String>,
    /// The name of its producer.
    pub producer: Option<String>,
    /// The commune, in words.
    pub place: Option<String>,
    /// The telephone, its digits in groups.
    pub phone: Option<String>,
    /// Its stand.
    pub stand: Option<String>,
    /// Its price.
    pub price: Option<PrintedPrice>,
    /// What its code may say, the most useful first. The first that can be scanned in the room is printed.
    pub codes: Vec<QrContent>,
}

/// Stars to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PrintedStars {
    /// How many, 1 to 5.
    pub count: u8,
    /// True where they hold on the day of printing; others are drawn empty.
    pub in_force: bool,
}

/// A price to print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedPrice {
    /// The amount with its currency, or words that stand for one.
    pub amount: String,
    /// For how much: a box, 500 g.
    pub unit: Option<String>,
}

impl PrintedPrice {
    /// A price of a list: its number with its unit, or the words that stand for one.
    pub fn from_price(locale: &Locale, price: &Price) -> Self {
        match price.words() {
            Some(words) => Self {
                amount: clean_printed_text(words),
                unit: None,
            },
            None => Self {
                amount: format_dong(locale, price.dong).replace('\u{a0}', " "),
                unit: price.unit.as_deref().and_then(printed_value),
            },
        }
    }
}

impl PrintedEntry {
    /// What is in no catalogue: a name, and perhaps a producer.
    pub fn from_text(name: &str, producer: Option<&str>) -> Self {
        Self {
            name: clean_printed_text(name),
            producer: producer.and_then(printed_value),
            ..Self::default()
        }
    }

    /// The stand in words: `Gian A12`; as it is written where it begins with such a word already.
    pub(super) fn stand_words(&self, locale: &Locale) -> Option<String> {
        self.stand
            .as_deref()
            .map(|stand| stand_label(locale, stand))
    }

    /// The stars in words.
    pub(super) fn star_words(&self, locale: &Locale) -> Option<String> {
        let stars = self.stars?;
        Some(locale.fill("paper.star", &[("n", &stars.count)]))
    }
}

/// A stand in words.
pub(super) fn stand_label(locale: &Locale, stand: &str) -> String {
    if says_stand(stand) {
        stand.to_owned()
    } else {
        locale.fill("paper.stand_of", &[("stand", &stand)])
    }
}

/// A text as it is printed; `None` where it says nothing.
pub fn printed_value(text: &str) -> Option<String> {
    Some(clean_printed_text(text)).filter(|text| !text.is_empty())
}
