//! The cost of one product for a plan: the cheapest way to give each slot a word of it.
//!
//! Most products are decided by a look: they are a [`run`](super::run), or a [`Table`] tells for each word, and
//! for each place and producer, which slots they can serve. Only what has a word for every slot is
//! [`arranged`](super::arrange). Must not: filter or
//! know facets.

use tantivy::DocId;

use super::arrange::{self, Arranger, NEAR, Place};
use super::lines::{Line, Lines, Row};
use super::run::{self, Runs};
use super::schema::Part;
use super::slot::{Follows, Plan, Slot};
use crate::query::MAX_WORDS;

/// Most slots of a plan: one bit each, in half a number.
pub(crate) const MOST_SLOTS: usize = 32;

/// Every word that is looked up has a slot, or a long name would find nothing, not even itself.
const _: () = assert!(MAX_WORDS <= MOST_SLOTS);

/// From so many products on it pays to look at all places and producers first.
const MANY: usize = 4096;

/// Not yet known of a producer.
const UNKNOWN: u32 = u32::MAX;

/// Nothing there.
const NOTHING: u32 = u32::MAX - 1;

/// What a plan finds in words, places and producers; for any number of threads.
pub(crate) struct Table<'a> {
    plan: &'a Plan,
    pub(super) lines: &'a Lines,
    /// By word, the slots it may stand for, one bit each; and once more in the upper half those for which it is
    /// more than near.
    slots: Vec<u64>,
    /// The slots that want words, and those of them that look beyond names.
    wanted: u32,
    beyond_names: u32,
    /// The slots that begin a chain of words side by side, and those that end one; see [`Self::chained`].
    chains: [u32; 2],
    /// By place and by producer: the slots that have a word there, as for words; for a plan of one slot what the
    /// cheapest costs. Empty when few products are scored.
    shared: [Vec<u64>; 2],
    /// Names that are decided by a look.
    runs: Option<Runs>,
    /// No product that takes a word beyond the name and specialty costs less than this, what is left uncovered of
    /// the name aside.
    floor: u32,
    /// No product costs less than this.
    least: u32,
}

impl<'a> Table<'a> {
    /// The table for scoring about so many products of a catalogue with so many words.
    pub(crate) fn new(plan: &'a Plan, lines: &'a Lines, words: usize, products: usize) -> Self {
        let least = cheapest(plan);
        let mut table = Self {
            plan,
            lines,
            slots: vec![0; words],
            wanted: 0,
            beyond_names: 0,
            chains: chains(plan),
            shared: [Vec::new(), Vec::new()],
            runs: Runs::new(plan, words),
            // Wherever words occur.
            floor: least + arrange::entry(Part::Place, 0),
            least,
        };
        let one = plan.slots.len() == 1;
        let many = products >= MANY;
        if many {
            let nothing = if one { u64::from(NOTHING) } else { 0 };
            table.shared = [lines.places_len(), lines.makers_len()].map(|size| vec![nothing; size]);
        }
        // The first slot with words, and what they cost in places and producers.
        let first = plan.slots.iter().position(|slot| slot.docs.is_none());
        let mut beyond = u32::MAX;
        for (number, slot) in plan.slots.iter().enumerate().take(MOST_SLOTS) {
            if slot.docs.is_some() {
                continue;
            }
            table.wanted |= 1 << number;
            if !slot.name_only {
                table.beyond_names |= 1 << number;
            }
            for word in &slot.words {
                let cost = slot.cost(*word).unwrap_or(NEAR);
                let bits = bits(number, cost);
                if let Some(slots) = table.slots.get_mut(*word as usize) {
                    *slots |= bits;
                }
                if many && !slot.name_only {
                    let least = table.share(*word, bits, cost);
                    if Some(number) == first {
                        beyond = beyond.min(least);
                    }
                }
            }
        }
        if let Some(first) = first.filter(|_| many) {
            let later = if one {
                u32::MAX
            } else {
                arrange::change(Part::Place)
            };
            table.floor = table
                .least
                .saturating_add(later.min(beyond - cheapest_of(&plan.slots[first])));
        }
        table
    }

