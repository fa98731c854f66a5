//! Where audit lines go: the system's log, or the end of a file.
//!
//! A line that cannot be written into its file goes to the system's log; one that nobody takes is told in the program's
//! own log, and stops nobody. Must not: wait.

use std::io;
use std::path::Path;

use super::audit_line::{AuditEvent, format_audit_line};
use super::identity::Identity;
use crate::capabilities::{AuditSettings, AuditTarget};
use crate::cli::clock;
use crate::files::private_file;
use crate::user_state::log;

/// Writes the line of an event, where somebody wants one.
pub(super) fn write_audit_line(
    settings: &AuditSettings,
    identity: &Identity,
    event: &AuditEvent<'_>,
) {
    let line = format_audit_line(identity, event);
    let written = match &settings.target {
        AuditTarget::Syslog(socket) => send_to_syslog(socket, &line),
        AuditTarget::File(path) => append_to_audit_file(path, &line),
    };
    if let Err(error) = written {
        log::write_line(&format!("audit line not written: {error}"));
        if let (AuditTarget::File(_), AuditTarget::Syslog(socket)) =
            (&settings.target, AuditTarget::of_system_log())
        {
            let _ = send_to_syslog(&socket, &line);
        }
    }
}

/// One write a line, so that lines of several processes do not mix; a link, a pipe or a device is refused.
fn append_to_audit_file(path: &Path, line: &str) -> io::Result<()> {
    let time = clock::format_now_to_second();
    let line = format!("{time} ocop[{}]: {line}\n", std::process::id());
    private_file::append_at_once(path, &line)
}

/// Facility `authpriv` (10), severity `info` (6).
#[cfg(unix)]
const PRIORITY: u8 = 10 << 3 | 6;

/// One datagram in the form that system logs read; a log that does not take it at once misses it.
#[cfg(unix)]
fn send_to_syslog(socket: &Path, line: &str) -> io::Result<()> {
    let sender = std::os::unix::net::UnixDatagram::unbound()?;
    sender.set_nonblocking(true)?;
    let text = format!("<{PRIORITY}>ocop[{}]: {line}", std::process::id());
    sender.send_to(text.as_bytes(), socket).map(|_| ())
}

#[cfg(not(unix))]
fn send_to_syslog(_: &Path, _: &str) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
