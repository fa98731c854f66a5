//! The cost of one product for a plan: the cheapest way to give each slot a word of it.
//!
//! Most products are decided by a look: a table says for each word which slots it may stand for, and what a
//! place or a producer has is remembered for the next product that shares it. Only what has a word for every
//! slot is [`arranged`](super::arrange). Must not: filter or know facets.

use tantivy::DocId;

use super::arrange::{self, Arranger, Place};
use super::lines::{Line, Lines};
use super::schema::Part;
use super::slot::{Plan, Slot};

/// Most slots of a plan: one bit each.
pub(crate) const MOST_SLOTS: usize = 31;

/// From so many products on, what places and producers have is remembered.
const MANY: usize = 4096;

/// Not yet known of a place or producer.
const UNKNOWN: u32 = u32::MAX;

/// Nothing there.
const NOTHING: u32 = u32::MAX - 1;

/// Works out the costs of products for a plan; its memory is reused from product to product.
pub(crate) struct Scorer<'a> {
    plan: &'a Plan,
    lines: &'a Lines,
    /// By word, the slots it may stand for, one bit each.
    slots: Vec<u32>,
    /// The slots that want words, and those of them that look beyond names.
    wanted: u32,
    beyond_names: u32,
    /// By place and by producer: the slots that have a word there; for a plan of one slot what the cheapest
    /// costs. Empty when few products are scored.
    known: [Vec<u32>; 2],
    /// By producer: what it costs when all words are the producer's, whatever the name. Empty likewise.
    makers: Vec<u32>,
    /// See [`floor`].
    floor: u32,
    arranger: Arranger,
}

impl<'a> Scorer<'a> {
    /// A scorer for about so many products.
    pub(crate) fn new(plan: &'a Plan, lines: &'a Lines, words: usize, products: usize) -> Self {
        let mut slots = vec![0_u32; words];
        let (mut wanted, mut beyond_names) = (0, 0);
        for (number, slot) in plan.slots.iter().enumerate().take(MOST_SLOTS) {
            if slot.docs.is_some() {
                continue;
            }
            wanted |= 1 << number;
            if !slot.name_only {
                beyond_names |= 1 << number;
            }
            for word in &slot.words {
                if let Some(slots) = slots.get_mut(*word as usize) {
                    *slots |= 1 << number;
                }
            }
        }
        let makers = if products < MANY {
            0
        } else {
            lines.makers_len()
        };
        let sizes = [lines.places_len(), lines.makers_len()];
        let known = sizes.map(|size| {
            if products < MANY {
                Vec::new()
            } else {
                vec![UNKNOWN; size]
            }
        });
        Self {
            plan,
            lines,
            slots,
            wanted,
            beyond_names,
            known,
            makers: vec![UNKNOWN; makers],
            floor: floor(plan),
            arranger: Arranger::default(),
        }
    }

