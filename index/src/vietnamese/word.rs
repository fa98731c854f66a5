//! Cuts text into words, each with its keys and its range in the original.
//!
//! A word has two keys. `canon` is its letters with their quality and the tone as a digit at the end, so that `hòa`,
//! `hoà` and the decomposed spellings are one key (`hoa2`); `fold` is the bare letters (`hoa`). Final `y` after a
//! consonant and `quy` are written with `i` in both (QĐ 1989/QĐ-BGDĐT art. 9: mỳ = mì, quý = quí), but `uy`, `ay`,
//! `ây` and a lone `y` stay. Ranges are byte offsets into the text, which is never changed. Words of composed letters
//! are looked up in `letter_table`; all others are decomposed by the rules of Unicode.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_compatible;

use super::{letter, letter_table};

/// One word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Letters with quality, lower case, and the tone digit 1 to 6 at the end.
    pub canon: String,
    /// Bare lower-case letters.
    pub fold: String,
}

impl Word {
    /// The word with this canonical key; its range is empty.
    pub(crate) fn from_canon(canon: String) -> Self {
        let letters = canon.strip_suffix(|c: char| c.is_ascii_digit());
        let letters = letters.unwrap_or(&canon).chars();
        let fold = letters.map(letter::bare_letter).collect();
        Self {
            range: 0..0,
            canon,
            fold,
        }
    }

    /// True when any letter has a mark: a quality or a tone.
    pub fn is_marked(&self) -> bool {
        !self.canon.ends_with('1') || self.canon.chars().any(letter::has_quality)
    }
}

/// The words of a text, in order: runs of letters, digits and combining marks.
pub fn split_words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    for_each_word(text, |letters, tone, range| {
        words.push(build_word(letters, tone, range));
    });
    words
}

/// The bare letters of each word, as [`Word::fold`] has them.
pub(crate) fn fold_each_word(text: &str) -> Vec<String> {
    let mut folds = Vec::new();
    for_each_fold(text, |fold| folds.push(fold.iter().collect()));
    folds
}

/// Calls `with` for the bare letters of each word, as [`Word::fold`] has them, without building the words.
pub(crate) fn for_each_fold(text: &str, mut with: impl FnMut(&[char])) {
    for_each_word(text, |letters, _, _| {
        for c in letters.iter_mut() {
            *c = letter::bare_letter(*c);
        }
        with(letters);
    });
}

/// Calls `with` for the letters of each word with their quality, its tone and its range. A word is a run of letters,
/// digits and combining marks.
fn for_each_word(text: &str, mut with: impl FnMut(&mut [char], u8, Range<usize>)) {
    // Room for nearly every word, so that it is allocated once.
    let mut letters = Vec::with_capacity(16);
    // `None` once the table cannot tell the word: it lacks a letter, or there are two tones.
    let mut tone = Some(letter::LEVEL_TONE);
    let mut start = None;
    for (index, c) in text
        .char_indices()
        .chain(std::iter::once((text.len(), ' ')))
    {
        let known = letter_table::look_up_letter(c);
        let is_inside = known.is_some()
            || c.is_alphanumeric()
            || (start.is_some() && (letter::is_combining_mark(c) || letter::is_ignorable(c)));
        if is_inside {
            start.get_or_insert(index);
            if let Some((plain, _)) = known {
                letters.push(plain);
            }
            tone = tone
                .zip(known)
                .and_then(|(tone, (_, mark))| letter_table::join_tones(tone, mark));
            continue;
        }
        let Some(from) = start.take() else {
            continue;
        };
        let tone = tone.replace(letter::LEVEL_TONE).unwrap_or_else(|| {
            let tone;
            (letters, tone) = decompose_letters(&text[from..index]);
            tone
        });
        if !letters.is_empty() {
            normalize_y(&mut letters);
            with(&mut letters, tone, from..index);
        }
        letters.clear();
    }
}

/// Calls `with` for the canonical key of each word, as [`canonical_keys`] returns them, without collecting them.
pub(crate) fn for_each_key(text: &str, mut with: impl FnMut(&str)) {
    for_each_key_range(text, |key, _| with(key));
}

/// The same with the range of the word.
pub(crate) fn for_each_key_range(text: &str, mut with: impl FnMut(&str, Range<usize>)) {
    let mut key = String::new();
    for_each_word(text, |letters, tone, range| {
        key.clear();
        key.extend(letters.iter());
        key.push(char::from(b'0' + tone));
        with(&key, range);
    });
}

/// The canonical keys of a text's words. Texts with equal keys differ at most in case, Unicode form, punctuation and
/// the position of tone marks.
pub(crate) fn canonical_keys(text: &str) -> Vec<String> {
    let mut keys = Vec::new();
    for_each_key(text, |key| keys.push(key.to_owned()));
    keys
}

