//! Parses stars in the many ways in which lists write them.
//!
//! A star is never clamped: `0`, `6` and `4,5` are rejected with a reason. "Tiềm năng 5 sao" is not a 5-star product:
//! the province gave 90 points or more, and the current certificate has 4 stars. Years, decision numbers and points
//! are not stars.

use std::ops::Range;

use crate::product::DateOrYear;
use crate::source::cell::text_piece::{TextPiece, TextPieceKind, split_pieces};
use crate::source::cell::{date, decimal, decision, phrase};
use crate::source::list_cell::ListCell;
use crate::source::problem::ProblemReason;

/// The stars of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Star {
    /// No star is given.
    Blank,
    /// 1 to 5 stars. One and two are a rating without a certificate.
    Stars(u8),
    /// `tiềm năng 5 sao`: a certificate of 4 stars that waits for the central level.
    Potential,
    /// The cell holds something else.
    Wrong(ProblemReason),
}

/// What a cell can hold beside its stars.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StarCellExtras {
    /// The number of a decision.
    pub decision: Option<String>,
    /// A date, or a year with its word `năm`.
    pub when: Option<DateOrYear>,
    /// Points, as canonical decimal text.
    pub score: Option<String>,
}

/// Words beside a number of stars that change nothing, folded.
const IGNORED_WORDS: [&str; 33] = [
    "sao", "star", "stars", "ocop", "hang", "dat", "xep", "phan", "cap", "huyen", "tinh", "thanh",
    "pho", "quoc", "gia", "trung", "uong", "tw", "xa", "san", "pham", "sp", "cong", "nhan",
    "chuan", "tieu", "loai", "muc", "so", "duoc", "la", "chung", "thi",
];

/// Words that join two numbers of stars into a range, folded.
const RANGE_WORDS: [&str; 7] = ["tu", "den", "toi", "hoac", "va", "to", "or"];

/// Number words before `sao`, folded. `năm` also means year.
const NUMBER_WORDS: [(&str, u8); 10] = [
    ("khong", 0),
    ("mot", 1),
    ("hai", 2),
    ("ba", 3),
    ("bon", 4),
    ("nam", 5),
    ("sau", 6),
    ("bay", 7),
    ("tam", 8),
    ("chin", 9),
];

/// Whole cells that say that there is no star, folded.
const UNRATED_PHRASES: [&str; 16] = [
    "chua xep hang",
    "chua duoc xep hang",
    "khong xep hang",
    "chua phan hang",
    "khong phan hang",
    "chua dat",
    "chua dat sao",
    "khong dat",
    "chua danh gia",
    "chua cham",
    "chua cong nhan",
    "chua duoc cong nhan",
    "chua co sao",
    "khong co sao",
    "chua co hang",
    "chua xep sao",
];

/// The stars of a cell.
pub fn parse_star(cell: &ListCell) -> Star {
    match cell {
        ListCell::Empty | ListCell::Fault(_) | ListCell::UnsavedFormula => Star::Blank,
        ListCell::Number(number) | ListCell::FormattedNumber { number, .. } => {
            star_from_number(*number)
        }
        // A spreadsheet turned something like `3-4` into a date.
        ListCell::Day(_) => Star::Wrong(ProblemReason::StarWords),
        ListCell::Text(text) => star_from_text(text),
    }
}

/// The decision, date and points beside the stars.
pub fn parse_star_extras(text: &str) -> StarCellExtras {
    // One digit or letter says nothing beside the stars.
    if text.len() == 1 {
        return StarCellExtras::default();
    }
    let plain = phrase::normalize_text(text);
    let decision = decision::find_decision(&plain);
    let rest = match &decision {
        Some((range, _)) => decision::remove_range(&plain, range),
        None => plain,
    };
    StarCellExtras {
        decision: decision.map(|(_, number)| number),
        when: date::find_date(&rest).map(|(_, dated)| dated.when),
        score: decimal::find_score(&rest).map(|(_, points)| points),
    }
}

