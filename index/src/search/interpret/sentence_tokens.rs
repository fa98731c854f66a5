//! The words of a long text, in which a product's name is looked for: more of them than a query has terms.

use crate::search::columns::vocabulary::Vocabulary;
use crate::search::interpret::tokenized_query::QueryToken;
use crate::vietnamese::split_words;

/// The words of a text, each whole.
pub(crate) fn tokenize_sentence(text: &str, vocabulary: &Vocabulary) -> Vec<QueryToken> {
    let words = split_words(text).into_iter();
    words
        .map(|word| QueryToken::new(text, word, vocabulary))
        .collect()
}
