//! The lists that stand, derived from the events of a log, whatever their order.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::entry_subject::{EntryKey, EntrySubject};
use super::list_act::{
    BuyerDetails, BuyerId, BuyerInterest, EntryField, EntryValue, ListChange, ListDetail, ListId,
    ListRegister, ListStart,
};
use super::product_list::{
    AskedSubject, Buyer, BuyerWish, CountByHour, ListEntry, OpenQuestion, ProductList,
    ProductLists, VisitHour,
};
use crate::work::event::WorkEvent;
use crate::work::event_body::WorkAct;
use crate::work::name_key::name_key;
use crate::work::work_log::WorkLog;

impl ProductLists {
    /// Every list that stands and is not deleted.
    pub fn gather(log: &WorkLog) -> Self {
        Self::gather_where(log, |_| true, false)
    }

    /// Every list that stands, deleted ones too.
    pub fn gather_with_deleted(log: &WorkLog) -> Self {
        Self::gather_where(log, |_| true, true)
    }

    /// One list that stands; `None` for a deleted one.
    pub fn gather_one(log: &WorkLog, id: ListId) -> Option<ProductList> {
        let found = Self::gather_where(log, |list| list == id, false);
        found.lists.into_iter().next()
    }

    fn gather_where(log: &WorkLog, wanted: impl Fn(ListId) -> bool, with_deleted: bool) -> Self {
        let mut begun: Vec<(&WorkEvent, &ListStart)> = Vec::new();
        let mut by_list: HashMap<ListId, ListEvents<'_>> = HashMap::new();
        for event in log.events() {
            match event.act() {
                Some(WorkAct::ListStarted(start)) if wanted(event.id) && log.stands(event) => {
                    begun.push((event, start));
                }
                Some(WorkAct::InList { list, change, .. }) if wanted(*list) => {
                    by_list.entry(*list).or_default().take(log, event, change);
                }
                _ => {}
            }
        }
        let nothing = ListEvents::default();
        let mut lists: Vec<ProductList> = begun
            .into_iter()
            .filter_map(|(event, start)| {
                let events = by_list.get(&event.id).unwrap_or(&nothing);
                let deleted = events.heads_of(None, ListRegister::Deleted);
                let is_deleted = !deleted.is_empty()
                    && deleted
                        .iter()
                        .all(|change| **change == ListChange::Deleted { deleted: true });
                (with_deleted || !is_deleted).then(|| events.derive(event, start))
            })
            .collect();
        lists.sort_by_key(|list| std::cmp::Reverse((list.started_at, list.id)));
        Self { lists }
    }
}

/// The events of one list that stand and that nothing replaces.
#[derive(Default)]
struct ListEvents<'a> {
    subjects: BTreeMap<EntryKey, EntrySubject>,
    heads: BTreeMap<(Option<EntryKey>, ListRegister), Vec<&'a ListChange>>,
    asked: BTreeMap<EntryKey, CountByHour>,
    questions: BTreeMap<String, OpenQuestion>,
    buyers: Vec<(BuyerId, &'a BuyerDetails)>,
}

impl<'a> ListEvents<'a> {
    fn take(&mut self, log: &WorkLog, event: &'a WorkEvent, change: &'a ListChange) {
        if !log.is_head(event) {
            return;
        }
        let key = EntrySubject::of_event(event).map(|subject| {
            let key = subject.key(log);
            // Of several spellings always the same one.
            let known = self.subjects.entry(key.clone()).or_insert(subject.clone());
            if subject < *known {
                *known = subject;
            }
            key
        });
        let hour = VisitHour::of(event.time);
        match (change, key) {
            (ListChange::Asked, Some(key)) => {
                *self.asked.entry(key).or_default().entry(hour).or_default() += 1;
            }
            (ListChange::Question { question }, _) => {
                let known = self.questions.entry(name_key(question));
                let known = known.or_insert_with(|| OpenQuestion {
                    question: question.clone(),
                    by_hour: CountByHour::new(),
                });
                if *question < known.question {
                    known.question.clone_from(question);
                }
                *known.by_hour.entry(hour).or_default() += 1;
            }
            (ListChange::BuyerAdded { details }, _) => self.buyers.push((event.id, details)),
            (_, key) => {
                if let Some(register) = change.register() {
                    self.heads.entry((key, register)).or_default().push(change);
                }
            }
        }
    }

    fn heads_of(&self, key: Option<&EntryKey>, register: ListRegister) -> &[&'a ListChange] {
        let heads = self.heads.get(&(key.cloned(), register));
        heads.map_or(&[], Vec::as_slice)
    }

    fn derive(&self, event: &WorkEvent, start: &ListStart) -> ProductList {
        let mut list = ProductList {
            id: event.id,
            name: start.name.clone(),
            kind: start.kind,
            place: start.place.clone(),
            days: start.days,
            disagreements: Vec::new(),
            started_by: event.author.clone(),
            started_at: event.time,
            entries: self.derive_entries(),
            asked: self.derive_asked(),
            questions: self.questions.values().cloned().collect(),
            buyers: self.derive_buyers(),
        };
        for register in [
            ListRegister::Name,
            ListRegister::Kind,
            ListRegister::Place,
            ListRegister::Days,
        ] {
            self.set_detail(&mut list, register);
        }
        list
    }

