//! The built-in catalogue: published products of Quảng Ninh with their sources.
//!
//! Published facts only; `index/data/README.md` says where each comes from and what is missing. The specialty,
//! its group and the unit of 2025 are filled in here from reviewed tables.

use std::path::Path;

use super::record_lines;
use crate::error::Result;
use crate::place::PlaceTables;
use crate::product::Product;
use crate::specialty::SpecialtyTable;

/// The records as compiled in.
const RECORDS: &str = include_str!("../../data/quangninh.jsonl");

/// The name of this source in manifests.
pub const NAME: &str = "built-in: Quảng Ninh";

/// The built-in products, with the fields that the tables add.
pub fn load_products() -> Result<Vec<Product>> {
    let mut products = record_lines::parse_products(Path::new("quangninh.jsonl"), RECORDS)?;
    let places = PlaceTables::quang_ninh();
    let specialties = SpecialtyTable::built_in();
    for product in &mut products {
        places.complete_unit(&mut product.place);
        specialties.fill_missing_classification(product);
    }
    Ok(products)
}

/// A checksum of the built-in records and of the tables that complete them.
pub fn data_checksum() -> String {
    let tables = [
        RECORDS,
        include_str!("../../data/specialties.tsv"),
        include_str!("../../data/communes.tsv"),
        include_str!("../../data/units.tsv"),
        include_str!("../../data/districts.tsv"),
    ];
    let mut hasher = crc32fast::Hasher::new();
    for table in tables {
        hasher.update(table.as_bytes());
    }
    format!("{:08x}", hasher.finalize())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use jiff::civil::date;

    use super::*;
    use crate::status::{self, RecognitionSummary};

    #[test]
    fn the_published_facts_are_carried_whole() {
        let products = load_products().unwrap();
        assert_eq!(products.len(), 157);
        let mut stars = BTreeMap::new();
        for product in &products {
            let state = status::derive_state(
                product.recognitions.iter().map(RecognitionSummary::from),
                date(2026, 11, 24),
            );
            *stars.entry(state.star).or_insert(0) += 1;
        }
        let expected = [(None, 92), (Some(3), 22), (Some(4), 35), (Some(5), 8)];
        assert_eq!(stars, expected.into_iter().collect());
        let count = |has: fn(&Product) -> bool| products.iter().filter(|p| has(p)).count();
        assert_eq!(count(|p| p.producer.is_some()), 83);
        assert_eq!(count(|p| p.place.district.is_some()), 127);
        assert_eq!(count(|p| p.place.commune.is_some()), 48);
        assert_eq!(count(|p| p.specialty.is_some()), 150);
        let given = |p: &Product| p.group.as_ref().is_some_and(|group| !group.derived);
        assert_eq!(count(given), 1);
        let places = PlaceTables::quang_ninh();
        for product in &products {
            let known = product.place.district.as_deref().is_none_or(|name| {
                places
                    .districts()
                    .iter()
                    .any(|district| district.name == name)
            });
            assert!(known, "{}", product.id);
            assert!(
                !product.sources.is_empty() || !product.note.is_empty(),
                "{}",
                product.id
            );
        }
    }

    /// Words that only say that a product was named, shown or accepted into the programme are never a rating, and no
    /// name is cut short.
    #[test]
    fn what_is_only_named_joined_or_shown_has_no_star() {
        for product in load_products().unwrap() {
            assert!(!product.name.contains('…'), "{}", product.id);
            let states = [
                "nguồn không nói đã có sao",
                "không ghi sao",
                "Chưa thấy hạng sao",
            ];
            let unrated = states.iter().any(|words| product.note.vi.contains(words));
            let has_star = product.recognitions.iter().any(|act| act.star.is_some());
            assert!(!(unrated && has_star), "{}", product.id);
            for act in &product.recognitions {
                let disagrees = act.year.is_some();
                let explained = product.note.vi.contains("Các nguồn trái nhau về năm");
                assert_eq!(disagrees, disagrees && explained, "{}", product.id);
            }
        }
    }
}