    /// Tells places and producers of a word that they have: the slot's bits, or the cost for a plan of one.
    /// Returns the least that it costs to begin with one of them.
    fn share(&mut self, word: u32, bits: u64, cost: u16) -> u32 {
        let one = self.plan.slots.len() == 1;
        let holders = self.lines.holders(word, self.slots.len());
        let mut least = u32::MAX;
        let shared = self.shared.iter_mut().zip(holders);
        for (part, (shared, holders)) in [Part::Place, Part::Producer].into_iter().zip(shared) {
            let cost = u32::from(cost) + arrange::entry(part, 0);
            if !holders.is_empty() {
                least = least.min(cost);
            }
            for holder in holders {
                let known = &mut shared[*holder as usize];
                *known = if one {
                    u64::from(cost).min(*known)
                } else {
                    *known | bits
                };
            }
        }
        least
    }

    /// True when no product that has a word for each slot is refused: not all of them can be only near.
    pub(super) fn takes_all(&self) -> bool {
        let near = |slot: &Slot| {
            slot.words
                .iter()
                .any(|word| slot.cost(*word).is_some_and(|cost| cost >= NEAR))
        };
        let Plan { slots, welcome, .. } = self.plan;
        welcome.is_empty() && (slots.len() == 1 || !slots.iter().all(near))
    }

    /// What is no run costs no less than this.
    pub(super) fn runs_floor(&self) -> Option<u32> {
        self.runs.as_ref().map(|runs| runs.floor)
    }

    /// What a product costs that is a run; `None` when it is none.
    #[inline]
    pub(super) fn run(&self, doc: DocId) -> Option<u32> {
        let [name, _] = self.lines.own(doc);
        self.runs.as_ref()?.cost(name, &self.slots)
    }

    /// False when words that must stand side by side do so in no field, by one look at each word.
    #[inline]
    fn chained(&self, parts: [&[u32]; 4]) -> bool {
        let [begins, ends] = self.chains;
        if ends == 0 {
            return true;
        }
        let done = parts.map(|words| run::chain(words, begins, &self.slots));
        done.into_iter().fold(0, |done, slots| done | slots) & ends == ends
    }

    /// The bits of the slots that look beyond names.
    fn beyond_names(&self) -> u64 {
        u64::from(self.beyond_names) | u64::from(self.beyond_names) << 32
    }

    /// The slots that have a word among these.
    #[inline]
    fn has(&self, words: &[u32]) -> u64 {
        let slots = |word: &u32| self.slots.get(*word as usize).copied().unwrap_or(0);
        words.iter().fold(0, |has, word| has | slots(word))
    }
}

/// A slot's bits for a word that costs this much.
fn bits(slot: usize, cost: u16) -> u64 {
    let more_than_near = u64::from(cost < NEAR);
    (1 | more_than_near << 32) << slot
}

/// Works out the costs of products; its memory is reused from product to product.
pub(crate) struct Scorer<'a> {
    table: &'a Table<'a>,
    /// By producer: what it costs when all words are the producer's, whatever the name. Empty when few products
    /// are scored.
    makers: Vec<u32>,
    /// What costs more than this is not asked for.
    pub(crate) limit: u32,
    arranger: Arranger,
}

impl<'a> Scorer<'a> {
    /// A scorer by a table.
    pub(crate) fn new(table: &'a Table<'a>) -> Self {
        // A plan of one slot knows that from the table.
        let several = table.plan.slots.len() > 1;
        let makers = if several { table.shared[1].len() } else { 0 };
        Self {
            table,
            makers: vec![UNKNOWN; makers],
            limit: u32::MAX,
            arranger: Arranger::default(),
        }
    }

