//! Readings of a question as a whole: rows of beginnings, rows of first letters, codes.
//!
//! Must not: look at products, but for those whose codes or initials are looked up for it.

use std::collections::HashMap;

use tantivy::DocId;

use super::{QueryInterpreter, QueryToken};
use crate::query::ConditionScope;
use crate::search::interpret::query_term::{Interpretation, MatchKind, OrderConstraint, QueryTerm};
use crate::vietnamese::letter;

/// A row of beginnings, and each word of which not all was typed.
const WORD_PREFIX_COSTS: (u32, u16) = (40, 50);
/// A row of first letters, and each of them.
const INITIALS_COSTS: (u32, u16) = (120, 30);
/// Fewest letters that may be a row of first letters.
const MIN_INITIALS: usize = 3;
/// Most letters of a word that may be a row of first letters.
const MAX_INITIALS: usize = 10;
/// Words that people put before a code, and the kind of code that is meant; `Anywhere` leaves it open.
const CODE_LABELS: [(&str, ConditionScope); 13] = [
    ("so", ConditionScope::Anywhere),
    ("qd", ConditionScope::Decision),
    ("quiet", ConditionScope::Decision),
    ("quyet", ConditionScope::Decision),
    ("dinh", ConditionScope::Decision),
    ("ubnd", ConditionScope::Decision),
    ("ma", ConditionScope::Code),
    ("sdt", ConditionScope::Phone),
    ("dt", ConditionScope::Phone),
    ("dien", ConditionScope::Phone),
    ("thoai", ConditionScope::Phone),
    ("tel", ConditionScope::Phone),
    ("phone", ConditionScope::Phone),
];
/// The country's number before a telephone number, in place of its 0.
const COUNTRY_CODE: &str = "84";
/// Digits of a telephone number behind the country's or the 0.
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 8..=10;

