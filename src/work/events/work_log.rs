//! All events of a store in memory, and which of them stand.
//!
//! What the log says is a function of the set of its events: inserting them in another order, or twice, changes
//! nothing.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::event::{ReviewId, WorkEvent};
use super::event_body::WorkAct;
use super::event_id::EventId;
use super::event_registers::{Register, find_register};
use super::product_links::ProductLinks;
use super::product_ref::ProductRef;
use crate::work::lists::list_act::ListId;

/// The number of an event in the log, in the order of insertion.
type EventIndex = usize;

/// All events of a store.
#[derive(Debug, Default)]
pub struct WorkLog {
    events: Vec<WorkEvent>,
    by_id: HashMap<EventId, EventIndex>,
    /// For each id the events that name it in `replaces`, also of ids that are not here yet.
    naming: HashMap<EventId, Vec<EventIndex>>,
    by_product: HashMap<Arc<ProductRef>, Vec<EventIndex>>,
    /// By the id that events name.
    refs_by_id: HashMap<String, Vec<Arc<ProductRef>>>,
    /// Events of reviews and labels that are about no product.
    general: Vec<EventIndex>,
    /// The starts of product lists.
    list_starts: Vec<EventIndex>,
    /// What was done in each product list, also in lists whose starts are not here yet.
    by_list: HashMap<ListId, Vec<EventIndex>>,
    links: ProductLinks,
}

impl WorkLog {
    /// Adds an event; false when it is here already.
    pub fn insert(&mut self, event: WorkEvent) -> bool {
        if self.by_id.contains_key(&event.id) {
            return false;
        }
        let index = self.events.len();
        self.by_id.insert(event.id, index);
        for id in &event.replaces {
            self.naming.entry(*id).or_default().push(index);
        }
        if let Some(product) = &event.product {
            if !self.by_product.contains_key(product) {
                let refs = self.refs_by_id.entry(product.id.clone()).or_default();
                refs.push(Arc::clone(product));
            }
            let product = Arc::clone(product);
            self.by_product.entry(product).or_default().push(index);
        }
        match event.act() {
            Some(WorkAct::ListStarted(_)) => self.list_starts.push(index),
            Some(WorkAct::InList { list, .. }) => {
                self.by_list.entry(*list).or_default().push(index);
            }
            _ if event.product.is_none() => self.general.push(index),
            _ => {}
        }
        self.events.push(event);
        true
    }

    /// Every event, in the order of insertion.
    pub fn events(&self) -> &[WorkEvent] {
        &self.events
    }

    /// An event.
    pub fn find_event(&self, id: EventId) -> Option<&WorkEvent> {
        self.by_id.get(&id).map(|index| &self.events[*index])
    }

    /// Every product that some event is about, as it was named.
    pub fn product_refs(&self) -> impl Iterator<Item = &Arc<ProductRef>> {
        self.by_product.keys()
    }

    /// Sets which product of the catalogue each [`ProductRef`] is. Without links a product is found by its id.
    pub fn set_links(&mut self, links: ProductLinks) {
        self.links = links;
    }

    /// Which product of the catalogue each [`ProductRef`] is.
    pub fn links(&self) -> &ProductLinks {
        &self.links
    }

    /// The id in the catalogue of the product that an event names.
    pub fn current_id<'a>(&'a self, product: &'a ProductRef) -> Option<&'a str> {
        self.links.current_id(product)
    }

    /// Every product of the catalogue that some event is about.
    pub fn worked_on_ids(&self) -> BTreeSet<&str> {
        let refs = self.by_product.keys();
        refs.filter_map(|product| self.links.current_id(product))
            .collect()
    }

    /// The events about a product of the catalogue, in the order of insertion.
    pub fn events_of_product(&self, id: &str) -> Vec<&WorkEvent> {
        let linked = self.links.refs_of(id).iter();
        let unlinked = self.refs_by_id.get(id).into_iter().flatten();
        let unlinked = unlinked.filter(|product| !self.links.has_link(product));
        let refs = linked.chain(unlinked.map(|product| &**product));
        let mut indexes: Vec<EventIndex> = refs
            .filter_map(|product| self.by_product.get(product))
            .flatten()
            .copied()
            .collect();
        indexes.sort_unstable();
        indexes
            .into_iter()
            .map(|index| &self.events[index])
            .collect()
    }

    /// The events that name a product exactly so, in the order of insertion.
    pub fn events_naming_product(&self, product: &ProductRef) -> impl Iterator<Item = &WorkEvent> {
        let indexes = self.by_product.get(product).into_iter().flatten();
        indexes.map(|index| &self.events[*index])
    }

    /// Every product that an event or the scope of a review names, once.
    pub fn all_product_refs(&self) -> HashSet<&ProductRef> {
        let mut refs: HashSet<&ProductRef> =
            self.by_product.keys().map(|product| &**product).collect();
        for event in self.general_events() {
            if let Some(WorkAct::ReviewStarted(start)) = event.act() {
                refs.extend(&start.scope);
            }
        }
        refs
    }

