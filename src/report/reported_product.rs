//! A product as a report names it.

use ocop_index::Product;

use crate::wording::locale::Locale;
use crate::wording::place_text::describe_place;
use crate::work::events::product_ref::ProductRef;

/// What a report says of a product of the catalogue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportedProduct {
    /// Its name.
    pub name: String,
    /// The name of its producer.
    pub producer: Option<String>,
    /// Its commune of today, with that of before.
    pub place: Option<String>,
    /// The telephone of its producer.
    pub phone: Option<String>,
}

impl ReportedProduct {
    /// What a report says of a record.
    pub fn from_product(locale: &Locale, product: &Product) -> Self {
        let producer = product.producer.as_ref();
        Self {
            name: product.name.clone(),
            producer: producer.map(|producer| producer.name.clone()),
            place: describe_place(locale, product),
            phone: producer.and_then(|producer| producer.phone.clone()),
        }
    }

    /// What the log remembers of a product that the catalogue lacks.
    pub(in crate::report) fn from_ref(product: &ProductRef) -> Self {
        let place: Vec<&str> = [&product.commune, &product.district]
            .into_iter()
            .filter_map(|part| part.as_deref())
            .collect();
        Self {
            name: product.name.clone(),
            producer: product.producer.clone(),
            place: (!place.is_empty()).then(|| place.join(", ")),
            phone: None,
        }
    }
}
