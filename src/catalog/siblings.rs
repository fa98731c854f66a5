//! The other products of a product's producer.
//!
//! A producer is identified by its whole name, ignoring case and where accents are placed; a
//! similar name is another producer. A record without a producer has no siblings.

use ocop_index::Result;
use ocop_index::product::Product;
use ocop_index::search::Catalog;

pub use crate::wording::product_text::SiblingProducts;

/// The most products that are listed.
const MAX_SIBLINGS: usize = 8;

/// Finds the other products of this product's producer; none when it has no producer.
pub fn find_siblings(catalog: &Catalog, product: &Product) -> Result<SiblingProducts> {
    let Some(producer) = &product.producer else {
        return Ok(SiblingProducts::default());
    };
    find_producer_products(catalog, &producer.name, &product.id)
}

/// Finds the products of the producer with this name, except the product with this id.
pub fn find_producer_products(
    catalog: &Catalog,
    producer: &str,
    id: &str,
) -> Result<SiblingProducts> {
    let mut answer = catalog.find_siblings(producer, id)?;
    let hits = catalog.load_hits(&mut answer, 0..MAX_SIBLINGS)?;
    let more = answer.total() - hits.len();
    Ok(SiblingProducts { hits, more })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use ocop_index::product::{DateOrYear, Producer, Recognition};
    use ocop_index::source::builtin;
    use ocop_index::store;

    #[test]
    fn a_name_within_another_is_another_and_what_is_not_told_is_counted() {
        let mut products = builtin::load_products().unwrap();
        for (number, product) in products.iter_mut().enumerate() {
            product.producer = (number < 30).then(|| Producer {
                name: if number < 20 {
                    "HTX Hợp Tiến"
                } else {
                    "HTX Hợp Tiến Phát"
                }
                .into(),
                ..Producer::default()
            });
        }
        let catalog = store::build_in_memory(&products, date(2026, 11, 24)).unwrap();
        let siblings = find_siblings(&catalog, &products[3]).unwrap();
        assert_eq!(
            (siblings.hits.len(), siblings.more),
            (MAX_SIBLINGS, 19 - MAX_SIBLINGS)
        );
        assert!(
            siblings
                .hits
                .iter()
                .all(|hit| hit.product.id != products[3].id)
        );
        let siblings = find_producer_products(&catalog, "htx HỢP TIẾN PHÁT", "").unwrap();
        assert_eq!(
            (siblings.hits.len(), siblings.more),
            (MAX_SIBLINGS, 10 - MAX_SIBLINGS)
        );
        let stars: Vec<_> = siblings.hits.iter().map(|hit| hit.state.star).collect();
        assert!(stars.is_sorted_by(|a, b| a >= b), "{stars:?}");
        let unnamed = find_producer_products(&catalog, "--", "").unwrap();
        for siblings in [find_siblings(&catalog, &products[40]).unwrap(), unnamed] {
            assert!(siblings.hits.is_empty() && siblings.more == 0);
        }
    }

    #[test]
    fn hundreds_of_producers_that_are_called_alike_hide_none_and_count_none() {
        let product = |number: usize, name: String, person: Option<&str>| Product {
            id: format!("p-{number}"),
            name: format!("Rau {number}"),
            producer: Some(Producer {
                name,
                representative: person.map(str::to_owned),
                ..Producer::default()
            }),
            recognitions: vec![Recognition {
                star: Some(if number < 400 { 4 } else { 3 }),
                when: Some(DateOrYear::Day(date(2025, 6, 1))),
                ..Recognition::default()
            }],
            ..Product::default()
        };
        let alike = (0..400).map(|number| product(number, format!("HTX Xanh Sạch {number}"), None));
        let people = [Some("Bà Hoa"), None, Some("Ông An")];
        let own = (400..403)
            .zip(people)
            .map(|(number, person)| product(number, "HTX Xanh".into(), person));
        let products: Vec<Product> = alike.chain(own).collect();
        let catalog = store::build_in_memory(&products, date(2026, 11, 24)).unwrap();
        let siblings = find_siblings(&catalog, &products[401]).unwrap();
        let ids: Vec<_> = siblings.hits.iter().map(|hit| &*hit.product.id).collect();
        assert_eq!(
            (ids.as_slice(), siblings.more),
            (&["p-400", "p-402"][..], 0)
        );
        let siblings = find_siblings(&catalog, &products[7]).unwrap();
        assert!(siblings.hits.is_empty() && siblings.more == 0);
    }
}
