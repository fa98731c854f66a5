//! The screen of an import: what a list would change, walked and accepted or refused before anything is written.
//!
//! The same shape as the screen of the catalogue: a [`Model`], an [`update()`] that answers keys with
//! [`Effect`]s. Nothing is asked of anybody, so nothing waits. Must not: compare, read or write; a
//! [`ocop_index::change::Plan`] comes in with a verdict on each of its entries, and goes out again.

pub mod layout;
mod model;
pub mod record;
mod update;

pub use model::{
    ImportReviewData, ImportReviewModel, ReviewConfirmation, ReviewGroup, ReviewItem, ReviewLine,
    ReviewSection,
};
pub use update::update;

/// What the screen of an import wishes of the world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewEffect {
    /// Write what is accepted.
    Publish,
    /// Leave the catalogue as it is.
    Leave,
    /// Give the terminal back for a while.
    Suspend,
    /// Paint everything anew.
    Redraw,
}
