//! A fuzzy word: with other marks, as it sounds, or with a typo.
//!
//! Only used when the word as typed finds nothing good. One typo a word at most.

use crate::search::cost::{
    Cost, DECODED_FUZZY_COST, MISREAD_COST, OPEN_WORD_COST, OTHER_MARKS_COST, PHONETIC_COST,
    TONE_DISAGREES_COST, TWO_LETTER_TYPO_COST, TYPO_COSTS,
};
use crate::search::interpret::interpreter::QueryInterpreter;
use crate::search::interpret::literal_terms::add_prefix_matches;
use crate::search::interpret::match_kind::MatchKind;
use crate::search::interpret::query_term::QueryTerm;
use crate::search::interpret::tokenized_query::QueryToken;
use crate::vietnamese::{Word, mark_agreement, misread, phonetic, typo};

/// Fewest letters of a word that may have a typo.
const MIN_TYPO_LETTERS: usize = 3;
/// Fewest letters of the only word of a query that may have a typo: a short one is one typo away from too many.
const MIN_LONE_TYPO_LETTERS: usize = 5;

impl QueryInterpreter<'_> {
    /// The words that a typed word may stand for when every mark may be wrong.
    pub(crate) fn build_other_marks_term(&self, token: &QueryToken) -> QueryTerm {
        let mut term = self.build_typed_term(token);
        self.add_input_method_matches(&mut term, token);
        for word in token.words() {
            for id in self.vocabulary.words_with_fold(&word.fold) {
                term.add_word(*id, OTHER_MARKS_COST, MatchKind::OtherMarks);
            }
        }
        if token.is_open {
            let cost = OTHER_MARKS_COST + OPEN_WORD_COST;
            for id in self.vocabulary.words_extending(&token.word.fold) {
                term.add_word(id, cost, MatchKind::OtherMarks);
            }
        }
        term
    }

    /// The words that a typed word may stand for when it may be misheard or mistyped as well.
    pub(crate) fn build_fuzzy_term(&self, token: &QueryToken) -> QueryTerm {
        let mut term = self.build_other_marks_term(token);
        let is_alone = self.query.tokens.len() == 1;
        if is_alone && !token.word.fold.contains(['a', 'e', 'i', 'o', 'u', 'y']) {
            // Consonants alone are initials or nothing.
            return term;
        }
        for (index, word) in token.words().enumerate() {
            let is_decoded = index > 0;
            if is_decoded && is_alone {
                break;
            }
            let base_cost = if is_decoded {
                DECODED_FUZZY_COST
            } else {
                Cost::ZERO
            };
            self.add_fuzzy_matches(&mut term, word, token.is_open, base_cost);
        }
        if !is_alone {
            self.add_misread_matches(&mut term, &token.word);
        }
        term
    }

    /// Adds the words that a scanner may have misread as this one.
    fn add_misread_matches(&self, term: &mut QueryTerm, word: &Word) {
        for original in misread::misread_originals(&word.fold) {
            for id in self.vocabulary.words_with_fold(&original) {
                let key = self.vocabulary.canonical_key(*id);
                let tone_cost = tone_cost(word, key);
                term.add_word(*id, MISREAD_COST + tone_cost, MatchKind::Typo);
            }
        }
    }

    /// Adds the words that sound like this one or are one typo away.
    fn add_fuzzy_matches(&self, term: &mut QueryTerm, word: &Word, is_open: bool, base_cost: Cost) {
        let letters = word.fold.chars().count();
        let phonetic_key = phonetic::phonetic_key(&word.fold);
        for (fold, group_key, ids) in self.vocabulary.fold_groups() {
            let sounds_alike = letters >= 2 && group_key == phonetic_key;
            let phonetic = sounds_alike.then_some((PHONETIC_COST, MatchKind::Phonetic));
            let typo = self.typo_cost(&word.fold, letters, fold, is_open);
            let typo = typo.map(|cost| (cost, MatchKind::Typo));
            let cheapest = phonetic
                .into_iter()
                .chain(typo)
                .min_by_key(|(cost, _)| *cost);
            let Some((cost, match_kind)) = cheapest else {
                continue;
            };
            for id in ids {
                // The typed marks still tell words apart.
                let key = self.vocabulary.canonical_key(*id);
                term.add_word(*id, cost + base_cost + tone_cost(word, key), match_kind);
            }
        }
    }

    /// The cost of the typo between a typed word and one of the vocabulary, if there is one.
    fn typo_cost(&self, typed: &str, letters: usize, fold: &str, is_open: bool) -> Option<Cost> {
        let word_count = self.query.tokens.len();
        if letters < MIN_TYPO_LETTERS && (letters != 2 || word_count <= 2) {
            return None;
        }
        if word_count == 1
            && (letters < MIN_LONE_TYPO_LETTERS || fold.chars().count() < MIN_LONE_TYPO_LETTERS - 1)
        {
            return None;
        }
        if let Some(cost) = typo::word_typo_cost(typed, fold, TYPO_COSTS) {
            let short_cost = if letters == 2 {
                TWO_LETTER_TYPO_COST
            } else {
                Cost::ZERO
            };
            return Some(Cost::new(cost.into()) + short_cost);
        }
        if !is_open {
            return None;
        }
        let cost = typo::prefix_typo_cost(typed, fold, TYPO_COSTS)?;
        Some(Cost::new(cost.into()) + OPEN_WORD_COST)
    }

    /// The words with this prefix, the word itself included, when prefixes are expected.
    pub(crate) fn build_prefix_term(
        &self,
        token: &QueryToken,
        match_kind: MatchKind,
        cost: Cost,
    ) -> QueryTerm {
        let mut term = self.new_term(&token.typed);
        term.prefix_letters = token.word.fold.chars().count();
        for id in self.vocabulary.words_with_compatible_marks(&token.word) {
            term.add_word(id, Cost::ZERO, match_kind);
        }
        add_prefix_matches(self.vocabulary, &mut term, &token.word, match_kind, |_| {
            cost
        });
        term
    }
}

/// What a tone costs that disagrees with the typed one.
fn tone_cost(word: &Word, canonical_key: &str) -> Cost {
    if mark_agreement::tones_disagree(&word.canon, canonical_key) {
        TONE_DISAGREES_COST
    } else {
        Cost::ZERO
    }
}
