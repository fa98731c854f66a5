//! The typed words with what is known about each before any reading.
//!
//! Must not: decide between readings.

use crate::query::{MAX_QUERY_WORDS, MAX_TEXT_BYTES};
use crate::rewrite::noise;
use crate::search::columns::vocabulary::Vocabulary;
use crate::vietnamese::{MarkAgreement, Word, mark_agreement, split_words, telex, viqr, vni};

use crate::search::interpret::query_term::MatchKind;

/// A typed word.
#[derive(Clone, Debug)]
pub(in super::super) struct QueryToken {
    /// As typed.
    pub(in super::super) typed: String,
    /// Its keys.
    pub(in super::super) word: Word,
    /// The catalogue has a word with these bare letters.
    pub(in super::super) is_known: bool,
    /// What it means when typed in Telex or VNI, by canonical key.
    pub(in super::super) decoded: Vec<(Word, MatchKind)>,
    /// People type it around a product.
    pub(in super::super) is_noise: bool,
    /// It is the last one and may go on.
    pub(in super::super) is_open: bool,
}

impl QueryToken {
    /// The word that was meant, as far as a single look tells: in Telex when only that is a word.
    pub(in super::super) fn likely_word(&self) -> &Word {
        match self.decoded.first() {
            Some((word, _)) if !self.is_known => word,
            _ => &self.word,
        }
    }

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
}

/// What a word typed without a Vietnamese keyboard may mean.
fn decode_keystrokes(typed: &str) -> Vec<(Word, MatchKind)> {
    if !typed.is_ascii() {
        return Vec::new();
    }
    let (canons, way) = if typed.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        (telex::decode_telex(typed), MatchKind::Telex)
    } else {
        (vni::decode_vni(typed), MatchKind::Vni)
    };
    canons
        .into_iter()
        .map(|canon| (Word::from_canon(canon), way))
        .collect()
}

/// A typed question.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct TokenizedQuery {
    pub(in super::super) tokens: Vec<QueryToken>,
    /// Some mark was typed, so that marks count.
    pub(in super::super) has_marks: bool,
    /// The text that the words were taken from; [`Self::viqr`] has other words.
    pub(in super::super) text: String,
}

impl TokenizedQuery {
    /// Takes a text apart. The last word may go on when `open`.
    pub(in super::super) fn new(text: &str, open: bool, vocabulary: &Vocabulary) -> Self {
        let mut end = text.len().min(MAX_TEXT_BYTES);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let text = &text[..end];
        let mut words = split_words(text);
        words.truncate(MAX_QUERY_WORDS);
        let noise = noise::find_noise_words(&words);
        let marked = words.iter().any(Word::is_marked);
        let tokens = words.into_iter().zip(noise).map(|(word, noise)| {
            let token = QueryToken::new(text, word, vocabulary);
            QueryToken {
                is_noise: noise,
                ..token
            }
        });
        let mut tokens: Vec<QueryToken> = tokens.collect();
        if let Some(last) = tokens.last_mut() {
            last.is_open = open;
        }
        Self {
            tokens,
            has_marks: marked,
            text: text.to_owned(),
        }
    }

    /// The question read as VIQR, when it has signs of it and at least half of the words are known then.
    pub(in super::super) fn decode_viqr(
        &self,
        open: bool,
        vocabulary: &Vocabulary,
    ) -> Option<Self> {
        let read = Self::new(&viqr::decode_viqr(&self.text)?, open, vocabulary);
        let known = |token: &&QueryToken| {
            vocabulary
                .words_with_fold(&token.word.fold)
                .iter()
                .any(|number| {
                    mark_agreement::compare_marks(
                        &token.word.canon,
                        vocabulary.canonical_key(*number),
                    ) != MarkAgreement::Contradiction
                })
                || token.is_open && vocabulary.has_prefix(&token.word.fold)
        };
        let known = read.tokens.iter().filter(known).count();
        (known * 2 >= read.tokens.len() && known > 0).then_some(read)
    }
}
