//! Which letters of a product matched, from the plan's own reading.
//!
//! Ranges are bytes of the shown text and always whole letters, with their marks. A word found by its
//! beginning is marked as far as it was typed. Must not: decide what matches.

use std::ops::Range;

use super::plan::Plan;
use super::schema::kept_words;
use super::vocabulary::Vocabulary;
use crate::product::Product;
use crate::vietnamese::{Word, letter};

/// Byte ranges of matched letters, field by field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// In the name.
    pub name: Vec<Range<usize>>,
    /// In the specialty.
    pub specialty: Vec<Range<usize>>,
    /// In the producer's name.
    pub producer: Vec<Range<usize>>,
    /// In the district's name.
    pub district: Vec<Range<usize>>,
    /// In the commune's name.
    pub commune: Vec<Range<usize>>,
    /// In the name of the unit of 2025.
    pub unit: Vec<Range<usize>>,
}

/// The matched letters of a product.
pub(super) fn marks(plan: &Plan, vocabulary: &Vocabulary, product: &Product) -> Marks {
    if plan.slots.is_empty() {
        return Marks::default();
    }
    let ranges = |text: &str| ranges(plan, vocabulary, text);
    let optional = |text: Option<&String>| text.map_or_else(Vec::new, |text| ranges(text));
    Marks {
        name: ranges(&product.name),
        specialty: optional(product.specialty.as_ref()),
        producer: optional(product.producer.as_ref().map(|producer| &producer.name)),
        district: optional(product.place.district.as_ref()),
        commune: optional(product.place.commune.as_ref()),
        unit: optional(product.place.unit.as_ref()),
    }
}

fn ranges(plan: &Plan, vocabulary: &Vocabulary, text: &str) -> Vec<Range<usize>> {
    kept_words(text)
        .into_iter()
        .filter_map(|word| {
            let number = vocabulary.find(&word.canon, &word.fold)?;
            let typed = plan
                .slots
                .iter()
                .filter(|slot| slot.cost(number).is_some())
                .map(|slot| slot.fold.chars().count())
                .max()?;
            Some(beginning(text, &word, typed))
        })
        .collect()
}

/// The first `letters` letters of a word with all that hangs on them.
fn beginning(text: &str, word: &Word, letters: usize) -> Range<usize> {
    let mut seen = 0;
    for (at, c) in text[word.range.clone()].char_indices() {
        if letter::is_mark(c) || letter::is_invisible(c) {
            continue;
        }
        if seen == letters {
            return word.range.start..word.range.start + at;
        }
        seen += 1;
    }
    word.range.clone()
}
