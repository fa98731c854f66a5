//! Headings inside a list, which hold for the rows below them: places, product groups and stars.
//!
//! A heading ends with the next one of its kind, and with it the headings that stand inside it: a new district ends
//! the communes and groups named below the last one. A row's own cell always counts more than a heading.

use crate::place::{self, WrittenPlace};
use crate::product_group;
use crate::source::cell::phrase::{fold_line, is_star_sign};
use crate::source::field::{ProductField, RecognitionField};
use crate::vietnamese::split_words;

use super::numbering::strip_numbering;

/// What a heading says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ListHeading {
    /// A place, as written without its number.
    Place(HeadingLevel, String),
    /// Roman number of a product group.
    Group(&'static str),
    /// Stars.
    Star(u8),
}

impl ListHeading {
    /// True when one of these fields says the same kind of thing.
    pub(super) fn has_column(&self, fields: &[ProductField]) -> bool {
        fields.iter().any(|field| match self {
            Self::Place(..) => matches!(
                field,
                ProductField::District
                    | ProductField::Commune
                    | ProductField::Unit
                    | ProductField::Place
                    | ProductField::Address
            ),
            Self::Group(_) => *field == ProductField::Group,
            Self::Star(_) => matches!(
                field,
                ProductField::StarMark(_) | ProductField::Recognition(_, RecognitionField::Star)
            ),
        })
    }
}

/// Levels of places in headings, the widest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum HeadingLevel {
    Province,
    District,
    /// A commune of 2023 or a unit of 2025.
    Commune,
}

/// A row's text read as a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ParsedHeading {
    /// What it says; several for `Sản phẩm 4 sao huyện Hải Hà`.
    pub(super) says: Vec<ListHeading>,
    /// It has a word that no product has: `huyện`, `nhóm`, `sao`. Without one, a running number before it makes it a
    /// product.
    pub(super) is_certain: bool,
}

/// Words with which a heading names the level of a place, folded, the longer first.
const PLACE_TYPE_WORDS: [&str; 17] = [
    "dia ban huyen",
    "dia ban xa",
    "dia ban",
    "dia phuong",
    "huyen",
    "thanh pho",
    "thi xa",
    "thi tran",
    "dac khu",
    "tp",
    "tx",
    "tt",
    "xa",
    "phuong",
    "tinh",
    "quan",
    "ubnd",
];

/// Words around stars in a heading, folded.
const STAR_HEADING_WORDS: [&str; 28] = [
    "san", "pham", "sp", "cac", "nhung", "nhom", "danh", "sach", "hang", "dat", "duoc", "xep",
    "phan", "loai", "cap", "ocop", "cong", "nhan", "chuan", "tieu", "muc", "la", "co", "tu", "o",
    "cua", "thuoc", "tai",
];

/// Reads the text of a heading; `None` when it is no place, group or star.
pub(super) fn parse_heading(text: &str) -> Option<ParsedHeading> {
    let text = strip_count(strip_numbering(text));
    let text = text
        .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '.' | ';' | '-' | '–'));
    if text.is_empty() || text.chars().count() > 120 {
        return None;
    }
    parse_star_heading(text)
        .or_else(|| parse_group_heading(text))
        .or_else(|| parse_place_heading(text))
}

/// The text without the count behind it: `(12 sản phẩm)`, `: 12 SP`, `- 12`.
fn strip_count(text: &str) -> &str {
    let words = split_words(text);
    let Some(number) = words
        .iter()
        .rposition(|word| word.fold.bytes().all(|byte| byte.is_ascii_digit()))
    else {
        return text;
    };
    let unit: Vec<&str> = words[number + 1..]
        .iter()
        .map(|word| word.fold.as_str())
        .collect();
    let is_unit = match unit.as_slice() {
        [] | ["san", "pham", ..] | ["sp", ..] => true,
        unit => ["mat hang", "chu the", "ho", "htx", "co so"].contains(&unit.join(" ").as_str()),
    };
    let is_count = is_unit && unit.len() <= 3;
    let start = words[number].range.start;
    let before = text[..start].trim_end();
    let mut before = before
        .trim_end_matches(['0', ':', '(', '[', '-', '–', ',', '='])
        .trim_end();
    if let Some(rest) = before
        .strip_suffix(" có")
        .or_else(|| before.strip_suffix(" gồm"))
    {
        before = rest.trim_end_matches([':', '(', '[', '-', '–', ',', ' ']);
    }
    let has_sign = text[..start].trim_end().len() > before.len();
    if is_count && (has_sign || !unit.is_empty()) && !before.is_empty() {
        before
    } else {
        text
    }
}

