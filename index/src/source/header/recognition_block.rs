//! Labels that speak of one of several recognitions: `Lần 2/nâng hạng`, `Ngày công nhận lại`, `star.2`.
//!
//! Must not: know the other columns; a later recognition without a number gets its own among them.

use super::alias::{self, AliasMatch, LabelMeaning, RecognitionBlock};
use super::label::HeaderLabel;
use crate::source::field::{MAX_BLOCKS, ProductField, RecognitionField};

/// Words before a number of a recognition.
const BLOCK_WORDS: [&str; 3] = ["lan", "dot", "round"];

/// Words of a recognition that follows another one.
const LATER_BLOCK_PHRASES: [(&str, [&str; 3]); 6] = [
    ("nang hang", ["nang", "hang", ""]),
    ("cong nhan lai", ["cong", "nhan", "lai"]),
    ("danh gia lai", ["danh", "gia", "lai"]),
    ("phan hang lai", ["phan", "hang", "lai"]),
    ("xep hang lai", ["xep", "hang", "lai"]),
    ("cap lai", ["cap", "lai", ""]),
];

/// The recognition that a group label speaks of.
pub(super) fn find_group_block(label: &HeaderLabel) -> Option<RecognitionBlock> {
    let (turn, _) = extract_block(&label.words)?;
    Some(turn)
}

/// The recognition that a label of its own speaks of, and its other words, which must mean a field of it.
pub(super) fn split_block_label(label: &HeaderLabel) -> Option<(RecognitionBlock, Vec<String>)> {
    let (turn, rest) = match label.ordinal {
        Some(number) => (RecognitionBlock::Numbered(number), label.words.clone()),
        None => extract_block(&label.words).or_else(|| extract_trailing_number(&label.words))?,
    };
    let fits = !matches!(turn, RecognitionBlock::Numbered(0 | 21..))
        && resolve_block_field(&rest).is_some();
    fits.then_some((turn, rest))
}

/// The field of a recognition that these words mean beside its number.
pub(super) fn resolve_block_field(words: &[String]) -> Option<LabelMeaning> {
    let field = match words.concat().as_str() {
        "so" => RecognitionField::Decision,
        "loai" | "kind" | "hinhthuc" => RecognitionField::Kind,
        _ => {
            let found = alias::match_whole_words(words)?;
            let field = match found.field {
                ProductField::Recognition(_, field) => field,
                ProductField::Kind => RecognitionField::Kind,
                ProductField::Source => RecognitionField::Source,
                ProductField::Place => RecognitionField::Place,
                _ => return None,
            };
            return Some(LabelMeaning {
                field: ProductField::Recognition(0, field),
                ..found
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

/// Takes the words that say which recognition it is out.
fn extract_block(words: &[String]) -> Option<(RecognitionBlock, Vec<String>)> {
    let mut rest = words.to_vec();
    let number = rest.windows(2).position(|pair| match pair {
        [round, number] => BLOCK_WORDS.contains(&round.as_str()) && parse_ordinal(number).is_some(),
        _ => false,
    });
    let mut found = None;
    if let Some(at) = number {
        let taken: Vec<String> = rest.drain(at..at + 2).collect();
        found = taken
            .last()
            .and_then(|word| parse_ordinal(word))
            .map(RecognitionBlock::Numbered);
        // `lần đầu tiên`
        if rest.get(at).is_some_and(|word| word == "tien") {
            rest.remove(at);
        }
    } else if let Some(at) = rest.windows(2).position(|pair| pair == ["lan", "thu"])
        && let Some(number) = rest.get(at + 2).and_then(|word| parse_ordinal(word))
    {
        rest.drain(at..at + 3);
        found = Some(RecognitionBlock::Numbered(number));
    }
    for (name, words) in LATER_BLOCK_PHRASES {
        let count = words.iter().filter(|word| !word.is_empty()).count();
        let here = |part: &[String]| part.iter().zip(words).all(|(a, b)| a == b);
        if let Some(at) = rest.windows(count).position(here) {
            rest.drain(at..at + count);
            found = found.or(Some(RecognitionBlock::Later(name)));
        }
    }
    found.map(|turn| (turn, rest))
}

/// `star.2`, `Hạng sao 2`.
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(RecognitionBlock, ProductField)> {
        let meaning = alias::resolve_label(&HeaderLabel::from_text(text))?;
        Some((meaning.block, meaning.field))
    }

    #[test]
    fn one_label_can_name_the_recognition_and_its_field() {
        use RecognitionBlock::{Later, Numbered, Unspecified};
        use RecognitionField::{Authority, Date, Decision, Kind, Source, Star, Year};
        for (text, turn, field) in [
            ("Lần 1: hạng sao", Numbered(1), Star),
            ("Lần 2: ngày công nhận", Numbered(2), Date),
            ("Lần 2/nâng hạng: sao", Numbered(2), Star),
            ("Lần 1: số quyết định", Numbered(1), Decision),
            ("Lần 1: cơ quan công nhận", Numbered(1), Authority),
            ("Lần 3 năm", Numbered(3), Year),
            ("1: star", Numbered(1), Star),
            ("2: date", Numbered(2), Date),
            ("2: recognition_kind", Numbered(2), Kind),
            ("2: source", Numbered(2), Source),
            ("Lần 2: nguồn", Numbered(2), Source),
            ("star.2", Numbered(2), Star),
            ("Hạng sao (lần 1)", Numbered(1), Star),
            ("Hạng sao lần đầu", Numbered(1), Star),
            ("Ngày công nhận lần thứ hai", Numbered(2), Date),
            ("Quyết định lần II", Numbered(2), Decision),
            ("Ngày công nhận lại", Later("cong nhan lai"), Date),
            ("Năm nâng hạng", Later("nang hang"), Year),
            ("Hạng sao", Unspecified, Star),
            ("2. Hạng sao", Unspecified, Star),
        ] {
            assert_eq!(
                read(text),
                Some((turn, ProductField::Recognition(0, field))),
                "{text}"
            );
        }
        for text in [
            "Lần 1",
            "Hạng sao đề nghị nâng hạng",
            "Lần 99: sao",
            "0: star",
            "3 sao",
            "Lần 1: mùi",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
