//! Options of a sitting: a screen, or a conversation in the linear mode.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use crate::capabilities::AuditTarget;
use crate::cli::sitting_settings::parse_idle;

/// Options of a sitting. Those that an administrator gives in a forced command are not listed in the usage.
#[derive(Debug, Args)]
pub struct SittingArgs {
    /// End the sitting after so long without a key.
    #[arg(long, value_name = "30m", value_parser = parse_idle_option)]
    pub idle: Option<Duration>,
    /// At most so many sittings of this account at once.
    #[arg(long, hide = true, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub max_sittings: Option<u32>,
    /// The folder in which the sittings are counted.
    #[arg(long, hide = true, value_name = "DIR")]
    pub slot_folder: Option<PathBuf>,
    /// Where audit lines go: syslog, or a file.
    #[arg(long, hide = true, global = true, value_name = "syslog|FILE", value_parser = parse_audit_option)]
    pub audit: Option<AuditTarget>,
    /// Audit searches, too.
    #[arg(long, hide = true, global = true)]
    pub audit_searches: bool,
}

fn parse_idle_option(text: &str) -> Result<Duration, String> {
    parse_idle(text).ok_or_else(|| "90s, 30m, 2h".to_owned())
}

fn parse_audit_option(text: &str) -> Result<AuditTarget, String> {
    AuditTarget::parse(text).ok_or_else(|| "syslog, /var/log/...".to_owned())
}
