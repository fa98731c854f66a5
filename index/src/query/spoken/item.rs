//! The words of a line cut into phrases, places, joints, function words and other words.

use std::ops::Range;

use super::context::SpokenContext;
use super::function_words::match_function_phrase;
use super::grammar::find_phrase;
use super::meaning::Meaning;
use super::negation::{self, Joint};
use super::place_phrase::{PlaceWords, find_place};
use super::spoken_word::SpokenWord;

/// A part of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LineItem {
    /// Its words.
    pub(super) words: Range<usize>,
    pub(super) kind: ItemKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ItemKind {
    /// A filter, a place or a question.
    Phrase(Meaning),
    /// The name of a place, or a year, and nothing that says so.
    BareFilter(Meaning),
    /// Turns round or joins what stands beside it.
    Joint(Joint),
    /// Means nothing beside a phrase.
    Function,
    /// Any other word.
    Word,
}

impl LineItem {
    pub(super) const fn phrase(&self) -> Option<&Meaning> {
        match &self.kind {
            ItemKind::Phrase(meaning) => Some(meaning),
            _ => None,
        }
    }

    /// The meaning of a phrase, or of a bare place where that stands for one.
    pub(super) const fn phrase_or_place(&self) -> Option<&Meaning> {
        match &self.kind {
            ItemKind::Phrase(meaning) | ItemKind::BareFilter(meaning) => Some(meaning),
            _ => None,
        }
    }
}

/// Cuts the words of a line, and returns the items whose words have a second reading.
pub(super) fn split_items(
    line: &str,
    words: &[SpokenWord],
    context: &SpokenContext<'_>,
) -> (Vec<LineItem>, Vec<Range<usize>>) {
    let place_words = PlaceWords::new(line, words);
    let found: Vec<Option<FoundItem>> = (0..words.len())
        .map(|at| find_phrase_or_place(&place_words, words, at, context))
        .collect();
    let (mut items, mut doubtful) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < words.len() {
        let (end, kind) = if let Some(item) = &found[at] {
            if item.is_doubtful {
                doubtful.push(at..item.end);
            }
            (item.end, item.kind.clone())
        } else if let Some((end, joint)) = negation::find_joint(words, at) {
            (cut_at_phrase(&found, at, end), ItemKind::Joint(joint))
        } else if let Some(end) = match_function_phrase(words, at) {
            (cut_at_phrase(&found, at, end), ItemKind::Function)
        } else {
            (at + 1, ItemKind::Word)
        };
        items.push(LineItem {
            words: at..end,
            kind,
        });
        at = end;
    }
    (items, doubtful)
}

/// A phrase or a place at a word.
struct FoundItem {
    end: usize,
    kind: ItemKind,
    is_doubtful: bool,
}

/// The longest phrase or place at a word.
fn find_phrase_or_place(
    place_words: &PlaceWords<'_>,
    words: &[SpokenWord],
    at: usize,
    context: &SpokenContext<'_>,
) -> Option<FoundItem> {
    let place = find_place(place_words, at, context.places);
    let phrase = find_phrase(words, at, context.today);
    let place_end = place.as_ref().map_or(0, |place| place.end);
    match phrase {
        Some(phrase) if phrase.end >= place_end => Some(FoundItem {
            end: phrase.end,
            kind: if phrase.is_bare {
                ItemKind::BareFilter(phrase.meaning)
            } else {
                ItemKind::Phrase(phrase.meaning)
            },
            is_doubtful: phrase.is_doubtful,
        }),
        _ => place.map(|place| FoundItem {
            end: place.end,
            kind: if place.is_bare {
                ItemKind::BareFilter(place.meaning)
            } else {
                ItemKind::Phrase(place.meaning)
            },
            is_doubtful: false,
        }),
    }
}

/// The end of function words, or where a phrase begins among them that reaches further: the `của` of `hàng của htx`.
fn cut_at_phrase(found: &[Option<FoundItem>], start: usize, end: usize) -> usize {
    let reaches_further = |at: &usize| found[*at].as_ref().is_some_and(|item| item.end > end);
    (start + 1..end).find(reaches_further).unwrap_or(end)
}
