//! Spelling of text messages: short words around a name, and letters for other letters in it.
//!
//! It must not spell a name so that it means another.

use super::super::fits::same_name;
use super::super::letters::bare;
use super::super::random::Random;
use super::super::shelf::{Row, Shelf};
use super::super::ways::{Asked, line};
use super::alike::{as_long_as, folded_alike};
use super::drawn_words::lettered;

/// What stands before and after.
const AROUND: [(&str, &str); 20] = [
    ("", "dc ko"),
    ("", "ko"),
    ("", "hok"),
    ("", "đc k"),
    ("mua", "o dau v"),
    ("co", "ko z"),
    ("gia", "bn"),
    ("", "bao nhiu"),
    ("bit", "ban o dau ko"),
    ("", "ntn"),
    ("shop co", "ko a"),
    ("mik mun mua", ""),
    ("cho mk hoi", "gia s"),
    ("", "j ngon"),
    ("tim", "dc k"),
    ("ad oi", "con hok"),
    ("bn nao bit", "chi mik vs"),
    ("", "ngon hem"),
    ("cần mua", "ib mk nha"),
    ("e mún mua", "đc ko ạ"),
];

/// An onset and what is typed for it.
const ONSETS: [(&str, &str); 6] = [
    ("ph", "f"),
    ("gi", "j"),
    ("gi", "z"),
    ("d", "z"),
    ("qu", "w"),
    ("c", "k"),
];

/// A name among words of a text message.
pub(crate) fn words_around(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    let name = line(lettered(row, 2, 7)?, 60, random);
    let (before, after) = random.of(&AROUND);
    let text = format!("{before} {name} {after}");
    Asked::first(text.trim().to_owned(), same_name(shelf, row))
}

/// One or two words with the letters of a text message, perhaps such words behind.
pub(crate) fn spelling(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    let mut words = lettered(row, 2, 7)?.to_vec();
    let mut left = 1 + random.below(2);
    for at in super::super::ways::shuffled((0..words.len()).collect(), random) {
        if left > 0
            && let Some(short) = shortened(&words[at], random)
        {
            words[at] = short;
            left -= 1;
        }
    }
    if words == row.typed {
        return None;
    }
    let mut text = line(&words, 60, random);
    if random.percent(30) {
        text.push_str(random.of(&[" ko", " dc ko", " hok", " bn"]));
    }
    let heard = |row: &Row| -> Vec<String> { row.name.iter().map(|word| sound(word)).collect() };
    Asked::first(text, folded_alike(shelf, row, as_long_as(row), heard))
}

fn shortened(word: &str, random: &mut Random) -> Option<String> {
    if word == "rượu" {
        return Some(random.of(&["rựu", "rịu"]).to_owned());
    }
    let begins = |(onset, _): &&(&str, &str)| {
        let next = word
            .strip_prefix(onset)
            .and_then(|rest| rest.chars().next());
        next.is_some_and(|next| {
            let next = bare(&next.to_string());
            // `ch` is no `c`, and `gi` before a consonant is a syllable of its own.
            matches!(next.as_str(), "a" | "e" | "i" | "o" | "u" | "y")
        })
    };
    let onsets: Vec<&(&str, &str)> = ONSETS.iter().filter(begins).collect();
    if onsets.is_empty() || random.percent(20) {
        let rest = word.strip_suffix('c')?;
        return (rest.chars().count() >= 2).then(|| format!("{rest}k"));
    }
    let (onset, short) = onsets[random.below(onsets.len())];
    let rest = word.strip_prefix(onset)?;
    // `w` takes the u of `qu` along; before i and e nobody types k for c, it is k already.
    Some(format!("{short}{rest}"))
}

/// What is left of a bare word when these spellings are no difference.
fn sound(word: &str) -> String {
    let mut sound = word.to_owned();
    if ["ruou", "ruu", "riu"].contains(&word) {
        return "ruou".to_owned();
    }
    for (onset, one) in [
        ("ph", "f"),
        ("gi", "z"),
        ("qu", "w"),
        ("d", "z"),
        ("k", "c"),
    ] {
        if let Some(rest) = word.strip_prefix(onset) {
            sound = format!("{one}{rest}");
            break;
        }
    }
    sound
}
