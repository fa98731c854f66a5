//! What leaves the screen of an import: values, performed by its host.

/// What the screen of an import asks of the world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewEffect {
    /// Write what is accepted.
    Publish,
    /// Leave the catalogue as it is.
    Leave,
    /// Give the terminal back for a while.
    Suspend,
    /// Paint the whole window again.
    Redraw,
}
