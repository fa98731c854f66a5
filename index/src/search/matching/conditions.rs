//! Conditions of a question against a product: phrases, words that are kept away, codes, when its certificate ends.
//!
//! Must not: cost anything; a condition holds or does not.

use std::collections::HashSet;

use tantivy::DocId;

use crate::query::{ConditionScope, ExpiryRange, QueryCondition};
use crate::search::columns::facet_columns::FacetColumns;
use crate::search::columns::schema::{SearchField, indexed_words};
use crate::search::columns::vocabulary::Vocabulary;
use crate::vietnamese::{MarkAgreement, Word, mark_agreement};

/// The conditions of a question, looked up.
#[derive(Debug, Default)]
pub(crate) struct ResolvedConditions {
    checks: Vec<ConditionCheck>,
}

#[derive(Debug)]
struct ConditionCheck {
    fields: &'static [SearchField],
    /// The words that each typed word may stand for.
    words: Vec<Vec<u32>>,
    /// Products that have it in a code.
    docs: HashSet<DocId>,
    /// The profiles whose certificates end at the time that is asked for.
    expiring_profiles: Vec<bool>,
    is_negated: bool,
}

impl ResolvedConditions {
    /// Looks the words up; `codes` finds the products that have a text in codes of a kind, `ends` the profiles whose
    /// certificates end at a time.
    pub(crate) fn new(
        conditions: &[QueryCondition],
        vocabulary: &Vocabulary,
        mut codes: impl FnMut(&str, ConditionScope) -> HashSet<DocId>,
        ends: impl Fn(&ExpiryRange) -> Vec<bool>,
    ) -> Self {
        let check = |condition: &QueryCondition| {
            if condition.scope == ConditionScope::Expiry {
                return ExpiryRange::parse(&condition.words).map(|asked| ConditionCheck {
                    fields: &[],
                    words: Vec::new(),
                    docs: HashSet::new(),
                    expiring_profiles: ends(&asked),
                    is_negated: condition.not,
                });
            }
            let words = indexed_words(&condition.words);
            (!words.is_empty()).then(|| ConditionCheck {
                fields: scope_fields(condition.scope),
                words: words
                    .iter()
                    .map(|word| find_compatible_words(vocabulary, word))
                    .collect(),
                docs: match condition.scope {
                    ConditionScope::Name
                    | ConditionScope::Specialty
                    | ConditionScope::Place
                    | ConditionScope::Producer => HashSet::new(),
                    scope => codes(&condition.words, scope),
                },
                expiring_profiles: Vec::new(),
                is_negated: condition.not,
            })
        };
        Self {
            checks: conditions.iter().filter_map(check).collect(),
        }
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
            return self.expiring_profiles[columns.profile_id(doc)];
        }
        if self.docs.contains(&doc) {
            return true;
        }
        let line = columns.forward_index.product_words(doc);
        let length = self.words.len();
        self.fields.iter().any(|part| {
            let runs = line.parts[*part as usize].windows(length);
            runs.into_iter().any(|run| {
                run.iter()
                    .zip(&self.words)
                    .all(|(word, meant)| meant.contains(word))
            })
        })
    }
}

/// The words of the catalogue that a word of a condition may stand for: its typed marks bind.
pub(crate) fn find_compatible_words(vocabulary: &Vocabulary, word: &Word) -> Vec<u32> {
    let fits = |number: &u32| {
        mark_agreement::compare_marks(&word.canon, vocabulary.canonical_key(*number))
            != MarkAgreement::Contradiction
    };
    vocabulary
        .words_with_fold(&word.fold)
        .iter()
        .copied()
        .filter(fits)
        .collect()
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
