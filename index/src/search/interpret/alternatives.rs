//! Alternatives of the words of a query, combined: joined words split, split words joined, phrases rewritten.
//!
//! No interpretation returned has a term that stands for nothing.

use crate::rewrite::{QueryRewrite, abbreviation, english_name, synonym};
use crate::search::columns::vocabulary::Vocabulary;
use crate::search::cost::{
    ABBREVIATION_COST, Cost, EXTRA_SPACE_COST, INPUT_METHOD_COST, MISSING_SPACE_COST, PREFIX_COST,
};
use crate::search::interpret::interpretation::Interpretation;
use crate::search::interpret::interpreter::QueryInterpreter;
use crate::search::interpret::match_kind::MatchKind;
use crate::search::interpret::query_term::{OrderConstraint, QueryTerm};
use crate::search::interpret::tokenized_query::QueryToken;
use crate::vietnamese::word_split::{WordLexicon, WordSplit};
use crate::vietnamese::{Word, number_spacing, telex, word_split};

/// Most splits of a joined word that are tried.
const MAX_SPLITS: usize = 8;
/// A split whose logarithmic probability is this much below the best one's is not tried.
const MAX_SCORE_GAP: f32 = 20.0;
/// Most interpretations of one query that are tried.
const MAX_INTERPRETATIONS: usize = 12;
/// Fewest letters of a joined word.
const MIN_JOINED_LETTERS: usize = 4;
/// Most tokens that are joined to one word.
const MAX_JOINED_TOKENS: usize = 3;

/// One alternative for one typed word: its terms, and what it costs besides them.
struct TokenAlternative {
    terms: Vec<QueryTerm>,
    base_cost: Cost,
}

/// A rewrite, and how its words match then.
type KindedRewrite<'a> = (&'a QueryRewrite, MatchKind);

