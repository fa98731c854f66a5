//! How the words of a product stand for the slots of a plan, and what that costs.
//!
//! Each slot's word costs what the reading says, and the step to it from the word of the slot before: nothing
//! when they stand side by side, more for a gap, for words out of order, and for a change of field (a name goes
//! before a specialty, a place, a producer). Then what comes before the first word and what the question left
//! uncovered of the name. The cheapest arrangement counts. Lower is better; hundredths. Must not: filter or
//! know facets.

use tantivy::DocId;

use super::lines::Line;
use super::schema::Part;
use super::slot::{Follows, Plan, Slot};

/// What it costs to enter a field, in the order of [`Part::ALL`].
const FIELD: [u32; Part::ALL.len()] = [0, 20, 50, 60];
/// The next word of the question stands in another field.
const OTHER_FIELD: u32 = 75;
/// The next word stands before the one matched last.
const BACKWARDS: u32 = 40;
/// The least of these, and of words between: what does not stand side by side costs this much more.
pub(super) const LEAST_STEP: u32 = BACKWARDS;
/// Words between two words of the question: once, for each, and at most.
const GAP: (u32, u32, u32) = (35, 10, 85);
/// Each word of the name before the first match, and at most.
const START: (u32, u32) = (8, 40);
/// Each word of the name that the question does not cover, and at most.
const UNCOVERED: (u32, u32) = (3, 45);

/// A word that costs this much is only near what was typed.
pub(super) const NEAR: u16 = 400;

/// Words that are only near should at least stand together.
const NEAR_APART: u32 = 120;

/// Most words of a product that one slot is tried with; the cheapest are kept.
const MOST_MATCHES: usize = 6;

/// A field and a place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Seat {
    part: Part,
    at: u16,
}

/// A way through the slots so far.
#[derive(Clone, Copy, Debug)]
struct Way {
    total: u32,
    /// Words of the name on it.
    covered: u8,
    /// Words on it that are only near what was typed.
    near: u8,
    /// It goes from field to field, or over words between.
    scattered: bool,
}

impl Way {
    /// No way.
    const NONE: Self = Self {
        total: u32::MAX,
        covered: 0,
        near: 0,
        scattered: false,
    };

    /// A way that begins with a word.
    fn enter(seat: Seat, own: u16) -> Self {
        Self {
            total: u32::from(own) + entry(seat.part, seat.at.into()),
            covered: u8::from(seat.part == Part::Name),
            near: u8::from(own >= NEAR),
            scattered: false,
        }
    }

    /// The way that goes on to a word.
    fn on(self, seat: Seat, own: u16, step: u32) -> Self {
        Self {
            total: self.total.saturating_add(u32::from(own) + step),
            covered: self.covered + u8::from(seat.part == Part::Name),
            near: self.near + u8::from(own >= NEAR),
            scattered: self.scattered || step > 0,
        }
    }
}

/// A slot with one of its words of the product.
#[derive(Clone, Copy, Debug)]
struct Match {
    /// The cheapest way up to here.
    way: Way,
    word: u32,
    seat: Seat,
    own: u16,
    /// The match of the slot before on that way.
    from: u16,
}

/// A slot's word in the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// Which slot.
    pub(crate) slot: usize,
    /// Its field and place there; `None` when the slot stands for products.
    pub(crate) at: Option<(Part, usize, u32)>,
}

/// A word of the product that some slot may take.
#[derive(Clone, Copy, Debug)]
struct Offer {
    word: u32,
    /// The slots that may take it, one bit each.
    slots: u32,
    seat: Seat,
}

/// Works out costs; its memory is reused from product to product.
#[derive(Debug, Default)]
pub(crate) struct Arranger {
    offers: Vec<Offer>,
    matches: Vec<Match>,
    /// The slots with words, and where their matches end.
    ends: Vec<(usize, usize)>,
}

