//! Which product of the catalogue each product of the log is.
//!
//! A catalogue that was imported again may give a product another id, or an id to another product. So events keep what
//! identifies a product, and are linked again when the catalogue changes.

use std::collections::HashMap;

use super::product_ref::ProductRef;

/// The links between the products of a log and those of a catalogue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProductLinks {
    /// `None` for a product that the catalogue lacks or that may be several. A product that is not here is found by its
    /// id.
    by_ref: HashMap<ProductRef, Option<String>>,
    refs_by_id: HashMap<String, Vec<ProductRef>>,
}

/// A product of the log for which a person must say what it is in the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkDoubt {
    /// The product as the log names it.
    pub product: ProductRef,
    /// Why nobody but a person knows.
    pub reason: LinkDoubtReason,
    /// The products of the catalogue that it may be.
    pub may_be: Vec<ProductRef>,
}

/// Why a product of the log is not linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkDoubtReason {
    /// The catalogue has no such product.
    Missing,
    /// Another product has its id now, and none is it.
    IdOfAnother,
    /// It may be one of several, or one that is spelled in another way.
    Several,
    /// People linked it to different products.
    Contested,
}

impl LinkDoubtReason {
    /// The key of its sentence.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::IdOfAnother => "id_of_another",
            Self::Several => "several",
            Self::Contested => "contested",
        }
    }
}

impl ProductLinks {
    /// Links a product of the log to one of the catalogue, or says that the catalogue has none.
    pub fn link(&mut self, product: &ProductRef, id: Option<String>) {
        if let Some(id) = &id {
            self.refs_by_id
                .entry(id.clone())
                .or_default()
                .push(product.clone());
        }
        self.by_ref.insert(product.clone(), id);
    }

    /// The id in the catalogue.
    pub fn current_id<'a>(&'a self, product: &'a ProductRef) -> Option<&'a str> {
        match self.by_ref.get(product) {
            Some(id) => id.as_deref(),
            None => Some(&product.id),
        }
    }

    /// The products of the log that were linked to this one.
    pub(super) fn refs_of(&self, id: &str) -> &[ProductRef] {
        self.refs_by_id.get(id).map_or(&[], Vec::as_slice)
    }

    /// True where the product was looked up, found or not.
    pub(super) fn has_link(&self, product: &ProductRef) -> bool {
        self.by_ref.contains_key(product)
    }
}
