//! The conditions of a query against a product: phrases, excluded words, codes, and when its certificate expires.
//!
//! A condition holds or does not; it costs nothing.

use std::collections::HashSet;

use tantivy::DocId;

use crate::query::{ConditionScope, ExpiryRange, QueryCondition};
use crate::search::columns::facet_columns::FacetColumns;
use crate::search::columns::ids::TermId;
use crate::search::columns::schema::{SearchField, indexed_words};
use crate::search::columns::vocabulary::Vocabulary;

/// The conditions of a query, looked up.
#[derive(Debug, Default)]
pub(crate) struct ResolvedConditions {
    checks: Vec<ConditionCheck>,
}

#[derive(Debug, Default)]
struct ConditionCheck {
    fields: &'static [SearchField],
    /// The words that each word of the phrase may stand for.
    words: Vec<Vec<TermId>>,
    /// Products that have it in a code.
    docs: HashSet<DocId>,
    /// By profile, whether the certificate expires in the time asked for; empty for other conditions.
    expiring_profiles: Vec<bool>,
    is_negated: bool,
}

impl ResolvedConditions {
    /// Looks the words up; `find_by_code` finds the products that have a text in codes of a kind, `find_expiring` the
    /// profiles whose certificates expire in a range of time.
    pub(crate) fn new<E>(
        conditions: &[QueryCondition],
        vocabulary: &Vocabulary,
        mut find_by_code: impl FnMut(&str, ConditionScope) -> Result<HashSet<DocId>, E>,
        find_expiring: impl Fn(&ExpiryRange) -> Vec<bool>,
    ) -> Result<Self, E> {
        let mut checks = Vec::new();
        for condition in conditions {
            let is_negated = condition.not;
            if condition.scope == ConditionScope::Expiry {
                checks.extend(
                    ExpiryRange::parse(&condition.words).map(|range| ConditionCheck {
                        expiring_profiles: find_expiring(&range),
                        is_negated,
                        ..ConditionCheck::default()
                    }),
                );
                continue;
            }
            let words = indexed_words(&condition.words);
            if words.is_empty() {
                continue;
            }
            let docs = match condition.scope {
                ConditionScope::Name
                | ConditionScope::Specialty
                | ConditionScope::Place
                | ConditionScope::Producer => HashSet::new(),
                scope => find_by_code(&condition.words, scope)?,
            };
            checks.push(ConditionCheck {
                fields: scope_fields(condition.scope),
                words: words
                    .iter()
                    .map(|word| vocabulary.words_with_compatible_marks(word).collect())
                    .collect(),
                docs,
                is_negated,
                ..ConditionCheck::default()
            });
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
        self.fields.iter().any(|field| {
            let mut windows = product_words.fields[*field as usize].windows(self.words.len());
            windows.any(|window| {
                window
                    .iter()
                    .zip(&self.words)
                    .all(|(word, meant)| meant.contains(word))
            })
        })
    }
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
