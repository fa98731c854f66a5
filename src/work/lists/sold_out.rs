//! Since when entries are sold out, and how often visitors asked for them afterwards.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::entry_subject::{EntryKey, EntrySubject};
use super::list_act::{EntryValue, ListChange, Stock};
use super::product_list::{ListEntry, ProductList};
use crate::work::events::event_body::WorkAct;
use crate::work::events::work_log::WorkLog;

/// An entry that is sold out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SoldOutEntry {
    /// When that was said first, by the clock of that machine; `None` where it came into the list so.
    pub since: Option<Timestamp>,
    /// When visitors asked for it later, by the clocks of theirs; in order.
    pub asked_later: Vec<Timestamp>,
}

/// The entries of a list that are sold out now.
pub fn find_sold_out(log: &WorkLog, list: &ProductList) -> BTreeMap<EntryKey, SoldOutEntry> {
    let is_sold_out = |key: &EntryKey| {
        let entry = list.find_entry(key);
        entry.is_some_and(ListEntry::is_sold_out)
    };
    let mut said: BTreeMap<EntryKey, (Timestamp, &str)> = BTreeMap::new();
    let mut added: BTreeSet<(EntryKey, Timestamp, &str)> = BTreeSet::new();
    let mut asked: BTreeMap<EntryKey, Vec<Timestamp>> = BTreeMap::new();
    for event in log.events_in_list(list.id) {
        let Some(WorkAct::InList { change, .. }) = event.act() else {
            continue;
        };
        if !log.is_head(event) {
            continue;
        }
        let Some(key) = EntrySubject::of_event(event).map(|subject| subject.key(log)) else {
            continue;
        };
        let written = (event.time, event.author.as_str());
        match **change {
            ListChange::Asked => asked.entry(key).or_default().push(event.time),
            ListChange::Member { present: true, .. } => {
                added.insert((key, written.0, written.1));
            }
            ListChange::Field {
                value: EntryValue::Stock(Some(Stock::SoldOut)),
            } if is_sold_out(&key) => {
                let first = said.entry(key).or_insert(written);
                *first = written.min(*first);
            }
            _ => {}
        }
    }
    let with_asked = said.into_iter().map(|(key, (time, author))| {
        // Said by the act that added it: nobody knows since when.
        let came_so = added.contains(&(key.clone(), time, author));
        let since = (!came_so).then_some(time);
        let mut asked_later = asked.remove(&key).unwrap_or_default();
        asked_later.retain(|asked| since.is_none_or(|since| *asked >= since));
        asked_later.sort_unstable();
        (key, SoldOutEntry { since, asked_later })
    });
    with_asked.collect()
}
