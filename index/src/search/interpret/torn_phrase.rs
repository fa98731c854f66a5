//! A place torn apart by what is asked for: `tô mực cô` is mực Cô Tô.

use crate::search::cost::TORN_PHRASE_COST;
use crate::search::interpret::interpretation::Interpretation;
use crate::search::interpret::interpreter::QueryInterpreter;
use crate::search::interpret::query_term::{OrderConstraint, QueryTerm};
use crate::search::interpret::tokenized_query::QueryToken;

/// Fewest and most words of such a query.
const WORDS: std::ops::RangeInclusive<usize> = 3..=6;

impl QueryInterpreter<'_> {
    /// The first and the last word side by side in both orders, the others side by side too.
    pub(crate) fn interpret_torn_phrase(&self) -> Vec<Interpretation> {
        let tokens = &self.query.tokens;
        let ([first, between @ .., last], true) = (&tokens[..], WORDS.contains(&tokens.len()))
        else {
            return Vec::new();
        };
        if !first.is_known || !last.is_known || tokens.iter().any(QueryToken::is_cut_off) {
            return Vec::new();
        }
        let build_term = |(index, token): (usize, &QueryToken)| {
            let mut term = self.build_typed_term(token);
            term.order = OrderConstraint::Adjacent.in_phrase(index);
            term
        };
        let between: Vec<QueryTerm> = between.iter().enumerate().map(build_term).collect();
        let orders = [[first, last], [last, first]];
        let interpretations = orders.iter().map(|phrase| {
            let phrase = phrase.iter().copied().enumerate().map(build_term);
            let terms = phrase.chain(between.iter().cloned()).collect();
            Interpretation::new(terms, TORN_PHRASE_COST)
        });
        interpretations
            .filter(|interpretation| !interpretation.is_unmatchable())
            .collect()
    }
}
