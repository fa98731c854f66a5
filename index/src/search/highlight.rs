//! Which letters of a product matched, from the scorer's own choice of words.
//!
//! Ranges are bytes of the shown text and always whole letters, with their marks. A word found by its
//! beginning is marked as far as it was typed. Must not: decide what matches.

use std::ops::Range;

use super::arrange::Place;
use super::schema::{MAX_PART_WORDS, MAX_WORD, Part};
use super::slot::{Plan, Way};
use super::vocabulary::Vocabulary;
use crate::product::Product;
use crate::vietnamese::{each_key_at, letter};

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

/// The matched letters of a product: the words that the scorer took, and in places and producers, whose words
/// are kept without their order, every one that is the same word.
pub(super) fn marks(
    plan: &Plan,
    places: &[Place],
    vocabulary: &Vocabulary,
    product: &Product,
) -> Marks {
    let taken = |part: Part, text: &str| -> Vec<Range<usize>> {
        let is_here = |place: &Place| place.at.is_some_and(|(found, ..)| found == part);
        if !places.iter().any(is_here) {
            return Vec::new();
        }
        let exact = matches!(part, Part::Name | Part::Specialty);
        let mut ranges = Vec::new();
        let mut at = 0;
        each_key_at(text, |key, range| {
            if key.len() > MAX_WORD || at == MAX_PART_WORDS {
                return;
            }
            let letters = places.iter().filter_map(|place| {
                let (found, known, number) = place.at?;
                let here = found == part && (!exact || known == at);
                (here && vocabulary.canon(number) == key)
                    .then(|| typed_letters(plan, place, number))
            });
            if let Some(letters) = letters.max() {
                ranges.push(beginning(text, range, letters));
            }
            at += 1;
        });
        ranges
    };
    let optional =
        |part, text: Option<&String>| text.map_or_else(Vec::new, |text| taken(part, text));
    Marks {
        name: taken(Part::Name, &product.name),
        specialty: optional(Part::Specialty, product.specialty.as_ref()),
        producer: optional(
            Part::Producer,
            product.producer.as_ref().map(|producer| &producer.name),
        ),
        district: optional(Part::Place, product.place.district.as_ref()),
        commune: optional(Part::Place, product.place.commune.as_ref()),
        unit: optional(Part::Place, product.place.unit.as_ref()),
    }
}

/// How many letters of a found word were typed.
fn typed_letters(plan: &Plan, place: &Place, number: u32) -> usize {
    let Some(slot) = plan.slots.get(place.slot) else {
        return usize::MAX;
    };
    match slot.way(Some(number)) {
        Way::Beginning | Way::Stub | Way::Initial => slot.letters,
        _ => usize::MAX,
    }
}

/// The first `letters` letters of a word with all that hangs on them.
fn beginning(text: &str, word: Range<usize>, letters: usize) -> Range<usize> {
    let mut seen = 0;
    for (at, c) in text[word.clone()].char_indices() {
        if letter::is_mark(c) || letter::is_invisible(c) {
            continue;
        }
        if seen == letters {
            return word.start..word.start + at;
        }
        seen += 1;
    }
    word
}
