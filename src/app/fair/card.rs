//! What is shown of an answer: every line that a standing person needs, in words. Must not: style.

use ocop_index::status::{ProductState, ProductStatus};
use ocop_index::{Facet, NOT_GIVEN};

use super::answer::FairHit;
use super::board::FairBoard;
use crate::wording::label;
use crate::wording::list_text::{describe_disputes, format_price, stock_name};
use crate::wording::locale::Locale;
use crate::wording::phone_text::group_phone_digits;
use crate::wording::place_text::describe_place;
use crate::wording::qr_content::{QrContent, collect_qr_contents};
use crate::wording::sanitize::sanitize_text;
use crate::wording::spoken_answer::describe_validity;
use crate::work::lists::list_act::Stock;

/// How a validity is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ValidityTone {
    /// The stars hold.
    Holds,
    /// They end soon.
    EndsSoon,
    /// They are over.
    IsOver,
    /// Nobody knows, or there are none.
    #[default]
    Unknown,
}

/// A card: the whole answer about one product or text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FairCard {
    /// The name.
    pub name: String,
    /// Stars in hand.
    pub star: Option<u8>,
    /// The stars in words; empty for what is in no catalogue.
    pub stars: String,
    /// Whether the stars hold, and until when.
    pub validity: String,
    /// How that is meant.
    pub tone: ValidityTone,
    /// Who makes it.
    pub producer: Option<String>,
    /// The commune of today, with that of before.
    pub place: Option<String>,
    /// The telephone number, in groups.
    pub phone: Option<String>,
    /// The stand.
    pub stand: Option<String>,
    /// The price with its unit.
    pub price: Option<String>,
    /// Whether there is any left.
    pub stock: Option<Stock>,
    /// A remark.
    pub remark: Option<String>,
    /// It is in the list.
    pub is_listed: bool,
    /// It is in the catalogue.
    pub is_in_catalogue: bool,
    /// What two people wrote differently of it, with who wrote what: one text for each field.
    pub disputes: Vec<String>,
    /// What its QR codes may hold, the most useful first.
    pub codes: Vec<QrContent>,
}

impl FairCard {
    /// The card of what was found.
    pub fn build(locale: &Locale, board: &FairBoard, hit: &FairHit) -> Self {
        let mut card = Self {
            name: sanitize_text(&hit.name(board)),
            producer: hit.producer(board).map(sanitize_text),
            ..Self::default()
        };
        if let Some(record) = &hit.record {
            let (product, state) = (&record.product, &record.state);
            let star = state.star.map(|star| star.to_string());
            let value = star.as_deref().unwrap_or(NOT_GIVEN);
            card.is_in_catalogue = true;
            card.star = state.star;
            card.stars = label::facet_value_label(locale, Facet::Star, value);
            card.validity = describe_plainly(locale, state);
            card.tone = tone_of(state.status);
            card.place = describe_place(locale, product).map(|place| sanitize_text(&place));
            let phone = product.producer.as_ref();
            let phone = phone.and_then(|producer| producer.phone.as_deref());
            card.phone = phone.map(|phone| group_phone_digits(&sanitize_text(phone)));
            card.codes = collect_qr_contents(product);
        }
        if let Some(entry) = hit.entry_in(board) {
            card.is_listed = true;
            card.stand = entry.stand.as_deref().map(sanitize_text);
            let price = entry.price.as_ref();
            card.price = price.map(|price| format_price(locale, price).replace('\u{a0}', " "));
            card.stock = entry.stock;
            card.remark = entry.remark.as_deref().map(sanitize_text);
            card.disputes = describe_disputes(locale, entry);
        }
        card
    }

    /// Whether there is any left, in words.
    pub fn stock_words<'a>(&self, locale: &'a Locale) -> Option<&'a str> {
        self.stock.map(|stock| match stock {
            Stock::SoldOut => locale.t("fair.sold_out"),
            stock => stock_name(locale, stock),
        })
    }
}

/// Whether the stars hold, and until when; that they are over cannot be overlooked.
fn describe_plainly(locale: &Locale, state: &ProductState) -> String {
    match (state.status, state.expiry) {
        (ProductStatus::Expired, Some(expiry)) if expiry.earliest == expiry.latest => {
            let day = locale.format_date(expiry.latest);
            locale.fill("fair.expired_on", &[("day", &day)])
        }
        (ProductStatus::Expired, Some(expiry)) => {
            locale.fill("fair.expired_in", &[("year", &expiry.latest.year())])
        }
        _ => describe_validity(locale, state),
    }
}

const fn tone_of(status: ProductStatus) -> ValidityTone {
    match status {
        ProductStatus::Valid | ProductStatus::Pending5 => ValidityTone::Holds,
        ProductStatus::ExpiringSoon => ValidityTone::EndsSoon,
        ProductStatus::Expired | ProductStatus::Withdrawn | ProductStatus::LeftProgramme => {
            ValidityTone::IsOver
        }
        ProductStatus::Unclear | ProductStatus::Unrated => ValidityTone::Unknown,
    }
}
