//! The screen of an import: what a list would change, walked and accepted or refused before anything is written.
//!
//! The same shape as the screen of the catalogue: a [`Model`], an [`update()`] that answers keys with
//! [`Effect`]s. Nothing is asked of anybody, so nothing waits. Must not: compare, read or write; a
//! [`ocop_index::change::Plan`] comes in with a verdict on each of its entries, and goes out again.

pub mod detail;
pub mod layout;
mod model;
mod update;

pub use model::{Group, Item, Line, Material, Model, Part, Question};
pub use update::update;

/// What the screen of an import wishes of the world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Write what is accepted.
    Publish,
    /// Leave the catalogue as it is.
    Leave,
    /// Give the terminal back for a while.
    Suspend,
    /// Paint everything anew.
    Redraw,
}
