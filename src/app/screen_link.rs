//! An address, or a piece of one, at its place on the screen. The terminal may make it a link.

use std::sync::Arc;

/// A piece of an address in one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScreenLink {
    /// Its first column, from 0.
    pub x: u16,
    /// Its row, from 0.
    pub y: u16,
    /// What stands there. Where something else does, because a window lies over it, there is no link.
    pub text: String,
    /// The sequence that begins the link; the pieces of one address have the same.
    pub start: Arc<str>,
}