impl QueryInterpreter<'_> {
    /// The likely interpretations of these words, the plainest first: as they are, then with each phrase that has
    /// another form, then with all of them.
    pub(crate) fn interpret_tokens(&self, tokens: &[QueryToken]) -> Vec<Interpretation> {
        let alternatives: Vec<Vec<TokenAlternative>> = tokens
            .iter()
            .map(|token| self.token_alternatives(token))
            .collect();
        let mut interpretations = combine_alternatives(&alternatives);
        for rewritten in self.rewrite_phrases(tokens, &alternatives) {
            if interpretations.len() < MAX_INTERPRETATIONS {
                interpretations.push(rewritten);
            }
        }
        interpretations.retain(|interpretation| !interpretation.is_unmatchable());
        interpretations
    }

    fn token_alternatives(&self, token: &QueryToken) -> Vec<TokenAlternative> {
        let term = self.build_typed_term(token);
        let mut alternatives = Vec::new();
        if !term.is_unmatchable() {
            alternatives.push(TokenAlternative {
                terms: vec![term],
                base_cost: Cost::ZERO,
            });
        }
        if !token.is_known && token.word.fold.chars().count() >= MIN_JOINED_LETTERS {
            alternatives.extend(self.split_joined_word(&token.word.fold, token.is_open));
        }
        alternatives
    }

    /// The likely splits of a string into words; in Telex when it has none as it is.
    fn split_joined_word(&self, fold: &str, is_open: bool) -> Vec<TokenAlternative> {
        let vocabulary = self.vocabulary;
        let mut splits = word_split::split_joined_words(fold, vocabulary, is_open, MAX_SPLITS);
        if splits.is_empty() {
            let telex = TelexVocabulary(vocabulary);
            splits = word_split::split_joined_words(fold, &telex, is_open, MAX_SPLITS);
        }
        let best = splits.first().map_or(0.0, |split| split.score);
        splits
            .into_iter()
            .filter(|split| split.score >= best - MAX_SCORE_GAP && !is_cut_at_numbers(split))
            .map(|split| self.build_split_alternative(&split, is_open))
            .collect()
    }

    fn build_split_alternative(&self, split: &WordSplit, is_open: bool) -> TokenAlternative {
        let last = split.pieces.len() - 1;
        let terms = split.pieces.iter().enumerate().map(|(index, piece)| {
            let mut term = self.new_term(piece);
            self.add_unmarked_matches(&mut term, piece, is_open && index == last);
            for canon in telex::decode_telex(piece) {
                if !term.is_unmatchable() {
                    break;
                }
                let word = Word::from_canon(canon);
                for id in self.vocabulary.words_with_compatible_marks(&word) {
                    term.add_word(id, INPUT_METHOD_COST, MatchKind::Telex);
                }
            }
            term.order = OrderConstraint::Adjacent.in_phrase(index);
            term
        });
        TokenAlternative {
            terms: terms.collect(),
            base_cost: MISSING_SPACE_COST,
        }
    }

    /// Adds the words with these bare letters, whatever their marks.
    fn add_unmarked_matches(&self, term: &mut QueryTerm, fold: &str, is_open: bool) {
        for id in self.vocabulary.words_with_fold(fold) {
            term.add_word(*id, Cost::ZERO, MatchKind::Joined);
        }
        if is_open {
            for id in self.vocabulary.words_extending(fold) {
                term.add_word(id, PREFIX_COST, MatchKind::Joined);
            }
        }
    }

    /// The query with other spaces: two or three tokens as one word, and all of them joined and split again. Not where
    /// marks were typed, as the spaces are likely to be meant there.
    pub(crate) fn rejoin_tokens(&self) -> Vec<Interpretation> {
        let tokens = self.query.tokens.as_slice();
        let mut interpretations = Vec::new();
        if self.query.has_marks {
            return interpretations;
        }
        for length in 2..=tokens.len().min(MAX_JOINED_TOKENS) {
            for start in 0..=tokens.len() - length {
                let joined_tokens = &tokens[start..start + length];
                let is_respaced = |pair: &[QueryToken]| {
                    number_spacing::is_number_boundary(&pair[0].typed, &pair[1].typed)
                };
                if joined_tokens.windows(2).all(is_respaced) {
                    // `500 ml` is `500ml` in every stage.
                    continue;
                }
                let (fold, is_open) = join_tokens(joined_tokens);
                let mut joined = self.new_term(&fold);
                self.add_unmarked_matches(&mut joined, &fold, is_open);
                if joined.is_unmatchable() {
                    continue;
                }
                let others = tokens[..start].iter().chain(&tokens[start + length..]);
                let mut terms: Vec<QueryTerm> =
                    others.map(|token| self.build_typed_term(token)).collect();
                terms.insert(start, joined);
                interpretations.push(Interpretation::new(terms, EXTRA_SPACE_COST));
            }
        }
        if tokens.len() > 1 {
            let (fold, is_open) = join_tokens(tokens);
            for split in self.split_joined_word(&fold, is_open) {
                let base_cost = split.base_cost + EXTRA_SPACE_COST;
                interpretations.push(Interpretation::new(split.terms, base_cost));
            }
        }
        interpretations.retain(|interpretation| !interpretation.is_unmatchable());
        interpretations
    }

    /// The query with phrases rewritten: one at a time, all English names at once (`dried squid`), and all at once.
    fn rewrite_phrases(
        &self,
        tokens: &[QueryToken],
        alternatives: &[Vec<TokenAlternative>],
    ) -> Vec<Interpretation> {
        let words: Vec<Word> = tokens
            .iter()
            .map(|token| token.likely_word().clone())
            .collect();
        let abbreviations = abbreviation::find_abbreviations(&words, ABBREVIATION_COST);
        let synonyms = synonym::find_synonyms(&words);
        // As typed: `beef` is no Telex beside an English name.
        let typed_words: Vec<Word> = tokens.iter().map(|token| token.word.clone()).collect();
        let english_names = english_name::find_english_names(&typed_words);
        let kinded = |match_kind| move |rewrite| (rewrite, match_kind);
        let rewrites: Vec<KindedRewrite<'_>> = abbreviations
            .iter()
            .map(kinded(MatchKind::Abbreviation))
            .chain(synonyms.iter().map(kinded(MatchKind::Synonym)))
            .chain(english_names.iter().map(kinded(MatchKind::EnglishName)))
            .collect();
        let mut sets: Vec<Vec<KindedRewrite<'_>>> =
            rewrites.iter().map(|rewrite| vec![*rewrite]).collect();
        let english_names = choose_disjoint(&rewrites, |kind| kind == MatchKind::EnglishName);
        let disjoint = choose_disjoint(&rewrites, |_| true);
        if english_names.len() > 1 && english_names.len() < disjoint.len() {
            sets.push(english_names);
        }
        if disjoint.len() > 1 {
            sets.push(disjoint);
        }
        sets.iter()
            .filter_map(|rewrites| self.apply_rewrites(rewrites, tokens, alternatives))
            .collect()
    }

    /// The query with these phrases rewritten, and the first alternative of all other words.
    fn apply_rewrites(
        &self,
        rewrites: &[KindedRewrite<'_>],
        tokens: &[QueryToken],
        alternatives: &[Vec<TokenAlternative>],
    ) -> Option<Interpretation> {
        let mut terms = Vec::new();
        let mut base_cost = Cost::ZERO;
        let mut index = 0;
        while index < tokens.len() {
            let mut starting = rewrites.iter();
            let rewrite = starting.find(|(rewrite, _)| rewrite.range.start == index);
            let Some((rewrite, match_kind)) = rewrite else {
                let plainest = alternatives[index].first()?;
                terms.extend(plainest.terms.iter().cloned());
                base_cost += plainest.base_cost;
                index += 1;
                continue;
            };
            let typed: Vec<&str> = tokens[rewrite.replaced.clone()]
                .iter()
                .map(|token| token.typed.as_str())
                .collect();
            // The words of an abbreviation may stand apart when spelled out: Công ty CP Xanh (CTCP).
            let order = if *match_kind == MatchKind::Abbreviation {
                OrderConstraint::Anywhere
            } else {
                OrderConstraint::Adjacent
            };
            for (word_index, word) in rewrite.replacement.iter().enumerate() {
                let term = self.build_word_term(&typed.join(" "), word);
                let mut term = term.with_match_kind(*match_kind);
                term.name_only = rewrite.name_only;
                term.order = order.in_phrase(word_index);
                terms.push(term);
            }
            base_cost += Cost::new(rewrite.cost.into());
            index = rewrite.range.end.max(index + 1);
        }
        Some(Interpretation::new(terms, base_cost))
    }
}

