//! What else the producer of a product makes, as far as the catalogue knows.
//!
//! A producer is its whole name, without regard to case and accents' places; one that is only called alike is another.
//! Must not: guess who is meant where a record names nobody.

use ocop_index::product::Product;
use ocop_index::search::{Catalog, Hit};
use ocop_index::vietnamese::keys;
use ocop_index::{Condition, Query, Result, Scope, Sort};

/// Most products that are told.
const TOLD: usize = 8;

/// Most products that are looked through.
const READ: usize = 200;

/// The other products of a producer.
#[derive(Clone, Debug, Default)]
pub struct Others {
    /// The first of them, those with most stars in front.
    pub hits: Vec<Hit>,
    /// How many there are beside these.
    pub more: usize,
}

/// The other products of this product's producer; none where it has no producer.
pub fn of(catalog: &Catalog, product: &Product) -> Result<Others> {
    let Some(producer) = &product.producer else {
        return Ok(Others::default());
    };
    let made = made_by(catalog, &producer.name, &product.id, &|| false)?;
    Ok(made.unwrap_or_default())
}

/// What a producer of this name makes, without the product of this id; `None` when told to stop.
pub fn made_by(
    catalog: &Catalog,
    producer: &str,
    id: &str,
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<Option<Others>> {
    let name = keys(producer);
    if name.is_empty() {
        return Ok(Some(Others::default()));
    }
    let condition = Condition {
        scope: Scope::Producer,
        words: producer.to_owned(),
        not: false,
    };
    let query = Query {
        conditions: vec![condition],
        sort: Sort::Star,
        ..Query::default()
    };
    let Some(mut answer) = catalog.search_until(&query, stop)? else {
        return Ok(None);
    };
    let mut hits = catalog.hits(&mut answer, 0..READ)?;
    let unread = answer.total().saturating_sub(hits.len());
    hits.retain(|hit| {
        let other = hit.product.producer.as_ref();
        hit.product.id != id && other.is_some_and(|other| keys(&other.name) == name)
    });
    let more = hits.len().saturating_sub(TOLD) + unread;
    hits.truncate(TOLD);
    Ok(Some(Others { hits, more }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use ocop_index::product::Producer;
    use ocop_index::source::builtin;
    use ocop_index::store;

    #[test]
    fn a_name_within_another_is_another_and_what_is_not_told_is_counted() {
        let mut products = builtin::products().unwrap();
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
        let catalog = store::in_memory(&products, date(2026, 11, 24)).unwrap();
        let others = of(&catalog, &products[3]).unwrap();
        assert_eq!((others.hits.len(), others.more), (TOLD, 19 - TOLD));
        assert!(
            others
                .hits
                .iter()
                .all(|hit| hit.product.id != products[3].id)
        );
        let others = made_by(&catalog, "htx HỢP TIẾN PHÁT", "", &|| false);
        let others = others.unwrap().unwrap();
        assert_eq!((others.hits.len(), others.more), (TOLD, 10 - TOLD));
        let stars: Vec<_> = others.hits.iter().map(|hit| hit.state.star).collect();
        assert!(stars.is_sorted_by(|a, b| a >= b), "{stars:?}");
        let unnamed = made_by(&catalog, "--", "", &|| false).unwrap();
        for others in [of(&catalog, &products[40]).unwrap(), unnamed.unwrap()] {
            assert!(others.hits.is_empty() && others.more == 0);
        }
    }
}
