//! The system config in TOML: what the administrator allows. An invalid line is told like one of the user's config;
//! where it may have meant the restricted mode, it counts as `restricted = true`.
//!
//! Must not read files; [`crate::cli::system_limits`] does.

use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::SignedDuration;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problem::{ConfigFault, ConfigProblem, nearest_name};
use super::remove_invalid_lines;
use crate::capabilities::{AuditSettings, AuditTarget, ExportFolder, FileExports, SystemSettings};
use crate::wording::sanitize::sanitize_text;

/// The settings of a system config, in the order of the template.
pub const SYSTEM_SETTING_NAMES: [&str; 16] = [
    "restricted",
    "data_dir",
    "state_dir",
    "work",
    "exports",
    "exports_max_files",
    "exports_max_mb",
    "copy",
    "idle",
    "max_sittings",
    "audit",
    "audit_searches",
    "author_override",
    "report_phones",
    "fair",
    "fair_questions",
];

/// Files that an account may leave in the folder of exports, where the config does not say.
const DEFAULT_MAX_FILES: usize = 50;

/// Bytes of them, where the config does not say.
const DEFAULT_MAX_BYTES: u64 = 100 << 20;

/// The most megabytes that the config may say.
const MOST_MEGABYTES: u64 = 1 << 20;

/// The longest time without a key that the config may say.
const LONGEST_IDLE: SignedDuration = SignedDuration::from_hours(30 * 24);

/// The content of a system config.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SystemConfig {
    /// What it says.
    pub settings: SystemSettings,
    /// The invalid lines, in the order of the file.
    pub problems: Vec<ConfigProblem>,
    /// It is restricted because a line, or the file, is invalid.
    pub is_restricted_by_fault: bool,
}

/// Numbers of the file that belong to other settings.
#[derive(Default)]
struct Parts {
    exports: Option<FileExports>,
    max_files: Option<usize>,
    max_bytes: Option<u64>,
    audit: Option<AuditTarget>,
    audit_searches: bool,
}

impl SystemConfig {
    /// A file that cannot be read, or not be trusted: it restricts.
    pub(in crate::cli) fn from_fault(fault: ConfigFault) -> Self {
        let mut config = Self::default();
        config.problems.push(ConfigProblem::new("", 0, fault));
        config.restrict_by_fault();
        config
    }