/// The letters with quality and the tone of a word in any Unicode form and of any script.
fn decompose_letters(part: &str) -> (Vec<char>, u8) {
    let mixes_scripts = part.chars().any(|c| c.is_ascii_alphabetic())
        && part.chars().any(|c| letter::imitated_latin(c).is_some());
    let mut tone = letter::LEVEL_TONE;
    let mut letters = String::with_capacity(part.len());
    for c in part.chars().filter(|c| !letter::is_ignorable(*c)) {
        // Compatibility forms (full width, ligatures) become plain letters, accents are split off.
        decompose_compatible(letter::unify_variant(c), |piece| {
            if let Some(mark) = letter::tone_from_mark(piece) {
                tone = mark;
            } else {
                let piece = if mixes_scripts {
                    letter::imitated_latin(piece).unwrap_or(piece)
                } else {
                    piece
                };
                letters.extend(piece.to_lowercase().map(letter::unify_variant));
            }
        });
    }
    let letters = letters
        .nfc()
        .filter(|c| c.is_alphanumeric() || *c == 'đ')
        .collect();
    (letters, tone)
}

/// The word of these letters.
fn build_word(letters: &[char], tone: u8, range: Range<usize>) -> Word {
    // One allocation for each key: this runs for every word of a catalogue.
    let mut fold = String::with_capacity(letters.len());
    fold.extend(letters.iter().map(|c| letter::bare_letter(*c)));
    let mut canon = String::with_capacity(range.len() + 1);
    canon.extend(letters);
    canon.push(char::from(b'0' + tone));
    Word { range, canon, fold }
}

/// The canonical key of a word's letters, lower case with their quality, and its tone 1 to 6.
pub(super) fn canonical_key(mut letters: Vec<char>, tone: u8) -> String {
    normalize_y(&mut letters);
    let tone = char::from(b'0' + tone);
    letters.into_iter().chain(std::iter::once(tone)).collect()
}

/// Bare letters as [`Word::fold`] writes them: `my` is `mi`. For parts of a word that were cut before y was
/// normalized.
pub(crate) fn normalize_fold(fold: &str) -> String {
    let mut letters: Vec<char> = fold.chars().collect();
    normalize_y(&mut letters);
    letters.into_iter().collect()
}

