//! Limits of a reading process where the system has none to set. Must not: do anything.

/// Nothing to set.
pub(super) fn apply_limits() {}
