//! The table of names, and what a label means by it.
//!
//! A name counts as a whole. Failing that, the label without its brackets, and failing that the longest
//! name in front of a longer label, but only for fields where a wrong guess does no harm: never stars,
//! dates or decisions. Must not: know the other columns.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::block;
use super::label::{Label, cut};
use crate::source::field::{ActField, Field};
use crate::source::table;

/// Words of a longer label that are looked at.
const MAX_WORDS: usize = 24;

/// How a label came to its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Way {
    /// It is a name of the field.
    Whole,
    /// It is one without its brackets.
    Open,
    /// It begins with one.
    Front,
}

/// Which of several recognitions a label speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// It does not say.
    Unsaid,
    /// By number, from 1.
    Numbered(u8),
    /// A later one without a number, by its word (`nâng hạng`).
    Later(&'static str),
}

/// What a label means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    /// The field; a recognition's has block 0 here.
    pub(super) field: Field,
    /// Which row of the field in the table gave it, from 0: a later one is looser.
    pub(super) row: u8,
    /// How.
    pub(super) way: Way,
    /// Which recognition.
    pub(super) turn: Turn,
}

struct Name {
    field: Field,
    row: u8,
    words: usize,
    /// Its first word, for names that may stand in front of longer labels.
    first: String,
}

/// The names by their letters.
static NAMES: LazyLock<HashMap<String, Name>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    let mut before = None;
    let mut row = 0;
    for [key, aliases, _note] in table::rows(include_str!("../../../data/headers.tsv")) {
        let Ok(field) = key.parse::<Field>() else {
            continue;
        };
        row = if before == Some(field) { row + 1 } else { 0 };
        before = Some(field);
        for alias in aliases.split(';') {
            let words = cut(alias);
            names.entry(words.concat()).or_insert_with(|| Name {
                field,
                row,
                words: words.len(),
                first: words.first().cloned().unwrap_or_default(),
            });
        }
    }
    names
});

/// What a label means by itself.
pub(super) fn meaning(label: &Label) -> Option<Meaning> {
    if let Some((turn, rest)) = block::single(label) {
        return block::within(&rest).map(|meaning| Meaning { turn, ..meaning });
    }
    let found = whole(&label.words)
        .or_else(|| open(label))
        .or_else(|| front(label))?;
    // `0: star` and `99: star` are none of the recognitions.
    let astray = label.ordinal.is_some() && matches!(found.field, Field::Act(..));
    (!astray).then_some(found)
}

/// The field whose name these words are.
pub(super) fn whole(words: &[String]) -> Option<Meaning> {
    NAMES.get(&words.concat()).map(|name| Meaning {
        field: name.field,
        row: name.row,
        way: Way::Whole,
        turn: Turn::Unsaid,
    })
}

/// The field whose name the label is without its brackets.
fn open(label: &Label) -> Option<Meaning> {
    let found = (!label.aside.is_empty()).then(|| whole(&label.open))??;
    allows(found.field, &label.aside).then_some(Meaning {
        way: Way::Open,
        ..found
    })
}

/// The field whose name stands in front of the label.
fn front(label: &Label) -> Option<Meaning> {
    let words = label.words.get(..label.words.len().min(MAX_WORDS))?;
    (2..words.len()).rev().find_map(|count| {
        let (head, rest) = words.split_at_checked(count)?;
        let name = NAMES.get(&head.concat())?;
        (may_lead(name) && allows(name.field, rest)).then_some(Meaning {
            field: name.field,
            row: name.row,
            way: Way::Front,
            turn: Turn::Unsaid,
        })
    })
}

/// True when a name of two words or more in front of others still means its field.
fn may_lead(name: &Name) -> bool {
    let fewest = match name.field {
        Field::Kind | Field::Code | Field::Channel => 3,
        // `Sản phẩm chủ yếu` and `Cơ sở đạt tiêu chuẩn` are no names.
        Field::Name | Field::Producer if !matches!(name.first.as_str(), "ten" | "chu") => {
            return false;
        }
        Field::Name
        | Field::Producer
        | Field::Representative
        | Field::Phone
        | Field::Email
        | Field::TaxCode
        | Field::Address
        | Field::Commune
        | Field::District
        | Field::Province
        | Field::Group
        | Field::Trace
        | Field::Revenue
        | Field::Note => 2,
        _ => return false,
    };
    name.row == 0 && name.words >= fewest
}

/// True when a remark of these words leaves the field what it is.
pub(super) fn allows(field: Field, remark: &[String]) -> bool {
    let known = |list: &[&str]| {
        remark.iter().all(|word| {
            word.bytes().all(|byte| byte.is_ascii_digit()) || list.contains(&word.as_str())
        })
    };
    match field {
        Field::Act(_, ActField::Star) => known(&STAR_REMARKS),
        Field::Act(..) => !NOT_YET.iter().any(|words| remark.concat().contains(words)),
        Field::Revenue => {
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
const NOT_YET: [&str; 7] = [
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
        for [key, names, _] in table::rows(text) {
            let field: Field = key.parse().unwrap_or_else(|()| panic!("{key}"));
            assert!(!matches!(field, Field::Act(1.., _)), "{key}");
            for name in names.split(';') {
                assert_eq!(name.trim(), name);
                assert!(!name.is_empty(), "{key}");
                let words = cut(name).concat();
                let other = seen.insert(words, key);
                assert!(
                    other.is_none_or(|other| other == key),
                    "{name}: {other:?}, {key}"
                );
            }
            fields += 1;
        }
        assert!(fields > 5);
        let missing = Field::keys().find(|key| !seen.values().any(|field| field == key));
        assert_eq!(missing, None);
    }

    #[test]
    fn every_key_means_its_field() {
        for key in Field::keys().filter(|key| *key != "ignored") {
            let found = meaning(&Label::of(key)).map(|meaning| meaning.field);
            assert_eq!(found, key.parse().ok(), "{key}");
        }
    }
}
