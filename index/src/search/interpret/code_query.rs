//! A query with codes in it: parts of ids, product codes, decision numbers and telephone numbers.

use std::collections::HashMap;

use tantivy::DocId;

use crate::query::ConditionScope;
use crate::search::cost::Cost;
use crate::search::interpret::interpretation::Interpretation;
use crate::search::interpret::interpreter::QueryInterpreter;
use crate::search::interpret::match_kind::MatchKind;
use crate::search::interpret::query_term::QueryTerm;

/// Words that people put before a code, and the kind of code they mean; `Anywhere` leaves it open.
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
/// The country code before a telephone number, in place of its 0.
const COUNTRY_CODE: &str = "84";
/// What is dialled before a country code.
const DIALLED_ABROAD: &str = "00";
/// Digits of a telephone number after the country code or the 0.
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 8..=10;

impl QueryInterpreter<'_> {
    /// A query with codes in it; `find_products` looks up a part of a code of a kind. A word that the catalogue does
    /// not have and that has digits must be a code; a label before it only says which kind.
    pub(crate) fn interpret_codes<E>(
        &self,
        mut find_products: impl FnMut(&str, ConditionScope) -> Result<HashMap<DocId, Cost>, E>,
    ) -> Result<Vec<Interpretation>, E> {
        let tokens = &self.query.tokens;
        let mut interpretations = Vec::new();
        let joined: String = tokens.iter().map(|token| token.typed.as_str()).collect();
        if count_digits(&joined) < 2 {
            return Ok(interpretations);
        }
        let mut docs = find_products(&joined, ConditionScope::Anywhere)?;
        if let Some(number) = national_number(&joined) {
            docs.extend(find_products(&number, ConditionScope::Phone)?);
        }
        if !docs.is_empty() {
            let term = QueryTerm::from_docs(&joined, docs, MatchKind::Code);
            interpretations.push(Interpretation::new(vec![term], Cost::ZERO));
        }
        let split = tokens
            .iter()
            .map(|token| split_code_label(&token.typed, &token.word.fold));
        let labels = split.clone().filter_map(|(scope, _)| scope);
        let scope = labels
            .rev()
            .find(|scope| *scope != ConditionScope::Anywhere);
        let scope = scope.unwrap_or_default();
        let mut terms = Vec::new();
        let mut has_code = false;
        for (token, (_, rest)) in tokens.iter().zip(split) {
            if rest.is_empty() {
                continue;
            }
            // `200` may become 200g.
            let is_prefix = token.is_open && self.vocabulary.has_prefix(&token.word.fold);
            let is_code = count_digits(rest) >= 3 && !token.is_known && !is_prefix;
            terms.push(if is_code {
                has_code = true;
                let docs = find_products(rest, scope)?;
                QueryTerm::from_docs(&token.typed, docs, MatchKind::Code)
            } else {
                self.build_typed_term(token)
            });
        }
        let interpretation = Interpretation::new(terms, Cost::ZERO);
        if has_code
            && (tokens.len() > 1 || scope != ConditionScope::Anywhere)
            && !interpretation.is_unmatchable()
        {
            interpretations.push(interpretation);
        }
        Ok(interpretations)
    }
}

pub(super) fn count_digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

/// A telephone number as it is dialled in the country: `0912…` for `84912…`, `0084912…` and `84(0)912…`; `None`
/// for a text that is no number with a country code.
pub(super) fn national_number(typed: &str) -> Option<String> {
    let rest = typed.strip_prefix(DIALLED_ABROAD).unwrap_or(typed);
    let rest = rest.strip_prefix(COUNTRY_CODE)?;
    let digits = rest.strip_prefix('0').unwrap_or(rest);
    let is_number = PHONE_DIGITS.contains(&digits.len()) && digits.len() == count_digits(digits);
    is_number.then(|| format!("0{digits}"))
}

/// The kind of code that a label announces, and the rest of the word: `qd2227` is the decision 2227.
fn split_code_label<'a>(typed: &'a str, fold: &str) -> (Option<ConditionScope>, &'a str) {
    for (label, scope) in CODE_LABELS {
        if fold == label {
            return (Some(scope), "");
        }
        let glued = fold
            .strip_prefix(label)
            .filter(|rest| rest.len() >= 3 && rest.len() == count_digits(rest));
        if let Some(rest) = glued {
            return (Some(scope), &typed[typed.len() - rest.len()..]);
        }
    }
    (None, typed)
}
