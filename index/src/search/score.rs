//! The cost of one product for a plan: the sum over its slots, not a sum of boosts.
//!
//! Each slot takes its cheapest word: the cost of the reading plus that of the field (a name goes before
//! a specialty, a place, a producer). Then come words out of order or apart, a late start in the name and
//! what the question left uncovered of it. Lower is better. Must not: filter or know facets.

use super::plan::Plan;
use super::schema::Part;

/// Costs of a match by field, in the order of [`Part::ALL`].
const FIELD: [u32; Part::ALL.len()] = [0, 30, 80, 100, 50];
/// The next word of the question stands in another field.
const OTHER_FIELD: u32 = 75;
/// The next word stands before the one matched last.
const BACKWARDS: u32 = 70;
/// Words between two words of the question: once, and for each.
const GAP: (u32, u32) = (35, 10);
/// Each word of the name before the first match.
const START: u32 = 8;
/// Each word of the name that the question does not cover.
const UNCOVERED: u32 = 3;

/// The words of one product, field by field; reused from product to product.
#[derive(Debug, Default)]
pub(crate) struct Line {
    words: Vec<u32>,
    starts: [usize; Part::ALL.len() + 1],
}

impl Line {
    /// Takes in the words of a product and how many belong to each field, one byte each.
    pub(crate) fn fill(&mut self, words: impl Iterator<Item = u64>, lengths: u64) {
        self.words.clear();
        self.words.extend(words.map(|word| word as u32));
        for part in 0..Part::ALL.len() {
            let length = (lengths >> (8 * part) & 0xff) as usize;
            self.starts[part + 1] = (self.starts[part] + length).min(self.words.len());
        }
    }

    fn name_length(&self) -> usize {
        self.starts[1]
    }
}

/// The cost of a product; `None` when some slot has no word in it.
pub(crate) fn cost(plan: &Plan, line: &Line) -> Option<u32> {
    if plan.slots.is_empty() {
        return Some(0);
    }
    let mut total = 0;
    let mut previous: Option<(usize, usize)> = None;
    let mut first_in_name = None;
    let mut covered = 0;
    for slot in &plan.slots {
        let mut best: Option<(u32, usize, usize)> = None;
        for (part, field) in FIELD.iter().enumerate() {
            for at in line.starts[part]..line.starts[part + 1] {
                let Some(word) = slot.cost(line.words[at]) else {
                    continue;
                };
                let cost = u32::from(word) + field + step(previous, part, at);
                if best.is_none_or(|(known, ..)| cost < known) {
                    best = Some((cost, part, at));
                }
            }
        }
        let (cost, part, at) = best?;
        total += cost;
        if part == 0 {
            first_in_name.get_or_insert(at);
            covered += 1;
        }
        previous = Some((part, at));
    }
    let start = first_in_name.map_or(0, |at| at as u32 * START);
    let uncovered = line.name_length().saturating_sub(covered) as u32 * UNCOVERED;
    Some(total + start + uncovered)
}

/// What it costs to go on from the previous match to this one.
fn step(previous: Option<(usize, usize)>, part: usize, at: usize) -> u32 {
    let Some((old_part, old_at)) = previous else {
        return 0;
    };
    if part != old_part {
        OTHER_FIELD
    } else if at <= old_at {
        BACKWARDS
    } else if at == old_at + 1 {
        0
    } else {
        GAP.0 + GAP.1 * (at - old_at - 1) as u32
    }
}
