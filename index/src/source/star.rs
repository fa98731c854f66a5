//! Reads the stars of a cell in the many ways lists write them.
//!
//! A star is never clamped: `0`, `6` and `4,5` are refused with their reason. "Tiềm năng 5 sao" is no
//! 5-star product: the province gave 90 points or more, and the certificate in hand has 4 stars. Must
//! not: take a year, a decision number or points for stars.

use std::ops::Range;

use super::cell::Cell;
use super::piece::{Kind, Piece, pieces};
use super::problem::Reason;
use super::{date, decision, measure, phrase};
use crate::product::When;

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
    Wrong(Reason),
}

/// What can stand beside the stars in one cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// Number of a decision.
    pub decision: Option<String>,
    /// A date, or a year with its word `năm`.
    pub when: Option<When>,
    /// Points, as canonical decimal text.
    pub score: Option<String>,
}

/// Words beside a number of stars that change nothing, folded.
const SILENT: [&str; 33] = [
    "sao", "star", "stars", "ocop", "hang", "dat", "xep", "phan", "cap", "huyen", "tinh", "thanh",
    "pho", "quoc", "gia", "trung", "uong", "tw", "xa", "san", "pham", "sp", "cong", "nhan",
    "chuan", "tieu", "loai", "muc", "so", "duoc", "la", "chung", "thi",
];

/// Words that join two numbers of stars to a range, folded.
const RANGE: [&str; 7] = ["tu", "den", "toi", "hoac", "va", "to", "or"];

