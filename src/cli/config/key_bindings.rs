//! The `[keys.…]` tables of the config file: the user's own keys instead of the key table's.
//!
//! An invalid row, or a row whose key another action of the same context has, is a problem and
//! keeps the default keys; all other rows count.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use crate::app::action::{
    ACTION_TABLE, Action, ActionEntry, KeyContext, ReviewAction, WindowAction, WorkAction,
};
use crate::app::key::{KeyCode, KeyPress};
use crate::app::keymap::{self, KeyOverrides, key_alternatives, parse_key_sequence};
use crate::cli::config::problem::ConfigFault;
use crate::wording::sanitize::sanitize_text;

/// A problem with its position in the file.
pub(super) type KeyProblem = (Range<usize>, ConfigFault);

/// One row of a table.
struct KeyOverride {
    entry: &'static ActionEntry,
    keys: String,
    span: Range<usize>,
}

/// The name of a context in the file.
pub(super) fn context_name(context: KeyContext) -> &'static str {
    let key = context.locale_key();
    key.strip_prefix("context.").unwrap_or(key)
}

/// The actions of a context.
pub(super) fn context_entries(context: KeyContext) -> impl Iterator<Item = &'static ActionEntry> {
    ACTION_TABLE
        .iter()
        .filter(move |entry| entry.context == context)
}

/// Parses the value of `keys`: the valid overrides, and the problems of the other rows.
pub(super) fn parse_key_tables(value: &Spanned<DeValue<'_>>) -> (KeyOverrides, Vec<KeyProblem>) {
    let DeValue::Table(tables) = value.get_ref() else {
        let problem = (value.span(), ConfigFault::ExpectedKeys);
        return (KeyOverrides::default(), vec![problem]);
    };
    let mut overrides = Vec::new();
    let mut problems = Vec::new();
    for (name, rows) in tables {
        let context = KeyContext::ALL
            .into_iter()
            .find(|context| context_name(*context) == name.get_ref());
        let Some(context) = context else {
            let fault =
                ConfigFault::unknown_name(name.get_ref(), &KeyContext::ALL.map(context_name));
            problems.push((name.span(), fault));
            continue;
        };
        let DeValue::Table(rows_by_name) = rows.get_ref() else {
            let fault = ConfigFault::ExpectedTable(context_name(context));
            problems.push((rows.span(), fault));
            continue;
        };
        for (name, keys) in rows_by_name {
            match parse_override(context, name, keys) {
                Ok(parsed) => overrides.push(parsed),
                Err(problem) => problems.push(problem),
            }
        }
    }
    // In the order of the file, so that a conflict is a problem of the later row.
    overrides.sort_by_key(|row| row.span.start);
    while let Some((index, fault)) = find_conflict(&overrides) {
        let refused = overrides.remove(index);
        problems.push((refused.span, fault));
    }
    (collect_overrides(&overrides), problems)
}

/// Parses one row: the name of an action, and its keys separated by spaces.
fn parse_override(
    context: KeyContext,
    name: &Spanned<Cow<'_, str>>,
    keys: &Spanned<DeValue<'_>>,
) -> Result<KeyOverride, KeyProblem> {
    let entry = context_entries(context).find(|entry| entry.name == name.get_ref());
    let entry = entry.ok_or_else(|| {
        let known: Vec<&str> = context_entries(context).map(|entry| entry.name).collect();
        let fault = ConfigFault::unknown_name(name.get_ref(), &known);
        (name.span(), fault)
    })?;
    if has_fixed_keys(entry) {
        return Err((name.span(), ConfigFault::FixedKeys(entry.name)));
    }
    let invalid_keys = |fault| (keys.span(), fault);
    let DeValue::String(written) = keys.get_ref() else {
        return Err(invalid_keys(ConfigFault::ExpectedKeys));
    };
    let sequences: Vec<String> = written.split_whitespace().map(normalize_keys).collect();
    // The default keys of an action are always valid for it.
    let is_not_default = |keys: &&String| !entry.keys.split(' ').any(|default| default == *keys);
    for keys in sequences.iter().filter(is_not_default) {
        check_keys(context, keys).map_err(invalid_keys)?;
    }
    if sequences.is_empty() && entry.action == Action::Window(WindowAction::Quit) {
        return Err(invalid_keys(ConfigFault::MissingQuitKey(entry.name)));
    }
    Ok(KeyOverride {
        entry,
        keys: sequences.join(" "),
        span: keys.span(),
    })
}

