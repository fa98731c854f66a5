//! Whole questions from readings of their words: joined words taken apart, phrases rewritten.
//!
//! Must not: return a plan with a slot that stands for nothing.

use super::{QueryInterpreter, QueryToken};
use crate::rewrite::{abbreviation, synonym};
use crate::search::columns::vocabulary::Vocabulary;
use crate::search::interpret::query_term::{Interpretation, MatchKind, OrderConstraint, QueryTerm};
use crate::search::matching::conditions;
use crate::vietnamese::word_split::WordLexicon;
use crate::vietnamese::{Word, telex, word_split};

/// A run of words typed without spaces.
const MISSING_SPACE_COST: u32 = 60;
/// Each word of a question of several that was typed with a space too many.
const EXTRA_SPACE_COST: u32 = 60;
/// Ways to take a joined word apart that are tried.
const MAX_SPLITS: usize = 8;
/// A way to take a word apart that is so much less likely than the best is not tried (natural logarithm).
const MAX_SCORE_GAP: f32 = 20.0;
/// Readings of one question that are tried.
const MAX_INTERPRETATIONS: usize = 12;
/// Fewest letters of a joined word.
const MIN_JOINED_LETTERS: usize = 4;

/// One reading of one typed word: its slots, and what it costs beside them.
struct TokenAlternative {
    terms: Vec<QueryTerm>,
    base_cost: u32,
}

