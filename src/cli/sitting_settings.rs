//! What bounds a sitting and what is recorded of it: how long nobody may press a key, how many sittings an account may
//! have at once, and the audit lines.
//!
//! A sitting is one screen or one conversation in the linear mode. Values only. Must not: read a clock, open a file.

use std::path::PathBuf;
use std::time::Duration;

use jiff::SignedDuration;

/// A shorter limit would end a sitting under the hands of its person.
const SHORTEST_IDLE: Duration = Duration::from_secs(2);
/// A longer one means nothing.
const LONGEST_IDLE: Duration = Duration::from_secs(30 * 24 * 3600);

/// The socket of the system's log.
const SYSLOG_SOCKET: &str = "/dev/log";

/// The settings of sittings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SittingSettings {
    /// A sitting ends after this time without a key.
    pub idle: Option<Duration>,
    /// How many there may be.
    pub limits: SittingLimits,
    /// What is recorded.
    pub audit: AuditSettings,
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

/// What is recorded, and where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditSettings {
    /// Where to; nothing is recorded when absent.
    pub target: Option<AuditTarget>,
    /// Record what is searched, too.
    pub searches: bool,
}

/// Where audit lines go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuditTarget {
    /// The system's log, at this socket.
    Syslog(PathBuf),
    /// The end of this file.
    File(PathBuf),
}

impl AuditTarget {
    /// `syslog`, `syslog:SOCKET`, or an absolute path.
    pub fn parse(text: &str) -> Option<Self> {
        if text == "syslog" {
            return Some(Self::Syslog(SYSLOG_SOCKET.into()));
        }
        if let Some(socket) = text.strip_prefix("syslog:") {
            return PathBuf::from(socket)
                .is_absolute()
                .then(|| Self::Syslog(socket.into()));
        }
        let path = PathBuf::from(text);
        path.is_absolute().then_some(Self::File(path))
    }
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

    #[test]
    fn a_target_is_the_log_of_the_system_or_an_absolute_path() {
        let file = AuditTarget::File("/var/log/ocop".into());
        assert_eq!(AuditTarget::parse("/var/log/ocop"), Some(file));
        let socket = AuditTarget::Syslog("/dev/log".into());
        assert_eq!(AuditTarget::parse("syslog"), Some(socket));
        let other = AuditTarget::Syslog("/run/other".into());
        assert_eq!(AuditTarget::parse("syslog:/run/other"), Some(other));
        assert_eq!(AuditTarget::parse("audit.log"), None);
        assert_eq!(AuditTarget::parse(""), None);
    }
}
