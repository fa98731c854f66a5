//! The words of a name, but not in its order, not alone, or not all.
//!
//! It must not change a letter.

use super::super::fits::{same_name, same_words, with_words};
use super::super::letters::bare;
use super::super::random::Random;
use super::super::shelf::{Row, Shelf};
use super::{Asked, line, named};

/// What people put around what they look for.
const NOISE: [(&str, &str); 12] = [
    ("mua", "ở đâu"),
    ("giá", ""),
    ("tìm", "ngon"),
    ("bán", "giá rẻ"),
    ("", "loại nào ngon"),
    ("cho tôi", ""),
    ("tìm mua", ""),
    ("", "ở đâu bán"),
    ("đặc sản", ""),
    ("mua", "ngon"),
    ("", "giá bao nhiêu"),
    ("tìm cho tôi", ""),
];

/// Words of no product, as they are pasted from shops.
const FOREIGN: [&str; 8] = [
    "freeship",
    "review",
    "official",
    "tiktok",
    "youtube",
    "discount",
    "bestseller",
    "flagship",
];

/// Any other order.
pub(crate) fn any_order(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    let words = named(row, 2, 6)?;
    let other = super::shuffled(words.to_vec(), random);
    if other == words {
        return None;
    }
    let text = line(&other, 60, random);
    Asked::first(text, same_words(shelf, row))
}

/// With the words of a question around it.
pub(crate) fn noise(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    let name = named(row, 2, 6)?.join(" ");
    let (before, after) = random.of(&NOISE);
    let text = format!("{before} {name} {after}");
    let text = if random.percent(60) {
        bare(&text)
    } else {
        text
    };
    Asked::first(text.trim().to_owned(), same_name(shelf, row))
}

/// A word of the middle is missing.
pub(crate) fn forgotten(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    let mut words = named(row, 4, 7)?.to_vec();
    words.remove(1 + random.below(words.len() - 2));
    let text = line(&words, 60, random);
    let wanted = with_words(shelf, row, &text);
    Asked::first(text, wanted)
}

/// A word that no product has.
pub(crate) fn one_too_many(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    let mut words = named(row, 2, 6)?.to_vec();
    words.insert(
        random.below(words.len() + 1),
        random.of(&FOREIGN).to_owned(),
    );
    let text = line(&words, 60, random);
    Asked::first(text, same_name(shelf, row))
}
