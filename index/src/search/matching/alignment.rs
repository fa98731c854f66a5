//! How the words of a product stand for the slots of a plan, and what that costs.
//!
//! Each slot's word costs what the reading says, and the step to it from the word of the slot before: nothing
//! when they stand side by side, more for a gap, for words out of order, and for a change of field (a name goes
//! before a specialty, a place, a producer). Then what comes before the first word and what the question left
//! uncovered of the name. The cheapest arrangement counts. Lower is better; hundredths. Must not: filter or
//! know facets.

use tantivy::DocId;

use crate::search::columns::forward_index::ProductWords;
use crate::search::columns::schema::SearchField;
use crate::search::interpret::query_term::{Interpretation, OrderConstraint, QueryTerm};

/// What it costs to enter a field, in the order of [`Part::ALL`].
const FIELD_ENTRY_COSTS: [u32; SearchField::ALL.len()] = [0, 20, 50, 60];
/// The next word of the question stands in another field.
const FIELD_CHANGE_COST: u32 = 75;
/// The next word stands before the one matched last.
const OUT_OF_ORDER_COST: u32 = 40;
/// The least of these, and of words between: what does not stand side by side costs this much more.
pub(crate) const MIN_STEP_COST: u32 = OUT_OF_ORDER_COST;
/// Words between two words of the question: once, for each, and at most.
const GAP_COSTS: (u32, u32, u32) = (35, 10, 85);
/// Each word of the name before the first match, and at most.
const LEADING_WORD_COSTS: (u32, u32) = (8, 40);
/// Each word of the name that the question does not cover, and at most.
const UNCOVERED_WORD_COSTS: (u32, u32) = (3, 45);

/// A word that costs this much is only near what was typed.
pub(crate) const NEAR_MATCH_COST: u16 = 400;

/// Words that are only near should at least stand together.
const SCATTERED_NEAR_COST: u32 = 120;

/// Most words of a product that one slot is tried with; the cheapest are kept.
const MAX_NODES_PER_TERM: usize = 6;

/// A field and a place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct WordPosition {
    part: SearchField,
    index: u16,
}

/// A way through the slots so far.
#[derive(Clone, Copy, Debug)]
struct AlignmentPath {
    total_cost: u32,
    /// Words of the name on it.
    covered_name_words: u8,
    /// Words on it that are only near what was typed.
    near_words: u8,
    /// It goes from field to field, or over words between.
    scattered: bool,
}

impl AlignmentPath {
    /// No way.
    const UNREACHABLE: Self = Self {
        total_cost: u32::MAX,
        covered_name_words: 0,
        near_words: 0,
        scattered: false,
    };

    /// A way that begins with a word.
    fn start_at(seat: WordPosition, own: u16) -> Self {
        Self {
            total_cost: u32::from(own) + entry_cost(seat.part, seat.index.into()),
            covered_name_words: u8::from(seat.part == SearchField::Name),
            near_words: u8::from(own >= NEAR_MATCH_COST),
            scattered: false,
        }
    }

    /// The way that goes on to a word.
    fn extend_to(self, seat: WordPosition, own: u16, step: u32) -> Self {
        Self {
            total_cost: self.total_cost.saturating_add(u32::from(own) + step),
            covered_name_words: self.covered_name_words + u8::from(seat.part == SearchField::Name),
            near_words: self.near_words + u8::from(own >= NEAR_MATCH_COST),
            scattered: self.scattered || step > 0,
        }
    }
}

/// A slot with one of its words of the product.
#[derive(Clone, Copy, Debug)]
struct AlignmentNode {
    /// The cheapest way up to here.
    path: AlignmentPath,
    word: u32,
    position: WordPosition,
    match_cost: u16,
    /// The match of the slot before on that way.
    previous: u16,
}

/// A slot's word in the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TermMatch {
    /// Which slot.
    pub(crate) term_index: usize,
    /// Its field and place there; `None` when the slot stands for products.
    pub(crate) matched_word: Option<(SearchField, usize, u32)>,
}

/// A word of the product that some slot may take.
#[derive(Clone, Copy, Debug)]
struct CandidateWord {
    word: u32,
    /// The slots that may take it, one bit each.
    term_mask: u32,
    position: WordPosition,
}

/// Works out costs; its memory is reused from product to product.
#[derive(Debug, Default)]
pub(crate) struct WordAligner {
    candidate_words: Vec<CandidateWord>,
    nodes: Vec<AlignmentNode>,
    /// The slots with words, and where their matches end.
    term_ends: Vec<(usize, usize)>,
}

