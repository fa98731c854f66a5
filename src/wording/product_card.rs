//! One product as a card to send: name, stars and end of validity, producer, phone, place. Always five lines.

use ocop_index::search::SearchHit;
use ocop_index::{Facet, NOT_GIVEN, ProductStatus};

use crate::wording::end_of_validity::end_with_remark;
use crate::wording::label;
use crate::wording::locale::Locale;
use crate::wording::place_text::describe_place;

/// The five lines.
pub fn describe_card(locale: &Locale, hit: &SearchHit) -> [String; 5] {
    let product = &hit.product;
    let producer = product.producer.as_ref();
    let line = |key: &str, value: Option<String>| {
        let value = value.filter(|value| !value.is_empty());
        let value = value.unwrap_or_else(|| locale.t("value.none").to_owned());
        locale.fill("card.line", &[("name", &locale.t(key)), ("value", &value)])
    };
    [
        product.name.clone(),
        describe_stars(locale, hit),
        line(
            "record.producer",
            producer.map(|producer| producer.name.clone()),
        ),
        line(
            "record.phone",
            producer.and_then(|producer| producer.phone.clone()),
        ),
        line("column.place", describe_place(locale, product)),
    ]
}

/// `4 sao · hạn 17/01/2028`, `chưa xếp hạng`.
pub fn describe_stars(locale: &Locale, hit: &SearchHit) -> String {
    let star = hit.state.star.map(|star| star.to_string());
    let star = star.as_deref().unwrap_or(NOT_GIVEN);
    let mut parts = vec![label::facet_value_label(locale, Facet::Star, star)];
    match end_with_remark(locale, &hit.state) {
        Some(end) => parts.push(locale.fill("card.until", &[("end", &end)])),
        None if hit.state.status == ProductStatus::Unrated => {}
        None => parts.push(label::status_label(locale, hit.state.status)),
    }
    parts.join(" · ")
}
