//! A key held down: `kienggg` is kieng. No word has one letter three times in a row.

use crate::search::columns::vocabulary::Vocabulary;
use crate::search::cost::HELD_KEY_COST;
use crate::search::interpret::respaced_query::RespacedQuery;
use crate::search::interpret::tokenized_query::TokenizedQuery;

/// This many times in a row, a letter was not meant.
const HELD_TIMES: usize = 3;

/// The query with every letter that was held down once; `None` when there is none.
pub(crate) fn release_held_keys(
    query: &TokenizedQuery,
    vocabulary: &Vocabulary,
) -> Option<RespacedQuery> {
    let typed: Vec<&str> = query.tokens.iter().map(|token| &*token.typed).collect();
    let typed = typed.join(" ");
    let released = release_letters(&typed);
    if released == typed {
        return None;
    }
    let is_open = query.tokens.last().is_some_and(|token| token.is_open);
    Some(RespacedQuery {
        query: TokenizedQuery::new(&released, is_open, vocabulary),
        cost: HELD_KEY_COST,
    })
}

/// The text with one of each letter that stands three times or more in a row.
fn release_letters(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let runs = letters.chunk_by(|a, b| a == b);
    let released = runs.flat_map(|run| {
        let is_held = run.len() >= HELD_TIMES && run[0].is_alphabetic();
        if is_held { &run[..1] } else { run }
    });
    released.collect()
}

#[cfg(test)]
mod tests {
    use super::release_letters;

    #[test]
    fn only_letters_are_released() {
        for (typed, released) in [
            ("kienggg", "kieng"),
            ("bí đaooo", "bí đao"),
            ("chèèèè mãng", "chè mãng"),
            ("xoong 5000 g", "xoong 5000 g"),
        ] {
            assert_eq!(release_letters(typed), released);
        }
    }
}
