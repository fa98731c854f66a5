//! The plain words of a line as words, numbers and signs, each with what it may mean.

use std::ops::Range;

use crate::vietnamese::mark_agreement::{self, MarkAgreement};
use crate::vietnamese::spelling::is_bare_syllable;
use crate::vietnamese::{Word, split_words, telex, vni};

/// A word, a number or a sign of the line.
#[derive(Clone, Debug)]
pub(super) struct SpokenWord {
    /// As typed. Its range is in the line.
    pub(super) word: Word,
    /// What it means typed in Telex or VNI.
    pub(super) decoded: Vec<Word>,
    /// Its number, when it is all digits.
    pub(super) number: Option<u32>,
    /// It begins where the one before it ends, without a space or a sign between: the `k` of `300k`.
    pub(super) is_glued: bool,
    /// No letters and no digits.
    pub(super) is_sign: bool,
    /// Its bare letters are a syllable.
    is_syllable: bool,
}

/// Signs that patterns may name; all others only separate words.
const SIGNS: [char; 10] = ['-', '/', ',', '+', '*', '>', '<', '=', '?', ':'];

/// No syllable takes more keys in Telex or VNI.
const MAX_SYLLABLE_KEYS: usize = 16;

/// The longest number that is read: a year, days, or thousands of đồng.
const MAX_NUMBER_DIGITS: usize = 9;

/// Cuts a part of a line, which begins at this byte of it.
pub(super) fn split_spoken_words(text: &str, offset: usize, words: &mut Vec<SpokenWord>) {
    let mut rest_start = 0;
    for word in split_words(text) {
        push_signs(
            &text[rest_start..word.range.start],
            offset + rest_start,
            words,
        );
        rest_start = word.range.end;
        push_word(text, word, offset, words);
    }
    push_signs(&text[rest_start..], offset + rest_start, words);
}

/// A word, or the number and the letters of `4sao`.
fn push_word(text: &str, word: Word, offset: usize, words: &mut Vec<SpokenWord>) {
    let typed = &text[word.range.clone()];
    let digits = typed.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits == typed.len() {
        words.push(SpokenWord::new(typed, word, offset, false));
        return;
    }
    let start = word.range.start;
    for (is_glued, range) in [(false, 0..digits), (true, digits..typed.len())] {
        let part = &typed[range.clone()];
        for mut piece in split_words(part) {
            piece.range = start + range.start..start + range.end;
            words.push(SpokenWord::new(part, piece, offset, is_glued));
        }
    }
}

/// Signs between two words. `offset` is where they begin in the line; one directly behind a letter is glued to it.
fn push_signs(text: &str, offset: usize, words: &mut Vec<SpokenWord>) {
    let is_behind_letters = words
        .last()
        .is_some_and(|word| word.number.is_none() && word.word.range.end == offset);
    for (at, c) in text.char_indices() {
        let unified: &[char] = match c {
            '–' | '—' | '−' | '~' => &['-'],
            '⭐' | '★' | '☆' | '✩' | '✭' | '🌟' => &['*'],
            '≥' => &['>', '='],
            '≤' => &['<', '='],
            sign if SIGNS.contains(&sign) => &[sign],
            _ => &[],
        };
        for sign in unified {
            let range = offset + at..offset + at + c.len_utf8();
            words.push(SpokenWord {
                word: Word {
                    range,
                    canon: format!("{sign}1"),
                    fold: sign.to_string(),
                },
                decoded: Vec::new(),
                number: None,
                is_glued: is_behind_letters && at == 0,
                is_sign: true,
                is_syllable: false,
            });
        }
    }
}