    /// The cost of a product; `None` when some slot has no word in it.
    pub(crate) fn cost(&mut self, doc: DocId) -> Option<u32> {
        let Table {
            plan,
            lines,
            slots,
            wanted,
            runs,
            ..
        } = self.table;
        let own = lines.own(doc);
        if let Some(runs) = runs
            && let Some(cost) = runs.cost(own[0], slots)
        {
            return Some(cost).filter(|_| runs.near_cost <= self.limit);
        }
        let row = lines.row(doc);
        if let [slot] = plan.slots.as_slice()
            && slot.docs.is_none()
        {
            return self.single(slot, own, row);
        }
        let in_own = self.table.has(own[0]) | self.table.has(own[1]);
        let parts = [own[0], own[1], &[], &[]];
        if in_own as u32 == *wanted && *wanted != 0 && self.table.chained(parts) {
            // Other fields may have the words as well, but seldom cheaper.
            let cost = self.arranger.cost(plan, slots, doc, Line { parts });
            if cost.is_some_and(|cost| cost <= self.table.floor) {
                return cost;
            }
        }
        let in_place = self.shared(0, row.place);
        let in_maker = self.shared(1, row.maker);
        let has = in_own | in_place | in_maker;
        let near = (*wanted & !((has >> 32) as u32)).count_ones();
        if has as u32 != *wanted || plan.base + near * u32::from(NEAR) > self.limit {
            return None;
        }
        let place = if in_place == 0 {
            &[]
        } else {
            lines.place(row.place)
        };
        let maker = if in_maker == 0 {
            &[]
        } else {
            lines.maker(row.maker)
        };
        let line = Line {
            parts: [own[0], own[1], place, maker],
        };
        if !self.table.chained(line.parts) {
            return None;
        }
        if in_own | in_place != 0 || *wanted == 0 || self.makers.is_empty() {
            return self.arranger.cost(plan, slots, doc, line);
        }
        let uncovered = arrange::uncovered(own[0].len(), 0);
        let known = self.makers[row.maker as usize];
        if known != UNKNOWN {
            return (known != NOTHING).then(|| known + uncovered);
        }
        let cost = self.arranger.cost(plan, slots, doc, line);
        self.makers[row.maker as usize] = cost.map_or(NOTHING, |cost| cost - uncovered);
        cost
    }

    /// What a product costs that is no run and that has a word for each slot, all of them in the name and specialty
    /// or not; `None` when that is surely more than this.
    pub(crate) fn cost_up_to(&mut self, doc: DocId, in_own: bool, most: u32) -> Option<u32> {
        let table = self.table;
        // The second look takes longer.
        let too_dear = if in_own {
            table.runs_floor().is_some_and(|floor| floor > most) || self.bound_own(doc) > most
        } else {
            table.floor > most || self.bound_beyond(doc) > most
        };
        if too_dear { None } else { self.cost(doc) }
    }

    /// A product that has a word for each slot in its name and specialty costs no less than this.
    fn bound_own(&self, doc: DocId) -> u32 {
        let Table {
            lines,
            slots,
            runs,
            floor,
            ..
        } = self.table;
        let Some(runs) = runs else { return 0 };
        let own = lines.own(doc);
        let covered = (self.table.has(own[0]) as u32).count_ones() as usize;
        let uncovered = arrange::uncovered(own[0].len(), covered);
        runs.bound(own, slots).min(*floor).saturating_add(uncovered)
    }

    /// A product that takes a word beyond the name and specialty costs no less than this.
    fn bound_beyond(&self, doc: DocId) -> u32 {
        let Table {
            plan,
            lines,
            wanted,
            least,
            ..
        } = self.table;
        let [name, specialty] = lines.own(doc);
        let row = lines.row(doc);
        let in_maker = self.shared(1, row.maker);
        if wanted.is_power_of_two() {
            // Its table has costs instead of slots.
            let beyond = self.shared(0, row.place).min(in_maker) as u32;
            return plan.base + beyond + arrange::uncovered(name.len(), 0);
        }
        let in_name = self.table.has(name) as u32;
        let in_own = in_name | self.table.has(specialty) as u32;
        let steps = if in_own & 1 == 1 {
            arrange::change(Part::Place)
        } else if self.shared(0, row.place) & 1 == 1 {
            arrange::entry(Part::Place, 0)
        } else {
            let elsewhere = in_maker as u32 != *wanted;
            let change = if elsewhere {
                arrange::change(Part::Name)
            } else {
                0
            };
            arrange::entry(Part::Producer, 0) + change
        };
        let covered = in_name.count_ones() as usize;
        least.saturating_add(steps) + arrange::uncovered(name.len(), covered)
    }

