//! The table of field names (`data/headers.tsv`), and the name that a label matches.
//!
//! The whole label is looked up first, then the label without its brackets, and then the longest name with which
//! it begins. The last is done only for fields where a wrong guess does no harm: never stars, dates or decisions.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::label::{HeaderLabel, split_label_words};
use super::label_meaning::{AliasMatch, LabelMeaning, RecognitionBlock};
use crate::reference_table;
use crate::source::field::{ProductField, RecognitionField};
use crate::vietnamese::for_each_fold;

/// Words of a label in which a name is searched at the beginning.
const MAX_PREFIX_WORDS: usize = 24;

/// Words of a text with which a name must begin for the text to be a label.
const CHECKED_WORDS: usize = 2;

struct FieldAlias {
    field: ProductField,
    table_row: u8,
    word_count: usize,
    /// Its first word, which decides whether a longer label may begin with it.
    first_word: String,
}

/// The names by their letters without spaces.
static ALIASES: LazyLock<HashMap<String, FieldAlias>> = LazyLock::new(|| {
    let mut table = HashMap::new();
    let mut previous_field = None;
    let mut table_row = 0;
    for [key, names, _note] in
        reference_table::table_rows(include_str!("../../../data/headers.tsv"))
    {
        let Ok(field) = key.parse::<ProductField>() else {
            continue;
        };
        table_row = if previous_field == Some(field) {
            table_row + 1
        } else {
            0
        };
        previous_field = Some(field);
        for name in names.split(';') {
            let words = split_label_words(name);
            table.entry(words.concat()).or_insert_with(|| FieldAlias {
                field,
                table_row,
                word_count: words.len(),
                first_word: words.first().cloned().unwrap_or_default(),
            });
        }
    }
    table
});

/// The keys of [`ALIASES`] in order, to find those that begin alike.
static SORTED_KEYS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let mut keys: Vec<&str> = ALIASES.keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
});

/// False for a text that is certainly no name of the table: no name begins with its first words. A quick look, for rows
/// of products.
pub(super) fn may_be_label(text: &str) -> bool {
    // Signs and digits mean too much in a label to be looked through here.
    let is_plain = |word: &&str| !word.is_empty() && word.chars().all(char::is_alphabetic);
    let words = text.split(' ').take(CHECKED_WORDS).take_while(is_plain);
    let length: usize = words.map(|word| word.len() + 1).sum();
    let beginning = text.get(..length).unwrap_or(text);
    if beginning.is_empty() || text.contains(['(', '[']) {
        return true;
    }
    // Most products are seen to be no label by their first word.
    let first = beginning.split(' ').next().unwrap_or_default();
    if first.chars().all(is_latin) && !begins_a_key(&fold_first_word(first)) {
        return false;
    }
    begins_a_key(&split_label_words(beginning).concat())
}

/// True when a name of the table begins with these letters.
fn begins_a_key(letters: &str) -> bool {
    let next = SORTED_KEYS.partition_point(|key| *key < letters);
    let next = SORTED_KEYS.get(next);
    next.is_some_and(|key| key.starts_with(letters))
}

/// True for Latin letters, which fold alike alone and beside others.
fn is_latin(c: char) -> bool {
    c < '\u{250}' || ('\u{1ea0}'..'\u{1f00}').contains(&c)
}

/// The letters of a word as [`split_label_words`] writes them, however it cuts the word.
fn fold_first_word(word: &str) -> String {
    let mut letters = String::with_capacity(word.len());
    let without_y = |c: &char| if *c == 'y' { 'i' } else { *c };
    for_each_fold(word, |fold| letters.extend(fold.iter().map(without_y)));
    letters
}

/// The field whose name the label is, contains outside its brackets, or begins with.
pub(super) fn match_label(label: &HeaderLabel) -> Option<LabelMeaning> {
    match_whole_words(&label.words)
        .or_else(|| match_without_brackets(label))
        .or_else(|| match_prefix(label))
}