    /// Parses the bytes of a file.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::from_text(text),
            Err(_) => Self::from_fault(ConfigFault::NotUtf8),
        }
    }

    /// Parses the text of a file.
    pub fn from_text(text: &str) -> Self {
        let mut config = Self::default();
        let mut parts = Parts::default();
        let (mut table, errors) = DeTable::parse_recoverable(text);
        let spans = errors.iter().filter_map(toml::de::Error::span);
        let offsets: Vec<usize> = spans.map(|span| span.start).collect();
        remove_invalid_lines(table.get_mut(), text, &offsets);
        for error in errors {
            let fault = ConfigFault::Syntax(sanitize_text(error.message()));
            config.add_problem(text, error.span().map_or(0, |span| span.start), fault);
            // Nobody knows what the line was to say.
            config.restrict_by_fault();
        }
        for (name, value) in table.get_ref() {
            config.apply_setting(text, (name.get_ref(), name.span().start), value, &mut parts);
        }
        config.settings.exports = parts.exports.map(|exports| match exports {
            FileExports::Folder(folder) => FileExports::Folder(ExportFolder {
                max_files: parts.max_files.unwrap_or(folder.max_files),
                max_bytes: parts.max_bytes.unwrap_or(folder.max_bytes),
                ..folder
            }),
            other => other,
        });
        config.settings.audit = parts.audit.map(|target| AuditSettings {
            target,
            searches: parts.audit_searches,
        });
        config
            .problems
            .sort_by_key(|problem| (problem.line, problem.column));
        config
    }

    fn apply_setting(
        &mut self,
        text: &str,
        (name, name_start): (&str, usize),
        value: &Spanned<DeValue<'_>>,
        parts: &mut Parts,
    ) {
        let Some(key) = SYSTEM_SETTING_NAMES.into_iter().find(|key| *key == name) else {
            if nearest_name(name, &SYSTEM_SETTING_NAMES) == Some("restricted") {
                self.restrict_by_fault();
            }
            let fault = ConfigFault::unknown_name(name, &SYSTEM_SETTING_NAMES);
            self.add_problem(text, name_start, fault);
            return;
        };
        let settings = &mut self.settings;
        let is_valid = match (key, value.get_ref()) {
            ("restricted", DeValue::Boolean(yes)) => {
                // A line that could not be read goes before this one.
                if !self.is_restricted_by_fault {
                    settings.restricted = Some(*yes);
                }
                true
            }
            ("copy", DeValue::Boolean(yes)) => set(&mut settings.copy, Some(*yes)),
            ("author_override", DeValue::Boolean(yes)) => {
                set(&mut settings.author_override, Some(*yes))
            }
            ("report_phones", DeValue::Boolean(yes)) => {
                set(&mut settings.report_phones, Some(*yes))
            }
            ("fair", DeValue::String(name)) => {
                let name = sanitize_text(name.trim());
                set(&mut settings.fair, (!name.is_empty()).then_some(name))
            }
            ("fair_questions", DeValue::Boolean(yes)) => {
                set(&mut settings.fair_questions, Some(*yes))
            }
            ("audit_searches", DeValue::Boolean(yes)) => {
                parts.audit_searches = *yes;
                true
            }
            ("data_dir", DeValue::String(path)) => {
                set(&mut settings.data_dir, parse_absolute_path(path))
            }
            ("state_dir", DeValue::String(path)) => {
                set(&mut settings.state_dir, parse_absolute_path(path))
            }
            ("work", DeValue::String(path)) => set(&mut settings.work, parse_absolute_path(path)),
            ("exports", DeValue::String(word)) => set(&mut parts.exports, parse_exports(word)),
            ("exports_max_files", DeValue::Integer(number)) => {
                let number = parse_whole(number, u64::from(u32::MAX));
                set(&mut parts.max_files, number.map(|number| number as usize))
            }
            ("exports_max_mb", DeValue::Integer(number)) => {
                let number = parse_whole(number, MOST_MEGABYTES);
                set(&mut parts.max_bytes, number.map(|number| number << 20))
            }
            ("max_sittings", DeValue::Integer(number)) => {
                let number = parse_whole(number, u64::from(u32::MAX));
                set(
                    &mut settings.max_sittings,
                    number.map(|number| number as u32),
                )
            }
            ("idle", DeValue::String(text)) => set(&mut settings.idle, parse_idle(text)),
            ("audit", DeValue::String(word)) => set(&mut parts.audit, AuditTarget::parse(word)),
            _ => false,
        };
        if !is_valid {
            match key {
                "restricted" => self.restrict_by_fault(),
                // What should be written down is, somewhere.
                "audit" => parts.audit = Some(AuditTarget::of_system_log()),
                _ => {}
            }
            let span = value.span();
            let written = sanitize_text(text.get(span.clone()).unwrap_or_default());
            self.add_problem(text, span.start, ConfigFault::InvalidValue(key, written));
        }
    }

    fn restrict_by_fault(&mut self) {
        self.settings.restricted = Some(true);
        self.is_restricted_by_fault = true;
    }

    fn add_problem(&mut self, text: &str, offset: usize, fault: ConfigFault) {
        self.problems.push(ConfigProblem::new(text, offset, fault));
    }
}

/// Sets a value where there is one; false where there is none.
fn set<T>(setting: &mut Option<T>, value: Option<T>) -> bool {
    *setting = value;
    setting.is_some()
}

fn parse_absolute_path(text: &str) -> Option<PathBuf> {
    let path = Path::new(text);
    let is_plain = path.is_absolute() && !text.contains('\0');
    is_plain.then(|| path.to_owned())
}

