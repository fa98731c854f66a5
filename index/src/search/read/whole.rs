//! Readings of a question as a whole: rows of beginnings, rows of first letters, codes.
//!
//! Must not: look at products, but for those whose codes or initials are looked up for it.

use std::collections::HashMap;

use tantivy::DocId;

use super::super::slot::{Follows, Plan, Slot, Way};
use super::{Reader, Token};
use crate::query::Scope;
use crate::vietnamese::letter;

/// A row of beginnings, and each word of which not all was typed.
const STUBS: (u32, u16) = (40, 50);
/// A row of first letters, and each of them.
const LETTERS: (u32, u16) = (120, 30);
/// Fewest letters that may be a row of first letters.
const FEWEST_LETTERS: usize = 3;
/// Most letters of a word that may be a row of first letters.
const MOST_LETTERS: usize = 10;
/// Words that people put before a code, and the kind of code that is meant; `Anywhere` leaves it open.
const BEFORE_CODES: [(&str, Scope); 13] = [
    ("so", Scope::Anywhere),
    ("qd", Scope::Decision),
    ("quiet", Scope::Decision),
    ("quyet", Scope::Decision),
    ("dinh", Scope::Decision),
    ("ubnd", Scope::Decision),
    ("ma", Scope::Code),
    ("sdt", Scope::Phone),
    ("dt", Scope::Phone),
    ("dien", Scope::Phone),
    ("thoai", Scope::Phone),
    ("tel", Scope::Phone),
    ("phone", Scope::Phone),
];
/// The country's number before a telephone number, in place of its 0.
const COUNTRY: &str = "84";
/// Digits of a telephone number behind the country's or the 0.
const PHONE: std::ops::RangeInclusive<usize> = 8..=10;

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
            if token.known || !(2..=4).contains(&letters) || !slot.is_hopeless() {
                slots.push(slot);
                continue;
            }
            some = true;
            for (at, letter) in first_letters(&token.typed).chars().enumerate() {
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

    /// A question with codes in it: `find` looks a part of a code of a kind up. What is no word of the catalogue
    /// and has digits must be one, and what people write before codes only tells which kind.
    pub(in super::super) fn codes<E>(
        &self,
        tokens: &[Token],
        mut find: impl FnMut(&str, Scope) -> Result<HashMap<DocId, u16>, E>,
    ) -> Result<Vec<Plan>, E> {
        let mut plans = Vec::new();
        let joined: String = tokens.iter().map(|token| token.typed.as_str()).collect();
        if digits(&joined) < 2 {
            return Ok(plans);
        }
        let local = joined
            .strip_prefix(COUNTRY)
            .filter(|rest| PHONE.contains(&rest.len()) && rest.len() == digits(rest));
        let mut whole = find(&joined, Scope::Anywhere)?;
        if let Some(rest) = local {
            whole.extend(find(&format!("0{rest}"), Scope::Phone)?);
        }
        if !whole.is_empty() {
            plans.push(Plan::new(vec![Slot::of_docs(&joined, whole, Way::Code)], 0));
        }
        let mut slots = Vec::new();
        let mut coded = false;
        let kinds = tokens
            .iter()
            .map(|token| kind(&token.typed, &token.word.fold));
        let named = kinds.clone().filter_map(|(kind, _)| kind);
        let scope = named.rev().find(|scope| *scope != Scope::Anywhere);
        let scope = scope.unwrap_or_default();
        for (token, (_, rest)) in tokens.iter().zip(kinds) {
            if rest.is_empty() {
                continue;
            }
            // `200` may become 200g.
            let begins = token.open && self.vocabulary.has_beginning(&token.word.fold);
            let is_code = digits(rest) >= 3 && !token.known && !begins;
            slots.push(if is_code {
                coded = true;
                Slot::of_docs(&token.typed, find(rest, scope)?, Way::Code)
            } else {
                self.slot(token)
            });
        }
        let plan = Plan::new(slots, 0);
        if coded && (tokens.len() > 1 || scope != Scope::Anywhere) && !plan.is_hopeless() {
            plans.push(plan);
        }
        Ok(plans)
    }
}

/// The letters that may be the first ones of a product's words: a single word, or single letters.
pub(in super::super) fn letters(tokens: &[Token]) -> Option<String> {
    let letters: String = match tokens {
        [only] => first_letters(&only.typed),
        several => {
            let single = several
                .iter()
                .all(|token| token.word.fold.chars().count() == 1);
            single.then(|| {
                several
                    .iter()
                    .map(|token| first_letters(&token.typed))
                    .collect()
            })?
        }
    };
    (FEWEST_LETTERS..=MOST_LETTERS)
        .contains(&letters.chars().count())
        .then_some(letters)
}

/// Letters of words as typed: the i and y of a row of them are no matter of spelling.
fn first_letters(typed: &str) -> String {
    typed.chars().map(letter::bare).collect()
}

fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

/// Which kind of code a word announces, and what is left of the word: `qd2227` is the decision 2227.
fn kind<'a>(typed: &'a str, fold: &str) -> (Option<Scope>, &'a str) {
    for (before, scope) in BEFORE_CODES {
        if fold == before {
            return (Some(scope), "");
        }
        let glued = fold
            .strip_prefix(before)
            .filter(|rest| rest.len() >= 3 && rest.len() == digits(rest));
        if let Some(rest) = glued {
            return (Some(scope), &typed[typed.len() - rest.len()..]);
        }
    }
    (None, typed)
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
