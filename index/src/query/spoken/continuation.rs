//! What goes on with the verb of the phrase before: `thiếu điện thoại và quyết định` lacks a decision too, `bán trên
//! shopee và tiktok` is sold on TikTok too. Only for what a product can have several of; `hết hạn tháng 5 và tháng 6`
//! is no such thing.

use std::ops::Range;

use jiff::civil::Date;

use super::grammar::{FoundPhrase, find_phrase};
use super::item::{ItemKind, LineItem};
use super::meaning::{Meaning, SpokenProblemKind};
use super::negation::Joint;
use super::spoken_word::SpokenWord;
use crate::query::NOT_GIVEN;

/// The phrase whose verb may go on behind the joints at the end of these items.
pub(super) fn find_lead(items: &[LineItem], words: &[SpokenWord]) -> Option<usize> {
    let count = items.iter().rev();
    let count = count.take_while(|item| is_joint(item, words)).count();
    let lead = items.len().checked_sub(count + 1).filter(|_| count > 0)?;
    let meaning = items[lead].phrase()?;
    is_continuable(meaning).then_some(lead)
}

/// The phrase at this word, where the first words of `lead` stand before it: the one that reaches furthest.
pub(super) fn find_continued(
    words: &[SpokenWord],
    lead: Range<usize>,
    at: usize,
    today: Date,
) -> Option<FoundPhrase> {
    let mut best: Option<FoundPhrase> = None;
    for verb_len in (1..lead.len()).rev() {
        let verb = words[lead.start..lead.start + verb_len].iter();
        let line: Vec<SpokenWord> = verb.chain(&words[at..]).cloned().collect();
        let found = find_phrase(&line, 0, today).filter(|found| {
            found.end > verb_len && !found.is_bare && is_continuable(&found.meaning)
        });
        if let Some(mut found) = found {
            found.end = found.end - verb_len + at;
            if best.as_ref().is_none_or(|best| best.end < found.end) {
                best = Some(found);
            }
        }
    }
    best
}

fn is_joint(item: &LineItem, words: &[SpokenWord]) -> bool {
    let mut item_words = words[item.words.clone()].iter();
    matches!(item.kind, ItemKind::Joint(Joint::And | Joint::Or))
        || item_words.all(|word| word.is_sign && word.word.fold == "/")
}

/// True for what a record lacks or has, and for where a product is sold.
fn is_continuable(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Values { facet, values, .. } => {
            facet.is_multi_valued() || matches!(values.as_slice(), [value] if value == NOT_GIVEN)
        }
        Meaning::NoCode { .. } | Meaning::NotSearched(SpokenProblemKind::NoPrices) => true,
        _ => false,
    }
}
