//! What system and terminal say of themselves: the facts of a bug report and of a start in the log.
//!
//! Only variables and what the system knows are looked at. Must not: ask the terminal anything.

use std::env;
use std::io::{self, IsTerminal};

use serde_json::{Value, json};

use crate::paths;

/// Variables that decide what a person sees.
const VARIABLES: [&str; 12] = [
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
const LANGUAGE: [&str; 3] = ["LC_ALL", "LC_CTYPE", "LANG"];

/// The version and the system.
pub fn program() -> String {
    format!(
        "ocop {} {} {}",
        env!("CARGO_PKG_VERSION"),
        env::consts::OS,
        env::consts::ARCH
    )
}

/// The facts of the terminal, by their names.
pub fn terminal() -> Vec<(&'static str, Value)> {
    let size = paths::size().map(|(columns, rows)| json!(format!("{columns}x{rows}")));
    let mut facts = vec![
        ("stdin", json!(io::stdin().is_terminal())),
        ("stdout", json!(io::stdout().is_terminal())),
        ("stderr", json!(io::stderr().is_terminal())),
        ("size", size.unwrap_or_default()),
        ("utf8", json!(is_utf8())),
        ("ssh", json!(is_remote())),
        ("inside", multiplexer().map_or(Value::Null, Value::from)),
    ];
    facts.extend(VARIABLES.map(|name| (name, variable(name).map_or(Value::Null, Value::from))));
    facts
}

/// The same in one line.
pub fn line() -> String {
    let facts = terminal().into_iter();
    let known = facts.filter(|(_, value)| !value.is_null());
    let shown = known.map(|(name, value)| match value {
        Value::String(text) => format!("{name}={text}"),
        other => format!("{name}={other}"),
    });
    shown.collect::<Vec<_>>().join(" ")
}

/// True where letters are meant to be UTF-8.
pub fn is_utf8() -> bool {
    let named = LANGUAGE.into_iter().find_map(variable);
    let named = named.unwrap_or_default().to_ascii_lowercase();
    cfg!(windows) || named.contains("utf-8") || named.contains("utf8")
}

/// True where the person sits at another machine.
pub fn is_remote() -> bool {
    ["SSH_TTY", "SSH_CONNECTION"]
        .into_iter()
        .any(|name| variable(name).is_some())
}

/// What stands between the program and the terminal.
pub fn multiplexer() -> Option<&'static str> {
    let inside = [("TMUX", "tmux"), ("STY", "screen")];
    let found = inside
        .into_iter()
        .find(|(name, _)| variable(name).is_some());
    found.map(|(_, name)| name)
}

/// A variable that is set to something.
pub fn variable(name: &str) -> Option<String> {
    let value = env::var_os(name)?.to_string_lossy().into_owned();
    (!value.is_empty()).then_some(value)
}
