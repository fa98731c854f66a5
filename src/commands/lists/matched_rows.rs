//! Which product of the catalogue each row of a file is: by its id or code, by name and producer as an import compares
//! them, or by a whole name that only one product has. What is doubtful is left to a person.

use std::collections::{BTreeSet, HashMap};

use ocop_index::change::{SameProduct, SameProductIndex, is_other_product};
use ocop_index::{Catalog, Product};

use crate::work::events::product_ref::ProductRef;
use crate::work::name_key::name_key;

/// Most products that a doubtful row is said to be one of.
const MOST_CANDIDATES: usize = 5;

/// Words of names of producers that many have.
const COMMON_WORDS: &str = "htx hop tac xa cong ty tnhh cp co phan mtv mot thanh vien so san xuat kinh doanh dich vu \
    thuong mai nong nghiep lam thuy san che bien ho gia dinh doanh nghiep dn to nhom va phat trien ba ong anh chi \
    dntn tm dv sx sxkd quang ninh viet nam ocop thuc pham";

/// What a row is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum MatchedRow {
    /// This product.
    Product(ProductRef),
    /// One of these, or none: a person says.
    Doubtful(Vec<ProductRef>),
    /// No product of the catalogue.
    Unknown,
}

/// The products of a catalogue, to find rows among.
pub(super) struct RowMatcher {
    products: Vec<Product>,
    index: SameProductIndex,
    by_id: HashMap<String, usize>,
    by_code: HashMap<String, Vec<usize>>,
    by_name: HashMap<String, Vec<usize>>,
}

impl RowMatcher {
    /// Reads the catalogue once.
    pub(super) fn read(catalog: &Catalog) -> ocop_index::Result<Self> {
        let mut matcher = Self {
            products: Vec::new(),
            index: SameProductIndex::default(),
            by_id: HashMap::new(),
            by_code: HashMap::new(),
            by_name: HashMap::new(),
        };
        for product in catalog.iter_products() {
            matcher.add(product?);
        }
        Ok(matcher)
    }

    fn add(&mut self, product: Product) {
        let number = self.products.len();
        self.index.add(&product);
        self.by_id.insert(product.id.to_lowercase(), number);
        if let Some(code) = &product.code {
            let code = code.trim().to_lowercase();
            self.by_code.entry(code).or_default().push(number);
        }
        let name = name_key(&product.name);
        self.by_name.entry(name).or_default().push(number);
        self.products.push(product);
    }

    /// What a row is.
    pub(super) fn find(&self, row: &Product) -> MatchedRow {
        let mut named: Vec<&str> = vec![row.id.as_str()];
        named.extend(row.code.as_deref());
        let named = named.into_iter().map(|text| text.trim().to_lowercase());
        for text in named.filter(|text| !text.is_empty()) {
            let of_id = self.by_id.get(&text).map(|number| vec![*number]);
            let numbers = of_id.or_else(|| self.by_code.get(&text).cloned());
            if let Some([number]) = numbers.as_deref() {
                // A code that a row has by mistake is of another product.
                return match self.products.get(*number) {
                    Some(product) if is_other_product(product, row) => self.doubt(&[*number]),
                    _ => self.one(*number),
                };
            }
        }
        match self.index.find(row) {
            SameProduct::One(number) => self.one_of_name(number, row),
            SameProduct::Doubtful(numbers) => self.doubt(&numbers),
            SameProduct::Nothing => self.find_by_name(row),
        }
    }

    /// By the whole name alone: sure where the row has no producer and one product is called so; doubtful where the
    /// producers have a word in common.
    fn find_by_name(&self, row: &Product) -> MatchedRow {
        let same = self.by_name.get(&name_key(&row.name));
        let same = same.map_or(&[][..], Vec::as_slice);
        let producer = row.producer.as_ref().map(|producer| producer.name.as_str());
        let producer = producer.filter(|name| !name.trim().is_empty());
        match (same, producer) {
            ([], _) => MatchedRow::Unknown,
            ([number], None) => self.one(*number),
            (_, None) => self.doubt(same),
            (_, Some(producer)) => {
                let words = own_words(producer);
                let may_be = |number: &usize| {
                    let product = self.products.get(*number);
                    let producer = product.and_then(|product| product.producer.as_ref());
                    producer.is_none_or(|own| !own_words(&own.name).is_disjoint(&words))
                };
                let numbers: Vec<usize> = same.iter().copied().filter(may_be).collect();
                if numbers.is_empty() {
                    MatchedRow::Unknown
                } else {
                    self.doubt(&numbers)
                }
            }
        }
    }

