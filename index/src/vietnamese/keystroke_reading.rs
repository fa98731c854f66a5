//! A query typed on a keyboard without an input method: every syllable that its Telex or VNI keys may mean.
//!
//! [`super::telex`] and [`super::vni`] say what one key makes of a reading; here the readings of a word are followed
//! key by key, implausible ones dropped at the end, and the others written as canonical keys. The vocabulary, not the
//! spelling, decides between them: raw keys are full of slips (`miens` without its second e), and names of products
//! are not always Vietnamese.

use std::ops::Range;

use super::typed_syllable::{TypedSyllable, breved, circumflexed, horned};
use super::typing_key::KeyEffect;
use super::{letter, word};

/// The most readings of one word.
const MAX_READINGS: usize = 4;

/// The most readings that are followed at a time.
const MAX_OPEN_READINGS: usize = 8;

/// The canonical keys that lower-case ASCII keys may mean, best first, at most four, without the typed word
/// itself. `apply_key` returns the readings after one more key, best first.
pub(super) fn read_keystrokes(
    keys: &str,
    apply_key: impl Fn(TypedSyllable, char) -> Vec<TypedSyllable>,
) -> Vec<String> {
    let mut readings = vec![TypedSyllable::default()];
    for key in keys.chars() {
        readings = readings
            .into_iter()
            .flat_map(|reading| apply_key(reading, key))
            .take(MAX_OPEN_READINGS)
            .collect();
    }
    let plain = word::canonical_key(keys.chars().collect(), letter::LEVEL_TONE);
    let mut canonical_keys: Vec<String> = Vec::new();
    for reading in readings.into_iter().filter(is_plausible) {
        let canon = to_canonical_key(reading);
        if canon != plain && !canonical_keys.contains(&canon) {
            canonical_keys.push(canon);
        }
    }
    canonical_keys.truncate(MAX_READINGS);
    canonical_keys
}

/// The readings that a key may make of this one, best first; none where it has nothing to work on. Only vowels without
/// a quality take one, the last such vowel first.
pub(super) fn apply_effect(reading: &TypedSyllable, effect: KeyEffect) -> Vec<TypedSyllable> {
    let one = |reading: Option<TypedSyllable>| reading.into_iter().collect();
    match effect {
        KeyEffect::Tone(tone) => one(reading.with_tone(tone)),
        KeyEffect::Stroke => {
            let begins_with_d = reading.letters().first() == Some(&'d');
            one(begins_with_d.then(|| reading.replace_letters(&[(0, 'đ')])))
        }
        KeyEffect::Circumflex(vowel) => one(replace_last_vowel(reading, |c| {
            circumflexed(c).filter(|_| vowel.is_none_or(|vowel| vowel == c))
        })),
        KeyEffect::Horn => with_horn(reading),
        KeyEffect::Breve => one(replace_last_vowel(reading, breved)),
        KeyEffect::HornOrBreve => with_horn_or_breve(reading),
    }
}

/// The readings with a horn: uo is ươ, or uơ as in *thuở*; uu is ưu; else the last u or o.
fn with_horn(reading: &TypedSyllable) -> Vec<TypedSyllable> {
    let letters = reading.letters();
    let find_pair = |pair: [char; 2]| {
        let mut indices = nucleus_range(reading);
        indices.find(|index| letters[*index..].starts_with(&pair))
    };
    if let Some(index) = find_pair(['u', 'o']) {
        let both = reading.replace_letters(&[(index, 'ư'), (index + 1, 'ơ')]);
        return vec![both, reading.replace_letters(&[(index + 1, 'ơ')])];
    }
    if let Some(index) = find_pair(['u', 'u']) {
        return vec![reading.replace_letters(&[(index, 'ư')])];
    }
    replace_last_vowel(reading, horned).into_iter().collect()
}

/// The readings after the `w` of Telex: ư by itself, a breve for a, a horn for o and u. `ua` is ưa as in *mưa*, or uă;
/// `oa` only oă.
fn with_horn_or_breve(reading: &TypedSyllable) -> Vec<TypedSyllable> {
    let nucleus = nucleus_range(reading);
    if nucleus.is_empty() {
        return vec![reading.clone().with_letter('ư')];
    }
    let breve = replace_last_vowel(reading, breved);
    if breve.is_some() && !reading.letters()[nucleus].contains(&'u') {
        return breve.into_iter().collect();
    }
    with_horn(reading).into_iter().chain(breve).collect()
}

/// The reading with another letter for the last vowel that has one.
fn replace_last_vowel(
    reading: &TypedSyllable,
    replace: impl Fn(char) -> Option<char>,
) -> Option<TypedSyllable> {
    nucleus_range(reading).rev().find_map(|index| {
        let new = replace(reading.letters()[index])?;
        Some(reading.replace_letters(&[(index, new)]))
    })
}

/// The last vowels in a row, without the u of `qu` and the i of `gi`.
fn nucleus_range(reading: &TypedSyllable) -> Range<usize> {
    let letters = reading.letters();
    let is_vowel = |c: &&char| letter::is_vowel(**c);
    let Some(last) = letters.iter().rposition(|c| letter::is_vowel(*c)) else {
        return 0..0;
    };
    let before = letters[..last].iter().rev();
    let start = last - before.take_while(is_vowel).count();
    let has_glide = start == 1 && reading.has_gliding_onset();
    start + usize::from(has_glide)..last + 1
}