/// `Sản phẩm đạt 4 sao`, `HẠNG 5 SAO`, `⭐⭐⭐⭐`, perhaps with a place.
fn parse_star_heading(text: &str) -> Option<ParsedHeading> {
    let star_signs = text.chars().filter(|c| is_star_sign(*c)).count();
    if (3..=5).contains(&star_signs) && text.chars().all(|c| is_star_sign(c) || c.is_whitespace()) {
        return Some(ParsedHeading {
            says: vec![ListHeading::Star(star_signs as u8)],
            is_certain: true,
        });
    }
    let words = split_words(text);
    let index = words.windows(2).position(|pair| {
        parse_star_number(&pair[0].fold).is_some()
            && matches!(pair[1].fold.as_str(), "sao" | "star" | "stars")
    })?;
    let star = parse_star_number(&words[index].fold)?;
    let other_words = || words[..index].iter().chain(&words[index + 2..]);
    // `3 đến 4 sao` and `tiềm năng 5 sao` hold for no row alone.
    if other_words().any(|word| {
        matches!(
            word.fold.as_str(),
            "den" | "hoac" | "va" | "tiem" | "nang" | "khong" | "chua"
        ) || word.fold.bytes().all(|byte| byte.is_ascii_digit())
    }) {
        return None;
    }
    let is_word_of_stars = |fold: &str| STAR_HEADING_WORDS.contains(&fold);
    let mut says = vec![ListHeading::Star(star)];
    if !other_words().all(|word| is_word_of_stars(&word.fold)) {
        let rest = &text[words[index + 1].range.end..];
        let start = split_words(rest)
            .into_iter()
            .find(|word| !is_word_of_stars(&word.fold))
            .map(|word| word.range.start)?;
        let place = parse_place_heading(&rest[start..]).filter(|place| place.is_certain)?;
        let all_before_are_words = words[..index]
            .iter()
            .all(|word| is_word_of_stars(&word.fold));
        if !all_before_are_words {
            return None;
        }
        says.extend(place.says);
    }
    Some(ParsedHeading {
        says,
        is_certain: true,
    })
}

fn parse_star_number(fold: &str) -> Option<u8> {
    match fold {
        "1" | "01" | "mot" => Some(1),
        "2" | "02" | "hai" => Some(2),
        "3" | "03" | "ba" => Some(3),
        "4" | "04" | "bon" => Some(4),
        "5" | "05" | "nam" => Some(5),
        _ => None,
    }
}

/// `Nhóm thực phẩm`, `Đồ uống`, `NGÀNH HÀNG: Thảo dược`, `Nhóm II`: a heading with other words may be anything.
fn parse_group_heading(text: &str) -> Option<ParsedHeading> {
    let title = product_group::parse_group_title(text)?;
    Some(ParsedHeading {
        says: vec![ListHeading::Group(title.code)],
        is_certain: title.says_group,
    })
}

