//! What the terminal is likely to take, guessed from environment variables: copies to the clipboard (OSC 52) and links
//! (OSC 8). A terminal is never asked.
//!
//! Pure: the variables come as a function, so that a table of terminals can be tested.

use crate::app::model::copied_text::ClipboardTrust;

/// The guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TerminalGuess {
    /// Whether copies are likely to be dropped.
    pub clipboard: ClipboardTrust,
    /// True where links are known to be taken.
    pub links: bool,
}

const TAKES_ALL: TerminalGuess = TerminalGuess {
    clipboard: ClipboardTrust::Expected,
    links: true,
};
const TAKES_LINKS: TerminalGuess = TerminalGuess {
    clipboard: ClipboardTrust::Doubtful,
    links: true,
};
const TAKES_NOTHING: TerminalGuess = TerminalGuess {
    clipboard: ClipboardTrust::Doubtful,
    links: false,
};
/// Nothing is known, and nothing speaks against copies.
const UNKNOWN: TerminalGuess = TerminalGuess {
    clipboard: ClipboardTrust::Expected,
    links: false,
};

/// `TERM` of terminals that take both, also at the other end of an SSH connection, which carries `TERM`.
const TERMS_THAT_TAKE_ALL: [&str; 6] = [
    "xterm-kitty",
    "alacritty",
    "foot",
    "wezterm",
    "xterm-ghostty",
    "ghostty",
];

/// `TERM` of terminals and multiplexers that drop copies, or pass them on only when told to.
const TERMS_THAT_TAKE_NOTHING: [&str; 11] = [
    "dumb", "putty", "tmux", "screen", "rxvt", "konsole", "eterm", "linux", "vt", "ansi", "cygwin",
];

/// `TERM_PROGRAM` of terminals that take both: iTerm2, WezTerm, Ghostty, and xterm.js in VS Code.
const PROGRAMS_THAT_TAKE_ALL: [&str; 4] = ["iTerm.app", "WezTerm", "ghostty", "vscode"];

/// Variables that terminals which take both set for what they start: kitty, Alacritty, WezTerm, Ghostty, Windows
/// Terminal.
const VARIABLES_OF_TAKING: [&str; 5] = [
    "KITTY_WINDOW_ID",
    "ALACRITTY_WINDOW_ID",
    "WEZTERM_PANE",
    "GHOSTTY_RESOURCES_DIR",
    "WT_SESSION",
];

/// The first version of VTE (GNOME Terminal and others) whose links work, as `VTE_VERSION` writes 0.50.
const FIRST_VTE_WITH_LINKS: u32 = 5000;