/// True when it may be a syllable: its vowels are in one row, and oo comes only before c and n.
fn is_plausible(syllable: &TypedSyllable) -> bool {
    let letters = syllable.letters();
    let vowels = syllable.vowel_range();
    let is_one_row = !letters[vowels.end..].iter().any(|c| letter::is_vowel(*c));
    let mut pairs = vowels.filter(|index| letters[*index..].starts_with(&['o', 'o']));
    is_one_row && pairs.all(|index| matches!(letters.get(index + 2), Some('c' | 'n')))
}

/// The canonical key. `ưo` and a closed `uơ` are half-typed `ươ`.
fn to_canonical_key(syllable: TypedSyllable) -> String {
    let (mut letters, tone) = syllable.into_parts();
    for index in 1..letters.len() {
        let is_half = match letters[index - 1..=index] {
            ['ư', 'o'] => true,
            ['u', 'ơ'] => index + 1 < letters.len() && !letters.starts_with(&['q']),
            _ => false,
        };
        if is_half {
            letters[index - 1] = 'ư';
            letters[index] = 'ơ';
        }
    }
    word::canonical_key(letters, tone)
}

#[cfg(test)]
mod tests {
    use super::super::{telex, vni};
    use super::*;

    fn syllable(letters: &str) -> TypedSyllable {
        letters
            .chars()
            .fold(TypedSyllable::default(), TypedSyllable::with_letter)
    }

    #[test]
    fn the_vowels_of_a_syllable_exclude_those_of_qu_and_gi() {
        assert_eq!(nucleus_range(&syllable("quang")), 2..3);
        assert_eq!(nucleus_range(&syllable("giuong")), 2..4);
        assert_eq!(nucleus_range(&syllable("muoi")), 1..4);
        assert_eq!(nucleus_range(&syllable("ng")), 0..0);
        assert_eq!(nucleus_range(&syllable("gi")), 2..2);
    }

    /// The letter of a canonical key as bare letter and the keys of its quality in Telex and VNI.
    fn keys_of(c: char) -> (char, &'static str, &'static str) {
        let (telex, vni) = match c {
            'â' => ("a", "6"),
            'ê' => ("e", "6"),
            'ô' => ("o", "6"),
            'ă' => ("w", "8"),
            'ơ' | 'ư' => ("w", "7"),
            'đ' => ("d", "9"),
            _ => ("", ""),
        };
        (letter::bare_letter(c), telex, vni)
    }

    /// Three ways to type a word: its tone at the end, its tone after the first vowel, all keys at the end.
    fn typed(letters: impl Iterator<Item = (char, &'static str)>, tone: &str) -> [String; 3] {
        let (mut tone_last, mut tone_early) = (String::new(), String::new());
        let (mut bare, mut qualities) = (String::new(), String::new());
        let mut is_toned = false;
        for (plain, quality) in letters {
            tone_last.push(plain);
            tone_last.push_str(quality);
            tone_early.push(plain);
            tone_early.push_str(quality);
            if letter::is_vowel(plain) && !is_toned {
                tone_early.push_str(tone);
                is_toned = true;
            }
            bare.push(plain);
            // One horn is for both letters of ươ.
            let is_second_horn = plain == 'o' && qualities.ends_with(['w', '7']);
            if !(is_second_horn && quality == &qualities[qualities.len() - 1..]) {
                qualities.push_str(quality);
            }
        }
        [tone_last + tone, tone_early, bare + &qualities + tone]
    }

    #[test]
    fn every_word_of_the_built_in_data_is_read_from_raw_keys() {
        let mut count = 0;
        for text in [
            include_str!("../../data/quangninh.jsonl"),
            include_str!("../../data/communes.tsv"),
            include_str!("../../data/provinces.tsv"),
            include_str!("../../data/specialties.tsv"),
            include_str!("../../data/synonyms.tsv"),
        ] {
            let is_syllable = |word: &word::Word| {
                word.is_marked()
                    && word.fold.contains(letter::is_vowel)
                    && is_plausible(&syllable(&word.fold))
            };
            for word in word::split_words(text).into_iter().filter(is_syllable) {
                let (letters, tone) = word.canon.split_at(word.canon.len() - 1);
                let tone = usize::from(tone.as_bytes()[0] - b'1');
                let letters = letters.chars().map(keys_of);
                let telex = letters.clone().map(|(c, telex, _)| (c, telex));
                for keys in typed(telex, ["", "f", "r", "x", "s", "j"][tone]) {
                    let readings = telex::decode_telex(&keys);
                    assert!(
                        readings.contains(&word.canon),
                        "{keys} {readings:?} {}",
                        word.canon
                    );
                }
                let vni = letters.map(|(c, _, vni)| (c, vni));
                for keys in typed(vni, ["", "2", "3", "4", "1", "5"][tone]) {
                    let readings = vni::decode_vni(&keys);
                    assert!(
                        readings.contains(&word.canon),
                        "{keys} {readings:?} {}",
                        word.canon
                    );
                }
                count += 1;
            }
        }
        assert!(count > 5000, "{count}");
    }

    #[test]
    fn a_half_horned_pair_is_whole_in_the_key() {
        assert_eq!(to_canonical_key(syllable("đưong")), "đương1");
        assert_eq!(to_canonical_key(syllable("đuơng")), "đương1");
        assert_eq!(to_canonical_key(syllable("thuơ")), "thuơ1");
        assert_eq!(to_canonical_key(syllable("quơt")), "quơt1");
    }
}
