//! The six product groups of the rating law, and their names in lists.
//!
//! 148/QĐ-TTg Annex I, kept by 26/2026/QĐ-TTg: 6 groups, 26 sets. The numbers are the law's order. Lists of 2022 to
//! 2026 mix the wording of 148 and of 1048/QĐ-TTg. The group of a product comes from a source or from the reviewed
//! table.

use std::sync::LazyLock;

use crate::reference_table;
use crate::vietnamese::{Word, split_words};

/// A product group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupDefinition {
    /// Roman number.
    pub code: &'static str,
    /// Vietnamese name, as in the law.
    pub vi: &'static str,
    /// English name (ours).
    pub en: &'static str,
}

/// The six groups in the law's order.
pub fn product_groups() -> &'static [GroupDefinition] {
    static PRODUCT_GROUPS: LazyLock<Vec<GroupDefinition>> = LazyLock::new(|| {
        reference_table::table_rows(include_str!("../data/group_names.tsv"))
            .map(|[code, vi, en]| GroupDefinition { code, vi, en })
            .collect()
    });
    &PRODUCT_GROUPS
}

/// The group in a cell of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParsedProductGroup {
    /// Roman number of the group.
    pub code: &'static str,
    /// Number of the set, 1 to 26, where the cell names one.
    pub set: Option<u8>,
}

/// Parses the group in a cell: a number 1 to 6 (`Nhóm II`, `2`), names of groups or sets in the wording of 148 or
/// 1048, or both (`Nhóm 2: Đồ uống`). `None` when nothing in it is known, or when two parts name different groups. A
/// number alone is one of 148; in 1048 number V was souvenirs.
pub fn parse_group(text: &str) -> Option<ParsedProductGroup> {
    let pieces = split_pieces(text);
    let names = group_names();
    let mut number = None;
    let mut matches: Vec<&GroupName> = Vec::new();
    let mut index = 0;
    while let Some(piece) = pieces.get(index..).filter(|rest| !rest.is_empty()) {
        let step = parse_next_pieces(piece, names);
        number = number.or(step.number);
        matches.extend(step.name);
        index += step.consumed.max(1);
    }
    let Some((first, rest)) = matches.split_first() else {
        let group = product_groups().get(usize::from(number?.checked_sub(1)?))?;
        return Some(ParsedProductGroup {
            code: group.code,
            set: None,
        });
    };
    let number_agrees = number.is_none_or(|number| {
        let number = product_groups().get(usize::from(number).wrapping_sub(1));
        number.is_some_and(|n| {
            matches
                .iter()
                .all(|name| n.code == name.code || n.code == name.old_number)
        })
    });
    if !number_agrees || rest.iter().any(|name| name.code != first.code) {
        return None;
    }
    let mut sets = matches.iter().filter_map(|name| name.set);
    let set = sets.next();
    Some(ParsedProductGroup {
        code: first.code,
        set: set.filter(|set| sets.all(|other| other == *set)),
    })
}

/// A name of a group or set.
#[derive(Debug)]
struct GroupName {
    words: Vec<Word>,
    code: &'static str,
    set: Option<u8>,
    /// Its number in the older six groups.
    old_number: &'static str,
}

/// Every name; where a set and a group share one, the set.
fn group_names() -> &'static [GroupName] {
    static GROUP_NAMES: LazyLock<Vec<GroupName>> = LazyLock::new(|| {
        let named = |name, code, set: &str, number| GroupName {
            words: split_words(name),
            code,
            set: set.parse().ok(),
            old_number: number,
        };
        let sets = reference_table::table_rows(include_str!("../data/groups.tsv")).flat_map(
            |[set, _, code, vi, en]| [named(vi, code, set, ""), named(en, code, set, "")],
        );
        let groups = product_groups()
            .iter()
            .flat_map(|group| [group.vi, group.en].map(|name| named(name, group.code, "", "")));
        let others = reference_table::table_rows(include_str!("../data/group_aliases.tsv"))
            .map(|[name, code, set, number, _]| named(name, code, set, number));
        sets.chain(groups).chain(others).collect()
    });
    &GROUP_NAMES
}

