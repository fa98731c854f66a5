//! The RGB values of the terminal's colours in a picture.
//!
//! On a terminal the user chooses the first sixteen. A picture uses the Tango palette, the default of many terminals
//! (<https://tango.freedesktop.org>). Background and plain text depend on the theme: a ground slightly darker
//! than Tango's for the dark themes, so that blue stays readable; white for the light theme; plain black for
//! high contrast; black on white, as for printing, for the theme without colours.
//!
//! Must not choose a colour for a part of the screen; [`Theme`](crate::view::theme::Theme) does.

use ratatui::style::Color;

use crate::app::theme_name::ThemeName;

/// Each colour with its CSS class in the picture and its RGB value.
pub const COLOURS: [(Color, &str, &str); 19] = [
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
    (Color::Indexed(94), "darkgold", "#875f00"),
    (Color::Indexed(166), "darkamber", "#d75f00"),
    (Color::Indexed(208), "amber", "#ff8700"),
];

/// The colours of the page and of plain text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageColours {
    /// The background.
    pub background: &'static str,
    /// Text without a colour of its own.
    pub foreground: &'static str,
}

impl PageColours {
    /// The page colours of a theme.
    pub const fn from_theme(theme: ThemeName) -> Self {
        let (background, foreground) = match theme {
            ThemeName::Dark | ThemeName::Safe => ("#16191a", "#d3d7cf"),
            ThemeName::Light => ("#ffffff", "#2e3436"),
            ThemeName::Contrast => ("#000000", "#ffffff"),
            ThemeName::Mono => ("#ffffff", "#000000"),
        };
        Self {
            background,
            foreground,
        }
    }
}

/// The CSS class of a colour; `None` for [`Color::Reset`], the colour of plain text or of the page.
pub fn colour_class(colour: Color) -> Option<&'static str> {
    let entry = COLOURS.iter().find(|(known, _, _)| *known == colour);
    entry.map(|(_, class, _)| *class)
}
