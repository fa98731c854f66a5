//! Syllables written together: `chamuc` is cha and muc, `khocakeo` is kho, ca and keo.
//!
//! Nearly half of the bare syllables are two others as well, so this is a last way, and its answers are
//! weighed: the words' own probability, a price for each piece and a higher one for a piece of one letter.
//! Pieces are looked up with their i and y settled, but cut before that, as `mygao` has its y in the middle.
//! Must not: know where words come from, or take a text apart that is one known word; the caller asks first.

use super::word::normalize_fold;

/// What is known about words.
pub(crate) trait WordLexicon {
    /// The natural logarithm of the probability of a word with these bare letters, as
    /// [`super::Word::fold`] writes them; `None` when there is none.
    fn log_probability(&self, fold: &str) -> Option<f32>;
    /// True when some word begins with these bare letters.
    fn has_prefix(&self, fold: &str) -> bool;
}

/// One way to cut a text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct WordSplit {
    /// The bare letters of the words, in order, two or more.
    pub pieces: Vec<String>,
    /// True when the last piece is only the beginning of a word.
    pub ends_in_prefix: bool,
    /// The sum of the pieces' weights and prices: natural logarithm, higher is better.
    pub score: f32,
}

/// The longest text that is cut, in letters.
const MAX_LETTERS: usize = 64;
/// The longest piece, in letters: syllables have seven at most, names more.
const MAX_PIECE_LETTERS: usize = 16;
/// For each piece.
const PIECE_PRICE: f32 = -2.0;
/// For each piece of one letter, in addition.
const LONE_LETTER_PRICE: f32 = -6.0;
/// The weight of a mere beginning: that of a rare word, and a little less.
const PREFIX_WEIGHT: f32 = -10.0;

/// A best way to a place in the text.
#[derive(Clone, Copy)]
struct SplitStep {
    score: f32,
    /// Where its last piece begins, and which of the ways to there it goes on from.
    start: usize,
    previous: usize,
    is_prefix: bool,
}

/// The `best` ways to cut a text of bare letters and digits into two known words or more, best first. With
/// `open` the last piece may be the beginning of a word. Empty when there is none or the text is too long.
pub(crate) fn split_joined_words(
    text: &str,
    known: &impl WordLexicon,
    open: bool,
    best: usize,
) -> Vec<WordSplit> {
    let mut places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    places.push(text.len());
    let letters = places.len() - 1;
    if letters > MAX_LETTERS {
        return Vec::new();
    }
    let start = SplitStep {
        score: 0.0,
        start: 0,
        previous: 0,
        is_prefix: false,
    };
    let mut ways: Vec<Vec<SplitStep>> = vec![vec![start]];
    for end in 1..=letters {
        let mut steps = Vec::new();
        for from in end.saturating_sub(MAX_PIECE_LETTERS)..end {
            let is_whole = from == 0 && end == letters;
            if is_whole || ways[from].is_empty() {
                continue;
            }
            let piece = &text[places[from]..places[end]];
            let Some((weight, is_open)) = weigh_piece(piece, known, open && end == letters) else {
                continue;
            };
            let price = if end - from == 1 {
                PIECE_PRICE + LONE_LETTER_PRICE
            } else {
                PIECE_PRICE
            };
            steps.extend(
                ways[from]
                    .iter()
                    .enumerate()
                    .map(|(way, before)| SplitStep {
                        score: before.score + weight + price,
                        start: from,
                        previous: way,
                        is_prefix: is_open,
                    }),
            );
        }
        steps.sort_by(|a, b| b.score.total_cmp(&a.score));
        steps.truncate(best);
        ways.push(steps);
    }
    let last = if letters == 0 {
        &[]
    } else {
        ways[letters].as_slice()
    };
    last.iter()
        .map(|step| trace_split(text, &places, &ways, *step))
        .collect()
}

/// The weight of a piece, and whether it is only the beginning of a word.
fn weigh_piece(piece: &str, known: &impl WordLexicon, open: bool) -> Option<(f32, bool)> {
    let whole = normalize_fold(piece);
    if let Some(weight) = known.log_probability(&whole) {
        return Some((weight, false));
    }
    let begins = open && (known.has_prefix(piece) || known.has_prefix(&whole));
    begins.then_some((PREFIX_WEIGHT, true))
}

/// Walks back from the last step.
fn trace_split(
    text: &str,
    places: &[usize],
    ways: &[Vec<SplitStep>],
    last: SplitStep,
) -> WordSplit {
    let mut pieces = Vec::new();
    let mut end = places.len() - 1;
    let mut step = last;
    while end > 0 {
        let piece = &text[places[step.start]..places[end]];
        pieces.push(if step.is_prefix {
            piece.to_owned()
        } else {
            normalize_fold(piece)
        });
        end = step.start;
        step = ways[end][step.previous];
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
