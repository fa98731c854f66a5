//! The table of names, and what a label means by it.
//!
//! A name counts as a whole. Failing that, the label without its brackets, and failing that the longest
//! name in front of a longer label, but only for fields where a wrong guess does no harm: never stars,
//! dates or decisions. Must not: know the other columns.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::label::{HeaderLabel, split_label_words};
use super::recognition_block;
use crate::reference_table;
use crate::source::field::{ProductField, RecognitionField};

/// Words of a longer label that are looked at.
const MAX_WORDS: usize = 24;

/// How a label came to its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum AliasMatch {
    /// It is a name of the field.
    Whole,
    /// It is one without its brackets.
    WithoutBrackets,
    /// It begins with one.
    Prefix,
}

/// Which of several recognitions a label speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RecognitionBlock {
    /// It does not say.
    Unspecified,
    /// By number, from 1.
    Numbered(u8),
    /// A later one without a number, by its word (`nâng hạng`).
    Later(&'static str),
}

/// What a label means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LabelMeaning {
    /// The field; a recognition's has block 0 here.
    pub(super) field: ProductField,
    /// Which row of the field in the table gave it, from 0: a later one is looser.
    pub(super) table_row: u8,
    /// How.
    pub(super) alias_match: AliasMatch,
    /// Which recognition.
    pub(super) block: RecognitionBlock,
}

struct FieldAlias {
    field: ProductField,
    table_row: u8,
    word_count: usize,
    /// Its first word, for names that may stand in front of longer labels.
    first_word: String,
}

/// The names by their letters.
static ALIASES: LazyLock<HashMap<String, FieldAlias>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    let mut before = None;
    let mut row = 0;
    for [key, aliases, _note] in
        reference_table::table_rows(include_str!("../../../data/headers.tsv"))
    {
        let Ok(field) = key.parse::<ProductField>() else {
            continue;
        };
        row = if before == Some(field) { row + 1 } else { 0 };
        before = Some(field);
        for alias in aliases.split(';') {
            let words = split_label_words(alias);
            names.entry(words.concat()).or_insert_with(|| FieldAlias {
                field,
                table_row: row,
                word_count: words.len(),
                first_word: words.first().cloned().unwrap_or_default(),
            });
        }
    }
    names
});

/// What a label means by itself.
pub(super) fn resolve_label(label: &HeaderLabel) -> Option<LabelMeaning> {
    if let Some((turn, rest)) = recognition_block::split_block_label(label) {
        return recognition_block::resolve_block_field(&rest).map(|meaning| LabelMeaning {
            block: turn,
            ..meaning
        });
    }
    let found = match_whole_words(&label.words)
        .or_else(|| match_without_brackets(label))
        .or_else(|| match_prefix(label))?;
    // `0: star` and `99: star` are none of the recognitions.
    let astray = label.ordinal.is_some() && matches!(found.field, ProductField::Recognition(..));
    (!astray).then_some(found)
}

/// The field whose name these words are.
pub(super) fn match_whole_words(words: &[String]) -> Option<LabelMeaning> {
    ALIASES.get(&words.concat()).map(|name| LabelMeaning {
        field: name.field,
        table_row: name.table_row,
        alias_match: AliasMatch::Whole,
        block: RecognitionBlock::Unspecified,
    })
}

/// The field whose name the label is without its brackets.
fn match_without_brackets(label: &HeaderLabel) -> Option<LabelMeaning> {
    let found = (!label.inside_brackets.is_empty())
        .then(|| match_whole_words(&label.outside_brackets))??;
    allows_remark(found.field, &label.inside_brackets).then_some(LabelMeaning {
        alias_match: AliasMatch::WithoutBrackets,
        ..found
    })
}

/// The field whose name stands in front of the label.
fn match_prefix(label: &HeaderLabel) -> Option<LabelMeaning> {
    let words = label.words.get(..label.words.len().min(MAX_WORDS))?;
    (2..words.len()).rev().find_map(|count| {
        let (head, rest) = words.split_at_checked(count)?;
        let name = ALIASES.get(&head.concat())?;
        (can_be_prefix(name) && allows_remark(name.field, rest)).then_some(LabelMeaning {
            field: name.field,
            table_row: name.table_row,
            alias_match: AliasMatch::Prefix,
            block: RecognitionBlock::Unspecified,
        })
    })
}

