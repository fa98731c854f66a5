//! The menu of product lists: a list to add products to, old or new, what a list has left of a product, the list whose
//! entry is changed, or the buyer who wants it.

use std::collections::BTreeSet;

use ocop_index::query::language::field::normalize_name as folded;

use super::list_form::{BuyerDraft, draft_product};
use super::work_desk::WorkDesk;
use crate::app::input_line::InputLine;
use crate::work::lists::list_act::{BuyerId, ListId, ListKind, Stock};
use crate::work::lists::product_list::{ProductList, ProductLists};
use crate::work::lists::typed_values::read_buyer_name;
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
    /// To change the fields of the entry.
    Entry,
    /// To note what a buyer wants.
    Buyer,
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
    New {
        /// Its name.
        name: String,
        /// What it is for.
        kind: ListKind,
    },
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
    /// Changes the entry of a list.
    Entry {
        /// The list.
        list: ListId,
        /// Its name.
        name: String,
    },
    /// Notes what a buyer wants.
    Buyer {
        /// The list.
        list: ListId,
        /// Its name.
        list_name: String,
        /// The buyer.
        buyer: BuyerId,
        /// Their name.
        name: String,
        /// They want the products already.
        is_noted: bool,
    },
    /// The buyer wants the products no more.
    NoInterest {
        /// The list.
        list: ListId,
        /// Its name.
        list_name: String,
        /// The buyer.
        buyer: BuyerId,
        /// Their name.
        name: String,
    },
    /// Adds a buyer, and notes what they want.
    NewBuyer {
        /// The list.
        list: ListId,
        /// Its name.
        list_name: String,
        /// Their name.
        name: String,
        /// Something of it was typed before.
        is_drafted: bool,
    },
}

impl ListMenu {
    /// The rows that match what is typed. `stock_name` names what is left.
    pub fn rows(&self, desk: &WorkDesk, stock_name: impl Fn(Stock) -> String) -> Vec<ListMenuRow> {
        let typed = self.input.text().trim();
        let lists = &desk.lists;
        match self.purpose {
            ListMenuPurpose::Add { .. } => add_rows(desk, typed),
            ListMenuPurpose::Stock => self.stock_rows(lists, typed, stock_name),
            ListMenuPurpose::Entry => self.entry_rows(desk, typed),
            ListMenuPurpose::Buyer => self.buyer_rows(desk, typed),
        }
    }

    /// The lists that have one of the products.
    fn entry_rows(&self, desk: &WorkDesk, typed: &str) -> Vec<ListMenuRow> {
        let wanted = folded(typed);
        let has_entry = |list: &&ProductList| {
            let mut ids = self.ids.iter();
            ids.any(|id| list.find_product(id).is_some()) && folded(&list.name).contains(&wanted)
        };
        let lists = last_used_first(desk).into_iter().filter(has_entry);
        lists
            .map(|list| ListMenuRow::Entry {
                list: list.id,
                name: list.name.clone(),
            })
            .collect()
    }

