//! What the user did with the mouse. Must not: know what is under it; [`super::update`] does.

/// A click or a turn of the wheel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MouseEvent {
    /// What was done.
    pub kind: MouseEventKind,
    /// Column of the window, from 0.
    pub column: u16,
    /// Row of the window, from 0.
    pub row: u16,
}

/// What was done with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MouseEventKind {
    /// The left button went down.
    Click,
    /// The wheel was turned away from the user.
    WheelUp,
    /// The wheel was turned towards the user.
    WheelDown,
}
