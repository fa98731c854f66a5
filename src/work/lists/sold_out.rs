//! Since when entries are sold out, and how often visitors asked for them afterwards.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::entry_subject::{EntryKey, EntrySubject};
use super::list_act::{EntryValue, ListChange, Stock};
use super::product_list::{ListEntry, ProductList};
use crate::work::event_body::WorkAct;
use crate::work::work_log::WorkLog;

/// An entry that is sold out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SoldOutEntry {
    /// When that was said first, by the clock of that machine.
    pub since: Timestamp,
    /// When visitors asked for it later, by the clocks of theirs; in order.
    pub asked_later: Vec<Timestamp>,
}

/// The entries of a list that are sold out now.
pub fn find_sold_out(log: &WorkLog, list: &ProductList) -> BTreeMap<EntryKey, SoldOutEntry> {
    let is_sold_out = |key: &EntryKey| {
        let entry = list.find_entry(key);
        entry.is_some_and(ListEntry::is_sold_out)
    };
    let mut since: BTreeMap<EntryKey, Timestamp> = BTreeMap::new();
    let mut asked: BTreeMap<EntryKey, Vec<Timestamp>> = BTreeMap::new();
    for event in log.events() {
        let Some(WorkAct::InList {
            list: of, change, ..
        }) = event.act()
        else {
            continue;
        };
        if *of != list.id || !log.is_head(event) {
            continue;
        }
        let Some(key) = EntrySubject::of_event(event).map(|subject| subject.key(log)) else {
            continue;
        };
        match **change {
            ListChange::Asked => asked.entry(key).or_default().push(event.time),
            ListChange::Field {
                value: EntryValue::Stock(Some(Stock::SoldOut)),
            } if is_sold_out(&key) => {
                let first = since.entry(key).or_insert(event.time);
                *first = event.time.min(*first);
            }
            _ => {}
        }
    }
    let with_asked = since.into_iter().map(|(key, since)| {
        let mut asked_later = asked.remove(&key).unwrap_or_default();
        asked_later.retain(|time| *time >= since);
        asked_later.sort_unstable();
        (key, SoldOutEntry { since, asked_later })
    });
    with_asked.collect()
}
