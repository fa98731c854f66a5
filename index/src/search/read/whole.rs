//! Readings of a question as a whole: rows of beginnings, rows of first letters, codes.
//!
//! Must not: look at products, but for those whose codes or initials are looked up for it.

use std::collections::HashMap;

use tantivy::DocId;

use super::super::slot::{Follows, Plan, Slot, Way};
use super::{Reader, Token};

/// A row of beginnings, and each word of which not all was typed.
const STUBS: (u32, u16) = (40, 50);
/// A row of first letters, and each of them.
const LETTERS: (u32, u16) = (120, 30);
/// Fewest letters that may be a row of first letters.
const FEWEST_LETTERS: usize = 3;
/// Most letters of a word that may be a row of first letters.
const MOST_LETTERS: usize = 10;
/// Words that people put before a code.
const BEFORE_CODES: [&str; 13] = [
    "so", "qd", "quiet", "dinh", "quyet", "ubnd", "ma", "sdt", "dt", "dien", "thoai", "tel",
    "phone",
];

impl Reader<'_> {
    /// Every word as a beginning, in the order of the product's own words.
    pub(in super::super) fn stubs(&self, tokens: &[Token]) -> Option<Plan> {
        if tokens.len() < 2 {
            return None;
        }
        let slots = tokens.iter().enumerate().map(|(at, token)| {
            let mut slot = self.stub(token, Way::Stub, STUBS.1);
            slot.follows = if at == 0 {
                Follows::Free
            } else {
                Follows::Later
            };
            slot
        });
        let plan = Plan::new(slots.collect(), STUBS.0);
        (!plan.is_hopeless()).then_some(plan)
    }

    /// True when the question looks like a row of beginnings: several short words without marks.
    pub(in super::super) fn looks_like_stubs(&self, tokens: &[Token]) -> bool {
        let short = |token: &Token| token.word.fold.chars().count() <= 3;
        !self.question.marked && tokens.len() > 2 && tokens.iter().all(short)
    }

    /// The letters that may be the first ones of a product's words: a single word, or single letters.
    pub(in super::super) fn letters(&self, tokens: &[Token]) -> Option<String> {
        let letters: String = match tokens {
            [only] => only.word.fold.clone(),
            several => {
                let single = several
                    .iter()
                    .all(|token| token.word.fold.chars().count() == 1);
                single.then(|| {
                    several
                        .iter()
                        .map(|token| token.word.fold.as_str())
                        .collect()
                })?
            }
        };
        (FEWEST_LETTERS..=MOST_LETTERS)
            .contains(&letters.chars().count())
            .then_some(letters)
    }

    /// A question of several words, the unknown short ones as rows of first letters.
    pub(in super::super) fn with_letters(&self, tokens: &[Token]) -> Option<Plan> {
        // Single letters are in nearly every product: another word must narrow the list.
        if !tokens.iter().any(|token| token.known && !token.noise) {
            return None;
        }
        let mut slots = Vec::new();
        let mut some = false;
        for token in tokens {
            let slot = self.slot(token);
            let letters = token.word.fold.chars().count();
            if token.known || !(2..=5).contains(&letters) || !slot.is_hopeless() {
                slots.push(slot);
                continue;
            }
            some = true;
            for (at, letter) in token.word.fold.chars().enumerate() {
                let fold = letter.to_string();
                let word = crate::vietnamese::Word {
                    range: 0..0,
                    canon: format!("{fold}1"),
                    fold,
                };
                let part = Token {
                    word,
                    ..token.clone()
                };
                let mut slot = self.stub(&part, Way::Initial, LETTERS.1);
                slot.follows = if at == 0 {
                    Follows::Free
                } else {
                    Follows::Next
                };
                slots.push(slot);
            }
        }
        let plan = Plan::new(slots, LETTERS.0);
        (some && !plan.is_hopeless()).then_some(plan)
    }

    /// A question with codes in it: `find` looks a part of a code up. What is no word of the catalogue and
    /// has a digit must be one, and what people write before codes is left out.
    pub(in super::super) fn codes<E>(
        &self,
        tokens: &[Token],
        mut find: impl FnMut(&str) -> Result<HashMap<DocId, u16>, E>,
    ) -> Result<Vec<Plan>, E> {
        let mut plans = Vec::new();
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
        let joined: String = tokens.iter().map(|token| token.typed.as_str()).collect();
        if digits(&joined) == 0 {
            return Ok(plans);
        }
        let mut whole = |text: &str| -> Result<(), E> {
            let docs = find(text)?;
            if !docs.is_empty() {
                plans.push(Plan::new(vec![Slot::of_docs(text, docs, Way::Code)], 0));
            }
            Ok(())
        };
        if digits(&joined) >= 2 {
            whole(&joined)?;
        }
        let mut slots = Vec::new();
        let mut coded = false;
        for token in tokens {
            if BEFORE_CODES.contains(&token.word.fold.as_str()) {
                continue;
            }
            // `200` may become 200g.
            let begins = token.open && self.vocabulary.has_beginning(&token.word.fold);
            let is_code = digits(&token.typed) >= 3 && !token.known && !begins;
            slots.push(if is_code {
                coded = true;
                Slot::of_docs(&token.typed, find(&token.typed)?, Way::Code)
            } else {
                self.slot(token)
            });
        }
        let plan = Plan::new(slots, 20);
        if coded && tokens.len() > 1 && !plan.is_hopeless() {
            plans.push(plan);
        }
        Ok(plans)
    }
}

/// Products by the first letters of their names' words, and the cost: all letters, or only the first ones.
pub(in super::super) fn letters_cost(typed: usize, letters: usize) -> u16 {
    let missing = letters.saturating_sub(typed) as u16;
    if missing == 0 {
        150
    } else {
        200 + (missing * 10).min(60)
    }
}
