//! The cost of one product for a plan: the cheapest way to give each slot a word of it.
//!
//! Most products are decided by a look: they are a [`run`](crate::search::run), or a [`Table`] tells for each word, and
//! for each place and producer, which slots they can serve. Only what has a word for every slot is
//! [`arranged`](crate::search::arrange). Must not: filter or
//! know facets.

use tantivy::DocId;

use crate::query::MAX_QUERY_WORDS;
use crate::search::columns::forward_index::{ForwardIndex, ForwardIndexEntry, ProductWords};
use crate::search::columns::schema::SearchField;
use crate::search::interpret::query_term::{Interpretation, OrderConstraint, QueryTerm};
use crate::search::matching::alignment;
use crate::search::matching::alignment::{NEAR_MATCH_COST, TermMatch, WordAligner};
use crate::search::matching::contiguous;
use crate::search::matching::contiguous::ContiguousCosts;

/// Most slots of a plan: one bit each, in half a number.
pub(crate) const MAX_QUERY_TERMS: usize = 32;

/// Every word that is looked up has a slot, or a long name would find nothing, not even itself.
const _: () = assert!(MAX_QUERY_WORDS <= MAX_QUERY_TERMS);

/// From so many products on it pays to look at all places and producers first.
const SHARED_TABLE_THRESHOLD: usize = 4096;

/// Not yet known of a producer.
const UNKNOWN_COST: u32 = u32::MAX;

/// Nothing there.
const NO_MATCH_COST: u32 = u32::MAX - 1;

/// What a plan finds in words, places and producers; for any number of threads.
pub(crate) struct TermMatchTable<'a> {
    interpretation: &'a Interpretation,
    pub(crate) forward_index: &'a ForwardIndex,
    /// By word, the slots it may stand for, one bit each; and once more in the upper half those for which it is
    /// more than near.
    term_masks: Vec<u64>,
    /// The slots that want words, and those of them that look beyond names.
    required_mask: u32,
    shared_field_mask: u32,
    /// The slots that begin a chain of words side by side, and those that end one; see [`Self::chained`].
    chain_masks: [u32; 2],
    /// By place and by producer: the slots that have a word there, as for words; for a plan of one slot what the
    /// cheapest costs. Empty when few products are scored.
    shared_table: [Vec<u64>; 2],
    /// Names that are decided by a look.
    contiguous: Option<ContiguousCosts>,
    /// No product that takes a word beyond the name and specialty costs less than this, what is left uncovered of
    /// the name aside.
    shared_field_floor: u32,
    /// No product costs less than this.
    min_cost: u32,
}