    /// A product that is the same; doubtful where the row has no producer and other producers have one of that name.
    fn one_of_name(&self, number: usize, row: &Product) -> MatchedRow {
        let same = self.by_name.get(&name_key(&row.name));
        match same {
            Some(same) if row.producer.is_none() && same.len() > 1 => self.doubt(same),
            _ => self.one(number),
        }
    }

    fn one(&self, number: usize) -> MatchedRow {
        match self.products.get(number) {
            Some(product) => MatchedRow::Product(ProductRef::from_product(product)),
            None => MatchedRow::Unknown,
        }
    }

    fn doubt(&self, numbers: &[usize]) -> MatchedRow {
        let products = numbers
            .iter()
            .filter_map(|number| self.products.get(*number));
        let products = products.take(MOST_CANDIDATES).map(ProductRef::from_product);
        MatchedRow::Doubtful(products.collect())
    }
}

/// The words of a producer's name that are its own.
fn own_words(name: &str) -> BTreeSet<String> {
    let common: BTreeSet<&str> = COMMON_WORDS.split_whitespace().collect();
    let words = name_key(name);
    let words = words.split(' ').filter(|word| !common.contains(word));
    words.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use ocop_index::product::Producer;

    use super::*;

    fn product(id: &str, name: &str, producer: &str) -> Product {
        Product {
            id: id.into(),
            name: name.into(),
            producer: (!producer.is_empty()).then(|| Producer {
                name: producer.into(),
                ..Producer::default()
            }),
            ..Product::default()
        }
    }

    fn matcher() -> RowMatcher {
        let mut matcher = RowMatcher {
            products: Vec::new(),
            index: SameProductIndex::default(),
            by_id: HashMap::new(),
            by_code: HashMap::new(),
            by_name: HashMap::new(),
        };
        for (id, name, producer) in [
            ("qn-1", "Chả mực Hạ Long", "Công ty TNHH Huy Hoàng"),
            ("qn-2", "Mật ong", "HTX Ba Chẽ"),
            ("qn-3", "Mật ong", "HTX Bình Liêu"),
            ("qn-4", "Ruốc hàu", ""),
            ("qn-5", "Ruốc hàu", "Công ty Bavabi"),
        ] {
            let mut product = product(id, name, producer);
            product.code = (id == "qn-1").then(|| "22-193-01".to_owned());
            matcher.add(product);
        }
        matcher
    }

    fn found(row: &Product) -> Vec<String> {
        match matcher().find(row) {
            MatchedRow::Product(product) => vec![product.id],
            MatchedRow::Doubtful(may_be) => {
                let ids = may_be.into_iter().map(|product| product.id);
                std::iter::once("?".to_owned()).chain(ids).collect()
            }
            MatchedRow::Unknown => Vec::new(),
        }
    }

    #[test]
    fn rows_are_found_by_id_code_or_name_and_producer_and_never_guessed() {
        assert_eq!(found(&product("qn-2", "Mật ong", "")), ["qn-2"]);
        let mut row = product("", "Chả mực", "");
        row.code = Some("22-193-01".to_owned());
        // Nothing of it is the same but the code.
        assert_eq!(found(&row), ["?", "qn-1"]);
        row.name = "Chả mực Hạ Long".to_owned();
        assert_eq!(found(&row), ["qn-1"]);
        assert_eq!(found(&product("", "MẬT ONG", "HTX Ba Chẽ")), ["qn-2"]);
        assert_eq!(found(&product("", "chả mực hạ long", "")), ["qn-1"]);
        assert_eq!(found(&product("", "Mật ong", "")), ["?", "qn-2", "qn-3"]);
        let other = product("", "Chả mực Hạ Long", "Cơ sở Huy Hoàng");
        assert_eq!(found(&other), ["?", "qn-1"]);
        let stranger = product("", "Chả mực Hạ Long", "Cơ sở Thoan");
        assert!(found(&stranger).is_empty());
        assert!(found(&product("", "Bánh gai", "")).is_empty());
        // That one of them has no producer makes it no likelier.
        assert_eq!(found(&product("", "Ruốc hàu", "")), ["?", "qn-4", "qn-5"]);
    }
}
