//! The conditions of a query against a product: phrases, excluded words, codes, and when its certificate expires.
//!
//! A condition holds or does not; it costs nothing.

use std::collections::HashSet;

use tantivy::DocId;

use crate::query::{ConditionScope, ExpiryRange, Query};
use crate::search::columns::facet_columns::FacetColumns;
use crate::search::columns::ids::TermId;
use crate::search::columns::schema::{SearchField, indexed_words};
use crate::search::columns::vocabulary::Vocabulary;
use crate::vietnamese::number_spacing::{SpacedWord, UncutWord, respace_numbers};
use crate::vietnamese::{Word, split_words};

/// The conditions of a query, looked up.
#[derive(Debug, Default)]
pub(crate) struct ResolvedConditions {
    checks: Vec<ConditionCheck>,
}

#[derive(Debug, Default)]
struct ConditionCheck {
    fields: &'static [SearchField],
    /// Each phrase as typed, then with other spaces between numbers and letters.
    phrases: Vec<ConditionPhrase>,
    /// Products that have it in a code.
    docs: HashSet<DocId>,
    /// By profile, whether the certificate expires in the time asked for; empty for other conditions.
    expiring_profiles: Vec<bool>,
    is_negated: bool,
}

/// A phrase: the words that each of its words may stand for.
type ConditionPhrase = Vec<Vec<TermId>>;

impl ResolvedConditions {
    /// Looks the words of a query's conditions up; `find_by_code` finds the products that have a text in codes of a
    /// kind, `find_expiring` the profiles whose certificates expire in a range of time.
    pub(crate) fn new<E>(
        query: &Query,
        vocabulary: &Vocabulary,
        mut find_by_code: impl FnMut(&str, ConditionScope) -> Result<HashSet<DocId>, E>,
        find_expiring: impl Fn(&ExpiryRange) -> Vec<bool>,
    ) -> Result<Self, E> {
        let mut checks = Vec::new();
        for condition in &query.conditions {
            let is_negated = condition.not;
            if condition.scope == ConditionScope::Expiry {
                let ranges = condition.all_words().filter_map(ExpiryRange::parse);
                let expiring_profiles =
                    ranges
                        .map(|range| find_expiring(&range))
                        .reduce(|first, second| {
                            first.iter().zip(&second).map(|(a, b)| *a || *b).collect()
                        });
                checks.extend(expiring_profiles.map(|expiring_profiles| ConditionCheck {
                    expiring_profiles,
                    is_negated,
                    ..ConditionCheck::default()
                }));
                continue;
            }
            let mut check = ConditionCheck {
                fields: scope_fields(condition.scope),
                is_negated,
                ..ConditionCheck::default()
            };
            let mut has_words = false;
            for text in condition.all_words() {
                let words = indexed_words(text);
                if words.is_empty() {
                    continue;
                }
                has_words = true;
                if !matches!(
                    condition.scope,
                    ConditionScope::Name
                        | ConditionScope::Specialty
                        | ConditionScope::Place
                        | ConditionScope::Producer
                ) {
                    check.docs.extend(find_by_code(text, condition.scope)?);
                }
                let phrases = resolve_phrases(text, &words, query.literal, vocabulary);
                check.phrases.extend(phrases);
            }
            if has_words {
                checks.push(check);
            }
        }
        Ok(Self { checks })
    }

    /// True when there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.checks.is_empty()
    }

    /// True when all hold for a product.
    pub(crate) fn accepts_doc(&self, columns: &FacetColumns, doc: DocId) -> bool {
        self.checks
            .iter()
            .all(|check| check.is_met_by(columns, doc) != check.is_negated)
    }
}

impl ConditionCheck {
    fn is_met_by(&self, columns: &FacetColumns, doc: DocId) -> bool {
        if !self.expiring_profiles.is_empty() {
            return self.expiring_profiles[columns.profile_id(doc).index()];
        }
        if self.docs.contains(&doc) {
            return true;
        }
        let product_words = columns.forward_index.product_words(doc);
        let mut fields = self.fields.iter();
        fields.any(|field| {
            let field_words = product_words.fields[*field as usize];
            let mut phrases = self.phrases.iter();
            phrases.any(|phrase| contains_phrase(field_words, phrase))
        })
    }
}

fn contains_phrase(field_words: &[TermId], phrase: &[Vec<TermId>]) -> bool {
    field_words.windows(phrase.len()).any(|window| {
        let mut words = window.iter().zip(phrase);
        words.all(|(word, meant)| meant.contains(word))
    })
}

/// The phrase of these words of a text, and unless it is meant literally, with other spaces between its numbers and
/// letters.
fn resolve_phrases(
    text: &str,
    words: &[Word],
    is_literal: bool,
    vocabulary: &Vocabulary,
) -> Vec<ConditionPhrase> {
    let meant =
        |word: &Word| -> Vec<TermId> { vocabulary.words_with_compatible_marks(word).collect() };
    let mut phrases: Vec<ConditionPhrase> = vec![words.iter().map(meant).collect()];
    if is_literal {
        return phrases;
    }
    let typed: Vec<UncutWord<'_>> = words
        .iter()
        .map(|word| UncutWord {
            text: &text[word.range.clone()],
            stays_whole: false,
        })
        .collect();
    let meant_by_text =
        |text: &str| -> Vec<TermId> { split_words(text).iter().flat_map(meant).collect() };
    let is_known = |word: &SpacedWord| !meant_by_text(&word.text).is_empty();
    for spacing in respace_numbers(&typed, is_known) {
        let words = spacing.words.iter();
        phrases.push(words.map(|word| meant_by_text(&word.text)).collect());
    }
    phrases
}

/// The fields that a scope looks at.
fn scope_fields(scope: ConditionScope) -> &'static [SearchField] {
    match scope {
        ConditionScope::Anywhere => &SearchField::ALL,
        ConditionScope::Name => &[SearchField::Name],
        ConditionScope::Specialty => &[SearchField::Specialty],
        ConditionScope::Place => &[SearchField::Place],
        ConditionScope::Producer => &[SearchField::Producer],
        ConditionScope::Code
        | ConditionScope::Decision
        | ConditionScope::Phone
        | ConditionScope::Expiry => &[],
    }
}
