//! What the administrator of the system says: values of the system config, read by [`crate::cli`].

use std::path::PathBuf;
use std::time::Duration;

use super::FileExports;

/// The socket of the system's log.
const SYSLOG_SOCKET: &str = "/dev/log";

/// The settings of the system. `None` is unsaid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SystemSettings {
    /// Everybody is in the restricted mode; `Some(false)` says that a forced command with the user's words is not.
    pub restricted: Option<bool>,
    /// The folder of the catalogue.
    pub data_dir: Option<PathBuf>,
    /// The folder of what is remembered between runs, instead of the account's own.
    pub state_dir: Option<PathBuf>,
    /// The file of the store of work that several accounts share.
    pub work: Option<PathBuf>,
    /// Where the restricted mode may export to.
    pub exports: Option<FileExports>,
    /// The restricted mode may send text to the clipboard of the user's machine.
    pub copy: Option<bool>,
    /// A screen that nobody touches for so long ends.
    pub idle: Option<Duration>,
    /// The most sittings of one account at the same time.
    pub max_sittings: Option<u32>,
    /// Where sittings and publications are written down.
    pub audit: Option<AuditSettings>,
    /// A generation may be signed with another name beside the account's, and shared work with another name.
    pub author_override: Option<bool>,
    /// Reports of reviews have telephone numbers.
    pub report_phones: Option<bool>,
    /// The list that the program opens in the fair mode, by its name.
    pub fair: Option<String>,
    /// What visitors of a fair ask for is counted.
    pub fair_questions: Option<bool>,
}

/// Where sittings and publications are written down, and how much of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditSettings {
    /// Where to.
    pub target: AuditTarget,
    /// Searches as well.
    pub searches: bool,
}

/// Where a line of the audit goes.
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
            return Some(Self::of_system_log());
        }
        let socket = text.strip_prefix("syslog:");
        let path = PathBuf::from(socket.unwrap_or(text));
        let is_plain = path.is_absolute() && !text.contains('\0');
        let target = if socket.is_some() {
            Self::Syslog(path)
        } else {
            Self::File(path)
        };
        is_plain.then_some(target)
    }

    /// The log of the system.
    pub fn of_system_log() -> Self {
        Self::Syslog(SYSLOG_SOCKET.into())
    }
}

/// What put this run into the restricted mode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RestrictionSource {
    /// `restricted = true` in this file.
    Config(PathBuf),
    /// This file cannot be trusted or understood.
    InvalidConfig(PathBuf),
    /// `--restricted`.
    Option,
    /// The command line was the words of `SSH_ORIGINAL_COMMAND`.
    OriginalCommand,
}

impl SystemSettings {
    /// These settings made tighter by others. Folders and files of the others count only with `trusts_paths`.
    #[must_use]
    pub fn tightened_by(self, other: &Self, trusts_paths: bool) -> Self {
        let paths = trusts_paths.then_some(other);
        Self {
            restricted: match (self.restricted, other.restricted) {
                (Some(true), _) | (_, Some(true)) => Some(true),
                (said, _) => said,
            },
            data_dir: self
                .data_dir
                .or_else(|| paths.and_then(|other| other.data_dir.clone())),
            state_dir: self
                .state_dir
                .or_else(|| paths.and_then(|other| other.state_dir.clone())),
            work: self
                .work
                .or_else(|| paths.and_then(|other| other.work.clone())),
            audit: self
                .audit
                .or_else(|| paths.and_then(|other| other.audit.clone())),
            // [`super::Capabilities`] are tightened on their own; these say what the first file says.
            exports: self.exports,
            copy: self.copy,
            author_override: self.author_override,
            report_phones: match (self.report_phones, other.report_phones) {
                (Some(false), _) | (_, Some(false)) => Some(false),
                (said, _) => said,
            },
            fair: self
                .fair
                .or_else(|| paths.and_then(|other| other.fair.clone())),
            fair_questions: match (self.fair_questions, other.fair_questions) {
                (Some(false), _) | (_, Some(false)) => Some(false),
                (None, said) if trusts_paths => said,
                (said, _) => said,
            },
            idle: smallest(self.idle, other.idle),
            max_sittings: smallest(self.max_sittings, other.max_sittings),
        }
    }
}

fn smallest<T: Ord>(one: Option<T>, other: Option<T>) -> Option<T> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
