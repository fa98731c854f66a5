//! The tables `[keys.…]` of the config file: a person's own keys in the place of the table's.
//!
//! A row that cannot be meant, or whose key another row of its place has, is told and keeps the table's keys; all
//! others count. Must not: know what an action does.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use crate::app::action::{ACTION_TABLE, Action, ActionEntry, KeyContext};
use crate::app::key::{KeyCode, KeyPress};
use crate::app::keymap::{self, KeyOverrides, key_alternatives, parse_key_sequence};
use crate::cli::config::{ConfigFault, ConfigFile, nearest_name};
use crate::wording::locale::Locale;
use crate::wording::sanitize::sanitize_text;

/// A row of the file.
struct KeyOverride {
    entry: &'static ActionEntry,
    keys: String,
    span: Range<usize>,
}

/// The name of a place in the file.
pub(super) fn context_name(context: KeyContext) -> &'static str {
    let key = context.locale_key();
    key.strip_prefix("context.").unwrap_or(key)
}

/// The rows of a place.
fn context_entries(context: KeyContext) -> impl Iterator<Item = &'static ActionEntry> {
    ACTION_TABLE
        .iter()
        .filter(move |entry| entry.context == context)
}

/// Takes the tables of `[keys]`.
pub(super) fn apply_key_tables(config: &mut ConfigFile, text: &str, value: &Spanned<DeValue<'_>>) {
    let DeValue::Table(places) = value.get_ref() else {
        config.add_problem(text, value.span(), ConfigFault::ExpectedKeys);
        return;
    };
    let mut wishes = Vec::new();
    for (name, rows) in places {
        let context = KeyContext::ALL
            .into_iter()
            .find(|context| context_name(*context) == name.get_ref());
        let Some(context) = context else {
            let places = KeyContext::ALL.map(context_name);
            let fault = ConfigFault::unknown_name(name.get_ref(), places.into_iter());
            config.add_problem(text, name.span(), fault);
            continue;
        };
        let DeValue::Table(table) = rows.get_ref() else {
            config.add_problem(
                text,
                rows.span(),
                ConfigFault::ExpectedTable(context_name(context)),
            );
            continue;
        };
        for (name, keys) in table {
            match parse_override(context, name.get_ref(), keys) {
                Ok(wish) => wishes.push(wish),
                Err((at, fault)) => config.add_problem(text, at.unwrap_or(name.span()), fault),
            }
        }
    }
    // A later line never takes the keys of an earlier one.
    wishes.sort_by_key(|wish| wish.span.start);
    while let Some((number, fault)) = find_conflict(&wishes) {
        let refused = wishes.remove(number);
        config.add_problem(text, refused.span, fault);
    }
    config.keys = collect_overrides(&wishes);
}

/// One row as it is written; why not, with its place where that is not the name.
fn parse_override(
    context: KeyContext,
    name: &str,
    keys: &Spanned<DeValue<'_>>,
) -> Result<KeyOverride, (Option<Range<usize>>, ConfigFault)> {
    let names = context_entries(context).map(|entry| entry.name);
    let entry = context_entries(context).find(|entry| entry.name == name);
    let entry = entry.ok_or_else(|| (None, ConfigFault::unknown_name(name, names)))?;
    if has_fixed_keys(entry) {
        return Err((None, ConfigFault::FixedKeys(entry.name)));
    }
    let at = keys.span();
    let wrong = |fault| (Some(keys.span()), fault);
    let DeValue::String(written) = keys.get_ref() else {
        return Err(wrong(ConfigFault::ExpectedKeys));
    };
    let written: Vec<String> = written.split_whitespace().map(normalize_keys).collect();
    // What the table gives a row it may keep.
    let is_other = |keys: &&String| !entry.keys.split(' ').any(|own| own == *keys);
    for keys in written.iter().filter(is_other) {
        check_keys(context, keys).map_err(wrong)?;
    }
    if written.is_empty() && entry.action == Action::Quit {
        return Err(wrong(ConfigFault::MissingQuitKey(entry.name)));
    }
    let keys = written.join(" ");
    Ok(KeyOverride {
        entry,
        keys,
        span: at,
    })
}

