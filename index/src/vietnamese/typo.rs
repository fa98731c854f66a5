//! Typos: one wrong, missing, doubled or swapped letter, and what it costs.
//!
//! Every typed word that the catalogue does not have is compared with the whole vocabulary, so nothing here allocates:
//! the common prefix and suffix are cut off, and the typo is the rest. Two typos are never accepted. A bare syllable of
//! three letters has twenty neighbours; the caller decides from which length a typo is likelier than another word.

/// The costs of a typo by its kind, on the caller's scale.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TypoCosts {
    /// A key beside the right one, or a letter doubled or not doubled.
    pub(crate) near_key: u16,
    /// A letter too many or too few, or two swapped.
    pub(crate) moved_letter: u16,
    /// Another letter.
    pub(crate) other_letter: u16,
    /// Added for the first letter, which is rarely mistyped.
    pub(crate) first_letter: u16,
}

/// Fewest letters of a prefix with a typo.
const MIN_PREFIX_LETTERS: usize = 3;

/// The cost of the typo between two words of bare letters; `None` when they are equal or further apart than one
/// insertion, deletion, substitution or swap of neighbours.
pub(crate) fn word_typo_cost(typed: &str, known: &str, costs: TypoCosts) -> Option<u16> {
    let begin = common_bytes(typed.chars(), known.chars());
    let (typed_rest, known_rest) = (&typed[begin..], &known[begin..]);
    let end = common_bytes(typed_rest.chars().rev(), known_rest.chars().rev());
    let typed_rest = &typed_rest[..typed_rest.len() - end];
    let known_rest = &known_rest[..known_rest.len() - end];

    let cost = match (
        at_most_two_letters(typed_rest)?,
        at_most_two_letters(known_rest)?,
    ) {
        ((Some(_), None), (None, None)) => extra_letter_cost(typed, begin, typed_rest, costs),
        ((None, None), (Some(_), None)) => extra_letter_cost(known, begin, known_rest, costs),
        ((Some(a), None), (Some(b), None)) if are_adjacent_keys(a, b) => costs.near_key,
        ((Some(_), None), (Some(_), None)) => costs.other_letter,
        ((Some(a), Some(b)), (Some(c), Some(d))) if (a, b) == (d, c) => costs.moved_letter,
        _ => return None,
    };
    Some(if begin == 0 {
        cost + costs.first_letter
    } else {
        cost
    })
}

/// The cost of the typo between a word that is still being typed and the nearest prefix of a known one; `None` below
/// three letters and where `known` begins with the word.
pub(crate) fn prefix_typo_cost(typed: &str, known: &str, costs: TypoCosts) -> Option<u16> {
    let letters = typed.chars().count();
    if letters < MIN_PREFIX_LETTERS || known.starts_with(typed) {
        return None;
    }
    // A prefix of one letter less, as many, or one more.
    let ends = known
        .char_indices()
        .map(|(offset, c)| offset + c.len_utf8());
    let prefixes = ends.skip(letters - 2).take(3).map(|end| &known[..end]);
    prefixes
        .filter_map(|prefix| word_typo_cost(typed, prefix, costs))
        .min()
}

/// How many bytes of the first letters two texts have in common.
fn common_bytes(a: impl Iterator<Item = char>, b: impl Iterator<Item = char>) -> usize {
    let pairs = a.zip(b).take_while(|(a, b)| a == b);
    pairs.map(|(a, _)| a.len_utf8()).sum()
}

/// The letters of a text of two letters at most; `None` when there are more.
fn at_most_two_letters(text: &str) -> Option<(Option<char>, Option<char>)> {
    let mut chars = text.chars();
    let letters = (chars.next(), chars.next());
    chars.next().is_none().then_some(letters)
}

/// The cost of the letter `extra` at an offset of the longer word: less where it doubles the one before it. The one
/// after it differs, or the common prefix would be longer.
fn extra_letter_cost(longer: &str, offset: usize, extra: &str, costs: TypoCosts) -> u16 {
    if longer[..offset].ends_with(extra) {
        costs.near_key
    } else {
        costs.moved_letter
    }
}

/// True for two keys that touch each other on a QWERTY keyboard.
fn are_adjacent_keys(a: char, b: char) -> bool {
    let (Some((row, column)), Some((other_row, other_column))) =
        (key_coordinates(a), key_coordinates(b))
    else {
        return false;
    };
    let (upper, lower) = match row.cmp(&other_row) {
        std::cmp::Ordering::Equal => return column.abs_diff(other_column) == 1,
        std::cmp::Ordering::Less => (column, other_column),
        std::cmp::Ordering::Greater => (other_column, column),
    };
    // Each row stands half a key to the right of the one above.
    row.abs_diff(other_row) == 1 && (upper == lower || upper == lower + 1)
}

