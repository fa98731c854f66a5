//! What leaves the fair mode: a few kinds, so that nothing else can.

use crate::app::effect::WorkerRequest;
use crate::app::store_work::WorkRequest;

/// Something to be done outside of the model.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    clippy::large_enum_variant,
    reason = "a key makes one or two of them, and each is moved once"
)]
pub enum FairEffect {
    /// Ask the search service.
    Request(WorkerRequest),
    /// Ask the store of work.
    Work(WorkRequest),
    /// Paint the whole window again.
    Redraw,
    /// Leave the fair mode.
    Leave,
}