/// True for rows whose keys are numbers that say which.
fn has_fixed_keys(entry: &ActionEntry) -> bool {
    matches!(entry.action, Action::WayOut | Action::SameAs)
}

/// Words of a key in small letters, as the table writes them; a letter alone stays.
fn normalize_keys(keys: &str) -> String {
    let one = |key: &str| match key.chars().count() {
        1 => key.to_owned(),
        _ => key.to_lowercase(),
    };
    let keys: Vec<String> = keys.split(',').map(one).collect();
    keys.join(",")
}

/// True for a key that a terminal sends as itself.
///
/// With Ctrl it has bytes for letters and a few signs only; those of Ctrl-H, I, J, M and `[` are Backspace, Tab, Enter
/// and Escape, and Ctrl-S and Ctrl-Q stop a line. Escape and one of `[ O P ] ^ _ \` begins a sequence.
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
    let named: Option<Vec<KeyPress>> = keys.split(',').map(keymap::parse_key).collect();
    let named = named.ok_or_else(|| ConfigFault::UnknownKey(sanitize_text(keys)))?;
    if named.iter().any(|key| !is_sent_by_terminal(key)) {
        return Err(ConfigFault::UnsendableKey(sanitize_text(keys)));
    }
    if matches!(context, KeyContext::Input) && named.iter().all(KeyPress::is_text) {
        return Err(ConfigFault::TextKey(sanitize_text(keys)));
    }
    Ok(())
}

/// The first row whose key another row of its place has, or begins with. A key of everywhere is none where the list,
/// in which most keys are pressed, uses it for something else.
fn find_conflict(wishes: &[KeyOverride]) -> Option<(usize, ConfigFault)> {
    let own = collect_overrides(wishes);
    let later = |number: usize, entry: &ActionEntry| {
        let mut behind = wishes.iter().skip(number);
        behind.any(|wish| is_same_action(wish.entry, entry))
    };
    wishes.iter().enumerate().find_map(|(number, wish)| {
        let mut keys = wish.keys.split(' ').filter(|keys| !keys.is_empty());
        keys.find_map(|keys| {
            let others = context_entries(wish.entry.context).filter(|entry| !later(number, entry));
            let is_everywhere = wish.entry.context == KeyContext::Anywhere;
            let list = context_entries(KeyContext::List).filter(|_| is_everywhere);
            let other = others.chain(list).find(|entry| {
                key_alternatives(&own, entry).any(|other| {
                    sequences_conflict(&parse_key_sequence(keys), &parse_key_sequence(other))
                })
            })?;
            Some((number, ConfigFault::TakenKey(sanitize_text(keys), other)))
        })
    })
}

fn is_same_action(one: &ActionEntry, other: &ActionEntry) -> bool {
    (one.context, one.action) == (other.context, other.action)
}

/// True when one sequence is the other or its beginning.
fn sequences_conflict(one: &[KeyPress], other: &[KeyPress]) -> bool {
    one.starts_with(other) || other.starts_with(one)
}

fn collect_overrides(wishes: &[KeyOverride]) -> KeyOverrides {
    let rows = wishes.iter();
    rows.map(|wish| ((wish.entry.context, wish.entry.action), wish.keys.clone()))
        .collect()
}

impl ConfigFault {
    /// A name that is none of these.
    fn unknown_name(name: &str, known: impl Iterator<Item = &'static str>) -> Self {
        let known: Vec<&str> = known.collect();
        Self::UnknownName(
            sanitize_text(name),
            nearest_name(name, &known),
            known.join(", "),
        )
    }
}

/// Every row as a comment with what it does.
pub(super) fn key_bindings_template(locale: &Locale) -> String {
    let mut text = format!("\n# {}\n", locale.t("config.keys_head"));
    for context in KeyContext::ALL {
        let about = locale.t(context.locale_key());
        text.extend(["\n# ", about, "\n# [keys.", context_name(context), "]\n"]);
        for entry in context_entries(context).filter(|entry| !has_fixed_keys(entry)) {
            let about = entry.label(locale);
            text.extend(["# ", entry.name, " = \"", entry.keys, "\" # ", &about, "\n"]);
        }
    }
    text
}