    /// The cost of a product; `None` when some slot has no word in it.
    pub(crate) fn cost(&mut self, doc: DocId) -> Option<u32> {
        let own = self.lines.own(doc);
        let numbers = [
            self.lines.places[doc as usize],
            self.lines.makers[doc as usize],
        ];
        if let [slot] = self.plan.slots.as_slice()
            && slot.docs.is_none()
        {
            return self.single(slot, own, numbers);
        }
        let in_own = self.has(own[0]) | self.has(own[1]);
        if in_own == self.wanted {
            // Other fields may have the words as well, but seldom cheaper.
            let parts = [own[0], own[1], &[], &[]];
            let cost = self
                .arranger
                .cost(self.plan, &self.slots, doc, Line { parts });
            if cost.is_some_and(|cost| cost <= self.floor) {
                return cost;
            }
        }
        let in_place = self.shared(0, numbers[0]);
        let in_maker = self.shared(1, numbers[1]);
        if (in_own | in_place | in_maker) != self.wanted {
            return None;
        }
        let line = |lines: &'a Lines| Line {
            parts: [
                own[0],
                own[1],
                if in_place == 0 {
                    &[]
                } else {
                    lines.place(numbers[0])
                },
                if in_maker == 0 {
                    &[]
                } else {
                    lines.maker(numbers[1])
                },
            ],
        };
        if in_own | in_place != 0 || self.wanted == 0 || self.makers.is_empty() {
            return self
                .arranger
                .cost(self.plan, &self.slots, doc, line(self.lines));
        }
        let uncovered = arrange::uncovered(own[0].len(), 0);
        let known = self.makers[numbers[1] as usize];
        if known != UNKNOWN {
            return (known != NOTHING).then(|| known + uncovered);
        }
        let cost = self
            .arranger
            .cost(self.plan, &self.slots, doc, line(self.lines));
        self.makers[numbers[1] as usize] = cost.map_or(NOTHING, |cost| cost - uncovered);
        cost
    }

    /// Which word each slot takes in a product.
    pub(crate) fn places(&mut self, doc: DocId) -> Vec<Place> {
        let line = self.lines.line(doc);
        self.arranger.places(self.plan, &self.slots, doc, line)
    }

    /// The slots that have a word among these.
    fn has(&self, words: &[u32]) -> u32 {
        words.iter().fold(0, |has, word| {
            has | self.slots.get(*word as usize).copied().unwrap_or(0)
        })
    }

    /// The words of a place or producer.
    fn words(&self, kind: usize, number: u32) -> &'a [u32] {
        if kind == 0 {
            self.lines.place(number)
        } else {
            self.lines.maker(number)
        }
    }

    /// The slots that have a word in a place or producer.
    #[inline]
    fn shared(&mut self, kind: usize, number: u32) -> u32 {
        match self.known[kind].get(number as usize) {
            Some(known) if *known != UNKNOWN => *known,
            _ => self.look(kind, number),
        }
    }

    /// The same, looked at and remembered.
    #[cold]
    fn look(&mut self, kind: usize, number: u32) -> u32 {
        let has = self.has(self.words(kind, number)) & self.beyond_names;
        if let Some(known) = self.known[kind].get_mut(number as usize) {
            *known = has;
        }
        has
    }

    /// The cost for a plan of one slot.
    fn single(&mut self, slot: &Slot, own: [&[u32]; 2], numbers: [u32; 2]) -> Option<u32> {
        let mut best = NOTHING;
        let mut in_name = false;
        for part in [Part::Name, Part::Specialty] {
            for (at, word) in own[part as usize].iter().enumerate() {
                if let Some(cost) = slot.cost(*word) {
                    let cost = u32::from(cost) + arrange::entry(part, at);
                    if cost < best {
                        (best, in_name) = (cost, part == Part::Name);
                    }
                }
            }
        }
        // Other fields cost more to enter than most words of a name.
        if self.plan.base + best > self.floor {
            let place = self.cheapest(slot, 0, numbers[0], Part::Place);
            let maker = self.cheapest(slot, 1, numbers[1], Part::Producer);
            if place.min(maker) < best {
                (best, in_name) = (place.min(maker), false);
            }
        }
        if best >= NOTHING {
            return None;
        }
        let uncovered = arrange::uncovered(own[0].len(), usize::from(in_name));
        Some(self.plan.base + best + uncovered)
    }

    /// What the cheapest word of a place or producer costs; [`NOTHING`] when there is none.
    #[inline]
    fn cheapest(&mut self, slot: &Slot, kind: usize, number: u32, part: Part) -> u32 {
        match self.known[kind].get(number as usize) {
            Some(known) if *known != UNKNOWN => *known,
            _ => self.find_cheapest(slot, kind, number, part),
        }
    }

    /// The same, worked out and remembered.
    #[cold]
    fn find_cheapest(&mut self, slot: &Slot, kind: usize, number: u32, part: Part) -> u32 {
        let words = self.words(kind, number).iter();
        let costs = words.filter_map(|word| slot.cost(*word).filter(|_| slot.looks_at(part)));
        let cheapest = costs
            .min()
            .map_or(NOTHING, |own| u32::from(own) + arrange::entry(part, 0));
        if let Some(known) = self.known[kind].get_mut(number as usize) {
            *known = cheapest;
        }
        cheapest
    }
}

/// No arrangement with a word beyond the name and specialty costs less than this, what is left uncovered of the
/// name aside.
pub(crate) fn floor(plan: &Plan) -> u32 {
    let cheapest = |slot: &Slot| slot.words.iter().filter_map(|word| slot.cost(*word)).min();
    let words = plan
        .slots
        .iter()
        .map(|slot| u32::from(cheapest(slot).unwrap_or(0)));
    plan.base + words.sum::<u32>() + arrange::entry(Part::Place, 0)
}
