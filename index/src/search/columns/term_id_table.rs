//! The id of a word by its key: a hash table with linear probing, four bytes an entry, at most half full.
//!
//! Opening a large catalogue looks up every word of every producer, so this is faster than `HashMap`, and it holds no
//! text: the caller compares. The hash needs no protection against chosen keys, because the keys are the catalogue's
//! own words.

use crate::search::columns::ids::TermId;

/// Term ids by hash.
#[derive(Debug, Default)]
pub(crate) struct TermIdTable {
    /// [`TermId::UNKNOWN`] where an entry is empty; the length is a power of two.
    entries: Vec<TermId>,
}

const EMPTY_ENTRY: TermId = TermId::UNKNOWN;

impl TermIdTable {
    /// Gives these words, which all differ, the ids 0, 1, 2 ….
    pub(crate) fn new<'a>(words: impl ExactSizeIterator<Item = &'a str>) -> Self {
        let size = (words.len() * 2).next_power_of_two();
        let mut entries = vec![EMPTY_ENTRY; size];
        for (word, id) in words.zip((0..).map(TermId)) {
            let mut index = hash_word(word) & (size - 1);
            while entries[index] != EMPTY_ENTRY {
                index = (index + 1) & (size - 1);
            }
            entries[index] = id;
        }
        Self { entries }
    }

    /// The id of a word; `is_word` compares the word of an id with it.
    pub(crate) fn find_id(&self, word: &str, is_word: impl Fn(TermId) -> bool) -> Option<TermId> {
        let mask = self.entries.len().checked_sub(1)?;
        let mut index = hash_word(word) & mask;
        loop {
            match *self.entries.get(index)? {
                EMPTY_ENTRY => return None,
                id if is_word(id) => return Some(id),
                _ => index = (index + 1) & mask,
            }
        }
    }
}

/// Hashes eight bytes at a time; the high half of the hash depends on every byte.
fn hash_word(word: &str) -> usize {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let (chunks, rest) = word.as_bytes().as_chunks::<8>();
    let mut hash = word.len() as u64;
    for chunk in chunks {
        hash = (hash.rotate_left(29) ^ u64::from_le_bytes(*chunk)).wrapping_mul(FACTOR);
    }
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    hash = (hash.rotate_left(29) ^ u64::from_le_bytes(last)).wrapping_mul(FACTOR);
    (hash >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_and_no_other() {
        let words: Vec<String> = (0..5000).map(|number| format!("từ{number}x1")).collect();
        let table = TermIdTable::new(words.iter().map(String::as_str));
        let find = |word: &str| table.find_id(word, |id| words[id.index()] == word);
        for (word, id) in words.iter().zip((0..).map(TermId)) {
            assert_eq!(find(word), Some(id));
        }
        assert_eq!(find("từ5000x1"), None);
        assert_eq!(find(""), None);
        assert_eq!(TermIdTable::default().find_id("a", |_| true), None);
        assert_eq!(
            TermIdTable::new([].into_iter()).find_id("a", |_| true),
            None
        );
    }
}