/// Row and column of a key.
fn key_coordinates(key: char) -> Option<(usize, usize)> {
    const KEYBOARD_ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
    let mut rows = KEYBOARD_ROWS.iter().enumerate();
    rows.find_map(|(row, keys)| Some((row, keys.find(key)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const COSTS: TypoCosts = TypoCosts {
        near_key: 500,
        moved_letter: 550,
        other_letter: 650,
        first_letter: 100,
    };

    fn word_typo_cost(typed: &str, known: &str) -> Option<u16> {
        super::word_typo_cost(typed, known, COSTS)
    }

    fn prefix_typo_cost(typed: &str, known: &str) -> Option<u16> {
        super::prefix_typo_cost(typed, known, COSTS)
    }

    #[test]
    fn one_slip_has_the_price_of_its_kind() {
        for (typed, known, expected) in [
            ("mua", "mia", Some(500)),
            ("bsnh", "banh", Some(500)),
            ("bznh", "banh", Some(500)),
            ("banhh", "banh", Some(500)),
            ("bannh", "banh", Some(500)),
            ("bbanh", "banh", Some(500)),
            ("xong", "xoong", Some(500)),
            ("bnh", "banh", Some(550)),
            ("baanh", "banh", Some(500)),
            ("bainh", "banh", Some(550)),
            ("bnah", "banh", Some(550)),
            ("bonh", "banh", Some(650)),
            ("nabh", "banh", None),
            ("vanh", "banh", Some(600)),
            ("tanh", "banh", Some(750)),
            ("anh", "banh", Some(650)),
            ("xbanh", "banh", Some(650)),
            ("abnh", "banh", Some(650)),
            ("banh", "banh", None),
            ("bn", "banh", None),
            ("bxyh", "banh", None),
            ("", "b", Some(650)),
            ("", "", None),
            ("сал", "сало", Some(550)),
        ] {
            assert_eq!(word_typo_cost(typed, known), expected, "{typed} {known}");
        }
    }

    #[test]
    fn keys_touch_in_their_row_and_across() {
        for pair in [
            "qw", "qa", "wa", "ws", "az", "sz", "sx", "lk", "op", "pl", "mj", "mk", "nm", "gt",
            "gv", "gb",
        ] {
            let mut keys = pair.chars();
            let (a, b) = (keys.next().unwrap(), keys.next().unwrap());
            assert!(are_adjacent_keys(a, b) && are_adjacent_keys(b, a), "{pair}");
        }
        for pair in ["qe", "qs", "qz", "ax", "aa", "pm", "p0", "12"] {
            let mut keys = pair.chars();
            assert!(
                !are_adjacent_keys(keys.next().unwrap(), keys.next().unwrap()),
                "{pair}"
            );
        }
    }

    #[test]
    fn a_word_still_being_typed_is_held_against_beginnings() {
        assert_eq!(prefix_typo_cost("ngjie", "nghieng"), Some(500));
        assert_eq!(prefix_typo_cost("chn", "chanh"), Some(550));
        assert_eq!(prefix_typo_cost("cah", "chanh"), Some(550));
        assert_eq!(prefix_typo_cost("cha", "chanh"), None);
        assert_eq!(prefix_typo_cost("ch", "xanh"), None);
        assert_eq!(prefix_typo_cost("xyz", "chanh"), None);
        assert_eq!(prefix_typo_cost("chan", "tha"), None);
        assert_eq!(prefix_typo_cost("thaa", "tha"), Some(500));
        assert_eq!(prefix_typo_cost("cha", ""), None);
    }

    proptest::proptest! {
        #[test]
        fn a_slip_is_a_distance_of_one(typed in "[abcđ]{0,6}", known in "[abcđ]{0,6}") {
            let is_slip = strsim::osa_distance(&typed, &known) == 1;
            proptest::prop_assert_eq!(word_typo_cost(&typed, &known).is_some(), is_slip);
            proptest::prop_assert_eq!(word_typo_cost(&typed, &known), word_typo_cost(&known, &typed));
        }

        #[test]
        fn a_beginning_is_the_cheapest_of_all(typed in "[abc]{0,6}", known in "[abc]{0,8}") {
            let beginnings = (0..=known.len()).map(|end| &known[..end]);
            let cheapest = beginnings.filter_map(|beginning| word_typo_cost(&typed, beginning)).min();
            let is_slip = typed.len() >= 3 && !known.starts_with(&typed);
            proptest::prop_assert_eq!(prefix_typo_cost(&typed, &known), cheapest.filter(|_| is_slip));
        }
    }
}