/// Guesses from the variables that this function reads.
pub fn guess_terminal(read: impl Fn(&str) -> Option<String>) -> TerminalGuess {
    let term = read("TERM").unwrap_or_default();
    let program = read("TERM_PROGRAM").unwrap_or_default();
    let begins = |names: &[&str]| {
        let mut names = names.iter();
        names.any(|name| {
            let rest = term.strip_prefix(name);
            rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphabetic()))
        })
    };
    // A multiplexer stands between: what its terminal has set says nothing.
    if read("TMUX").is_some() || read("STY").is_some() || program == "tmux" {
        return TAKES_NOTHING;
    }
    if begins(&TERMS_THAT_TAKE_ALL) {
        return TAKES_ALL;
    }
    if begins(&TERMS_THAT_TAKE_NOTHING) {
        return TAKES_NOTHING;
    }
    // iTerm2 names itself in a variable that SSH often carries.
    let is_iterm = read("LC_TERMINAL").is_some_and(|name| name == "iTerm2");
    if is_iterm || PROGRAMS_THAT_TAKE_ALL.contains(&program.as_str()) {
        return TAKES_ALL;
    }
    if VARIABLES_OF_TAKING.iter().any(|name| read(name).is_some()) {
        return TAKES_ALL;
    }
    if matches!(program.as_str(), "Apple_Terminal" | "mintty") {
        return TAKES_NOTHING;
    }
    if let Some(version) = read("VTE_VERSION") {
        let has_links = version
            .parse()
            .is_ok_and(|version: u32| version >= FIRST_VTE_WITH_LINKS);
        return if has_links {
            TAKES_LINKS
        } else {
            TAKES_NOTHING
        };
    }
    // Konsole and xterm refuse copies unless their settings allow them.
    if read("KONSOLE_VERSION").is_some() || read("XTERM_VERSION").is_some() {
        return TAKES_NOTHING;
    }
    let is_remote = read("SSH_TTY").is_some() || read("SSH_CONNECTION").is_some();
    if is_remote { TAKES_NOTHING } else { UNKNOWN }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guess(variables: &[(&str, &str)]) -> TerminalGuess {
        guess_terminal(|name| {
            let mut variables = variables.iter();
            variables
                .find(|(known, _)| *known == name)
                .map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    #[expect(
        clippy::too_many_lines,
        clippy::type_complexity,
        reason = "a table of terminals"
    )]
    fn each_terminal_is_known_by_its_variables() {
        let ssh = ("SSH_TTY", "/dev/pts/3");
        let xterm = ("TERM", "xterm-256color");
        let table: [(&str, &[(&str, &str)], TerminalGuess); 32] = [
            (
                "kitty",
                &[("TERM", "xterm-kitty"), ("KITTY_WINDOW_ID", "1")],
                TAKES_ALL,
            ),
            ("kitty over SSH", &[("TERM", "xterm-kitty"), ssh], TAKES_ALL),
            (
                "kitty as xterm",
                &[xterm, ("KITTY_WINDOW_ID", "1")],
                TAKES_ALL,
            ),
            ("WezTerm", &[xterm, ("TERM_PROGRAM", "WezTerm")], TAKES_ALL),
            (
                "WezTerm by its pane",
                &[xterm, ("WEZTERM_PANE", "0")],
                TAKES_ALL,
            ),
            ("WezTerm over SSH", &[("TERM", "wezterm"), ssh], TAKES_ALL),
            ("foot", &[("TERM", "foot")], TAKES_ALL),
            ("foot over SSH", &[("TERM", "foot-extra"), ssh], TAKES_ALL),
            ("Alacritty", &[("TERM", "alacritty")], TAKES_ALL),
            (
                "Alacritty direct",
                &[("TERM", "alacritty-direct"), ssh],
                TAKES_ALL,
            ),
            (
                "Alacritty as xterm",
                &[xterm, ("ALACRITTY_WINDOW_ID", "7")],
                TAKES_ALL,
            ),
            ("iTerm2", &[xterm, ("TERM_PROGRAM", "iTerm.app")], TAKES_ALL),
            (
                "iTerm2 over SSH",
                &[xterm, ("LC_TERMINAL", "iTerm2"), ssh],
                TAKES_ALL,
            ),
            (
                "Windows Terminal",
                &[xterm, ("WT_SESSION", "6a-1")],
                TAKES_ALL,
            ),
            (
                "Windows Terminal, no TERM",
                &[("WT_SESSION", "6a-1")],
                TAKES_ALL,
            ),
            ("Ghostty", &[("TERM", "xterm-ghostty")], TAKES_ALL),
            (
                "Ghostty over SSH",
                &[("TERM", "xterm-ghostty"), ssh],
                TAKES_ALL,
            ),
            (
                "xterm.js in VS Code",
                &[xterm, ("TERM_PROGRAM", "vscode")],
                TAKES_ALL,
            ),
            (
                "VS Code, remote",
                &[xterm, ("TERM_PROGRAM", "vscode"), ssh],
                TAKES_ALL,
            ),
            ("PuTTY as xterm", &[("TERM", "xterm"), ssh], TAKES_NOTHING),
            ("PuTTY", &[("TERM", "putty-256color"), ssh], TAKES_NOTHING),
            (
                "somebody over SSH",
                &[xterm, ("SSH_CONNECTION", "10.0.0.1 5 10.0.0.2 22")],
                TAKES_NOTHING,
            ),
            (
                "Terminal of macOS",
                &[xterm, ("TERM_PROGRAM", "Apple_Terminal")],
                TAKES_NOTHING,
            ),
            (
                "GNOME Terminal",
                &[xterm, ("VTE_VERSION", "7600")],
                TAKES_LINKS,
            ),
            ("old VTE", &[xterm, ("VTE_VERSION", "4205")], TAKES_NOTHING),
            (
                "Konsole",
                &[xterm, ("KONSOLE_VERSION", "240802")],
                TAKES_NOTHING,
            ),
            (
                "xterm",
                &[xterm, ("XTERM_VERSION", "XTerm(390)")],
                TAKES_NOTHING,
            ),
            (
                "tmux in kitty",
                &[
                    ("TERM", "tmux-256color"),
                    ("TMUX", "/tmp/tmux"),
                    ("KITTY_WINDOW_ID", "1"),
                ],
                TAKES_NOTHING,
            ),
            (
                "tmux, then SSH",
                &[("TERM", "screen-256color"), ssh],
                TAKES_NOTHING,
            ),
            (
                "GNU screen",
                &[("TERM", "xterm-kitty"), ("STY", "12.pts-0.host")],
                TAKES_NOTHING,
            ),
            (
                "dumb in kitty",
                &[("TERM", "dumb"), ("KITTY_WINDOW_ID", "1")],
                TAKES_NOTHING,
            ),
            ("unknown at the desk", &[xterm], UNKNOWN),
        ];
        for (name, variables, expected) in table {
            assert_eq!(guess(variables), expected, "{name}");
        }
    }
}
