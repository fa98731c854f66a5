//! How fast frames follow each other on a line, and how long a hand may rest. Must not: sleep, or look at a clock.

use std::time::Duration;

/// What lies between the program and the terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Line {
    /// Nothing that counts.
    #[default]
    Near,
    /// A network.
    Far,
    /// A network so slow that the person, or the line itself, said so.
    Slow,
}

/// The pace of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pace {
    /// Frames are at least so far apart, but for one that brings an answer the last one was still without.
    pub(super) frame: Duration,
    /// A frame waits so long for an answer that is on its way: nobody sees the wait, and everybody a list that goes and
    /// comes.
    pub(super) answer: Duration,
    /// A hand that does nothing for so long rests: longer than between two keys of one held down.
    pub(super) rest: Duration,
    /// So many bytes a second are handed to the line while a key is held down: more would run on when it is let go.
    rate: u32,
    /// But no frame waits longer than this for the one before it.
    most: Duration,
}

impl Line {
    pub(super) const fn pace(self) -> Pace {
        match self {
            Self::Near => Pace {
                frame: Duration::from_millis(16),
                answer: Duration::from_millis(30),
                rest: Duration::from_millis(80),
                rate: u32::MAX,
                most: Duration::ZERO,
            },
            Self::Far => Pace {
                frame: Duration::from_millis(33),
                answer: Duration::from_millis(30),
                rest: Duration::from_millis(150),
                rate: 16_000,
                most: Duration::from_millis(80),
            },
            Self::Slow => Pace {
                frame: Duration::from_millis(100),
                answer: Duration::from_millis(100),
                rest: Duration::from_millis(200),
                rate: 4_000,
                most: Duration::from_millis(500),
            },
        }
    }
}

impl Pace {
    /// How long after a frame of so many bytes the next one may come.
    pub(super) fn gap(&self, bytes: usize) -> Duration {
        let carried = Duration::from_secs_f64(bytes as f64 / f64::from(self.rate));
        carried.min(self.most).max(self.frame)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heavy_frame_holds_the_next_one_back_on_a_line_that_carries_little() {
        let gap = |line: Line, bytes| line.pace().gap(bytes).as_millis();
        for bytes in [0, 170, 950, 8000] {
            assert_eq!(gap(Line::Near, bytes), 16);
        }
        assert_eq!(
            [170, 950, 8000].map(|bytes| gap(Line::Far, bytes)),
            [33, 59, 80]
        );
        assert_eq!(
            [170, 950, 8000].map(|bytes| gap(Line::Slow, bytes)),
            [100, 237, 500]
        );
    }
}
