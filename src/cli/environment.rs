//! Facts about the system and the terminal, for bug reports and the log.
//!
//! They come from environment variables and system calls only; must not send queries to the terminal.

use std::env;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::wording::locale::Locale;

/// Environment variables that affect the display.
const REPORTED_VARIABLES: [&str; 12] = [
    "TERM",
    "COLORTERM",
    "TERM_PROGRAM",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "NO_COLOR",
    "TMUX",
    "STY",
    "SSH_TTY",
    "ACCESSIBLE",
    "OCOP_DATA_DIR",
];

/// The variables of the locale; the first one that is set applies.
const LOCALE_VARIABLES: [&str; 3] = ["LC_ALL", "LC_CTYPE", "LANG"];

/// Most letters of a locale that are told.
const MAX_LOCALE_LETTERS: usize = 24;

/// The version, the operating system and the architecture.
pub fn version_and_platform() -> String {
    format!(
        "ocop {} {} {}",
        env!("CARGO_PKG_VERSION"),
        env::consts::OS,
        env::consts::ARCH
    )
}

/// The facts about the terminal, by name.
pub fn terminal_facts() -> Vec<(&'static str, Value)> {
    let size = terminal_size().map(|(columns, rows)| json!(format!("{columns}x{rows}")));
    let mut facts = vec![
        ("stdin", json!(io::stdin().is_terminal())),
        ("stdout", json!(io::stdout().is_terminal())),
        ("stderr", json!(io::stderr().is_terminal())),
        ("size", size.unwrap_or_default()),
        ("utf8", json!(is_utf8_locale())),
        ("ssh", json!(is_remote())),
        (
            "inside",
            detect_multiplexer().map_or(Value::Null, Value::from),
        ),
    ];
    facts.extend(
        REPORTED_VARIABLES.map(|name| (name, read_variable(name).map_or(Value::Null, Value::from))),
    );
    facts
}

/// The same in one line, without unknown facts.
pub fn terminal_facts_line() -> String {
    let facts = terminal_facts().into_iter();
    let known = facts.filter(|(_, value)| !value.is_null());
    let texts = known.map(|(name, value)| match value {
        Value::String(text) => format!("{name}={text}"),
        other => format!("{name}={other}"),
    });
    texts.collect::<Vec<_>>().join(" ")
}

/// True when the locale says UTF-8; always on Windows.
pub fn is_utf8_locale() -> bool {
    cfg!(windows) || chosen_locale().is_some_and(|(_, locale)| names_utf8(&locale))
}

/// What to do about a setting that is not UTF-8, in plain ASCII; `None` where none is set, since a terminal at the
/// other end of SSH seldom sends one.
pub fn advise_utf8(sentences: &Locale) -> Option<String> {
    let (name, value) = chosen_locale().filter(|(_, value)| !names_utf8(value))?;
    let is_plain = |c: &char| c.is_ascii_graphic();
    let value: String = value
        .chars()
        .filter(is_plain)
        .take(MAX_LOCALE_LETTERS)
        .collect();
    let setting = format!("{name}={value}");
    (!cfg!(windows)).then(|| sentences.fill("advice.plain_utf8", &[("setting", &setting)]))
}

/// The variable of the locale that applies, and its value.
fn chosen_locale() -> Option<(&'static str, String)> {
    let mut variables = LOCALE_VARIABLES.into_iter();
    variables.find_map(|name| Some((name, read_variable(name)?)))
}

fn names_utf8(locale: &str) -> bool {
    let locale = locale.to_ascii_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}

/// Names by which terminals whose fonts have a star and fine lines call themselves in `TERM` or `TERM_PROGRAM`.
const FINE_TERMINALS: [&str; 12] = [
    "kitty",
    "alacritty",
    "foot",
    "wezterm",
    "ghostty",
    "rio",
    "contour",
    "iterm",
    "apple_terminal",
    "vscode",
    "hyper",
    "tabby",
];

