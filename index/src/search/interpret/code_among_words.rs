//! A code among words of a sentence: `theo quyết định 377 của bộ`, `mã số qn-17 là gì`, `hotline 0912 345 678`.
//!
//! The words around a number say nothing about the product when something says that the number is a code: a label
//! before it, its length, or letters of its own. [`super::code_query`] finds codes beside words of the product.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use tantivy::DocId;

use crate::query::ConditionScope;
use crate::search::cost::{CODE_PREFIX_COST, Cost, NOISE_WORD_COST, WHOLE_CODE_COST};
use crate::search::interpret::code_query::{count_digits, national_number};
use crate::search::interpret::interpretation::Interpretation;
use crate::search::interpret::interpreter::QueryInterpreter;
use crate::search::interpret::match_kind::MatchKind;
use crate::search::interpret::query_term::QueryTerm;
use crate::search::interpret::tokenized_query::QueryToken;

/// Labels directly before a number, the last word of each, and the kind of code that they mean.
const LABELS: [(&[&str], ConditionScope); 11] = [
    (&["quiet", "dinh"], ConditionScope::Decision),
    (&["quyet", "dinh"], ConditionScope::Decision),
    (&["qd"], ConditionScope::Decision),
    (&["ma"], ConditionScope::Code),
    (&["dien", "thoai"], ConditionScope::Phone),
    (&["sdt"], ConditionScope::Phone),
    (&["dt"], ConditionScope::Phone),
    (&["tel"], ConditionScope::Phone),
    (&["phone"], ConditionScope::Phone),
    (&["hotline"], ConditionScope::Phone),
    (&["zalo"], ConditionScope::Phone),
];
/// Words between a label and its number.
const LABEL_FILLERS: [&str; 10] = [
    "so", "san", "pham", "sp", "hang", "ocop", "cuoi", "duoi", "la", "hieu",
];
/// A label that leaves the kind open.
const NUMBER_WORD: &str = "so";
/// Digits of a number that is a code after [`NUMBER_WORD`], and of one that is a code by itself.
const LABELLED_DIGITS: usize = 6;
const CERTAIN_DIGITS: usize = 9;
/// Fewest digits and letters of a code that is looked up.
const MIN_CODE_LENGTH: usize = 3;
/// Most words of letters before and after the digits that may belong to the code.
const MAX_LETTER_TOKENS: usize = 2;
/// Digits that a serial number is filled up to with zeros.
const SERIAL_DIGITS: RangeInclusive<usize> = 3..=4;

/// What says that a number is a code.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CodeEvidence {
    /// A label that names the kind.
    Label(ConditionScope),
    /// Only [`NUMBER_WORD`].
    NumberWord,
    None,
}

/// Products with the cost of their code.
type CodeMatches = HashMap<DocId, Cost>;

impl QueryInterpreter<'_> {
    /// The query with its numbers as one code and all other words left out; `None` where nothing says that it is a
    /// code, or no product has it. `find_products` looks up a part of a code of a kind.
    pub(crate) fn interpret_code_among_words<E>(
        &self,
        mut find_products: impl FnMut(&str, ConditionScope) -> Result<CodeMatches, E>,
    ) -> Result<Option<Interpretation>, E> {
        let tokens = self.query.tokens.as_slice();
        for span in self.code_spans() {
            let joined: String = tokens[span.clone()].iter().map(typed_text).collect();
            let evidence = find_evidence(tokens, &span);
            let scope = match evidence {
                CodeEvidence::Label(scope) => scope,
                _ => ConditionScope::Anywhere,
            };
            let mut docs = find_code(&joined, scope, &mut find_products)?;
            if docs.is_empty() && scope != ConditionScope::Anywhere {
                docs = find_code(&joined, ConditionScope::Anywhere, &mut find_products)?;
            }
            let Some(best) = docs.values().min().copied() else {
                continue;
            };
            let around = (0..tokens.len()).filter(|index| !span.contains(index));
            let around: Vec<&QueryToken> = around.map(|index| &tokens[index]).collect();
            let digits = count_digits(&joined);
            let is_whole_id = best == WHOLE_CODE_COST && joined.len() > digits;
            let is_code = match evidence {
                CodeEvidence::Label(_) => true,
                CodeEvidence::NumberWord => digits >= LABELLED_DIGITS,
                CodeEvidence::None => around.iter().all(|token| token.is_noise),
            };
            if !is_code && !is_whole_id && digits < CERTAIN_DIGITS {
                continue;
            }
            if best == WHOLE_CODE_COST {
                docs.retain(|_, cost| *cost == best);
            }
            let term = QueryTerm::from_docs(&joined, docs, MatchKind::Code);
            let mut interpretation = Interpretation::new(vec![term], Cost::ZERO);
            let left_out = around.iter().filter(|token| !is_label_word(token));
            let left_out: Vec<String> = left_out.map(|token| token.typed.clone()).collect();
            interpretation.base_cost += NOISE_WORD_COST.of_count(left_out.len());
            interpretation.dropped_words = left_out;
            return Ok(Some(interpretation));
        }
        Ok(None)
    }

    /// The tokens that may be one code, the longest first: all that have digits, what stands between them, and a few
    /// words beside them.
    fn code_spans(&self) -> Vec<RangeInclusive<usize>> {
        let tokens = self.query.tokens.as_slice();
        let has_digits = |token: &QueryToken| count_digits(&token.typed) > 0;
        let (Some(first), Some(last)) = (
            tokens.iter().position(has_digits),
            tokens.iter().rposition(has_digits),
        ) else {
            return Vec::new();
        };
        let glued = (last + 1..tokens.len()).take_while(|index| self.is_glued(*index));
        let furthest = last + glued.count().max(MAX_LETTER_TOKENS);
        let starts = first.saturating_sub(MAX_LETTER_TOKENS)..=first;
        let ends = last..=furthest.min(tokens.len() - 1);
        let mut spans: Vec<RangeInclusive<usize>> = starts
            .flat_map(|start| ends.clone().map(move |end| start..=end))
            .collect();
        spans.sort_by_key(|span| std::cmp::Reverse(span.end() - span.start()));
        spans
    }

    /// True for a token without a space before it.
    fn is_glued(&self, index: usize) -> bool {
        let tokens = &self.query.tokens;
        let before = index.checked_sub(1).and_then(|before| tokens.get(before));
        let (Some(before), Some(token)) = (before, tokens.get(index)) else {
            return false;
        };
        let gap = self
            .query
            .whole_text()
            .get(before.word.range.end..token.word.range.start);
        gap.is_some_and(|gap| !gap.contains(char::is_whitespace))
    }
}

