//! The lists that stand, derived from the events of a log, whatever their order.

use std::collections::{BTreeMap, BTreeSet};

use super::entry_subject::{EntryKey, EntrySubject};
use super::list_act::{
    BuyerDetails, BuyerId, BuyerInterest, EntryField, EntryValue, ListChange, ListDetail, ListId,
    ListRegister, ListStart,
};
use super::product_list::{
    AskedSubject, Buyer, BuyerWish, CountByHour, ListEntry, OpenQuestion, ProductList,
    ProductLists, VisitHour, WrittenValue,
};
use crate::work::events::event::WorkEvent;
use crate::work::events::event_body::WorkAct;
use crate::work::events::work_log::WorkLog;
use crate::work::name_key::name_key;

impl ProductLists {
    /// Every list that stands and is not deleted.
    pub fn gather(log: &WorkLog) -> Self {
        let mut lists = Self::default();
        lists.lists.extend(
            log.list_starts()
                .filter_map(|event| gather_list(log, event)),
        );
        lists.sort();
        lists
    }

    /// One list that stands; `None` for a deleted one.
    pub fn gather_one(log: &WorkLog, id: ListId) -> Option<ProductList> {
        gather_list(log, log.find_event(id)?)
    }

    /// These lists as the log has them now, where only some of them changed.
    #[must_use]
    pub fn gather_again(&self, log: &WorkLog, changed: &BTreeSet<ListId>) -> Self {
        let kept = self.lists.iter();
        let kept = kept.filter(|list| !changed.contains(&list.id)).cloned();
        let gathered = changed.iter();
        let gathered = gathered.filter_map(|id| Self::gather_one(log, *id));
        let mut lists = Self {
            lists: kept.chain(gathered).collect(),
        };
        lists.sort();
        lists
    }

    /// The newest first.
    fn sort(&mut self) {
        self.lists
            .sort_by_key(|list| std::cmp::Reverse((list.started_at, list.id)));
    }
}

/// The list that an event starts; `None` where it starts none, or one that is deleted.
fn gather_list(log: &WorkLog, event: &WorkEvent) -> Option<ProductList> {
    let Some(WorkAct::ListStarted(start)) = event.act() else {
        return None;
    };
    if !log.stands(event) {
        return None;
    }
    let mut events = ListEvents::default();
    for event in log.events_in_list(event.id) {
        if let Some(WorkAct::InList { change, .. }) = event.act() {
            events.take(log, event, change);
        }
    }
    let mut deleted = events.heads_of(None, ListRegister::Deleted).peekable();
    let is_deleted = deleted.peek().is_some()
        && deleted.all(|change| *change == ListChange::Deleted { deleted: true });
    (!is_deleted).then(|| events.derive(event, start))
}

/// A change and who wrote it.
type WrittenChange<'a> = (&'a ListChange, &'a str);

/// The events of one list that stand and that nothing replaces.
#[derive(Default)]
struct ListEvents<'a> {
    subjects: BTreeMap<EntryKey, EntrySubject>,
    /// What was set, and by whom.
    heads: BTreeMap<(Option<EntryKey>, ListRegister), Vec<WrittenChange<'a>>>,
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
            (ListChange::Question { question, near }, _) => {
                let known = self.questions.entry(name_key(question));
                let known = known.or_insert_with(|| OpenQuestion {
                    question: question.clone(),
                    by_hour: CountByHour::new(),
                    is_near: true,
                });
                known.is_near &= near;
                if *question < known.question {
                    known.question.clone_from(question);
                }
                *known.by_hour.entry(hour).or_default() += 1;
            }
            (ListChange::BuyerAdded { details }, _) => self.buyers.push((event.id, details)),
            (_, key) => {
                if let Some(register) = change.register() {
                    let heads = self.heads.entry((key, register)).or_default();
                    heads.push((change, &event.author));
                }
            }
        }
    }

    fn heads_of(
        &self,
        key: Option<&EntryKey>,
        register: ListRegister,
    ) -> impl Iterator<Item = &'a ListChange> {
        let heads = self.written_heads(key, register).iter();
        heads.map(|(change, _)| *change)
    }

    /// What was set, and by whom.
    fn written_heads(
        &self,
        key: Option<&EntryKey>,
        register: ListRegister,
    ) -> &[(&'a ListChange, &'a str)] {
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
        let heads = self.heads_of(None, register);
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
        let members = self.heads_of(Some(key), ListRegister::Member);
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
            let mut values: BTreeMap<&EntryValue, BTreeSet<&str>> = BTreeMap::new();
            for (change, author) in self.written_heads(Some(key), ListRegister::Field(field)) {
                if let ListChange::Field { value } = change
                    && !value.is_none()
                {
                    values.entry(value).or_default().insert(author);
                }
            }
            match values.keys().next_back() {
                Some(EntryValue::Stand(stand)) => entry.stand.clone_from(stand),
                Some(EntryValue::Price(price)) => entry.price.clone_from(price),
                Some(EntryValue::Stock(stock)) => entry.stock = *stock,
                Some(EntryValue::Remark(remark)) => entry.remark.clone_from(remark),
                Some(EntryValue::Position(Some(position))) => entry.position.clone_from(position),
                Some(EntryValue::Position(None)) | None => {}
            }
            // Two orders at once are told by the list itself.
            if values.len() > 1 && field != EntryField::Position {
                let written = values.into_iter().map(|(value, authors)| WrittenValue {
                    value: value.clone(),
                    authors: authors.into_iter().map(str::to_owned).collect(),
                });
                entry.disagreements.push(written.collect());
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
            let mut heads = self.heads_of(None, ListRegister::Buyer(*id)).peekable();
            let is_as_added = heads.peek().is_none();
            let written: BTreeSet<&BuyerDetails> = heads
                .filter_map(|change| match change {
                    ListChange::Buyer { details, .. } => details.as_ref(),
                    _ => None,
                })
                .collect();
            let shown = match written.first() {
                Some(written) => *written,
                None if is_as_added => *details,
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
            let heads = self.heads_of(Some(key), register);
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
