//! From typed words to slots: which words of the catalogue each may stand for, and at what cost.
//!
//! Costs are in hundredths of the ladder's unit: the same word 0, a word whose marks were left out 100
//! (0 when the whole question has no mark, so that unaccented rows win nothing), the beginning of a word
//! 200, and, only when nothing else exists, a word whose marks disagree 400 more. Must not: read
//! postings or products.

use tantivy::Term;
use tantivy::query::{AllQuery, BooleanQuery, Query as IndexQuery, TermSetQuery};
use tantivy::schema::Field;

use super::vocabulary::Vocabulary;
use crate::vietnamese::{Fit, Word, fit};

/// Marks were left out.
const COMPATIBLE: u16 = 100;
/// Only the beginning was typed.
const BEGINNING: u16 = 200;
/// A typed mark disagrees.
const CONTRADICTION: u16 = 400;
/// No reading at all.
const NEVER: u16 = u16::MAX;

/// How a question was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Every typed mark counts.
    Literal,
    /// No product has these words with these marks, so the marks were set aside.
    WithoutMarks,
}

/// What one typed word may stand for.
#[derive(Clone, Debug)]
pub(crate) struct Slot {
    /// Bare letters as typed.
    pub(crate) fold: String,
    /// The words of the catalogue it may stand for.
    words: Vec<u32>,
    /// The cost of each word of the catalogue, [`NEVER`] for those it may not stand for.
    costs: Vec<u16>,
}

impl Slot {
    /// The cost of reading a word of the catalogue for the typed one.
    pub(crate) fn cost(&self, word: u32) -> Option<u16> {
        self.costs
            .get(word as usize)
            .copied()
            .filter(|cost| *cost != NEVER)
    }
}

/// The slots of a question, in the order typed.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(crate) slots: Vec<Slot>,
    pub(crate) reading: Reading,
}

impl Plan {
    /// Looks the words up. The last one may be a beginning if nothing was typed behind it.
    pub(crate) fn new(
        vocabulary: &Vocabulary,
        words: &[Word],
        open_end: bool,
        reading: Reading,
    ) -> Self {
        let marked = words.iter().any(Word::is_marked);
        let last = words.len().wrapping_sub(1);
        let slots = words
            .iter()
            .enumerate()
            .map(|(at, word)| slot(vocabulary, word, open_end && at == last, marked, reading))
            .collect();
        Self { slots, reading }
    }

    /// True when some word stands for nothing in the catalogue.
    pub(crate) fn is_hopeless(&self) -> bool {
        self.slots.iter().any(|slot| slot.words.is_empty())
    }

    /// The products that have a word for each slot.
    pub(crate) fn candidates(&self, vocabulary: &Vocabulary, field: Field) -> Box<dyn IndexQuery> {
        if self.slots.is_empty() {
            return Box::new(AllQuery);
        }
        let terms = |slot: &Slot| -> Box<dyn IndexQuery> {
            Box::new(TermSetQuery::new(slot.words.iter().map(|number| {
                Term::from_field_text(field, vocabulary.canon(*number))
            })))
        };
        Box::new(BooleanQuery::intersection(
            self.slots.iter().map(terms).collect(),
        ))
    }
}

fn slot(vocabulary: &Vocabulary, typed: &Word, open: bool, marked: bool, reading: Reading) -> Slot {
    let mut slot = Slot {
        fold: typed.fold.clone(),
        words: Vec::new(),
        costs: vec![NEVER; vocabulary.len()],
    };
    // `quy` is kept as `qui`, but `quyền` keeps its y: the beginning of both must be found.
    let other = (open && typed.fold == "qui").then_some("quye");
    let words = vocabulary.beginning(&typed.fold);
    let words = words.chain(
        other
            .into_iter()
            .flat_map(|fold| vocabulary.beginning(fold)),
    );
    for (fold, number) in words {
        let whole = fold.len() == typed.fold.len();
        if !whole && !open {
            break;
        }
        let marks = match fit::fit(&typed.canon, vocabulary.canon(number)) {
            Fit::Exact => 0,
            Fit::Compatible if !marked || !whole => 0,
            Fit::Compatible => COMPATIBLE,
            Fit::Contradiction if reading == Reading::WithoutMarks => CONTRADICTION,
            Fit::Contradiction => continue,
        };
        slot.words.push(number);
        slot.costs[number as usize] = marks + if whole { 0 } else { BEGINNING };
    }
    slot
}
