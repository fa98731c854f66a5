//! What bounds a sitting and what is recorded of it: how long nobody may press a key, how many sittings an account may
//! have at once, and the audit lines.
//!
//! A sitting is one screen or one conversation in the linear mode. Values only. Must not: read a clock, open a file.

use std::path::PathBuf;
use std::time::Duration;

use jiff::SignedDuration;

use crate::capabilities::AuditSettings;

/// A shorter limit would end a sitting under the hands of its person.
const SHORTEST_IDLE: Duration = Duration::from_secs(2);
/// A longer one means nothing.
const LONGEST_IDLE: Duration = Duration::from_secs(30 * 24 * 3600);

/// The settings of sittings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SittingSettings {
    /// A sitting ends after this time without a key.
    pub idle: Option<Duration>,
    /// How many there may be.
    pub limits: SittingLimits,
    /// What is recorded; nothing when absent.
    pub audit: Option<AuditSettings>,
    /// The name of the key that a person came with, where the server's forced command says it.
    pub key_name: Option<String>,
}

/// How many sittings an account may have at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SittingLimits {
    /// At most so many; any number when absent.
    pub max_sittings: Option<u32>,
    /// The folder of the slots; by default one of the account's own.
    pub slot_folder: Option<PathBuf>,
}

/// A time without a key as it is written: `90s`, `30m`, `2h`, `1h 30m`.
pub fn parse_idle(text: &str) -> Option<Duration> {
    let span: SignedDuration = text.trim().parse().ok()?;
    let span = Duration::try_from(span).ok()?;
    (SHORTEST_IDLE..=LONGEST_IDLE)
        .contains(&span)
        .then_some(span)
}

/// The limit that counts where the system and the person both say one: the shorter.
pub fn effective_idle(system: Option<Duration>, user: Option<Duration>) -> Option<Duration> {
    match (system, user) {
        (Some(system), Some(user)) => Some(system.min(user)),
        (limit, None) | (None, limit) => limit,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_read_as_they_are_written_and_nonsense_is_none() {
        let seconds = |text| parse_idle(text).map(|span| span.as_secs());
        assert_eq!(seconds("90s"), Some(90));
        assert_eq!(seconds("30m"), Some(1800));
        assert_eq!(seconds(" 2h "), Some(7200));
        assert_eq!(seconds("1h 30m"), Some(5400));
        for text in [
            "",
            "0",
            "30",
            "0s",
            "1s",
            "-30m",
            "m",
            "1e9h",
            "900h",
            "30m\u{1b}",
            "ba phút",
        ] {
            assert_eq!(seconds(text), None, "{text:?}");
        }
    }

    #[test]
    fn the_shorter_limit_counts() {
        let span = |seconds| Some(Duration::from_secs(seconds));
        assert_eq!(effective_idle(span(60), span(90)), span(60));
        assert_eq!(effective_idle(span(90), span(60)), span(60));
        assert_eq!(effective_idle(None, span(60)), span(60));
        assert_eq!(effective_idle(span(60), None), span(60));
        assert_eq!(effective_idle(None, None), None);
    }
}
