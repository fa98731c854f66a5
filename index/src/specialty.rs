//! The product's own dish or crop, read off its name by a small reviewed table.
//!
//! `Chả mực Mạnh Hà` → chả mực. A row of the table is a phrase that occurs in names; the longest that
//! occurs decides. Where the wording of 148/QĐ-TTg Annex I settles the product group of the dish, the
//! row gives it, and the record says that it was derived. Must not: guess beyond the table.

use std::sync::LazyLock;

use crate::product::{Group, Product};
use crate::source::table;
use crate::vietnamese::{keys, words};

/// The reviewed table.
#[derive(Debug)]
pub struct Specialties(Vec<Row>);

#[derive(Debug)]
struct Row {
    phrase: Vec<String>,
    specialty: &'static str,
    group: &'static str,
}

impl Specialties {
    /// The table, compiled in.
    pub fn reviewed() -> &'static Self {
        static TABLE: LazyLock<Specialties> = LazyLock::new(|| {
            let mut rows: Vec<Row> = table::rows(include_str!("../data/specialties.tsv"))
                .map(|[phrase, specialty, group]| Row {
                    phrase: keys(phrase),
                    specialty,
                    group,
                })
                .collect();
            rows.sort_by_key(|row| std::cmp::Reverse(row.phrase.len()));
            Specialties(rows)
        });
        &TABLE
    }

    /// True when some dish or crop of the table has these words in it, side by side.
    pub fn know(&self, text: &str) -> bool {
        let typed: Vec<String> = folds(text);
        let has = |specialty| {
            let words = folds(specialty);
            words.windows(typed.len()).any(|part| part == typed)
        };
        !typed.is_empty() && self.0.iter().any(|row| has(row.specialty))
    }

    /// Fills in what the name says and the record leaves open.
    pub fn settle(&self, product: &mut Product) {
        if product.specialty.is_some() {
            return;
        }
        let name = keys(&product.name);
        let found = self.0.iter().find(|row| {
            name.windows(row.phrase.len().max(1))
                .any(|part| part == row.phrase)
        });
        let Some(row) = found else { return };
        product.specialty = Some(row.specialty.to_owned());
        if product.group.is_none() && !row.group.is_empty() {
            product.group = Some(Group {
                code: row.group.to_owned(),
                derived: true,
            });
        }
    }
}

fn folds(text: &str) -> Vec<String> {
    words(text).into_iter().map(|word| word.fold).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn specialty(name: &str) -> Option<String> {
        let mut product = Product {
            name: name.into(),
            ..Product::default()
        };
        Specialties::reviewed().settle(&mut product);
        product.specialty
    }

    #[test]
    fn the_longest_phrase_of_the_table_decides() {
        assert_eq!(specialty("Chả mực Mạnh Hà").as_deref(), Some("chả mực"));
        assert_eq!(
            specialty("Miến dong Bình Liêu").as_deref(),
            Some("miến dong")
        );
        assert_eq!(
            specialty("Trà hoa vàng Quy Hoa").as_deref(),
            Some("trà hoa vàng")
        );
        assert_eq!(specialty("Một cái tên không có món"), None);
    }

    #[test]
    fn a_dish_is_known_by_some_of_its_words() {
        let table = Specialties::reviewed();
        assert!(table.know("trà") && table.know("TRA hoa") && table.know("chả mực"));
        assert!(!table.know("xyzzy") && !table.know("") && !table.know("hoa trà"));
    }
}