impl Arranger {
    /// The cost of a product; `None` when some slot has no word in it. `slots` tells by word which slots may take
    /// it, one bit each. Fields of the line may be left empty that have none.
    pub(crate) fn cost(
        &mut self,
        plan: &Plan,
        slots: &[u64],
        doc: DocId,
        line: Line<'_>,
    ) -> Option<u32> {
        self.offer(slots, line);
        let length = line.parts[0].len();
        match plan.slots.as_slice() {
            [first, second] if first.docs.is_none() && second.docs.is_none() => {
                settled(plan, self.pair([first, second])?, 2, length)
            }
            _ => {
                let codes = self.link_all(plan, doc)?;
                let Some(last) = self.best() else {
                    return Some(plan.base + codes);
                };
                let cost = settled(plan, self.matches[last].way, self.ends.len(), length)?;
                Some(cost + codes)
            }
        }
    }

    /// Which word each slot takes in a product.
    pub(crate) fn places(
        &mut self,
        plan: &Plan,
        slots: &[u64],
        doc: DocId,
        line: Line<'_>,
    ) -> Vec<Place> {
        self.offer(slots, line);
        if self.link_all(plan, doc).is_none() {
            return Vec::new();
        }
        let mut places: Vec<Place> = (0..plan.slots.len())
            .map(|slot| Place { slot, at: None })
            .collect();
        let mut at = self.best();
        for (slot, _) in self.ends.iter().rev() {
            let Some(found) = at.and_then(|at| self.matches.get(at)) else {
                break;
            };
            places[*slot].at = Some((found.seat.part, found.seat.at.into(), found.word));
            at = Some(found.from.into());
        }
        places
    }

    /// Gathers the words of a product that some slot may take.
    fn offer(&mut self, slots: &[u64], line: Line<'_>) {
        self.offers.clear();
        for (part, words) in Part::ALL.into_iter().zip(line.parts) {
            for (at, word) in (0..).zip(words) {
                let slots = slots.get(*word as usize).map_or(0, |slots| *slots as u32);
                if slots != 0 {
                    let (word, seat) = (*word, Seat { part, at });
                    self.offers.push(Offer { word, slots, seat });
                }
            }
        }
    }

    /// The cheapest way through two slots: each word for the one with each for the other. Most questions have
    /// two words while they are typed, so this is worth code of its own.
    fn pair(&self, slots: [&Slot; 2]) -> Option<Way> {
        let mut best = Way::NONE;
        for (first, own) in offers_of(&self.offers, 0, slots[0]) {
            let entered = Way::enter(first.seat, own);
            for (second, own) in offers_of(&self.offers, 1, slots[1]) {
                if let Some(step) = step(first.seat, second.seat, slots[1].follows) {
                    let way = entered.on(second.seat, own, step);
                    if way.total < best.total {
                        best = way;
                    }
                }
            }
        }
        (best.total < u32::MAX).then_some(best)
    }

    /// Finds the cheapest ways through all slots, and returns what the slots that stand for products cost; `None`
    /// when there is no way.
    fn link_all(&mut self, plan: &Plan, doc: DocId) -> Option<u32> {
        self.matches.clear();
        self.ends.clear();
        let mut codes = 0;
        for (number, slot) in plan.slots.iter().enumerate() {
            if let Some(docs) = &slot.docs {
                codes += u32::from(*docs.get(&doc)?);
                continue;
            }
            let start = self.matches.len();
            for (Offer { word, seat, .. }, own) in offers_of(&self.offers, number, slot) {
                let (way, from) = (Way::NONE, 0);
                keep(
                    &mut self.matches,
                    start,
                    Match {
                        way,
                        word,
                        seat,
                        own,
                        from,
                    },
                );
            }
            if !self.link(start, slot.follows) {
                return None;
            }
            self.ends.push((number, self.matches.len()));
        }
        Some(codes)
    }

