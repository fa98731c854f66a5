//! Interpretations that leave words of the query out, and what that costs.

use crate::search::cost::{
    Cost, DROPPED_WORD_COST, DropCost, NOISE_WORD_COST, SENTENCE_COST, SENTENCE_WORD_COST,
};
use crate::search::interpret::interpretation::Interpretation;
use crate::search::interpret::interpreter::QueryInterpreter;
use crate::search::interpret::query_term::{OrderConstraint, QueryTerm};
use crate::search::interpret::tokenized_query::QueryToken;

/// Most words of a sentence that a name is looked for in.
const MAX_SENTENCE_WORDS: usize = 14;
/// Fewest words of a query of which one may be left out, and of which two.
const MIN_WORDS_TO_DROP_ONE: usize = 2;
const MIN_WORDS_TO_DROP_TWO: usize = 4;
/// Most words of a query of which some are left out; a pasted paragraph has more.
const MAX_WORDS_FOR_DROPPING: usize = 9;

/// A query whose words may be left out.
#[derive(Clone, Copy)]
pub(crate) struct WordDropper<'a> {
    pub(crate) interpreter: QueryInterpreter<'a>,
    /// The fuzzy term of each word.
    pub(crate) fuzzy_terms: &'a [QueryTerm],
}

impl<'a> WordDropper<'a> {
    fn tokens(self) -> &'a [QueryToken] {
        &self.interpreter.query.tokens
    }

    /// The indexes of one or two words to leave out, in every way.
    fn droppable_words(self, count: usize) -> Vec<Vec<usize>> {
        let word_count = self.tokens().len();
        let fewest = if count > 1 {
            MIN_WORDS_TO_DROP_TWO
        } else {
            MIN_WORDS_TO_DROP_ONE
        };
        if !(fewest..=MAX_WORDS_FOR_DROPPING).contains(&word_count) {
            return Vec::new();
        }
        let singles = (0..word_count).filter(|index| self.may_stand_apart(*index));
        if count == 1 {
            return singles.map(|index| vec![index]).collect();
        }
        let singles: Vec<usize> = singles.collect();
        let pairs = |(index, first): (usize, &usize)| {
            let later = singles[index + 1..].iter();
            later
                .map(|second| vec![*first, *second])
                .collect::<Vec<_>>()
        };
        singles.iter().enumerate().flat_map(pairs).collect()
    }

    /// False for a part of a typed word that was cut: it is left out with the whole word or not at all.
    fn may_stand_apart(self, index: usize) -> bool {
        let is_cut_off =
            |index: usize| self.tokens().get(index).is_some_and(QueryToken::is_cut_off);
        !is_cut_off(index) && !is_cut_off(index + 1)
    }

    /// Interpretations with one or two words left out, the others as typed.
    pub(crate) fn interpret_without_words(self, count: usize) -> Vec<Interpretation> {
        let mut interpretations = Vec::new();
        for dropped in self.droppable_words(count) {
            let Some(cost) = self.drop_cost(&dropped) else {
                continue;
            };
            let is_kept = |(index, _): &(usize, &QueryToken)| !dropped.contains(index);
            let kept = self.tokens().iter().enumerate().filter(is_kept);
            let kept: Vec<QueryToken> = kept.map(|(_, token)| token.clone()).collect();
            let dropped = self.select_tokens(&dropped);
            let interpreted = self.interpreter.interpret_tokens(&kept).into_iter();
            interpretations.extend(
                interpreted
                    .map(|interpretation| with_dropped_words(interpretation, &dropped, cost)),
            );
        }
        interpretations
    }

    /// Fuzzy interpretations with one word left out.
    pub(crate) fn interpret_fuzzy_without_word(self) -> Vec<Interpretation> {
        let mut interpretations = Vec::new();
        for dropped in self.droppable_words(1) {
            let Some(cost) = self.drop_cost(&dropped) else {
                continue;
            };
            let mut terms = self.fuzzy_terms.to_vec();
            terms.remove(dropped[0]);
            let interpretation = Interpretation::new(terms, Cost::ZERO);
            let dropped = self.select_tokens(&dropped);
            interpretations.push(with_dropped_words(interpretation, &dropped, cost));
        }
        interpretations
    }

    /// The fuzzy interpretation with all noise words left out.
    pub(crate) fn interpret_fuzzy_without_noise(self) -> Option<Interpretation> {
        let tokens = self.tokens();
        let (noise, kept): (Vec<usize>, Vec<usize>) =
            (0..tokens.len()).partition(|index| tokens[*index].is_noise);
        if kept.is_empty() || noise.is_empty() {
            return None;
        }
        let terms = kept.iter().map(|index| self.fuzzy_terms[*index].clone());
        let interpretation = Interpretation::new(terms.collect(), Cost::ZERO);
        let noise = self.select_tokens(&noise);
        let cost = noise_drop_cost(&noise);
        Some(with_dropped_words(interpretation, &noise, cost))
    }

    /// Neighbouring words as typed, with all others left out: people write whole sentences around a product's name.
    /// The longer ones first; shorter ones cost more, so they only count where the longer find nothing.
    pub(crate) fn interpret_contiguous_words(self) -> Vec<Interpretation> {
        let tokens = self.tokens();
        let mut interpretations = Vec::new();
        if tokens.len() > MAX_SENTENCE_WORDS {
            return interpretations;
        }
        for length in (2..tokens.len()).rev() {
            for start in 0..=tokens.len() - length {
                let kept = &tokens[start..start + length];
                let next = tokens.get(start + length);
                let cuts_word = kept[0].is_cut_off() || next.is_some_and(QueryToken::is_cut_off);
                if cuts_word || kept.iter().filter(|token| !token.is_noise).count() < 2 {
                    continue;
                }
                let dropped: Vec<usize> = (0..tokens.len())
                    .filter(|index| !(start..start + length).contains(index))
                    .collect();
                let word_costs = dropped
                    .iter()
                    .map(|index| self.word_drop_cost(*index, SENTENCE_WORD_COST));
                let cost = word_costs.sum::<Cost>() + SENTENCE_COST;
                let dropped = self.select_tokens(&dropped);
                let bonus_terms: Vec<QueryTerm> = dropped
                    .iter()
                    .map(|token| self.interpreter.build_typed_term(token))
                    .collect();
                let interpreted = self.interpreter.interpret_tokens(kept).into_iter();
                interpretations.extend(interpreted.take(2).map(|mut interpretation| {
                    for term in interpretation.terms.iter_mut().skip(1) {
                        term.order = OrderConstraint::Adjacent;
                    }
                    interpretation.bonus_terms.clone_from(&bonus_terms);
                    with_dropped_words(interpretation, &dropped, cost)
                }));
            }
        }
        interpretations
    }

    fn select_tokens(self, indexes: &[usize]) -> Vec<&'a QueryToken> {
        let tokens = self.tokens();
        indexes.iter().map(|index| &tokens[*index]).collect()
    }

    /// The cost of leaving these words out; `None` when the rest would say too little.
    fn drop_cost(self, dropped: &[usize]) -> Option<Cost> {
        let tokens = self.tokens();
        let is_kept = |index: &usize| !dropped.contains(index) && !tokens[*index].is_noise;
        let kept = (0..tokens.len()).filter(is_kept).count();
        // One remaining word is enough only when all others are noise.
        if kept == 0 || kept == 1 && !dropped.iter().all(|index| tokens[*index].is_noise) {
            return None;
        }
        let costs = dropped
            .iter()
            .map(|index| self.word_drop_cost(*index, DROPPED_WORD_COST));
        Some(costs.sum())
    }

    /// The cost of leaving a word out. Noise costs least, whether products have it or not.
    fn word_drop_cost(self, index: usize, cost: DropCost) -> Cost {
        if self.tokens()[index].is_noise {
            NOISE_WORD_COST.of_count(1)
        } else if self.fuzzy_terms[index].is_unmatchable() {
            cost.unmatchable
        } else {
            cost.matchable
        }
    }
}

/// The cost of leaving noise words out.
pub(crate) fn noise_drop_cost(noise: &[&QueryToken]) -> Cost {
    NOISE_WORD_COST.of_count(noise.len())
}

/// The interpretation of the other words, with these left out at a cost.
pub(crate) fn with_dropped_words(
    mut interpretation: Interpretation,
    dropped: &[&QueryToken],
    cost: Cost,
) -> Interpretation {
    interpretation.base_cost += cost;
    if let [only_term] = interpretation.terms.as_mut_slice() {
        // A single remaining word must be as typed.
        only_term.remove_near_words();
    }
    let typed = dropped.iter().map(|token| token.typed.clone());
    interpretation.dropped_words.extend(typed);
    interpretation
}
