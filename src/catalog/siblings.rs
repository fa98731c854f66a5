//! What else the producer of a product makes, as far as the catalogue knows.
//!
//! A producer is its whole name, without regard to case and accents' places; one that is only called alike is another.
//! Must not: guess who is meant where a record names nobody.

use ocop_index::Result;
use ocop_index::product::Product;
use ocop_index::search::{Catalog, SearchHit};

/// Most products that are told.
const MAX_SIBLINGS: usize = 8;

/// The other products of a producer.
#[derive(Clone, Debug, Default)]
pub struct SiblingProducts {
    /// The first of them, those with most stars in front.
    pub hits: Vec<SearchHit>,
    /// How many there are beside these.
    pub more: usize,
}

/// The other products of this product's producer; none where it has no producer.
pub fn find_siblings(catalog: &Catalog, product: &Product) -> Result<SiblingProducts> {
    let Some(producer) = &product.producer else {
        return Ok(SiblingProducts::default());
    };
    find_producer_products(catalog, &producer.name, &product.id)
}

/// What a producer of this name makes, without the product of this id.
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
        let others = find_siblings(&catalog, &products[3]).unwrap();
        assert_eq!(
            (others.hits.len(), others.more),
            (MAX_SIBLINGS, 19 - MAX_SIBLINGS)
        );
        assert!(
            others
                .hits
                .iter()
                .all(|hit| hit.product.id != products[3].id)
        );
        let others = find_producer_products(&catalog, "htx HỢP TIẾN PHÁT", "").unwrap();
        assert_eq!(
            (others.hits.len(), others.more),
            (MAX_SIBLINGS, 10 - MAX_SIBLINGS)
        );
        let stars: Vec<_> = others.hits.iter().map(|hit| hit.state.star).collect();
        assert!(stars.is_sorted_by(|a, b| a >= b), "{stars:?}");
        let unnamed = find_producer_products(&catalog, "--", "").unwrap();
        for others in [find_siblings(&catalog, &products[40]).unwrap(), unnamed] {
            assert!(others.hits.is_empty() && others.more == 0);
        }
    }

    #[test]
    fn hundreds_of_producers_that_are_called_alike_hide_none_and_count_none() {
        let made = |number: usize, name: String, person: Option<&str>| Product {
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
        let alike = (0..400).map(|number| made(number, format!("HTX Xanh Sạch {number}"), None));
        let people = [Some("Bà Hoa"), None, Some("Ông An")];
        let own = (400..403)
            .zip(people)
            .map(|(number, person)| made(number, "HTX Xanh".into(), person));
        let products: Vec<Product> = alike.chain(own).collect();
        let catalog = store::build_in_memory(&products, date(2026, 11, 24)).unwrap();
        let others = find_siblings(&catalog, &products[401]).unwrap();
        let ids: Vec<_> = others.hits.iter().map(|hit| &*hit.product.id).collect();
        assert_eq!((ids.as_slice(), others.more), (&["p-400", "p-402"][..], 0));
        let others = find_siblings(&catalog, &products[7]).unwrap();
        assert!(others.hits.is_empty() && others.more == 0);
    }
}
