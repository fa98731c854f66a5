//! The ways in which what is typed differs from what is stored, one question from one row.
//!
//! * [`forms`]: other spellings of the same letters; marks left out.
//! * [`keys`]: raw keys of input methods.
//! * [`cut`]: joined, shortened, unfinished.
//! * [`misspelt`]: by ear and by slip.
//! * [`around`]: words moved, added, forgotten.
//! * [`other_words`]: north and south, abbreviations.
//! * [`makers`]: producers, persons, places.
//! * [`numbers`]: codes, decisions, telephones.
//! * [`accents`]: one syllable among its homographs.
//! * [`nonsense`]: what should find nothing.
//!
//! A way that does not apply to a row answers `None`. It must not single out a product.

pub(crate) mod accents;
pub(crate) mod around;
pub(crate) mod cut;
pub(crate) mod forms;
pub(crate) mod keys;
pub(crate) mod makers;
pub(crate) mod misspelt;
pub(crate) mod nonsense;
pub(crate) mod numbers;
pub(crate) mod other_words;

use std::collections::{BTreeMap, BTreeSet};

use super::random::Random;
use super::shelf::{Row, Shelf};

/// One way to ask for a row.
pub(crate) type Way = fn(&Shelf, &Row, &mut Random) -> Option<Asked>;

/// A question and its right answers.
pub(crate) struct Asked {
    pub(crate) text: String,
    pub(crate) wanted: Wanted,
}

/// What makes an answer right.
pub(crate) enum Wanted {
    /// The first row is one of these.
    First(BTreeSet<String>),
    /// The first row is one of `first`, and this many of the top rows are all of `top`.
    Top {
        first: BTreeSet<String>,
        top: BTreeSet<String>,
        count: usize,
    },
    /// Rows that match equally stand in this order among the first rows, and none is left out for a lower one.
    InOrder(BTreeMap<String, Standing>),
    /// There is no row.
    Nothing,
    /// There is no row, or the answer says which words it left out.
    NothingGood,
}

/// Where a row stands among those that match as it does.
pub(crate) struct Standing {
    /// How it matches; rows of another text here are not compared.
    pub(crate) alike: String,
    /// Its validity on the day.
    pub(crate) validity: &'static str,
    pub(crate) stars: u8,
}

impl Standing {
    /// True when this row must come before the other.
    pub(crate) fn goes_before(&self, other: &Self) -> bool {
        self.alike == other.alike
            && if self.validity == other.validity {
                self.stars > other.stars
            } else {
                self.validity == "valid" && other.validity == "expired"
            }
    }
}

impl Wanted {
    /// How many rows are right as the first.
    pub(crate) fn rows(&self) -> usize {
        match self {
            Self::First(ids) | Self::Top { first: ids, .. } => ids.len(),
            Self::InOrder(rows) => rows.len(),
            Self::Nothing | Self::NothingGood => 0,
        }
    }
}

impl Asked {
    /// A question that some row answers; `None` without words or without an answer.
    pub(crate) fn first(text: String, wanted: BTreeSet<String>) -> Option<Self> {
        (!text.trim().is_empty() && !wanted.is_empty()).then_some(Self {
            text,
            wanted: Wanted::First(wanted),
        })
    }
}

/// The typed words of a row whose name has this many of them, and enough letters to mean something.
pub(crate) fn named(row: &Row, least: usize, most: usize) -> Option<&[String]> {
    let letters: usize = row.name.iter().map(String::len).sum();
    ((least..=most).contains(&row.typed.len()) && letters >= 5).then_some(&row.typed)
}

/// The words as one line; without marks so often in a hundred.
pub(crate) fn line(words: &[String], bare: usize, random: &mut Random) -> String {
    let text = words.join(" ");
    if random.percent(bare) {
        super::letters::bare(&text)
    } else {
        text
    }
}

/// Another order of these.
pub(crate) fn shuffled<T>(mut these: Vec<T>, random: &mut Random) -> Vec<T> {
    for at in (1..these.len()).rev() {
        these.swap(at, random.below(at + 1));
    }
    these
}