impl SpokenWord {
    fn new(typed: &str, mut word: Word, offset: usize, is_glued: bool) -> Self {
        word.range = word.range.start + offset..word.range.end + offset;
        let is_number =
            typed.len() <= MAX_NUMBER_DIGITS && typed.bytes().all(|b| b.is_ascii_digit());
        let lower = typed.to_lowercase();
        let canons = if is_number || !typed.is_ascii() || typed.len() > MAX_SYLLABLE_KEYS {
            Vec::new()
        } else if typed.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            telex::decode_telex(&lower)
        } else {
            vni::decode_vni(&lower)
        };
        let is_syllable = word.fold.len() <= MAX_SYLLABLE_KEYS && is_bare_syllable(&word.fold);
        Self {
            number: is_number.then(|| typed.parse().ok()).flatten(),
            word,
            decoded: canons
                .into_iter()
                .map(Word::from_canon)
                .chain(spoken_short_form(&lower))
                .collect(),
            is_glued,
            is_sign: false,
            is_syllable,
        }
    }

    /// Its bytes in the line.
    pub(super) fn range(&self) -> Range<usize> {
        self.word.range.clone()
    }

    /// True when it may be this word: the marks that were typed agree, or it is the word in Telex or VNI.
    pub(super) fn matches(&self, meant: &Word) -> bool {
        is_spelled(&self.word, meant) || self.decoded.iter().any(|word| word.canon == meant.canon)
    }

    /// Its letters as typed, or the bare ones that it means as keys of Telex or VNI.
    pub(super) fn comparable_text(&self, line: &str, are_keystrokes: bool) -> String {
        let keys = self.decoded.first().filter(|_| are_keystrokes);
        keys.map_or_else(|| line[self.range()].to_owned(), |word| word.fold.clone())
    }

    /// True when it has every mark of this word.
    pub(super) fn has_marks_of(&self, meant: &Word) -> bool {
        self.word.canon == meant.canon || self.decoded.iter().any(|word| word.canon == meant.canon)
    }

    /// True when its letters are a syllable, and so a word of its own rather than a slip.
    pub(super) fn is_syllable(&self) -> bool {
        self.is_syllable
    }

    /// True for keys of Telex or VNI that cannot be a syllable.
    pub(super) fn is_keystrokes(&self) -> bool {
        !self.is_syllable && !self.decoded.is_empty()
    }

    /// How it agrees with a word of a phrase; `None` for another word.
    pub(super) fn compare(&self, meant: &Word) -> Option<WordAgreement> {
        if self.matches(meant) {
            Some(WordAgreement::Same)
        } else if self.is_slip_of(meant) {
            Some(WordAgreement::Slip)
        } else {
            None
        }
    }

    /// True when it is this word with one slip: a letter too many, too few, another one, or two exchanged. Short words
    /// are too near to each other for that; they only double a letter or exchange two. So do words that decide what a
    /// phrase means, unless what was typed cannot be a word: `bưởi 4 sao` is not `dưới 4 sao`.
    pub(super) fn is_slip_of(&self, meant: &Word) -> bool {
        let (typed, meant) = (self.word.fold.as_str(), meant.fold.as_str());
        // Most words are of another length or are not near at all.
        if meant.len() < 3 || typed.len().abs_diff(meant.len()) > 1 || !is_one_edit(typed, meant) {
            return false;
        }
        if self.number.is_some() || self.is_sign || !typed.is_ascii() || !meant.is_ascii() {
            return false;
        }
        if is_exchanged(typed, meant) || has_doubled_letter(typed, meant) {
            return true;
        }
        let is_safe = meant.len() > 3 && !DECIDING_WORDS.contains(&meant) || !self.is_syllable;
        is_safe && typed.len() > 2
    }
}

/// How a typed word agrees with one of a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WordAgreement {
    /// It is the word.
    Same,
    /// It is the word with a slip.
    Slip,
}

/// How many of these words have a slip, when they are the words of a phrase: none, or one beside a right one or in a
/// long word.
pub(super) fn count_slips(typed: &[SpokenWord], meant: &[Word]) -> Option<usize> {
    let mut slips = 0;
    for (typed, meant) in typed.iter().zip(meant) {
        slips += usize::from(typed.compare(meant)? == WordAgreement::Slip);
    }
    let is_long = meant
        .iter()
        .any(|word| word.fold.len() > MIN_SINGLE_SLIP_LETTERS);
    let is_likely = slips == 0 || slips == 1 && (meant.len() > 1 || is_long);
    (typed.len() == meant.len() && is_likely).then_some(slips)
}