/// True for a product that waits for 5 stars from the central level: `tiềm năng 5 sao`, `đề nghị Trung ương phân
/// hạng 5 sao`. Takes a [folded line](phrase::fold_line).
pub(super) fn is_potential_star(folded: &str) -> bool {
    let has_five_stars = |text: &str| {
        ["5 sao", "05 sao", "nam sao"]
            .iter()
            .any(|words| phrase::has_phrase(text, words))
    };
    let is_potential = phrase::has_phrase(folded, "tiem nang") && has_five_stars(folded);
    is_potential
        || phrase::has_phrase(folded, "tiem nang 5")
        || ["de nghi", "de xuat"].iter().any(|words| {
            let offset = phrase::find_phrase(folded, words);
            let proposal = offset.and_then(|offset| folded.get(offset - 1..));
            proposal.is_some_and(|proposal| {
                has_five_stars(proposal) && !phrase::has_phrase(proposal, "thu hoi")
            })
        })
}

/// True for a text that names stars: `đạt 4 sao`, `từ 3 sao trở lên`, `⭐⭐⭐⭐`.
pub(crate) fn names_star(text: &str) -> bool {
    let folded = phrase::fold_line(text);
    let numbers = [
        "1", "2", "3", "4", "5", "01", "02", "03", "04", "05", "mot", "hai", "ba", "bon", "nam",
    ];
    numbers
        .iter()
        .any(|number| phrase::has_phrase(&folded, &format!("{number} sao")))
        || text.chars().filter(|c| phrase::is_star_sign(*c)).count() >= 3
}

fn star_from_number(number: f64) -> Star {
    if number.fract() == 0.0 && (1.0..=5.0).contains(&number) {
        Star::Stars(number as u8)
    } else {
        Star::Wrong(ProblemReason::StarOutside)
    }
}

fn star_from_text(text: &str) -> Star {
    // Most cells are one digit.
    if let [digit @ b'1'..=b'5'] = text.as_bytes() {
        return Star::Stars(digit - b'0');
    }
    let folded = phrase::fold_line(text);
    if phrase::is_nothing(text) || UNRATED_PHRASES.contains(&folded.trim()) {
        return Star::Blank;
    }
    if is_potential_star(&folded) {
        return Star::Potential;
    }
    let mut plain = phrase::normalize_text(text);
    for find_range in [find_decision_range, find_date_range, find_score_range] {
        // Bounded, so that many decisions in one cell cost no more than a few.
        for _ in 0..4 {
            let Some(range) = find_range(&plain) else {
                break;
            };
            plain = decision::remove_range(&plain, &range);
        }
    }
    let mentions = StarMentions::from_text(&strip_brackets(&plain));
    if mentions.is_empty() {
        StarMentions::from_text(&plain).to_star()
    } else {
        mentions.to_star()
    }
}

fn find_decision_range(plain: &str) -> Option<Range<usize>> {
    decision::find_decision(plain).map(|(range, _)| range)
}

fn find_date_range(plain: &str) -> Option<Range<usize>> {
    date::find_date(plain).map(|(range, _)| range)
}

fn find_score_range(plain: &str) -> Option<Range<usize>> {
    decimal::find_score(plain).map(|(range, _)| range)
}

/// The text outside brackets.
fn strip_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut outside = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => {
                depth = depth.saturating_sub(1);
                outside.push(' ');
            }
            c if depth == 0 => outside.push(c),
            _ => {}
        }
    }
    outside
}

/// Everything in a text that may be a star.
#[derive(Debug, Default)]
struct StarMentions {
    /// Numbers in digits or words; `None` for one that cannot be a number of stars.
    numbers: Vec<Option<u8>>,
    /// How many star signs.
    glyphs: usize,
    /// There are words that do not belong to a star.
    has_other_words: bool,
}

