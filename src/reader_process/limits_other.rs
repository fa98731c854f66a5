//! Limits of the reader process where the system has none to set.

/// Does nothing on this system.
pub(super) fn apply_limits() {}
