//! How the screen looks, as plain data that keys can change. [`crate::view`] makes colours and symbols of it.

use super::theme_name::ThemeName;

/// How the screen looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScreenLook {
    /// The colours.
    pub theme: ThemeName,
    /// Only ASCII for borders and symbols.
    pub ascii: bool,
    /// The font has a star and fine lines.
    pub fine_symbols: bool,
}

impl Default for ScreenLook {
    fn default() -> Self {
        Self {
            theme: ThemeName::Dark,
            ascii: false,
            fine_symbols: false,
        }
    }
}