fn parse_exports(word: &str) -> Option<FileExports> {
    if word == "off" {
        return Some(FileExports::Off);
    }
    Some(FileExports::Folder(ExportFolder {
        folder: parse_absolute_path(word)?,
        max_files: DEFAULT_MAX_FILES,
        max_bytes: DEFAULT_MAX_BYTES,
    }))
}

/// A whole number from 1 to `most`.
fn parse_whole(number: &toml::de::DeInteger<'_>, most: u64) -> Option<u64> {
    let digits = number.as_str().replace('_', "");
    let value = u64::from_str_radix(digits.trim_start_matches('+'), number.radix()).ok()?;
    (1..=most).contains(&value).then_some(value)
}

/// A time such as `30m`, `90s` or `1h30m`.
fn parse_idle(text: &str) -> Option<Duration> {
    let idle: SignedDuration = text.parse().ok()?;
    if idle > LONGEST_IDLE {
        return None;
    }
    Duration::try_from(idle).ok().filter(|idle| !idle.is_zero())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn restricted(text: &str) -> Option<bool> {
        SystemConfig::from_text(text).settings.restricted
    }

    #[test]
    fn every_setting_is_read() {
        let config = SystemConfig::from_text(
            "restricted = true\ndata_dir = \"/srv/d\"\nstate_dir = \"/srv/s\"\nexports = \"/srv/x\"\n\
             exports_max_files = 3\nexports_max_mb = 2\ncopy = true\nidle = \"30m\"\nmax_sittings = 4\n\
             audit = \"/var/log/a\"\naudit_searches = true\nauthor_override = true\n\
             report_phones = false\nfair = \"Hội chợ\"\nfair_questions = true\n",
        );
        assert_eq!(config.problems, []);
        let settings = config.settings;
        assert_eq!(settings.restricted, Some(true));
        assert_eq!(settings.idle, Some(Duration::from_secs(1800)));
        assert_eq!(settings.report_phones, Some(false));
        assert_eq!(settings.fair.as_deref(), Some("Hội chợ"));
        assert_eq!(settings.fair_questions, Some(true));
        assert_eq!(settings.max_sittings, Some(4));
        assert_eq!(
            settings.exports,
            Some(FileExports::Folder(ExportFolder {
                folder: "/srv/x".into(),
                max_files: 3,
                max_bytes: 2 << 20,
            }))
        );
        assert_eq!(
            settings.audit,
            Some(AuditSettings {
                target: AuditTarget::File("/var/log/a".into()),
                searches: true,
            })
        );
    }

    #[test]
    fn whatever_may_have_meant_the_restricted_mode_restricts() {
        for text in [
            "restricted = true",
            "restricted = 1",
            "restricted = \"false\"",
            "restricted = tru",
            "restriced = false",
            "[restricted]",
            "restricted = false\nidle = \"5m",
            "idle = \nrestricted = false",
        ] {
            assert_eq!(restricted(text), Some(true), "{text}");
        }
        assert!(SystemConfig::from_bytes(b"\xff").settings.restricted == Some(true));
        assert_eq!(restricted("restricted = false"), Some(false));
        assert_eq!(restricted("idle = \"5m\"\nidel = 3"), None);
    }

    #[test]
    fn a_value_that_is_none_is_told_and_opens_nothing() {
        for text in [
            "exports = \"xuat\"",
            "exports = \"../x\"",
            "exports = true",
            "exports_max_files = -1",
            "exports_max_mb = 0",
            "idle = \"soon\"",
            "idle = \"-5m\"",
            "idle = 5",
            "max_sittings = 0",
            "copy = \"yes\"",
            "state_dir = \"~/x\"",
            "author_override = 1",
            "report_phones = 0",
            "fair = \"\"",
            "fair_questions = 1",
        ] {
            let config = SystemConfig::from_text(text);
            assert_eq!(config.problems.len(), 1, "{text}");
            assert_eq!(config.settings, SystemSettings::default(), "{text}");
        }
        let audit = SystemConfig::from_text("audit = 3").settings.audit;
        assert_eq!(
            audit.map(|audit| audit.target),
            Some(AuditTarget::of_system_log())
        );
    }
}
