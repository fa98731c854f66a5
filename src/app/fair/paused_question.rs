//! A question that somebody paused behind, and how it would be left.

/// A question that somebody paused behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PausedQuestion {
    /// The line at the pause.
    pub text: String,
    /// How it would be left: without any answer, or with one that is only near; `None` for one that has its answer.
    pub missing: Option<MissingAnswer>,
}

/// Why a question has no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissingAnswer {
    /// Nothing was found.
    Nothing,
    /// Only what is nearly called so, and nobody took it.
    OnlyNear,
}
