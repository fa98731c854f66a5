//! Times and their percentiles. It must not average; a mean hides the slow keys.

use std::fmt;
use std::time::{Duration, Instant};

use ocop_index::Result;
use serde_json::Value;

/// What the numbers of a [`Times`] are, in the same widths.
pub(crate) const HEADER: &str = "    count       p50       p95       p99       max   (ms)";

/// The percentiles shown, with what they are called.
const SHOWN: [(&str, usize); 4] = [("p50", 50), ("p95", 95), ("p99", 99), ("max", 100)];

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

    /// A percentile: this many of a hundred times are at most this long.
    pub(crate) fn at(&self, percent: usize) -> Duration {
        let rank = (self.0.len() * percent).div_ceil(100);
        self.0
            .get(rank.saturating_sub(1))
            .copied()
            .unwrap_or_default()
    }

    /// How many times longer than others, percentile by percentile.
    fn ratios(&self, others: &Self) -> [f64; SHOWN.len()] {
        SHOWN.map(|(_, percent)| self.at(percent).as_secs_f64() / others.at(percent).as_secs_f64())
    }

    /// [`Times::ratios`] in the widths of [`HEADER`].
    pub(crate) fn over(&self, others: &Self) -> String {
        let ratios = self.ratios(others).map(|ratio| format!("{ratio:>9.2}x"));
        format!("{:>9}{}", "", ratios.concat())
    }

    /// Milliseconds by the names of the percentiles.
    pub(crate) fn json(&self) -> Value {
        named(SHOWN.map(|(_, percent)| self.at(percent).as_secs_f64() * 1e3))
    }

    /// [`Times::ratios`] by the same names.
    pub(crate) fn json_over(&self, others: &Self) -> Value {
        named(self.ratios(others))
    }
}

fn named(numbers: [f64; SHOWN.len()]) -> Value {
    let named = SHOWN.iter().zip(numbers);
    named
        .map(|((name, _), number)| ((*name).to_owned(), Value::from(number)))
        .collect()
}

impl fmt::Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:>9}", self.0.len())?;
        SHOWN.iter().try_for_each(|(_, percent)| {
            write!(f, "{:>10.3}", self.at(*percent).as_secs_f64() * 1e3)
        })
    }
}
