//! A syllable as it grows under the keys of a typing method: its letters with quality, and its tone.
//!
//! Telex ([`super::telex`]) and VNI ([`super::vni`]) differ in their keys, not in what these do: set a tone,
//! turn a vowel of the syllable into another one, turn its first d into đ. A key may come at once or anywhere
//! later in the syllable. Where it has two sensible effects the syllable becomes two. Must not: know which
//! key means what, or which syllables exist.

use super::{letter, word};

/// The most readings of one word.
const MAX_READINGS: usize = 4;

/// One reading of the keys so far.
#[derive(Clone, Debug)]
pub(super) struct KeystrokeSyllable {
    /// Lower-case letters with their quality.
    letters: Vec<char>,
    /// 1 to 6, see [`letter::tone`].
    tone: u8,
}

/// True for the letters that can carry a syllable, with or without quality.
fn is_vowel(c: char) -> bool {
    matches!(letter::bare_letter(c), 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

impl KeystrokeSyllable {
    /// Nothing typed yet.
    pub(super) fn new() -> Self {
        Self {
            letters: Vec::new(),
            tone: letter::LEVEL_TONE,
        }
    }

    /// The syllable with one more letter.
    pub(super) fn with_letter(mut self, c: char) -> Self {
        self.letters.push(c);
        self
    }

    /// The last letter so far.
    pub(super) fn last_letter(&self) -> Option<char> {
        self.letters.last().copied()
    }

    /// True when a tone was set and not cleared since.
    pub(super) const fn has_tone(&self) -> bool {
        self.tone != letter::LEVEL_TONE
    }

    /// The syllable with this tone; `None` while it has no vowel to carry one.
    pub(super) fn with_tone(&self, tone: u8) -> Option<Self> {
        let letters = self.letters.clone();
        (!self.vowel_range().is_empty()).then_some(Self { letters, tone })
    }

    /// The syllable with its first d as đ.
    pub(super) fn with_stroke(&self) -> Option<Self> {
        (self.letters.first() == Some(&'d')).then(|| self.replace_letters(&[(0, 'đ')]))
    }

    /// The syllable with the last plain vowel of these in its vowels turned: `a` → â, `e` → ê, `o` → ô.
    pub(super) fn with_circumflex(&self, among: &[char]) -> Option<Self> {
        let at = self.last_index_among(among)?;
        Some(self.replace_letters(&[(at, add_circumflex(self.letters[at])?)]))
    }

    /// The syllable with ă for its last a.
    pub(super) fn with_breve(&self) -> Option<Self> {
        Some(self.replace_letters(&[(self.last_index_among(&['a'])?, 'ă')]))
    }

    /// The syllable with a horn, best reading first: uo is ươ, and uơ as in thuở; uu is ưu; else the last u or o.
    pub(super) fn with_horn(&self) -> Vec<Self> {
        let run = self.nucleus_range();
        let pair = |a, b| {
            let mut starts = run.clone();
            starts.find(|at| self.letters[*at..].starts_with(&[a, b]))
        };
        if let Some(at) = pair('u', 'o') {
            let both = self.replace_letters(&[(at, 'ư'), (at + 1, 'ơ')]);
            return vec![both, self.replace_letters(&[(at + 1, 'ơ')])];
        }
        if let Some(at) = pair('u', 'u') {
            return vec![self.replace_letters(&[(at, 'ư')])];
        }
        let last = self.last_index_among(&['u', 'o']);
        last.map(|at| self.replace_letters(&[(at, add_horn(self.letters[at]))]))
            .into_iter()
            .collect()
    }

    /// True when this letter is in its nucleus.
    pub(super) fn has_in_nucleus(&self, c: char) -> bool {
        self.letters[self.nucleus_range()].contains(&c)
    }

    /// Where the last vowels in a row stand.
    fn vowel_range(&self) -> std::ops::Range<usize> {
        let is_carrier = |c: &char| is_vowel(*c);
        let Some(last) = self.letters.iter().rposition(is_carrier) else {
            return 0..0;
        };
        let before = self.letters[..last].iter().rev();
        last - before.take_while(|c| is_carrier(c)).count()..last + 1
    }

    /// The run without the u of `qu` and the i of `gi`, which belong to the consonant.
    pub(super) fn nucleus_range(&self) -> std::ops::Range<usize> {
        let run = self.vowel_range();
        let starts = |pair: [char; 2]| run.start == 1 && self.letters.starts_with(&pair);
        if starts(['q', 'u']) || starts(['g', 'i']) {
            run.start + 1..run.end
        } else {
            run
        }
    }

    /// The place of the last letter of these in the nucleus.
    fn last_index_among(&self, among: &[char]) -> Option<usize> {
        self.nucleus_range()
            .rev()
            .find(|at| among.contains(&self.letters[*at]))
    }

    /// The syllable with other letters at some places.
    fn replace_letters(&self, changes: &[(usize, char)]) -> Self {
        let mut turned = self.clone();
        for (at, c) in changes {
            turned.letters[*at] = *c;
        }
        turned
    }

    /// True when it may be a syllable: its vowels stand in one row, and oo only before c and ng.
    fn is_plausible(&self) -> bool {
        let run = self.vowel_range();
        let in_one_row = !self.letters[..run.start].iter().any(|c| is_vowel(*c));
        let mut pairs = run.filter(|at| self.letters[*at..].starts_with(&['o', 'o']));
        in_one_row && pairs.all(|at| matches!(self.letters.get(at + 2), Some('c' | 'n')))
    }

    /// The canonical key. `ưo` and a closed `uơ` are half-typed `ươ`.
    fn into_canonical_key(mut self) -> String {
        for at in 1..self.letters.len() {
            let half = match self.letters[at - 1..=at] {
                ['ư', 'o'] => true,
                ['u', 'ơ'] => at + 1 < self.letters.len() && !self.letters.starts_with(&['q']),
                _ => false,
            };
            if half {
                self.letters[at - 1] = 'ư';
                self.letters[at] = 'ơ';
            }
        }
        word::canonical_key(self.letters, self.tone)
    }
}

/// The canonical keys of the readings, best first, without the one that is the typed word as it stands.
pub(super) fn canonical_readings(readings: Vec<KeystrokeSyllable>, typed: &str) -> Vec<String> {
    let plain = word::canonical_key(typed.chars().collect(), letter::LEVEL_TONE);
    let mut found: Vec<String> = Vec::new();
    for reading in readings.into_iter().filter(KeystrokeSyllable::is_plausible) {
        let canon = reading.into_canonical_key();
        if canon != plain && !found.contains(&canon) {
            found.push(canon);
        }
    }
    found.truncate(MAX_READINGS);
    found
}

/// The letter under a circumflex.
const fn add_circumflex(c: char) -> Option<char> {
    Some(match c {
        'a' => 'â',
        'e' => 'ê',
        'o' => 'ô',
        _ => return None,
    })
}

/// The letter with a horn.
const fn add_horn(c: char) -> char {
    match c {
        'u' => 'ư',
        'o' => 'ơ',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{telex, vni};
    use super::*;

    fn syllable(letters: &str) -> KeystrokeSyllable {
        letters
            .chars()
            .fold(KeystrokeSyllable::new(), KeystrokeSyllable::with_letter)
    }

    #[test]
    fn the_vowels_of_a_syllable_exclude_those_of_qu_and_gi() {
        assert_eq!(syllable("quang").nucleus_range(), 2..3);
        assert_eq!(syllable("giuong").nucleus_range(), 2..4);
        assert_eq!(syllable("muoi").nucleus_range(), 1..4);
        assert_eq!(syllable("ng").nucleus_range(), 0..0);
        assert_eq!(syllable("gi").nucleus_range(), 2..2);
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

    /// Three ways to type a word: its tone at the end, its tone behind the first vowel, all keys at the end.
    fn typed(letters: impl Iterator<Item = (char, &'static str)>, tone: &str) -> [String; 3] {
        let (mut tone_last, mut tone_early) = (String::new(), String::new());
        let (mut bare, mut qualities) = (String::new(), String::new());
        let mut is_toned = false;
        for (letter, quality) in letters {
            tone_last.push(letter);
            tone_last.push_str(quality);
            tone_early.push(letter);
            tone_early.push_str(quality);
            if is_vowel(letter) && !is_toned {
                tone_early.push_str(tone);
                is_toned = true;
            }
            bare.push(letter);
            // One horn is for both letters of ươ.
            let is_second_horn = letter == 'o' && qualities.ends_with(['w', '7']);
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
                    && word.fold.contains(is_vowel)
                    && syllable(&word.fold).is_plausible()
            };
            for word in word::split_words(text).into_iter().filter(is_syllable) {
                let (letters, tone) = word.canon.split_at(word.canon.len() - 1);
                let tone = usize::from(tone.as_bytes()[0] - b'1');
                let letters = letters.chars().map(keys_of);
                let telex = letters.clone().map(|(c, telex, _)| (c, telex));
                for keys in typed(telex, ["", "f", "r", "x", "s", "j"][tone]) {
                    let found = telex::decode_telex(&keys);
                    assert!(
                        found.contains(&word.canon),
                        "{keys} {found:?} {}",
                        word.canon
                    );
                }
                let vni = letters.map(|(c, _, vni)| (c, vni));
                for keys in typed(vni, ["", "2", "3", "4", "1", "5"][tone]) {
                    let found = vni::decode_vni(&keys);
                    assert!(
                        found.contains(&word.canon),
                        "{keys} {found:?} {}",
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
        assert_eq!(syllable("đưong").into_canonical_key(), "đương1");
        assert_eq!(syllable("đuơng").into_canonical_key(), "đương1");
        assert_eq!(syllable("thuơ").into_canonical_key(), "thuơ1");
        assert_eq!(syllable("quơt").into_canonical_key(), "quơt1");
    }
}