/// `Huyện Ba Chẽ`, `HẢI HÀ`, `Địa bàn xã Quảng Sơn`.
fn parse_place_heading(text: &str) -> Option<ParsedHeading> {
    let line = fold_line(text);
    let type_word = PLACE_TYPE_WORDS
        .iter()
        .find(|word| line.trim_start().starts_with(&format!("{word} ")));
    // `Địa bàn`, `Địa phương` and `UBND` say that a place follows, and are no part of its name.
    let skipped = match type_word {
        Some(&("dia ban" | "dia ban huyen" | "dia ban xa" | "dia phuong")) => 2,
        Some(&"ubnd") => 1,
        _ => 0,
    };
    let start = split_words(text)
        .get(skipped)
        .map(|word| word.range.start)?;
    let name = text[start..].trim();
    let resolved = place::resolve_place(&WrittenPlace {
        place: Some(name),
        ..WrittenPlace::default()
    });
    if !resolved.doubts.is_empty() {
        return None;
    }
    let district = resolved.place.district.as_deref();
    let names_district = district.is_some_and(|district| is_district_name(name, district));
    let level =
        if resolved.place.commune.is_some() || resolved.place.unit.is_some() && !names_district {
            HeadingLevel::Commune
        } else if resolved.place.district.is_some() {
            HeadingLevel::District
        } else if resolved.place.province.is_some() && type_word.is_some() {
            HeadingLevel::Province
        } else {
            return None;
        };
    Some(ParsedHeading {
        says: vec![ListHeading::Place(level, name.to_owned())],
        is_certain: type_word.is_some(),
    })
}

/// True for a district's name, alone or behind its type: a district that became one special zone resolves to a unit,
/// too.
fn is_district_name(name: &str, district: &str) -> bool {
    let (line, district) = (fold_line(name), fold_line(district));
    let type_word = line.trim().strip_suffix(district.trim()).map(str::trim);
    type_word
        .is_some_and(|word| matches!(word, "" | "huyen" | "thanh pho" | "thi xa" | "tp" | "tx"))
}

/// The headings that hold for the next row, in their order in the list.
#[derive(Debug, Default)]
pub(super) struct OpenHeadings {
    /// The open ones, the outermost first.
    open: Vec<ListHeading>,
    /// What the name of the sheet says; it is never closed.
    outermost: Vec<ListHeading>,
}

impl OpenHeadings {
    /// Sets what holds for every row that no heading says otherwise for.
    pub(super) fn set_outermost(&mut self, headings: Vec<ListHeading>) {
        self.outermost = headings;
    }

    /// The headings that hold, the innermost first.
    fn iter_inside_out(&self) -> impl Iterator<Item = &ListHeading> {
        self.open.iter().rev().chain(&self.outermost)
    }

    /// Opens a heading; closes the last one of its kind and those inside it.
    pub(super) fn open(&mut self, heading: ListHeading) {
        let is_ended = |open: &ListHeading| match (open, &heading) {
            (ListHeading::Place(open, _), ListHeading::Place(new, _)) => open >= new,
            (ListHeading::Group(_), ListHeading::Group(_))
            | (ListHeading::Star(_), ListHeading::Star(_)) => true,
            _ => false,
        };
        if let Some(index) = self.open.iter().position(is_ended) {
            self.open.truncate(index);
        }
        self.open.push(heading);
    }

    /// Closes all headings.
    pub(super) fn close_all(&mut self) {
        self.open.clear();
    }