/// Words for numbers in front of `sao`, folded. `năm` is also the year.
const NUMBERS: [(&str, u8); 10] = [
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
const UNRATED: [&str; 16] = [
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
pub fn read(cell: &Cell) -> Star {
    match cell {
        Cell::Empty | Cell::Fault(_) => Star::Blank,
        Cell::Number(number) => of_number(*number),
        // A spreadsheet made a date of something like `3-4`.
        Cell::Day(_) => Star::Wrong(Reason::StarWords),
        Cell::Text(text) => of_text(text),
    }
}

/// What stands beside the stars: decision, date and points.
pub fn beside(text: &str) -> Beside {
    let plain = phrase::plain(text);
    let decision = decision::find(&plain);
    let rest = match &decision {
        Some((range, _)) => decision::without(&plain, range),
        None => plain,
    };
    Beside {
        decision: decision.map(|(_, number)| number),
        when: date::find(&rest).map(|(_, dated)| dated.when),
        score: measure::find_score(&rest).map(|(_, points)| points),
    }
}

/// True for what waits for 5 stars from the centre: `tiềm năng 5 sao`, `đề nghị Trung ương phân hạng 5
/// sao`. Takes the [`phrase::folded`] words.
pub(super) fn is_potential(folded: &str) -> bool {
    let five = |text: &str| {
        ["5 sao", "05 sao", "nam sao"]
            .iter()
            .any(|five| phrase::has(text, five))
    };
    let potential = phrase::has(folded, "tiem nang") && five(folded);
    potential
        || phrase::has(folded, "tiem nang 5")
        || ["de nghi", "de xuat"].iter().any(|ask| {
            let asked = phrase::find(folded, ask).and_then(|at| folded.get(at - 1..));
            asked.is_some_and(|asked| five(asked) && !phrase::has(asked, "thu hoi"))
        })
}

fn of_number(number: f64) -> Star {
    if number.fract() == 0.0 && (1.0..=5.0).contains(&number) {
        Star::Stars(number as u8)
    } else {
        Star::Wrong(Reason::StarOutside)
    }
}

fn of_text(text: &str) -> Star {
    let folded = phrase::folded(text);
    if phrase::is_nothing(text) || UNRATED.contains(&folded.trim()) {
        return Star::Blank;
    }
    if is_potential(&folded) {
        return Star::Potential;
    }
    let mut plain = phrase::plain(text);
    for find in [decision_range, date_range, score_range] {
        // Bounded: a heap of decisions in one cell costs no more than a few.
        for _ in 0..4 {
            let Some(range) = find(&plain) else { break };
            plain = decision::without(&plain, &range);
        }
    }
    let outside = outside_brackets(&plain);
    let said = Said::of(&outside);
    if said.is_empty() {
        Said::of(&plain).star()
    } else {
        said.star()
    }
}

fn decision_range(plain: &str) -> Option<Range<usize>> {
    decision::find(plain).map(|(range, _)| range)
}

fn date_range(plain: &str) -> Option<Range<usize>> {
    date::find(plain).map(|(range, _)| range)
}

fn score_range(plain: &str) -> Option<Range<usize>> {
    measure::find_score(plain).map(|(range, _)| range)
}

/// The text without what stands in brackets.
fn outside_brackets(text: &str) -> String {
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
struct Said {
    /// Numbers in digits or words; `None` is one that no number of stars can be.
    numbers: Vec<Option<u8>>,
    /// Signs for stars.
    glyphs: usize,
    /// Other words.
    other: bool,
}

impl Said {
    fn of(text: &str) -> Self {
        let all = pieces(text);
        let mut said = Self::default();
        let mut left = all.as_slice();
        let mut behind_minus = false;
        while let [piece, rest @ ..] = left {
            left = rest;
            let minus = std::mem::take(&mut behind_minus);
            match &piece.kind {
                Kind::Digits(digits) => {
                    let (part, behind) = decimals(rest);
                    left = behind;
                    said.number(if minus { None } else { whole(digits, part) }, digits);
                }
                Kind::Word(word) => {
                    let number = NUMBERS.iter().find(|(name, _)| name == word);
                    let before_star =
                        matches!(rest, [next, ..] if next.kind == Kind::Word("sao".into()));
                    match number {
                        Some((_, number)) if before_star => said.numbers.push(Some(*number)),
                        _ => {
                            let word = word.as_str();
                            said.other |= !SILENT.contains(&word) && !RANGE.contains(&word);
                        }
                    }
                }
                Kind::Sign('☆') => {}
                Kind::Sign(sign) if phrase::is_star(*sign) => said.glyphs += 1,
                // A sign before the only number, not a bullet before words.
                Kind::Sign('-' | '−') => {
                    behind_minus = said.numbers.is_empty()
                        && matches!(rest, [next, ..] if !next.apart)
                        && piece.range.start == text.len() - text.trim_start().len();
                }
                Kind::Sign(sign) => said.other |= !is_silent_sign(*sign),
            }
        }
        said
    }

    /// Takes a number, unless it is a year beside others.
    fn number(&mut self, number: Option<u8>, digits: &str) {
        let is_year = |text: &str| text.len() == 4 && text.starts_with("20");
        if is_year(digits) && !self.numbers.is_empty() {
            return;
        }
        self.numbers.push(number);
    }

    fn is_empty(&self) -> bool {
        self.numbers.is_empty() && self.glyphs == 0
    }

    fn star(&self) -> Star {
        let glyphs = u8::try_from(self.glyphs).ok();
        let number = match (self.numbers.as_slice(), self.glyphs) {
            _ if self.other => return Star::Wrong(Reason::StarWords),
            ([], 0) => return Star::Wrong(Reason::StarWords),
            ([], _) => glyphs,
            // `4*`, and both ways at once: `4 ★★★★`.
            ([number], 0 | 1) => *number,
            ([number], _) if *number == glyphs => *number,
            ([_], _) => return Star::Wrong(Reason::StarWords),
            _ => return Star::Wrong(Reason::StarRange),
        };
        match number {
            Some(star @ 1..=5) => Star::Stars(star),
            _ => Star::Wrong(Reason::StarOutside),
        }
    }
}

/// The decimals behind a number, and what is left behind them.
fn decimals<'a, 'b>(rest: &'a [Piece<'b>]) -> (&'b str, &'a [Piece<'b>]) {
    match rest {
        [sign, part, behind @ ..] if !sign.apart && !part.apart => match (&sign.kind, &part.kind) {
            (Kind::Sign('.' | ','), Kind::Digits(digits)) => (digits, behind),
            _ => ("", rest),
        },
        _ => ("", rest),
    }
}

/// The number when its decimals are zeros: `4`, `04`, `4.0`, and not `4,5`, `4.000`.
fn whole(digits: &str, part: &str) -> Option<u8> {
    if part.len() <= 2 && part.bytes().all(|b| b == b'0') {
        digits.parse().ok()
    } else {
        None
    }
}

/// Signs between words that say nothing.
const fn is_silent_sign(sign: char) -> bool {
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
#[path = "star_tests.rs"]
mod tests;
