//! What is printed of a record of the catalogue.

use ocop_index::ProductStatus;
use ocop_index::product::Product;
use ocop_index::status::ProductState;

use super::printed_entry::{PrintedEntry, PrintedStars, printed_value};
use super::safe_text::clean_printed_text;
use crate::wording::end_of_validity::end_with_remark;
use crate::wording::label;
use crate::wording::locale::Locale;
use crate::wording::phone_text::group_phone_digits;
use crate::wording::place_text::describe_place;
use crate::wording::qr_content;

impl PrintedEntry {
    /// What a record says in this state. Without phones it says no number, in its code neither.
    pub fn from_product(
        locale: &Locale,
        product: &Product,
        state: &ProductState,
        with_phones: bool,
    ) -> Self {
        let producer = product.producer.as_ref();
        let holds = matches!(
            state.status,
            ProductStatus::Valid | ProductStatus::ExpiringSoon | ProductStatus::Unclear
        );
        let validity = match end_with_remark(locale, state) {
            Some(end) => Some(locale.fill("paper.until", &[("end", &end)])),
            None if holds || state.status == ProductStatus::Unrated => None,
            None => Some(label::status_label(locale, state.status)),
        };
        let stars = state.star.filter(|count| (1..=5).contains(count));
        let phone = producer.and_then(|producer| producer.phone.as_deref());
        let phone = phone.filter(|_| with_phones).and_then(printed_value);
        let mut codes = qr_content::collect_qr_contents(product);
        codes.retain(|code| with_phones || code.kind != "scan.phone");
        Self {
            name: clean_printed_text(&product.name),
            stars: stars.map(|count| PrintedStars {
                count,
                in_force: holds,
            }),
            validity,
            producer: producer.and_then(|producer| printed_value(&producer.name)),
            place: describe_place(locale, product).and_then(|place| printed_value(&place)),
            phone: phone.map(|phone| group_phone_digits(&phone)),
            codes,
            ..Self::default()
        }
    }
}
