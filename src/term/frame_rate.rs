//! How fast frames follow each other on a line, and how long a hand may rest. Must not: sleep, or look at a clock.

use std::time::Duration;

/// What lies between the program and the terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ConnectionSpeed {
    /// Nothing that counts.
    #[default]
    Local,
    /// A network.
    Remote,
    /// A network so slow that the person, or the line itself, said so.
    Slow,
}

/// The pace of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FrameTiming {
    /// Frames are at least so far apart, but for one that brings an answer the last one was still without.
    pub(super) min_interval: Duration,
    /// A frame waits so long for an answer that is on its way: nobody sees the wait, and everybody a list that goes and
    /// comes.
    pub(super) answer_wait: Duration,
    /// A hand that does nothing for so long rests: longer than between two keys of one held down.
    pub(super) debounce: Duration,
    /// So many bytes a second are handed to the line while a key is held down: more would run on when it is let go.
    bytes_per_second: u32,
    /// But no frame waits longer than this for the one before it.
    max_delay: Duration,
}

impl ConnectionSpeed {
    pub(super) const fn frame_timing(self) -> FrameTiming {
        match self {
            Self::Local => FrameTiming {
                min_interval: Duration::from_millis(16),
                answer_wait: Duration::from_millis(30),
                debounce: Duration::from_millis(80),
                bytes_per_second: u32::MAX,
                max_delay: Duration::ZERO,
            },
            Self::Remote => FrameTiming {
                min_interval: Duration::from_millis(33),
                answer_wait: Duration::from_millis(30),
                debounce: Duration::from_millis(150),
                bytes_per_second: 16_000,
                max_delay: Duration::from_millis(80),
            },
            Self::Slow => FrameTiming {
                min_interval: Duration::from_millis(100),
                answer_wait: Duration::from_millis(100),
                debounce: Duration::from_millis(200),
                bytes_per_second: 4_000,
                max_delay: Duration::from_millis(500),
            },
        }
    }
}

impl FrameTiming {
    /// How long after a frame of so many bytes the next one may come.
    pub(super) fn delay_after_frame(&self, bytes: usize) -> Duration {
        let carried = Duration::from_secs_f64(bytes as f64 / f64::from(self.bytes_per_second));
        carried.min(self.max_delay).max(self.min_interval)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heavy_frame_holds_the_next_one_back_on_a_line_that_carries_little() {
        let gap =
            |line: ConnectionSpeed, bytes| line.frame_timing().delay_after_frame(bytes).as_millis();
        for bytes in [0, 170, 950, 8000] {
            assert_eq!(gap(ConnectionSpeed::Local, bytes), 16);
        }
        assert_eq!(
            [170, 950, 8000].map(|bytes| gap(ConnectionSpeed::Remote, bytes)),
            [33, 59, 80]
        );
        assert_eq!(
            [170, 950, 8000].map(|bytes| gap(ConnectionSpeed::Slow, bytes)),
            [100, 237, 500]
        );
    }
}