/// A phrase of one word has more letters than this to be read with a slip.
pub(super) const MIN_SINGLE_SLIP_LETTERS: usize = 6;

/// Words that decide what a phrase means and that have common words one letter away.
const DECIDING_WORDS: [&str; 24] = [
    "khong", "truoc", "ngoai", "chua", "khac", "duoi", "tren", "thap", "hang", "loai", "nhom",
    "with", "have", "from", "over", "under", "most", "thang", "khoang", "hien", "cung", "tinh",
    "duoc", "chung",
];

/// `không` as it is written in text messages.
fn spoken_short_form(typed: &str) -> Option<Word> {
    const NOT: [&str; 6] = ["ko", "kg", "hok", "khum", "hông", "hổng"];
    let not = NOT.contains(&typed).then(|| split_words("không"));
    not.and_then(|words| words.into_iter().next())
}

fn is_spelled(typed: &Word, meant: &Word) -> bool {
    if typed.fold != meant.fold {
        return false;
    }
    // Who typed another mark would have typed that of đ: `dược` is not `được`.
    let lacks_stroke =
        typed.is_marked() && meant.canon.starts_with('đ') && !typed.canon.starts_with('đ');
    !lacks_stroke
        && mark_agreement::compare_marks(&typed.canon, &meant.canon) != MarkAgreement::Contradiction
}

/// True for ASCII words that are one edit apart: a letter more, less or another one, or two neighbours exchanged.
fn is_one_edit(typed: &str, meant: &str) -> bool {
    let (a, b) = (typed.as_bytes(), meant.as_bytes());
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[same..], &b[same..]);
    match (a, b) {
        ([], [_]) | ([_], []) => true,
        ([_, rest_a @ ..], [_, rest_b @ ..]) => {
            rest_a == rest_b || rest_a == b || rest_b == a || is_exchanged_at_start(a, b)
        }
        _ => false,
    }
}

fn is_exchanged_at_start(typed: &[u8], meant: &[u8]) -> bool {
    match (typed, meant) {
        ([first, second, typed @ ..], [meant_first, meant_second, meant @ ..]) => {
            first == meant_second && second == meant_first && typed == meant
        }
        _ => false,
    }
}

/// True for the same letters with two neighbours exchanged.
fn is_exchanged(typed: &str, meant: &str) -> bool {
    let same = typed
        .bytes()
        .zip(meant.bytes())
        .take_while(|(x, y)| x == y)
        .count();
    typed.len() == meant.len()
        && is_exchanged_at_start(&typed.as_bytes()[same..], &meant.as_bytes()[same..])
}

/// True for the same letters with one of them twice.
fn has_doubled_letter(typed: &str, meant: &str) -> bool {
    let (typed, meant) = (typed.as_bytes(), meant.as_bytes());
    let same = typed.iter().zip(meant).take_while(|(x, y)| x == y).count();
    typed.len() == meant.len() + 1
        && same > 0
        && typed[same] == typed[same - 1]
        && typed[same + 1..] == meant[same..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_edit_is_a_letter_more_less_other_or_two_exchanged() {
        for (typed, meant) in [
            ("hieeu", "hieu"),
            ("hiu", "hieu"),
            ("hiau", "hieu"),
            ("heiu", "hieu"),
            ("saoo", "sao"),
        ] {
            assert!(
                is_one_edit(typed, meant) && is_one_edit(meant, typed),
                "{typed}"
            );
        }
        for (typed, meant) in [
            ("hieu", "hieu"),
            ("heui", "hieu"),
            ("h", "hieu"),
            ("xieux", "hieu"),
        ] {
            assert!(!is_one_edit(typed, meant), "{typed}");
        }
        assert!(
            is_exchanged("hna", "han")
                && !is_exchanged("han", "han")
                && !is_exchanged("hno", "han")
        );
        assert!(has_doubled_letter("saoo", "sao") && has_doubled_letter("ssao", "sao"));
        assert!(!has_doubled_letter("saon", "sao"));
    }
}