/// The words between punctuation marks: `I. Thực phẩm` is two pieces.
fn split_pieces(text: &str) -> Vec<Vec<Word>> {
    let signs =
        |c: char| !(c.is_alphanumeric() || c.is_whitespace() || c == '\'' || is_combining_mark(c));
    let pieces = text.split(signs).map(split_words);
    pieces.filter(|words| !words.is_empty()).collect()
}

fn is_combining_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// The result of parsing the next pieces.
#[derive(Default)]
struct ParsedPieces {
    number: Option<u8>,
    name: Option<&'static GroupName>,
    /// How many pieces were parsed; 0 when they mean nothing.
    consumed: usize,
}

/// Words before a name or number that mean nothing, the longer first.
const LEAD_WORDS: [&[&str]; 10] = [
    &["nhom", "san", "pham"],
    &["nhom", "nganh", "hang"],
    &["bo", "san", "pham"],
    &["phan", "nhom"],
    &["nhom", "hang"],
    &["nganh", "hang"],
    &["san", "pham"],
    &["nhom"],
    &["nganh"],
    &["group"],
];

fn parse_next_pieces(pieces: &[Vec<Word>], names: &'static [GroupName]) -> ParsedPieces {
    let Some(first) = pieces.first() else {
        return ParsedPieces::default();
    };
    if let Some((name, consumed)) = find_longest_name(first, pieces, names) {
        return ParsedPieces {
            number: None,
            name: Some(name),
            consumed,
        };
    }
    let lead = LEAD_WORDS.iter().find(|lead| {
        first.len() >= lead.len() && lead.iter().zip(first).all(|(a, word)| word.fold == *a)
    });
    let rest = first
        .get(lead.map_or(0, |lead| lead.len())..)
        .unwrap_or_default();
    let number = rest.first().and_then(parse_group_number);
    let rest = if number.is_some() {
        rest.get(1..).unwrap_or_default()
    } else {
        rest
    };
    let longest = find_longest_name(rest, pieces, names);
    ParsedPieces {
        number: number.filter(|_| rest.is_empty() || longest.is_some()),
        name: longest.map(|(name, _)| name),
        consumed: longest.map_or(1, |(_, consumed)| consumed),
    }
}

/// The longest name that begins with these words, continues through the pieces after the first and ends with a piece,
/// and how many pieces it takes.
fn find_longest_name(
    first: &[Word],
    pieces: &[Vec<Word>],
    names: &'static [GroupName],
) -> Option<(&'static GroupName, usize)> {
    if first.is_empty() {
        return None;
    }
    let mut words: Vec<&Word> = first.iter().collect();
    let mut best = None;
    let max_words = names.iter().map(|name| name.words.len()).max().unwrap_or(0);
    for (count, next) in pieces.iter().skip(1).map(Some).chain([None]).enumerate() {
        if words.len() > max_words {
            break;
        }
        if let Some(name) = find_name(&words, names) {
            best = Some((name, count + 1));
        }
        words.extend(next.into_iter().flatten());
    }
    best
}