/// True when a name of two words or more in front of others still means its field.
fn can_be_prefix(name: &FieldAlias) -> bool {
    let fewest = match name.field {
        ProductField::Kind | ProductField::Code | ProductField::Channel => 3,
        // `Sản phẩm chủ yếu` and `Cơ sở đạt tiêu chuẩn` are no names.
        ProductField::Name | ProductField::Producer
            if !matches!(name.first_word.as_str(), "ten" | "chu") =>
        {
            return false;
        }
        ProductField::Name
        | ProductField::Producer
        | ProductField::Representative
        | ProductField::Phone
        | ProductField::Email
        | ProductField::TaxCode
        | ProductField::Address
        | ProductField::Commune
        | ProductField::District
        | ProductField::Province
        | ProductField::Group
        | ProductField::Trace
        | ProductField::Revenue
        | ProductField::Note => 2,
        _ => return false,
    };
    name.table_row == 0 && name.word_count >= fewest
}

/// True when a remark of these words leaves the field what it is.
pub(super) fn allows_remark(field: ProductField, remark: &[String]) -> bool {
    let known = |list: &[&str]| {
        remark.iter().all(|word| {
            word.bytes().all(|byte| byte.is_ascii_digit()) || list.contains(&word.as_str())
        })
    };
    match field {
        ProductField::Recognition(_, RecognitionField::Star) => known(&STAR_REMARKS),
        ProductField::Recognition(..) => !PROPOSAL_REMARKS
            .iter()
            .any(|words| remark.concat().contains(words)),
        ProductField::Revenue => {
            let has = |word: &str| remark.iter().any(|other| other == word);
            let money = ["dong", "vnd", "d"].into_iter().any(has);
            known(&REVENUE_REMARKS) && (!money || has("trieu") || has("tr"))
        }
        _ => true,
    }
}

/// Words beside a star that do not change it.
const STAR_REMARKS: [&str; 17] = [
    "sao", "star", "stars", "ocop", "tu", "den", "hien", "tai", "nai", "so", "hang", "cap", "tinh",
    "neu", "co", "ghi", "ro",
];

/// Words beside a revenue that leave it the yearly one, in million đồng.
const REVENUE_REMARKS: [&str; 19] = [
    "trieu", "tr", "dong", "vnd", "d", "dvt", "don", "vi", "tinh", "nam", "binh", "quan", "trung",
    "hang", "tu", "ban", "san", "pham", "ocop",
];

/// What a recognition is not yet, or only in the producer's own view.
const PROPOSAL_REMARKS: [&str; 7] = [
    "dukien",
    "denghi",
    "dexuat",
    "dangki",
    "muctieu",
    "tucham",
    "tudanhgia",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_names_fields_and_no_name_twice() {
        let text = include_str!("../../../data/headers.tsv");
        let mut seen: HashMap<String, &str> = HashMap::new();
        let mut fields = 0;
        for [key, names, _] in reference_table::table_rows(text) {
            let field: ProductField = key.parse().unwrap_or_else(|()| panic!("{key}"));
            assert!(!matches!(field, ProductField::Recognition(1.., _)), "{key}");
            for name in names.split(';') {
                assert_eq!(name.trim(), name);
                assert!(!name.is_empty(), "{key}");
                let words = split_label_words(name).concat();
                let other = seen.insert(words, key);
                assert!(
                    other.is_none_or(|other| other == key),
                    "{name}: {other:?}, {key}"
                );
            }
            fields += 1;
        }
        assert!(fields > 5);
        let missing = ProductField::keys().find(|key| !seen.values().any(|field| field == key));
        assert_eq!(missing, None);
    }

    #[test]
    fn every_key_means_its_field() {
        for key in ProductField::keys().filter(|key| *key != "ignored") {
            let found = resolve_label(&HeaderLabel::from_text(key)).map(|meaning| meaning.field);
            assert_eq!(found, key.parse().ok(), "{key}");
        }
    }
}