fn typed_text(token: &QueryToken) -> &str {
    &token.typed
}

/// The products that have this code, its telephone number without the country, or its serial number with zeros.
fn find_code<E>(
    joined: &str,
    scope: ConditionScope,
    find_products: &mut impl FnMut(&str, ConditionScope) -> Result<CodeMatches, E>,
) -> Result<CodeMatches, E> {
    let digits = count_digits(joined);
    if let Some(number) = national_number(joined) {
        let docs = find_products(&number, ConditionScope::Phone)?;
        if !docs.is_empty() {
            return Ok(docs);
        }
    }
    if scope == ConditionScope::Decision && digits == joined.len() && digits < MIN_CODE_LENGTH {
        let mut docs = find_products(&format!("{joined}qd"), scope)?;
        docs.retain(|_, cost| *cost <= CODE_PREFIX_COST);
        return Ok(docs);
    }
    if joined.chars().count() < MIN_CODE_LENGTH {
        return Ok(CodeMatches::new());
    }
    let mut docs = find_products(joined, scope)?;
    let letters = joined.trim_end_matches(|c: char| c.is_ascii_digit());
    let serial = &joined[letters.len()..];
    if docs.is_empty() && !letters.is_empty() && serial.len() == digits {
        for width in SERIAL_DIGITS.skip_while(|width| *width <= digits) {
            docs = find_products(&format!("{letters}{serial:0>width$}"), scope)?;
            docs.retain(|_, cost| *cost == WHOLE_CODE_COST);
            if !docs.is_empty() {
                break;
            }
        }
    }
    Ok(docs)
}

/// What says that these tokens are a code: a label before them, or their own letters.
fn find_evidence(tokens: &[QueryToken], span: &RangeInclusive<usize>) -> CodeEvidence {
    let fold = |token: &QueryToken| token.word.fold.clone();
    if tokens[span.clone()]
        .iter()
        .any(|token| token.word.fold == "qd")
    {
        return CodeEvidence::Label(ConditionScope::Decision);
    }
    let before: Vec<String> = tokens[..*span.start()].iter().map(fold).collect();
    let mut rest = before.as_slice();
    let mut evidence = CodeEvidence::None;
    loop {
        let is_before = |(words, _): &&(&[&str], ConditionScope)| {
            let start = rest.len().checked_sub(words.len());
            start.is_some_and(|start| rest[start..].iter().eq(words.iter()))
        };
        if let Some((_, scope)) = LABELS.iter().find(is_before) {
            return CodeEvidence::Label(*scope);
        }
        match rest.split_last() {
            Some((word, others)) if LABEL_FILLERS.contains(&word.as_str()) => {
                if word == NUMBER_WORD {
                    evidence = CodeEvidence::NumberWord;
                }
                rest = others;
            }
            _ => return evidence,
        }
    }
}

/// True for the words of labels, which are not missed where they are left out.
fn is_label_word(token: &QueryToken) -> bool {
    let fold = token.word.fold.as_str();
    let mut labels = LABELS.iter().flat_map(|(words, _)| words.iter());
    labels.any(|word| *word == fold) || LABEL_FILLERS.contains(&fold)
}
