//! Repeatable random numbers: SplitMix64, seeded by the caller.
//!
//! Small enough to read and the same on every system, so that two runs measure the same catalogue. Good
//! for spreading rows, not for secrets. It must not take a seed from a clock.

/// A stream of numbers that depends only on its seed.
#[derive(Clone)]
pub(crate) struct Random(u64);

impl Random {
    /// The stream of this seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; 0 when `end` is 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        // The high half of the product: no division, no bias that would show here.
        ((u128::from(self.next()) * end as u128) >> 64) as usize
    }

    /// True this often in a hundred.
    pub(crate) fn percent(&mut self, often: usize) -> bool {
        self.below(100) < often
    }

    /// A number below `end`; the first come up more often, in proportion to `1 / (number + 3)`.
    ///
    /// The inverse of the logarithm that this proportion adds up to, so no table is needed.
    pub(crate) fn skewed(&mut self, end: usize) -> usize {
        let share = self.below(1 << 24) as f64 / f64::from(1 << 24);
        let number = 3.0 * (((end as f64 + 3.0) / 3.0).powf(share) - 1.0);
        (number as usize).min(end.saturating_sub(1))
    }

    /// One of these with equal probability; `None` when there are none.
    pub(crate) fn of<T: Copy + Default>(&mut self, these: &[T]) -> T {
        these
            .get(self.below(these.len()))
            .copied()
            .unwrap_or_default()
    }

    /// The index of one of these weights, drawn in proportion to them.
    pub(crate) fn weighted(&mut self, weights: &[usize]) -> usize {
        let mut left = self.below(weights.iter().sum());
        for (number, weight) in weights.iter().enumerate() {
            if left < *weight {
                return number;
            }
            left -= weight;
        }
        0
    }
}
