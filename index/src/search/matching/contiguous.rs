//! The commonest fit: the words of a question side by side, near the beginning of a name.
//!
//! Where each of them is read as cheaply as its slot allows, no other way through the product can cost less, so
//! that nothing needs to be arranged. Why: every other way takes words that cost no less, enters the name no
//! earlier or a field that costs more to enter than [`REACH`] words of a name, and covers no more of the name.
//! Must not: look at anything but names.

use crate::search::columns::schema::SearchField;
use crate::search::interpret::query_term::{Interpretation, QueryTerm};
use crate::search::matching::alignment;
use crate::search::matching::alignment::NEAR_MATCH_COST;

/// Words of a name that a run may begin with: to enter later costs more than to enter the specialty.
const MAX_START_WORDS: usize = 3;

/// What a plan's words cost as a run.
#[derive(Debug)]
pub(crate) struct ContiguousCosts {
    /// By word: the slots for which it costs no more than any other, one bit each.
    cheapest_masks: Vec<u32>,
    /// How many slots there are.
    term_count: usize,
    /// The plan's own cost and that of its words.
    words_cost: u32,
    /// No product that is no run costs less than this, what is left uncovered of the name aside.
    pub(crate) scattered_floor: u32,
    /// By slot, what its second cheapest words cost more than its cheapest.
    second_choice_costs: Vec<u32>,
    /// How many of the slots stand for nothing but what is near.
    near_terms: u32,
    /// No product costs less by those slots alone.
    pub(crate) near_cost: u32,
}

impl ContiguousCosts {
    /// For a catalogue of so many words; `None` when a slot stands for products, or when nothing but what is near
    /// would be left of a question.
    pub(crate) fn new(plan: &Interpretation, words: usize) -> Option<Self> {
        let mut runs = Self {
            cheapest_masks: vec![0; words],
            term_count: plan.terms.len(),
            words_cost: plan.base_cost,
            scattered_floor: 0,
            second_choice_costs: Vec::with_capacity(plan.terms.len()),
            near_terms: 0,
            near_cost: 0,
        };
        let mut more = alignment::entry_cost(SearchField::Specialty, 0);
        for (number, slot) in plan.terms.iter().enumerate() {
            let costs = || slot.words.iter().filter_map(|word| slot.word_cost(*word));
            let least = costs().min().filter(|_| slot.docs.is_none())?;
            runs.near_terms += u32::from(least >= NEAR_MATCH_COST);
            let next = costs().filter(|cost| *cost > least).min();
            let dearer = next.map_or(u32::MAX, |next| u32::from(next - least));
            more = more.min(dearer);
            runs.second_choice_costs.push(dearer);
            runs.words_cost += u32::from(least);
            runs.mark_cheapest_words(number, slot, least);
        }
        runs.scattered_floor = runs.words_cost + more;
        runs.near_cost = plan.base_cost + runs.near_terms * u32::from(NEAR_MATCH_COST);
        let all_near = runs.near_terms as usize == runs.term_count;
        Some(runs).filter(|_| !all_near || plan.dropped_words.is_empty())
    }

    fn mark_cheapest_words(&mut self, number: usize, slot: &QueryTerm, least: u16) {
        for word in &slot.words {
            let cheapest = self.cheapest_masks.get_mut(*word as usize);
            if let Some(cheapest) = cheapest.filter(|_| slot.word_cost(*word) == Some(least)) {
                *cheapest |= 1 << number;
            }
        }
    }

    /// What a product with this name costs; `None` when that has to be worked out. `slots` tells by word which
    /// slots may take it, one bit each.
    #[inline]
    pub(crate) fn contiguous_cost(&self, name: &[u32], slots: &[u64]) -> Option<u32> {
        let begins = |word: &u32| {
            slots
                .get(*word as usize)
                .is_some_and(|slots| slots & 1 == 1)
        };
        let first = name.iter().take(MAX_START_WORDS).position(begins)?;
        let run = name.get(first..first + self.term_count)?;
        let fits = |(number, word): (usize, &u32)| {
            let cheapest = self.cheapest_masks.get(*word as usize);
            cheapest.is_some_and(|cheapest| cheapest >> number & 1 == 1)
        };
        run.iter().enumerate().all(fits).then(|| {
            self.words_cost
                + alignment::entry_cost(SearchField::Name, first)
                + alignment::uncovered_cost(name.len(), self.term_count)
        })
    }

    /// A product with these words in its name and specialty costs no less when it takes no others, what is left
    /// uncovered of the name aside: by which slots lack their cheapest words, and by whether the words stand side
    /// by side.
    pub(crate) fn lower_bound(&self, own: [&[u32]; 2], slots: &[u64]) -> u32 {
        let cheapest = |word: &u32| {
            self.cheapest_masks
                .get(*word as usize)
                .copied()
                .unwrap_or(0)
        };
        let cheap = own.iter().copied().flatten().map(cheapest);
        let cheap = cheap.fold(0, |cheap, slots| cheap | slots);
        let last = 1 << (self.term_count - 1);
        let whole = own
            .iter()
            .any(|words| reachable_terms(words, 1, slots) & last != 0);
        let lacks = |(number, _): &(usize, &u32)| cheap >> number & 1 == 0;
        let more = self.second_choice_costs.iter().enumerate().filter(lacks);
        let more = more.fold(0_u32, |sum, (_, more)| sum.saturating_add(*more));
        let apart = if whole { 0 } else { alignment::MIN_STEP_COST };
        self.words_cost.saturating_add(more).saturating_add(apart)
    }
}

/// The slots at which a chain of words side by side arrives that begins with one of these slots and takes one slot
/// after the other, by one look at each word. One bit each; `slots` tells by word which slots may take it.
#[inline]
pub(crate) fn reachable_terms(words: &[u32], begins: u32, slots: &[u64]) -> u32 {
    let (mut here, mut all) = (0, 0);
    for word in words {
        let may = slots.get(*word as usize).map_or(0, |slots| *slots as u32);
        here = (here << 1 | begins) & may;
        all |= here;
    }
    all
}
