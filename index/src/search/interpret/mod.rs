//! From typed words to interpretations of the query, the likely ones first.
//!
//! * [`tokenized_query`]: the typed words with what is known about each of them. [`respaced_query`]: the same words
//!   with other spaces between numbers and letters. [`held_keys`]: without the
//!   letters of a key held down. [`sentence_tokens`]: the words of a long text.
//!   [`other_writing`]: the query in VIQR, on another keyboard, in an old encoding, with lost letters.
//! * [`query_term`]: what one typed word may stand for, at what cost, and by which [`match_kind`].
//! * [`interpretation`]: a list of terms for the whole query.
//! * [`interpreter`]: builds terms and interpretations, in these modules:
//!   * [`literal_terms`]: a word as typed, without marks, in Telex or VNI, or as a prefix; [`fuzzy_terms`]: with other
//!     marks, as it sounds, with typos.
//!   * [`alternatives`]: joined words split, split words joined, phrases rewritten.
//!   * [`whole_query`]: word prefixes and initials; [`stubs_before_place`]: prefixes and a place;
//!     [`torn_phrase`]: other words between two neighbours; [`code_query`]: codes and numbers;
//!     [`code_among_words`]: a code in a sentence.
//!
//! Nothing here may look at products; [`super::relaxation`] decides which interpretations are tried.

pub(crate) mod alternatives;
pub(crate) mod code_among_words;
pub(crate) mod code_query;
pub(crate) mod fuzzy_terms;
pub(crate) mod held_keys;
pub(crate) mod interpretation;
pub(crate) mod interpreter;
pub(crate) mod literal_terms;
pub(crate) mod match_kind;
pub(crate) mod other_writing;
pub(crate) mod query_term;
pub(crate) mod respaced_query;
pub(crate) mod sentence_tokens;
pub(crate) mod stubs_before_place;
pub(crate) mod tokenized_query;
pub(crate) mod torn_phrase;
pub(crate) mod whole_query;
