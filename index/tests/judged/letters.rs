//! Vietnamese letters as typed: base letter, shape and tone.
//!
//! Written independently of the engine on purpose: what judges an engine must not borrow its tables. It must
//! not use `ocop_index::vietnamese`.

use unicode_normalization::UnicodeNormalization;

/// The shape that makes a letter another letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Plain,
    /// â ê ô
    Hat,
    /// ă
    Breve,
    /// ơ ư
    Horn,
    /// đ
    Stroke,
}

/// The mark above or below a syllable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    Level,
    Grave,
    Hook,
    Tilde,
    Acute,
    Dot,
}

impl Tone {
    fn of(mark: char) -> Option<Self> {
        Some(match mark {
            '\u{300}' => Self::Grave,
            '\u{309}' => Self::Hook,
            '\u{303}' => Self::Tilde,
            '\u{301}' => Self::Acute,
            '\u{323}' => Self::Dot,
            _ => return None,
        })
    }
}

/// One letter of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Letter {
    pub(crate) base: char,
    pub(crate) shape: Shape,
    pub(crate) tone: Tone,
}

impl Letter {
    /// Nothing above, below or through it.
    pub(crate) fn is_plain(self) -> bool {
        self.shape == Shape::Plain && self.tone == Tone::Level
    }

    /// True for a vowel letter.
    pub(crate) fn is_vowel(self) -> bool {
        matches!(
            self.base.to_ascii_lowercase(),
            'a' | 'e' | 'i' | 'o' | 'u' | 'y'
        )
    }
}

/// The letters of a text, in order; other characters stay as they are.
pub(crate) fn letters(text: &str) -> Vec<Letter> {
    let mut found: Vec<Letter> = Vec::new();
    for c in text.nfd() {
        let shape = match c {
            '\u{302}' => Some(Shape::Hat),
            '\u{306}' => Some(Shape::Breve),
            '\u{31b}' => Some(Shape::Horn),
            _ => None,
        };
        if let (Some(shape), Some(last)) = (shape, found.last_mut()) {
            last.shape = shape;
        } else if let (Some(tone), Some(last)) = (Tone::of(c), found.last_mut()) {
            last.tone = tone;
        } else {
            let (base, shape) = match c {
                'đ' => ('d', Shape::Stroke),
                'Đ' => ('D', Shape::Stroke),
                other => (other, Shape::Plain),
            };
            found.push(Letter {
                base,
                shape,
                tone: Tone::Level,
            });
        }
    }
    found
}

/// Without any mark, in small letters: how most people type.
pub(crate) fn bare(text: &str) -> String {
    let plain = letters(text).into_iter().map(|letter| letter.base);
    plain.flat_map(char::to_lowercase).collect()
}

/// True when the text carries any mark.
pub(crate) fn is_marked(text: &str) -> bool {
    letters(text).into_iter().any(|letter| !letter.is_plain())
}

/// The words of a text as a person would type them one by one: composed, in small letters, without signs.
pub(crate) fn words(text: &str) -> Vec<String> {
    let text: String = text.nfc().flat_map(char::to_lowercase).collect();
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Old and new spelling of one sound: `ý` for `í` and the like, and the place of the tone mark, are no
/// difference. Letters with their shape, then the tone.
pub(crate) fn key(word: &str) -> String {
    let letters = letters(&word.to_lowercase());
    let tone = letters
        .iter()
        .map(|letter| letter.tone)
        .find(|tone| *tone != Tone::Level);
    let mut key = String::new();
    for letter in &letters {
        key.push(letter.base);
        key.push_str(mark(letter.shape));
    }
    let vowels = letters.iter().filter(|letter| letter.is_vowel()).count();
    if key.ends_with('y') && (vowels == 1 && letters.len() > 1 || key.starts_with("quy")) {
        key.pop();
        key.push('i');
    }
    format!("{key}{}", tone.map_or(0, |tone| tone as u8))
}

const fn mark(shape: Shape) -> &'static str {
    match shape {
        Shape::Plain => "",
        Shape::Hat => "^",
        Shape::Breve => "(",
        Shape::Horn => "+",
        Shape::Stroke => "-",
    }
}
