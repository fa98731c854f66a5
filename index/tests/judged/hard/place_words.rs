//! Places whose words also stand scattered in other rows: the rows of the place come first.
//!
//! It must not ask for a place that no other row makes hard.

use std::collections::BTreeSet;

use super::super::letters::{bare, words};
use super::super::random::Random;
use super::super::shelf::{Row, Shelf, plain};
use super::super::ways::{Asked, Wanted, line, named};
use super::alike::stands_in;

/// How many of the top rows must be of the place, if there are enough.
const TOP: usize = 5;

/// What is asked for from a place.
const GOODS: [&str; 7] = [
    "sản phẩm",
    "ocop",
    "sản phẩm ocop",
    "đặc sản",
    "các sản phẩm của",
    "sản phẩm của",
    "sản phẩm ở",
];

/// Type words before a name of a place.
const TYPES: [&str; 6] = ["xã", "phường", "thị trấn", "đặc khu", "thị xã", "huyện"];

/// The words of the row's district or commune, without the type.
pub(crate) fn place_of(row: &Row, random: &mut Random) -> Option<Vec<String>> {
    let place = &row.product.place;
    let names: Vec<&String> = [&place.district, &place.commune]
        .into_iter()
        .flatten()
        .collect();
    let name = words(names.get(random.below(names.len()))?).join(" ");
    let kind = TYPES
        .iter()
        .find_map(|kind| name.strip_prefix(kind)?.strip_prefix(' '));
    Some(words(kind.unwrap_or(&name)))
}

/// `sản phẩm Cô Tô`.
pub(crate) fn goods_of_place(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    let place = hard_place(shelf, row, random)?;
    let typed = line(&place, 50, random);
    let goods = random.of(&GOODS);
    let goods = if typed.is_ascii() {
        bare(goods)
    } else {
        goods.to_owned()
    };
    let place: Vec<String> = place.iter().map(|word| bare(word)).collect();
    let rows = shelf.ids(|row| is_at(row, &place));
    top(format!("{goods} {typed}"), rows)
}

/// `mực Cô Tô`: the dish that a name begins with, and the place.
pub(crate) fn dish_and_place(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    let place = hard_place(shelf, row, random)?;
    let dish = dish_of(row)?;
    if dish.iter().any(|word| place.contains(word)) {
        return None;
    }
    let typed: Vec<String> = dish.iter().chain(&place).cloned().collect();
    let rows = named_at(shelf, dish, &place);
    top(line(&typed, 50, random), rows)
}

/// `tô mực cô`: the dish between the words of the place, with marks, without which nobody could read it.
pub(crate) fn torn_place(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    let place = hard_place(shelf, row, random)?;
    let dish = dish_of(row)?;
    let [first, second] = place.as_slice() else {
        return None;
    };
    if dish.iter().any(|word| place.contains(word)) {
        return None;
    }
    let between = dish.join(" ");
    let typed = if random.percent(50) {
        [second.clone(), between, first.clone()]
    } else {
        [first.clone(), between, second.clone()]
    };
    let text = typed.join(" ");
    let mut rows = named_at(shelf, dish, &place);
    let said = plain(&text);
    rows.extend(shelf.ids(|row| stands_in(&row.name, &said)));
    Asked::first(text, rows)
}

/// The dish or crop of a row whose name begins with it and goes on.
fn dish_of(row: &Row) -> Option<&[String]> {
    let name = named(row, 2, 8)?;
    let count = words(row.product.specialty.as_ref()?).len();
    let dish = name.get(..count)?;
    (words(row.product.specialty.as_ref()?) == dish && count <= 3).then_some(dish)
}

fn top(text: String, rows: BTreeSet<String>) -> Option<Asked> {
    (!rows.is_empty()).then(|| Asked {
        text,
        wanted: Wanted::Top {
            count: rows.len().min(TOP),
            first: rows.clone(),
            top: rows,
        },
    })
}

/// Rows that have these words in their name and are of the place.
fn named_at(shelf: &Shelf, dish: &[String], place: &[String]) -> BTreeSet<String> {
    let bare_words = |words: &[String]| -> Vec<String> { words.iter().map(|w| bare(w)).collect() };
    let (dish, place) = (bare_words(dish), bare_words(place));
    shelf.ids(|row| dish.iter().all(|word| row.name.contains(word)) && is_at(row, &place))
}

/// A place of the row of two words, which another row has without being of it.
fn hard_place(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Vec<String>> {
    let place = place_of(row, random)?;
    let bare_words: Vec<String> = place.iter().map(|word| bare(word)).collect();
    let scattered =
        |row: &Row| bare_words.iter().all(|word| row.has(word)) && !is_at(row, &bare_words);
    (place.len() == 2 && place[0] != place[1] && shelf.rows.iter().any(scattered)).then_some(place)
}

/// True when the words of a place stand next to each other in the place, the name or the producer of a row.
fn is_at(row: &Row, place: &[String]) -> bool {
    stands_in(&row.name, place)
        || stands_in(&row.producer, place)
        || row.place_parts.iter().any(|part| stands_in(part, place))
}
