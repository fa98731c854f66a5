//! The typed words with what is known about each before any interpretation.

use crate::query::language::MAX_LINE_BYTES;
use crate::query::{MAX_QUERY_WORDS, MAX_TEXT_BYTES};
use crate::rewrite::noise;
use crate::search::columns::vocabulary::Vocabulary;
use crate::search::cost::{Cost, PREFIX_COST, SHORT_PREFIX_COST};
use crate::search::interpret::match_kind::MatchKind;
use crate::vietnamese::{Word, split_words, telex, viqr, vni};

/// A typed word.
#[derive(Clone, Debug)]
pub(crate) struct QueryToken {
    /// As typed, in lower case.
    pub(crate) typed: String,
    /// Its keys.
    pub(crate) word: Word,
    /// The catalogue has a word with these bare letters.
    pub(crate) is_known: bool,
    /// What it means when typed in Telex or VNI.
    pub(crate) decoded: Vec<(Word, MatchKind)>,
    /// People type it around a product.
    pub(crate) is_noise: bool,
    /// The last word, which may go on.
    pub(crate) is_open: bool,
    /// What the whole word costs, because it may only be a beginning.
    pub(crate) short_word_cost: Cost,
    pub(crate) spacing: TokenSpacing,
}

/// Whether a token has the typed spaces, see [`super::respaced_query`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum TokenSpacing {
    /// The typed ones.
    #[default]
    AsTyped,
    /// Others.
    Respaced,
    /// Others: it was cut off the token before it, and must stand directly after that one.
    CutOff,
}

impl QueryToken {
    /// A word of a text.
    pub(super) fn new(text: &str, word: Word, vocabulary: &Vocabulary) -> Self {
        let typed = text[word.range.clone()].to_lowercase();
        Self {
            is_known: !vocabulary.words_with_fold(&word.fold).is_empty(),
            decoded: decode_keystrokes(&typed),
            typed,
            word,
            is_noise: false,
            is_open: false,
            short_word_cost: Cost::ZERO,
            spacing: TokenSpacing::AsTyped,
        }
    }

    /// The likeliest meaning at first sight: decoded when the catalogue does not have the typed word.
    pub(crate) fn likely_word(&self) -> &Word {
        match self.decoded.first() {
            Some((word, _)) if !self.is_known => word,
            _ => &self.word,
        }
    }

    /// True for a part of a typed word that must stand directly after the part before it.
    pub(crate) fn is_cut_off(&self) -> bool {
        self.spacing == TokenSpacing::CutOff
    }

    /// The word as typed, then what it means in Telex or VNI.
    pub(crate) fn words(&self) -> impl Iterator<Item = &Word> {
        std::iter::once(&self.word).chain(self.decoded.iter().map(|(word, _)| word))
    }
}

/// What a word typed without a Vietnamese keyboard may mean.
fn decode_keystrokes(typed: &str) -> Vec<(Word, MatchKind)> {
    if !typed.is_ascii() {
        return Vec::new();
    }
    let (canons, match_kind) = if typed.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        (telex::decode_telex(typed), MatchKind::Telex)
    } else {
        (vni::decode_vni(typed), MatchKind::Vni)
    };
    canons
        .into_iter()
        .map(|canon| (Word::from_canon(canon), match_kind))
        .collect()
}

/// The words of a query.
#[derive(Clone, Debug, Default)]
pub(crate) struct TokenizedQuery {
    pub(crate) tokens: Vec<QueryToken>,
    /// Some mark was typed, so marks count.
    pub(crate) has_marks: bool,
    /// The text that the words were taken from, and what follows them; [`Self::decode_viqr`] splits it differently.
    text: String,
}

impl TokenizedQuery {
    /// Splits a text. The last word may go on when `is_open`.
    pub(crate) fn new(text: &str, is_open: bool, vocabulary: &Vocabulary) -> Self {
        let whole_text = cut_text(text, MAX_LINE_BYTES);
        let text = cut_text(text, MAX_TEXT_BYTES);
        let mut words = split_words(text);
        words.truncate(MAX_QUERY_WORDS);
        let has_marks = words.iter().any(Word::is_marked);
        let tokens = words.into_iter();
        let tokens = tokens.map(|word| QueryToken::new(text, word, vocabulary));
        let mut tokens: Vec<QueryToken> = tokens.collect();
        if let Some(last) = tokens.last_mut() {
            last.is_open = is_open;
        }
        relate_neighbours(&mut tokens);
        Self {
            tokens,
            has_marks,
            text: whole_text.to_owned(),
        }
    }

    /// The text that the words were taken from, and what follows them in a long one.
    pub(crate) fn whole_text(&self) -> &str {
        &self.text
    }

    /// The same query with other tokens.
    pub(super) fn with_tokens(&self, mut tokens: Vec<QueryToken>) -> Self {
        relate_neighbours(&mut tokens);
        Self {
            tokens,
            has_marks: self.has_marks,
            text: self.text.clone(),
        }
    }

    /// The query decoded as VIQR, when it has signs of it and the catalogue knows at least half of the words then.
    pub(crate) fn decode_viqr(&self, is_open: bool, vocabulary: &Vocabulary) -> Option<Self> {
        let decoded = Self::new(&viqr::decode_viqr(&self.text)?, is_open, vocabulary);
        let is_known = |token: &&QueryToken| {
            let mut words = vocabulary.words_with_compatible_marks(&token.word);
            words.next().is_some() || token.is_open && vocabulary.has_prefix(&token.word.fold)
        };
        let known = decoded.tokens.iter().filter(is_known).count();
        (known * 2 >= decoded.tokens.len() && known > 0).then_some(decoded)
    }
}

/// At most this many bytes of a text.
fn cut_text(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Marks what a token is because of the tokens around it.
fn relate_neighbours(tokens: &mut [QueryToken]) {
    let words: Vec<Word> = tokens.iter().map(|token| token.word.clone()).collect();
    let noise = noise::find_noise_words(&words);
    let mut follows_number = false;
    for (token, is_noise) in tokens.iter_mut().zip(noise) {
        token.is_noise = is_noise;
        token.short_word_cost = short_word_cost(token, follows_number);
        follows_number = token.word.fold.ends_with(|c: char| c.is_ascii_digit());
    }
}

/// What a whole word costs because it may only be a beginning. One or two bare letters that may go on are likelier a
/// prefix than a word of their own: `ti` is typed on the way to tiêu, not for công ty. Not so the unit after a number,
/// nor a number.
fn short_word_cost(token: &QueryToken, follows_number: bool) -> Cost {
    let word = &token.word;
    let has_digit = word.fold.contains(|c: char| c.is_ascii_digit());
    let may_be_prefix = token.is_open && !word.is_marked() && !follows_number && !has_digit;
    match word.fold.chars().count() {
        1 if may_be_prefix => PREFIX_COST,
        2 if may_be_prefix => SHORT_PREFIX_COST,
        _ => Cost::ZERO,
    }
}
