//! Vietnamese text for search: words and their keys, how well a typed word matches a stored one, typing methods and
//! the alphabetical order.
//!
//! * [`word`]: text to words with two keys each, `canon` (letters with quality, and the tone) and `fold` (bare
//!   letters). Unicode form, case and the position of the tone mark make no difference to either.
//! * [`letter`]: letters, look-alikes and tone marks. `letter_table`: the same for composed letters, by one look-up.
//! * `mark_agreement`: marks that were typed must agree, marks that were left out may be anything.
//! * [`typing_key`], [`typed_syllable`], `spelling`: the one engine for Telex and VNI, for the input line as well as
//!   for queries. `telex`, `vni`, `keystroke_reading`: the readings of a query's raw keys; `viqr`: of its signs.
//! * `phonetic`, `typo`, `misread`: misspelt words by their sound, the cost of a typo, letters that scanners confuse.
//! * `word_split`: syllables written together. `number_spacing`: other spaces between numbers and letters.
//! * `legacy`: the 8-bit encodings of older files; `mojibake`: texts in them that were shown as Latin.
//! * `windows_layout`: the digit keys of another keyboard; `lost_letters`: signs in the place of letters.
//! * `collation`: the order of a Vietnamese dictionary.
//!
//! Must not: know products, the index or queries.

pub(crate) mod collation;
mod keystroke_reading;
pub(crate) mod keystroke_writing;
pub(crate) mod legacy;
pub mod letter;
mod letter_table;
pub(crate) mod lost_letters;
pub(crate) mod mark_agreement;
pub(crate) mod misread;
pub(crate) mod mojibake;
pub(crate) mod number_spacing;
pub(crate) mod phonetic;
pub(crate) mod spelling;
pub(crate) mod telex;
pub mod typed_syllable;
pub mod typing_key;
pub(crate) mod typo;
pub(crate) mod viqr;
pub(crate) mod vni;
pub(crate) mod windows_layout;
pub mod word;
pub(crate) mod word_split;

pub(crate) use mark_agreement::MarkAgreement;
pub use typed_syllable::TypedSyllable;
pub use typing_key::TypingMethod;
pub use word::{Word, split_words};
pub(crate) use word::{
    canonical_keys, fold_each_word, for_each_fold, for_each_key, for_each_key_range,
};