/// The rewrites of these kinds that do not overlap, the first ones first.
fn choose_disjoint<'a>(
    rewrites: &[KindedRewrite<'a>],
    is_chosen: impl Fn(MatchKind) -> bool,
) -> Vec<KindedRewrite<'a>> {
    let mut disjoint: Vec<KindedRewrite<'a>> = Vec::new();
    for (rewrite, match_kind) in rewrites {
        let is_apart = |(other, _): &KindedRewrite<'_>| {
            other.range.end <= rewrite.range.start || rewrite.range.end <= other.range.start
        };
        if is_chosen(*match_kind) && disjoint.iter().all(is_apart) {
            disjoint.push((rewrite, *match_kind));
        }
    }
    disjoint
}

/// The bare letters of several tokens, and whether the last one may go on.
fn join_tokens(tokens: &[QueryToken]) -> (String, bool) {
    let folds = tokens.iter().map(|token| token.word.fold.as_str());
    let is_open = tokens.last().is_some_and(|token| token.is_open);
    (folds.collect(), is_open)
}

/// True for a split that is the typed query with other spaces, see [`super::respaced_query`].
fn is_cut_at_numbers(split: &WordSplit) -> bool {
    let mut pairs = split.pieces.windows(2);
    pairs.all(|pair| number_spacing::is_number_boundary(&pair[0], &pair[1]))
}

/// The words of the catalogue as typed in Telex.
struct TelexVocabulary<'a>(&'a Vocabulary);

impl WordLexicon for TelexVocabulary<'_> {
    fn log_probability(&self, fold: &str) -> Option<f32> {
        let decoded = || {
            let canons = telex::decode_telex(fold).into_iter();
            let mut words = canons.map(Word::from_canon);
            words.find_map(|word| self.0.log_probability(&word.fold))
        };
        self.0.log_probability(fold).or_else(decoded)
    }

    fn has_prefix(&self, fold: &str) -> bool {
        self.0.has_prefix(fold)
    }
}

/// The interpretations of a query from the alternatives of its words, the plainest first.
fn combine_alternatives(alternatives: &[Vec<TokenAlternative>]) -> Vec<Interpretation> {
    let mut interpretations = vec![Interpretation::default()];
    for of_token in alternatives {
        let mut longer = Vec::new();
        for interpretation in &interpretations {
            for alternative in of_token {
                let mut terms = interpretation.terms.clone();
                terms.extend(alternative.terms.iter().cloned());
                let base_cost = interpretation.base_cost + alternative.base_cost;
                longer.push(Interpretation::new(terms, base_cost));
            }
        }
        longer.truncate(MAX_INTERPRETATIONS);
        interpretations = longer;
    }
    interpretations
}
