//! Who and where: a producer by the end of its name, by its person, a product with its place.
//!
//! It must not take the name of a place for that of a producer.

use super::super::fits::says;
use super::super::letters::{bare, words};
use super::super::random::Random;
use super::super::shelf::{Row, Shelf};
use super::{Asked, line, named};

/// Words before a person's name.
const BEFORE: [&str; 6] = ["hộ kinh doanh", "hkd", "hộ ông", "hộ bà", "hộ anh", "hộ"];

/// The last two or three words of a producer's name, a coined brand alone.
pub(crate) fn last_words(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    let producer = row.product.producer.as_ref()?;
    let name = words(&producer.name);
    let coined = name.last()?.len() >= 7;
    let count = if coined {
        1
    } else {
        2 + usize::from(random.percent(30))
    };
    let last = name.get(name.len().checked_sub(count)?..)?;
    let plain: Vec<String> = last.iter().map(|word| bare(word)).collect();
    // `… Ba Chẽ` would ask for the place, and so would the commune a group is named after.
    if row.place.ends_with(&plain[plain.len() - 1..]) || placed(shelf, &plain) {
        return None;
    }
    let text = line(last, 60, random);
    let wanted = says(shelf, &text);
    Asked::first(text, wanted)
}

/// True when the last two words are the name of a place of some row.
fn placed(shelf: &Shelf, words: &[String]) -> bool {
    let end = &words[words.len().saturating_sub(2)..];
    let inside = |row: &Row| row.place.windows(end.len()).any(|part| part == end);
    shelf.rows.iter().any(inside)
}

/// The whole name of the person, alone.
pub(crate) fn person(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    let producer = row.product.producer.as_ref()?;
    let named = producer.name.to_lowercase();
    let person = BEFORE
        .iter()
        .find_map(|before| named.strip_prefix(before)?.strip_prefix(' '));
    let person = person.or(producer.representative.as_deref())?;
    let typed = words(person);
    if typed.len() < 3 {
        return None;
    }
    let text = line(&typed, 60, random);
    let wanted = says(shelf, &text);
    Asked::first(text, wanted)
}

/// Two words of a longer name and the beginning of a district that the name does not say.
pub(crate) fn with_district(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    let name = named(row, 3, 7)?;
    let district = words(row.product.place.district.as_ref()?);
    let (last, whole) = district.split_last()?;
    if whole.is_empty() || district.iter().any(|word| name.contains(word)) {
        return None;
    }
    let letters: Vec<char> = last.chars().collect();
    let cut: String = letters[..letters.len().clamp(1, 2)].iter().collect();
    let mut typed = name[..2].to_vec();
    typed.extend(whole.iter().cloned());
    typed.push(cut);
    let text = line(&typed, 70, random);
    let plain: Vec<String> = words(&text).iter().map(|word| bare(word)).collect();
    let (first, place) = plain.split_at(2);
    let there = |words: &[String]| {
        words.windows(place.len()).any(|part| {
            let (part_last, part_whole) = (&part[place.len() - 1], &part[..place.len() - 1]);
            part_whole == &place[..place.len() - 1]
                && part_last.starts_with(&place[place.len() - 1])
        })
    };
    let wanted = shelf.ids(|row| {
        first.iter().all(|word| row.name.contains(word)) && (there(&row.place) || there(&row.name))
    });
    Asked::first(text, wanted)
}
