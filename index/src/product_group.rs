//! The six product groups of the rating law, and their names in lists.
//!
//! 148/QĐ-TTg Annex I, kept by 26/2026/QĐ-TTg: 6 groups, 26 sets. The numbers are the law's order. Lists of 2022 to
//! 2026 mix the wording of 148, of 1048/QĐ-TTg, and of Annexes I and II of 26/2026/QĐ-TTg, which differ. The group of a
//! product comes from a source or from the reviewed table.

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

impl ParsedProductGroup {
    /// True where no set is named, or the only set of the group, as that of group VI, which has the group's own name.
    pub fn is_whole_group(self) -> bool {
        let sets = reference_table::table_rows(include_str!("../data/groups.tsv"));
        let of_group = sets.filter(|[_, _, code, _, _]| *code == self.code).count();
        self.set.is_none() || of_group == 1
    }
}

/// Parses the group in a cell: a number 1 to 6 (`Nhóm II`, `2`), names of groups or sets in the wording of 148, 1048
/// or 26/2026, or both (`Nhóm 2: Đồ uống`). `None` when nothing in it is known, or when two parts name different
/// groups. A number alone is one of 148; in 1048 number V was souvenirs. Before the name of a set, Arabic digits may be
/// the number of the set (`3. Bộ sản phẩm: Gạo, ngũ cốc, hạt sơ chế khác`).
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
        let group = number?.group()?;
        return Some(ParsedProductGroup {
            code: group.code,
            set: None,
        });
    };
    let number_agrees =
        number.is_none_or(|number| matches.iter().all(|name| number.agrees_with(name)));
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

/// A text that names a group and nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct GroupTitle {
    /// Roman number of the group.
    pub(crate) code: &'static str,
    /// It says so: `Nhóm thực phẩm`.
    pub(crate) says_group: bool,
}

/// Reads a text of which every word belongs to the name of one group: `Nhóm thực phẩm`, `Đồ uống`, `Nhóm II`. `II`
/// alone may number anything.
pub(crate) fn parse_group_title(text: &str) -> Option<GroupTitle> {
    let words = split_words(text);
    let lead = find_lead_words(&words).filter(|lead| !lead.starts_with(&["san"]));
    let rest = words.get(lead.map_or(0, <[&str]>::len)..)?;
    let has_number = rest
        .first()
        .is_some_and(|word| parse_group_number(word).is_some());
    let name: Vec<&Word> = rest.iter().skip(usize::from(has_number)).collect();
    let by_number = || parse_group(text);
    let code = if name.is_empty() {
        lead.and_then(|_| by_number())?.code
    } else {
        let code = find_name(&name, group_names())?.code;
        by_number().filter(|group| group.code == code)?.code
    };
    Some(GroupTitle {
        code,
        says_group: lead.is_some(),
    })
}

/// A number before a name, or alone.
#[derive(Clone, Copy, Debug)]
enum WrittenNumber {
    /// I to VI: a group.
    Roman(u8),
    /// 1 to 6: a group, or the set of this number.
    Arabic(u8),
}

impl WrittenNumber {
    /// The group with this number.
    fn group(self) -> Option<&'static GroupDefinition> {
        let (Self::Roman(number) | Self::Arabic(number)) = self;
        product_groups().get(usize::from(number).checked_sub(1)?)
    }

    /// True when the name may stand behind this number.
    fn agrees_with(self, name: &GroupName) -> bool {
        let is_set = matches!(self, Self::Arabic(number) if name.set == Some(number));
        is_set
            || self
                .group()
                .is_some_and(|group| group.code == name.code || group.code == name.old_number)
    }
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
    number: Option<WrittenNumber>,
    name: Option<&'static GroupName>,
    /// How many pieces were parsed; 0 when they mean nothing.
    consumed: usize,
}

/// Words before a name or number that mean nothing, the longer first.
const LEAD_WORDS: [&[&str]; 11] = [
    &["nhom", "san", "pham"],
    &["nhom", "nganh", "hang"],
    &["nhom", "nganh"],
    &["bo", "san", "pham"],
    &["phan", "nhom"],
    &["nhom", "hang"],
    &["nganh", "hang"],
    &["san", "pham"],
    &["nhom"],
    &["nganh"],
    &["group"],
];

