//! Labels of one of several recognitions: `Lần 2/nâng hạng`, `Ngày công nhận lại`, `star.2`.
//!
//! A later recognition without a number gets one in [`super::resolve_columns`], which knows the other columns.

use super::alias;
use super::label::HeaderLabel;
use super::label_meaning::{AliasMatch, LabelMeaning, RecognitionBlock};
use crate::source::field::{MAX_BLOCKS, ProductField, RecognitionField};

/// Words before the number of a recognition.
const BLOCK_WORDS: [&str; 3] = ["lan", "dot", "round"];

/// Phrases for a recognition that follows another one.
const LATER_BLOCK_PHRASES: [(&str, [&str; 3]); 6] = [
    ("nang hang", ["nang", "hang", ""]),
    ("cong nhan lai", ["cong", "nhan", "lai"]),
    ("danh gia lai", ["danh", "gia", "lai"]),
    ("phan hang lai", ["phan", "hang", "lai"]),
    ("xep hang lai", ["xep", "hang", "lai"]),
    ("cap lai", ["cap", "lai", ""]),
];

/// The recognition that a group label names.
pub(super) fn find_group_block(label: &HeaderLabel) -> Option<RecognitionBlock> {
    extract_block(&label.words).map(|(block, _)| block)
}

/// The recognition that a label names, and its other words, which must name a field of it.
pub(super) fn split_block_label(label: &HeaderLabel) -> Option<(RecognitionBlock, Vec<String>)> {
    let (block, rest) = match label.ordinal {
        Some(number) => (RecognitionBlock::Numbered(number), label.words.clone()),
        None => extract_block(&label.words).or_else(|| extract_trailing_number(&label.words))?,
    };
    let is_block_field = !matches!(block, RecognitionBlock::Numbered(0 | 21..))
        && resolve_block_field(&rest).is_some();
    is_block_field.then_some((block, rest))
}

/// The field of a recognition that these words mean beside its number. Some names are shorter there: `Số`, `Loại`.
pub(super) fn resolve_block_field(words: &[String]) -> Option<LabelMeaning> {
    let field = match words.concat().as_str() {
        "so" => RecognitionField::Decision,
        "loai" | "kind" | "hinhthuc" => RecognitionField::Kind,
        _ => {
            let meaning = alias::match_whole_words(words)?;
            let field = match meaning.field {
                ProductField::Recognition(_, field) => field,
                ProductField::Kind => RecognitionField::Kind,
                ProductField::Source => RecognitionField::Source,
                ProductField::Place => RecognitionField::Place,
                _ => return None,
            };
            return Some(LabelMeaning {
                field: ProductField::Recognition(0, field),
                ..meaning
            });
        }
    };
    Some(LabelMeaning {
        field: ProductField::Recognition(0, field),
        table_row: 0,
        alias_match: AliasMatch::Whole,
        block: RecognitionBlock::Unspecified,
    })
}

/// Separates the words that say which recognition it is from the others.
fn extract_block(words: &[String]) -> Option<(RecognitionBlock, Vec<String>)> {
    let mut rest = words.to_vec();
    let block_word = rest.windows(2).position(|pair| match pair {
        [word, number] => BLOCK_WORDS.contains(&word.as_str()) && parse_ordinal(number).is_some(),
        _ => false,
    });
    let mut block = None;
    if let Some(index) = block_word {
        let removed: Vec<String> = rest.drain(index..index + 2).collect();
        block = removed
            .last()
            .and_then(|word| parse_ordinal(word))
            .map(RecognitionBlock::Numbered);
        // `lần đầu tiên`
        if rest.get(index).is_some_and(|word| word == "tien") {
            rest.remove(index);
        }
    } else if let Some(index) = rest.windows(2).position(|pair| pair == ["lan", "thu"])
        && let Some(number) = rest.get(index + 2).and_then(|word| parse_ordinal(word))
    {
        rest.drain(index..index + 3);
        block = Some(RecognitionBlock::Numbered(number));
    }
    for (phrase, words) in LATER_BLOCK_PHRASES {
        let count = words.iter().filter(|word| !word.is_empty()).count();
        let is_phrase = |window: &[String]| window.iter().zip(words).all(|(a, b)| a == b);
        if let Some(index) = rest.windows(count).position(is_phrase) {
            rest.drain(index..index + count);
            block = block.or(Some(RecognitionBlock::Later(phrase)));
        }
    }
    block.map(|block| (block, rest))
}

/// Separates a number at the end: `star.2`, `Hạng sao 2`.
fn extract_trailing_number(words: &[String]) -> Option<(RecognitionBlock, Vec<String>)> {
    let (last, rest) = words.split_last()?;
    let number = last
        .parse()
        .ok()
        .filter(|number| (1..=MAX_BLOCKS).contains(number))?;
    (!rest.is_empty()).then(|| (RecognitionBlock::Numbered(number), rest.to_vec()))
}

fn parse_ordinal(word: &str) -> Option<u8> {
    Some(match word {
        "dau" | "nhat" | "mot" | "i" => 1,
        "hai" | "ii" => 2,
        "ba" | "iii" => 3,
        "tu" | "bon" | "iv" => 4,
        "nam" | "v" => 5,
        digits => return digits.parse().ok().filter(|n| (1..=MAX_BLOCKS).contains(n)),
    })
}
