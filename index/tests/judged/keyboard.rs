//! What comes out of a keyboard when no input method is listening: Telex, VNI and VIQR as raw keys.
//!
//! The inverse of what an engine decodes, written from the published rules of the three methods. A word
//! without marks is typed as it is. It must not decode.

use super::letters::{Letter, Shape, Tone, letters};

/// Where the key of the tone goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ToneKey {
    /// When the syllable is done.
    Last,
    /// Right after the vowel that carries it.
    Behind,
}

/// `mực` is `muwcj` or `muwjc`.
pub(crate) fn telex(word: &str, place: ToneKey) -> String {
    let letters = letters(word);
    let mut keys = String::new();
    for (at, letter) in letters.iter().enumerate() {
        keys.push(letter.base);
        match letter.shape {
            Shape::Plain => {}
            Shape::Hat | Shape::Stroke => keys.push(letter.base),
            // One key gives both letters of `ươ` their horns.
            Shape::Horn if horn_follows(&letters, at) => {}
            Shape::Breve | Shape::Horn => keys.push('w'),
        }
        if place == ToneKey::Behind {
            keys.extend(telex_tone(letter.tone));
        }
    }
    if place == ToneKey::Last {
        keys.extend(letters.iter().filter_map(|letter| telex_tone(letter.tone)));
    }
    keys
}

/// `mực` is `mu7c5` or `mu75c`.
pub(crate) fn vni(word: &str, place: ToneKey) -> String {
    let letters = letters(word);
    let mut keys = String::new();
    for (at, letter) in letters.iter().enumerate() {
        keys.push(letter.base);
        match letter.shape {
            Shape::Plain => {}
            Shape::Hat => keys.push('6'),
            Shape::Horn if horn_follows(&letters, at) => {}
            Shape::Horn => keys.push('7'),
            Shape::Breve => keys.push('8'),
            Shape::Stroke => keys.push('9'),
        }
        if place == ToneKey::Behind {
            keys.extend(vni_tone(letter.tone));
        }
    }
    if place == ToneKey::Last {
        keys.extend(letters.iter().filter_map(|letter| vni_tone(letter.tone)));
    }
    keys
}

/// `mực` is `mu+.c`.
pub(crate) fn viqr(word: &str) -> String {
    let mut keys = String::new();
    for letter in letters(word) {
        keys.push(letter.base);
        match letter.shape {
            Shape::Plain => {}
            Shape::Hat => keys.push('^'),
            Shape::Breve => keys.push('('),
            Shape::Horn => keys.push('+'),
            Shape::Stroke => keys.push(letter.base),
        }
        keys.extend(match letter.tone {
            Tone::Level => None,
            Tone::Grave => Some('`'),
            Tone::Hook => Some('?'),
            Tone::Tilde => Some('~'),
            Tone::Acute => Some('\''),
            Tone::Dot => Some('.'),
        });
    }
    keys
}

fn horn_follows(letters: &[Letter], at: usize) -> bool {
    letters[at].base.eq_ignore_ascii_case(&'u')
        && letters
            .get(at + 1)
            .is_some_and(|next| next.shape == Shape::Horn)
}

pub(super) const fn telex_tone(tone: Tone) -> Option<char> {
    match tone {
        Tone::Level => None,
        Tone::Grave => Some('f'),
        Tone::Hook => Some('r'),
        Tone::Tilde => Some('x'),
        Tone::Acute => Some('s'),
        Tone::Dot => Some('j'),
    }
}

const fn vni_tone(tone: Tone) -> Option<char> {
    match tone {
        Tone::Level => None,
        Tone::Acute => Some('1'),
        Tone::Grave => Some('2'),
        Tone::Hook => Some('3'),
        Tone::Tilde => Some('4'),
        Tone::Dot => Some('5'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raw_keys_are_those_of_the_published_rules() {
        for (word, last, behind, digits, signs) in [
            ("mực", "muwcj", "muwjc", "mu7c5", "mu+.c"),
            ("chả", "char", "char", "cha3", "cha?"),
            ("đường", "dduowngf", "dduowfng", "d9uo7ng2", "ddu+o+`ng"),
            ("tiếng", "tieengs", "tieesng", "tie6ng1", "tie^'ng"),
            ("ngẵng", "ngawngx", "ngawxng", "nga8ng4", "nga(~ng"),
            ("long", "long", "long", "long", "long"),
        ] {
            assert_eq!(telex(word, ToneKey::Last), last);
            assert_eq!(telex(word, ToneKey::Behind), behind);
            assert_eq!(vni(word, ToneKey::Last), digits);
            assert_eq!(viqr(word), signs);
        }
    }
}
