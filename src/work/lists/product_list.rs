//! A product list as it stands: its details, its entries in their order, what visitors asked, and buyers.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{TimeZone, offset};

use super::entry_subject::{EntryKey, EntrySubject};
use super::list_act::{
    BuyerDetails, BuyerId, BuyerInterest, EntryField, EntryValue, ListDays, ListDetail, ListId,
    ListKind, Price, Stock,
};

/// A product list ("danh sách").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductList {
    /// Its id.
    pub id: ListId,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub kind: ListKind,
    /// Where it takes place.
    pub place: Option<String>,
    /// When it takes place.
    pub days: ListDays,
    /// Details that people set to different values at once; all of those values.
    pub disagreements: Vec<Vec<ListDetail>>,
    /// Who started it.
    pub started_by: String,
    /// When, by the clock of that machine.
    pub started_at: Timestamp,
    /// Its entries in their order.
    pub entries: Vec<ListEntry>,
    /// What visitors asked for, in the list or not, in the order of its names.
    pub asked: Vec<AskedSubject>,
    /// What visitors asked that has no answer, in the order of the letters.
    pub questions: Vec<OpenQuestion>,
    /// The buyers of a trade meeting, in the order of their names.
    pub buyers: Vec<Buyer>,
}

/// An entry of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListEntry {
    /// Which one it is.
    pub key: EntryKey,
    /// What it is about: the product as it was named when it was added, which the catalogue may call otherwise now.
    pub subject: EntrySubject,
    /// The stand.
    pub stand: Option<String>,
    /// The price.
    pub price: Option<Price>,
    /// Whether there is any left.
    pub stock: Option<Stock>,
    /// A remark.
    pub remark: Option<String>,
    /// Its place among the others.
    pub position: String,
    /// Fields that people set to different values at once; all values of each. The shown one is among them.
    pub disagreements: Vec<Vec<WrittenValue>>,
}

/// One of several values of a field, and who wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenValue {
    /// The value.
    pub value: EntryValue,
    /// Who wrote it, in the order of the letters.
    pub authors: Vec<String>,
}

impl ListEntry {
    /// The id in the catalogue; `None` for what is not there.
    pub fn product_id(&self) -> Option<&str> {
        match &self.key {
            EntryKey::Product(id) => Some(id),
            EntryKey::Lost(_) | EntryKey::Text(_) => None,
        }
    }

    /// The value of a field. Where people set it to different ones at once it is one of them.
    pub fn value(&self, field: EntryField) -> EntryValue {
        match field {
            EntryField::Stand => EntryValue::Stand(self.stand.clone()),
            EntryField::Price => EntryValue::Price(self.price.clone()),
            EntryField::Stock => EntryValue::Stock(self.stock),
            EntryField::Remark => EntryValue::Remark(self.remark.clone()),
            EntryField::Position => EntryValue::Position(Some(self.position.clone())),
        }
    }

    /// The values that people set a field to at once, where they differ.
    pub fn disagreement(&self, field: EntryField) -> Option<&[WrittenValue]> {
        let mut disagreements = self.disputed_fields();
        disagreements.find_map(|(disputed, written)| (disputed == field).then_some(written))
    }

    /// The fields that people set to different values at once, with all values of each.
    pub fn disputed_fields(&self) -> impl Iterator<Item = (EntryField, &[WrittenValue])> {
        let disagreements = self.disagreements.iter();
        disagreements.filter_map(|written| {
            let field = written.first()?.value.field();
            Some((field, written.as_slice()))
        })
    }

    /// The price, where nobody disagrees about it.
    pub fn agreed_price(&self) -> Option<&Price> {
        let is_agreed = self.disagreement(EntryField::Price).is_none();
        self.price.as_ref().filter(|_| is_agreed)
    }

    /// True for a value that it has, and that nobody disagrees about.
    pub fn has_value(&self, value: &EntryValue) -> bool {
        let field = value.field();
        self.value(field) == *value && self.disagreement(field).is_none()
    }

    /// True where there is none left.
    pub fn is_sold_out(&self) -> bool {
        self.stock == Some(Stock::SoldOut)
    }
}

/// An hour of a day in Vietnam.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VisitHour {
    /// The day.
    pub day: Date,
    /// The hour, 0 to 23.
    pub hour: i8,
}

impl VisitHour {
    /// The hour of a time.
    pub fn of(time: Timestamp) -> Self {
        let time = time.to_zoned(TimeZone::fixed(offset(7)));
        Self {
            day: time.date(),
            hour: time.hour(),
        }
    }
}

/// How often visitors asked, by hour.
pub type CountByHour = BTreeMap<VisitHour, usize>;

/// What visitors asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedSubject {
    /// Which one it is.
    pub key: EntryKey,
    /// The product or text.
    pub subject: EntrySubject,
    /// How often.
    pub by_hour: CountByHour,
}

