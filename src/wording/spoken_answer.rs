//! The answer to what a line asks, in one line: `Ruốc hàu Thái Bình Dương: 5 sao, chưa rõ hạn`.

use std::fmt::Display;

use jiff::civil::Date;
use ocop_index::query::spoken::AskedFact;
use ocop_index::search::{FacetCounts, SearchHit};
use ocop_index::status::ProductState;
use ocop_index::{Facet, NOT_GIVEN, ProductStatus};

use crate::wording::label;
use crate::wording::locale::Locale;
use crate::wording::phone_text::group_phone_digits;
use crate::wording::place_text::describe_place;
use crate::wording::sanitize::sanitize_text;

/// The product that a question is about.
#[derive(Clone, Debug)]
pub struct MeantProduct {
    /// The product.
    pub hit: SearchHit,
    /// Another product has the same name, so that its producer or id has to be told.
    pub has_namesakes: bool,
}

/// What a list says of a question.
#[derive(Clone, Copy, Debug)]
pub struct AnsweringList<'a> {
    /// Products.
    pub total: usize,
    /// Distinct named producers.
    pub producers: usize,
    /// Products by every facet.
    pub facets: &'a [FacetCounts],
    /// The one product that the question is about.
    pub meant: Option<&'a MeantProduct>,
}

/// The answer to a question about the product that is meant, or about how many there are. `None` where the rows of the
/// list are the answer.
pub fn describe_answer(
    locale: &Locale,
    question: AskedFact,
    list: &AnsweringList<'_>,
) -> Option<String> {
    if question.is_count() {
        return Some(describe_count(locale, question, list));
    }
    let Some(meant) = list.meant else {
        let is_price = question == AskedFact::Price;
        return is_price.then(|| locale.t("spoken.price").to_owned());
    };
    let fact = describe_fact(locale, question, &meant.hit);
    let product = &meant.hit.product;
    let name = sanitize_text(&product.name);
    if !meant.has_namesakes {
        return Some(locale.fill("spoken.answer", &[("name", &name), ("fact", &fact)]));
    }
    let producer = product.producer.as_ref();
    let which = producer.map_or(&product.id, |producer| &producer.name);
    let which = sanitize_text(which);
    let values: [(&str, &dyn Display); 3] = [("name", &name), ("which", &which), ("fact", &fact)];
    Some(locale.fill("spoken.answer_of", &values))
}

/// `24 chủ thể (33 sản phẩm)`.
fn describe_count(locale: &Locale, counted: AskedFact, list: &AnsweringList<'_>) -> String {
    let products = locale.format_number(list.total);
    let (key, n, not_given) = match counted {
        AskedFact::ProducerCount => ("spoken.count_producers", list.producers, 0),
        AskedFact::DistrictCount => count_places(list, Facet::District, "spoken.count_districts"),
        AskedFact::UnitCount => count_places(list, Facet::Unit, "spoken.count_units"),
        _ => return locale.fill("spoken.count", &[("n", &products)]),
    };
    let values: [(&str, &dyn Display); 2] =
        [("n", &locale.format_number(n)), ("products", &products)];
    let count = locale.fill(key, &values);
    if not_given == 0 {
        return count;
    }
    let values: [(&str, &dyn Display); 2] =
        [("count", &count), ("n", &locale.format_number(not_given))];
    locale.fill("spoken.not_given", &values)
}

/// The key of the sentence, the places that some product of the list is from, and the products without one.
fn count_places(
    list: &AnsweringList<'_>,
    facet: Facet,
    key: &'static str,
) -> (&'static str, usize, usize) {
    let values = list.facets.iter().find(|counts| counts.facet == facet);
    let values = values.map_or(&[][..], |counts| &counts.values);
    let (unknown, known): (Vec<_>, Vec<_>) = values
        .iter()
        .filter(|value| value.count > 0)
        .partition(|value| value.value == NOT_GIVEN);
    let not_given = unknown.iter().map(|value| value.count as usize).sum();
    (key, known.len(), not_given)
}