    /// The group that holds.
    pub(super) fn group(&self) -> Option<&'static str> {
        self.iter_inside_out().find_map(|heading| match heading {
            ListHeading::Group(code) => Some(*code),
            _ => None,
        })
    }

    /// The stars that hold.
    pub(super) fn star(&self) -> Option<u8> {
        self.iter_inside_out().find_map(|heading| match heading {
            ListHeading::Star(star) => Some(*star),
            _ => None,
        })
    }

    /// The places that hold, the narrowest first, as one text: `xã Quảng Sơn, huyện Hải Hà`.
    pub(super) fn place_text(&self) -> Option<String> {
        let mut places: Vec<(HeadingLevel, &str)> = self
            .iter_inside_out()
            .filter_map(|heading| match heading {
                ListHeading::Place(level, text) => Some((*level, text.as_str())),
                _ => None,
            })
            .collect();
        places.sort_by_key(|(level, _)| std::cmp::Reverse(*level));
        places.dedup_by_key(|(level, _)| *level);
        let texts: Vec<&str> = places.into_iter().map(|(_, text)| text).collect();
        (!texts.is_empty()).then(|| texts.join(", "))
    }

    /// The district that holds, with its province if one holds too.
    pub(super) fn district_text(&self) -> Option<&str> {
        self.iter_inside_out().find_map(|heading| match heading {
            ListHeading::Place(HeadingLevel::District, text) => Some(text.as_str()),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(text: &str) -> Option<(Vec<ListHeading>, bool)> {
        parse_heading(text).map(|heading| (heading.says, heading.is_certain))
    }

    #[test]
    fn headings_of_every_kind_are_read() {
        use HeadingLevel::{Commune, District};
        use ListHeading::{Group, Place, Star};
        let place = |level, text: &str| Place(level, text.to_owned());
        for (text, expected) in [
            ("I. HUYỆN HẢI HÀ", vec![place(District, "HUYỆN HẢI HÀ")]),
            (
                "Huyện Ba Chẽ: 12 sản phẩm",
                vec![place(District, "Huyện Ba Chẽ")],
            ),
            (
                "II. Huyện Ba Chẽ (12 sản phẩm)",
                vec![place(District, "Huyện Ba Chẽ")],
            ),
            (
                "Địa bàn huyện Ba Chẽ",
                vec![place(District, "huyện Ba Chẽ")],
            ),
            ("CẨM PHẢ", vec![place(District, "CẨM PHẢ")]),
            ("Cô Tô", vec![place(District, "Cô Tô")]),
            ("Huyện Vân Đồn", vec![place(District, "Huyện Vân Đồn")]),
            ("TP. Hạ Long", vec![place(District, "TP. Hạ Long")]),
            ("1. Xã Quảng Sơn", vec![place(Commune, "Xã Quảng Sơn")]),
            ("Sản phẩm đạt 4 sao", vec![Star(4)]),
            ("A. CÁC SẢN PHẨM 5 SAO", vec![Star(5)]),
            ("1. Sản phẩm 5 sao", vec![Star(5)]),
            ("Hạng 3 sao (20 sản phẩm)", vec![Star(3)]),
            ("4 sao", vec![Star(4)]),
            ("⭐⭐⭐⭐", vec![Star(4)]),
            ("Ba sao", vec![Star(3)]),
            (
                "Sản phẩm 4 sao huyện Hải Hà",
                vec![Star(4), place(District, "huyện Hải Hà")],
            ),
            ("A. NHÓM THỰC PHẨM", vec![Group("I")]),
            ("Đồ uống", vec![Group("II")]),
            (
                "Nhóm VI: Dịch vụ du lịch cộng đồng, du lịch sinh thái và điểm du lịch",
                vec![Group("VI")],
            ),
        ] {
            assert_eq!(says(text).map(|(says, _)| says), Some(expected), "{text}");
        }
    }

    #[test]
    fn other_texts_are_no_headings() {
        for text in [
            "Mật ong hoa rừng",
            "Rượu Ba Kích",
            "Gạo nếp cái hoa vàng Đông Triều",
            "Sản phẩm 3 đến 4 sao",
            "Tiềm năng 5 sao",
            "5 Sao Việt",
            "HTX Sao Mai",
            "",
        ] {
            assert_eq!(says(text), None, "{text}");
        }
        assert_eq!(
            says("CẨM PHẢ").map(|(_, is_certain)| is_certain),
            Some(false)
        );
        assert_eq!(
            says("Huyện Hải Hà").map(|(_, is_certain)| is_certain),
            Some(true)
        );
    }

    #[test]
    fn a_heading_ends_with_the_next_of_its_kind_and_those_inside_it() {
        let mut open = OpenHeadings::default();
        for text in ["Huyện Hải Hà", "Xã Quảng Sơn", "4 sao"] {
            parse_heading(text)
                .unwrap()
                .says
                .into_iter()
                .for_each(|heading| open.open(heading));
        }
        assert_eq!(
            open.place_text().as_deref(),
            Some("Xã Quảng Sơn, Huyện Hải Hà")
        );
        assert_eq!(open.star(), Some(4));
        open.open(ListHeading::Place(
            HeadingLevel::District,
            "Huyện Ba Chẽ".to_owned(),
        ));
        assert_eq!(
            (open.place_text().as_deref(), open.star()),
            (Some("Huyện Ba Chẽ"), None)
        );
    }
}
