//! Vietnamese text for search: words, their keys, how well a typed word fits a stored one, and the
//! alphabetical order.
//!
//! * [`word`]: text to words with two keys each, `canon` (letters with quality, and the tone) and
//!   `fold` (bare letters). Unicode form, case and the place of the tone mark are gone from both.
//! * [`letter`]: the letters themselves, look-alikes and tone marks.
//! * [`fit`]: a mark that was typed binds, a mark that was left out is free.
//! * [`telex`], [`vni`], [`viqr`]: what raw keys of the typing methods mean; [`keyed`] is the syllable under
//!   the keys.
//! * [`sound`], [`slip`]: how a misspelt word sounds, and how far a typo is from a word.
//! * [`split`]: syllables written together.
//! * [`legacy`]: the 8-bit encodings of older files.
//! * [`collate`]: the order of a Vietnamese dictionary.
//!
//! Must not: know products, the index or queries.

pub mod collation;
pub(crate) mod edit_distance;
mod keystroke_syllable;
pub mod legacy;
pub mod letter;
mod letter_table;
pub mod mark_agreement;
pub(crate) mod phonetic;
pub(crate) mod telex;
pub(crate) mod viqr;
pub(crate) mod vni;
pub mod word;
pub(crate) mod word_split;

pub use mark_agreement::MarkAgreement;
pub use word::{Word, canonical_keys, split_words};
pub(crate) use word::{for_each_key, for_each_key_range};
