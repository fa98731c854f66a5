//! Conditions of a question against the words of a product: phrases, words that are kept away, codes.
//!
//! Must not: cost anything; a condition holds or does not.

use std::collections::HashSet;

use tantivy::DocId;

use super::columns::Columns;
use super::schema::{Part, kept_words};
use super::vocabulary::Vocabulary;
use crate::query::{Condition, Scope};
use crate::vietnamese::{Fit, Word, fit};

/// The conditions of a question, looked up.
#[derive(Debug, Default)]
pub(crate) struct Conditions {
    checks: Vec<Check>,
}

#[derive(Debug)]
struct Check {
    parts: &'static [Part],
    /// The words that each typed word may stand for.
    words: Vec<Vec<u32>>,
    /// Products that have it in a code.
    docs: HashSet<DocId>,
    not: bool,
}

impl Conditions {
    /// Looks the words up; `codes` finds the products that have a text in codes of a kind.
    pub(crate) fn new(
        conditions: &[Condition],
        vocabulary: &Vocabulary,
        mut codes: impl FnMut(&str, Scope) -> HashSet<DocId>,
    ) -> Self {
        let check = |condition: &Condition| {
            let words = kept_words(&condition.words);
            (!words.is_empty()).then(|| Check {
                parts: parts(condition.scope),
                words: words.iter().map(|word| meant(vocabulary, word)).collect(),
                docs: match condition.scope {
                    Scope::Name | Scope::Specialty | Scope::Place | Scope::Producer => {
                        HashSet::new()
                    }
                    scope => codes(&condition.words, scope),
                },
                not: condition.not,
            })
        };
        Self {
            checks: conditions.iter().filter_map(check).collect(),
        }
    }

    /// True when all hold for a product.
    pub(crate) fn allow(&self, columns: &Columns, doc: DocId) -> bool {
        self.checks
            .iter()
            .all(|check| check.holds(columns, doc) != check.not)
    }
}

impl Check {
    fn holds(&self, columns: &Columns, doc: DocId) -> bool {
        if self.docs.contains(&doc) {
            return true;
        }
        let line = columns.lines.line(doc);
        let length = self.words.len();
        self.parts.iter().any(|part| {
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
pub(crate) fn meant(vocabulary: &Vocabulary, word: &Word) -> Vec<u32> {
    let fits =
        |number: &u32| fit::fit(&word.canon, vocabulary.canon(*number)) != Fit::Contradiction;
    vocabulary
        .same(&word.fold)
        .iter()
        .copied()
        .filter(fits)
        .collect()
}

/// The fields that a scope looks at.
fn parts(scope: Scope) -> &'static [Part] {
    match scope {
        Scope::Anywhere => &Part::ALL,
        Scope::Name => &[Part::Name],
        Scope::Specialty => &[Part::Specialty],
        Scope::Place => &[Part::Place],
        Scope::Producer => &[Part::Producer],
        Scope::Code | Scope::Decision | Scope::Phone => &[],
    }
}
