//! A query with other spaces between its numbers and letters: `st 25` for `st25`, `500ml` for `500 ml`.
//!
//! Both are written in products, whatever was typed, so both are always searched and what was typed comes first.
//! Everything that is done with the typed words is done with these as well.

use crate::search::columns::vocabulary::Vocabulary;
use crate::search::cost::{Cost, NUMBER_SPACING_COST};
use crate::search::interpret::interpreter::QueryInterpreter;
use crate::search::interpret::tokenized_query::{QueryToken, TokenSpacing, TokenizedQuery};
use crate::vietnamese::number_spacing::{SpacedWord, UncutWord, respace_numbers};
use crate::vietnamese::split_words;

/// A query with this many words that only mean something in VNI is typed in VNI, and their digits are marks.
const MIN_VNI_WORDS: usize = 2;

/// A query with other spaces.
#[derive(Clone, Debug)]
pub(crate) struct RespacedQuery {
    pub(crate) query: TokenizedQuery,
    /// What the spaces cost.
    pub(crate) cost: Cost,
}

/// The query with other spaces, as far as the catalogue has the words; the fewest other spaces first.
pub(crate) fn respace_query(query: &TokenizedQuery, vocabulary: &Vocabulary) -> Vec<RespacedQuery> {
    let tokens = query.tokens.iter();
    let vni_words = tokens
        .clone()
        .filter(|token| is_vni_word(token, vocabulary));
    let is_vni = vni_words.count() >= MIN_VNI_WORDS;
    let words: Vec<UncutWord<'_>> = tokens
        .map(|token| UncutWord {
            text: &token.typed,
            stays_whole: is_vni && is_vni_word(token, vocabulary),
        })
        .collect();
    let is_open = query.tokens.last().is_some_and(|token| token.is_open);
    let interpreter = QueryInterpreter { vocabulary, query };
    let is_known = |word: &SpacedWord| {
        let token = build_token(word, is_open, vocabulary);
        token.is_some_and(|token| !interpreter.build_typed_term(&token).is_unmatchable())
    };
    let spacings = respace_numbers(&words, is_known);
    let respaced = spacings.iter().filter_map(|spacing| {
        let tokens: Option<Vec<QueryToken>> = spacing
            .words
            .iter()
            .map(|word| match word.typed_index {
                Some(index) => query.tokens.get(index).cloned(),
                None => build_token(word, is_open, vocabulary),
            })
            .collect();
        Some(RespacedQuery {
            query: query.with_tokens(tokens?),
            cost: NUMBER_SPACING_COST.of_count(spacing.changes),
        })
    });
    respaced.collect()
}

/// The token of a word that was cut or joined.
fn build_token(word: &SpacedWord, is_open: bool, vocabulary: &Vocabulary) -> Option<QueryToken> {
    let key = split_words(&word.text).into_iter().next()?;
    let mut token = QueryToken::new(&word.text, key, vocabulary);
    token.is_open = is_open && word.is_last;
    token.spacing = if word.is_cut_off {
        TokenSpacing::CutOff
    } else {
        TokenSpacing::Respaced
    };
    Some(token)
}

/// True for a typed word that only means something in VNI, where the digits are marks: `cha3` is chả.
fn is_vni_word(token: &QueryToken, vocabulary: &Vocabulary) -> bool {
    let mut decoded = token.decoded.iter();
    let has_digit = token.typed.contains(|c: char| c.is_ascii_digit());
    let is_word = |word| {
        vocabulary
            .words_with_compatible_marks(word)
            .next()
            .is_some()
    };
    !token.is_known && has_digit && decoded.any(|(word, _)| is_word(word))
}
