//! Which letters of a product matched, from the scorer's own choice of words.
//!
//! Ranges are bytes of the shown text and always whole letters, with their marks. A word found by its
//! beginning is marked as far as it was typed. Must not: decide what matches.

use std::ops::Range;

use crate::product::Product;
use crate::search::columns::schema::{MAX_FIELD_WORDS, MAX_WORD_BYTES, SearchField};
use crate::search::columns::vocabulary::Vocabulary;
use crate::search::interpret::query_term::{Interpretation, MatchKind};
use crate::search::matching::alignment::TermMatch;
use crate::vietnamese::{for_each_key_range, letter};

/// Byte ranges of matched letters, field by field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HighlightRanges {
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
pub(super) fn find_highlights(
    plan: &Interpretation,
    places: &[TermMatch],
    vocabulary: &Vocabulary,
    product: &Product,
) -> HighlightRanges {
    let taken = |part: SearchField, text: &str| -> Vec<Range<usize>> {
        let is_here =
            |place: &TermMatch| place.matched_word.is_some_and(|(found, ..)| found == part);
        if !places.iter().any(is_here) {
            return Vec::new();
        }
        let exact = matches!(part, SearchField::Name | SearchField::Specialty);
        let mut ranges = Vec::new();
        let mut at = 0;
        for_each_key_range(text, |key, range| {
            if key.len() > MAX_WORD_BYTES || at == MAX_FIELD_WORDS {
                return;
            }
            let letters = places.iter().filter_map(|place| {
                let (found, known, number) = place.matched_word?;
                let here = found == part && (!exact || known == at);
                (here && vocabulary.canonical_key(number) == key)
                    .then(|| count_typed_letters(plan, place, number))
            });
            if let Some(letters) = letters.max() {
                ranges.push(prefix_range(text, range, letters));
            }
            at += 1;
        });
        ranges
    };
    let optional =
        |part, text: Option<&String>| text.map_or_else(Vec::new, |text| taken(part, text));
    HighlightRanges {
        name: taken(SearchField::Name, &product.name),
        specialty: optional(SearchField::Specialty, product.specialty.as_ref()),
        producer: optional(
            SearchField::Producer,
            product.producer.as_ref().map(|producer| &producer.name),
        ),
        district: optional(SearchField::Place, product.place.district.as_ref()),
        commune: optional(SearchField::Place, product.place.commune.as_ref()),
        unit: optional(SearchField::Place, product.place.unit.as_ref()),
    }
}

/// How many letters of a found word were typed.
fn count_typed_letters(plan: &Interpretation, place: &TermMatch, number: u32) -> usize {
    let Some(slot) = plan.terms.get(place.term_index) else {
        return usize::MAX;
    };
    match slot.match_kind(Some(number)) {
        MatchKind::Prefix | MatchKind::WordPrefix | MatchKind::Initial => slot.prefix_letters,
        _ => usize::MAX,
    }
}

/// The first `letters` letters of a word with all that hangs on them.
fn prefix_range(text: &str, word: Range<usize>, letters: usize) -> Range<usize> {
    let mut seen = 0;
    for (at, c) in text[word.clone()].char_indices() {
        if letter::is_combining_mark(c) || letter::is_invisible(c) {
            continue;
        }
        if seen == letters {
            return word.start..word.start + at;
        }
        seen += 1;
    }
    word
}
