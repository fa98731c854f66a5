//! Other keyboards: bracket keys, the Vietnamese layout of Windows, keys in free order, caps lock.
//!
//! Written from the published key tables. It must not type a name without marks.

use super::super::fits::same_name;
use super::super::keyboard::{ToneKey, telex, telex_tone, vni};
use super::super::letters::{Letter, Shape, Tone, bare, letters};
use super::super::random::Random;
use super::super::shelf::{Row, Shelf};
use super::super::ways::{Asked, shuffled};
use super::drawn_words::marked;

/// Telex with `[` for ơ and `]` for ư.
pub(crate) fn telex_brackets(shelf: &Shelf, row: &Row, _: &mut Random) -> Option<Asked> {
    let words = marked(row, 2, 7)?;
    let horned = words.iter().any(|word| {
        letters(word)
            .iter()
            .any(|letter| letter.shape == Shape::Horn)
    });
    let keys = words.iter().map(|word| bracketed(word));
    let text = keys.collect::<Vec<_>>().join(" ");
    horned.then_some(())?;
    Asked::first(text, same_name(shelf, row))
}

fn bracketed(word: &str) -> String {
    let found = letters(word);
    let mut keys = String::new();
    for letter in &found {
        match (letter.base, letter.shape) {
            ('o', Shape::Horn) => keys.push('['),
            ('u', Shape::Horn) => keys.push(']'),
            (base, Shape::Hat | Shape::Stroke) => keys.extend([base, base]),
            (base, Shape::Breve) => keys.extend([base, 'w']),
            (base, _) => keys.push(base),
        }
    }
    keys.extend(found.iter().filter_map(|letter| telex_tone(letter.tone)));
    keys
}

/// The keys of the Vietnamese layout of Windows: `m[9c` for mực, the tone after its vowel.
pub(crate) fn windows_layout(shelf: &Shelf, row: &Row, _: &mut Random) -> Option<Asked> {
    let keys = marked(row, 2, 7)?.iter().map(|word| windows_keys(word));
    let text = keys.collect::<Vec<_>>().join(" ");
    Asked::first(text, same_name(shelf, row))
}

fn windows_keys(word: &str) -> String {
    let mut keys = String::new();
    for letter in letters(word) {
        keys.push(match (letter.base, letter.shape) {
            ('a', Shape::Breve) => '1',
            ('a', Shape::Hat) => '2',
            ('e', Shape::Hat) => '3',
            ('o', Shape::Hat) => '4',
            ('d', Shape::Stroke) => '0',
            ('u', Shape::Horn) => '[',
            ('o', Shape::Horn) => ']',
            (base, _) => base,
        });
        keys.extend(match letter.tone {
            Tone::Level => None,
            Tone::Grave => Some('5'),
            Tone::Hook => Some('6'),
            Tone::Tilde => Some('7'),
            Tone::Acute => Some('8'),
            Tone::Dot => Some('9'),
        });
    }
    keys
}

/// Telex with its keys at the end of the syllable in any order: `mucwj` or `mucjw`.
pub(crate) fn telex_free(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    free(
        shelf,
        row,
        random,
        |letter| match letter.shape {
            Shape::Plain => None,
            Shape::Hat | Shape::Stroke => Some(letter.base),
            Shape::Breve | Shape::Horn => Some('w'),
        },
        telex_tone,
    )
}

/// VNI with its keys at the end of the syllable in any order: `muc75` or `muc57`.
pub(crate) fn vni_free(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    free(
        shelf,
        row,
        random,
        |letter| match letter.shape {
            Shape::Plain => None,
            Shape::Hat => Some('6'),
            Shape::Horn => Some('7'),
            Shape::Breve => Some('8'),
            Shape::Stroke => Some('9'),
        },
        |tone| match tone {
            Tone::Level => None,
            Tone::Acute => Some('1'),
            Tone::Grave => Some('2'),
            Tone::Hook => Some('3'),
            Tone::Tilde => Some('4'),
            Tone::Dot => Some('5'),
        },
    )
}

fn free(
    shelf: &Shelf,
    row: &Row,
    random: &mut Random,
    shape: impl Fn(Letter) -> Option<char>,
    tone: impl Fn(Tone) -> Option<char>,
) -> Option<Asked> {
    let mut words = Vec::new();
    for word in marked(row, 2, 7)? {
        let found = letters(word);
        let mut keys: Vec<char> = found.iter().filter_map(|letter| shape(*letter)).collect();
        // One key gives both letters of `ươ` their horns.
        keys.dedup();
        keys.extend(found.iter().filter_map(|letter| tone(letter.tone)));
        let keys: String = shuffled(keys, random).into_iter().collect();
        words.push(bare(word) + &keys);
    }
    Asked::first(words.join(" "), same_name(shelf, row))
}

/// Caps lock on: capitals where small letters were meant, also as raw keys.
pub(crate) fn caps_lock(shelf: &Shelf, row: &Row, random: &mut Random) -> Option<Asked> {
    let words = marked(row, 2, 7)?;
    let turned = |word: &String| -> String {
        let mut letters = word.chars();
        let first: String = letters.next().into_iter().collect();
        first + &letters.as_str().to_uppercase()
    };
    let way = random.below(4);
    let typed = words.iter().map(|word| match way {
        0 => turned(word),
        1 => turned(&bare(word)),
        2 => telex(word, ToneKey::Last).to_uppercase(),
        _ => vni(word, ToneKey::Last).to_uppercase(),
    });
    let text = typed.collect::<Vec<_>>().join(" ");
    Asked::first(text, same_name(shelf, row))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_those_of_the_published_tables() {
        assert_eq!(bracketed("mực"), "m]cj");
        assert_eq!(bracketed("đường"), "dd][ngf");
        assert_eq!(windows_keys("mực"), "m[9c");
        assert_eq!(windows_keys("chả"), "cha6");
        assert_eq!(windows_keys("đường"), "0[]5ng");
    }
}
