//! The names of stands as people write them: `A12`, `a 02`, `Gian A12`, `Lô C-4`. Two that differ in case, signs,
//! leading zeros and the word for a stand alone are one.

use crate::work::name_key::name_key;

/// Words for any stand that a name may begin with, without accents: they say nothing of which one.
const STAND_WORDS: [&str; 5] = ["gian", "quay", "stand", "booth", "stall"];

/// Words for a kind of stand: `Kiosk 3` is another one than `Gian 3`.
const KIND_WORDS: [&str; 5] = ["lo", "kiot", "ki", "kiosk", "sap"];

/// Words behind those that say nothing of which one: `gian hàng số 5`.
const FILL_WORDS: [&str; 4] = ["hang", "so", "no", "number"];

/// Signs and words between several stands of one entry.
const BETWEEN: [char; 5] = [',', ';', '/', '+', '&'];

/// A piece of a name; numbers come before words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum StandPiece {
    Number(u64),
    Word(String),
}

/// The name of a stand as it is compared, in the order in which somebody walks past: A2 before A10.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct StandName(Vec<StandPiece>);

impl StandName {
    /// Reads a name; words for a stand before it are left out.
    pub fn read(text: &str) -> Self {
        let key = name_key(text);
        let words: Vec<&str> = key.split(' ').filter(|word| !word.is_empty()).collect();
        let mut own = words.as_slice();
        while let [first, rest @ ..] = own {
            let is_said = STAND_WORDS.contains(first) || FILL_WORDS.contains(first);
            // A stand may be called by such a word alone.
            if !is_said || rest.is_empty() {
                break;
            }
            own = rest;
        }
        Self(read_pieces(own))
    }

    /// The stands of an entry that has several: `A12, A13`; the whole name comes first.
    pub fn read_all(text: &str) -> Vec<Self> {
        let parts = text.split(BETWEEN).map(Self::read);
        let mut all = vec![Self::read(text)];
        all.extend(parts.filter(|part| !part.0.is_empty()));
        all
    }

    /// True for nothing that names a stand.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// True for letters with a number, as hardly anything but a stand is called: `C4`.
    pub fn is_unlike_a_word(&self) -> bool {
        matches!(
            self.0.as_slice(),
            [StandPiece::Word(letters), StandPiece::Number(_)] if letters.chars().count() <= 2
        )
    }
}

/// True where a text begins with a word for a stand: `Gian A12`, `Kiosk 3`.
pub fn says_stand(text: &str) -> bool {
    let key = name_key(text);
    let first = key.split(' ').next().unwrap_or_default();
    STAND_WORDS.contains(&first) || KIND_WORDS.contains(&first)
}

/// Letters and numbers, each by itself.
fn read_pieces(words: &[&str]) -> Vec<StandPiece> {
    let mut pieces: Vec<StandPiece> = Vec::new();
    for word in words {
        let mut is_new = true;
        for letter in word.chars().filter(|letter| letter.is_alphanumeric()) {
            let digit = letter.to_digit(10).map(u64::from);
            match (digit, pieces.last_mut()) {
                (Some(digit), Some(StandPiece::Number(number))) if !is_new => {
                    *number = number.saturating_mul(10).saturating_add(digit);
                }
                (Some(digit), _) => pieces.push(StandPiece::Number(digit)),
                (None, Some(StandPiece::Word(letters))) if !is_new => letters.push(letter),
                (None, _) => pieces.push(StandPiece::Word(letter.to_string())),
            }
            is_new = false;
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_differ_in_case_signs_zeros_and_the_word_for_a_stand_are_one() {
        for (one, other) in [
            ("C4", "c4"),
            ("C4", "C 04"),
            ("C4", "c-4"),
            ("C4", "Gian C4"),
            ("C4", "gian hàng số C4"),
            ("5", "Quầy số 5"),
            ("Lô 12", "LO 12"),
            ("Trung tâm", "TRUNG TAM"),
        ] {
            assert_eq!(StandName::read(one), StandName::read(other), "{other}");
        }
        for (one, other) in [
            ("C4", "C14"),
            ("C4", "D4"),
            ("C4", "4"),
            ("A1-2", "A12"),
            ("3", "Kiosk 3"),
        ] {
            assert_ne!(StandName::read(one), StandName::read(other), "{other}");
        }
        assert!(!StandName::read("Gian").is_empty());
        assert!(StandName::read("-").is_empty());
    }

    #[test]
    fn an_entry_may_have_several_stands_and_they_are_in_the_order_of_a_walk() {
        let all = StandName::read_all("A12, A13");
        assert!(all.contains(&StandName::read("a13")));
        let mut order = ["B1", "A10", "a 2", "12"].map(StandName::read);
        order.sort();
        assert_eq!(order, ["12", "A2", "A10", "B1"].map(StandName::read));
    }

    #[test]
    fn a_letter_with_a_number_is_no_word_and_a_word_for_a_stand_is_known() {
        for name in ["C4", "gian c4", "AB 12"] {
            assert!(StandName::read(name).is_unlike_a_word(), "{name}");
        }
        for name in ["4", "trà", "ocop 4", "C4 D5"] {
            assert!(!StandName::read(name).is_unlike_a_word(), "{name}");
        }
        assert!(says_stand("Gian A12") && says_stand("LÔ 4") && says_stand("Kiosk 3"));
        assert!(!says_stand("A12") && !says_stand(""));
    }
}