impl AskedSubject {
    /// How often in all.
    pub fn count(&self) -> usize {
        self.by_hour.values().sum()
    }
}

/// A question that has no answer. Those that differ in accents, case and signs alone are one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenQuestion {
    /// The question.
    pub question: String,
    /// How often.
    pub by_hour: CountByHour,
    /// Each time something nearly called so was found.
    pub is_near: bool,
}

impl OpenQuestion {
    /// How often in all.
    pub fn count(&self) -> usize {
        self.by_hour.values().sum()
    }
}

/// A buyer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Buyer {
    /// Their id.
    pub id: BuyerId,
    /// Who they are. Of several that people wrote at once the first in the order of the letters.
    pub details: BuyerDetails,
    /// What people wrote at once, where it differs.
    pub disagreement: Vec<BuyerDetails>,
    /// What they want, in the order of names.
    pub interests: Vec<BuyerWish>,
}

/// What a buyer wants of one product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuyerWish {
    /// Which one it is.
    pub key: EntryKey,
    /// The product or text.
    pub subject: EntrySubject,
    /// How much, and a remark. Of several that people wrote at once the first in the order of the letters.
    pub interest: BuyerInterest,
    /// What people wrote at once, where it differs.
    pub disagreement: Vec<BuyerInterest>,
}

impl BuyerWish {
    /// What is noted: everything that people wrote at once where it differs.
    pub fn written(&self) -> &[BuyerInterest] {
        match self.disagreement.as_slice() {
            [] => std::slice::from_ref(&self.interest),
            several => several,
        }
    }
}

impl Buyer {
    /// What they want of a product of the catalogue.
    pub fn wish_of(&self, id: &str) -> Option<&BuyerWish> {
        let mut wishes = self.interests.iter();
        wishes.find(|wish| wish.key.id_of_product() == Some(id))
    }

    /// What they want of what has this key.
    pub fn find_wish(&self, key: &EntryKey) -> Option<&BuyerWish> {
        self.interests.iter().find(|wish| wish.key == *key)
    }
}

impl ProductList {
    /// The entry with this key.
    pub fn find_entry(&self, key: &EntryKey) -> Option<&ListEntry> {
        self.entries.iter().find(|entry| entry.key == *key)
    }

    /// The entry of a product of the catalogue.
    pub fn find_product(&self, id: &str) -> Option<&ListEntry> {
        self.entries
            .iter()
            .find(|entry| entry.product_id() == Some(id))
    }

    /// The position of its last entry.
    pub fn last_position(&self) -> Option<&str> {
        self.entries.last().map(|entry| entry.position.as_str())
    }

    /// Which place an entry has, from 1.
    pub fn place_of(&self, key: &EntryKey) -> Option<usize> {
        let index = self.entries.iter().position(|entry| entry.key == *key);
        index.map(|index| index + 1)
    }

    /// The buyer with this id.
    pub fn find_buyer(&self, id: BuyerId) -> Option<&Buyer> {
        self.buyers.iter().find(|buyer| buyer.id == id)
    }

    /// True where people set something of it to different values at once.
    pub fn has_disagreement(&self) -> bool {
        !self.disagreements.is_empty()
            || self
                .entries
                .iter()
                .any(|entry| !entry.disagreements.is_empty())
            || self.buyers.iter().any(|buyer| {
                let mut wishes = buyer.interests.iter();
                !buyer.disagreement.is_empty() || wishes.any(|wish| !wish.disagreement.is_empty())
            })
    }
}

/// Every list of a store that stands, the newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProductLists {
    /// The lists.
    pub lists: Vec<ProductList>,
}

impl ProductLists {
    /// The list with this id.
    pub fn get(&self, id: ListId) -> Option<&ProductList> {
        self.lists.iter().find(|list| list.id == id)
    }

    /// The names of the lists, with their ids.
    pub fn names(&self) -> impl Iterator<Item = (ListId, &str)> {
        let lists = self.lists.iter();
        lists.map(|list| (list.id, list.name.as_str()))
    }

    /// The buyers that want a product of the catalogue, with their list and what they want.
    pub fn wishes_of_product<'a>(
        &'a self,
        id: &'a str,
    ) -> impl Iterator<Item = (&'a ProductList, &'a Buyer, &'a BuyerWish)> {
        let buyers = self.lists.iter().flat_map(|list| {
            let buyers = list.buyers.iter();
            buyers.map(move |buyer| (list, buyer))
        });
        buyers.filter_map(move |(list, buyer)| Some((list, buyer, buyer.wish_of(id)?)))
    }

    /// The lists that a product of the catalogue is in, with its entry.
    pub fn lists_of_product<'a>(
        &'a self,
        id: &'a str,
    ) -> impl Iterator<Item = (&'a ProductList, &'a ListEntry)> {
        let lists = self.lists.iter();
        lists.filter_map(move |list| Some((list, list.find_product(id)?)))
    }
}
