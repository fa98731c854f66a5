//! The bitmaps of the last query terms, so that the next letter of a query only reads the postings of new words.
//!
//! Bounded in bytes, whatever the size of the catalogue.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use crate::search::columns::ids::TermId;
use crate::search::columns::schema::ByFieldGroup;

/// The products that have a word of a term, one bit each.
pub(crate) type FieldBitmaps = ByFieldGroup<Vec<u64>>;

/// Most bytes: 200 sets of a million products each.
const MAX_CACHE_BYTES: usize = 48 << 20;

/// Most sets.
const MAX_CACHED_SETS: usize = 256;

/// Bitmaps by the words of their term; the least recently used is replaced.
#[derive(Debug, Default)]
pub(crate) struct CandidateCache {
    sets: Mutex<CachedSets>,
}

#[derive(Debug, Default)]
struct CachedSets {
    /// With the time of the last use.
    by_words: HashMap<Vec<TermId>, (u64, Arc<FieldBitmaps>)>,
    use_counter: u64,
}

impl CandidateCache {
    pub(crate) fn get(&self, words: &[TermId]) -> Option<Arc<FieldBitmaps>> {
        let mut sets = self.sets.lock().ok()?;
        sets.use_counter += 1;
        let now = sets.use_counter;
        let (last_use, bitmaps) = sets.by_words.get_mut(words)?;
        *last_use = now;
        Some(Arc::clone(bitmaps))
    }

    pub(crate) fn insert(&self, words: &[TermId], bitmaps: &Arc<FieldBitmaps>) {
        let size: usize = bitmaps.iter().map(|(_, bits)| size_of_val(&**bits)).sum();
        let most = (MAX_CACHE_BYTES / size.max(1)).min(MAX_CACHED_SETS);
        let Ok(mut sets) = self.sets.lock() else {
            return;
        };
        while sets.by_words.len() >= most.max(1) {
            let oldest = sets
                .by_words
                .iter()
                .min_by_key(|(_, (last_use, _))| *last_use);
            let Some(oldest) = oldest.map(|(words, _)| words.clone()) else {
                return;
            };
            sets.by_words.remove(&oldest);
        }
        sets.use_counter += 1;
        let entry = (sets.use_counter, Arc::clone(bitmaps));
        sets.by_words.insert(words.to_vec(), entry);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_used_last_stays_and_the_sum_is_bounded() {
        let cache = CandidateCache::default();
        // A quarter of the limit each.
        let bitmaps = Arc::new(FieldBitmaps {
            names: vec![0_u64; MAX_CACHE_BYTES / 32],
            shared: Vec::new(),
        });
        for word in 0..4 {
            cache.insert(&[TermId(word)], &bitmaps);
        }
        assert!(cache.get(&[TermId(0)]).is_some());
        cache.insert(&[TermId(4)], &bitmaps);
        let kept: Vec<u32> = (0..5)
            .filter(|word| cache.get(&[TermId(*word)]).is_some())
            .collect();
        assert_eq!(kept, [0, 2, 3, 4]);
    }
}
