//! The names of the themes, for the command line and the config file. [`super::theme`] has their colours.

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
