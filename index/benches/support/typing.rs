//! A typing log: what stands in the search line after each key, person by person.
//!
//! Each person has a product in mind and types two to four words of its name, some with the district
//! behind it, some the producer. Most leave the marks out. Those who write them do it the way a Telex
//! keyboard shows it: letters first, the tone when the syllable is done. One in ten makes a slip. Must
//! not: look at an index.

use ocop_index::product::Product;
use ocop_index::vietnamese::letter;
use unicode_normalization::UnicodeNormalization;

use super::random::Random;

/// For each of so many people, the line after each key.
pub(crate) fn typing_log(products: &[Product], people: usize, seed: u64) -> Vec<Vec<String>> {
    let mut random = Random::new(seed);
    (0..people)
        .filter_map(|_| {
            let target = products.get(random.below(products.len()))?;
            Some(one(&mut random, target))
        })
        .collect()
}

fn one(random: &mut Random, target: &Product) -> Vec<String> {
    let phrase = phrase(random, target).to_lowercase();
    let accented = random.percent(20);
    if accented {
        return telex(&phrase);
    }
    let mut letters: Vec<char> = bare(&phrase).chars().collect();
    if random.percent(10) {
        slip(random, &mut letters);
    }
    (1..=letters.len())
        .map(|end| letters[..end].iter().collect())
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
        .filter(|c| !letter::is_mark(*c))
        .map(letter::bare)
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
            .filter(|c| letter::tone(*c).is_none())
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

/// One wrong key: a letter left out, doubled, swapped with the next, or another in its place.
fn slip(random: &mut Random, letters: &mut Vec<char>) {
    let at = 1 + random.below(letters.len().saturating_sub(2));
    if at + 1 >= letters.len() {
        return;
    }
    match random.below(4) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        2 => letters.swap(at, at + 1),
        _ => letters[at] = random.of(&['e', 'g', 'n', 'o', 'u', 'x']),
    }
}