/// Writes `i` for `y` where both spellings are the same syllable.
fn normalize_y(letters: &mut [char]) {
    let n = letters.len();
    let ends_open = n >= 2
        && letters[n - 1] == 'y'
        && letters[..n - 1]
            .iter()
            .all(|c| c.is_alphabetic() && !letter::is_vowel(*c));
    if ends_open {
        letters[n - 1] = 'i';
    } else if n >= 3
        && letters[..3] == ['q', 'u', 'y']
        && letters
            .get(3)
            .is_none_or(|c| letter::bare_letter(*c) != 'e')
    {
        letters[2] = 'i';
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canon(text: &str) -> String {
        split_words(text)
            .into_iter()
            .map(|w| w.canon)
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn fold(text: &str) -> String {
        split_words(text)
            .into_iter()
            .map(|w| w.fold)
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The 67 accented letters of each case, with their bare letter.
    const LETTERS: &str = "àa áa ảa ãa ạa ăa ằa ắa ẳa ẵa ặa âa ầa ấa ẩa ẫa ậa \
        èe ée ẻe ẽe ẹe êe ềe ếe ểe ễe ệe ìi íi ỉi ĩi ịi \
        òo óo ỏo õo ọo ôo ồo ốo ổo ỗo ộo ơo ờo ớo ởo ỡo ợo \
        ùu úu ủu ũu ụu ưu ừu ứu ửu ữu ựu ỳy ýy ỷy ỹy ỵy đd";

    #[test]
    fn all_134_letters_fold_in_nfc_nfd_and_windows_1258_form() {
        let mut count = 0;
        for pair in LETTERS.split_whitespace() {
            let mut chars = pair.chars();
            let (accented, bare) = (chars.next().unwrap(), chars.next().unwrap());
            for letter in [accented, accented.to_uppercase().next().unwrap()] {
                let nfc = format!("x{letter}x");
                let nfd: String = nfc.nfd().collect();
                // Windows-1258: the quality composed, the tone combining.
                let mut tone = String::new();
                let kept: String = nfd
                    .chars()
                    .filter(|c| {
                        let is_tone = super::letter::tone_from_mark(*c).is_some();
                        if is_tone {
                            tone.push(*c);
                        }
                        !is_tone
                    })
                    .nfc()
                    .collect();
                let cp1258 = kept[..kept.len() - 1].to_owned() + &tone + "x";
                for form in [nfc.clone(), nfd, cp1258] {
                    assert_eq!(fold(&form), format!("x{bare}x"), "{form:?}");
                    assert_eq!(canon(&form), canon(&nfc), "{form:?}");
                }
                count += 1;
            }
        }
        assert_eq!(count, 134);
    }

    #[test]
    fn spellings_of_one_syllable_share_their_key() {
        for (a, b, key) in [
            ("hòa", "hoà", "hoa2"),
            ("khỏe", "khoẻ", "khoe3"),
            ("thủy", "thuỷ", "thuy3"),
            ("việt", "vịêt", "viêt6"),
            ("thuyến", "thuýên", "thuyên5"),
            ("tuỵnh", "tụynh", "tuynh6"),
            ("quý", "qúy", "qui5"),
            ("quý", "quí", "qui5"),
            ("quỳnh", "quình", "quinh2"),
            ("mỳ", "mì", "mi2"),
            ("kỹ", "kĩ", "ki4"),
            ("ty", "ti", "ti1"),
            ("của", "cuả", "cua3"),
            ("giá", "gía", "gia5"),
            ("Đà", "Ðà", "đa2"),
            ("ƣơng", "ương", "ương1"),
        ] {
            assert_eq!(canon(a), key, "{a}");
            assert_eq!(canon(b), key, "{b}");
        }
    }

    #[test]
    fn different_syllables_keep_different_keys() {
        for (a, b) in [
            ("thúy", "thúi"),
            ("tay", "tai"),
            ("y", "i"),
            ("quyền", "quiền"),
            ("mục", "mực"),
            ("hòa", "hóa"),
        ] {
            assert_ne!(canon(a), canon(b), "{a} {b}");
        }
    }

    #[test]
    fn words_keep_their_place_in_the_original() {
        let nfd: String = "Chả mực (Hạ-Long) 83-829".nfd().collect();
        let parts: Vec<String> = split_words(&nfd)
            .into_iter()
            .map(|w| nfd[w.range].nfc().collect())
            .collect();
        assert_eq!(parts, ["Chả", "mực", "Hạ", "Long", "83", "829"]);
    }

    #[test]
    fn look_alikes_count_only_in_words_that_mix_scripts() {
        assert_eq!(fold("Quу tắᴄ"), "qui tac");
        assert_eq!(fold("сало"), "сало");
        for sign in
            "\u{ad}\u{200b}\u{200d}\u{2060}\u{feff}\u{200e}\u{202a}\u{202e}\u{2069}\u{fe0f}\u{3164}"
                .chars()
        {
            let text = format!("{sign}ch{sign}ả{sign} {sign}");
            assert_eq!(fold(&text), "cha", "{text:?}");
        }
        assert_eq!(fold("ＯＣＯＰ ２"), "ocop 2");
    }

    fn quick(text: &str) -> Option<(Vec<char>, u8)> {
        let mut letters = Vec::new();
        let mut tone = super::letter::LEVEL_TONE;
        for c in text.chars() {
            let (plain, mark) = super::letter_table::look_up_letter(c)?;
            letters.push(plain);
            tone = super::letter_table::join_tones(tone, mark)?;
        }
        Some((letters, tone))
    }

    proptest::proptest! {
        #[test]
        fn keys_handed_on_are_those_of_the_words(text in "[a-z0-9à-ỹÐƯư\u{200b}\u{301}а-с .,-]{0,30}") {
            let mut keys = Vec::new();
            super::for_each_key(&text, |key| keys.push(key.to_owned()));
            let words = super::split_words(&text).into_iter();
            proptest::prop_assert_eq!(&keys, &words.map(|word| word.canon).collect::<Vec<_>>());
            proptest::prop_assert_eq!(keys, super::canonical_keys(&text));
        }

        #[test]
        fn folds_handed_on_are_those_of_the_words(text in "[a-z0-9à-ỹÐƯư\u{200b}\u{301}а-с .,-]{0,30}") {
            let folds = super::fold_each_word(&text);
            let words = super::split_words(&text).into_iter();
            proptest::prop_assert_eq!(folds, words.map(|word| word.fold).collect::<Vec<_>>());
        }

        #[test]
        fn the_quick_way_and_the_whole_way_read_alike(
            text in "[a-zA-Z0-9à-ỹÀ-ỸĐđÐƯươăĂ]{1,8}",
        ) {
            if let Some(quick) = quick(&text) {
                proptest::prop_assert_eq!(quick, super::decompose_letters(&text));
            }
        }
    }

    #[test]
    fn every_letter_of_the_quick_table_is_read_as_the_whole_way_reads_it() {
        let mut known = 0;
        for c in '\0'..'\u{2000}' {
            let text = c.to_string();
            if let Some(quick) = quick(&text) {
                assert_eq!(quick, super::decompose_letters(&text), "{c:?}");
                known += 1;
            }
            let is_known = super::letter_table::look_up_letter(c).is_some();
            assert!(!is_known || c.is_alphanumeric(), "{c:?}");
        }
        // Digits, both cases of the plain alphabet and of 67 accented letters at least.
        assert!(known >= 10 + 2 * 26 + 2 * 67, "{known}");
    }

    #[test]
    fn marks_are_noticed() {
        let marked = |text: &str| split_words(text)[0].is_marked();
        assert!(marked("mực") && marked("mưc") && marked("đa") && marked("mục"));
        assert!(!marked("muc") && !marked("10"));
    }
}
