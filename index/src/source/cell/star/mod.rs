//! Reads the stars of a cell in the many ways lists write them.
//!
//! A star is never clamped: `0`, `6` and `4,5` are refused with their reason. "Tiềm năng 5 sao" is no
//! 5-star product: the province gave 90 points or more, and the certificate in hand has 4 stars. Must
//! not: take a year, a decision number or points for stars.

use std::ops::Range;

use crate::product::DateOrYear;
use crate::source::cell::text_piece::{TextPiece, TextPieceKind, split_pieces};
use crate::source::cell::{date, decimal, decision, phrase};
use crate::source::list_cell::ListCell;
use crate::source::problem::ProblemReason;

/// What a cell says of stars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Star {
    /// No star is given.
    Blank,
    /// 1 to 5 stars. One and two are a rating without a certificate.
    Stars(u8),
    /// `tiềm năng 5 sao`: a certificate of 4 stars that waits for the centre.
    Potential,
    /// Something else stands there.
    Wrong(ProblemReason),
}

/// What can stand beside the stars in one cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StarCellExtras {
    /// Number of a decision.
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

/// Words that join two numbers of stars to a range, folded.
const RANGE_WORDS: [&str; 7] = ["tu", "den", "toi", "hoac", "va", "to", "or"];

/// Words for numbers in front of `sao`, folded. `năm` is also the year.
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
        ListCell::Empty | ListCell::Fault(_) => Star::Blank,
        ListCell::Number(number) => star_from_number(*number),
        // A spreadsheet made a date of something like `3-4`.
        ListCell::Day(_) => Star::Wrong(ProblemReason::StarWords),
        ListCell::Text(text) => star_from_text(text),
    }
}

/// What stands beside the stars: decision, date and points.
pub fn parse_star_extras(text: &str) -> StarCellExtras {
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

/// True for what waits for 5 stars from the centre: `tiềm năng 5 sao`, `đề nghị Trung ương phân hạng 5
/// sao`. Takes the [`phrase::folded`] words.
pub(super) fn is_potential_star(folded: &str) -> bool {
    let five = |text: &str| {
        ["5 sao", "05 sao", "nam sao"]
            .iter()
            .any(|five| phrase::has_phrase(text, five))
    };
    let potential = phrase::has_phrase(folded, "tiem nang") && five(folded);
    potential
        || phrase::has_phrase(folded, "tiem nang 5")
        || ["de nghi", "de xuat"].iter().any(|ask| {
            let asked = phrase::find_phrase(folded, ask).and_then(|at| folded.get(at - 1..));
            asked.is_some_and(|asked| five(asked) && !phrase::has_phrase(asked, "thu hoi"))
        })
}

fn star_from_number(number: f64) -> Star {
    if number.fract() == 0.0 && (1.0..=5.0).contains(&number) {
        Star::Stars(number as u8)
    } else {
        Star::Wrong(ProblemReason::StarOutside)
    }
}

fn star_from_text(text: &str) -> Star {
    let folded = phrase::fold_line(text);
    if phrase::is_nothing(text) || UNRATED_PHRASES.contains(&folded.trim()) {
        return Star::Blank;
    }
    if is_potential_star(&folded) {
        return Star::Potential;
    }
    let mut plain = phrase::normalize_text(text);
    for find in [find_decision_range, find_date_range, find_score_range] {
        // Bounded: a heap of decisions in one cell costs no more than a few.
        for _ in 0..4 {
            let Some(range) = find(&plain) else { break };
            plain = decision::remove_range(&plain, &range);
        }
    }
    let outside = strip_brackets(&plain);
    let said = StarMentions::from_text(&outside);
    if said.is_empty() {
        StarMentions::from_text(&plain).to_star()
    } else {
        said.to_star()
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

/// The text without what stands in brackets.
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

/// What a text says of stars.
#[derive(Debug, Default)]
struct StarMentions {
    /// Numbers in digits or words; `None` is one that no number of stars can be.
    numbers: Vec<Option<u8>>,
    /// Signs for stars.
    glyphs: usize,
    /// Other words.
    has_other_words: bool,
}

impl StarMentions {
    fn from_text(text: &str) -> Self {
        let all = split_pieces(text);
        let mut said = Self::default();
        let mut left = all.as_slice();
        let mut behind_minus = false;
        while let [piece, rest @ ..] = left {
            left = rest;
            let minus = std::mem::take(&mut behind_minus);
            match &piece.kind {
                TextPieceKind::Digits(digits) => {
                    let (part, behind) = split_decimals(rest);
                    left = behind;
                    said.add_number(
                        if minus {
                            None
                        } else {
                            parse_whole_number(digits, part)
                        },
                        digits,
                    );
                }
                TextPieceKind::Word(word) => {
                    let number = NUMBER_WORDS.iter().find(|(name, _)| name == word);
                    let before_star = matches!(rest, [next, ..] if next.kind == TextPieceKind::Word("sao".into()));
                    match number {
                        Some((_, number)) if before_star => said.numbers.push(Some(*number)),
                        _ => {
                            let word = word.as_str();
                            said.has_other_words |=
                                !IGNORED_WORDS.contains(&word) && !RANGE_WORDS.contains(&word);
                        }
                    }
                }
                TextPieceKind::Sign('☆') => {}
                TextPieceKind::Sign(sign) if phrase::is_star_sign(*sign) => said.glyphs += 1,
                // A sign before the only number, not a bullet before words.
                TextPieceKind::Sign('-' | '−') => {
                    behind_minus = said.numbers.is_empty()
                        && matches!(rest, [next, ..] if !next.after_space)
                        && piece.range.start == text.len() - text.trim_start().len();
                }
                TextPieceKind::Sign(sign) => said.has_other_words |= !is_ignored_sign(*sign),
            }
        }
        said
    }

    /// Takes a number, unless it is a year beside others.
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
            // `4*`, and both ways at once: `4 ★★★★`.
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

/// The decimals behind a number, and what is left behind them.
fn split_decimals<'a, 'b>(rest: &'a [TextPiece<'b>]) -> (&'b str, &'a [TextPiece<'b>]) {
    match rest {
        [sign, part, behind @ ..] if !sign.after_space && !part.after_space => {
            match (&sign.kind, &part.kind) {
                (TextPieceKind::Sign('.' | ','), TextPieceKind::Digits(digits)) => (digits, behind),
                _ => ("", rest),
            }
        }
        _ => ("", rest),
    }
}

/// The number when its decimals are zeros: `4`, `04`, `4.0`, and not `4,5`, `4.000`.
fn parse_whole_number(digits: &str, part: &str) -> Option<u8> {
    if part.len() <= 2 && part.bytes().all(|b| b == b'0') {
        digits.parse().ok()
    } else {
        None
    }
}

/// Signs between words that say nothing.
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
