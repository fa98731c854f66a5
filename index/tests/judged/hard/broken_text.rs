//! Text that was broken on its way: read by a scanner, stripped of letters, in an old encoding.
//!
//! It must not break a name so far that a reader could not tell it.

use super::super::fits::same_name;
use super::super::letters::bare;
use super::super::random::Random;
use super::super::shelf::{Row, Shelf};
use super::super::ways::{Asked, shuffled};
use super::alike::{as_long_as, folded_alike};
use super::drawn_words::marked;
use super::old_charsets::{is_latin, tcvn3_as_latin, utf8_as_latin, viscii_as_latin, vni_as_latin};

/// What a scanner takes for one another.
const CONFUSED: [(&str, &str); 10] = [
    ("m", "rn"),
    ("l", "1"),
    ("l", "I"),
    ("i", "l"),
    ("o", "0"),
    ("ă", "â"),
    ("â", "ă"),
    ("ắ", "ấ"),
    ("ặ", "ậ"),
    ("h", "li"),
];

/// One letter in each of one or two words misread.
pub(crate) fn misread(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    let mut words = marked(row, 2, 7)?.to_vec();
    if random.percent(40) {
        words = words.iter().map(|word| bare(word)).collect();
    }
    let mut left = 1 + random.below(2);
    for at in shuffled((0..words.len()).collect(), random) {
        let known: Vec<&(&str, &str)> = CONFUSED
            .iter()
            .filter(|(letter, _)| words[at].contains(letter))
            .collect();
        if left > 0 && words[at].chars().count() >= 3 && !known.is_empty() {
            let (letter, other) = known[random.below(known.len())];
            words[at] = words[at].replacen(letter, other, 1);
            left -= 1;
        }
    }
    if left > 0 {
        return None;
    }
    let text = words.join(" ");
    let wanted = folded_alike(shelf, row, as_long_as(row), |row| misread_fold(&row.name));
    Asked::first(text, wanted)
}

/// The bare words with letters that are taken for one another made one.
fn misread_fold(words: &[String]) -> String {
    let text = words.join(" ").replace("rn", "m").replace("li", "h");
    text.replace(['1', 'i'], "l").replace('0', "o")
}

/// `Ch? m?c`: a question mark for each letter that Latin-1 or ASCII lacks.
pub(crate) fn question_marks(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    let latin = random.percent(50);
    lost(shelf, row, latin, |_| "?".to_owned())
}

/// U+FFFD for each letter that was lost, or for each of its bytes.
pub(crate) fn replacement_characters(
    shelf: &Shelf,
    row: &Row,
    random: &mut Random,
) -> Option<Asked> {
    let each_byte = random.percent(50);
    lost(shelf, row, false, |letter| {
        let times = if each_byte { letter.len_utf8() } else { 1 };
        "\u{fffd}".repeat(times)
    })
}

fn lost(shelf: &Shelf, row: &Row, latin: bool, sign: impl Fn(char) -> String) -> Option<Asked> {
    let words = marked(row, 2, 7)?;
    let kept = |letter: char| letter.is_ascii() || (latin && is_latin(letter));
    let gone: usize = words
        .iter()
        .map(|word| word.chars().filter(|letter| !kept(*letter)).count())
        .sum();
    let all: usize = words.iter().map(|word| word.chars().count()).sum();
    if gone == 0 || gone * 2 > all || words.len() < 3 {
        return None;
    }
    let broken = words.iter().map(|word| {
        let letters = word.chars().map(|letter| {
            if kept(letter) {
                letter.to_string()
            } else {
                sign(letter)
            }
        });
        letters.collect::<String>()
    });
    let text = broken.collect::<Vec<_>>().join(" ");
    // The same letters remain in the same places.
    let remains = |row: &Row| -> Vec<Vec<Option<char>>> {
        let words = row.typed.iter();
        words
            .map(|word| word.chars().map(|c| kept(c).then_some(c)).collect())
            .collect()
    };
    let wanted = folded_alike(shelf, row, as_long_as(row), remains);
    Asked::first(text, wanted)
}

/// TCVN3 (`.VnTime`) shown as Latin.
pub(crate) fn tcvn3(shelf: &Shelf, row: &Row, _: &mut Random) -> Option<Asked> {
    encoded(shelf, row, tcvn3_as_latin)
}

/// A VNI font shown as Latin.
pub(crate) fn vni_windows(shelf: &Shelf, row: &Row, _: &mut Random) -> Option<Asked> {
    encoded(shelf, row, vni_as_latin)
}

/// VISCII shown as Latin.
pub(crate) fn viscii(shelf: &Shelf, row: &Row, _: &mut Random) -> Option<Asked> {
    encoded(shelf, row, viscii_as_latin)
}

/// UTF-8 shown as Latin.
pub(crate) fn utf8(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    if random.percent(50) {
        marked(row, 2, 7)?;
        let text = utf8_as_latin(&row.product.name);
        return Asked::first(text, same_name(shelf, row));
    }
    encoded(shelf, row, utf8_as_latin)
}

fn encoded(shelf: &Shelf, row: &Row, encode: impl Fn(&str) -> String) -> Option<Asked> {
    let text = encode(&marked(row, 2, 7)?.join(" "));
    Asked::first(text, same_name(shelf, row))
}