    /// Finds the cheapest way to each match of the newest slot; false when there is none.
    fn link(&mut self, start: usize, follows: Follows) -> bool {
        let (before, fresh) = self.matches.split_at_mut(start);
        let from = self.ends.iter().rev().nth(1).map_or(0, |(_, end)| *end);
        let before = &before[from..];
        let mut linked = false;
        for to in fresh {
            if before.is_empty() {
                to.way = Way::enter(to.seat, to.own);
            }
            for (place, last) in (from..).zip(before) {
                let step = step(last.seat, to.seat, follows);
                let Some(step) = step.filter(|_| last.way.total < u32::MAX) else {
                    continue;
                };
                let way = last.way.on(to.seat, to.own, step);
                if way.total < to.way.total {
                    to.way = way;
                    to.from = place as u16;
                }
            }
            linked |= to.way.total < u32::MAX;
        }
        linked
    }

    /// The last slot's cheapest match.
    fn best(&self) -> Option<usize> {
        let end = self.ends.last()?.1;
        let start = self.ends.iter().rev().nth(1).map_or(0, |(_, end)| *end);
        (start..end).min_by_key(|at| self.matches[*at].way.total)
    }
}

/// The words of a product that a slot may take, and their costs.
fn offers_of<'a>(
    offers: &'a [Offer],
    number: usize,
    slot: &'a Slot,
) -> impl Iterator<Item = (Offer, u16)> + 'a {
    let meant = move |offer: &&Offer| offer.slots >> number & 1 == 1;
    let allowed = |offer: &&Offer| slot.looks_at(offer.seat.part);
    let offers = offers.iter().filter(meant).filter(allowed);
    offers.filter_map(|offer| Some((*offer, slot.cost(offer.word)?)))
}

/// Takes a match of a slot in, in place of the dearest one when there are too many.
fn keep(matches: &mut Vec<Match>, start: usize, fresh: Match) {
    if matches.len() - start < MOST_MATCHES {
        matches.push(fresh);
        return;
    }
    let dearest = (start..matches.len()).max_by_key(|at| matches[*at].own);
    if let Some(dearest) = dearest.filter(|at| matches[*at].own > fresh.own) {
        matches[dearest] = fresh;
    }
}

/// What a way through so many slots costs for a name of so many words; `None` when it says nothing: something
/// must be as typed, or the words must at least stand together. All wrong and here and there is anything.
fn settled(plan: &Plan, way: Way, slots: usize, length: usize) -> Option<u32> {
    let all_near = usize::from(way.near) == slots;
    if all_near && (!plan.dropped.is_empty() || way.scattered) {
        return None;
    }
    let apart = if way.near > 0 && way.scattered {
        NEAR_APART
    } else {
        0
    };
    Some(plan.base + way.total + apart + uncovered(length, way.covered.into()))
}

/// What it costs to begin with this word: its field, and what stands before it in the name.
pub(super) fn entry(part: Part, at: usize) -> u32 {
    let before = if part == Part::Name {
        (at as u32 * START.0).min(START.1)
    } else {
        0
    };
    FIELD[part as usize] + before
}

/// What it costs to go on in this field from another one.
pub(super) fn change(part: Part) -> u32 {
    OTHER_FIELD + FIELD[part as usize]
}

/// What it costs that a question left words of a name uncovered.
pub(super) fn uncovered(length: usize, covered: usize) -> u32 {
    (length.saturating_sub(covered) as u32 * UNCOVERED.0).min(UNCOVERED.1)
}

/// What it costs to go on from one word to the next; `None` when that is not allowed.
fn step(last: Seat, to: Seat, follows: Follows) -> Option<u32> {
    let same = last.part == to.part;
    match follows {
        Follows::Next if !same || to.at != last.at + 1 => return None,
        Follows::Later if !same || to.at <= last.at => return None,
        _ => {}
    }
    Some(if !same {
        change(to.part)
    } else if to.at <= last.at {
        BACKWARDS
    } else if to.at == last.at + 1 {
        0
    } else {
        (GAP.0 + GAP.1 * u32::from(to.at - last.at - 1)).min(GAP.2)
    })
}
