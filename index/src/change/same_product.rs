//! Finds a product of another list among those of a catalogue, as an import does: by name, producer and place, without
//! accents and with abbreviations written out.

use super::identity::{IdentityIndex, IdentityKey, IdentityMatch};
use crate::product::Product;

/// Products to look among. A product's number is its place in the order of [`SameProductIndex::add`].
#[derive(Debug, Default)]
pub struct SameProductIndex {
    index: IdentityIndex,
}

/// The result of a look-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SameProduct {
    /// No product is it.
    Nothing,
    /// It is the product with this number.
    One(usize),
    /// It may be one of these; a person decides.
    Doubtful(Vec<usize>),
}

impl SameProductIndex {
    /// Adds the next product.
    pub fn add(&mut self, product: &Product) {
        let key = IdentityKey::from_product(product);
        self.index.add_record(product, key);
    }

    /// Looks a product up by what identifies it. Its id says nothing.
    pub fn find(&self, product: &Product) -> SameProduct {
        match self.index.find_match(&IdentityKey::from_product(product)) {
            IdentityMatch::Nothing => SameProduct::Nothing,
            IdentityMatch::One(number) => SameProduct::One(number),
            IdentityMatch::Likely(numbers) => SameProduct::Doubtful(numbers),
        }
    }
}

/// True where neither the names nor the producers of two records of one id are the same: another product got the id.
pub fn is_other_product(one: &Product, other: &Product) -> bool {
    IdentityKey::from_product(one).differs_wholly_from(&IdentityKey::from_product(other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::product::Producer;

    fn product(name: &str, producer: &str) -> Product {
        Product {
            name: name.into(),
            producer: Some(Producer {
                name: producer.into(),
                ..Producer::default()
            }),
            ..Product::default()
        }
    }

    #[test]
    fn another_name_or_another_producer_alone_is_a_correction() {
        let old = product("Chả mực Hạ Long", "HTX Huy Hoàng");
        for (name, producer, expected) in [
            ("CHẢ MỰC HẠ LONG", "Hợp tác xã Huy Hoàng", false),
            ("Chả mực giã tay", "HTX Huy Hoàng", false),
            ("Chả mực Hạ Long", "HTX Bình Minh", false),
            ("Trà hoa vàng", "HTX Bình Minh", true),
        ] {
            let new = product(name, producer);
            assert_eq!(is_other_product(&old, &new), expected, "{name} {producer}");
        }
    }

    #[test]
    fn a_product_is_found_whatever_its_id_is_now() {
        let mut index = SameProductIndex::default();
        for name in ["Trà hoa vàng", "Chả mực Hạ Long"] {
            index.add(&product(name, "HTX Huy Hoàng"));
        }
        let wanted = product("chả mực hạ long", "Hợp tác xã Huy Hoàng");
        assert_eq!(index.find(&wanted), SameProduct::One(1));
        let doubtful = product("Chả mực Hạ Lông", "HTX Huy Hoàng");
        assert_eq!(index.find(&product("Sá sùng", "")), SameProduct::Nothing);
        assert_eq!(index.find(&doubtful), SameProduct::One(1));
    }
}