impl WordAligner {
    /// The cost of a product; `None` when some slot has no word in it. `slots` tells by word which slots may take
    /// it, one bit each. Fields of the line may be left empty that have none.
    pub(crate) fn alignment_cost(
        &mut self,
        plan: &Interpretation,
        slots: &[u64],
        doc: DocId,
        line: ProductWords<'_>,
    ) -> Option<u32> {
        self.collect_candidate_words(slots, line);
        let length = line.parts[0].len();
        match plan.terms.as_slice() {
            [first, second] if first.docs.is_none() && second.docs.is_none() => {
                final_cost(plan, self.align_two_terms([first, second])?, 2, length)
            }
            _ => {
                let codes = self.link_all_terms(plan, doc)?;
                let Some(last) = self.cheapest_last_node() else {
                    return Some(plan.base_cost + codes);
                };
                let cost = final_cost(plan, self.nodes[last].path, self.term_ends.len(), length)?;
                Some(cost + codes)
            }
        }
    }

    /// Which word each slot takes in a product.
    pub(crate) fn match_terms(
        &mut self,
        plan: &Interpretation,
        slots: &[u64],
        doc: DocId,
        line: ProductWords<'_>,
    ) -> Vec<TermMatch> {
        self.collect_candidate_words(slots, line);
        if self.link_all_terms(plan, doc).is_none() {
            return Vec::new();
        }
        let mut places: Vec<TermMatch> = (0..plan.terms.len())
            .map(|slot| TermMatch {
                term_index: slot,
                matched_word: None,
            })
            .collect();
        let mut at = self.cheapest_last_node();
        for (slot, _) in self.term_ends.iter().rev() {
            let Some(found) = at.and_then(|at| self.nodes.get(at)) else {
                break;
            };
            places[*slot].matched_word =
                Some((found.position.part, found.position.index.into(), found.word));
            at = Some(found.previous.into());
        }
        places
    }

    /// Gathers the words of a product that some slot may take.
    fn collect_candidate_words(&mut self, slots: &[u64], line: ProductWords<'_>) {
        self.candidate_words.clear();
        for (part, words) in SearchField::ALL.into_iter().zip(line.parts) {
            for (at, word) in (0..).zip(words) {
                let slots = slots.get(*word as usize).map_or(0, |slots| *slots as u32);
                if slots != 0 {
                    let (word, seat) = (*word, WordPosition { part, index: at });
                    self.candidate_words.push(CandidateWord {
                        word,
                        term_mask: slots,
                        position: seat,
                    });
                }
            }
        }
    }

    /// The cheapest way through two slots: each word for the one with each for the other. Most questions have
    /// two words while they are typed, so this is worth code of its own.
    fn align_two_terms(&self, slots: [&QueryTerm; 2]) -> Option<AlignmentPath> {
        let mut best = AlignmentPath::UNREACHABLE;
        for (first, own) in candidate_words_for(&self.candidate_words, 0, slots[0]) {
            let entered = AlignmentPath::start_at(first.position, own);
            for (second, own) in candidate_words_for(&self.candidate_words, 1, slots[1]) {
                if let Some(step) = step_cost(first.position, second.position, slots[1].order) {
                    let way = entered.extend_to(second.position, own, step);
                    if way.total_cost < best.total_cost {
                        best = way;
                    }
                }
            }
        }
        (best.total_cost < u32::MAX).then_some(best)
    }

    /// Finds the cheapest ways through all slots, and returns what the slots that stand for products cost; `None`
    /// when there is no way.
    fn link_all_terms(&mut self, plan: &Interpretation, doc: DocId) -> Option<u32> {
        self.nodes.clear();
        self.term_ends.clear();
        let mut codes = 0;
        for (number, slot) in plan.terms.iter().enumerate() {
            if let Some(docs) = &slot.docs {
                codes += u32::from(*docs.get(&doc)?);
                continue;
            }
            let start = self.nodes.len();
            for (
                CandidateWord {
                    word,
                    position: seat,
                    ..
                },
                own,
            ) in candidate_words_for(&self.candidate_words, number, slot)
            {
                let (way, from) = (AlignmentPath::UNREACHABLE, 0);
                insert_node(
                    &mut self.nodes,
                    start,
                    AlignmentNode {
                        path: way,
                        word,
                        position: seat,
                        match_cost: own,
                        previous: from,
                    },
                );
            }
            if !self.link_newest_term(start, slot.order) {
                return None;
            }
            self.term_ends.push((number, self.nodes.len()));
        }
        Some(codes)
    }

