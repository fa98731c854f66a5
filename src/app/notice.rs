//! What the user should know until the next key, and which kind of news it is. Must not: know a colour.

/// The kinds of news.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// Something was done: copied, exported, saved.
    Success,
    /// Something to know: what goes on, or why a key does nothing.
    Hint,
    /// Something failed.
    Error,
}

/// A sentence of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What kind of news it is.
    pub kind: NoticeKind,
    /// The sentence.
    pub text: String,
}

impl Notice {
    /// Something was done.
    pub fn success(text: impl Into<String>) -> Self {
        Self::new(NoticeKind::Success, text)
    }

    /// Something to know.
    pub fn hint(text: impl Into<String>) -> Self {
        Self::new(NoticeKind::Hint, text)
    }

    /// Something failed.
    pub fn error(text: impl Into<String>) -> Self {
        Self::new(NoticeKind::Error, text)
    }

    fn new(kind: NoticeKind, text: impl Into<String>) -> Self {
        let text = text.into();
        Self { kind, text }
    }
}

/// A sentence alone is something to know.
impl From<String> for Notice {
    fn from(text: String) -> Self {
        Self::hint(text)
    }
}
