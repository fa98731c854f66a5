//! All colours of the screen: four themes that use the terminal's own 16 colours, and one without colours.
//!
//! The user has chosen those 16 in the terminal, so hardly any other colour is used: amber, which they lack and which
//! must not look like the gold of the stars; and on a light background gold too, because the yellow of most terminals
//! cannot be read on white. Where only the 16 can be used, soon is underlined. A colour has one
//! meaning: green is done, amber is soon, dim is over, bright red is an error and nothing else. No state is
//! shown by colour alone. The mono theme uses only the reset colour, so that under `NO_COLOR` no colour
//! sequence is written at all.

use ratatui::style::{Color, Modifier, Style};

use crate::app::theme_name::ThemeName;

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
    /// The title and the border of the pane in focus.
    pub focus: Style,
    /// Stars: gold.
    pub star: Style,
    /// A chosen filter.
    pub chip: Style,
    /// Something was done: copied, exported, saved.
    pub success: Style,
    /// Something to know: how the words were read, why a key does nothing.
    pub hint: Style,
    /// Validity that ends soon.
    pub expiring: Style,
    /// Validity that is over.
    pub expired: Style,
    /// An error, and nothing else.
    pub error: Style,
    /// An invalid part of the search line.
    pub invalid: Style,
    /// Bars.
    pub bar: Style,
    /// Keys in the footer.
    pub key: Style,
    /// A light cell of a QR code, and half blocks on it.
    pub qr_light: Style,
    /// A dark cell of a QR code.
    pub qr_dark: Style,
}

/// Gold that can be read on white: of the 256 colours, which are the same in every terminal.
const DARK_GOLD: Color = Color::Indexed(94);

/// Amber on a dark background: an orange, unlike every yellow.
const AMBER: Color = Color::Indexed(208);

/// Amber that can be read on white.
const DARK_AMBER: Color = Color::Indexed(166);

/// The colours in which the coloured themes differ.
#[derive(Clone, Copy)]
struct ThemeColours {
    accent: Color,
    gold: Color,
    amber: Color,
    green: Color,
    red: Color,
    bar: Color,
}

impl Theme {
    /// The theme of this name.
    ///
    /// QR codes are black on white in all of them. Without colours they are reversed text: dark on light in a
    /// terminal with light text.
    pub fn new(name: ThemeName) -> Self {
        match name {
            ThemeName::Dark => Self::with_colours(ThemeColours {
                accent: Color::Cyan,
                gold: Color::Yellow,
                amber: AMBER,
                green: Color::Green,
                red: Color::LightRed,
                bar: Color::LightBlue,
            }),
            ThemeName::Light => Self::with_colours(ThemeColours {
                accent: Color::Blue,
                gold: DARK_GOLD,
                amber: DARK_AMBER,
                green: Color::Green,
                red: Color::Red,
                bar: Color::Cyan,
            }),
            ThemeName::Safe => Self::colour_blind_safe(),
            ThemeName::Contrast => Self::high_contrast(),
            ThemeName::Mono => Self::monochrome(),
        }
    }

    fn with_colours(colours: ThemeColours) -> Self {
        let plain = Style::new();
        Self {
            dim: plain.add_modifier(Modifier::DIM),
            heading: plain.add_modifier(Modifier::BOLD),
            matched: plain.fg(colours.accent).add_modifier(Modifier::UNDERLINED),
            border: plain.add_modifier(Modifier::DIM),
            focus: plain.fg(colours.accent).remove_modifier(Modifier::DIM),
            star: plain.fg(colours.gold),
            chip: plain.fg(colours.accent).add_modifier(Modifier::BOLD),
            success: plain.fg(colours.green),
            hint: plain.fg(colours.accent),
            expiring: plain.fg(colours.amber),
            expired: plain.add_modifier(Modifier::DIM),
            error: plain.fg(colours.red),
            invalid: plain.fg(colours.red).add_modifier(Modifier::UNDERLINED),
            bar: plain.fg(colours.bar),
            key: plain.fg(colours.accent),
            ..Self::black_on_white()
        }
    }

    /// Blue, yellow and white: nearly everybody can tell them apart, unlike red and green. What is done is
    /// plain, and an error is bold.
    fn colour_blind_safe() -> Self {
        let plain = Style::new();
        let error = plain
            .fg(Color::LightYellow)
            .add_modifier(Modifier::BOLD | Modifier::REVERSED);
        Self {
            success: plain.add_modifier(Modifier::BOLD),
            expiring: plain.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            error,
            invalid: plain
                .fg(Color::LightYellow)
                .add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            ..Self::with_colours(ThemeColours {
                accent: Color::LightBlue,
                gold: Color::Yellow,
                amber: Color::LightYellow,
                green: Color::Reset,
                red: Color::LightYellow,
                bar: Color::LightBlue,
            })
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
            success: bold.fg(Color::LightGreen),
            hint: bold.fg(Color::LightCyan),
            expiring: bold.add_modifier(Modifier::UNDERLINED),
            error: bold.fg(Color::LightRed),
            invalid: bold.fg(Color::LightRed).add_modifier(Modifier::UNDERLINED),
            bar: plain.fg(Color::LightBlue),
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
            success: bold,
            hint: bold,
            expiring: plain,
            expired: plain,
            error: bold,
            invalid: bold.add_modifier(Modifier::UNDERLINED),
            bar: plain,
            key: bold,
            qr_light: plain.add_modifier(Modifier::REVERSED),
            qr_dark: plain,
        }
    }
}
