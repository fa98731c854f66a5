//! The only place with colours: four themes of the terminal's own 16, and one of none.
//!
//! The person chose those 16; we only choose among them. No state is told by colour alone. The mono theme
//! never leaves the reset colour, so that a terminal under `NO_COLOR` gets no colour sequence at all.
//! Must not: use more colours than that.

use ratatui::style::{Color, Modifier, Style};

use crate::args::ThemeName;

/// A style for each role.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    /// Plain text.
    pub text: Style,
    /// Text of less weight.
    pub dim: Style,
    /// Heads.
    pub head: Style,
    /// Matched letters.
    pub matched: Style,
    /// The selected row.
    pub selected: Style,
    /// The selected row of a pane that is not in focus.
    pub selected_away: Style,
    /// Borders.
    pub border: Style,
    /// The head of the pane in focus, on its border.
    pub focus: Style,
    /// Stars.
    pub star: Style,
    /// A chosen filter.
    pub chip: Style,
    /// Something that needs care: due, expired, failed.
    pub alert: Style,
    /// A piece of the line that cannot be meant.
    pub wrong: Style,
    /// Bars. Coloured ones look the same in the selected row; reversed, they would be holes in it.
    pub bar: Style,
    /// Keys in the footer.
    pub key: Style,
    /// The ground of a code to be scanned, and dark signs on it.
    pub light: Style,
    /// A dark cell of it.
    pub dark: Style,
}

impl Theme {
    /// The theme of this name.
    ///
    /// A code to be scanned is black on white in each; without colours it is what reverse makes of the terminal's own two,
    /// dark on light where letters are light.
    pub fn new(name: ThemeName) -> Self {
        match name {
            ThemeName::Dark => {
                Self::coloured(Color::Cyan, Color::Yellow, Color::Green, Color::LightRed)
            }
            ThemeName::Light => {
                Self::coloured(Color::Blue, Color::Magenta, Color::Green, Color::Red)
            }
            ThemeName::Safe => Self::safe(),
            ThemeName::Contrast => Self::contrast(),
            ThemeName::Mono => Self::mono(),
        }
    }

    fn coloured(accent: Color, star: Color, bar: Color, alert: Color) -> Self {
        let plain = Style::new();
        Self {
            dim: plain.add_modifier(Modifier::DIM),
            head: plain.add_modifier(Modifier::BOLD),
            matched: plain.fg(accent).add_modifier(Modifier::UNDERLINED),
            border: plain.add_modifier(Modifier::DIM),
            focus: plain.fg(accent).remove_modifier(Modifier::DIM),
            star: plain.fg(star),
            chip: plain.fg(accent).add_modifier(Modifier::BOLD),
            alert: plain.fg(alert),
            wrong: plain.fg(alert).add_modifier(Modifier::UNDERLINED),
            bar: plain.fg(bar).remove_modifier(Modifier::REVERSED),
            key: plain.fg(accent),
            ..Self::black_on_white()
        }
    }

    /// Blue, yellow and white are told apart by nearly all eyes; red and green are not.
    fn safe() -> Self {
        let alert = Style::new()
            .fg(Color::LightYellow)
            .add_modifier(Modifier::BOLD);
        Self {
            alert,
            wrong: alert.add_modifier(Modifier::UNDERLINED),
            ..Self::coloured(
                Color::LightBlue,
                Color::Yellow,
                Color::LightBlue,
                Color::LightYellow,
            )
        }
    }

    /// Nothing dim, everything bold that matters.
    fn contrast() -> Self {
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
            wrong: bold.fg(Color::LightRed).add_modifier(Modifier::UNDERLINED),
            bar: bold,
            key: bold.fg(Color::LightCyan),
            ..Self::black_on_white()
        }
    }

    fn black_on_white() -> Self {
        let plain = Style::new();
        Self {
            light: plain.fg(Color::Black).bg(Color::White),
            dark: plain.fg(Color::White).bg(Color::Black),
            ..Self::mono()
        }
    }

    fn mono() -> Self {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        Self {
            text: plain,
            dim: plain,
            head: bold,
            matched: plain.add_modifier(Modifier::UNDERLINED),
            selected: plain.add_modifier(Modifier::REVERSED),
            selected_away: bold,
            border: plain,
            focus: bold,
            star: plain,
            chip: bold,
            alert: bold,
            wrong: bold.add_modifier(Modifier::UNDERLINED),
            bar: plain,
            key: bold,
            light: plain.add_modifier(Modifier::REVERSED),
            dark: plain,
        }
    }
}
