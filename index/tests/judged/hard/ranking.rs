//! Order of rows that match equally: valid certificates before expired ones, then more stars.
//!
//! Rows match equally when their names have the asked words at the same place among as many words, and when the
//! same other fields have them too. Rows whose validity the sources do not settle are compared only with their
//! like. It must not compare rows that match in different ways.

use std::collections::BTreeMap;

use ocop_index::ProductStatus;
use ocop_index::status::derive_state;

use super::super::letters::bare;
use super::super::random::Random;
use super::super::shelf::{Row, Shelf, plain};
use super::super::ways::{Asked, Standing, Wanted, line, named};
use super::DAY;

/// Rows of one kind that must be there for a question.
const LEAST: usize = 3;

/// The dish or crop that the name begins with.
pub(crate) fn in_order(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    let dish = &named(row, 2, 9)?[..2];
    if dish
        .iter()
        .any(|word| !word.chars().all(char::is_alphabetic))
    {
        return None;
    }
    let marks_typed = random.percent(50);
    let text = line(dish, if marks_typed { 0 } else { 100 }, random);
    let asked: Vec<String> = dish.iter().map(|word| bare(word)).collect();
    let rows = shelf.rows.iter().filter_map(|row| {
        let at = row.name.windows(2).position(|part| part == asked)?;
        let marked = marks_typed && row.typed[at..at + 2] != *dish;
        let also = |words: &[String]| asked.iter().filter(|word| words.contains(*word)).count();
        let specialty = plain(row.product.specialty.as_deref().unwrap_or_default());
        let alike = format!(
            "{at} of {} {marked} {} {} {} {}",
            row.name.len(),
            also(&row.name[at + 2..]),
            also(&row.place),
            also(&row.producer),
            specialty.join(" "),
        );
        Some((row.product.id.clone(), standing(row, alike)))
    });
    let rows: BTreeMap<String, Standing> = rows.collect();
    let compared = rows.values().any(|one| {
        let like = rows.values().filter(|other| other.alike == one.alike);
        like.clone().count() >= LEAST && like.clone().any(|other| one.goes_before(other))
    });
    compared.then_some(Asked {
        text,
        wanted: Wanted::InOrder(rows),
    })
}

fn standing(row: &Row, alike: String) -> Standing {
    let state = derive_state(row.product.recognitions.iter().map(Into::into), DAY);
    Standing {
        alike,
        validity: match state.status {
            ProductStatus::Valid | ProductStatus::ExpiringSoon => "valid",
            other => other.key(),
        },
        stars: state.star.unwrap_or(0),
    }
}
