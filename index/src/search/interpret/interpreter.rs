//! The interpreter: a vocabulary and a tokenized query. Its methods stand in the other modules of this room.

use crate::search::columns::vocabulary::Vocabulary;
use crate::search::interpret::query_term::QueryTerm;
use crate::search::interpret::tokenized_query::TokenizedQuery;
use crate::vietnamese::Word;

/// Builds terms and interpretations of a query.
#[derive(Clone, Copy)]
pub(crate) struct QueryInterpreter<'a> {
    pub(crate) vocabulary: &'a Vocabulary,
    pub(crate) query: &'a TokenizedQuery,
}

impl QueryInterpreter<'_> {
    /// A term without words yet.
    pub(crate) fn new_term(self, typed: &str) -> QueryTerm {
        QueryTerm::new(typed, self.vocabulary.len())
    }
}

/// A word of bare letters, without marks.
pub(crate) fn bare_word(fold: &str) -> Word {
    Word::from_canon(format!("{fold}1"))
}