impl StarMentions {
    fn from_text(text: &str) -> Self {
        let pieces = split_pieces(text);
        let mut mentions = Self::default();
        let mut left = pieces.as_slice();
        let mut after_minus = false;
        while let [piece, rest @ ..] = left {
            left = rest;
            let is_negative = std::mem::take(&mut after_minus);
            match &piece.kind {
                TextPieceKind::Digits(digits) => {
                    let (decimals, after) = split_decimals(rest);
                    left = after;
                    let number = parse_whole_number(digits, decimals);
                    mentions.add_number(number.filter(|_| !is_negative), digits);
                }
                TextPieceKind::Word(word) => {
                    let number = NUMBER_WORDS.iter().find(|(name, _)| name == word);
                    let before_star = matches!(rest, [next, ..] if next.kind == TextPieceKind::Word("sao".into()));
                    match number {
                        Some((_, number)) if before_star => mentions.numbers.push(Some(*number)),
                        _ => {
                            let word = word.as_str();
                            mentions.has_other_words |=
                                !IGNORED_WORDS.contains(&word) && !RANGE_WORDS.contains(&word);
                        }
                    }
                }
                TextPieceKind::Sign('☆') => {}
                TextPieceKind::Sign(sign) if phrase::is_star_sign(*sign) => mentions.glyphs += 1,
                // The sign of the only number, not a bullet before words.
                TextPieceKind::Sign('-' | '−') => {
                    after_minus = mentions.numbers.is_empty()
                        && matches!(rest, [next, ..] if !next.after_space)
                        && piece.range.start == text.len() - text.trim_start().len();
                }
                TextPieceKind::Sign(sign) => mentions.has_other_words |= !is_ignored_sign(*sign),
            }
        }
        mentions
    }

    /// Adds a number, unless it is a year after another number.
    fn add_number(&mut self, number: Option<u8>, digits: &str) {
        let is_year = |text: &str| text.len() == 4 && text.starts_with("20");
        if is_year(digits) && !self.numbers.is_empty() {
            return;
        }
        self.numbers.push(number);
    }

    fn is_empty(&self) -> bool {
        self.numbers.is_empty() && self.glyphs == 0
    }

    fn to_star(&self) -> Star {
        let glyphs = u8::try_from(self.glyphs).ok();
        let number = match (self.numbers.as_slice(), self.glyphs) {
            _ if self.has_other_words => return Star::Wrong(ProblemReason::StarWords),
            ([], 0) => return Star::Wrong(ProblemReason::StarWords),
            ([], _) => glyphs,
            // `4*`, or a number and as many signs: `4 ★★★★`.
            ([number], 0 | 1) => *number,
            ([number], _) if *number == glyphs => *number,
            ([_], _) => return Star::Wrong(ProblemReason::StarWords),
            _ => return Star::Wrong(ProblemReason::StarRange),
        };
        match number {
            Some(star @ 1..=5) => Star::Stars(star),
            _ => Star::Wrong(ProblemReason::StarOutside),
        }
    }
}

/// The decimals after a number, and the pieces after them.
fn split_decimals<'a, 'b>(rest: &'a [TextPiece<'b>]) -> (&'b str, &'a [TextPiece<'b>]) {
    match rest {
        [sign, decimals, after @ ..] if !sign.after_space && !decimals.after_space => {
            match (&sign.kind, &decimals.kind) {
                (TextPieceKind::Sign('.' | ','), TextPieceKind::Digits(digits)) => (digits, after),
                _ => ("", rest),
            }
        }
        _ => ("", rest),
    }
}

/// The number, if its decimals are zeros: `4`, `04`, `4.0`, and not `4,5`, `4.000`.
fn parse_whole_number(digits: &str, decimals: &str) -> Option<u8> {
    if decimals.len() <= 2 && decimals.bytes().all(|b| b == b'0') {
        digits.parse().ok()
    } else {
        None
    }
}

/// True for signs between words that change nothing.
const fn is_ignored_sign(sign: char) -> bool {
    matches!(
        sign,
        '-' | '–'
            | '—'
            | '‐'
            | '/'
            | '_'
            | '.'
            | ','
            | ':'
            | ';'
            | '('
            | ')'
            | '['
            | ']'
            | '"'
            | '\''
            | '\u{fe0f}'
    )
}

#[cfg(test)]
mod tests;
