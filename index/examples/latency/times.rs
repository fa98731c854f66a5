//! Times and their percentiles. Must not: average; a mean hides the key that a person waits for.

use std::fmt;
use std::time::{Duration, Instant};

use ocop_index::Result;

/// What the numbers of a [`Times`] are, in the same widths.
pub(crate) const HEADER: &str = "    count       p50       p95       p99       max   (ms)";

/// The percentiles shown.
const SHOWN: [usize; 4] = [50, 95, 99, 100];

/// Runs something and says how long it took.
pub(crate) fn timed<T>(run: impl FnOnce() -> Result<T>) -> Result<(Duration, T)> {
    let start = Instant::now();
    let made = run()?;
    Ok((start.elapsed(), made))
}

/// Some times.
#[derive(Default)]
pub(crate) struct Times(Vec<Duration>);

impl Times {
    /// One more.
    pub(crate) fn push(&mut self, time: Duration) {
        let at = self.0.partition_point(|known| *known <= time);
        self.0.insert(at, time);
    }

    /// The time that so many of a hundred stay within.
    pub(crate) fn at(&self, percent: usize) -> Duration {
        let rank = (self.0.len() * percent).div_ceil(100);
        self.0
            .get(rank.saturating_sub(1))
            .copied()
            .unwrap_or_default()
    }

    /// How many times longer than others, percentile by percentile.
    pub(crate) fn over(&self, others: &Self) -> String {
        let ratio = |percent| {
            let ratio = self.at(percent).as_secs_f64() / others.at(percent).as_secs_f64();
            format!("{ratio:>9.2}x")
        };
        format!("{:>9}{}", "", SHOWN.map(ratio).concat())
    }
}

impl fmt::Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:>9}", self.0.len())?;
        SHOWN
            .iter()
            .try_for_each(|percent| write!(f, "{:>10.3}", self.at(*percent).as_secs_f64() * 1e3))
    }
}
