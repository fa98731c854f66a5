//! What an event says of the product it is about: its id, and what finds it again when an import gives another id.

use ocop_index::Product;
use ocop_index::product::{Producer, ProductPlace};
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

    /// A record with what identifies the product, to look it up.
    pub fn to_product(&self) -> Product {
        Product {
            id: self.id.clone(),
            name: self.name.clone(),
            producer: self.producer.as_ref().map(|name| Producer {
                name: name.clone(),
                ..Producer::default()
            }),
            place: ProductPlace {
                district: self.district.clone(),
                commune: self.commune.clone(),
                ..ProductPlace::default()
            },
            ..Product::default()
        }
    }
}