/// A fact of a product; what the record does not say is told as unknown.
fn describe_fact(locale: &Locale, question: AskedFact, hit: &SearchHit) -> String {
    let product = &hit.product;
    let producer = product.producer.as_ref();
    let current = hit
        .state
        .current
        .and_then(|number| product.recognitions.get(number));
    let unknown = || locale.t("value.none").to_owned();
    let (key, value) = match question {
        AskedFact::Star | AskedFact::Validity => return describe_stars_and_validity(locale, hit),
        AskedFact::Price
        | AskedFact::Count
        | AskedFact::ProducerCount
        | AskedFact::DistrictCount
        | AskedFact::UnitCount => return locale.t("spoken.price").to_owned(),
        AskedFact::Recognition => (
            "spoken.fact_recognition",
            current
                .filter(|recognition| recognition.when.is_some())
                .map(|recognition| label::recognition_date_label(locale, recognition.when)),
        ),
        AskedFact::Producer => (
            "spoken.fact_producer",
            producer.map(|producer| producer.name.clone()),
        ),
        AskedFact::Place => ("spoken.fact_place", describe_place(locale, product)),
        AskedFact::Phone => (
            "spoken.fact_phone",
            producer.and_then(|producer| producer.phone.as_deref().map(group_phone_digits)),
        ),
        AskedFact::Decision => (
            "spoken.fact_decision",
            current.and_then(|recognition| recognition.decision.clone()),
        ),
        AskedFact::Code => ("spoken.fact_code", product.code.clone()),
        AskedFact::Channel => {
            let channels = product.channels.iter();
            let channels: Vec<String> = channels
                .map(|channel| label::facet_value_label(locale, Facet::Channel, channel.kind.key()))
                .collect();
            let channels = channels.join(", ");
            (
                "spoken.fact_channel",
                Some(channels).filter(|channels| !channels.is_empty()),
            )
        }
        AskedFact::Group => (
            "spoken.fact_group",
            product
                .group
                .as_ref()
                .map(|group| label::product_group_label(locale, &group.code)),
        ),
    };
    let value = value.map_or_else(unknown, |value| sanitize_text(&value));
    locale.fill(key, &[("value", &value)])
}

/// `3 sao, hết hạn 12/2025`.
fn describe_stars_and_validity(locale: &Locale, hit: &SearchHit) -> String {
    let state = &hit.state;
    let star = state.star.map(|star| star.to_string());
    let stars = label::facet_value_label(locale, Facet::Star, star.as_deref().unwrap_or(NOT_GIVEN));
    let validity = describe_validity(locale, state);
    if validity.is_empty() {
        return stars;
    }
    format!("{stars}, {validity}")
}

/// Whether the stars of a product hold, and until when: `còn hiệu lực đến 17/01/2028`; empty for a product without any.
pub fn describe_validity(locale: &Locale, state: &ProductState) -> String {
    if state.status == ProductStatus::Unrated {
        return String::new();
    }
    let status = label::status_label(locale, state.status);
    let day = |day: Date| locale.format_date(day);
    let validity = match (state.status, state.expiry) {
        (ProductStatus::Expired, Some(expiry)) if expiry.earliest == expiry.latest => {
            let values: [(&str, &dyn Display); 2] =
                [("status", &status), ("day", &day(expiry.earliest))];
            locale.fill("spoken.expired_on", &values)
        }
        (ProductStatus::Valid | ProductStatus::ExpiringSoon, Some(expiry))
            if expiry.earliest == expiry.latest =>
        {
            let values: [(&str, &dyn Display); 2] =
                [("status", &status), ("day", &day(expiry.earliest))];
            locale.fill("spoken.valid_until", &values)
        }
        (
            ProductStatus::Expired
            | ProductStatus::Valid
            | ProductStatus::ExpiringSoon
            | ProductStatus::Unclear,
            Some(expiry),
        ) => {
            let year = expiry.latest.year();
            let values: [(&str, &dyn Display); 2] = [("status", &status), ("year", &year)];
            locale.fill("spoken.within_year", &values)
        }
        _ => status,
    };
    if state.contested {
        return format!("{validity}, {}", locale.t("left.contested"));
    }
    validity
}
