//! When a sitting without a key ends: a warning a minute before, then the end.
//!
//! It is asked before each sleep, and says how long the sleep may last: one timer, and no tick. Must not: read the
//! clock.

use std::time::{Duration, Instant};

/// The warning comes so long before the end; half of a limit that is shorter than twice this.
const WARNING_TIME: Duration = Duration::from_secs(60);

/// How long nobody has pressed a key.
#[derive(Debug)]
pub(super) struct IdleClock {
    last_input: Instant,
    is_warned: bool,
}

/// What is to be done now.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum IdleStep {
    /// Sleep, at most for this long.
    Sleep(Option<Duration>),
    /// Tell that the sitting ends after this time.
    Warn(Duration),
    /// End it.
    End,
}

impl IdleClock {
    /// A clock that starts now.
    pub(super) fn new(now: Instant) -> Self {
        Self {
            last_input: now,
            is_warned: false,
        }
    }

    /// A key was pressed, or the program could not be used for a while.
    pub(super) fn restart(&mut self, now: Instant) {
        *self = Self::new(now);
    }

    /// The next step, where a sitting ends after `limit` without a key. Without a limit the clock stands still.
    pub(super) fn next_step(&mut self, limit: Option<Duration>, now: Instant) -> IdleStep {
        let Some(limit) = limit else {
            self.restart(now);
            return IdleStep::Sleep(None);
        };
        let left = limit.saturating_sub(now.saturating_duration_since(self.last_input));
        let warning_time = WARNING_TIME.min(limit / 2);
        if left.is_zero() {
            IdleStep::End
        } else if self.is_warned {
            IdleStep::Sleep(Some(left))
        } else if left <= warning_time {
            self.is_warned = true;
            IdleStep::Warn(left)
        } else {
            IdleStep::Sleep(Some(left.saturating_sub(warning_time)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Duration, IdleClock, IdleStep, Instant};

    #[test]
    fn it_sleeps_warns_once_and_ends_and_a_key_begins_anew() {
        let start = Instant::now();
        let at = |seconds| start + Duration::from_secs(seconds);
        let seconds = Duration::from_secs;
        let limit = Some(seconds(1800));
        let mut clock = IdleClock::new(start);
        assert_eq!(
            clock.next_step(limit, at(0)),
            IdleStep::Sleep(Some(seconds(1740)))
        );
        assert_eq!(
            clock.next_step(limit, at(1740)),
            IdleStep::Warn(seconds(60))
        );
        assert_eq!(
            clock.next_step(limit, at(1741)),
            IdleStep::Sleep(Some(seconds(59)))
        );
        clock.restart(at(1750));
        assert_eq!(
            clock.next_step(limit, at(1760)),
            IdleStep::Sleep(Some(seconds(1730)))
        );
        assert_eq!(
            clock.next_step(limit, at(3500)),
            IdleStep::Warn(seconds(50))
        );
        assert_eq!(clock.next_step(limit, at(3550)), IdleStep::End);
    }

    #[test]
    fn without_a_limit_it_never_ends_and_a_short_one_warns_at_its_half() {
        let start = Instant::now();
        let mut clock = IdleClock::new(start);
        let late = start + Duration::from_secs(9999);
        assert_eq!(clock.next_step(None, late), IdleStep::Sleep(None));
        let limit = Some(Duration::from_secs(20));
        let half = Duration::from_secs(10);
        assert_eq!(clock.next_step(limit, late), IdleStep::Sleep(Some(half)));
        assert_eq!(clock.next_step(limit, late + half), IdleStep::Warn(half));
    }
}
