//! What system and terminal say of themselves: the facts of a bug report and of a start in the log.
//!
//! Only variables and what the system knows are looked at. Must not: ask the terminal anything.

use std::env;
use std::io::{self, IsTerminal};

use serde_json::{Value, json};

use crate::wording::sanitize::sanitize_text;

/// Variables that decide what a person sees.
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

/// Where the variables of a language lead to, the strongest first.
const LOCALE_VARIABLES: [&str; 3] = ["LC_ALL", "LC_CTYPE", "LANG"];

/// The version and the system.
pub fn version_and_platform() -> String {
    format!(
        "ocop {} {} {}",
        env!("CARGO_PKG_VERSION"),
        env::consts::OS,
        env::consts::ARCH
    )
}

/// The facts of the terminal, by their names.
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

/// The same in one line.
pub fn terminal_facts_line() -> String {
    let facts = terminal_facts().into_iter();
    let known = facts.filter(|(_, value)| !value.is_null());
    let shown = known.map(|(name, value)| match value {
        Value::String(text) => format!("{name}={text}"),
        other => format!("{name}={other}"),
    });
    shown.collect::<Vec<_>>().join(" ")
}

/// True where letters are meant to be UTF-8.
pub fn is_utf8_locale() -> bool {
    let named = LOCALE_VARIABLES.into_iter().find_map(read_variable);
    let named = named.unwrap_or_default().to_ascii_lowercase();
    cfg!(windows) || named.contains("utf-8") || named.contains("utf8")
}

/// True where the person sits at another machine.
pub fn is_remote() -> bool {
    ["SSH_TTY", "SSH_CONNECTION"]
        .into_iter()
        .any(|name| read_variable(name).is_some())
}

/// What stands between the program and the terminal.
pub fn detect_multiplexer() -> Option<&'static str> {
    let inside = [("TMUX", "tmux"), ("STY", "screen")];
    let found = inside
        .into_iter()
        .find(|(name, _)| read_variable(name).is_some());
    found.map(|(_, name)| name)
}

/// A variable that is set to something.
pub fn read_variable(name: &str) -> Option<String> {
    let value = env::var_os(name)?.to_string_lossy().into_owned();
    (!value.is_empty()).then_some(value)
}

/// Who is at work, for the history and for those who find the catalogue busy.
pub fn current_user_name() -> String {
    let name = ["USER", "LOGNAME", "USERNAME"]
        .iter()
        .find_map(|name| env::var(name).ok().filter(|value| !value.is_empty()));
    sanitize_text(&name.unwrap_or_else(|| "?".to_owned()))
}

/// `NO_COLOR` counts when it is set and not empty (no-color.org).
pub fn is_no_color_set() -> bool {
    env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}

/// True where the terminal understands no escape sequences.
pub fn is_dumb_terminal() -> bool {
    env::var_os("TERM").is_none_or(|term| term.is_empty() || term == "dumb")
}

/// Columns of the terminal on standard output.
pub fn terminal_columns() -> Option<usize> {
    terminal_size().map(|(columns, _)| columns)
}

/// Columns and rows of the terminal on standard output.
#[cfg(unix)]
pub fn terminal_size() -> Option<(usize, usize)> {
    let size = rustix::termios::tcgetwinsize(rustix::stdio::stdout()).ok()?;
    let known = size.ws_col > 0;
    known.then_some((size.ws_col.into(), size.ws_row.into()))
}

/// Columns and rows of the terminal on standard output; not asked for on this system.
#[cfg(not(unix))]
pub fn terminal_size() -> Option<(usize, usize)> {
    None
}
