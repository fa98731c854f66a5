//! The sets of products that were worked out lately, so that the next letter of a question only reads what is new
//! in it.
//!
//! Bounded in bytes, whatever the size of the catalogue. Must not: know what a set means.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

/// The products with a word of a slot, one bit each: in names and specialties, in places and producers.
pub(super) type Bits = [Vec<u64>; 2];

/// Most that is kept, in bytes: 200 sets of a million products each.
const MOST: usize = 48 << 20;

/// Most sets that are kept.
const MOST_SETS: usize = 256;

/// Sets by the words they were asked for.
#[derive(Debug, Default)]
pub(super) struct Recent {
    sets: Mutex<Sets>,
}

#[derive(Debug, Default)]
struct Sets {
    /// With the time of the last use.
    known: HashMap<Vec<u32>, (u64, Arc<Bits>)>,
    now: u64,
}

impl Recent {
    /// The set for these words, if it is kept.
    pub(super) fn get(&self, words: &[u32]) -> Option<Arc<Bits>> {
        let mut sets = self.sets.lock().ok()?;
        sets.now += 1;
        let now = sets.now;
        let (used, bits) = sets.known.get_mut(words)?;
        *used = now;
        Some(Arc::clone(bits))
    }

    /// Keeps the set for these words in place of the one that was not used for the longest time.
    pub(super) fn keep(&self, words: &[u32], bits: &Arc<Bits>) {
        let size: usize = bits.iter().map(|bits| size_of_val(&**bits)).sum();
        let most = (MOST / size.max(1)).min(MOST_SETS);
        let Ok(mut sets) = self.sets.lock() else {
            return;
        };
        while sets.known.len() >= most.max(1) {
            let oldest = sets.known.iter().min_by_key(|(_, (used, _))| *used);
            let Some(oldest) = oldest.map(|(words, _)| words.clone()) else {
                return;
            };
            sets.known.remove(&oldest);
        }
        sets.now += 1;
        let entry = (sets.now, Arc::clone(bits));
        sets.known.insert(words.to_vec(), entry);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_used_last_stays_and_the_sum_is_bounded() {
        let recent = Recent::default();
        // A quarter of what is kept each.
        let bits = Arc::new([vec![0_u64; MOST / 32], Vec::new()]);
        for word in 0..4 {
            recent.keep(&[word], &bits);
        }
        assert!(recent.get(&[0]).is_some());
        recent.keep(&[4], &bits);
        let kept: Vec<u32> = (0..5)
            .filter(|word| recent.get(&[*word]).is_some())
            .collect();
        assert_eq!(kept, [0, 2, 3, 4]);
    }
}