/// Variables that only such terminals set.
const FINE_TERMINAL_VARIABLES: [&str; 4] = [
    "VTE_VERSION",
    "KONSOLE_VERSION",
    "WT_SESSION",
    "KITTY_WINDOW_ID",
];

/// True where the terminal's font is known to have a star and fine lines. PuTTY and whatever else calls itself
/// `xterm` is unknown, and so is the terminal behind tmux or screen, which may be another one tomorrow.
pub fn has_fine_symbols() -> bool {
    if !is_utf8_locale() || is_dumb_terminal() || detect_multiplexer().is_some() {
        return false;
    }
    let names = ["TERM", "TERM_PROGRAM"]
        .into_iter()
        .filter_map(read_variable);
    let mut names = names.map(|name| name.to_ascii_lowercase());
    names.any(|name| FINE_TERMINALS.iter().any(|known| name.contains(known)))
        || FINE_TERMINAL_VARIABLES
            .into_iter()
            .any(|name| read_variable(name).is_some())
}

/// True in an SSH session.
pub fn is_remote() -> bool {
    ["SSH_TTY", "SSH_CONNECTION"]
        .into_iter()
        .any(|name| read_variable(name).is_some())
}

/// The terminal multiplexer that the program runs in.
pub fn detect_multiplexer() -> Option<&'static str> {
    let multiplexers = [("TMUX", "tmux"), ("STY", "screen")];
    let detected = multiplexers
        .into_iter()
        .find(|(variable, _)| read_variable(variable).is_some());
    detected.map(|(_, name)| name)
}

/// The value of an environment variable; `None` when unset or empty.
pub fn read_variable(name: &str) -> Option<String> {
    let value = env::var_os(name)?.to_string_lossy().into_owned();
    (!value.is_empty()).then_some(value)
}

/// `NO_COLOR` counts when it is set and not empty (no-color.org).
pub fn is_no_color_set() -> bool {
    env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}

/// True when the terminal does not understand escape sequences.
pub fn is_dumb_terminal() -> bool {
    env::var_os("TERM").is_none_or(|term| term.is_empty() || term == "dumb")
}

/// The path by which this program can be started again: also after another version took its place, and without
/// `/proc`, where the name that it was started by says it.
pub fn own_program() -> Option<PathBuf> {
    let known = env::current_exe().ok().filter(|path| path.exists());
    let running = PathBuf::from("/proc/self/exe");
    known
        .or_else(|| running.exists().then_some(running))
        .or_else(|| find_program(&PathBuf::from(env::args_os().next()?)))
}

/// A program as a shell finds it: a path from the working folder, or a name in the folders of `PATH`.
fn find_program(name: &Path) -> Option<PathBuf> {
    if name.components().count() > 1 {
        return std::path::absolute(name).ok().filter(|path| path.is_file());
    }
    let folders = env::var_os("PATH")?;
    let paths = env::split_paths(&folders).filter(|folder| folder.is_absolute());
    paths
        .map(|folder| folder.join(name))
        .find(|path| path.is_file())
}

/// Columns of the terminal on standard output.
pub fn terminal_columns() -> Option<usize> {
    terminal_size().map(|(columns, _)| columns)
}

/// Columns and rows of the terminal on standard output.
#[cfg(unix)]
pub fn terminal_size() -> Option<(usize, usize)> {
    let size = rustix::termios::tcgetwinsize(rustix::stdio::stdout()).ok()?;
    let is_known = size.ws_col > 0;
    is_known.then_some((size.ws_col.into(), size.ws_row.into()))
}

/// Columns and rows of the console on standard output.
#[cfg(not(unix))]
pub fn terminal_size() -> Option<(usize, usize)> {
    let (width, height) = terminal_size::terminal_size_of(std::io::stdout())?;
    (width.0 > 0).then_some((width.0.into(), height.0.into()))
}