impl QueryInterpreter<'_> {
    /// The likely readings of these words, the plainest first: as they are, then with each phrase for which
    /// people have another one, then with all of them.
    pub(in super::super) fn interpret_tokens(&self, tokens: &[QueryToken]) -> Vec<Interpretation> {
        let parts: Vec<Vec<TokenAlternative>> = tokens
            .iter()
            .map(|token| self.token_alternatives(token))
            .collect();
        let mut plans = combine_alternatives(&parts);
        for rewrite in self.rewrite_phrases(tokens, &parts) {
            if plans.len() < MAX_INTERPRETATIONS {
                plans.push(rewrite);
            }
        }
        plans.retain(|plan| !plan.is_unmatchable());
        plans
    }

    /// The readings of one word.
    fn token_alternatives(&self, token: &QueryToken) -> Vec<TokenAlternative> {
        let slot = self.build_typed_term(token);
        let hopeless = slot.is_unmatchable();
        let mut parts = Vec::new();
        if !hopeless {
            parts.push(TokenAlternative {
                terms: vec![slot],
                base_cost: 0,
            });
        }
        if !token.is_known && token.word.fold.chars().count() >= MIN_JOINED_LETTERS {
            parts.extend(self.split_joined_word(&token.word.fold, token.is_open));
        }
        parts
    }

    /// Ways to take joined words apart.
    fn split_joined_word(&self, fold: &str, open: bool) -> Vec<TokenAlternative> {
        let mut splits = word_split::split_joined_words(fold, self.vocabulary, open, MAX_SPLITS);
        if splits.is_empty() {
            splits = word_split::split_joined_words(
                fold,
                &TelexVocabulary(self.vocabulary),
                open,
                MAX_SPLITS,
            );
        }
        let part = |split: word_split::WordSplit| {
            let last = split.pieces.len() - 1;
            let slots = split.pieces.iter().enumerate().map(|(at, piece)| {
                let word = Word {
                    range: 0..0,
                    canon: format!("{piece}1"),
                    fold: piece.clone(),
                };
                let mut slot = QueryTerm::new(piece, self.vocabulary.len());
                let is_open = open && at == last;
                self.add_unmarked_matches(&mut slot, &word, is_open);
                for canon in telex::decode_telex(piece) {
                    if !slot.is_unmatchable() {
                        break;
                    }
                    for number in
                        conditions::find_compatible_words(self.vocabulary, &Word::from_canon(canon))
                    {
                        slot.add_word(number, 30, MatchKind::Telex);
                    }
                }
                slot.order = if at == 0 {
                    OrderConstraint::Anywhere
                } else {
                    OrderConstraint::Adjacent
                };
                slot
            });
            TokenAlternative {
                terms: slots.collect(),
                base_cost: MISSING_SPACE_COST,
            }
        };
        let best = splits.first().map_or(0.0, |split| split.score);
        let near = splits
            .into_iter()
            .filter(|split| split.score >= best - MAX_SCORE_GAP);
        near.map(part).collect()
    }

    /// Lets a slot stand for words with these bare letters, whatever their marks.
    fn add_unmarked_matches(&self, slot: &mut QueryTerm, word: &Word, open: bool) {
        for number in self.vocabulary.words_with_fold(&word.fold) {
            slot.add_word(*number, 0, MatchKind::Joined);
        }
        if open {
            for number in self.vocabulary.words_extending(&word.fold) {
                slot.add_word(number, super::literal_terms::PREFIX_COST, MatchKind::Joined);
            }
        }
    }

    /// The question with its words joined anew: one word typed as two or three, and all of them taken apart
    /// as one run. Where marks were typed the spaces are likely to be meant.
    pub(in super::super) fn rejoin_tokens(&self, tokens: &[QueryToken]) -> Vec<Interpretation> {
        let mut plans = Vec::new();
        if self.query.has_marks {
            return plans;
        }
        for length in 2..=tokens.len().min(3) {
            for start in 0..=tokens.len() - length {
                let run = &tokens[start..start + length];
                let fold: String = run.iter().map(|token| token.word.fold.as_str()).collect();
                let open = run.last().is_some_and(|token| token.is_open);
                let mut slot = QueryTerm::new(&fold, self.vocabulary.len());
                let word = Word {
                    range: 0..0,
                    canon: format!("{fold}1"),
                    fold: fold.clone(),
                };
                self.add_unmarked_matches(&mut slot, &word, open);
                if slot.is_unmatchable() {
                    continue;
                }
                let around = tokens[..start].iter().chain(&tokens[start + length..]);
                let mut slots: Vec<QueryTerm> =
                    around.map(|token| self.build_typed_term(token)).collect();
                slots.insert(start, slot);
                plans.push(Interpretation::new(slots, EXTRA_SPACE_COST));
            }
        }
        if tokens.len() > 1 {
            let fold: String = tokens
                .iter()
                .map(|token| token.word.fold.as_str())
                .collect();
            let open = tokens.last().is_some_and(|token| token.is_open);
            let parts = self.split_joined_word(&fold, open).into_iter();
            plans
                .extend(parts.map(|part| {
                    Interpretation::new(part.terms, part.base_cost + EXTRA_SPACE_COST)
                }));
        }
        plans.retain(|plan| !plan.is_unmatchable());
        plans
    }

    /// The question with phrases rewritten, one at a time and all at once.
    fn rewrite_phrases(
        &self,
        tokens: &[QueryToken],
        parts: &[Vec<TokenAlternative>],
    ) -> Vec<Interpretation> {
        let words: Vec<Word> = tokens
            .iter()
            .map(|token| token.likely_word().clone())
            .collect();
        let short = abbreviation::find_abbreviations(&words);
        let other = synonym::find_synonyms(&words);
        let rewrites: Vec<(&crate::rewrite::QueryRewrite, MatchKind)> = short
            .iter()
            .map(|rewrite| (rewrite, MatchKind::Abbreviation))
            .chain(other.iter().map(|rewrite| (rewrite, MatchKind::Synonym)))
            .collect();
        let mut sets: Vec<Vec<(&crate::rewrite::QueryRewrite, MatchKind)>> =
            rewrites.iter().map(|rewrite| vec![*rewrite]).collect();
        let mut all: Vec<(&crate::rewrite::QueryRewrite, MatchKind)> = Vec::new();
        for (rewrite, way) in &rewrites {
            let apart = |known: &crate::rewrite::QueryRewrite| {
                known.range.end <= rewrite.range.start || rewrite.range.end <= known.range.start
            };
            if all.iter().all(|(known, _)| apart(known)) {
                all.push((rewrite, *way));
            }
        }
        if all.len() > 1 {
            sets.push(all);
        }
        sets.iter()
            .filter_map(|set| self.apply_rewrites(set, tokens, parts))
            .collect()
    }

    /// The question with these phrases rewritten.
    fn apply_rewrites(
        &self,
        set: &[(&crate::rewrite::QueryRewrite, MatchKind)],
        tokens: &[QueryToken],
        parts: &[Vec<TokenAlternative>],
    ) -> Option<Interpretation> {
        let mut slots = Vec::new();
        let mut base = 0;
        let mut at = 0;
        while at < parts.len() {
            let Some((rewrite, way)) = set.iter().find(|(rewrite, _)| rewrite.range.start == at)
            else {
                let plainest = parts[at].first()?;
                slots.extend(plainest.terms.iter().cloned());
                base += plainest.base_cost;
                at += 1;
                continue;
            };
            let typed: Vec<&str> = tokens[rewrite.range.clone()]
                .iter()
                .map(|token| token.typed.as_str())
                .collect();
            for (place, word) in rewrite.replacement.iter().enumerate() {
                let mut slot = self
                    .build_word_term(&typed.join(" "), word)
                    .with_match_kind(*way, 0);
                slot.name_only = rewrite.name_only;
                // The words of an abbreviation may be spelled out apart: Công ty CP Xanh (CTCP).
                slot.order = if place == 0 || *way == MatchKind::Abbreviation {
                    OrderConstraint::Anywhere
                } else {
                    OrderConstraint::Adjacent
                };
                slots.push(slot);
            }
            base += u32::from(rewrite.cost);
            at = rewrite.range.end.max(at + 1);
        }
        Some(Interpretation::new(slots, base))
    }
}

/// The words of the catalogue as typed in Telex.
struct TelexVocabulary<'a>(&'a Vocabulary);

impl WordLexicon for TelexVocabulary<'_> {
    fn log_probability(&self, fold: &str) -> Option<f32> {
        let canons = || telex::decode_telex(fold).into_iter();
        let keyed =
            || canons().find_map(|canon| self.0.log_probability(&Word::from_canon(canon).fold));
        self.0.log_probability(fold).or_else(keyed)
    }

    fn has_prefix(&self, fold: &str) -> bool {
        self.0.has_prefix(fold)
    }
}

/// The readings of a question from those of its words, the plainest first.
fn combine_alternatives(parts: &[Vec<TokenAlternative>]) -> Vec<Interpretation> {
    let mut plans = vec![Interpretation::default()];
    for readings in parts {
        let mut longer = Vec::new();
        for plan in &plans {
            for part in readings {
                let mut slots = plan.terms.clone();
                slots.extend(part.terms.iter().cloned());
                longer.push(Interpretation::new(slots, plan.base_cost + part.base_cost));
            }
        }
        longer.truncate(MAX_INTERPRETATIONS);
        plans = longer;
    }
    plans
}
