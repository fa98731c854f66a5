//! How fast frames may follow each other on a connection, and the debounce time.

use std::time::Duration;

/// The connection between the program and the terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ConnectionSpeed {
    /// The same machine.
    #[default]
    Local,
    /// A network.
    Remote,
    /// A slow network: the user said so, or writing a frame took long.
    Slow,
}

/// The timing of frames on a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FrameTiming {
    /// The minimum time between two frames, except before a frame that brings the answer missing in the last
    /// one.
    pub(super) min_interval: Duration,
    /// How long a frame waits for an expected answer: too short to notice, while a list that disappears and
    /// returns is noticed.
    pub(super) answer_wait: Duration,
    /// The user has paused after this long without input; longer than the interval between repeats of a held
    /// key.
    pub(super) debounce: Duration,
    /// The output limit while a key is held down: with more, the screen would go on scrolling after its
    /// release.
    bytes_per_second: u32,
    /// No frame waits longer than this because of the size of the previous one.
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
    /// The minimum time between a frame of `bytes` bytes and the next one.
    pub(super) fn delay_after_frame(&self, bytes: usize) -> Duration {
        let transfer_time =
            Duration::from_secs_f64(bytes as f64 / f64::from(self.bytes_per_second));
        transfer_time.min(self.max_delay).max(self.min_interval)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heavy_frame_holds_the_next_one_back_on_a_line_that_carries_little() {
        let delay = |speed: ConnectionSpeed, bytes| {
            speed.frame_timing().delay_after_frame(bytes).as_millis()
        };
        for bytes in [0, 170, 950, 8000] {
            assert_eq!(delay(ConnectionSpeed::Local, bytes), 16);
        }
        assert_eq!(
            [170, 950, 8000].map(|bytes| delay(ConnectionSpeed::Remote, bytes)),
            [33, 59, 80]
        );
        assert_eq!(
            [170, 950, 8000].map(|bytes| delay(ConnectionSpeed::Slow, bytes)),
            [100, 237, 500]
        );
    }
}
