//! Words with "or" or "and" between them: `trà hoặc rượu`, `trà và rượu` want products whose name has one of them.
//! A comma alone joins nothing, and a name with an "and" in it is searched as words, see [`super`].

use std::ops::Range;

use super::item::{ItemKind, LineItem};
use super::meaning::Meaning;
use super::negation::Joint;
use super::spoken_word::SpokenWord;

/// The most words of one alternative.
const MAX_WORDS: usize = 4;

/// Puts words with an "or" or "and" between them, and those before with commas, into one phrase. What a negation or
/// another joint governs is left: which of them it belongs to is not known.
pub(super) fn join_alternatives(
    line: &str,
    words: &[SpokenWord],
    items: &[LineItem],
) -> Vec<LineItem> {
    let mut joined = Vec::with_capacity(items.len());
    let mut index = 0;
    while index < items.len() {
        let run = word_run(items, index);
        if run.is_empty() {
            joined.push(items[index].clone());
            index += 1;
            continue;
        }
        let (mut end, mut has_or, mut has_comma) = (run.end, false, false);
        let mut parts = vec![run.clone()];
        while let Some((joint, next)) = joined_run(items, end) {
            has_or |= joint == Joint::Or;
            has_comma |= words[items[end].words.start].is_sign;
            end = next.end;
            parts.push(next);
        }
        let is_negated = joined.last().is_some_and(is_open_before);
        let is_followed = items
            .get(end)
            .is_some_and(|item| matches!(item.kind, ItemKind::Joint(_)));
        let are_short = parts.iter().all(|part| part.len() <= MAX_WORDS);
        let is_list = has_or || parts.len() > 1 && !has_comma;
        if is_list && are_short && !is_negated && !is_followed {
            let text = |part: &Range<usize>| text_of(line, words, &items[part.clone()]);
            let kind = ItemKind::Phrase(Meaning::AnyName(parts.iter().map(text).collect()));
            let start = items[run.start].words.start;
            let words = start..items[end - 1].words.end;
            joined.push(LineItem { words, kind });
        } else {
            joined.extend_from_slice(&items[run.start..end]);
        }
        index = end;
    }
    joined
}

/// The plain words from this item on.
fn word_run(items: &[LineItem], start: usize) -> Range<usize> {
    let words = items[start..].iter();
    let count = words.take_while(|item| item.kind == ItemKind::Word).count();
    start..start + count
}

/// The joint at `at` and the plain words after it.
fn joined_run(items: &[LineItem], at: usize) -> Option<(Joint, Range<usize>)> {
    let ItemKind::Joint(joint @ (Joint::Or | Joint::And)) = items.get(at)?.kind else {
        return None;
    };
    let run = word_run(items, at + 1);
    (!run.is_empty()).then_some((joint, run))
}

/// True for an item that may govern the words after it.
fn is_open_before(item: &LineItem) -> bool {
    match &item.kind {
        ItemKind::Joint(_) | ItemKind::BareFilter(_) => true,
        ItemKind::Phrase(meaning) => meaning.is_negated(),
        ItemKind::Function | ItemKind::Word => false,
    }
}

fn text_of(line: &str, words: &[SpokenWord], items: &[LineItem]) -> String {
    let are_keystrokes = words.iter().any(SpokenWord::is_keystrokes);
    let words = items.iter().flat_map(|item| &words[item.words.clone()]);
    let texts = words.map(|word| word.comparable_text(line, are_keystrokes));
    texts.collect::<Vec<String>>().join(" ")
}