    /// The buyers that have what is typed in their names, the one of the last act first; then a new one of this name.
    fn buyer_rows(&self, desk: &WorkDesk, typed: &str) -> Vec<ListMenuRow> {
        let wanted = folded(typed);
        let (mut rows, mut rows_of_last, mut new) = (Vec::new(), Vec::new(), Vec::new());
        for list in meeting_lists(&desk.lists) {
            for buyer in &list.buyers {
                let name = &buyer.details.name;
                let wants = buyer.details.wants.as_deref().unwrap_or_default();
                if !folded(&format!("{name} {wants}")).contains(&wanted) {
                    continue;
                }
                let is_last = desk.last_used.buyer == Some(buyer.id);
                let rows = if is_last {
                    &mut rows_of_last
                } else {
                    &mut rows
                };
                let (list_name, name) = (list.name.clone(), name.clone());
                let (list, buyer_id) = (list.id, buyer.id);
                let is_noted = self.ids.iter().all(|id| buyer.wish_of(id).is_some());
                rows.push(ListMenuRow::Buyer {
                    list,
                    list_name: list_name.clone(),
                    buyer: buyer_id,
                    name: name.clone(),
                    is_noted,
                });
                if is_noted {
                    rows.push(ListMenuRow::NoInterest {
                        list,
                        list_name,
                        buyer: buyer_id,
                        name,
                    });
                }
            }
            new.extend(new_buyers(list, desk, (&self.ids, typed)));
        }
        rows_of_last.into_iter().chain(rows).chain(new).collect()
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

/// The lists, the one that the account used last first.
fn last_used_first(desk: &WorkDesk) -> Vec<&ProductList> {
    let mut lists: Vec<&ProductList> = desk.lists.lists.iter().collect();
    lists.sort_by_key(|list| desk.last_used.list != Some(list.id));
    lists
}

/// The lists of trade meetings; where there are none those that have buyers, else all.
fn meeting_lists(lists: &ProductLists) -> Vec<&ProductList> {
    let chosen = |is_chosen: fn(&ProductList) -> bool| {
        let lists = lists.lists.iter();
        lists.filter(|list| is_chosen(list)).collect::<Vec<_>>()
    };
    let meetings = chosen(|list| list.kind == ListKind::TradeMeeting);
    let with_buyers = chosen(|list| !list.buyers.is_empty());
    let all = lists.lists.iter().collect();
    let mut choices = [meetings, with_buyers].into_iter();
    choices.find(|lists| !lists.is_empty()).unwrap_or(all)
}

/// Buyers that a list does not have: the one of the name that is typed, and those that are half typed.
fn new_buyers(
    list: &ProductList,
    desk: &WorkDesk,
    (ids, typed): (&[String], &str),
) -> Vec<ListMenuRow> {
    let (id, product) = (list.id.to_string(), draft_product(ids));
    let drafts = desk
        .drafts
        .keys()
        .filter_map(|draft| BuyerDraft::read(draft));
    let drafts = drafts.filter(|draft| draft.list == id && draft.product == product);
    let names = drafts.map(|draft| draft.name);
    let drafted: BTreeSet<&str> = names
        .filter(|name| folded(name).contains(&folded(typed)))
        .collect();
    let typed = read_buyer_name(typed).map(|name| (name, false));
    let names = drafted.into_iter().map(|name| (name.to_owned(), true));
    let mut rows: Vec<ListMenuRow> = Vec::new();
    let mut known: Vec<String> = list
        .buyers
        .iter()
        .map(|buyer| name_key(&buyer.details.name))
        .collect();
    for (name, is_drafted) in names.chain(typed) {
        let key = name_key(&name);
        if known.contains(&key) {
            continue;
        }
        known.push(key);
        rows.push(ListMenuRow::NewBuyer {
            list: list.id,
            list_name: list.name.clone(),
            name,
            is_drafted,
        });
    }
    rows
}

/// The lists that have what is typed in their names, then a new one of this name.
fn add_rows(desk: &WorkDesk, typed: &str) -> Vec<ListMenuRow> {
    let lists = &desk.lists;
    let wanted = folded(typed);
    let matching = last_used_first(desk).into_iter();
    let matching = matching.filter(|list| folded(&list.name).contains(&wanted));
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
        let new = |kind| ListMenuRow::New {
            name: typed.to_owned(),
            kind,
        };
        rows.extend([ListKind::Fair, ListKind::TradeMeeting].map(new));
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
        let nothing = WorkDesk::default();
        assert_eq!(menu.rows(&nothing, |_| String::new()), []);
        menu.input.insert_text("Hội chợ Tết");
        let rows = menu.rows(&nothing, |_| String::new());
        let new = |kind| ListMenuRow::New {
            name: "Hội chợ Tết".to_owned(),
            kind,
        };
        assert_eq!(rows, [new(ListKind::Fair), new(ListKind::TradeMeeting)]);
        menu.purpose = ListMenuPurpose::Stock;
        assert_eq!(menu.rows(&nothing, |_| String::new()), []);
    }
}
