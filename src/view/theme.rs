//! All colours of the screen: four themes that use the terminal's own 16 colours, and one without colours.
//!
//! The user has chosen those 16 in the terminal, so no other colour is used. No state is shown by colour
//! alone. The mono theme uses only the reset colour, so that under `NO_COLOR` no colour sequence is written
//! at all.

use ratatui::style::{Color, Modifier, Style};

use crate::view::theme_name::ThemeName;

/// A style for each role.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    /// Plain text.
    pub text: Style,
    /// Secondary text.
    pub dim: Style,
    /// Headings.
    pub heading: Style,
    /// Matched letters.
    pub matched: Style,
    /// The selected row.
    pub selected: Style,
    /// The selected row of a pane that is not in focus.
    pub selected_unfocused: Style,
    /// Borders.
    pub border: Style,
    /// The title of the pane in focus.
    pub focus: Style,
    /// Stars.
    pub star: Style,
    /// A chosen filter.
    pub chip: Style,
    /// Something that needs attention: expiring soon, expired, failed.
    pub alert: Style,
    /// An invalid part of the search line.
    pub invalid: Style,
    /// Bars. Coloured bars are not reversed in the selected row, where they would look like holes.
    pub bar: Style,
    /// Keys in the footer.
    pub key: Style,
    /// A light cell of a QR code, and half blocks on it.
    pub qr_light: Style,
    /// A dark cell of a QR code.
    pub qr_dark: Style,
}

impl Theme {
    /// The theme of this name.
    ///
    /// QR codes are black on white in all of them. Without colours they are reversed text: dark on light in a
    /// terminal with light text.
    pub fn new(name: ThemeName) -> Self {
        match name {
            ThemeName::Dark => {
                Self::with_colours(Color::Cyan, Color::Yellow, Color::Green, Color::LightRed)
            }
            ThemeName::Light => {
                Self::with_colours(Color::Blue, Color::Magenta, Color::Green, Color::Red)
            }
            ThemeName::Safe => Self::colour_blind_safe(),
            ThemeName::Contrast => Self::high_contrast(),
            ThemeName::Mono => Self::monochrome(),
        }
    }

    fn with_colours(accent: Color, star: Color, bar: Color, alert: Color) -> Self {
        let plain = Style::new();
        Self {
            dim: plain.add_modifier(Modifier::DIM),
            heading: plain.add_modifier(Modifier::BOLD),
            matched: plain.fg(accent).add_modifier(Modifier::UNDERLINED),
            border: plain.add_modifier(Modifier::DIM),
            focus: plain.fg(accent).remove_modifier(Modifier::DIM),
            star: plain.fg(star),
            chip: plain.fg(accent).add_modifier(Modifier::BOLD),
            alert: plain.fg(alert),
            invalid: plain.fg(alert).add_modifier(Modifier::UNDERLINED),
            bar: plain.fg(bar).remove_modifier(Modifier::REVERSED),
            key: plain.fg(accent),
            ..Self::black_on_white()
        }
    }

    /// Blue, yellow and white: nearly everybody can tell them apart, unlike red and green.
    fn colour_blind_safe() -> Self {
        let alert = Style::new()
            .fg(Color::LightYellow)
            .add_modifier(Modifier::BOLD);
        Self {
            alert,
            invalid: alert.add_modifier(Modifier::UNDERLINED),
            ..Self::with_colours(
                Color::LightBlue,
                Color::Yellow,
                Color::LightBlue,
                Color::LightYellow,
            )
        }
    }

    /// Nothing is dim, and everything important is bold.
    fn high_contrast() -> Self {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        Self {
            dim: plain,
            border: plain,
            focus: bold.fg(Color::LightYellow),
            star: bold.fg(Color::LightYellow),
            matched: bold.fg(Color::LightCyan).add_modifier(Modifier::UNDERLINED),
            chip: bold.fg(Color::LightCyan),
            alert: bold.fg(Color::LightRed),
            invalid: bold.fg(Color::LightRed).add_modifier(Modifier::UNDERLINED),
            bar: bold,
            key: bold.fg(Color::LightCyan),
            ..Self::black_on_white()
        }
    }

    fn black_on_white() -> Self {
        let plain = Style::new();
        Self {
            qr_light: plain.fg(Color::Black).bg(Color::White),
            qr_dark: plain.fg(Color::White).bg(Color::Black),
            ..Self::monochrome()
        }
    }

    fn monochrome() -> Self {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        Self {
            text: plain,
            dim: plain,
            heading: bold,
            matched: plain.add_modifier(Modifier::UNDERLINED),
            selected: plain.add_modifier(Modifier::REVERSED),
            selected_unfocused: bold,
            border: plain,
            focus: bold,
            star: plain,
            chip: bold,
            alert: bold,
            invalid: bold.add_modifier(Modifier::UNDERLINED),
            bar: plain,
            key: bold,
            qr_light: plain.add_modifier(Modifier::REVERSED),
            qr_dark: plain,
        }
    }
}
