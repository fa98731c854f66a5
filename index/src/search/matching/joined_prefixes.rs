//! Names by the prefixes of their words typed as one string: `midobili` for Miến dong Bình Liêu.
//!
//! The initials of names are a field of the index, so only names are looked at whose initials occur in the string in
//! their order. The prefixes start with the first word of the name.

use std::collections::HashMap;

use tantivy::DocId;
use tantivy::index::InvertedIndexReader;

use crate::error::Result;
use crate::search::columns::forward_index::ForwardIndex;
use crate::search::columns::vocabulary::Vocabulary;
use crate::search::cost::{Cost, JOINED_PREFIXES_COST, UNREACHED_WORD_COST};
use crate::search::matching::postings::for_each_block;
use crate::vietnamese::letter;

/// Fewest and most letters of the string; the most is one bit each.
const TYPED_LENGTHS: std::ops::RangeInclusive<usize> = 6..=31;

/// Fewest words that the string must reach, or it may be anything.
const MIN_WORDS: usize = 3;

/// Fewest letters of each word, on average; initials are another interpretation.
const MIN_LETTERS_PER_WORD: usize = 2;

/// The products whose names begin with words that have these prefixes, with costs.
pub(crate) fn find_by_joined_prefixes(
    typed: &str,
    initials: &InvertedIndexReader,
    forward_index: &ForwardIndex,
    vocabulary: &Vocabulary,
) -> Result<HashMap<DocId, Cost>> {
    let mut costs = HashMap::new();
    let typed: Vec<char> = typed.chars().map(letter::bare_letter).collect();
    if !TYPED_LENGTHS.contains(&typed.len()) || !typed.iter().all(char::is_ascii_alphabetic) {
        return Ok(costs);
    }
    let range = initials.terms().range().ge(typed[0].to_string());
    let mut stream = range.into_stream().map_err(tantivy::TantivyError::from)?;
    let first_letter = Some(typed[0]);
    while stream.advance() && stream.key().first().copied().map(char::from) == first_letter {
        if !has_initials_in_order(stream.key(), &typed) {
            continue;
        }
        let add_costs = |docs: &[DocId]| {
            for doc in docs {
                let [name, _] = forward_index.name_and_specialty(*doc);
                let words = name.iter().map(|word| vocabulary.canonical_key(*word));
                if let Some(reached) = count_covered_words(words, &typed) {
                    let unreached_cost = UNREACHED_WORD_COST.of_count(name.len() - reached);
                    costs.insert(*doc, JOINED_PREFIXES_COST + unreached_cost);
                }
            }
        };
        for_each_block(initials, stream.value(), add_costs).map_err(tantivy::TantivyError::from)?;
    }
    Ok(costs)
}

/// True when enough of a name's initials occur in the string in their order.
fn has_initials_in_order(initials: &[u8], typed: &[char]) -> bool {
    let mut rest = typed.iter();
    let first = initials.iter().take(MIN_WORDS);
    initials.len() >= MIN_WORDS
        && first
            .map(|initial| char::from(*initial))
            .all(|initial| rest.any(|letter| *letter == initial))
}

/// How many words it takes until prefixes of each, one letter at least, make up the string; `None` when they do not.
/// Words are canonical keys.
fn count_covered_words<'a>(words: impl Iterator<Item = &'a str>, typed: &[char]) -> Option<usize> {
    // Where in the string the next word may begin, one bit each.
    let mut starts = 1_u32;
    for (word, count) in words.zip(1..) {
        let mut next_starts = 0;
        for start in (0..typed.len()).filter(|start| starts >> start & 1 == 1) {
            let letters = word.chars().map(letter::bare_letter).zip(&typed[start..]);
            let common = letters.take_while(|(a, b)| a == *b).count();
            for length in 1..=common {
                next_starts |= 1 << (start + length);
            }
        }
        if next_starts >> typed.len() & 1 == 1
            && count >= MIN_WORDS
            && count * MIN_LETTERS_PER_WORD <= typed.len()
        {
            return Some(count);
        }
        if next_starts == 0 {
            return None;
        }
        starts = next_starts;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(name: &[&str], typed: &str) -> Option<usize> {
        let typed: Vec<char> = typed.chars().collect();
        count_covered_words(name.iter().copied(), &typed)
    }

    #[test]
    fn a_run_takes_some_letters_of_each_word_from_the_first_on() {
        let name = ["ga2", "đôi2", "tiên1", "yên1"];
        assert_eq!(words(&name, "gadoti"), Some(3));
        assert_eq!(words(&name, "gdoitieny"), Some(4));
        assert_eq!(words(&name, "gadotiye"), Some(4));
        for wrong in ["doitien", "gatiye", "gadotu", "gado", "gdty", "gadotiyenn"] {
            assert_eq!(words(&name, wrong), None, "{wrong}");
        }
    }
}
