//! What an event says of the product it is about: its id, and what finds it again when an import gives another id.

use ocop_index::Product;
use serde::{Deserialize, Serialize};

/// A product as it was when the event was written.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ProductRef {
    /// The id of its record.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The name of its producer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub producer: Option<String>,
    /// Its district of 2023.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub district: Option<String>,
    /// Its commune of 2023.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commune: Option<String>,
}

impl ProductRef {
    /// The product of a record.
    pub fn from_product(product: &Product) -> Self {
        Self {
            id: product.id.clone(),
            name: product.name.clone(),
            producer: product
                .producer
                .as_ref()
                .map(|producer| producer.name.clone()),
            district: product.place.district.clone(),
            commune: product.place.commune.clone(),
        }
    }
}
