//! Numbers: official codes, decisions, telephones.
//!
//! It must not ask for a number that also stands elsewhere in the catalogue as another kind of number.

use std::collections::BTreeSet;

use super::super::random::Random;
use super::super::shelf::{Row, Shelf};
use super::Asked;

/// Two or more neighbouring parts of a code, its commune and serial among them.
pub(crate) fn code(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    let parts: Vec<&str> = row.product.code.as_deref()?.split('-').collect();
    let commune = parts.len() - 3;
    let from = random.below(commune + 1);
    let to = commune + 2 + random.below(2);
    let part = parts[from..to].join("-");
    let framed = |code: &str| format!("-{code}-").contains(&format!("-{part}-"));
    let wanted = shelf.ids(|row| row.product.code.as_deref().is_some_and(framed));
    let text = if random.percent(25) {
        part.replace('-', " ")
    } else {
        part.clone()
    };
    Asked::first(text, wanted)
}

/// A decision as printed, or without marks and capitals, or with other signs.
pub(crate) fn decision(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    let (number, rest) = numbered(row)?;
    let text = match random.below(5) {
        0 => format!("{number}/{rest}"),
        1 => format!("{number}/qd-ubnd"),
        2 => format!("{number} qđ ubnd"),
        3 => format!("qd {number}"),
        _ => format!("{number}/qđ"),
    };
    Asked::first(text, decided(shelf, &number))
}

/// Only the digits of a decision.
pub(crate) fn decision_digits(shelf: &Shelf, row: &Row, _: &mut Random) -> Option<Asked> {
    let (number, _) = numbered(row)?;
    Asked::first(number.clone(), decided(shelf, &number))
}

/// The last six digits of a telephone.
pub(crate) fn phone(shelf: &Shelf, row: &Row, _: &mut Random) -> Option<Asked> {
    let of = |row: &Row| row.product.producer.as_ref()?.phone.clone();
    let whole = of(row)?;
    let digits = whole.get(whole.len().checked_sub(6)?..)?;
    let wanted = shelf.ids(|row| of(row).is_some_and(|phone| phone.ends_with(digits)));
    Asked::first(digits.to_owned(), wanted)
}

/// The number of a row's decision and what follows it, when no code has the same digits for a part.
fn numbered(row: &Row) -> Option<(String, String)> {
    let decision = row
        .product
        .recognitions
        .iter()
        .find_map(|r| r.decision.as_ref())?;
    let (number, rest) = decision.split_once('/')?;
    rest.ends_with("UBND")
        .then(|| (number.to_owned(), rest.to_owned()))
}

fn decided(shelf: &Shelf, number: &str) -> BTreeSet<String> {
    let is = |decision: &str| decision.split('/').next() == Some(number);
    shelf.ids(|row| {
        row.product
            .recognitions
            .iter()
            .any(|r| r.decision.as_deref().is_some_and(is))
    })
}