/// True for actions whose keys are digits that choose an item.
pub(super) fn has_fixed_keys(entry: &ActionEntry) -> bool {
    matches!(
        entry.action,
        Action::PickSuggestion
            | Action::Review(ReviewAction::SameAs)
            | Action::Work(WorkAction::GiveVerdict)
    )
}

/// Key names in lower case, as the key table writes them; a single letter keeps its case.
fn normalize_keys(keys: &str) -> String {
    let normalize_key = |key: &str| match key.chars().count() {
        1 => key.to_owned(),
        _ => key.to_lowercase(),
    };
    let keys: Vec<String> = keys.split(',').map(normalize_key).collect();
    keys.join(",")
}

/// True for a key that a terminal sends unambiguously.
///
/// With Ctrl, only letters and a few symbols have a byte of their own; Ctrl-H, I, J, M and `[` are
/// Backspace, Tab, Enter and Escape, and Ctrl-S and Ctrl-Q stop and resume output. Escape followed
/// by one of `[ O P ] ^ _ \` begins an escape sequence.
fn is_sent_by_terminal(key: &KeyPress) -> bool {
    match key.code {
        KeyCode::Char('h' | 'i' | 'j' | 'm' | 's' | 'q') if key.ctrl => false,
        KeyCode::Char('a'..='z' | ' ' | '\\' | ']' | '^' | '_') if key.ctrl => !key.alt,
        KeyCode::Char('[' | 'O' | 'P' | ']' | '^' | '_' | '\\') if key.alt => false,
        KeyCode::Char(_) => !key.ctrl,
        _ => true,
    }
}

fn check_keys(context: KeyContext, keys: &str) -> Result<(), ConfigFault> {
    let presses: Option<Vec<KeyPress>> = keys.split(',').map(keymap::parse_key).collect();
    let presses = presses.ok_or_else(|| ConfigFault::UnknownKey(sanitize_text(keys)))?;
    if presses.iter().any(|key| !is_sent_by_terminal(key)) {
        return Err(ConfigFault::UnsendableKey(sanitize_text(keys)));
    }
    if matches!(context, KeyContext::Input) && presses.iter().all(KeyPress::is_text) {
        return Err(ConfigFault::TextKey(sanitize_text(keys)));
    }
    Ok(())
}

/// The first row whose key is another action's key of the same context, or a prefix of it. A key of
/// the `anywhere` context also conflicts with the list, where most keys are pressed.
fn find_conflict(overrides: &[KeyOverride]) -> Option<(usize, ConfigFault)> {
    let all_overrides = collect_overrides(overrides);
    // This row and the rows after it give way, so they cannot take a key.
    let gives_way = |index: usize, entry: &ActionEntry| {
        let mut rest = overrides.iter().skip(index);
        rest.any(|row| is_same_action(row.entry, entry))
    };
    overrides.iter().enumerate().find_map(|(index, row)| {
        let mut sequences = row.keys.split(' ').filter(|keys| !keys.is_empty());
        sequences.find_map(|keys| {
            let same_context =
                context_entries(row.entry.context).filter(|entry| !gives_way(index, entry));
            let is_anywhere = row.entry.context == KeyContext::Anywhere;
            let list = context_entries(KeyContext::List).filter(|_| is_anywhere);
            let other = same_context.chain(list).find(|entry| {
                key_alternatives(&all_overrides, entry).any(|other| {
                    sequences_conflict(&parse_key_sequence(keys), &parse_key_sequence(other))
                })
            })?;
            let fault = ConfigFault::TakenKey {
                keys: sanitize_text(keys),
                other,
                context: context_name(other.context),
            };
            Some((index, fault))
        })
    })
}

fn is_same_action(one: &ActionEntry, other: &ActionEntry) -> bool {
    (one.context, one.action) == (other.context, other.action)
}

/// True when one sequence equals the other or is a prefix of it.
fn sequences_conflict(one: &[KeyPress], other: &[KeyPress]) -> bool {
    one.starts_with(other) || other.starts_with(one)
}

fn collect_overrides(rows: &[KeyOverride]) -> KeyOverrides {
    rows.iter()
        .map(|row| ((row.entry.context, row.entry.action), row.keys.clone()))
        .collect()
}
