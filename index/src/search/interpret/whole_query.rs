//! The whole query as word prefixes or as initials.

use crate::search::cost::{
    ALL_INITIALS_COST, Cost, FIRST_INITIALS_COST, INITIAL_COST, INNER_INITIALS_COST,
    MISSING_INITIAL_COST, WORD_PREFIX_COST, WORD_PREFIXES_COST,
};
use crate::search::interpret::interpretation::Interpretation;
use crate::search::interpret::interpreter::{QueryInterpreter, bare_word};
use crate::search::interpret::match_kind::MatchKind;
use crate::search::interpret::query_term::OrderConstraint;
use crate::search::interpret::tokenized_query::QueryToken;
use crate::vietnamese::letter;

/// Fewest and most letters of the initials of a whole name.
const NAME_INITIALS: std::ops::RangeInclusive<usize> = 3..=10;
/// Fewest and most letters of initials among other words.
const INNER_INITIALS: std::ops::RangeInclusive<usize> = 2..=4;

impl QueryInterpreter<'_> {
    /// Every word as a prefix, in the order of the product's words.
    pub(crate) fn interpret_word_prefixes(&self) -> Option<Interpretation> {
        let tokens = &self.query.tokens;
        if tokens.len() < 2 {
            return None;
        }
        let terms = tokens.iter().enumerate().map(|(index, token)| {
            let mut term = self.build_prefix_term(token, MatchKind::WordPrefix, WORD_PREFIX_COST);
            term.order = if token.is_cut_off() {
                OrderConstraint::Adjacent
            } else {
                OrderConstraint::Later.in_phrase(index)
            };
            term
        });
        let interpretation = Interpretation::new(terms.collect(), WORD_PREFIXES_COST);
        (!interpretation.is_unmatchable()).then_some(interpretation)
    }

    /// True when the query looks like word prefixes: several short words without marks.
    pub(crate) fn looks_like_word_prefixes(&self) -> bool {
        let tokens = &self.query.tokens;
        let is_short = |token: &QueryToken| token.word.fold.chars().count() <= 3;
        !self.query.has_marks && tokens.len() > 2 && tokens.iter().all(is_short)
    }

    /// A query of several words with its unknown short words as initials of neighbouring words.
    pub(crate) fn interpret_inner_initials(&self) -> Option<Interpretation> {
        let tokens = &self.query.tokens;
        // Single letters are in nearly every product: another word must narrow the list.
        if !tokens.iter().any(|token| token.is_known && !token.is_noise) {
            return None;
        }
        let mut terms = Vec::new();
        let mut has_initials = false;
        for token in tokens {
            let term = self.build_typed_term(token);
            let letters = token.word.fold.chars().count();
            if token.is_known || !INNER_INITIALS.contains(&letters) || !term.is_unmatchable() {
                terms.push(term);
                continue;
            }
            has_initials = true;
            for (index, letter) in strip_letter_marks(&token.typed).chars().enumerate() {
                let initial = QueryToken {
                    word: bare_word(&letter.to_string()),
                    ..token.clone()
                };
                let mut term = self.build_prefix_term(&initial, MatchKind::Initial, INITIAL_COST);
                term.order = OrderConstraint::Adjacent.in_phrase(index);
                terms.push(term);
            }
        }
        let interpretation = Interpretation::new(terms, INNER_INITIALS_COST);
        (has_initials && !interpretation.is_unmatchable()).then_some(interpretation)
    }
}

/// The letters that may be the initials of a name: of a single word, or single letters.
pub(crate) fn extract_initials(tokens: &[QueryToken]) -> Option<String> {
    let is_letter = |token: &QueryToken| token.word.fold.chars().count() == 1;
    if tokens.len() != 1 && !tokens.iter().all(is_letter) {
        return None;
    }
    let typed = tokens.iter().map(|token| strip_letter_marks(&token.typed));
    let letters: String = typed.collect();
    NAME_INITIALS
        .contains(&letters.chars().count())
        .then_some(letters)
}

/// The bare letters as typed: unlike in a word's `fold`, i and y of initials are not the same.
fn strip_letter_marks(typed: &str) -> String {
    typed.chars().map(letter::bare_letter).collect()
}

/// The cost of a name with this many initials, of which this many were typed.
pub(crate) fn initials_cost(typed: usize, initials: usize) -> Cost {
    match initials.saturating_sub(typed) {
        0 => ALL_INITIALS_COST,
        missing => FIRST_INITIALS_COST + MISSING_INITIAL_COST.of_count(missing),
    }
}
