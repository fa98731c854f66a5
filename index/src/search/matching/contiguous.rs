//! The commonest match: the words of the query side by side, near the beginning of a name.
//!
//! Where each term takes one of its cheapest words, no other alignment with the product can cost less, so none is
//! computed. Every other alignment takes words that cost no less, enters the name no earlier or a field that costs
//! more to enter than [`MAX_START_WORDS`] words of a name, and covers no more of the name. Only names are looked at.

use crate::search::columns::ids::TermId;
use crate::search::columns::schema::SearchField;
use crate::search::cost::{self, Cost, MIN_STEP_COST, NEAR_MATCH_COST};
use crate::search::interpret::interpretation::Interpretation;
use crate::search::interpret::query_term::QueryTerm;
use crate::search::matching::term_masks::TermMaskTable;

/// The words of a name that may be the first match: to enter the name later costs more than to enter the specialty.
const MAX_START_WORDS: usize = 3;

/// The costs of an interpretation's words side by side.
#[derive(Debug)]
pub(crate) struct ContiguousCosts {
    /// By word: the terms of which it is a cheapest word, one bit each.
    cheapest_masks: Vec<u32>,
    term_count: usize,
    /// The cost of the interpretation with the cheapest word of every term.
    words_cost: Cost,
    /// No other product costs less than this, the uncovered words of its name aside.
    pub(crate) scattered_floor: Cost,
    /// By term, the difference between its cheapest and its second cheapest words.
    second_choice_costs: Vec<Cost>,
    /// No product costs less by the terms that have nothing but near matches.
    pub(crate) near_cost: Cost,
}

impl ContiguousCosts {
    /// `None` when a term stands for products, or when words were dropped and all other terms are only near.
    pub(crate) fn new(interpretation: &Interpretation, vocabulary_len: usize) -> Option<Self> {
        let terms = &interpretation.terms;
        let mut costs = Self {
            cheapest_masks: vec![0; vocabulary_len],
            term_count: terms.len(),
            words_cost: interpretation.base_cost,
            scattered_floor: Cost::ZERO,
            second_choice_costs: Vec::with_capacity(terms.len()),
            near_cost: Cost::ZERO,
        };
        let mut near_terms = 0;
        let mut scattered_cost = cost::entry_cost(SearchField::Specialty, 0);
        for (term_index, term) in terms.iter().enumerate() {
            let lowest = term.word_costs().min().filter(|_| term.docs.is_none())?;
            near_terms += u32::from(lowest >= NEAR_MATCH_COST);
            let second = term.word_costs().filter(|cost| *cost > lowest).min();
            let second_choice = second.map_or(Cost::MAX, |second| second - lowest);
            scattered_cost = scattered_cost.min(second_choice);
            costs.second_choice_costs.push(second_choice);
            costs.words_cost += lowest;
            costs.mark_cheapest_words(term_index, term, lowest);
        }
        costs.scattered_floor = costs.words_cost + scattered_cost;
        costs.near_cost = interpretation.base_cost + NEAR_MATCH_COST * near_terms;
        let all_near = near_terms as usize == costs.term_count;
        Some(costs).filter(|_| !all_near || interpretation.dropped_words.is_empty())
    }

    fn mark_cheapest_words(&mut self, term_index: usize, term: &QueryTerm, lowest: Cost) {
        for word in &term.words {
            let mask = self.cheapest_masks.get_mut(word.index());
            if let Some(mask) = mask.filter(|_| term.word_cost(*word) == Some(lowest)) {
                *mask |= 1 << term_index;
            }
        }
    }

    fn cheapest_mask(&self, word: TermId) -> u32 {
        self.cheapest_masks.get(word.index()).copied().unwrap_or(0)
    }

    /// The cost of a product with this name; `None` when its words have to be aligned.
    #[inline]
    pub(crate) fn contiguous_cost(
        &self,
        name: &[TermId],
        term_masks: &TermMaskTable,
    ) -> Option<Cost> {
        let matches_first_term = |word: &TermId| term_masks.get(*word).terms() & 1 == 1;
        let mut start_words = name.iter().take(MAX_START_WORDS);
        let first = start_words.position(matches_first_term)?;
        let words = name.get(first..first + self.term_count)?;
        let is_cheapest =
            |(term_index, word): (usize, &TermId)| self.cheapest_mask(*word) >> term_index & 1 == 1;
        words.iter().enumerate().all(is_cheapest).then(|| {
            self.words_cost
                + cost::entry_cost(SearchField::Name, first)
                + cost::uncovered_cost(name.len(), self.term_count)
        })
    }

    /// A lower bound for a product that takes only words of its name and specialty, the uncovered words of its name
    /// aside: by which terms lack their cheapest words, and by whether the words stand side by side.
    pub(crate) fn lower_bound(&self, fields: [&[TermId]; 2], term_masks: &TermMaskTable) -> Cost {
        let masks = fields.iter().copied().flatten();
        let cheapest = masks.fold(0, |masks, word| masks | self.cheapest_mask(*word));
        let last_term = 1 << (self.term_count - 1);
        let is_contiguous = fields
            .iter()
            .any(|words| term_masks.reachable_terms(words, 1) & last_term != 0);
        let lacks_cheapest = |(term_index, _): &(usize, &Cost)| cheapest >> term_index & 1 == 0;
        let second_choices = self.second_choice_costs.iter().enumerate();
        let word_costs = second_choices
            .filter(lacks_cheapest)
            .fold(self.words_cost, |sum, (_, cost)| sum.saturating_add(*cost));
        if is_contiguous {
            word_costs
        } else {
            word_costs.saturating_add(MIN_STEP_COST)
        }
    }
}
