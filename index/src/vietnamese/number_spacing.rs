//! Other spaces between numbers and letters: `ST25` is also written `ST 25`, and `500 ml` is also `500ml`.
//!
//! Where a letter meets a digit, a space says nothing; anywhere else it does. A text is cut into pieces of letters and
//! pieces of digits, and put together again with some of these spaces added or left out. Must not: know which words
//! there are; the caller says.

use super::letter;

/// Most spaces that are added or left out at once.
const MAX_CHANGES: usize = 4;
/// Most spellings of one text: every one of a text with four such places.
const MAX_SPELLINGS: usize = 15;
/// Most pieces that become one word.
const MAX_JOINED_PIECES: usize = 5;

/// A word of a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct UncutWord<'a> {
    pub(crate) text: &'a str,
    /// Its digits belong to it, as in VNI; it is never cut.
    pub(crate) stays_whole: bool,
}

/// A word of a text with other spaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SpacedWord {
    /// Its letters and digits as typed.
    pub(crate) text: String,
    /// The index of the typed word that it is; `None` when it was cut or joined.
    pub(crate) typed_index: Option<usize>,
    /// It was cut from the same typed word as the one before it.
    pub(crate) is_cut_off: bool,
    /// It is the last word of the text.
    pub(crate) is_last: bool,
}

/// A text with other spaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OtherSpacing {
    pub(crate) words: Vec<SpacedWord>,
    /// How many spaces were added or left out, 1 or more.
    pub(crate) changes: usize,
}

/// A run of letters or of digits in a typed word.
#[derive(Clone, Copy, Debug)]
struct Piece<'a> {
    text: &'a str,
    word_index: usize,
}

/// The texts with other spaces than these words have, those with the fewest changes first. Only words that are
/// `known` are cut off or joined.
pub(crate) fn respace_numbers(
    words: &[UncutWord<'_>],
    known: impl FnMut(&SpacedWord) -> bool,
) -> Vec<OtherSpacing> {
    let pieces: Vec<Piece<'_>> = words
        .iter()
        .enumerate()
        .flat_map(|(word_index, word)| {
            let pieces = if word.stays_whole {
                vec![word.text]
            } else {
                cut_at_numbers(word.text)
            };
            let pieces = pieces.into_iter();
            pieces.map(move |text| Piece { text, word_index })
        })
        .collect();
    let mut places = pieces.windows(2);
    if !places.any(|pair| is_number_boundary(pair[0].text, pair[1].text)) {
        return Vec::new();
    }
    let mut respacer = Respacer {
        pieces: &pieces,
        known,
        verdicts: vec![None; pieces.len() * MAX_JOINED_PIECES],
        words: Vec::new(),
        spacings: Vec::new(),
    };
    for changes in 1..=MAX_CHANGES {
        respacer.add_spacings(0, changes, changes);
    }
    respacer.spacings
}

/// True when the last sign of one text is a digit and the first of the next is not, or the other way round.
pub(crate) fn is_number_boundary(before: &str, after: &str) -> bool {
    let last = before.chars().rfind(|c| !is_attached(*c));
    let first = after.chars().next();
    last.zip(first)
        .is_some_and(|(last, first)| last.is_numeric() != first.is_numeric())
}

/// The runs of letters and of digits of a word.
fn cut_at_numbers(word: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut last: Option<char> = None;
    for (index, c) in word.char_indices().filter(|(_, c)| !is_attached(*c)) {
        if last.is_some_and(|last| last.is_numeric() != c.is_numeric()) {
            pieces.push(&word[start..index]);
            start = index;
        }
        last = Some(c);
    }
    pieces.push(&word[start..]);
    pieces
}

/// True for signs that belong to the letter before them.
const fn is_attached(c: char) -> bool {
    letter::is_combining_mark(c) || letter::is_ignorable(c)
}

/// Puts pieces together in all ways.
struct Respacer<'a, F> {
    pieces: &'a [Piece<'a>],
    known: F,
    /// Whether a cut or joined word is known, by its first piece and how many it has; `None` when not yet asked.
    verdicts: Vec<Option<bool>>,
    /// The words of the spacing under way.
    words: Vec<SpacedWord>,
    spacings: Vec<OtherSpacing>,
}

