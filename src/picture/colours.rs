//! What the sixteen colours of a terminal look like in a picture.
//!
//! On a screen the person chose them; a picture has no person, so they are those of Tango
//! (<https://tango.freedesktop.org>), which many terminals begin with. Paper and ink go with the theme: a dark
//! ground a little darker than Tango's, so that blue can be read, white for the light theme, plain black for the
//! contrast one, and black on white, as for printing, where there is no colour. Must not: choose a colour for a
//! part of the screen; the theme does.

use ratatui::style::Color;

use crate::view::theme_name::ThemeName;

/// The sixteen by the names that a picture's style gives them.
pub const COLOURS: [(Color, &str, &str); 16] = [
    (Color::Black, "black", "#2e3436"),
    (Color::Red, "red", "#cc0000"),
    (Color::Green, "green", "#4e9a06"),
    (Color::Yellow, "yellow", "#c4a000"),
    (Color::Blue, "blue", "#3465a4"),
    (Color::Magenta, "magenta", "#75507b"),
    (Color::Cyan, "cyan", "#06989a"),
    (Color::Gray, "gray", "#d3d7cf"),
    (Color::DarkGray, "darkgray", "#555753"),
    (Color::LightRed, "lightred", "#ef2929"),
    (Color::LightGreen, "lightgreen", "#8ae234"),
    (Color::LightYellow, "lightyellow", "#fce94f"),
    (Color::LightBlue, "lightblue", "#729fcf"),
    (Color::LightMagenta, "lightmagenta", "#ad7fa8"),
    (Color::LightCyan, "lightcyan", "#34e2e2"),
    (Color::White, "white", "#eeeeec"),
];

/// What is drawn on, and what plain text is drawn with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageColours {
    /// The background.
    pub background: &'static str,
    /// Text without a colour of its own.
    pub foreground: &'static str,
}

impl PageColours {
    /// The ground of a theme.
    pub const fn from_theme(theme: ThemeName) -> Self {
        let (paper, ink) = match theme {
            ThemeName::Dark | ThemeName::Safe => ("#16191a", "#d3d7cf"),
            ThemeName::Light => ("#ffffff", "#2e3436"),
            ThemeName::Contrast => ("#000000", "#ffffff"),
            ThemeName::Mono => ("#ffffff", "#000000"),
        };
        Self {
            background: paper,
            foreground: ink,
        }
    }
}

/// The name of a colour in the style; `None` for the one of plain text or plain ground.
pub fn colour_class(colour: Color) -> Option<&'static str> {
    let found = COLOURS.iter().find(|(known, _, _)| *known == colour);
    found.map(|(_, name, _)| *name)
}
