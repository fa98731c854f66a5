//! Questions: `ruốc hàu còn hạn không` asks about ruốc hàu and filters nothing.

use std::sync::LazyLock;

use super::item::{ItemKind, LineItem};
use super::meaning::{AskedFact, Meaning};
use super::negation;
use super::phrase_list::{PhraseList, plain_list};
use super::spoken_word::SpokenWord;
use crate::query::Facet;

/// Words that make a wish of a question: `sản phẩm nào còn hạn?` wants a list.
static LISTING_WORDS: [&str; 9] = [
    "nào",
    "những",
    "các",
    "bao nhiêu",
    "danh sách",
    "liệt kê",
    "which",
    "all",
    "list",
];

/// Words at the beginning of a question, whose phrase stands at its end: `bao giờ rượu mơ hết hạn`.
static OPENING_WORDS: [&str; 14] = [
    "đến bao giờ",
    "bao giờ thì",
    "bao giờ",
    "khi nào thì",
    "khi nào",
    "lúc nào",
    "liệu",
    "is",
    "are",
    "does",
    "when does",
    "when will",
    "when do",
    "has",
];

/// Words after the end of a question: `không ạ?`
static POLITE_WORDS: [&str; 9] = ["ạ", "nhỉ", "vậy", "thế", "hả", "nhé", "ta", "rồi", "please"];

/// Turns the phrases that a line asks about into questions.
pub(super) fn mark_questions(items: &mut Vec<LineItem>, words: &[SpokenWord]) {
    decide_asked_kinds(items);
    let is_asked = |item: &LineItem| {
        item.phrase()
            .is_some_and(|meaning| meaning.asked_fact().is_some())
    };
    let Some(index) = items.iter().rposition(is_asked) else {
        return;
    };
    let Some(fact) = items[index]
        .phrase()
        .and_then(Meaning::asked_fact)
        .filter(|fact| !fact.is_count())
    else {
        return;
    };
    let has_topic = items
        .iter()
        .any(|item| matches!(item.kind, ItemKind::Word | ItemKind::BareFilter(_)));
    let asks_for_list = has_listing_words(words);
    let phrase_end = items[index].words.end;
    let after = skip_signs(words, phrase_end);
    let question_end = negation::find_question_words(words, after)
        .map(|end| skip_polite_words(words, end))
        .filter(|end| *end == words.len());
    if asks_for_list {
        // `sản phẩm nào hết hạn không` wants those products: the last word only asks.
        if let Some(end) = question_end {
            items.truncate(index + 1);
            items.push(LineItem {
                words: phrase_end..end,
                kind: ItemKind::Function,
            });
        }
        return;
    }
    let ends_with_mark = words
        .last()
        .is_some_and(|word| word.is_sign && word.word.fold == "?");
    let only_mark_follows = after == words.len() && ends_with_mark && has_topic;
    let opening_end = find_opening(items, words).filter(|_| after == words.len());
    if let Some(end) =
        question_end.or_else(|| (only_mark_follows || opening_end.is_some()).then_some(phrase_end))
    {
        items[index].words.end = end;
        items[index].kind = ItemKind::Phrase(Meaning::Ask(fact));
        items.truncate(index + 1);
        drop_question_opening(items, words);
        if let Some(end) = opening_end {
            items.retain(|item| item.words.end > end);
            items.insert(
                0,
                LineItem {
                    words: 0..end,
                    kind: ItemKind::Phrase(Meaning::Ask(fact)),
                },
            );
        }
    }
}

/// `htx nào ở Bình Liêu` wants what they make; `chả mực của htx nào` asks who makes it.
fn decide_asked_kinds(items: &mut [LineItem]) {
    let has_topic = items
        .iter()
        .any(|item| matches!(item.kind, ItemKind::Word | ItemKind::BareFilter(_)));
    for item in items {
        let ItemKind::Phrase(Meaning::AskKind(kind)) = &item.kind else {
            continue;
        };
        item.kind = ItemKind::Phrase(if has_topic {
            Meaning::Ask(AskedFact::Producer)
        } else {
            Meaning::Values {
                facet: Facet::ProducerKind,
                not: false,
                values: vec![kind.clone()],
            }
        });
    }
}

/// The end of the words that open a question, where an item ends there too.
fn find_opening(items: &[LineItem], words: &[SpokenWord]) -> Option<usize> {
    let (end, ()) = OPENINGS.find(words, 0)?;
    items
        .iter()
        .any(|item| item.words.end == end)
        .then_some(end)
}

/// The words before the phrase that only open the question: `có` of `có 4 sao không`.
fn drop_question_opening(items: &mut Vec<LineItem>, words: &[SpokenWord]) {
    let Some(last) = items.len().checked_sub(1) else {
        return;
    };
    let opening = last.checked_sub(1).filter(|before| {
        let item = &items[*before];
        item.words.len() == 1 && HAS.find(words, item.words.start).is_some()
    });
    if let Some(before) = opening {
        items[last].words.start = items[before].words.start;
        items.remove(before);
    }
}

fn skip_signs(words: &[SpokenWord], at: usize) -> usize {
    at + words[at..].iter().take_while(|word| word.is_sign).count()
}

/// Signs and words after the end of a question: `không ạ?`
fn skip_polite_words(words: &[SpokenWord], mut at: usize) -> usize {
    while let Some(word) = words.get(at) {
        let is_polite = POLITE.find(words, at).is_some();
        if !word.is_sign && !is_polite {
            break;
        }
        at += 1;
    }
    at
}

fn has_listing_words(words: &[SpokenWord]) -> bool {
    (0..words.len()).any(|at| LISTING.find(words, at).is_some())
}

static LISTING: LazyLock<PhraseList<()>> = LazyLock::new(|| plain_list(&LISTING_WORDS));
static OPENINGS: LazyLock<PhraseList<()>> = LazyLock::new(|| plain_list(&OPENING_WORDS));
static POLITE: LazyLock<PhraseList<()>> = LazyLock::new(|| plain_list(&POLITE_WORDS));
static HAS: LazyLock<PhraseList<()>> = LazyLock::new(|| plain_list(&["có"]));
