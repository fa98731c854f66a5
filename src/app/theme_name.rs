//! The names of the themes, for the command line and the config file. [`crate::view::theme`] has their colours.

use clap::ValueEnum;

/// The themes of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ThemeName {
    /// For dark backgrounds.
    Dark,
    /// For light backgrounds.
    Light,
    /// High contrast.
    Contrast,
    /// For colour-blind eyes: nothing is distinguished by red and green.
    Safe,
    /// No colour at all.
    Mono,
}

impl ThemeName {
    /// The theme after this one; the first after the last.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Dark => Self::Light,
            Self::Light => Self::Contrast,
            Self::Contrast => Self::Safe,
            Self::Safe => Self::Mono,
            Self::Mono => Self::Dark,
        }
    }

    /// The key of its name in `locale.toml`.
    pub const fn locale_key(self) -> &'static str {
        match self {
            Self::Dark => "theme.dark",
            Self::Light => "theme.light",
            Self::Contrast => "theme.contrast",
            Self::Safe => "theme.safe",
            Self::Mono => "theme.mono",
        }
    }
}
