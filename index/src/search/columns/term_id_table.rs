//! The number of a word by its key: an open table of four bytes a place, half full at most.
//!
//! Opening a large catalogue looks up every word of every producer, so this is quicker than the library's
//! table and holds no text of its own. Keys are the catalogue's own words; nobody outside chooses them while
//! it is open. Must not: know the texts; the caller compares them.

/// The table.
#[derive(Debug, Default)]
pub(crate) struct TermIdTable {
    /// Word numbers, [`FREE`] where there is none; a power of two of them.
    entries: Vec<u32>,
}

/// No word.
const EMPTY_ENTRY: u32 = u32::MAX;

impl TermIdTable {
    /// The numbers of these words, which all differ: 0, 1, 2 ….
    pub(crate) fn new<'a>(words: impl ExactSizeIterator<Item = &'a str>) -> Self {
        let size = (words.len() * 2).next_power_of_two();
        let mut places = vec![EMPTY_ENTRY; size];
        for (word, number) in words.zip(0..) {
            let mut at = hash_word(word) & (size - 1);
            while places[at] != EMPTY_ENTRY {
                at = (at + 1) & (size - 1);
            }
            places[at] = number;
        }
        Self { entries: places }
    }

    /// The number of a word; `is` tells whether a number is the word's.
    pub(crate) fn find_id(&self, word: &str, is: impl Fn(u32) -> bool) -> Option<u32> {
        let last = self.entries.len().checked_sub(1)?;
        let mut at = hash_word(word) & last;
        loop {
            match *self.entries.get(at)? {
                EMPTY_ENTRY => return None,
                number if is(number) => return Some(number),
                _ => at = (at + 1) & last,
            }
        }
    }
}

/// Eight bytes at a time; the high half has seen every byte.
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
        let numbers = TermIdTable::new(words.iter().map(String::as_str));
        let find = |word: &str| numbers.find_id(word, |number| words[number as usize] == word);
        for (word, number) in words.iter().zip(0..) {
            assert_eq!(find(word), Some(number));
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
