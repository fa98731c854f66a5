//! Splits syllables written together: `chamuc` is cha and muc, `khocakeo` is kho, ca and keo.
//!
//! Nearly half of the bare syllables can be split into two others, so this is a late interpretation and its results
//! are scored: the words' probability, a price for each piece, and a higher one for a piece of one letter. Pieces are
//! cut before y is normalized, as `mygao` has its y in the middle, and looked up after that. Must not: know where
//! words come from, or be called for one known word; the caller checks first.

use super::word::normalize_fold;

/// The known words and their frequency.
pub(crate) trait WordLexicon {
    /// The natural logarithm of the probability of a word with these bare letters, as
    /// [`super::Word::fold`] writes them; `None` when there is none.
    fn log_probability(&self, fold: &str) -> Option<f32>;
    /// True when some word begins with these bare letters.
    fn has_prefix(&self, fold: &str) -> bool;
}

/// A split of a text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct WordSplit {
    /// The bare letters of the words, in order, two or more.
    pub pieces: Vec<String>,
    /// True when the last piece is only the prefix of a word.
    pub ends_in_prefix: bool,
    /// The sum of the pieces' weights and prices; a natural logarithm, higher is better.
    pub score: f32,
}

/// The longest text that is split, in letters.
const MAX_LETTERS: usize = 64;
/// The longest piece, in letters: syllables have seven at most, names more.
const MAX_PIECE_LETTERS: usize = 16;
/// The price of each piece.
const PIECE_PRICE: f32 = -2.0;
/// The additional price of a piece of one letter.
const LONE_LETTER_PRICE: f32 = -6.0;
/// The weight of a prefix: a little less than that of a rare word.
const PREFIX_WEIGHT: f32 = -10.0;

/// The last step of one of the best splits up to a boundary between letters.
#[derive(Clone, Copy)]
struct SplitStep {
    score: f32,
    /// The boundary before its last piece.
    start: usize,
    /// Which of the best splits up to `start` it continues.
    previous: usize,
    is_prefix: bool,
}

/// The best splits of a text of bare letters and digits into two known words or more, best first, at most `limit`.
/// With
/// `open` the last piece may be the prefix of a word. Empty when there is none or the text is too long.
pub(crate) fn split_joined_words(
    text: &str,
    known: &impl WordLexicon,
    open: bool,
    limit: usize,
) -> Vec<WordSplit> {
    let mut boundaries: Vec<usize> = text.char_indices().map(|(index, _)| index).collect();
    boundaries.push(text.len());
    let letters = boundaries.len() - 1;
    if letters > MAX_LETTERS {
        return Vec::new();
    }
    let start = SplitStep {
        score: 0.0,
        start: 0,
        previous: 0,
        is_prefix: false,
    };
    let mut steps_by_end: Vec<Vec<SplitStep>> = vec![vec![start]];
    for end in 1..=letters {
        let mut steps = Vec::new();
        for from in end.saturating_sub(MAX_PIECE_LETTERS)..end {
            let is_whole = from == 0 && end == letters;
            if is_whole || steps_by_end[from].is_empty() {
                continue;
            }
            let piece = &text[boundaries[from]..boundaries[end]];
            let Some((weight, is_open)) = weigh_piece(piece, known, open && end == letters) else {
                continue;
            };
            let price = if end - from == 1 {
                PIECE_PRICE + LONE_LETTER_PRICE
            } else {
                PIECE_PRICE
            };
            steps.extend(
                steps_by_end[from]
                    .iter()
                    .enumerate()
                    .map(|(index, before)| SplitStep {
                        score: before.score + weight + price,
                        start: from,
                        previous: index,
                        is_prefix: is_open,
                    }),
            );
        }
        steps.sort_by(|a, b| b.score.total_cmp(&a.score));
        steps.truncate(limit);
        steps_by_end.push(steps);
    }
    let last = if letters == 0 {
        &[]
    } else {
        steps_by_end[letters].as_slice()
    };
    last.iter()
        .map(|step| trace_split(text, &boundaries, &steps_by_end, *step))
        .collect()
}

/// The weight of a piece, and whether it is only the prefix of a word.
fn weigh_piece(piece: &str, known: &impl WordLexicon, open: bool) -> Option<(f32, bool)> {
    let whole = normalize_fold(piece);
    if let Some(weight) = known.log_probability(&whole) {
        return Some((weight, false));
    }
    let is_prefix = open && (known.has_prefix(piece) || known.has_prefix(&whole));
    is_prefix.then_some((PREFIX_WEIGHT, true))
}

