//! The keys of the typing methods Telex and VNI, and the effect of each on the syllable before it.

use super::letter;

/// A way to type Vietnamese letters on a keyboard without them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypingMethod {
    /// `aa` â, `aw` ă, `ow` ơ, `uw` or `w` ư, `dd` đ; tones by s f r x j, z clears the tone.
    Telex,
    /// `a6` â, `a8` ă, `o7` ơ, `d9` đ; tones by 1 to 5, 0 clears the tone.
    Vni,
}

/// What a key does to a syllable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyEffect {
    /// Sets a tone of [`letter`], or clears it where it is [`letter::LEVEL_TONE`].
    Tone(u8),
    /// d to đ.
    Stroke,
    /// A circumflex on this vowel (a, e or o), or on any of them.
    Circumflex(Option<char>),
    /// A horn on u, o or uo.
    Horn,
    /// A breve on a.
    Breve,
    /// The `w` of Telex: a breve, a horn, or a letter ư of its own.
    HornOrBreve,
}

impl TypingMethod {
    /// The effect of a lower-case key; `None` for a key that is always a letter.
    pub const fn key_effect(self, key: char) -> Option<KeyEffect> {
        match self {
            Self::Telex => telex_effect(key),
            Self::Vni => vni_effect(key),
        }
    }
}

const fn telex_effect(key: char) -> Option<KeyEffect> {
    Some(match key {
        's' => KeyEffect::Tone(letter::ACUTE_TONE),
        'f' => KeyEffect::Tone(letter::GRAVE_TONE),
        'r' => KeyEffect::Tone(letter::HOOK_TONE),
        'x' => KeyEffect::Tone(letter::TILDE_TONE),
        'j' => KeyEffect::Tone(letter::DOT_TONE),
        'z' => KeyEffect::Tone(letter::LEVEL_TONE),
        'd' => KeyEffect::Stroke,
        'a' | 'e' | 'o' => KeyEffect::Circumflex(Some(key)),
        'w' => KeyEffect::HornOrBreve,
        _ => return None,
    })
}

const fn vni_effect(key: char) -> Option<KeyEffect> {
    Some(match key {
        '1' => KeyEffect::Tone(letter::ACUTE_TONE),
        '2' => KeyEffect::Tone(letter::GRAVE_TONE),
        '3' => KeyEffect::Tone(letter::HOOK_TONE),
        '4' => KeyEffect::Tone(letter::TILDE_TONE),
        '5' => KeyEffect::Tone(letter::DOT_TONE),
        '0' => KeyEffect::Tone(letter::LEVEL_TONE),
        '6' => KeyEffect::Circumflex(None),
        '7' => KeyEffect::Horn,
        '8' => KeyEffect::Breve,
        '9' => KeyEffect::Stroke,
        _ => return None,
    })
}
