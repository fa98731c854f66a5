//! From typed words to interpretations of the query, the likely ones first.
//!
//! * [`tokenized_query`]: the typed words with what is known about each of them.
//! * [`query_term`]: what one typed word may stand for, and at what cost; an interpretation is a list of them.
//! * [`literal_terms`]: a word as typed, without marks, in Telex or VNI, or as a prefix; [`fuzzy_terms`]: with other
//!   marks, as it sounds, with typos.
//! * [`alternatives`]: interpretations of the whole query from these: joined words split, phrases rewritten.
//! * [`whole_query`]: the query as a whole: word prefixes, initials, codes, misplaced spaces.
//!
//! Must not: look at products; [`super::relaxation`] decides which interpretations are tried.

pub(crate) mod query_term;

pub(crate) mod alternatives;
pub(crate) mod fuzzy_terms;
pub(crate) mod literal_terms;
pub(crate) mod tokenized_query;
pub(crate) mod whole_query;

pub(super) use tokenized_query::{QueryToken, TokenizedQuery};
pub(super) use whole_query::{extract_initials, initials_cost};

use crate::search::columns::vocabulary::Vocabulary;

/// What readings are made with.
#[derive(Clone, Copy)]
pub(super) struct QueryInterpreter<'a> {
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) query: &'a TokenizedQuery,
}

impl<'a> QueryInterpreter<'a> {
    /// The same for another question.
    pub(super) fn with_query(self, question: &'a TokenizedQuery) -> Self {
        Self {
            query: question,
            ..self
        }
    }
}
