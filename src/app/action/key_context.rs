//! The places where a key has its meaning.

use crate::app::focus::Focus;

/// Where a key has its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyContext {
    /// Everywhere, unless the context in focus uses the key.
    Anywhere,
    /// While typing.
    Input,
    /// In the list.
    List,
    /// In the list and the record while a review is open, before their own keys.
    Reviewing,
    /// In the filters.
    Facets,
    /// In the record.
    Detail,
    /// In the statistics.
    Stats,
    /// In the generations of the catalogue.
    Generations,
    /// In the changes of an import.
    ImportReview,
    /// While the screen waits for a yes or a no.
    Confirmation,
}

impl KeyContext {
    /// All contexts, in the order of the man page and the config file.
    pub const ALL: [Self; 10] = [
        Self::Input,
        Self::List,
        Self::Reviewing,
        Self::Facets,
        Self::Detail,
        Self::Stats,
        Self::Generations,
        Self::Anywhere,
        Self::ImportReview,
        Self::Confirmation,
    ];

    /// The contexts of the catalogue's screen, in the order of the help.
    pub const CATALOGUE: &[Self] = &[
        Self::Input,
        Self::List,
        Self::Reviewing,
        Self::Facets,
        Self::Detail,
        Self::Stats,
        Self::Generations,
        Self::Anywhere,
    ];

    /// The contexts of an import's screen.
    pub const IMPORT: &[Self] = &[Self::ImportReview, Self::Confirmation, Self::Anywhere];

    /// The context of a focus.
    pub const fn from_focus(focus: Focus) -> Self {
        match focus {
            Focus::Input => Self::Input,
            Focus::List => Self::List,
            Focus::Facets => Self::Facets,
            Focus::Detail => Self::Detail,
            Focus::Stats => Self::Stats,
        }
    }

    /// The key of its name in `locale.toml`.
    pub const fn locale_key(self) -> &'static str {
        match self {
            Self::Anywhere => "context.anywhere",
            Self::Input => "context.input",
            Self::List => "context.list",
            Self::Reviewing => "context.reviewing",
            Self::Facets => "context.facets",
            Self::Detail => "context.detail",
            Self::Stats => "context.stats",
            Self::Generations => "context.generations",
            Self::ImportReview => "context.changes",
            Self::Confirmation => "context.question",
        }
    }
}
