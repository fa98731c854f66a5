//! Words with signs in the place of letters that were lost on the way: `Ch? m?c`, and U+FFFD instead of each `?`.
//!
//! What was lost has a mark, as all other letters are ASCII or Latin-1 and came through. A sign stands for one letter,
//! or for each of its two or three bytes. Must not: choose a word; the caller asks its vocabulary.

use unicode_normalization::UnicodeNormalization;

use super::letter;

/// Bytes in UTF-8 of a letter that can be lost.
const LETTER_BYTES: std::ops::RangeInclusive<usize> = 2..=3;

/// A word of a text with lost letters.
pub(crate) struct WrittenWord<'a> {
    /// As written.
    pub(crate) text: &'a str,
    /// When signs stand in it or directly beside it.
    pub(crate) pattern: Option<LetterPattern>,
}

/// What is left of a word.
pub(crate) struct LetterPattern {
    pieces: Vec<PatternPiece>,
    /// The tone that was written.
    tone: Option<u8>,
}

#[derive(Clone, Copy)]
enum PatternPiece {
    /// A letter with its quality.
    Letter(char),
    /// Signs in a row.
    Lost(usize),
}

/// The words of a text in which letters were lost; `None` when no sign stands beside a letter.
pub(crate) fn split_with_lost_letters(text: &str) -> Option<Vec<WrittenWord<'_>>> {
    if !text.contains(is_sign) {
        return None;
    }
    let is_separator = |c: char| {
        !c.is_alphanumeric()
            && !is_sign(c)
            && !letter::is_combining_mark(c)
            && !letter::is_ignorable(c)
    };
    let words: Vec<WrittenWord<'_>> = text
        .split(is_separator)
        .filter(|word| !word.is_empty())
        .map(|text| WrittenWord {
            text,
            pattern: text.contains(is_sign).then(|| parse_pattern(text)),
        })
        .collect();
    let is_broken =
        |word: &WrittenWord<'_>| word.pattern.is_some() && word.text.contains(char::is_alphabetic);
    words.iter().any(is_broken).then_some(words)
}

/// True for the signs that programs write for a letter they do not know.
const fn is_sign(c: char) -> bool {
    matches!(c, '?' | '\u{fffd}')
}

fn parse_pattern(word: &str) -> LetterPattern {
    let mut pattern = LetterPattern {
        pieces: Vec::new(),
        tone: None,
    };
    for c in word.chars() {
        if is_sign(c) {
            if let Some(PatternPiece::Lost(count)) = pattern.pieces.last_mut() {
                *count += 1;
            } else {
                pattern.pieces.push(PatternPiece::Lost(1));
            }
            continue;
        }
        let mut rest = Vec::new();
        for piece in std::iter::once(c).nfd() {
            match letter::tone_from_mark(piece) {
                Some(tone) => pattern.tone = Some(tone),
                None => rest.push(piece),
            }
        }
        let letters = rest.into_iter().nfc().flat_map(char::to_lowercase);
        let letters = letters.map(letter::unify_variant);
        pattern.pieces.extend(letters.map(PatternPiece::Letter));
    }
    pattern
}

impl LetterPattern {
    /// True when this may be left of the word with a canonical key, or of its beginning.
    pub(crate) fn matches(&self, canon: &str, is_beginning: bool) -> bool {
        if let Some(PatternPiece::Letter(first)) = self.pieces.first()
            && !canon.starts_with(*first)
        {
            return false;
        }
        let mut letters: Vec<char> = canon.chars().collect();
        let tone = letters.pop().and_then(|tone| tone.to_digit(10));
        let tone = tone.unwrap_or_default() as u8;
        if self.tone.is_some_and(|written| written != tone) {
            return false;
        }
        let word = MaimedWord {
            is_beginning,
            has_lost_tone: self.tone.is_none() && tone != letter::LEVEL_TONE,
        };
        word.matches(&self.pieces, &letters, false)
    }
}

/// How a word is compared with what is left of it.
#[derive(Clone, Copy)]
struct MaimedWord {
    is_beginning: bool,
    /// The word has a tone, and the letter under it was lost.
    has_lost_tone: bool,
}

impl MaimedWord {
    /// True when the pieces may be left of these letters; `tone_found` when the tone may have been on one before.
    fn matches(self, pieces: &[PatternPiece], letters: &[char], tone_found: bool) -> bool {
        let Some((piece, pieces)) = pieces.split_first() else {
            let is_whole = letters.is_empty() && (tone_found || !self.has_lost_tone);
            return is_whole || self.is_beginning && !letters.is_empty();
        };
        match piece {
            PatternPiece::Letter(written) => letters.split_first().is_some_and(|(letter, rest)| {
                // Keys have i for the y of mỳ.
                let is_same = letter == written || *written == 'y' && *letter == 'i';
                is_same && self.matches(pieces, rest, tone_found)
            }),
            PatternPiece::Lost(signs) => (1..=letters.len().min(*signs)).any(|count| {
                let is_counted = *signs == count
                    || (count * LETTER_BYTES.start()..=count * LETTER_BYTES.end()).contains(signs);
                let (lost, rest) = letters.split_at(count);
                let tone_found = tone_found || lost.iter().any(|letter| letter::is_vowel(*letter));
                is_counted
                    && lost.iter().all(|letter| self.can_be_lost(*letter))
                    && self.matches(pieces, rest, tone_found)
            }),
        }
    }

    fn can_be_lost(self, c: char) -> bool {
        letter::has_quality(c) || self.has_lost_tone && letter::is_vowel(c)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vietnamese::split_words;

    fn fits(written: &str, word: &str) -> bool {
        let words = split_with_lost_letters(written).unwrap();
        let pattern = words[0].pattern.as_ref().unwrap();
        pattern.matches(&split_words(word)[0].canon, false)
    }

    #[test]
    fn a_sign_stands_for_a_letter_or_for_its_bytes() {
        for (written, word) in [
            ("ch?", "chả"),
            ("m?c", "mực"),
            ("?á", "đá"),
            ("n??c", "nước"),
            ("n\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}c", "nước"),
            ("r\u{fffd}\u{fffd}u", "rượu"),
            ("m?", "mỳ"),
            ("B\u{fffd}\u{fffd}\u{fffd}p", "bắp"),
        ] {
            assert!(fits(written, word), "{written} {word}");
        }
    }

    #[test]
    fn what_came_through_is_as_written() {
        for (written, word) in [
            ("ch?", "cha"),
            ("m?c", "mức tôm"),
            ("m?c", "moc"),
            ("h?a", "hoàn"),
            ("tr?", "tro"),
            ("n?c", "nước"),
        ] {
            assert_eq!(fits(written, word), word == "mức tôm", "{written} {word}");
        }
    }

    #[test]
    fn only_signs_beside_letters_count() {
        for text in ["", "chả mực", "500?", "??? !", "?"] {
            assert!(split_with_lost_letters(text).is_none(), "{text}");
        }
        assert!(
            split_with_lost_letters("ở đâu?").is_some(),
            "the vocabulary decides"
        );
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "[a-zđáâ?\u{fffd} ]{0,20}") {
            for word in split_with_lost_letters(&text).unwrap_or_default() {
                if let Some(pattern) = word.pattern {
                    pattern.matches("nươc5", true);
                }
            }
        }
    }
}
