//! The menu of product lists: a list to add products to, old or new, or what a list has left of a product.

use ocop_index::query::language::field::normalize_name as folded;

use crate::app::input_line::InputLine;
use crate::work::lists::list_act::{ListId, Stock};
use crate::work::lists::product_list::ProductLists;
use crate::work::name_key::name_key;

/// The open menu.
#[derive(Clone, Debug)]
pub struct ListMenu {
    /// What is typed.
    pub input: InputLine,
    /// The row of the cursor.
    pub cursor: usize,
    /// What is done with the row that is taken.
    pub purpose: ListMenuPurpose,
    /// The products that it is done with, by their ids.
    pub ids: Vec<String>,
}

/// What a menu of lists is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListMenuPurpose {
    /// To add products.
    Add {
        /// All products of the question, in place of the row or the selection.
        all: bool,
    },
    /// To say what is left.
    Stock,
}

/// A row of the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListMenuRow {
    /// Adds to a list.
    Add {
        /// The list.
        list: ListId,
        /// Its name.
        name: String,
        /// Its entries.
        count: usize,
    },
    /// Makes a list of this name, and adds.
    New(String),
    /// Says what a list has left.
    Stock {
        /// The list.
        list: ListId,
        /// Its name.
        name: String,
        /// What is left.
        stock: Stock,
        /// It is so already.
        is_set: bool,
    },
}

impl ListMenu {
    /// The rows that match what is typed. `stock_name` names what is left.
    pub fn rows(
        &self,
        lists: &ProductLists,
        stock_name: impl Fn(Stock) -> String,
    ) -> Vec<ListMenuRow> {
        let typed = self.input.text().trim();
        match self.purpose {
            ListMenuPurpose::Add { .. } => add_rows(lists, typed),
            ListMenuPurpose::Stock => self.stock_rows(lists, typed, stock_name),
        }
    }

    /// What can be left of the products in each list that has one of them.
    fn stock_rows(
        &self,
        lists: &ProductLists,
        typed: &str,
        stock_name: impl Fn(Stock) -> String,
    ) -> Vec<ListMenuRow> {
        let wanted = folded(typed);
        let mut rows = Vec::new();
        for list in &lists.lists {
            let entries = self.ids.iter().filter_map(|id| list.find_product(id));
            let stocks: Vec<Option<Stock>> = entries.map(|entry| entry.stock).collect();
            if stocks.is_empty() {
                continue;
            }
            for stock in Stock::ALL {
                let text = format!("{} {}", stock_name(stock), list.name);
                if folded(&text).contains(&wanted) {
                    rows.push(ListMenuRow::Stock {
                        list: list.id,
                        name: list.name.clone(),
                        stock,
                        is_set: stocks.iter().all(|known| *known == Some(stock)),
                    });
                }
            }
        }
        rows
    }
}

/// The lists that have what is typed in their names, then a new one of this name.
fn add_rows(lists: &ProductLists, typed: &str) -> Vec<ListMenuRow> {
    let wanted = folded(typed);
    let matching = lists
        .lists
        .iter()
        .filter(|list| folded(&list.name).contains(&wanted));
    let mut rows: Vec<ListMenuRow> = matching
        .map(|list| ListMenuRow::Add {
            list: list.id,
            name: list.name.clone(),
            count: list.entries.len(),
        })
        .collect();
    let key = name_key(typed);
    let is_known = lists.lists.iter().any(|list| name_key(&list.name) == key);
    if !typed.is_empty() && !is_known {
        rows.push(ListMenuRow::New(typed.to_owned()));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_narrows_the_lists_and_names_a_new_one() {
        let mut menu = ListMenu {
            input: InputLine::default(),
            cursor: 0,
            purpose: ListMenuPurpose::Add { all: false },
            ids: vec!["qn-1".to_owned()],
        };
        let nothing = ProductLists::default();
        assert_eq!(menu.rows(&nothing, |_| String::new()), []);
        menu.input.insert_text("Hội chợ Tết");
        let rows = menu.rows(&nothing, |_| String::new());
        assert_eq!(rows, [ListMenuRow::New("Hội chợ Tết".to_owned())]);
        menu.purpose = ListMenuPurpose::Stock;
        assert_eq!(menu.rows(&nothing, |_| String::new()), []);
    }
}
