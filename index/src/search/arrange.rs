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
use super::slot::{Follows, Plan};

/// What it costs to enter a field, in the order of [`Part::ALL`].
const FIELD: [u32; Part::ALL.len()] = [0, 20, 50, 60];
/// The next word of the question stands in another field.
const OTHER_FIELD: u32 = 75;
/// The next word stands before the one matched last.
const BACKWARDS: u32 = 40;
/// Words between two words of the question: once, for each, and at most.
const GAP: (u32, u32, u32) = (35, 10, 85);
/// Each word of the name before the first match, and at most.
const START: (u32, u32) = (8, 40);
/// Each word of the name that the question does not cover, and at most.
const UNCOVERED: (u32, u32) = (3, 45);

/// A word that costs this much is only near what was typed.
pub(super) const NEAR: u16 = 400;

/// Most words of a product that one slot is tried with; the cheapest are kept.
const MOST_MATCHES: usize = 6;

/// A slot with one of its words of the product.
#[derive(Clone, Copy, Debug)]
struct Match {
    /// The cheapest way up to here.
    total: u32,
    word: u32,
    own: u16,
    at: u16,
    /// The match of the slot before on that way.
    from: u16,
    part: Part,
    /// Words of the name on that way.
    covered: u8,
    /// Words on that way that are only near what was typed.
    near: u8,
    /// That way goes from field to field, or over words between.
    scattered: bool,
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
    at: u16,
    part: Part,
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
        self.matches.clear();
        self.ends.clear();
        self.offers.clear();
        for (part, words) in Part::ALL.into_iter().zip(line.parts) {
            for (at, word) in (0..).zip(words) {
                let slots = slots.get(*word as usize).map_or(0, |slots| *slots as u32);
                if slots != 0 {
                    self.offers.push(Offer {
                        word: *word,
                        slots,
                        at,
                        part,
                    });
                }
            }
        }
        let mut total = plan.base;
        for (number, slot) in plan.slots.iter().enumerate() {
            if let Some(docs) = &slot.docs {
                total += u32::from(*docs.get(&doc)?);
                continue;
            }
            let start = self.matches.len();
            for place in 0..self.offers.len() {
                let Offer {
                    part,
                    at,
                    word,
                    slots,
                } = self.offers[place];
                if slots >> number & 1 == 1
                    && slot.looks_at(part)
                    && let Some(own) = slot.cost(word)
                {
                    let covered = u8::from(part == Part::Name);
                    let near = u8::from(own >= NEAR);
                    let fresh = Match {
                        total: u32::MAX,
                        word,
                        own,
                        at,
                        from: 0,
                        part,
                        covered,
                        near,
                        scattered: false,
                    };
                    self.keep(start, fresh);
                }
            }
            if !self.link(start, slot.follows) {
                return None;
            }
            self.ends.push((number, self.matches.len()));
        }
        let Some(last) = self.best() else {
            return Some(total);
        };
        let Match {
            covered,
            near,
            scattered,
            ..
        } = self.matches[last];
        // Something must be as typed, or the words must at least stand together: all wrong and here and there
        // is anything.
        let all_near = near as usize == self.ends.len();
        if all_near && (!plan.dropped.is_empty() || scattered) {
            return None;
        }
        let covered = covered as usize;
        Some(total + self.matches[last].total + uncovered(line.parts[0].len(), covered))
    }

    /// Which word each slot takes in a product.
    pub(crate) fn places(
        &mut self,
        plan: &Plan,
        slots: &[u64],
        doc: DocId,
        line: Line<'_>,
    ) -> Vec<Place> {
        if self.cost(plan, slots, doc, line).is_none() {
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
            places[*slot].at = Some((found.part, found.at.into(), found.word));
            at = Some(found.from.into());
        }
        places
    }

    /// Takes a match in, in place of the dearest one when there are too many.
    fn keep(&mut self, start: usize, fresh: Match) {
        if self.matches.len() - start < MOST_MATCHES {
            self.matches.push(fresh);
            return;
        }
        let dearest = (start..self.matches.len()).max_by_key(|at| self.matches[*at].own);
        if let Some(dearest) = dearest.filter(|at| self.matches[*at].own > fresh.own) {
            self.matches[dearest] = fresh;
        }
    }

    /// Finds the cheapest way to each match of the newest slot; false when there is none.
    fn link(&mut self, start: usize, follows: Follows) -> bool {
        let (before, fresh) = self.matches.split_at_mut(start);
        let from = self.ends.iter().rev().nth(1).map_or(0, |(_, end)| *end);
        let before = &before[from..];
        let mut linked = false;
        for to in fresh {
            if before.is_empty() {
                to.total = u32::from(to.own) + entry(to.part, to.at.into());
            }
            let own = *to;
            for (place, last) in (from..).zip(before) {
                let Some(step) = step(last, to, follows) else {
                    continue;
                };
                let total = last.total.saturating_add(u32::from(to.own) + step);
                if total < to.total {
                    to.total = total;
                    to.covered = last.covered + own.covered;
                    to.near = last.near + own.near;
                    to.scattered = last.scattered || step > 0;
                    to.from = place as u16;
                }
            }
            linked |= to.total < u32::MAX;
        }
        linked
    }

    /// The last slot's cheapest match.
    fn best(&self) -> Option<usize> {
        let end = self.ends.last()?.1;
        let start = self.ends.iter().rev().nth(1).map_or(0, |(_, end)| *end);
        (start..end).min_by_key(|at| self.matches[*at].total)
    }
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

/// What it costs that a question left words of a name uncovered.
pub(super) fn uncovered(length: usize, covered: usize) -> u32 {
    (length.saturating_sub(covered) as u32 * UNCOVERED.0).min(UNCOVERED.1)
}

/// What it costs to go on from one match to the next; `None` when that is not allowed.
fn step(last: &Match, to: &Match, follows: Follows) -> Option<u32> {
    if last.total == u32::MAX {
        return None;
    }
    let same = last.part == to.part;
    match follows {
        Follows::Next if !same || to.at != last.at + 1 => return None,
        Follows::Later if !same || to.at <= last.at => return None,
        _ => {}
    }
    Some(if !same {
        OTHER_FIELD + FIELD[to.part as usize]
    } else if to.at <= last.at {
        BACKWARDS
    } else if to.at == last.at + 1 {
        0
    } else {
        (GAP.0 + GAP.1 * u32::from(to.at - last.at - 1)).min(GAP.2)
    })
}