/// Collects the pieces back from the last step.
fn trace_split(
    text: &str,
    boundaries: &[usize],
    steps_by_end: &[Vec<SplitStep>],
    last: SplitStep,
) -> WordSplit {
    let mut pieces = Vec::new();
    let mut end = boundaries.len() - 1;
    let mut step = last;
    while end > 0 {
        let piece = &text[boundaries[step.start]..boundaries[end]];
        pieces.push(if step.is_prefix {
            piece.to_owned()
        } else {
            normalize_fold(piece)
        });
        end = step.start;
        step = steps_by_end[end][step.previous];
    }
    pieces.reverse();
    WordSplit {
        pieces,
        ends_in_prefix: last.is_prefix,
        score: last.score,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A vocabulary in which the first words are the more frequent ones.
    struct Words(Vec<&'static str>);

    impl WordLexicon for Words {
        fn log_probability(&self, fold: &str) -> Option<f32> {
            let rank = self.0.iter().position(|word| *word == fold)?;
            Some(-3.0 - 0.1 * rank as f32)
        }

        fn has_prefix(&self, fold: &str) -> bool {
            self.0.iter().any(|word| word.starts_with(fold))
        }
    }

    fn known() -> Words {
        let words =
            "cha muc kho ca keo mi gao hoan ho an banh dau xanh 500g qui quyen e mo tra hoa vang";
        Words(words.split(' ').collect())
    }

    fn splits(text: &str, open: bool) -> Vec<String> {
        let found = split_joined_words(text, &known(), open, 4);
        assert!(found.is_sorted_by(|a, b| a.score >= b.score));
        found
            .into_iter()
            .map(|split| split.pieces.join("|"))
            .collect()
    }

    #[test]
    fn joined_syllables_come_apart() {
        for (text, expected) in [
            ("chamuc", "cha|muc"),
            ("khocakeo", "kho|ca|keo"),
            ("mygao", "mi|gao"),
            ("hoan", "ho|an"),
            ("banhdauxanh", "banh|dau|xanh"),
            ("mucanho", "muc|an|ho"),
            ("gao500g", "gao|500g"),
            ("quymuc", "qui|muc"),
            ("trahoavang", "tra|hoa|vang"),
        ] {
            assert_eq!(
                splits(text, false).first().map(String::as_str),
                Some(expected),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_row_of_words_stays_whole() {
        for text in ["", "c", "muc", "xyz", "chamu", "chamucx"] {
            assert_eq!(splits(text, false), Vec::<String>::new(), "{text}");
        }
        assert!(split_joined_words(&"mo".repeat(33), &known(), false, 4).is_empty());
        assert_eq!(
            split_joined_words(&"mo".repeat(32), &known(), false, 1)[0]
                .pieces
                .len(),
            32
        );
    }

    #[test]
    fn a_text_still_being_typed_may_end_in_a_beginning() {
        assert_eq!(splits("chamu", true), ["cha|mu"]);
        assert_eq!(splits("traquye", true), ["tra|quye", "tra|qui|e"]);
        assert_eq!(splits("chaquy", true), ["cha|qui"]);
        let found = split_joined_words("chamu", &known(), true, 4);
        assert!(found[0].ends_in_prefix);
        let found = split_joined_words("chamuc", &known(), true, 4);
        assert!(
            !found[0].ends_in_prefix,
            "a whole word is better than a beginning"
        );
    }

    #[test]
    fn a_piece_of_one_letter_is_dear() {
        assert_eq!(splits("caemo", false), ["ca|e|mo"]);
        let found = split_joined_words("caemo", &known(), false, 4);
        assert!(found[0].score < -20.0);
    }

    #[test]
    fn several_ways_come_best_first() {
        let found = splits("hoanho", false);
        assert_eq!(found, ["hoan|ho", "ho|an|ho"]);
    }

    proptest::proptest! {
        #[test]
        fn pieces_make_the_text(text in "(cha|muc|hoan|ho|an|mo|e){2,10}", open: bool) {
            for found in split_joined_words(&text, &known(), open, 4) {
                proptest::prop_assert_eq!(found.pieces.concat(), text.clone());
                proptest::prop_assert!(found.pieces.len() >= 2);
            }
        }
    }
}
