//! A word as typed: the same word, one whose marks were left out, its beginning; or in Telex and VNI.
//!
//! Must not: take a mark that disagrees; that is [`super::wide`].

use super::{QueryInterpreter, QueryToken};
use crate::search::columns::vocabulary::Vocabulary;
use crate::search::interpret::query_term::{Interpretation, MatchKind, QueryTerm};
use crate::vietnamese::{MarkAgreement, Word, mark_agreement};

/// Marks were left out.
const UNMARKED_COST: u16 = 100;
/// Only the beginning was typed.
pub(super) const PREFIX_COST: u16 = 200;
/// Two letters that may go on.
const SHORT_PREFIX_COST: u16 = 150;
/// Typed in Telex or VNI, and half of its marks left out.
const INPUT_METHOD_COSTS: (u16, u16) = (30, 60);

impl QueryInterpreter<'_> {
    /// What a typed word stands for as it is, and, when it is no word, as keys of a typing method.
    pub(in super::super) fn build_typed_term(&self, token: &QueryToken) -> QueryTerm {
        let mut slot = self.build_literal_term(token);
        if !token.is_known {
            self.add_input_method_matches(&mut slot, token);
        }
        slot
    }

    /// The words as typed and nothing else.
    pub(in super::super) fn interpret_literally(&self, tokens: &[QueryToken]) -> Interpretation {
        let slots = tokens.iter().map(|token| self.build_literal_term(token));
        Interpretation::new(slots.collect(), 0)
    }

    /// What a typed word stands for as it is and no other way.
    pub(in super::super) fn build_literal_term(&self, token: &QueryToken) -> QueryTerm {
        let mut slot = QueryTerm::new(&token.typed, self.vocabulary.len());
        slot.prefix_letters = token.word.fold.chars().count();
        self.add_word_matches(&mut slot, &token.word, token.is_open);
        slot
    }

    /// What a word that is not typed but meant stands for.
    pub(super) fn build_word_term(&self, typed: &str, word: &Word) -> QueryTerm {
        let mut slot = QueryTerm::new(typed, self.vocabulary.len());
        self.add_word_matches(&mut slot, word, false);
        slot
    }

    /// Lets a slot stand for a word as written.
    pub(super) fn add_word_matches(&self, slot: &mut QueryTerm, word: &Word, open: bool) {
        let marked = self.query.has_marks;
        // One or two bare letters that may go on are likelier a beginning than a word of their own: `ti` is typed on
        // the way to tiêu, not for công ty.
        let begun = open && !word.is_marked();
        let more = match word.fold.chars().count() {
            1 if begun => PREFIX_COST,
            2 if begun => SHORT_PREFIX_COST,
            _ => 0,
        };
        for number in self.vocabulary.words_with_fold(&word.fold) {
            match mark_agreement::compare_marks(&word.canon, self.vocabulary.canonical_key(*number))
            {
                MarkAgreement::Exact => slot.add_word(*number, more, MatchKind::Exact),
                MarkAgreement::Compatible if marked => {
                    slot.add_word(*number, more + UNMARKED_COST, MatchKind::WithoutMarks)
                }
                MarkAgreement::Compatible => slot.add_word(*number, more, MatchKind::WithoutMarks),
                MarkAgreement::Contradiction => {}
            }
        }
        if open {
            add_prefix_matches(self.vocabulary, slot, word, |compatible| {
                Some((
                    if compatible && marked {
                        PREFIX_COST + UNMARKED_COST
                    } else {
                        PREFIX_COST
                    },
                    MatchKind::Prefix,
                ))
            });
        }
    }

    /// Lets a slot stand for what its keys mean in Telex or VNI.
    pub(super) fn add_input_method_matches(&self, slot: &mut QueryTerm, token: &QueryToken) {
        for (word, way) in &token.decoded {
            for number in self.vocabulary.words_with_fold(&word.fold) {
                match mark_agreement::compare_marks(
                    &word.canon,
                    self.vocabulary.canonical_key(*number),
                ) {
                    MarkAgreement::Exact => slot.add_word(*number, INPUT_METHOD_COSTS.0, *way),
                    MarkAgreement::Compatible => slot.add_word(*number, INPUT_METHOD_COSTS.1, *way),
                    MarkAgreement::Contradiction => {}
                }
            }
            if token.is_open {
                add_prefix_matches(self.vocabulary, slot, word, |_| {
                    Some((PREFIX_COST + INPUT_METHOD_COSTS.0, *way))
                });
            }
        }
    }
}

/// Lets a slot stand for words that begin like this and go on, marks agreeing.
pub(super) fn add_prefix_matches(
    vocabulary: &Vocabulary,
    slot: &mut QueryTerm,
    word: &Word,
    cost: impl Fn(bool) -> Option<(u16, MatchKind)>,
) {
    // `quy` is kept as `qui`, but `quyền` keeps its y: the beginning of both must be found.
    let other = (word.fold == "qui").then_some("quye");
    let longer = vocabulary.words_extending(&word.fold);
    let others = other.into_iter().flat_map(|fold| {
        vocabulary
            .words_with_fold(fold)
            .iter()
            .copied()
            .chain(vocabulary.words_extending(fold))
    });
    for number in longer.chain(others) {
        // Longer words are never exact; whether marks were left out shows in what was typed of them.
        let fit =
            mark_agreement::compare_prefix_marks(&word.canon, vocabulary.canonical_key(number));
        if fit != MarkAgreement::Contradiction
            && let Some((cost, way)) = cost(fit == MarkAgreement::Compatible)
        {
            slot.add_word(number, cost, way);
        }
    }
}