/// The words before a name or number with which these words begin.
fn find_lead_words(words: &[Word]) -> Option<&'static [&'static str]> {
    let begin = |lead: &&&[&str]| {
        words.len() >= lead.len() && lead.iter().zip(words).all(|(a, word)| word.fold == *a)
    };
    LEAD_WORDS.iter().find(begin).copied()
}

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
    let lead = find_lead_words(first);
    let rest = first
        .get(lead.map_or(0, <[&str]>::len)..)
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
fn parse_group_number(word: &Word) -> Option<WrittenNumber> {
    let digits = word.fold.strip_prefix('0').unwrap_or(&word.fold);
    let roman = ["i", "ii", "iii", "iv", "v", "vi"];
    match digits {
        "1" | "2" | "3" | "4" | "5" | "6" => digits.parse().ok().map(WrittenNumber::Arabic),
        _ if word.is_marked() => None,
        _ => (1..)
            .zip(roman)
            .find(|(_, roman)| *roman == word.fold)
            .map(|(n, _)| WrittenNumber::Roman(n)),
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

    /// The heads of Annexes I and II of 26/2026/QĐ-TTg: group, subgroup or set, and what the cell then says.
    const OFFICIAL_NAMES: [(&str, &str, Option<u8>); 52] = [
        ("Sản phẩm thực phẩm", "I", None),
        ("Nhóm: Thực phẩm tươi sống", "I", None),
        ("Phân nhóm: Rau, củ, quả, hạt tươi", "I", Some(1)),
        ("Phân nhóm: Thịt, thủy sản, trứng, sữa tươi", "I", Some(2)),
        ("Nhóm: Thực phẩm thô, sơ chế", "I", None),
        ("Phân nhóm: Gạo, ngũ cốc, hạt sơ chế khác", "I", Some(3)),
        (
            "Phân nhóm: Mật ong, mật khác và nông sản thực phẩm khác",
            "I",
            Some(4),
        ),
        ("Nhóm: Thực phẩm chế biến", "I", None),
        ("Phân nhóm: Đồ ăn nhanh", "I", Some(5)),
        ("Phân nhóm: Chế biến từ gạo, ngũ cốc", "I", Some(6)),
        ("Phân nhóm: Chế biến từ rau, củ, quả, hạt", "I", Some(7)),
        (
            "Phân nhóm: Chế biến từ thịt, trứng, sữa, thủy sản, các sản phẩm từ mật ong, mật khác và nông sản \
             thực phẩm khác",
            "I",
            Some(8),
        ),
        ("Nhóm: Gia vị", "I", None),
        (
            "Phân nhóm: Tương, nước mắm, gia vị dạng lỏng khác",
            "I",
            Some(9),
        ),
        ("Phân nhóm: Gia vị khác", "I", Some(10)),
        ("Nhóm: Chè", "I", None),
        ("Phân nhóm: Chè tươi, chế biến", "I", Some(11)),
        ("Phân nhóm: Sản phẩm chè từ thực vật khác", "I", Some(12)),
        ("Nhóm: Cà phê, ca cao", "I", Some(13)),
        ("Sản phẩm đồ uống", "II", None),
        ("Nhóm: Đồ uống có cồn", "II", None),
        ("Phân nhóm: Rượu trắng", "II", Some(14)),
        ("Phân nhóm: Đồ uống có cồn khác", "II", Some(15)),
        (
            "Phân nhóm: Nước khoáng thiên nhiên, nước uống đóng chai",
            "II",
            Some(16),
        ),
        ("Phân nhóm: Đồ uống không cồn", "II", Some(17)),
        ("Sản phẩm dược liệu và sản phẩm từ dược liệu", "III", None),
        (
            "Nhóm: Thực phẩm chức năng, thuốc dược liệu, thuốc cổ truyền",
            "III",
            Some(18),
        ),
        ("Nhóm: Mỹ phẩm có thành phần từ dược liệu", "III", Some(19)),
        ("Nhóm: Tinh dầu và dược liệu khác", "III", Some(20)),
        ("Sản phẩm hàng thủ công mỹ nghệ", "IV", None),
        ("Nhóm: Thủ công mỹ nghệ gia dụng, trang trí", "IV", Some(21)),
        ("Nhóm: Vải, may mặc", "IV", Some(22)),
        ("Sản phẩm sinh vật cảnh", "V", None),
        ("Nhóm: Hoa", "V", Some(23)),
        ("Nhóm: Cây cảnh", "V", Some(24)),
        ("Nhóm: Động vật cảnh", "V", Some(25)),
        (
            "Sản phẩm dịch vụ du lịch cộng đồng, du lịch sinh thái và điểm du lịch",
            "VI",
            Some(26),
        ),
        (
            "Nhóm: Dịch vụ du lịch cộng đồng, du lịch sinh thái và điểm du lịch",
            "VI",
            Some(26),
        ),
        (
            "Bộ sản phẩm: Chế biến từ thịt, thủy sản, trứng, sữa, các sản phẩm từ mật ong, mật khác và nông sản \
             thực phẩm khác",
            "I",
            Some(8),
        ),
        (
            "Bộ sản phẩm: Gia vị khác (muối, hành, tỏi, tiêu)",
            "I",
            Some(10),
        ),
        (
            "Bộ sản phẩm: Gia vị khác (muối, hành, tỏi, tiêu,...)",
            "I",
            Some(10),
        ),
        ("Bộ sản phẩm: Chè tươi, chè chế biến", "I", Some(11)),
        ("Bộ sản phẩm: Sản phẩm trà từ thực vật khác", "I", Some(12)),
        ("Bộ sản phẩm: Cà phê, cacao", "I", Some(13)),
        ("Sản phẩm cà phê, ca cao", "I", Some(13)),
        ("Bộ sản phẩm: Đồ uống không cồn khác", "II", Some(17)),
        ("Bộ sản phẩm: Thủ công mỹ nghệ", "IV", None),
        ("Sản phẩm: Thực phẩm. Nhóm: Nông sản chế biến", "I", None),
        (
            "Sản phẩm: Dược liệu. Nhóm: Thực phẩm chức năng, thuốc từ dược liệu, thuốc cổ truyền",
            "III",
            Some(18),
        ),
        ("Sản phẩm: Dược liệu. Nhóm: Mỹ phẩm", "III", Some(19)),
        ("Sản phẩm: Dược liệu. Nhóm: Dược liệu khác", "III", Some(20)),
        (
            "Sản phẩm: Dịch vụ du lịch cộng đồng, du lịch sinh thái và điểm du lịch",
            "VI",
            Some(26),
        ),
    ];

    #[test]
    fn every_official_name_is_read_in_full_in_any_case_and_with_its_number() {
        for (name, group, set) in OFFICIAL_NAMES {
            let forms = [
                name.to_owned(),
                name.to_uppercase(),
                name.to_lowercase(),
                format!("{group}. {name}"),
                format!("{group} - {name}"),
                format!("Nhóm {group}: {name}"),
                format!("NHÓM {group}: {}", name.to_uppercase()),
                format!("({name})"),
            ];
            for form in forms {
                assert_eq!(code(&form), Some((group, set)), "{form}");
            }
            if let Some(set) = set {
                let numbered = format!("{set}. {name}");
                assert_eq!(code(&numbered), Some((group, Some(set))), "{numbered}");
            }
        }
        for definition in product_groups() {
            let GroupDefinition {
                code: number, vi, ..
            } = *definition;
            let read = code(&format!("Nhóm {number}: {vi}"));
            assert_eq!(read.map(|(code, _)| code), Some(number), "{vi}");
            let read = code(&format!("{number} {vi}"));
            assert_eq!(read.map(|(code, _)| code), Some(number), "{vi}");
        }
        let whole = |text| parse_group(text).map(ParsedProductGroup::is_whole_group);
        assert_eq!(whole("Du lịch cộng đồng"), Some(true));
        assert_eq!(whole(product_groups()[5].vi), Some(true));
        assert_eq!(whole("Rượu trắng"), Some(false));
        // The number of a set is not the number of a group, and a Roman number is never the number of a set.
        assert_eq!(code("III. Gạo, ngũ cốc, hạt sơ chế khác"), None);
        assert_eq!(code("2. Rau, củ, quả, hạt tươi"), None);
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
