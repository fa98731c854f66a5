//! The typed words with what is known about each before any reading.
//!
//! Must not: decide between readings.

use super::super::vocabulary::Vocabulary;
use crate::noise;
use crate::query::{MAX_TEXT, MAX_WORDS};
use crate::vietnamese::{Fit, Word, fit, telex, viqr, vni, words};

use super::super::slot::Way;

/// A typed word.
#[derive(Clone, Debug)]
pub(in super::super) struct Token {
    /// As typed.
    pub(in super::super) typed: String,
    /// Its keys.
    pub(in super::super) word: Word,
    /// The catalogue has a word with these bare letters.
    pub(in super::super) known: bool,
    /// What it means when typed in Telex or VNI, by canonical key.
    pub(in super::super) keyed: Vec<(Word, Way)>,
    /// People type it around a product.
    pub(in super::super) noise: bool,
    /// It is the last one and may go on.
    pub(in super::super) open: bool,
}

impl Token {
    /// The word that was meant, as far as a single look tells: in Telex when only that is a word.
    pub(in super::super) fn meant(&self) -> &Word {
        match self.keyed.first() {
            Some((word, _)) if !self.known => word,
            _ => &self.word,
        }
    }

    fn new(text: &str, word: Word, vocabulary: &Vocabulary) -> Self {
        let typed = text[word.range.clone()].to_lowercase();
        Self {
            known: !vocabulary.same(&word.fold).is_empty(),
            keyed: keyed(&typed),
            typed,
            word,
            noise: false,
            open: false,
        }
    }
}

/// What a word typed without a Vietnamese keyboard may mean.
fn keyed(typed: &str) -> Vec<(Word, Way)> {
    if !typed.is_ascii() {
        return Vec::new();
    }
    let (canons, way) = if typed.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        (telex::decode(typed), Way::Telex)
    } else {
        (vni::decode(typed), Way::Vni)
    };
    canons
        .into_iter()
        .map(|canon| (Word::of_canon(canon), way))
        .collect()
}

/// A typed question.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Question {
    pub(in super::super) tokens: Vec<Token>,
    /// Some mark was typed, so that marks count.
    pub(in super::super) marked: bool,
    /// The text that the words were taken from; [`Self::viqr`] has other words.
    pub(in super::super) text: String,
}

impl Question {
    /// Takes a text apart. The last word may go on when `open`.
    pub(in super::super) fn new(text: &str, open: bool, vocabulary: &Vocabulary) -> Self {
        let mut end = text.len().min(MAX_TEXT);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let text = &text[..end];
        let mut words = words(text);
        words.truncate(MAX_WORDS);
        let noise = noise::is_noise(&words);
        let marked = words.iter().any(Word::is_marked);
        let tokens = words.into_iter().zip(noise).map(|(word, noise)| {
            let token = Token::new(text, word, vocabulary);
            Token { noise, ..token }
        });
        let mut tokens: Vec<Token> = tokens.collect();
        if let Some(last) = tokens.last_mut() {
            last.open = open;
        }
        Self {
            tokens,
            marked,
            text: text.to_owned(),
        }
    }

    /// The question read as VIQR, when it has signs of it and at least half of the words are known then.
    pub(in super::super) fn viqr(&self, open: bool, vocabulary: &Vocabulary) -> Option<Self> {
        let read = Self::new(&viqr::decode(&self.text)?, open, vocabulary);
        let known = |token: &&Token| {
            vocabulary.same(&token.word.fold).iter().any(|number| {
                fit::fit(&token.word.canon, vocabulary.canon(*number)) != Fit::Contradiction
            }) || token.open && vocabulary.has_beginning(&token.word.fold)
        };
        let known = read.tokens.iter().filter(known).count();
        (known * 2 >= read.tokens.len() && known > 0).then_some(read)
    }
}