impl<F: FnMut(&SpacedWord) -> bool> Respacer<'_, F> {
    /// Adds every spacing of the pieces from `start` on, after the words so far, with `left` of all its changes.
    fn add_spacings(&mut self, start: usize, left: usize, changes: usize) {
        if self.spacings.len() == MAX_SPELLINGS {
            return;
        }
        if start == self.pieces.len() {
            if left == 0 {
                let words = self.words.clone();
                self.spacings.push(OtherSpacing { words, changes });
            }
            return;
        }
        let is_cut = |end: usize| end > 0 && is_same_word(&self.pieces[end - 1..=end]);
        let is_cut_off = is_cut(start);
        let typed_count = self.pieces[start..]
            .iter()
            .take_while(|piece| piece.word_index == self.pieces[start].word_index)
            .count();
        let long_typed_word = (typed_count > MAX_JOINED_PIECES).then_some(typed_count);
        let most = MAX_JOINED_PIECES.min(self.pieces.len() - start);
        for count in (1..=most).chain(long_typed_word) {
            let end = start + count;
            let run = &self.pieces[start..end];
            let mut pairs = run.windows(2);
            if !pairs.all(|pair| is_number_boundary(pair[0].text, pair[1].text)) {
                return;
            }
            let joined = run.windows(2).filter(|pair| !is_same_word(pair)).count();
            let is_last = end == self.pieces.len();
            let used = joined + usize::from(!is_last && is_cut(end));
            if used > left {
                continue;
            }
            let is_typed = used == 0 && !is_cut_off;
            let word = SpacedWord {
                text: run.iter().map(|piece| piece.text).collect(),
                typed_index: is_typed.then_some(run[0].word_index),
                is_cut_off,
                is_last,
            };
            if is_typed || self.is_known(start, count, &word) {
                self.words.push(word);
                self.add_spacings(end, left - used, changes);
                self.words.pop();
            }
        }
    }

    fn is_known(&mut self, start: usize, count: usize, word: &SpacedWord) -> bool {
        if count > MAX_JOINED_PIECES {
            return false;
        }
        let index = start * MAX_JOINED_PIECES + count - 1;
        let verdict = self.verdicts[index].unwrap_or_else(|| (self.known)(word));
        self.verdicts[index] = Some(verdict);
        verdict
    }
}

/// True when two neighbouring pieces are of one typed word.
fn is_same_word(pair: &[Piece<'_>]) -> bool {
    pair[0].word_index == pair[1].word_index
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<UncutWord<'_>> {
        let words = text.split(' ').map(|text| UncutWord {
            text,
            stays_whole: false,
        });
        words.collect()
    }

    fn spellings(text: &str) -> Vec<String> {
        let words = split(text);
        let spacings = respace_numbers(&words, |_| true).into_iter();
        let texts = spacings.map(|spacing| {
            let words = spacing.words.into_iter();
            words.map(|word| word.text).collect::<Vec<_>>().join(" ")
        });
        texts.collect()
    }

    #[test]
    fn a_space_comes_and_goes_only_between_a_letter_and_a_digit() {
        assert_eq!(spellings("st25"), ["st 25"]);
        assert_eq!(spellings("500 ml"), ["500ml"]);
        assert_eq!(
            spellings("gạo st25 thơm"),
            ["gạo st 25 thơm", "gạo st25thơm", "gạo st 25thơm"]
        );
        assert_eq!(spellings("1 5l"), ["1 5 l"]);
        assert_eq!(spellings("b12c"), ["b 12c", "b12 c", "b 12 c"]);
        assert_eq!(spellings("mu\u{323}75"), ["mu\u{323} 75"]);
        for text in ["chả mực", "12 34", "", "0203"] {
            assert!(spellings(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn what_was_typed_and_what_was_cut_are_told_apart() {
        let spacings = respace_numbers(&split("gạo st25"), |word| !word.text.contains("gạos"));
        let [only] = spacings.as_slice() else {
            panic!("{spacings:?}");
        };
        let words: Vec<(Option<usize>, bool, bool)> = only
            .words
            .iter()
            .map(|word| (word.typed_index, word.is_cut_off, word.is_last))
            .collect();
        let expected = [
            (Some(0), false, false),
            (None, false, false),
            (None, true, true),
        ];
        assert_eq!((words.as_slice(), only.changes), (&expected[..], 1));
    }

    #[test]
    fn only_known_words_are_made_and_there_are_never_too_many() {
        let known = ["25", "st", "500g"];
        let spacings = respace_numbers(&split("st25 500 g hộp"), |word| {
            known.contains(&word.text.as_str())
        });
        let texts: Vec<usize> = spacings.iter().map(|spacing| spacing.changes).collect();
        assert_eq!(texts, [1, 1, 2]);
        let long: Vec<String> = (0..40).map(|number| format!("a{number}b")).collect();
        let long = long.join(" ");
        let long = split(&long);
        assert_eq!(respace_numbers(&long, |_| true).len(), MAX_SPELLINGS);
        assert!(respace_numbers(&long, |_| false).is_empty());
    }

    #[test]
    fn a_word_that_stays_whole_is_not_cut() {
        let mut words = split("cha3 mu75c 500g");
        (words[0].stays_whole, words[1].stays_whole) = (true, true);
        let spacings = respace_numbers(&words, |word| word.text.len() < 5);
        let texts = spacings[0].words.iter().map(|word| word.text.as_str());
        assert_eq!(texts.collect::<Vec<_>>(), ["cha3", "mu75c", "500", "g"]);
        assert_eq!(spacings.len(), 1);
    }

    proptest::proptest! {
        #[test]
        fn letters_and_digits_stay_in_their_order(text in "[a-c1-3]{1,4}( [a-c1-3]{1,4}){0,4}") {
            let spellings = spellings(&text);
            for spelling in &spellings {
                proptest::prop_assert_eq!(spelling.replace(' ', ""), text.replace(' ', ""));
                proptest::prop_assert_ne!(spelling, &text);
            }
            let mut different = spellings.clone();
            different.sort();
            different.dedup();
            proptest::prop_assert_eq!(different.len(), spellings.len());
        }
    }
}
