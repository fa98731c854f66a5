//! A word as typed: the same word, one whose marks were left out, or its prefix; also in Telex and VNI.
//!
//! No typed mark may disagree here; [`super::fuzzy_terms`] allows that.

use crate::search::columns::vocabulary::Vocabulary;
use crate::search::cost::{
    Cost, INPUT_METHOD_COST, PARTIAL_INPUT_METHOD_COST, PREFIX_COST, UNMARKED_COST,
};
use crate::search::interpret::interpretation::Interpretation;
use crate::search::interpret::interpreter::QueryInterpreter;
use crate::search::interpret::match_kind::MatchKind;
use crate::search::interpret::query_term::{OrderConstraint, QueryTerm};
use crate::search::interpret::tokenized_query::{QueryToken, TokenSpacing};
use crate::vietnamese::{MarkAgreement, Word, mark_agreement};

impl QueryInterpreter<'_> {
    /// The words that a typed word stands for as it is, and, when it is not a word, as keys of an input method.
    pub(crate) fn build_typed_term(&self, token: &QueryToken) -> QueryTerm {
        let mut term = self.build_literal_term(token);
        if !token.is_known {
            self.add_input_method_matches(&mut term, token);
        }
        term
    }

    /// The words as typed and nothing else.
    pub(crate) fn interpret_literally(&self) -> Interpretation {
        let tokens = self.query.tokens.iter();
        let terms = tokens.map(|token| self.build_literal_term(token));
        Interpretation::new(terms.collect(), Cost::ZERO)
    }

    /// The words that a typed word stands for as it is and no other way.
    pub(crate) fn build_literal_term(&self, token: &QueryToken) -> QueryTerm {
        let mut term = self.new_term(&token.typed);
        term.prefix_letters = token.word.fold.chars().count();
        self.add_word_matches(&mut term, &token.word, token.is_open, token.short_word_cost);
        if token.is_cut_off() {
            term.order = OrderConstraint::Adjacent;
        }
        if token.spacing == TokenSpacing::AsTyped {
            term
        } else {
            term.with_match_kind(MatchKind::Joined)
        }
    }

    /// The words that a replacement for what was typed stands for.
    pub(crate) fn build_word_term(&self, typed: &str, word: &Word) -> QueryTerm {
        let mut term = self.new_term(typed);
        self.add_word_matches(&mut term, word, false, Cost::ZERO);
        term
    }

    /// Adds a word as written; the whole word at this cost.
    fn add_word_matches(&self, term: &mut QueryTerm, word: &Word, is_open: bool, base_cost: Cost) {
        let query_has_marks = self.query.has_marks;
        for id in self.vocabulary.words_with_fold(&word.fold) {
            match mark_agreement::compare_marks(&word.canon, self.vocabulary.canonical_key(*id)) {
                MarkAgreement::Exact => term.add_word(*id, base_cost, MatchKind::Exact),
                MarkAgreement::Compatible if query_has_marks => {
                    term.add_word(*id, base_cost + UNMARKED_COST, MatchKind::WithoutMarks);
                }
                MarkAgreement::Compatible => term.add_word(*id, base_cost, MatchKind::WithoutMarks),
                MarkAgreement::Contradiction => {}
            }
        }
        if is_open {
            let cost = |agreement: MarkAgreement| {
                if agreement == MarkAgreement::Compatible && query_has_marks {
                    PREFIX_COST + UNMARKED_COST
                } else {
                    PREFIX_COST
                }
            };
            add_prefix_matches(self.vocabulary, term, word, MatchKind::Prefix, cost);
        }
    }

    /// Adds what the keys mean in Telex or VNI.
    pub(crate) fn add_input_method_matches(&self, term: &mut QueryTerm, token: &QueryToken) {
        for (word, match_kind) in &token.decoded {
            for id in self.vocabulary.words_with_fold(&word.fold) {
                let key = self.vocabulary.canonical_key(*id);
                match mark_agreement::compare_marks(&word.canon, key) {
                    MarkAgreement::Exact => term.add_word(*id, INPUT_METHOD_COST, *match_kind),
                    MarkAgreement::Compatible => {
                        term.add_word(*id, PARTIAL_INPUT_METHOD_COST, *match_kind);
                    }
                    MarkAgreement::Contradiction => {}
                }
            }
            if token.is_open {
                let cost = |_| PREFIX_COST + INPUT_METHOD_COST;
                add_prefix_matches(self.vocabulary, term, word, *match_kind, cost);
            }
        }
    }
}

/// Adds the longer words that begin like this one, with marks that agree.
pub(crate) fn add_prefix_matches(
    vocabulary: &Vocabulary,
    term: &mut QueryTerm,
    word: &Word,
    match_kind: MatchKind,
    cost: impl Fn(MarkAgreement) -> Cost,
) {
    // `quy` is stored as `qui`, but `quyền` keeps its y: the prefixes of both must be found.
    let other_spelling = (word.fold == "qui").then_some("quye");
    let extended = vocabulary.words_extending(&word.fold);
    let otherwise_spelled = other_spelling.into_iter().flat_map(|fold| {
        vocabulary
            .words_with_fold(fold)
            .iter()
            .copied()
            .chain(vocabulary.words_extending(fold))
    });
    for id in extended.chain(otherwise_spelled) {
        // A longer word is never exact; whether marks were left out shows in the typed part of it.
        let key = vocabulary.canonical_key(id);
        let agreement = mark_agreement::compare_prefix_marks(&word.canon, key);
        if agreement != MarkAgreement::Contradiction {
            term.add_word(id, cost(agreement), match_kind);
        }
    }
}