impl<'a> TermMatchTable<'a> {
    /// The table for scoring about so many products of a catalogue with so many words.
    pub(crate) fn new(
        plan: &'a Interpretation,
        lines: &'a ForwardIndex,
        words: usize,
        products: usize,
    ) -> Self {
        let least = min_interpretation_cost(plan);
        let mut table = Self {
            interpretation: plan,
            forward_index: lines,
            term_masks: vec![0; words],
            required_mask: 0,
            shared_field_mask: 0,
            chain_masks: compute_chain_masks(plan),
            shared_table: [Vec::new(), Vec::new()],
            contiguous: ContiguousCosts::new(plan, words),
            // Wherever words occur.
            shared_field_floor: least + alignment::entry_cost(SearchField::Place, 0),
            min_cost: least,
        };
        let one = plan.terms.len() == 1;
        let many = products >= SHARED_TABLE_THRESHOLD;
        if many {
            let nothing = if one { u64::from(NO_MATCH_COST) } else { 0 };
            table.shared_table =
                [lines.place_count(), lines.producer_count()].map(|size| vec![nothing; size]);
        }
        // The first slot with words, and what they cost in places and producers.
        let first = plan.terms.iter().position(|slot| slot.docs.is_none());
        let mut beyond = u32::MAX;
        for (number, slot) in plan.terms.iter().enumerate().take(MAX_QUERY_TERMS) {
            if slot.docs.is_some() {
                continue;
            }
            table.required_mask |= 1 << number;
            if !slot.name_only {
                table.shared_field_mask |= 1 << number;
            }
            for word in &slot.words {
                let cost = slot.word_cost(*word).unwrap_or(NEAR_MATCH_COST);
                let bits = term_bits(number, cost);
                if let Some(slots) = table.term_masks.get_mut(*word as usize) {
                    *slots |= bits;
                }
                if many && !slot.name_only {
                    let least = table.mark_shared_fields(*word, bits, cost);
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
                alignment::field_change_cost(SearchField::Place)
            };
            table.shared_field_floor = table
                .min_cost
                .saturating_add(later.min(beyond - min_term_cost(&plan.terms[first])));
        }
        table
    }

    /// Tells places and producers of a word that they have: the slot's bits, or the cost for a plan of one.
    /// Returns the least that it costs to begin with one of them.
    fn mark_shared_fields(&mut self, word: u32, bits: u64, cost: u16) -> u32 {
        let one = self.interpretation.terms.len() == 1;
        let holders = self
            .forward_index
            .shared_postings(word, self.term_masks.len());
        let mut least = u32::MAX;
        let shared = self.shared_table.iter_mut().zip(holders);
        for (part, (shared, holders)) in [SearchField::Place, SearchField::Producer]
            .into_iter()
            .zip(shared)
        {
            let cost = u32::from(cost) + alignment::entry_cost(part, 0);
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
    pub(crate) fn accepts_all_matches(&self) -> bool {
        let near = |slot: &QueryTerm| {
            slot.words.iter().any(|word| {
                slot.word_cost(*word)
                    .is_some_and(|cost| cost >= NEAR_MATCH_COST)
            })
        };
        let Interpretation {
            terms: slots,
            bonus_terms: welcome,
            ..
        } = self.interpretation;
        welcome.is_empty() && (slots.len() == 1 || !slots.iter().all(near))
    }

    /// What is no run costs no less than this.
    pub(crate) fn scattered_floor(&self) -> Option<u32> {
        self.contiguous.as_ref().map(|runs| runs.scattered_floor)
    }

    /// What a product costs that is a run; `None` when it is none.
    #[inline]
    pub(crate) fn contiguous_cost(&self, doc: DocId) -> Option<u32> {
        let [name, _] = self.forward_index.name_and_specialty(doc);
        self.contiguous
            .as_ref()?
            .contiguous_cost(name, &self.term_masks)
    }

    /// False when words that must stand side by side do so in no field, by one look at each word.
    #[inline]
    fn has_required_chains(&self, parts: [&[u32]; 4]) -> bool {
        let [begins, ends] = self.chain_masks;
        if ends == 0 {
            return true;
        }
        let done = parts.map(|words| contiguous::reachable_terms(words, begins, &self.term_masks));
        done.into_iter().fold(0, |done, slots| done | slots) & ends == ends
    }

    /// The bits of the slots that look beyond names.
    fn doubled_shared_field_mask(&self) -> u64 {
        u64::from(self.shared_field_mask) | u64::from(self.shared_field_mask) << 32
    }

    /// The slots that have a word among these.
    #[inline]
    fn matching_terms(&self, words: &[u32]) -> u64 {
        let slots = |word: &u32| self.term_masks.get(*word as usize).copied().unwrap_or(0);
        words.iter().fold(0, |has, word| has | slots(word))
    }
}

/// A slot's bits for a word that costs this much.
fn term_bits(slot: usize, cost: u16) -> u64 {
    let more_than_near = u64::from(cost < NEAR_MATCH_COST);
    (1 | more_than_near << 32) << slot
}

/// Works out the costs of products; its memory is reused from product to product.
pub(crate) struct ProductScorer<'a> {
    table: &'a TermMatchTable<'a>,
    /// By producer: what it costs when all words are the producer's, whatever the name. Empty when few products
    /// are scored.
    producer_costs: Vec<u32>,
    /// What costs more than this is not asked for.
    pub(crate) cost_limit: u32,
    aligner: WordAligner,
}

impl<'a> ProductScorer<'a> {
    /// A scorer by a table.
    pub(crate) fn new(table: &'a TermMatchTable<'a>) -> Self {
        // A plan of one slot knows that from the table.
        let several = table.interpretation.terms.len() > 1;
        let makers = if several {
            table.shared_table[1].len()
        } else {
            0
        };
        Self {
            table,
            producer_costs: vec![UNKNOWN_COST; makers],
            cost_limit: u32::MAX,
            aligner: WordAligner::default(),
        }
    }

    /// The cost of a product; `None` when some slot has no word in it.
    pub(crate) fn product_cost(&mut self, doc: DocId) -> Option<u32> {
        let TermMatchTable {
            interpretation: plan,
            forward_index: lines,
            term_masks: slots,
            required_mask: wanted,
            contiguous: runs,
            ..
        } = self.table;
        let own = lines.name_and_specialty(doc);
        if let Some(runs) = runs
            && let Some(cost) = runs.contiguous_cost(own[0], slots)
        {
            return Some(cost).filter(|_| runs.near_cost <= self.cost_limit);
        }
        let row = lines.product_entry(doc);
        if let [slot] = plan.terms.as_slice()
            && slot.docs.is_none()
        {
            return self.single_term_cost(slot, own, row);
        }
        let in_own = self.table.matching_terms(own[0]) | self.table.matching_terms(own[1]);
        let parts = [own[0], own[1], &[], &[]];
        if in_own as u32 == *wanted && *wanted != 0 && self.table.has_required_chains(parts) {
            // Other fields may have the words as well, but seldom cheaper.
            let cost = self
                .aligner
                .alignment_cost(plan, slots, doc, ProductWords { parts });
            if cost.is_some_and(|cost| cost <= self.table.shared_field_floor) {
                return cost;
            }
        }
        let in_place = self.shared_terms(0, row.place_id);
        let in_maker = self.shared_terms(1, row.producer_id);
        let has = in_own | in_place | in_maker;
        let near = (*wanted & !((has >> 32) as u32)).count_ones();
        if has as u32 != *wanted
            || plan.base_cost + near * u32::from(NEAR_MATCH_COST) > self.cost_limit
        {
            return None;
        }
        let place = if in_place == 0 {
            &[]
        } else {
            lines.place_words(row.place_id)
        };
        let maker = if in_maker == 0 {
            &[]
        } else {
            lines.producer_words(row.producer_id)
        };
        let line = ProductWords {
            parts: [own[0], own[1], place, maker],
        };
        if !self.table.has_required_chains(line.parts) {
            return None;
        }
        if in_own | in_place != 0 || *wanted == 0 || self.producer_costs.is_empty() {
            return self.aligner.alignment_cost(plan, slots, doc, line);
        }
        let uncovered = alignment::uncovered_cost(own[0].len(), 0);
        let known = self.producer_costs[row.producer_id as usize];
        if known != UNKNOWN_COST {
            return (known != NO_MATCH_COST).then(|| known + uncovered);
        }
        let cost = self.aligner.alignment_cost(plan, slots, doc, line);
        self.producer_costs[row.producer_id as usize] =
            cost.map_or(NO_MATCH_COST, |cost| cost - uncovered);
        cost
    }

    /// What a product costs that is no run and that has a word for each slot, all of them in the name and specialty
    /// or not; `None` when that is surely more than this.
    pub(crate) fn product_cost_up_to(
        &mut self,
        doc: DocId,
        in_own: bool,
        most: u32,
    ) -> Option<u32> {
        let table = self.table;
        // The second look takes longer.
        let too_dear = if in_own {
            table.scattered_floor().is_some_and(|floor| floor > most)
                || self.name_fields_lower_bound(doc) > most
        } else {
            table.shared_field_floor > most || self.shared_fields_lower_bound(doc) > most
        };
        if too_dear {
            None
        } else {
            self.product_cost(doc)
        }
    }

    /// A product that has a word for each slot in its name and specialty costs no less than this.
    fn name_fields_lower_bound(&self, doc: DocId) -> u32 {
        let TermMatchTable {
            forward_index: lines,
            term_masks: slots,
            contiguous: runs,
            shared_field_floor: floor,
            ..
        } = self.table;
        let Some(runs) = runs else { return 0 };
        let own = lines.name_and_specialty(doc);
        let covered = (self.table.matching_terms(own[0]) as u32).count_ones() as usize;
        let uncovered = alignment::uncovered_cost(own[0].len(), covered);
        runs.lower_bound(own, slots)
            .min(*floor)
            .saturating_add(uncovered)
    }

    /// A product that takes a word beyond the name and specialty costs no less than this.
    fn shared_fields_lower_bound(&self, doc: DocId) -> u32 {
        let TermMatchTable {
            interpretation: plan,
            forward_index: lines,
            required_mask: wanted,
            min_cost: least,
            ..
        } = self.table;
        let [name, specialty] = lines.name_and_specialty(doc);
        let row = lines.product_entry(doc);
        let in_maker = self.shared_terms(1, row.producer_id);
        if wanted.is_power_of_two() {
            // Its table has costs instead of slots.
            let beyond = self.shared_terms(0, row.place_id).min(in_maker) as u32;
            return plan.base_cost + beyond + alignment::uncovered_cost(name.len(), 0);
        }
        let in_name = self.table.matching_terms(name) as u32;
        let in_own = in_name | self.table.matching_terms(specialty) as u32;
        let steps = if in_own & 1 == 1 {
            alignment::field_change_cost(SearchField::Place)
        } else if self.shared_terms(0, row.place_id) & 1 == 1 {
            alignment::entry_cost(SearchField::Place, 0)
        } else {
            let elsewhere = in_maker as u32 != *wanted;
            let change = if elsewhere {
                alignment::field_change_cost(SearchField::Name)
            } else {
                0
            };
            alignment::entry_cost(SearchField::Producer, 0) + change
        };
        let covered = in_name.count_ones() as usize;
        least.saturating_add(steps) + alignment::uncovered_cost(name.len(), covered)
    }

    /// Which word each slot takes in a product.
    pub(crate) fn match_terms(&mut self, doc: DocId) -> Vec<TermMatch> {
        let TermMatchTable {
            interpretation: plan,
            forward_index: lines,
            term_masks: slots,
            ..
        } = self.table;
        self.aligner
            .match_terms(plan, slots, doc, lines.product_words(doc))
    }

    /// The words of a place or producer.
    fn shared_words(&self, kind: usize, number: u32) -> &'a [u32] {
        let lines = self.table.forward_index;
        if kind == 0 {
            lines.place_words(number)
        } else {
            lines.producer_words(number)
        }
    }

    /// The slots that have a word in a place or producer.
    #[inline]
    fn shared_terms(&self, kind: usize, number: u32) -> u64 {
        match self.table.shared_table[kind].get(number as usize) {
            Some(known) => *known,
            None => {
                self.table.matching_terms(self.shared_words(kind, number))
                    & self.table.doubled_shared_field_mask()
            }
        }
    }

    /// The cost for a plan of one slot.
    fn single_term_cost(
        &self,
        slot: &QueryTerm,
        own: [&[u32]; 2],
        row: ForwardIndexEntry,
    ) -> Option<u32> {
        let base = self.table.interpretation.base_cost;
        let mut best = NO_MATCH_COST;
        let mut in_name = false;
        for part in [SearchField::Name, SearchField::Specialty] {
            for (at, word) in own[part as usize].iter().enumerate() {
                if let Some(cost) = slot.word_cost(*word) {
                    let cost = u32::from(cost) + alignment::entry_cost(part, at);
                    if cost < best {
                        (best, in_name) = (cost, part == SearchField::Name);
                    }
                }
            }
        }
        // Other fields cost more to enter than most words of a name.
        if base.saturating_add(best) > self.table.shared_field_floor {
            let place = self.cheapest_shared_cost(slot, 0, row.place_id, SearchField::Place);
            let maker = self.cheapest_shared_cost(slot, 1, row.producer_id, SearchField::Producer);
            if place.min(maker) < best {
                (best, in_name) = (place.min(maker), false);
            }
        }
        if best >= NO_MATCH_COST {
            return None;
        }
        Some(base + best + alignment::uncovered_cost(own[0].len(), usize::from(in_name)))
    }

    /// What the cheapest word of a place or producer costs; [`NOTHING`] when there is none.
    #[inline]
    fn cheapest_shared_cost(
        &self,
        slot: &QueryTerm,
        kind: usize,
        number: u32,
        part: SearchField,
    ) -> u32 {
        if let Some(known) = self.table.shared_table[kind].get(number as usize) {
            return *known as u32;
        }
        let words = self.shared_words(kind, number).iter();
        let costs =
            words.filter_map(|word| slot.word_cost(*word).filter(|_| slot.can_match_in(part)));
        costs.min().map_or(NO_MATCH_COST, |own| {
            u32::from(own) + alignment::entry_cost(part, 0)
        })
    }
}

/// The slots that begin a chain of words side by side, and those that end one, one bit each; none when no words
/// have to stand side by side.
fn compute_chain_masks(plan: &Interpretation) -> [u32; 2] {
    let mut chains = [0, 0];
    let next =
        |slot: Option<&QueryTerm>| slot.is_some_and(|slot| slot.order == OrderConstraint::Adjacent);
    let slots = &plan.terms;
    if !slots.iter().any(|slot| next(Some(slot))) || slots.iter().any(|slot| slot.docs.is_some()) {
        return chains;
    }
    for (number, slot) in slots.iter().enumerate().take(MAX_QUERY_TERMS) {
        chains[0] |= u32::from(number == 0 || !next(Some(slot))) << number;
        chains[1] |= u32::from(!next(slots.get(number + 1))) << number;
    }
    chains
}

/// No product costs less for a plan.
pub(crate) fn min_interpretation_cost(plan: &Interpretation) -> u32 {
    plan.base_cost + plan.terms.iter().map(min_term_cost).sum::<u32>()
}

/// What the cheapest word or product of a slot costs.
fn min_term_cost(slot: &QueryTerm) -> u32 {
    let cheapest = match &slot.docs {
        Some(docs) => docs.values().min().copied(),
        None => slot
            .words
            .iter()
            .filter_map(|word| slot.word_cost(*word))
            .min(),
    };
    u32::from(cheapest.unwrap_or(0))
}
