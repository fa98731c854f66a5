//! The typed words with what is known about each before any interpretation.

use crate::query::{MAX_QUERY_WORDS, MAX_TEXT_BYTES};
use crate::rewrite::noise;
use crate::search::columns::vocabulary::Vocabulary;
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
}

impl QueryToken {
    fn new(text: &str, word: Word, vocabulary: &Vocabulary) -> Self {
        let typed = text[word.range.clone()].to_lowercase();
        Self {
            is_known: !vocabulary.words_with_fold(&word.fold).is_empty(),
            decoded: decode_keystrokes(&typed),
            typed,
            word,
            is_noise: false,
            is_open: false,
        }
    }

    /// The likeliest meaning at first sight: decoded when the catalogue does not have the typed word.
    pub(crate) fn likely_word(&self) -> &Word {
        match self.decoded.first() {
            Some((word, _)) if !self.is_known => word,
            _ => &self.word,
        }
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
    /// The text that the words were taken from; [`Self::decode_viqr`] splits it differently.
    text: String,
}

impl TokenizedQuery {
    /// Splits a text. The last word may go on when `is_open`.
    pub(crate) fn new(text: &str, is_open: bool, vocabulary: &Vocabulary) -> Self {
        let mut end = text.len().min(MAX_TEXT_BYTES);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let text = &text[..end];
        let mut words = split_words(text);
        words.truncate(MAX_QUERY_WORDS);
        let noise = noise::find_noise_words(&words);
        let has_marks = words.iter().any(Word::is_marked);
        let tokens = words.into_iter().zip(noise).map(|(word, is_noise)| {
            let token = QueryToken::new(text, word, vocabulary);
            QueryToken { is_noise, ..token }
        });
        let mut tokens: Vec<QueryToken> = tokens.collect();
        if let Some(last) = tokens.last_mut() {
            last.is_open = is_open;
        }
        Self {
            tokens,
            has_marks,
            text: text.to_owned(),
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
