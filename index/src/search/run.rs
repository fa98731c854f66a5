//! The commonest fit: the words of a question side by side, near the beginning of a name.
//!
//! Where each of them is read as cheaply as its slot allows, no other way through the product can cost less, so
//! that nothing needs to be arranged. Why: every other way takes words that cost no less, enters the name no
//! earlier or a field that costs more to enter than [`REACH`] words of a name, and covers no more of the name.
//! Must not: look at anything but names.

use super::arrange::{self, NEAR};
use super::schema::Part;
use super::slot::{Plan, Slot};

/// Words of a name that a run may begin with: to enter later costs more than to enter the specialty.
const REACH: usize = 3;

/// What a plan's words cost as a run.
#[derive(Debug)]
pub(super) struct Runs {
    /// By word: the slots for which it costs no more than any other, one bit each.
    cheapest: Vec<u32>,
    /// How many slots there are.
    slots: usize,
    /// The plan's own cost and that of its words.
    cost: u32,
    /// No product that is no run costs less than this, what is left uncovered of the name aside.
    pub(super) floor: u32,
    /// By slot, what its second cheapest words cost more than its cheapest.
    more: Vec<u32>,
    /// How many of the slots stand for nothing but what is near.
    near: u32,
    /// No product costs less by those slots alone.
    pub(super) near_cost: u32,
}

impl Runs {
    /// For a catalogue of so many words; `None` when a slot stands for products, or when nothing but what is near
    /// would be left of a question.
    pub(super) fn new(plan: &Plan, words: usize) -> Option<Self> {
        let mut runs = Self {
            cheapest: vec![0; words],
            slots: plan.slots.len(),
            cost: plan.base,
            floor: 0,
            more: Vec::with_capacity(plan.slots.len()),
            near: 0,
            near_cost: 0,
        };
        let mut more = arrange::entry(Part::Specialty, 0);
        for (number, slot) in plan.slots.iter().enumerate() {
            let costs = || slot.words.iter().filter_map(|word| slot.cost(*word));
            let least = costs().min().filter(|_| slot.docs.is_none())?;
            runs.near += u32::from(least >= NEAR);
            let next = costs().filter(|cost| *cost > least).min();
            let dearer = next.map_or(u32::MAX, |next| u32::from(next - least));
            more = more.min(dearer);
            runs.more.push(dearer);
            runs.cost += u32::from(least);
            runs.note(number, slot, least);
        }
        runs.floor = runs.cost + more;
        runs.near_cost = plan.base + runs.near * u32::from(NEAR);
        let all_near = runs.near as usize == runs.slots;
        Some(runs).filter(|_| !all_near || plan.dropped.is_empty())
    }

    fn note(&mut self, number: usize, slot: &Slot, least: u16) {
        for word in &slot.words {
            let cheapest = self.cheapest.get_mut(*word as usize);
            if let Some(cheapest) = cheapest.filter(|_| slot.cost(*word) == Some(least)) {
                *cheapest |= 1 << number;
            }
        }
    }

    /// What a product with this name costs; `None` when that has to be worked out. `slots` tells by word which
    /// slots may take it, one bit each.
    #[inline]
    pub(super) fn cost(&self, name: &[u32], slots: &[u64]) -> Option<u32> {
        let begins = |word: &u32| {
            slots
                .get(*word as usize)
                .is_some_and(|slots| slots & 1 == 1)
        };
        let first = name.iter().take(REACH).position(begins)?;
        let run = name.get(first..first + self.slots)?;
        let fits = |(number, word): (usize, &u32)| {
            let cheapest = self.cheapest.get(*word as usize);
            cheapest.is_some_and(|cheapest| cheapest >> number & 1 == 1)
        };
        run.iter().enumerate().all(fits).then(|| {
            self.cost
                + arrange::entry(Part::Name, first)
                + arrange::uncovered(name.len(), self.slots)
        })
    }

    /// A product with these words in its name and specialty costs no less when it takes no others, what is left
    /// uncovered of the name aside: by which slots lack their cheapest words, and by whether the words stand side
    /// by side.
    pub(super) fn bound(&self, own: [&[u32]; 2], slots: &[u64]) -> u32 {
        let cheapest = |word: &u32| self.cheapest.get(*word as usize).copied().unwrap_or(0);
        let cheap = own.iter().copied().flatten().map(cheapest);
        let cheap = cheap.fold(0, |cheap, slots| cheap | slots);
        let last = 1 << (self.slots - 1);
        let whole = own.iter().any(|words| chain(words, 1, slots) & last != 0);
        let lacks = |(number, _): &(usize, &u32)| cheap >> number & 1 == 0;
        let more = self.more.iter().enumerate().filter(lacks);
        let more = more.fold(0_u32, |sum, (_, more)| sum.saturating_add(*more));
        let apart = if whole { 0 } else { arrange::LEAST_STEP };
        self.cost.saturating_add(more).saturating_add(apart)
    }
}

/// The slots at which a chain of words side by side arrives that begins with one of these slots and takes one slot
/// after the other, by one look at each word. One bit each; `slots` tells by word which slots may take it.
#[inline]
pub(super) fn chain(words: &[u32], begins: u32, slots: &[u64]) -> u32 {
    let (mut here, mut all) = (0, 0);
    for word in words {
        let may = slots.get(*word as usize).map_or(0, |slots| *slots as u32);
        here = (here << 1 | begins) & may;
        all |= here;
    }
    all
}
