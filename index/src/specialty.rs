//! The product's own dish or crop, found in its name by a small reviewed table.
//!
//! `Chả mực Mạnh Hà` → chả mực. A row of the table is a phrase of product names; the longest that occurs in a name
//! decides. Where the wording of 148/QĐ-TTg Annex I fixes the product group of the dish, the row has it, and the
//! record marks it as derived. Must not: guess beyond the table.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::product::{Product, ProductGroup};
use crate::reference_table;
use crate::vietnamese::{canonical_keys, fold_each_word};

/// The reviewed table.
#[derive(Debug)]
pub struct SpecialtyTable {
    /// The rows, those with the longest phrases first.
    rows: Vec<SpecialtyEntry>,
    /// The numbers of the rows by the first word of their phrase.
    by_first_word: HashMap<String, Vec<usize>>,
}

#[derive(Debug)]
struct SpecialtyEntry {
    phrase: Vec<String>,
    specialty: &'static str,
    group: &'static str,
}

impl SpecialtyTable {
    /// The table, compiled in.
    pub fn built_in() -> &'static Self {
        static TABLE: LazyLock<SpecialtyTable> = LazyLock::new(|| {
            let mut rows: Vec<SpecialtyEntry> =
                reference_table::table_rows(include_str!("../data/specialties.tsv"))
                    .map(|[phrase, specialty, group]| SpecialtyEntry {
                        phrase: canonical_keys(phrase),
                        specialty,
                        group,
                    })
                    .collect();
            rows.sort_by_key(|row| std::cmp::Reverse(row.phrase.len()));
            let mut by_first_word: HashMap<String, Vec<usize>> = HashMap::new();
            for (number, row) in rows.iter().enumerate() {
                if let Some(first) = row.phrase.first() {
                    by_first_word.entry(first.clone()).or_default().push(number);
                }
            }
            SpecialtyTable {
                rows,
                by_first_word,
            }
        });
        &TABLE
    }

    /// True when a dish or crop of the table has these words side by side.
    pub fn is_known(&self, text: &str) -> bool {
        let typed = fold_each_word(text);
        let has = |specialty| {
            let words = fold_each_word(specialty);
            words.windows(typed.len()).any(|part| part == typed)
        };
        !typed.is_empty() && self.rows.iter().any(|row| has(row.specialty))
    }

    /// The row with the longest phrase that occurs in these words, the upper one of two.
    fn find_row(&self, words: &[String]) -> Option<&SpecialtyEntry> {
        let found = words.iter().enumerate().filter_map(|(start, first)| {
            let rest = words.get(start..)?;
            let numbers = self.by_first_word.get(first)?;
            let mut numbers = numbers.iter().copied();
            numbers.find(|number| {
                let row = self.rows.get(*number);
                row.is_some_and(|row| rest.starts_with(&row.phrase))
            })
        });
        self.rows.get(found.min()?)
    }

    /// Sets the specialty, and the group that follows from it, where the record has none.
    pub(crate) fn fill_missing_classification(&self, product: &mut Product) {
        if product.specialty.is_some() {
            return;
        }
        let name = canonical_keys(&product.name);
        let Some(row) = self.find_row(&name) else {
            return;
        };
        product.specialty = Some(row.specialty.to_owned());
        if product.group.is_none() && !row.group.is_empty() {
            product.group = Some(ProductGroup {
                code: row.group.to_owned(),
                derived: true,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn specialty(name: &str) -> Option<String> {
        let mut product = Product {
            name: name.into(),
            ..Product::default()
        };
        SpecialtyTable::built_in().fill_missing_classification(&mut product);
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
        let table = SpecialtyTable::built_in();
        assert!(table.is_known("trà") && table.is_known("TRA hoa") && table.is_known("chả mực"));
        assert!(!table.is_known("xyzzy") && !table.is_known("") && !table.is_known("hoa trà"));
    }
}
