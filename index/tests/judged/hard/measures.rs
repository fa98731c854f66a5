//! Digits and words for one number, units of a size, letters beside digits.
//!
//! It must not change how much there is.

use std::collections::BTreeSet;

use super::super::letters::{bare, words};
use super::super::random::Random;
use super::super::shelf::{Row, Shelf};
use super::super::ways::{Asked, line, named};
use super::alike::folded_alike;

/// The numbers that people write in words.
const NUMBERS: [(&str, &str); 10] = [
    ("1", "một"),
    ("2", "hai"),
    ("3", "ba"),
    ("4", "bốn"),
    ("5", "năm"),
    ("6", "sáu"),
    ("7", "bảy"),
    ("8", "tám"),
    ("9", "chín"),
    ("10", "mười"),
];

/// Words that a number stands before in a name.
const COUNTED: [&str; 8] = ["nắng", "năm", "lá", "tôm", "miền", "tháng", "roi", "màu"];

/// `1 nắng` for `một nắng`, `ba năm` for `3 năm`.
pub(crate) fn number_words(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    let mut typed = named(row, 2, 8)?.to_vec();
    let at = (0..typed.len()).find(|at| {
        let number = NUMBERS
            .iter()
            .any(|(digit, word)| typed[*at] == *digit || typed[*at] == *word);
        let after = typed.get(at + 1).map(String::as_str);
        let before = at.checked_sub(1).map(|before| typed[before].as_str());
        number
            && (after.is_some_and(|after| COUNTED.contains(&after))
                || matches!(before, Some("số" | "hộp" | "combo")))
    })?;
    let (digit, word) = NUMBERS
        .iter()
        .find(|(digit, word)| typed[at] == *digit || typed[at] == *word)?;
    let other = if typed[at] == *digit { word } else { digit };
    (*other).clone_into(&mut typed[at]);
    let text = line(&typed, 30, random);
    Asked::first(text, alike(shelf, row))
}

/// `500 ml`, `nửa lít` for `500ml`.
pub(crate) fn sizes(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    let name = named(row, 2, 8)?.join(" ");
    let (size, others) = SIZES
        .iter()
        .find(|(size, _)| format!(" {name} ").contains(&format!(" {size} ")))?;
    let others: Vec<&str> = others.split('|').collect();
    let other = others[random.below(others.len())];
    let typed = words(&format!(" {name} ").replacen(size, other, 1));
    let text = if random.percent(40) {
        bare(&typed.join(" "))
    } else {
        typed.join(" ")
    };
    Asked::first(text, alike(shelf, row))
}

/// A size as labels print it, and as people type it.
const SIZES: [(&str, &str); 7] = [
    ("250g", "250 g|250 gram|250gr|250 gam"),
    ("500g", "500 g|500 gram|500gr|nửa cân|nửa ký"),
    ("1kg", "1 kg|1 cân|1 ký|1000g|một cân"),
    ("200g", "200 g|200 gram|200gr|2 lạng"),
    ("330ml", "330 ml|330 mililit"),
    ("500ml", "500 ml|nửa lít|500 mililit"),
    ("1 lít", "1l|1lít|1000ml|một lít"),
];

/// `BC15`, `bc-15` for `BC 15`.
pub(crate) fn letters_and_digits(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    let split = pieces(&named(row, 2, 8)?.join(" "));
    let letters =
        |piece: &String| piece.len() <= 3 && piece.chars().all(|c| c.is_ascii_alphabetic());
    let digits = |piece: &String| piece.chars().all(|c| c.is_ascii_digit());
    let at = (1..split.len()).find(|at| {
        let unit = matches!(split[at - 1].as_str(), "so" | "hop" | "va");
        let capital = row.product.name.contains(&split[at - 1].to_uppercase());
        letters(&split[at - 1]) && digits(&split[*at]) && capital && !unit
    })?;
    let (code, number) = (&split[at - 1], &split[at]);
    // A name with a blank there is asked without it, and the other way round.
    let blank = row.typed.contains(number);
    let mut written = match random.below(3) {
        0 if !blank => format!("{code} {number}"),
        0 | 1 if blank => format!("{code}{number}"),
        1 => format!("{code} {number}"),
        _ => format!("{code}-{number}"),
    };
    if random.percent(50) {
        written = written.to_uppercase();
    }
    let (before, after) = (split[..at - 1].join(" "), split[at + 1..].join(" "));
    let text = if random.percent(50) {
        format!("{} {written} {}", bare(&before), bare(&after))
    } else {
        format!("{before} {written} {after}")
    };
    Asked::first(text.trim().to_owned(), alike(shelf, row))
}

/// Rows of the same words and amounts.
fn alike(shelf: &Shelf, target: &Row) -> BTreeSet<String> {
    let begins = |row: &Row| row.name.first() == target.name.first();
    folded_alike(shelf, target, begins, |row| folded(&row.typed))
}

/// Words cut between letters and digits.
fn pieces(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in words(text) {
        let mut last = None;
        for letter in word.chars() {
            let digit = letter.is_ascii_digit();
            match found.last_mut() {
                Some(piece) if last == Some(digit) => piece.push(letter),
                _ => found.push(letter.to_string()),
            }
            last = Some(digit);
        }
    }
    found
}

/// Bare pieces with numbers as digits and amounts as grams or millilitres.
fn folded(typed: &[String]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for piece in pieces(&typed.join(" ")) {
        let number = NUMBERS.iter().find(|(_, word)| *word == piece);
        let piece = match number {
            Some((digit, _)) => (*digit).to_owned(),
            None => bare(&piece),
        };
        let (factor, unit) = match piece.as_str() {
            "g" | "gr" | "gram" | "gam" => (1, "g"),
            "kg" => (1_000, "g"),
            "ml" => (1, "ml"),
            "lit" | "l" => (1_000, "ml"),
            _ => (0, ""),
        };
        let amount = found.last().and_then(|last| last.parse::<usize>().ok());
        match (amount, factor) {
            (Some(amount), 1..) => {
                found.pop();
                found.push(format!("{}{unit}", amount * factor));
            }
            _ => found.push(piece),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_and_numbers_are_one() {
        let fold = |text: &str| folded(&words(text));
        assert_eq!(fold("mắm 1 lít"), fold("mắm 1000ml"));
        assert_eq!(fold("gạo BC 15 1kg"), fold("gạo bc15 1000 g"));
        assert_eq!(fold("cá một nắng"), fold("cá 1 nắng"));
    }
}
