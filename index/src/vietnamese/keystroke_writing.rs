//! The keys that a word is typed with: the way back from a canonical key to Telex or VNI.
//!
//! Every y is written i, as `my` and `mi` are one word.

use super::letter;

/// How a word is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum KeyStyle {
    /// Bare letters.
    Plain,
    /// Telex, the tone when the syllable is done.
    TelexLast,
    /// Telex, the tone right after its vowel.
    TelexBehind,
    /// VNI, the tone when the syllable is done.
    VniLast,
    /// VNI, the tone right after its vowel.
    VniBehind,
}

impl KeyStyle {
    /// How many ways there are.
    pub(crate) const COUNT: usize = 5;

    const fn is_vni(self) -> bool {
        matches!(self, Self::VniLast | Self::VniBehind)
    }

    const fn has_tone_behind(self) -> bool {
        matches!(self, Self::TelexBehind | Self::VniBehind)
    }

    /// The key of a tone 1 to 6.
    fn tone_key(self, tone: u8) -> Option<char> {
        let keys = if self.is_vni() { "2341 5" } else { "frxs j" };
        match (self, tone) {
            (Self::Plain, _) | (_, 0 | 1) => None,
            (_, 6) => keys.chars().nth(5),
            _ => keys.chars().nth(usize::from(tone) - 2),
        }
    }

    /// The key that makes this letter of its bare one.
    fn quality_key(self, letter: char) -> Option<char> {
        if self == Self::Plain {
            return None;
        }
        let (telex, vni) = match letter {
            'â' => ('a', '6'),
            'ê' => ('e', '6'),
            'ô' => ('o', '6'),
            'ă' => ('w', '8'),
            'ơ' | 'ư' => ('w', '7'),
            'đ' => ('d', '9'),
            _ => return None,
        };
        Some(if self.is_vni() { vni } else { telex })
    }
}

/// The keys of the word with this canonical key.
pub(crate) fn write_keys(canon: &str, style: KeyStyle) -> String {
    let mut letters: Vec<char> = canon.chars().collect();
    let tone = letters.pop().and_then(|tone| tone.to_digit(10));
    let tone = tone.and_then(|tone| u8::try_from(tone).ok()).unwrap_or(0);
    let tone_key = style.tone_key(tone);
    let tone_position = find_tone_vowel(&letters).filter(|_| style.has_tone_behind());
    let mut keys = String::with_capacity(canon.len());
    for (index, letter) in letters.iter().enumerate() {
        keys.push(match letter::bare_letter(*letter) {
            'y' => 'i',
            bare => bare,
        });
        // One key gives both letters of ươ their horns.
        let horn_follows = *letter == 'ư' && letters.get(index + 1) == Some(&'ơ');
        keys.extend(style.quality_key(*letter).filter(|_| !horn_follows));
        if tone_position == Some(index) {
            keys.extend(tone_key);
        }
    }
    if tone_position.is_none() {
        keys.extend(tone_key);
    }
    keys
}

/// The vowel that carries the tone: the last one with a quality, the last one of a closed syllable, else the last but
/// one.
fn find_tone_vowel(letters: &[char]) -> Option<usize> {
    let vowels: Vec<usize> = (0..letters.len())
        .filter(|index| letter::is_vowel(letters[*index]))
        .collect();
    let has_glide =
        vowels.len() > 1 && (letters.starts_with(&['q', 'u']) || letters.starts_with(&['g', 'i']));
    let vowels = &vowels[usize::from(has_glide)..];
    let with_quality = vowels
        .iter()
        .rev()
        .find(|index| letter::has_quality(letters[**index]));
    let last = vowels.last()?;
    let is_closed = last + 1 < letters.len();
    let plain = if is_closed || vowels.len() < 2 {
        last
    } else {
        &vowels[vowels.len() - 2]
    };
    with_quality.or(Some(plain)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vietnamese::split_words;

    #[test]
    fn words_are_written_by_the_published_rules() {
        use KeyStyle::{Plain, TelexBehind, TelexLast, VniBehind, VniLast};
        let styles = [Plain, TelexLast, TelexBehind, VniLast, VniBehind];
        for (text, expected) in [
            ("mực", ["muc", "muwcj", "muwjc", "mu7c5", "mu75c"]),
            ("chả", ["cha", "char", "char", "cha3", "cha3"]),
            (
                "đường",
                ["duong", "dduowngf", "dduowfng", "d9uo7ng2", "d9uo72ng"],
            ),
            ("mỹ", ["mi", "mix", "mix", "mi4", "mi4"]),
            ("hòa", ["hoa", "hoaf", "hofa", "hoa2", "ho2a"]),
            ("già", ["gia", "giaf", "giaf", "gia2", "gia2"]),
            ("long", ["long", "long", "long", "long", "long"]),
            ("500g", ["500g", "500g", "500g", "500g", "500g"]),
        ] {
            let words = split_words(text);
            let keys = styles.map(|style| write_keys(&words[0].canon, style));
            assert_eq!(keys, expected.map(str::to_owned), "{text}");
        }
    }
}
