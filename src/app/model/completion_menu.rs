//! The open menu of completions below the search line. Its candidates are those of the line at any time.

/// The menu.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CompletionMenu {
    /// The candidate of the cursor.
    pub cursor: usize,
}