    /// Drops every event and keeps the links: before the file is read anew.
    pub fn clear_events(&mut self) {
        let links = std::mem::take(&mut self.links);
        *self = Self {
            links,
            ..Self::default()
        };
    }

    /// The events about no product: of reviews as a whole, and definitions of labels.
    pub fn general_events(&self) -> impl Iterator<Item = &WorkEvent> {
        self.general.iter().map(|index| &self.events[*index])
    }

    /// The starts of product lists, in the order of insertion.
    pub fn list_starts(&self) -> impl Iterator<Item = &WorkEvent> {
        self.list_starts.iter().map(|index| &self.events[*index])
    }

    /// What was done in a product list, without undos, in the order of insertion.
    pub fn events_in_list(&self, list: ListId) -> impl Iterator<Item = &WorkEvent> {
        let indexes = self.by_list.get(&list).into_iter().flatten();
        indexes.map(|index| &self.events[*index])
    }

    /// The events of a review as a whole, its start among them.
    pub fn events_of_review(&self, review: ReviewId) -> impl Iterator<Item = &WorkEvent> {
        self.general_events()
            .filter(move |event| event.id == review || event.review == Some(review))
    }

    /// True unless a standing [`WorkAct::Undone`] of the same author names the event.
    pub fn stands(&self, event: &WorkEvent) -> bool {
        // As nearly all do.
        if self.undos_of(event).next().is_none() {
            return true;
        }
        // An undo can be undone, and so on. The chain is walked with a list of its own: nobody says how long it is.
        let mut path: Vec<(&WorkEvent, usize)> = vec![(event, 0)];
        let mut on_path: HashSet<EventId> = HashSet::from([event.id]);
        let mut answer = true;
        while let Some((current, next)) = path.pop() {
            // `answer` is that of the undo looked at last: a standing one makes the event void.
            if next > 0 && answer {
                answer = false;
                on_path.remove(&current.id);
                continue;
            }
            match self.undos_of(current).nth(next) {
                // Events that undo each other in a circle count for nothing.
                Some(undo) if on_path.contains(&undo.id) => {
                    answer = false;
                    path.push((current, next + 1));
                }
                Some(undo) => {
                    on_path.insert(undo.id);
                    path.push((current, next + 1));
                    path.push((undo, 0));
                }
                None => {
                    answer = true;
                    on_path.remove(&current.id);
                }
            }
        }
        answer
    }

    fn undos_of<'a>(&'a self, event: &'a WorkEvent) -> impl Iterator<Item = &'a WorkEvent> {
        let naming = self.events_naming(event.id);
        naming.filter(|undo| undo.act() == Some(&WorkAct::Undone) && undo.author == event.author)
    }

    /// The events that name an event in what they replace, those that do not stand among them.
    pub fn events_naming(&self, id: EventId) -> impl Iterator<Item = &WorkEvent> {
        let indexes = self.naming.get(&id).into_iter().flatten();
        indexes.map(|index| &self.events[*index])
    }

    /// True for an event that stands and that no standing event replaces.
    pub fn is_head(&self, event: &WorkEvent) -> bool {
        self.stands(event) && !self.is_replaced(event, |_| true)
    }

    /// True where a standing event that `counts` replaces this one.
    pub fn is_replaced(&self, event: &WorkEvent, counts: impl Fn(&WorkEvent) -> bool) -> bool {
        self.events_naming(event.id)
            .any(|other| may_replace(other, event) && counts(other) && self.stands(other))
    }

    /// The standing events of one register among these that nothing replaces, oldest insertion first. More than one is
    /// a disagreement where their values differ.
    pub fn heads<'a>(
        &'a self,
        events: impl IntoIterator<Item = &'a WorkEvent>,
        register: &Register,
    ) -> Vec<&'a WorkEvent> {
        events
            .into_iter()
            .filter(|event| find_register(event).as_ref() == Some(register) && self.is_head(event))
            .collect()
    }
}

/// True where an event may replace another one: they set the same value, and nobody replaces the verdict of somebody
/// else but by settling, nor a settlement but by another one.
fn may_replace(newer: &WorkEvent, older: &WorkEvent) -> bool {
    match (newer.act(), older.act()) {
        (Some(WorkAct::ProposalDecided { .. }), Some(WorkAct::Proposal { .. })) => true,
        (
            Some(WorkAct::Verdict { .. } | WorkAct::Postponed),
            Some(WorkAct::Verdict { .. } | WorkAct::Postponed),
        ) => newer.author == older.author && newer.review == older.review,
        (Some(WorkAct::Verdict { .. } | WorkAct::Postponed), Some(WorkAct::Settled { .. })) => {
            false
        }
        (Some(_), Some(_)) => {
            let register = find_register(newer);
            register.is_some() && register == find_register(older)
        }
        _ => false,
    }
}
