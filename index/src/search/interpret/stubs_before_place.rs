//! Stubs of a name's words and then a place in full: `c m ha long` is chả mực Hạ Long.

use crate::search::cost::{WORD_PREFIX_COST, WORD_PREFIXES_COST};
use crate::search::interpret::interpretation::Interpretation;
use crate::search::interpret::interpreter::QueryInterpreter;
use crate::search::interpret::match_kind::MatchKind;
use crate::search::interpret::query_term::OrderConstraint;

/// Most letters of a stub.
const MAX_STUB_LETTERS: usize = 3;
/// Fewest and most stubs.
const STUBS: std::ops::RangeInclusive<usize> = 2..=5;
/// Fewest and most words of a place.
const PLACE_WORDS: std::ops::RangeInclusive<usize> = 2..=4;

impl QueryInterpreter<'_> {
    /// Each way to read the first words as stubs side by side and the last ones as words side by side.
    pub(crate) fn interpret_stubs_before_words(&self) -> Vec<Interpretation> {
        let tokens = &self.query.tokens;
        let is_stub = |index: usize| {
            let letters = tokens[index].word.fold.chars().count();
            letters <= MAX_STUB_LETTERS && !tokens[index].is_cut_off() && !tokens[index].is_noise
        };
        let stub_count = (0..tokens.len())
            .take_while(|index| is_stub(*index))
            .count();
        let mut interpretations = Vec::new();
        for split in STUBS {
            if split > stub_count || !PLACE_WORDS.contains(&tokens.len().saturating_sub(split)) {
                continue;
            }
            let terms = tokens.iter().enumerate().map(|(index, token)| {
                let mut term = if index < split {
                    self.build_prefix_term(token, MatchKind::WordPrefix, WORD_PREFIX_COST)
                } else {
                    self.build_typed_term(token)
                };
                term.name_only = index < split;
                term.order = OrderConstraint::Adjacent;
                if index == 0 || index == split {
                    term.order = OrderConstraint::Anywhere;
                }
                term
            });
            let interpretation = Interpretation::new(terms.collect(), WORD_PREFIXES_COST);
            if !interpretation.is_unmatchable() {
                interpretations.push(interpretation);
            }
        }
        interpretations
    }
}
