//! What comes of a key while a window lies over the panes.

use crate::app::action::Action;
use crate::app::effect::Effect;

/// What comes of a key.
pub(super) enum OverlayOutcome {
    /// These effects.
    Effects(Vec<Effect>),
    /// The window leaves it to the program.
    PassThrough(Action),
}

impl OverlayOutcome {
    /// The key did all that it does in the window.
    pub(super) const DONE: Self = Self::Effects(Vec::new());
}
