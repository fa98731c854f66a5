//! The sets of products that were worked out lately, so that the next letter of a question only reads what is new
//! in it.
//!
//! Bounded in bytes, whatever the size of the catalogue. Must not: know what a set means.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

/// The products with a word of a slot, one bit each: in names and specialties, in places and producers.
pub(crate) type FieldBitmaps = [Vec<u64>; 2];

/// Most that is kept, in bytes: 200 sets of a million products each.
const MAX_CACHE_BYTES: usize = 48 << 20;

/// Most sets that are kept.
const MAX_CACHED_SETS: usize = 256;

/// Sets by the words they were asked for.
#[derive(Debug, Default)]
pub(crate) struct CandidateCache {
    sets: Mutex<CachedSets>,
}

#[derive(Debug, Default)]
struct CachedSets {
    /// With the time of the last use.
    by_words: HashMap<Vec<u32>, (u64, Arc<FieldBitmaps>)>,
    use_counter: u64,
}

impl CandidateCache {
    /// The set for these words, if it is kept.
    pub(crate) fn get(&self, words: &[u32]) -> Option<Arc<FieldBitmaps>> {
        let mut sets = self.sets.lock().ok()?;
        sets.use_counter += 1;
        let now = sets.use_counter;
        let (used, bits) = sets.by_words.get_mut(words)?;
        *used = now;
        Some(Arc::clone(bits))
    }

    /// Keeps the set for these words in place of the one that was not used for the longest time.
    pub(crate) fn insert(&self, words: &[u32], bits: &Arc<FieldBitmaps>) {
        let size: usize = bits.iter().map(|bits| size_of_val(&**bits)).sum();
        let most = (MAX_CACHE_BYTES / size.max(1)).min(MAX_CACHED_SETS);
        let Ok(mut sets) = self.sets.lock() else {
            return;
        };
        while sets.by_words.len() >= most.max(1) {
            let oldest = sets.by_words.iter().min_by_key(|(_, (used, _))| *used);
            let Some(oldest) = oldest.map(|(words, _)| words.clone()) else {
                return;
            };
            sets.by_words.remove(&oldest);
        }
        sets.use_counter += 1;
        let entry = (sets.use_counter, Arc::clone(bits));
        sets.by_words.insert(words.to_vec(), entry);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_used_last_stays_and_the_sum_is_bounded() {
        let recent = CandidateCache::default();
        // A quarter of what is kept each.
        let bits = Arc::new([vec![0_u64; MAX_CACHE_BYTES / 32], Vec::new()]);
        for word in 0..4 {
            recent.insert(&[word], &bits);
        }
        assert!(recent.get(&[0]).is_some());
        recent.insert(&[4], &bits);
        let kept: Vec<u32> = (0..5)
            .filter(|word| recent.get(&[*word]).is_some())
            .collect();
        assert_eq!(kept, [0, 2, 3, 4]);
    }
}
