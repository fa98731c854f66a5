//! The product that a person names: by the id of its record, by its official code, or by its whole name where only one
//! product is called so.

use std::cell::OnceCell;

use ocop_index::{Catalog, Product};

use crate::wording::sanitize::drop_invisible;
use crate::work::name_key::name_key;

/// What a name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NamedProduct {
    /// This product.
    One(Box<Product>),
    /// One of several, by their ids.
    Several(Vec<String>),
    /// None.
    Unknown,
}

/// Finds products by what people call them. Their names are read once, when the first is needed.
pub struct ProductFinder<'a> {
    catalog: &'a Catalog,
    products: OnceCell<Vec<Product>>,
}

impl<'a> ProductFinder<'a> {
    /// A finder for a catalogue.
    pub fn new(catalog: &'a Catalog) -> Self {
        Self {
            catalog,
            products: OnceCell::new(),
        }
    }

    /// Every product.
    ///
    /// # Errors
    /// Fails where the catalogue cannot be read.
    pub fn products(&self) -> ocop_index::Result<&[Product]> {
        if let Some(products) = self.products.get() {
            return Ok(products);
        }
        let products: ocop_index::Result<Vec<Product>> = self.catalog.iter_products().collect();
        let products = products?;
        Ok(self.products.get_or_init(|| products))
    }

    /// The product of a name. Where several are called so, `prefers` may leave one of them: for example only those of
    /// a review.
    ///
    /// # Errors
    /// Fails where the catalogue cannot be read.
    pub fn find(
        &self,
        name: &str,
        prefers: impl Fn(&Product) -> bool,
    ) -> ocop_index::Result<NamedProduct> {
        let name = drop_invisible(name);
        let name = name.trim();
        if let Some(hit) = self.catalog.find_product(name)? {
            return Ok(NamedProduct::One(Box::new(hit.product)));
        }
        let typed = name_key(name);
        if typed.is_empty() {
            return Ok(NamedProduct::Unknown);
        }
        let products = self.products()?.iter();
        let has_code = |product: &&Product| {
            let code = product.code.as_deref();
            code.is_some_and(|code| code.eq_ignore_ascii_case(name))
        };
        let mut found: Vec<&Product> = products.clone().filter(has_code).collect();
        if found.is_empty() {
            found = products
                .filter(|product| name_key(&product.name) == typed)
                .collect();
        }
        if found.len() > 1 {
            let preferred: Vec<&Product> =
                found.iter().copied().filter(|one| prefers(one)).collect();
            if !preferred.is_empty() {
                found = preferred;
            }
        }
        Ok(match found.as_slice() {
            [] => NamedProduct::Unknown,
            [one] => NamedProduct::One(Box::new((*one).clone())),
            several => NamedProduct::Several(several.iter().map(|one| one.id.clone()).collect()),
        })
    }
}
