//! A typing log: the text of the search line after each key, person by person.
//!
//! Each person has a product in mind and types two to four words of its name, some with the district
//! after it, some the producer. Half leave the marks out; the others write them the way a Telex keyboard
//! shows it: letters first, the tone when the syllable is done. A third has the product's star chosen, a
//! quarter its district, and one in five makes a slip in a longer word. It must not look at an index.

use ocop_index::product::Product;
use ocop_index::status::{self, RecognitionSummary};
use ocop_index::vietnamese::letter;
use unicode_normalization::UnicodeNormalization;

use super::DAY;
use super::question::Question;
use super::random::Random;

/// A word that a slip is made in has at least this many letters.
const LONG: usize = 4;

/// For each of this many people, the query after each key.
pub(crate) fn typing_log(products: &[Product], people: usize, seed: u64) -> Vec<Vec<Question>> {
    let mut random = Random::new(seed);
    (0..people)
        .filter_map(|_| {
            let target = products.get(random.below(products.len()))?;
            Some(one(&mut random, target))
        })
        .collect()
}

fn one(random: &mut Random, target: &Product) -> Vec<Question> {
    let state = status::derive_state(
        target.recognitions.iter().map(RecognitionSummary::from),
        DAY,
    );
    let star = state.star.filter(|_| random.percent(35));
    let district = target.place.district.clone();
    let district = district.filter(|_| random.percent(25));
    let mut phrase = phrase(random, target).to_lowercase();
    if random.percent(20) {
        phrase = slipped(random, &phrase);
    }
    let lines = if random.percent(50) {
        let bare = bare(&phrase);
        let ends = bare.char_indices().map(|(at, c)| at + c.len_utf8());
        ends.map(|end| bare[..end].to_owned()).collect()
    } else {
        telex(&phrase)
    };
    lines
        .into_iter()
        .map(|line| Question::new(line, star, district.clone()))
        .collect()
}

/// The words a person has in mind.
fn phrase(random: &mut Random, target: &Product) -> String {
    let wanted = 2 + random.below(3);
    let named: Vec<&str> = target.name.split(' ').take(wanted).collect();
    let mut phrase = named.join(" ");
    match random.weighted(&[78, 15, 7]) {
        1 => {
            if let Some(district) = &target.place.district {
                phrase = format!("{phrase} {district}");
            }
        }
        2 => {
            if let Some(producer) = &target.producer {
                let words: Vec<&str> = producer.name.split(' ').collect();
                phrase = words[words.len().saturating_sub(3)..].join(" ");
            }
        }
        _ => {}
    }
    phrase
}

/// Without marks, as most people search.
fn bare(text: &str) -> String {
    text.nfd()
        .filter(|c| !letter::is_combining_mark(*c))
        .map(letter::bare_letter)
        .collect()
}

/// Key by key with marks: each syllable grows without its tone, which the last key puts on it.
fn telex(phrase: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut done = String::new();
    for syllable in phrase.split(' ') {
        if !done.is_empty() {
            done.push(' ');
            lines.push(done.clone());
        }
        let level: String = syllable
            .nfd()
            .filter(|c| letter::tone_from_mark(*c).is_none())
            .nfc()
            .collect();
        let ends = level.char_indices().map(|(at, c)| at + c.len_utf8());
        lines.extend(ends.map(|end| format!("{done}{}", &level[..end])));
        done.push_str(syllable);
        if level != syllable {
            lines.push(done.clone());
        }
    }
    lines
}

/// With a slip in one of the longer words; as it is where there is none.
fn slipped(random: &mut Random, phrase: &str) -> String {
    let mut words: Vec<String> = phrase.split(' ').map(str::to_owned).collect();
    let long: Vec<usize> = (0..words.len())
        .filter(|at| words[*at].chars().count() >= LONG)
        .collect();
    if long.is_empty() {
        return phrase.to_owned();
    }
    let word = &mut words[random.of(&long)];
    let mut letters: Vec<char> = word.chars().collect();
    slip(random, &mut letters);
    *word = letters.into_iter().collect();
    words.join(" ")
}

/// One wrong key: a letter left out, doubled, swapped with the next, or another in its place.
fn slip(random: &mut Random, letters: &mut Vec<char>) {
    let at = 1 + random.below(letters.len().saturating_sub(2));
    match random.below(4) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        2 => letters.swap(at, at + 1),
        _ => letters[at] = random.of(&['e', 'g', 'n', 'o', 'u', 'x']),
    }
}
