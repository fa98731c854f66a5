//! The words of a line cut into phrases, places, joints, function words and other words.

use std::ops::Range;

use super::context::SpokenContext;
use super::continuation::{find_continued, find_lead};
use super::function_words::match_function_phrase;
use super::grammar::find_phrase;
use super::meaning::Meaning;
use super::negation::{self, Joint};
use super::place_phrase::{PlaceWords, find_place};
use super::spoken_word::SpokenWord;
use crate::query::Facet;

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
    // The last item that went on with the verb of another one, and the words of that.
    let mut continued: Option<(usize, Range<usize>)> = None;
    while at < words.len() {
        let lead = find_lead(&items, words).map(|lead| match &continued {
            Some((item, words)) if *item == lead => words.clone(),
            _ => items[lead].words.clone(),
        });
        let (end, kind) = if let Some((end, kind)) =
            continued_item(words, lead.clone(), at, context, found[at].as_ref())
        {
            continued = lead.map(|lead| (items.len(), lead));
            (end, kind)
        } else if let Some(item) = &found[at] {
            if item.is_doubtful {
                doubtful.push(at..item.end);
            }
            (item.end, item.kind.clone())
        } else if let Some((end, kind)) = find_whole_joint(words, &found, at) {
            (end, kind)
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

/// What goes on with the verb of the phrase before, where it reaches further than what stands here by itself: in
/// `chưa xếp hạng và có mã`, `có mã` has a verb of its own.
fn continued_item(
    words: &[SpokenWord],
    lead: Option<Range<usize>>,
    at: usize,
    context: &SpokenContext<'_>,
    own: Option<&FoundItem>,
) -> Option<(usize, ItemKind)> {
    let continued = find_continued(words, lead?, at, context.today)?;
    let is_further = own.is_none_or(|own| own.end < continued.end);
    is_further.then_some((continued.end, ItemKind::Phrase(continued.meaning)))
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
    // What people did is no filter where nobody did anything.
    let is_of_marks = |meaning: &Meaning| {
        meaning
            .facet()
            .is_some_and(|facet| Facet::MARKS.contains(&facet))
    };
    let phrase = find_phrase(words, at, context.today)
        .filter(|phrase| context.has_marks || !is_of_marks(&phrase.meaning));
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

/// The joint at a word, without words of a phrase that reaches further: `nhưng không bán trên tiktok` has its `không`
/// in the phrase, and is not turned round twice.
fn find_whole_joint(
    words: &[SpokenWord],
    found: &[Option<FoundItem>],
    at: usize,
) -> Option<(usize, ItemKind)> {
    let (end, joint) = negation::find_joint(words, at)?;
    let cut = cut_at_phrase(found, at, end);
    if cut == end {
        return Some((end, ItemKind::Joint(joint)));
    }
    let joint = negation::find_joint(&words[..cut], at);
    Some(joint.map_or((cut, ItemKind::Function), |(end, joint)| {
        (end, ItemKind::Joint(joint))
    }))
}

/// The end of function words, or where a phrase begins among them that reaches further: the `của` of `hàng của htx`.
fn cut_at_phrase(found: &[Option<FoundItem>], start: usize, end: usize) -> usize {
    let reaches_further = |at: &usize| found[*at].as_ref().is_some_and(|item| item.end > end);
    (start + 1..end).find(reaches_further).unwrap_or(end)
}