/// The field that has exactly these words as a name.
pub(super) fn match_whole_words(words: &[String]) -> Option<LabelMeaning> {
    ALIASES.get(&words.concat()).map(|alias| LabelMeaning {
        field: alias.field,
        table_row: alias.table_row,
        alias_match: AliasMatch::Whole,
        block: RecognitionBlock::Unspecified,
    })
}

/// The field whose name the label is when its brackets are left out.
fn match_without_brackets(label: &HeaderLabel) -> Option<LabelMeaning> {
    let meaning = (!label.inside_brackets.is_empty())
        .then(|| match_whole_words(&label.outside_brackets))??;
    allows_remark(meaning.field, &label.inside_brackets).then_some(LabelMeaning {
        alias_match: AliasMatch::WithoutBrackets,
        ..meaning
    })
}

/// The field with whose name a longer label begins.
fn match_prefix(label: &HeaderLabel) -> Option<LabelMeaning> {
    let words = label.words.get(..label.words.len().min(MAX_PREFIX_WORDS))?;
    (2..words.len()).rev().find_map(|count| {
        let (prefix, rest) = words.split_at_checked(count)?;
        let alias = ALIASES.get(&prefix.concat())?;
        (can_be_prefix(alias) && allows_remark(alias.field, rest)).then_some(LabelMeaning {
            field: alias.field,
            table_row: alias.table_row,
            alias_match: AliasMatch::Prefix,
            block: RecognitionBlock::Unspecified,
        })
    })
}

/// True when a name still means its field with other words after it.
fn can_be_prefix(alias: &FieldAlias) -> bool {
    let min_words = match alias.field {
        ProductField::Kind | ProductField::Code | ProductField::Channel => 3,
        // `Sản phẩm chủ yếu` and `Cơ sở đạt tiêu chuẩn` are not columns of names.
        ProductField::Name | ProductField::Producer
            if !matches!(alias.first_word.as_str(), "ten" | "chu") =>
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
    alias.table_row == 0 && alias.word_count >= min_words
}

/// True when a remark with these words does not change the meaning of the field.
pub(super) fn allows_remark(field: ProductField, remark: &[String]) -> bool {
    let is_within = |list: &[&str]| {
        remark.iter().all(|word| {
            word.bytes().all(|byte| byte.is_ascii_digit()) || list.contains(&word.as_str())
        })
    };
    match field {
        ProductField::Recognition(_, RecognitionField::Star) => is_within(&STAR_REMARKS),
        ProductField::Recognition(..) => !PROPOSAL_REMARKS
            .iter()
            .any(|words| remark.concat().contains(words)),
        ProductField::Revenue => {
            let has = |word: &str| remark.iter().any(|other| other == word);
            let names_money = ["dong", "vnd", "d"].into_iter().any(has);
            is_within(&REVENUE_REMARKS) && (!names_money || has("trieu") || has("tr"))
        }
        _ => true,
    }
}

/// Words beside a star column's name that do not change its meaning.
const STAR_REMARKS: [&str; 17] = [
    "sao", "star", "stars", "ocop", "tu", "den", "hien", "tai", "nai", "so", "hang", "cap", "tinh",
    "neu", "co", "ghi", "ro",
];

/// Words beside a revenue column's name with which it is still yearly and in million đồng.
const REVENUE_REMARKS: [&str; 19] = [
    "trieu", "tr", "dong", "vnd", "d", "dvt", "don", "vi", "tinh", "nam", "binh", "quan", "trung",
    "hang", "tu", "ban", "san", "pham", "ocop",
];

/// Phrases for a rating that is only proposed, or the producer's own.
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

    proptest::proptest! {
        #[test]
        fn the_letters_of_a_word_are_those_of_its_cut_words(
            word in "[a-zA-Zà-ỹÀ-ỸĐđƯươăĂªß]{1,12}",
        ) {
            proptest::prop_assert_eq!(fold_first_word(&word), split_label_words(&word).concat());
        }
    }
}
