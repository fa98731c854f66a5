//! Names by the beginnings of their words typed as one run: `midobili` for Miến dong Bình Liêu.
//!
//! The first letters of names are a field of the index, so that only names are looked at whose first letters occur
//! in the run in their order. Must not: look at anything but names, from their first word on.

use std::collections::HashMap;

use tantivy::DocId;
use tantivy::index::InvertedIndexReader;

use crate::error::Result;
use crate::search::columns::forward_index::ForwardIndex;
use crate::search::columns::vocabulary::Vocabulary;
use crate::search::matching::candidates::for_each_block;
use crate::vietnamese::letter;

/// Fewest letters of a run, and most: one bit each.
const TYPED_LENGTHS: std::ops::RangeInclusive<usize> = 6..=31;

/// Fewest words that a run must go through, or it may be anything.
const MIN_WORDS: usize = 3;

/// Fewest letters of each word, on the average; rows of first letters are read elsewhere.
const MIN_LETTERS_PER_WORD: usize = 2;

/// What a run costs, each word of the name that it does not reach, and at most.
const JOINED_PREFIX_COSTS: (u16, u16, u16) = (200, 10, 60);

/// The products whose names begin with words that begin like this, and what that costs.
pub(crate) fn find_by_joined_prefixes(
    run: &str,
    initials: &InvertedIndexReader,
    lines: &ForwardIndex,
    vocabulary: &Vocabulary,
) -> Result<HashMap<DocId, u16>> {
    let mut found = HashMap::new();
    let run: Vec<char> = run.chars().map(letter::bare_letter).collect();
    if !TYPED_LENGTHS.contains(&run.len()) || !run.iter().all(char::is_ascii_alphabetic) {
        return Ok(found);
    }
    let range = initials.terms().range().ge(run[0].to_string());
    let mut stream = range.into_stream().map_err(tantivy::TantivyError::from)?;
    while stream.advance() && stream.key().first().map(|first| char::from(*first)) == Some(run[0]) {
        if !has_initials_in_order(stream.key(), &run) {
            continue;
        }
        let look = |docs: &[DocId]| {
            for doc in docs {
                let [name, _] = lines.name_and_specialty(*doc);
                let words = name.iter().map(|word| vocabulary.canonical_key(*word));
                if let Some(words) = count_covered_words(words, &run) {
                    let left = (name.len() - words).min(usize::from(JOINED_PREFIX_COSTS.2)) as u16;
                    found.insert(
                        *doc,
                        JOINED_PREFIX_COSTS.0
                            + (left * JOINED_PREFIX_COSTS.1).min(JOINED_PREFIX_COSTS.2),
                    );
                }
            }
        };
        for_each_block(initials, stream.value(), look).map_err(tantivy::TantivyError::from)?;
    }
    Ok(found)
}

/// True when enough of a name's first letters occur in the run in their order.
fn has_initials_in_order(initials: &[u8], run: &[char]) -> bool {
    let mut rest = run.iter();
    let first = initials.iter().take(MIN_WORDS);
    initials.len() >= MIN_WORDS
        && first
            .map(|letter| char::from(*letter))
            .all(|letter| rest.any(|known| *known == letter))
}

/// How many words it takes until the beginnings of each, one letter at least, make up the run; `None` when they do
/// not. Words are canonical keys.
fn count_covered_words<'a>(words: impl Iterator<Item = &'a str>, run: &[char]) -> Option<usize> {
    // Where in the run a word may begin, one bit each.
    let mut ends = 1_u32;
    for (word, number) in words.zip(1..) {
        let mut next = 0;
        for start in (0..run.len()).filter(|start| ends >> start & 1 == 1) {
            let letters = word.chars().map(letter::bare_letter).zip(&run[start..]);
            let common = letters.take_while(|(a, b)| a == *b).count();
            for length in 1..=common {
                next |= 1 << (start + length);
            }
        }
        if next >> run.len() & 1 == 1
            && number >= MIN_WORDS
            && number * MIN_LETTERS_PER_WORD <= run.len()
        {
            return Some(number);
        }
        if next == 0 {
            return None;
        }
        ends = next;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(name: &[&str], run: &str) -> Option<usize> {
        let run: Vec<char> = run.chars().collect();
        count_covered_words(name.iter().copied(), &run)
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
