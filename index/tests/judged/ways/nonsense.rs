//! What should find nothing: consonants in a row, and foreign words that are far from every word stored.
//!
//! It must not rely on luck; each is checked against the words of the catalogue.

use super::super::random::Random;
use super::super::shelf::{Row, Shelf};
use super::{Asked, Wanted};

const FOREIGN: [&str; 30] = [
    "kubernetes",
    "xylophone",
    "blockchain",
    "wolfsburg",
    "javascript",
    "quarterback",
    "zeppelin",
    "skateboard",
    "thunderstorm",
    "encyclopedia",
    "motherboard",
    "wikipedia",
    "jellyfish",
    "photoshop",
    "firewall",
    "werewolf",
    "volkswagen",
    "frankfurt",
    "sherlock",
    "psychology",
    "kaleidoscope",
    "juxtaposition",
    "schwarzwald",
    "fjordland",
    "strawweight",
    "whirlpool",
    "jazzfestival",
    "zombieland",
    "frostbite",
    "fireworks",
];

/// A line of one or two such words.
pub(crate) fn nonsense(shelf: &Shelf, _: &Row, random: &mut Random) -> Option<Asked> {
    let count = 1 + random.below(2);
    let words: Vec<String> = (0..count)
        .map(|_| {
            if random.percent(50) {
                random.of(&FOREIGN).to_owned()
            } else {
                consonants(random)
            }
        })
        .collect();
    let near = |word: &str| {
        shelf
            .vocabulary
            .iter()
            .any(|known| strsim::osa_distance(known, word) < 3)
    };
    (!words.iter().any(|word| near(word))).then(|| Asked {
        text: words.join(" "),
        wanted: Wanted::Nothing,
    })
}

/// Six to nine consonants, the first of which begins no Vietnamese syllable, so that they are no initials
/// either.
fn consonants(random: &mut Random) -> String {
    let all: Vec<char> = "bcdfghjklmnpqrstvxz".chars().collect();
    let mut word = String::from(random.of(&['f', 'j', 'z']));
    for _ in 0..5 + random.below(4) {
        word.push(random.of(&all));
    }
    word
}