impl QueryInterpreter<'_> {
    /// Every word as a beginning, in the order of the product's own words.
    pub(in super::super) fn interpret_word_prefixes(
        &self,
        tokens: &[QueryToken],
    ) -> Option<Interpretation> {
        if tokens.len() < 2 {
            return None;
        }
        let slots = tokens.iter().enumerate().map(|(at, token)| {
            let mut slot =
                self.build_prefix_term(token, MatchKind::WordPrefix, WORD_PREFIX_COSTS.1);
            slot.order = if at == 0 {
                OrderConstraint::Anywhere
            } else {
                OrderConstraint::Later
            };
            slot
        });
        let plan = Interpretation::new(slots.collect(), WORD_PREFIX_COSTS.0);
        (!plan.is_unmatchable()).then_some(plan)
    }

    /// True when the question looks like a row of beginnings: several short words without marks.
    pub(in super::super) fn looks_like_word_prefixes(&self, tokens: &[QueryToken]) -> bool {
        let short = |token: &QueryToken| token.word.fold.chars().count() <= 3;
        !self.query.has_marks && tokens.len() > 2 && tokens.iter().all(short)
    }

    /// A question of several words, the unknown short ones as rows of first letters.
    pub(in super::super) fn interpret_initials(
        &self,
        tokens: &[QueryToken],
    ) -> Option<Interpretation> {
        // Single letters are in nearly every product: another word must narrow the list.
        if !tokens.iter().any(|token| token.is_known && !token.is_noise) {
            return None;
        }
        let mut slots = Vec::new();
        let mut some = false;
        for token in tokens {
            let slot = self.build_typed_term(token);
            let letters = token.word.fold.chars().count();
            if token.is_known || !(2..=4).contains(&letters) || !slot.is_unmatchable() {
                slots.push(slot);
                continue;
            }
            some = true;
            for (at, letter) in strip_letter_marks(&token.typed).chars().enumerate() {
                let fold = letter.to_string();
                let word = crate::vietnamese::Word {
                    range: 0..0,
                    canon: format!("{fold}1"),
                    fold,
                };
                let part = QueryToken {
                    word,
                    ..token.clone()
                };
                let mut slot = self.build_prefix_term(&part, MatchKind::Initial, INITIALS_COSTS.1);
                slot.order = if at == 0 {
                    OrderConstraint::Anywhere
                } else {
                    OrderConstraint::Adjacent
                };
                slots.push(slot);
            }
        }
        let plan = Interpretation::new(slots, INITIALS_COSTS.0);
        (some && !plan.is_unmatchable()).then_some(plan)
    }

    /// A question with codes in it: `find` looks a part of a code of a kind up. What is no word of the catalogue
    /// and has digits must be one, and what people write before codes only tells which kind.
    pub(in super::super) fn interpret_codes<E>(
        &self,
        tokens: &[QueryToken],
        mut find: impl FnMut(&str, ConditionScope) -> Result<HashMap<DocId, u16>, E>,
    ) -> Result<Vec<Interpretation>, E> {
        let mut plans = Vec::new();
        let joined: String = tokens.iter().map(|token| token.typed.as_str()).collect();
        if count_digits(&joined) < 2 {
            return Ok(plans);
        }
        let local = joined
            .strip_prefix(COUNTRY_CODE)
            .filter(|rest| PHONE_DIGITS.contains(&rest.len()) && rest.len() == count_digits(rest));
        let mut whole = find(&joined, ConditionScope::Anywhere)?;
        if let Some(rest) = local {
            whole.extend(find(&format!("0{rest}"), ConditionScope::Phone)?);
        }
        if !whole.is_empty() {
            plans.push(Interpretation::new(
                vec![QueryTerm::from_docs(&joined, whole, MatchKind::Code)],
                0,
            ));
        }
        let mut slots = Vec::new();
        let mut coded = false;
        let kinds = tokens
            .iter()
            .map(|token| split_code_label(&token.typed, &token.word.fold));
        let named = kinds.clone().filter_map(|(kind, _)| kind);
        let scope = named.rev().find(|scope| *scope != ConditionScope::Anywhere);
        let scope = scope.unwrap_or_default();
        for (token, (_, rest)) in tokens.iter().zip(kinds) {
            if rest.is_empty() {
                continue;
            }
            // `200` may become 200g.
            let begins = token.is_open && self.vocabulary.has_prefix(&token.word.fold);
            let is_code = count_digits(rest) >= 3 && !token.is_known && !begins;
            slots.push(if is_code {
                coded = true;
                QueryTerm::from_docs(&token.typed, find(rest, scope)?, MatchKind::Code)
            } else {
                self.build_typed_term(token)
            });
        }
        let plan = Interpretation::new(slots, 0);
        if coded
            && (tokens.len() > 1 || scope != ConditionScope::Anywhere)
            && !plan.is_unmatchable()
        {
            plans.push(plan);
        }
        Ok(plans)
    }
}

/// The letters that may be the first ones of a product's words: a single word, or single letters.
pub(in super::super) fn extract_initials(tokens: &[QueryToken]) -> Option<String> {
    let letters: String = match tokens {
        [only] => strip_letter_marks(&only.typed),
        several => {
            let single = several
                .iter()
                .all(|token| token.word.fold.chars().count() == 1);
            single.then(|| {
                several
                    .iter()
                    .map(|token| strip_letter_marks(&token.typed))
                    .collect()
            })?
        }
    };
    (MIN_INITIALS..=MAX_INITIALS)
        .contains(&letters.chars().count())
        .then_some(letters)
}

/// Letters of words as typed: the i and y of a row of them are no matter of spelling.
fn strip_letter_marks(typed: &str) -> String {
    typed.chars().map(letter::bare_letter).collect()
}

fn count_digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

/// Which kind of code a word announces, and what is left of the word: `qd2227` is the decision 2227.
fn split_code_label<'a>(typed: &'a str, fold: &str) -> (Option<ConditionScope>, &'a str) {
    for (before, scope) in CODE_LABELS {
        if fold == before {
            return (Some(scope), "");
        }
        let glued = fold
            .strip_prefix(before)
            .filter(|rest| rest.len() >= 3 && rest.len() == count_digits(rest));
        if let Some(rest) = glued {
            return (Some(scope), &typed[typed.len() - rest.len()..]);
        }
    }
    (None, typed)
}

/// Products by the first letters of their names' words, and the cost: all letters, or only the first ones.
pub(in super::super) fn initials_cost(typed: usize, letters: usize) -> u16 {
    let missing = letters.saturating_sub(typed) as u16;
    if missing == 0 {
        150
    } else {
        200 + (missing * 10).min(60)
    }
}
