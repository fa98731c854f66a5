//! Which letters of a product matched, from the scorer's own choice of words.
//!
//! Ranges are bytes of the shown text and always whole letters, with their marks. A word found by its prefix is marked
//! up to the typed letters.

use std::ops::Range;

use crate::product::Product;
use crate::search::columns::ids::TermId;
use crate::search::columns::schema::{MAX_FIELD_WORDS, MAX_WORD_BYTES, SearchField};
use crate::search::columns::vocabulary::Vocabulary;
use crate::search::interpret::interpretation::Interpretation;
use crate::search::interpret::match_kind::MatchKind;
use crate::search::matching::alignment::{MatchedWord, TermMatch};
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
    /// In the name of the commune-level unit since 2025.
    pub unit: Vec<Range<usize>>,
}

/// The matched letters of a product: the words that the scorer chose. In places and producers, whose words are stored
/// without their order, every occurrence of such a word.
pub(crate) fn find_highlights(
    interpretation: &Interpretation,
    matches: &[TermMatch],
    vocabulary: &Vocabulary,
    product: &Product,
) -> HighlightRanges {
    let highlight = |field: SearchField, text: &str| -> Vec<Range<usize>> {
        let in_field: Vec<(&TermMatch, MatchedWord)> = matches
            .iter()
            .filter_map(|term_match| Some((term_match, term_match.matched_word?)))
            .filter(|(_, matched)| matched.field == field)
            .collect();
        if in_field.is_empty() {
            return Vec::new();
        }
        let has_positions = matches!(field, SearchField::Name | SearchField::Specialty);
        let mut ranges = Vec::new();
        let mut position = 0;
        for_each_key_range(text, |key, range| {
            if key.len() > MAX_WORD_BYTES || position == MAX_FIELD_WORDS {
                return;
            }
            let matching = in_field.iter().filter(|(_, matched)| {
                (!has_positions || matched.position == position)
                    && vocabulary.canonical_key(matched.word) == key
            });
            let letters = matching.map(|(term_match, matched)| {
                count_typed_letters(interpretation, term_match.term_index, matched.word)
            });
            if let Some(letters) = letters.max() {
                ranges.push(prefix_range(text, range, letters));
            }
            position += 1;
        });
        ranges
    };
    let optional =
        |field, text: Option<&String>| text.map_or_else(Vec::new, |text| highlight(field, text));
    let producer = product.producer.as_ref().map(|producer| &producer.name);
    HighlightRanges {
        name: highlight(SearchField::Name, &product.name),
        specialty: optional(SearchField::Specialty, product.specialty.as_ref()),
        producer: optional(SearchField::Producer, producer),
        district: optional(SearchField::Place, product.place.district.as_ref()),
        commune: optional(SearchField::Place, product.place.commune.as_ref()),
        unit: optional(SearchField::Place, product.place.unit.as_ref()),
    }
}

/// How many letters of a matched word were typed; `usize::MAX` for all of them.
fn count_typed_letters(interpretation: &Interpretation, term_index: usize, word: TermId) -> usize {
    let Some(term) = interpretation.terms.get(term_index) else {
        return usize::MAX;
    };
    match term.match_kind(Some(word)) {
        MatchKind::Prefix | MatchKind::WordPrefix | MatchKind::Initial => term.prefix_letters,
        _ => usize::MAX,
    }
}

/// The first letters of a word with their marks.
fn prefix_range(text: &str, word: Range<usize>, letters: usize) -> Range<usize> {
    let mut count = 0;
    for (offset, c) in text[word.clone()].char_indices() {
        if letter::is_combining_mark(c) || letter::is_ignorable(c) {
            continue;
        }
        if count == letters {
            return word.start..word.start + offset;
        }
        count += 1;
    }
    word
}
