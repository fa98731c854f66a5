//! What was copied last, and how far the terminal is trusted to have taken it.

/// Whether the terminal is likely to drop what is sent to the clipboard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ClipboardTrust {
    /// Nothing speaks against it, or the terminal is known to take it.
    #[default]
    Expected,
    /// The terminal is known or likely to drop it.
    Doubtful,
}

/// What was copied last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopiedText {
    /// The text.
    pub text: String,
    /// The id of the product that was under the cursor then.
    pub product_id: Option<String>,
    /// How many products it is of, where they were the selected ones.
    pub selected: Option<usize>,
}
