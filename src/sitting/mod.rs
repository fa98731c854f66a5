//! What bounds a sitting and records it: a slot of the account, and lines for the administrator.
//!
//! A sitting is one screen or one conversation in the linear mode.
//!
//! * [`slots`]: how many sittings an account has at once. [`audit_line`]: a line, without any input or output;
//!   `audit_target`: where it goes. [`identity`]: who sits there.
//!
//! A sitting ends once: as it should, or by a signal, which calls [`end_sitting`] from another thread.
//! Must not: end the process, or wait for anything.

pub mod audit_line;
mod audit_target;
mod identity;
mod slots;

use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use self::audit_line::{AuditEvent, EndReason};
use self::audit_target::write_audit_line;
use self::identity::Identity;
use self::slots::SittingSlot;
use crate::capabilities::AuditSettings;
use crate::cli::exit::CommandFailure;
use crate::cli::settings::Settings;
use crate::cli::sitting_settings::SittingSettings;

/// The sitting under way.
static SITTING: Mutex<Option<Sitting>> = Mutex::new(None);

#[derive(Debug)]
struct Sitting {
    audit: Option<AuditSettings>,
    identity: Identity,
    began: Instant,
    /// Held until the end.
    _slot: Option<SittingSlot>,
}

/// Begins a sitting of this kind (`screen`, `linear`): takes a slot, and records the beginning. Fails when the account
/// has as many sittings as it may.
pub fn begin_sitting(settings: &Settings, kind: &'static str) -> Result<(), CommandFailure> {
    let SittingSettings {
        limits,
        audit,
        key_name,
        ..
    } = &settings.sitting;
    let slot = slots::take_slot(limits, &settings.locale)?;
    if audit.is_none() && slot.is_none() {
        return Ok(());
    }
    let sitting = Sitting {
        audit: audit.clone(),
        identity: Identity::of_this_process(key_name.as_deref()),
        began: Instant::now(),
        _slot: slot,
    };
    sitting.record(&AuditEvent::SittingBegun { kind });
    *SITTING.lock().unwrap_or_else(PoisonError::into_inner) = Some(sitting);
    Ok(())
}

/// Ends the sitting, if one is under way, and records why.
pub fn end_sitting(reason: EndReason) {
    let sitting = SITTING
        .try_lock()
        .ok()
        .and_then(|mut sitting| sitting.take());
    if let Some(sitting) = sitting {
        let seconds = sitting.began.elapsed().as_secs();
        sitting.record(&AuditEvent::SittingEnded { seconds, reason });
    }
}

impl Sitting {
    fn record(&self, event: &AuditEvent<'_>) {
        if let Some(audit) = &self.audit {
            write_audit_line(audit, &self.identity, event);
        }
    }
}

/// Records a generation that was published: what did it (`merge`, `rollback 3`), its number, its products, and how long
/// the writing took.
pub fn record_publication(
    settings: &SittingSettings,
    action: &str,
    generation: u64,
    products: usize,
    began: Instant,
) {
    record(settings, || AuditEvent::Published {
        action: action.to_owned(),
        generation,
        products,
        seconds: began.elapsed().as_secs(),
    });
}

/// Records a search, where the administrator has switched that on.
pub fn record_search(settings: &SittingSettings, line: &str) {
    if settings.audit.as_ref().is_some_and(|audit| audit.searches) {
        record(settings, || AuditEvent::Searched { line });
    }
}

fn record<'a>(settings: &SittingSettings, event: impl FnOnce() -> AuditEvent<'a>) {
    if let Some(audit) = &settings.audit {
        let identity = Identity::of_this_process(settings.key_name.as_deref());
        write_audit_line(audit, &identity, &event());
    }
}
