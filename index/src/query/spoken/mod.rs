//! Filters as people say them: `từ 4 sao`, `không phải của htx`, `hết hạn quý I năm sau`, `ở h. Hải Hà`.
//!
//! ```text
//! plain words of a line
//!    │  words            words, numbers and signs, each with what it means in Telex or VNI
//!    ▼
//!  phrases               the patterns of `spoken_phrases.tsv` at each word, the longest first; `places` beside them
//!    │
//!    ▼
//!  reading               negation, questions, words left unread; then words that mean nothing beside a filter
//!    │
//!    ▼
//! tokens of the query language, as if typed: `sao:>=4`, `-loai:htx`, `den_han:2027-01-01..2027-03-31`
//! ```
//!
//! A phrase is read as a whole or not at all: where a word such as `không` or `hoặc` is left over beside it, its words
//! stay words and a [`SpokenProblem`] says so. Whether a product is called like the phrase only the catalogue knows;
//! [`crate::query::Query::as_words`] is the line read as words alone, for the search to compare. Must not: know
//! labels, or look anything up in an index.

mod alternatives;
mod context;
mod continuation;
mod filter_token;
mod function_words;
mod grammar;
mod item;
mod joined_values;
mod meaning;
mod negation;
mod number;
mod open_phrases;
mod pattern;
mod phrase_list;
mod place_phrase;
mod question;
mod reading;
mod slot;
mod spoken_word;
#[cfg(test)]
mod tests;
mod when;

pub use context::SpokenContext;
pub use meaning::{AskedFact, SpokenPhrase, SpokenProblem, SpokenProblemKind};
pub(super) use reading::{find_spoken_ranges, read_spoken_filters};