    /// Which word each slot takes in a product.
    pub(crate) fn places(&mut self, doc: DocId) -> Vec<Place> {
        let Table {
            plan, lines, slots, ..
        } = self.table;
        self.arranger.places(plan, slots, doc, lines.line(doc))
    }

    /// The words of a place or producer.
    fn words(&self, kind: usize, number: u32) -> &'a [u32] {
        let lines = self.table.lines;
        if kind == 0 {
            lines.place(number)
        } else {
            lines.maker(number)
        }
    }

    /// The slots that have a word in a place or producer.
    #[inline]
    fn shared(&self, kind: usize, number: u32) -> u64 {
        match self.table.shared[kind].get(number as usize) {
            Some(known) => *known,
            None => self.table.has(self.words(kind, number)) & self.table.beyond_names(),
        }
    }

    /// The cost for a plan of one slot.
    fn single(&self, slot: &Slot, own: [&[u32]; 2], row: Row) -> Option<u32> {
        let base = self.table.plan.base;
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
        if base.saturating_add(best) > self.table.floor {
            let place = self.cheapest(slot, 0, row.place, Part::Place);
            let maker = self.cheapest(slot, 1, row.maker, Part::Producer);
            if place.min(maker) < best {
                (best, in_name) = (place.min(maker), false);
            }
        }
        if best >= NOTHING {
            return None;
        }
        Some(base + best + arrange::uncovered(own[0].len(), usize::from(in_name)))
    }

    /// What the cheapest word of a place or producer costs; [`NOTHING`] when there is none.
    #[inline]
    fn cheapest(&self, slot: &Slot, kind: usize, number: u32, part: Part) -> u32 {
        if let Some(known) = self.table.shared[kind].get(number as usize) {
            return *known as u32;
        }
        let words = self.words(kind, number).iter();
        let costs = words.filter_map(|word| slot.cost(*word).filter(|_| slot.looks_at(part)));
        costs
            .min()
            .map_or(NOTHING, |own| u32::from(own) + arrange::entry(part, 0))
    }
}

/// The slots that begin a chain of words side by side, and those that end one, one bit each; none when no words
/// have to stand side by side.
fn chains(plan: &Plan) -> [u32; 2] {
    let mut chains = [0, 0];
    let next = |slot: Option<&Slot>| slot.is_some_and(|slot| slot.follows == Follows::Next);
    let slots = &plan.slots;
    if !slots.iter().any(|slot| next(Some(slot))) || slots.iter().any(|slot| slot.docs.is_some()) {
        return chains;
    }
    for (number, slot) in slots.iter().enumerate().take(MOST_SLOTS) {
        chains[0] |= u32::from(number == 0 || !next(Some(slot))) << number;
        chains[1] |= u32::from(!next(slots.get(number + 1))) << number;
    }
    chains
}

/// No product costs less for a plan.
pub(crate) fn cheapest(plan: &Plan) -> u32 {
    plan.base + plan.slots.iter().map(cheapest_of).sum::<u32>()
}

/// What the cheapest word or product of a slot costs.
fn cheapest_of(slot: &Slot) -> u32 {
    let cheapest = match &slot.docs {
        Some(docs) => docs.values().min().copied(),
        None => slot.words.iter().filter_map(|word| slot.cost(*word)).min(),
    };
    u32::from(cheapest.unwrap_or(0))
}