    /// Finds the cheapest way to each match of the newest slot; false when there is none.
    fn link_newest_term(&mut self, start: usize, follows: OrderConstraint) -> bool {
        let (before, fresh) = self.nodes.split_at_mut(start);
        let from = self
            .term_ends
            .iter()
            .rev()
            .nth(1)
            .map_or(0, |(_, end)| *end);
        let before = &before[from..];
        let mut linked = false;
        for to in fresh {
            if before.is_empty() {
                to.path = AlignmentPath::start_at(to.position, to.match_cost);
            }
            for (place, last) in (from..).zip(before) {
                let step = step_cost(last.position, to.position, follows);
                let Some(step) = step.filter(|_| last.path.total_cost < u32::MAX) else {
                    continue;
                };
                let way = last.path.extend_to(to.position, to.match_cost, step);
                if way.total_cost < to.path.total_cost {
                    to.path = way;
                    to.previous = place as u16;
                }
            }
            linked |= to.path.total_cost < u32::MAX;
        }
        linked
    }

    /// The last slot's cheapest match.
    fn cheapest_last_node(&self) -> Option<usize> {
        let end = self.term_ends.last()?.1;
        let start = self
            .term_ends
            .iter()
            .rev()
            .nth(1)
            .map_or(0, |(_, end)| *end);
        (start..end).min_by_key(|at| self.nodes[*at].path.total_cost)
    }
}

/// The words of a product that a slot may take, and their costs.
fn candidate_words_for<'a>(
    offers: &'a [CandidateWord],
    number: usize,
    slot: &'a QueryTerm,
) -> impl Iterator<Item = (CandidateWord, u16)> + 'a {
    let meant = move |offer: &&CandidateWord| offer.term_mask >> number & 1 == 1;
    let allowed = |offer: &&CandidateWord| slot.can_match_in(offer.position.part);
    let offers = offers.iter().filter(meant).filter(allowed);
    offers.filter_map(|offer| Some((*offer, slot.word_cost(offer.word)?)))
}

/// Takes a match of a slot in, in place of the dearest one when there are too many.
fn insert_node(matches: &mut Vec<AlignmentNode>, start: usize, fresh: AlignmentNode) {
    if matches.len() - start < MAX_NODES_PER_TERM {
        matches.push(fresh);
        return;
    }
    let dearest = (start..matches.len()).max_by_key(|at| matches[*at].match_cost);
    if let Some(dearest) = dearest.filter(|at| matches[*at].match_cost > fresh.match_cost) {
        matches[dearest] = fresh;
    }
}

/// What a way through so many slots costs for a name of so many words; `None` when it says nothing: something
/// must be as typed, or the words must at least stand together. All wrong and here and there is anything.
fn final_cost(
    plan: &Interpretation,
    way: AlignmentPath,
    slots: usize,
    length: usize,
) -> Option<u32> {
    let all_near = usize::from(way.near_words) == slots;
    if all_near && (!plan.dropped_words.is_empty() || way.scattered) {
        return None;
    }
    let apart = if way.near_words > 0 && way.scattered {
        SCATTERED_NEAR_COST
    } else {
        0
    };
    Some(
        plan.base_cost
            + way.total_cost
            + apart
            + uncovered_cost(length, way.covered_name_words.into()),
    )
}

/// What it costs to begin with this word: its field, and what stands before it in the name.
pub(crate) fn entry_cost(part: SearchField, at: usize) -> u32 {
    let before = if part == SearchField::Name {
        (at as u32 * LEADING_WORD_COSTS.0).min(LEADING_WORD_COSTS.1)
    } else {
        0
    };
    FIELD_ENTRY_COSTS[part as usize] + before
}

/// What it costs to go on in this field from another one.
pub(crate) fn field_change_cost(part: SearchField) -> u32 {
    FIELD_CHANGE_COST + FIELD_ENTRY_COSTS[part as usize]
}

/// What it costs that a question left words of a name uncovered.
pub(crate) fn uncovered_cost(length: usize, covered: usize) -> u32 {
    (length.saturating_sub(covered) as u32 * UNCOVERED_WORD_COSTS.0).min(UNCOVERED_WORD_COSTS.1)
}

/// What it costs to go on from one word to the next; `None` when that is not allowed.
fn step_cost(last: WordPosition, to: WordPosition, follows: OrderConstraint) -> Option<u32> {
    let same = last.part == to.part;
    match follows {
        OrderConstraint::Adjacent if !same || to.index != last.index + 1 => return None,
        OrderConstraint::Later if !same || to.index <= last.index => return None,
        _ => {}
    }
    Some(if !same {
        field_change_cost(to.part)
    } else if to.index <= last.index {
        OUT_OF_ORDER_COST
    } else if to.index == last.index + 1 {
        0
    } else {
        (GAP_COSTS.0 + GAP_COSTS.1 * u32::from(to.index - last.index - 1)).min(GAP_COSTS.2)
    })
}
