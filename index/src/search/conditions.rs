//! Conditions of a question against a product: phrases, words that are kept away, codes, when its certificate ends.
//!
//! Must not: cost anything; a condition holds or does not.

use std::collections::HashSet;

use tantivy::DocId;

use super::columns::Columns;
use super::schema::{Part, kept_words};
use super::vocabulary::Vocabulary;
use crate::query::{Condition, Ends, Scope};
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
    /// The profiles whose certificates end at the time that is asked for.
    profiles: Vec<bool>,
    not: bool,
}

impl Conditions {
    /// Looks the words up; `codes` finds the products that have a text in codes of a kind, `ends` the profiles whose
    /// certificates end at a time.
    pub(crate) fn new(
        conditions: &[Condition],
        vocabulary: &Vocabulary,
        mut codes: impl FnMut(&str, Scope) -> HashSet<DocId>,
        ends: impl Fn(&Ends) -> Vec<bool>,
    ) -> Self {
        let check = |condition: &Condition| {
            if condition.scope == Scope::End {
                return Ends::read(&condition.words).map(|asked| Check {
                    parts: &[],
                    words: Vec::new(),
                    docs: HashSet::new(),
                    profiles: ends(&asked),
                    not: condition.not,
                });
            }
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
                profiles: Vec::new(),
                not: condition.not,
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
    pub(crate) fn allow(&self, columns: &Columns, doc: DocId) -> bool {
        self.checks
            .iter()
            .all(|check| check.holds(columns, doc) != check.not)
    }
}

impl Check {
    fn holds(&self, columns: &Columns, doc: DocId) -> bool {
        if !self.profiles.is_empty() {
            return self.profiles[columns.profile(doc)];
        }
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
        Scope::Code | Scope::Decision | Scope::Phone | Scope::End => &[],
    }
}