    fn set_detail(&self, list: &mut ProductList, register: ListRegister) {
        let heads = self.heads_of(None, register).iter();
        let values: BTreeSet<&ListDetail> = heads
            .filter_map(|change| match change {
                ListChange::Detail { value } => Some(value),
                _ => None,
            })
            .collect();
        match values.last() {
            Some(ListDetail::Name(name)) => list.name.clone_from(name),
            Some(ListDetail::Kind(kind)) => list.kind = *kind,
            Some(ListDetail::Place(place)) => list.place.clone_from(place),
            Some(ListDetail::Days(days)) => list.days = *days,
            None => {}
        }
        if values.len() > 1 {
            list.disagreements
                .push(values.into_iter().cloned().collect());
        }
    }

    fn derive_entries(&self) -> Vec<ListEntry> {
        let mut entries: Vec<ListEntry> = self
            .subjects
            .iter()
            .filter_map(|(key, subject)| self.derive_entry(key, subject))
            .collect();
        entries.sort_by_cached_key(|entry| (entry.position.clone(), entry.key.clone()));
        entries
    }

    fn derive_entry(&self, key: &EntryKey, subject: &EntrySubject) -> Option<ListEntry> {
        let members = self.heads_of(Some(key), ListRegister::Member).iter();
        let positions: Vec<&str> = members
            .filter_map(|change| match change {
                ListChange::Member {
                    present: true,
                    position,
                } => Some(position.as_deref().unwrap_or_default()),
                _ => None,
            })
            .collect();
        // In the list as soon as one of those that were written at once says so.
        let first = positions.into_iter().min()?;
        let mut entry = ListEntry {
            key: key.clone(),
            subject: subject.clone(),
            stand: None,
            price: None,
            stock: None,
            remark: None,
            position: first.to_owned(),
            disagreements: Vec::new(),
        };
        for field in [
            EntryField::Stand,
            EntryField::Price,
            EntryField::Stock,
            EntryField::Remark,
            EntryField::Position,
        ] {
            let heads = self.heads_of(Some(key), ListRegister::Field(field));
            let values: BTreeSet<&EntryValue> = heads
                .iter()
                .filter_map(|change| match change {
                    ListChange::Field { value } if !value.is_none() => Some(value),
                    _ => None,
                })
                .collect();
            match values.last() {
                Some(EntryValue::Stand(stand)) => entry.stand.clone_from(stand),
                Some(EntryValue::Price(price)) => entry.price.clone_from(price),
                Some(EntryValue::Stock(stock)) => entry.stock = *stock,
                Some(EntryValue::Remark(remark)) => entry.remark.clone_from(remark),
                Some(EntryValue::Position(Some(position))) => entry.position.clone_from(position),
                Some(EntryValue::Position(None)) | None => {}
            }
            // Two orders at once are told by the list itself.
            if values.len() > 1 && field != EntryField::Position {
                let values = values.into_iter().cloned();
                entry.disagreements.push(values.collect());
            }
        }
        Some(entry)
    }

    fn derive_asked(&self) -> Vec<AskedSubject> {
        let asked = self.asked.iter().filter_map(|(key, by_hour)| {
            Some(AskedSubject {
                key: key.clone(),
                subject: self.subjects.get(key)?.clone(),
                by_hour: by_hour.clone(),
            })
        });
        let mut asked: Vec<AskedSubject> = asked.collect();
        asked.sort_by_cached_key(|asked| (name_key(asked.subject.name()), asked.key.clone()));
        asked
    }

    fn derive_buyers(&self) -> Vec<Buyer> {
        let buyers = self.buyers.iter().filter_map(|(id, details)| {
            let heads = self.heads_of(None, ListRegister::Buyer(*id));
            let written: BTreeSet<&BuyerDetails> = heads
                .iter()
                .filter_map(|change| match change {
                    ListChange::Buyer { details, .. } => details.as_ref(),
                    _ => None,
                })
                .collect();
            let shown = match written.first() {
                Some(written) => *written,
                None if heads.is_empty() => *details,
                // Taken out.
                None => return None,
            };
            Some(Buyer {
                id: *id,
                details: shown.clone(),
                disagreement: where_they_differ(&written),
                interests: self.derive_interests(*id),
            })
        });
        let mut buyers: Vec<Buyer> = buyers.collect();
        buyers.sort_by_cached_key(|buyer| (name_key(&buyer.details.name), buyer.id));
        buyers
    }

    fn derive_interests(&self, buyer: BuyerId) -> Vec<BuyerWish> {
        let register = ListRegister::Interest(buyer);
        let wishes = self.subjects.iter().filter_map(|(key, subject)| {
            let heads = self.heads_of(Some(key), register).iter();
            let written: BTreeSet<&BuyerInterest> = heads
                .filter_map(|change| match change {
                    ListChange::Interest { interest, .. } => interest.as_ref(),
                    _ => None,
                })
                .collect();
            Some(BuyerWish {
                key: key.clone(),
                subject: subject.clone(),
                interest: (*written.first()?).clone(),
                disagreement: where_they_differ(&written),
            })
        });
        let mut wishes: Vec<BuyerWish> = wishes.collect();
        wishes.sort_by_cached_key(|wish| (name_key(wish.subject.name()), wish.key.clone()));
        wishes
    }
}

/// What was written at once, where it is more than one.
fn where_they_differ<T: Clone>(written: &BTreeSet<&T>) -> Vec<T> {
    if written.len() < 2 {
        return Vec::new();
    }
    written.iter().map(|value| (*value).clone()).collect()
}