/// The name with these words and their marks, or without marks where that cannot be another word.
fn find_name(words: &[&Word], names: &'static [GroupName]) -> Option<&'static GroupName> {
    let find = |same: &dyn Fn(&Word, &Word) -> bool| {
        names.iter().find(|name| {
            name.words.len() == words.len() && name.words.iter().zip(words).all(|(a, b)| same(a, b))
        })
    };
    let may_lack_marks = words.len() > 1 || !words.iter().any(|word| word.is_marked());
    find(&|a, b| a.canon == b.canon)
        .or_else(|| find(&|a, b| a.fold == b.fold).filter(|_| may_lack_marks))
}

/// A number 1 to 6 in Roman or Arabic digits.
fn parse_group_number(word: &Word) -> Option<u8> {
    let digits = word.fold.strip_prefix('0').unwrap_or(&word.fold);
    let roman = ["i", "ii", "iii", "iv", "v", "vi"];
    match digits {
        "1" | "2" | "3" | "4" | "5" | "6" => digits.parse().ok(),
        _ if word.is_marked() => None,
        _ => (1..)
            .zip(roman)
            .find(|(_, roman)| *roman == word.fold)
            .map(|(n, _)| n),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_law_has_six() {
        let codes: Vec<_> = super::product_groups().iter().map(|g| g.code).collect();
        assert_eq!(codes, ["I", "II", "III", "IV", "V", "VI"]);
    }

    fn code(text: &str) -> Option<(&'static str, Option<u8>)> {
        parse_group(text).map(|read| (read.code, read.set))
    }

    #[test]
    fn every_name_of_the_tables_is_read() {
        for name in group_names() {
            assert!(product_groups().iter().any(|group| group.code == name.code));
            assert!(name.set.is_none_or(|set| (1..=26).contains(&set)));
        }
        for [set, _, group, vi, en] in
            reference_table::table_rows(include_str!("../data/groups.tsv"))
        {
            assert_eq!(code(vi), Some((group, set.parse().ok())), "{vi}");
            assert_eq!(code(en), Some((group, set.parse().ok())), "{en}");
        }
        for [name, group, set, number, _] in
            reference_table::table_rows(include_str!("../data/group_aliases.tsv"))
        {
            assert_eq!(code(name), Some((group, set.parse().ok())), "{name}");
            let numbered = format!("{number}. {name}");
            assert_eq!(
                code(&numbered),
                Some((group, set.parse().ok())),
                "{numbered}"
            );
        }
    }

    #[test]
    fn both_vocabularies_and_numbers() {
        for (text, group) in [
            ("Thực phẩm", "I"),
            ("THỰC PHẨM", "I"),
            ("thuc pham", "I"),
            ("Nhóm thực phẩm", "I"),
            ("Nhóm sản phẩm: Đồ uống", "II"),
            ("Nhóm 2: Đồ uống", "II"),
            ("Nhóm 2 đồ uống", "II"),
            ("I. Thực phẩm", "I"),
            ("Nhóm I", "I"),
            ("nhóm vi", "VI"),
            ("03", "III"),
            ("IV", "IV"),
            ("Thảo dược", "III"),
            ("Vải và may mặc", "IV"),
            ("V. Lưu niệm – nội thất – trang trí", "IV"),
            ("Lưu niệm, nội thất, trang trí", "IV"),
            ("Hàng thủ công mỹ nghệ", "IV"),
            ("Thủ công mĩ nghệ", "IV"),
            ("Dịch vụ du lịch nông thôn, bán hàng", "VI"),
            ("Beverages", "II"),
            ("Thực phẩm (bánh kẹo)", "I"),
            ("Hoa, cây cảnh", "V"),
        ] {
            assert_eq!(code(text), Some((group, None)), "{text}");
        }
        assert_eq!(
            code("Thực phẩm - Chế biến từ gạo, ngũ cốc"),
            Some(("I", Some(6)))
        );
        assert_eq!(code("Chế biến từ thủy, hải sản"), Some(("I", Some(8))));
        assert_eq!(code("Thực phẩm chức năng"), Some(("III", Some(18))));
        assert_eq!(code("Gia vị khác"), Some(("I", Some(10))));
    }

    #[test]
    fn what_does_not_tell_a_group() {
        for text in [
            "",
            "7",
            "0",
            "12",
            "Nhóm",
            "5 sao",
            "Hòa",
            "Chả mực",
            "III. Thực phẩm",
            "Thực phẩm, đồ uống",
            "Trang thiết bị, dụng cụ y tế",
            "I sao",
        ] {
            assert_eq!(code(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text: String, number in 0..99u8) {
            let _ = parse_group(&text);
            let _ = parse_group(&format!("Nhóm {number}: {text}, Thực phẩm"));
        }
    }
}
