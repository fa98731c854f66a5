//! What was found for a question: records of the catalogue, entries of the list, or both in one.

use ocop_index::search::SearchHit;

use super::board::FairBoard;
use super::price_words::PriceRange;
use crate::work::events::product_ref::ProductRef;
use crate::work::lists::entry_subject::{EntryKey, EntrySubject};
use crate::work::lists::product_list::ListEntry;

/// One of what was found.
#[derive(Clone, Debug)]
pub struct FairHit {
    /// Its entry in the list; `None` for a product that is only in the catalogue.
    pub entry: Option<EntryKey>,
    /// Its record; `None` for what is in no catalogue.
    pub record: Option<Box<SearchHit>>,
}

impl FairHit {
    /// A record of the catalogue, with its entry where the list has it.
    pub fn of_record(record: SearchHit, board: &FairBoard) -> Self {
        let entry = board.entry_of(&record.product.id);
        Self {
            entry: entry.map(|entry| entry.key.clone()),
            record: Some(Box::new(record)),
        }
    }

    /// An entry of the list, with its record where the catalogue has it.
    pub fn of_entry(entry: &ListEntry, record: Option<&SearchHit>) -> Self {
        Self {
            entry: Some(entry.key.clone()),
            record: record.map(|record| Box::new(record.clone())),
        }
    }

    /// Its entry as the list has it now.
    pub fn entry_in<'a>(&self, board: &'a FairBoard) -> Option<&'a ListEntry> {
        board.find(self.entry.as_ref()?)
    }

    /// Its name.
    pub fn name(&self, board: &FairBoard) -> String {
        let of_record = self
            .record
            .as_ref()
            .map(|record| record.product.name.clone());
        let of_entry = || {
            self.entry_in(board)
                .map(|entry| entry.subject.name().to_owned())
        };
        of_record.or_else(of_entry).unwrap_or_default()
    }

    /// Who makes it.
    pub fn producer<'a>(&'a self, board: &'a FairBoard) -> Option<&'a str> {
        let record = self.record.as_ref();
        let of_record = record.and_then(|record| record.product.producer.as_ref());
        let of_record = of_record.map(|producer| producer.name.as_str());
        of_record.or_else(|| self.entry_in(board)?.subject.producer())
    }

    /// What an event about it names.
    pub fn subject(&self, board: &FairBoard) -> Option<EntrySubject> {
        if let Some(entry) = self.entry_in(board) {
            return Some(entry.subject.clone());
        }
        let record = self.record.as_ref()?;
        Some(EntrySubject::Product(ProductRef::from_product(
            &record.product,
        )))
    }

    /// True for the same entry, or the same product.
    pub fn is_same(&self, other: &Self) -> bool {
        match (&self.entry, &other.entry) {
            (Some(one), Some(two)) => one == two,
            (None, None) => {
                let id = |hit: &Self| hit.record.as_ref().map(|record| record.product.id.clone());
                id(self) == id(other)
            }
            _ => false,
        }
    }
}

/// The answer to a question.
#[derive(Clone, Debug, Default)]
pub struct FairAnswer {
    /// The question as it was typed.
    pub question: String,
    /// What was found, as far as it is loaded.
    pub hits: Vec<FairHit>,
    /// How many there are.
    pub total: usize,
    /// The one under the cursor.
    pub selected: usize,
    /// Of several, one was taken: its card alone is shown.
    pub is_open: bool,
    /// How the words were read, where not as typed.
    pub reading: Option<String>,
    /// The prices that were asked for.
    pub price: Option<PriceRange>,
    /// These are what this producer has.
    pub producer: Option<String>,
    /// How many the whole catalogue has, where the list has none.
    pub elsewhere: Option<usize>,
    /// All that was found is only nearly what was asked for.
    pub is_guess: bool,
}

impl FairAnswer {
    /// The one under the cursor.
    pub fn selected_hit(&self) -> Option<&FairHit> {
        self.hits.get(self.selected)
    }

    /// True where one has to be taken of several.
    pub fn is_list(&self) -> bool {
        self.hits.len() > 1 && !self.is_open
    }

    /// True where nothing was found, or only what is nearly called so.
    pub fn is_missing(&self) -> bool {
        self.hits.is_empty() || self.is_guess
    }

    /// Moves the cursor by some rows, and stays within the list.
    pub fn move_by(&mut self, rows: isize) {
        let last = self.hits.len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(rows).min(last);
    }
}
