//! The tables `[keys.…]` of the config file: a person's own keys in the place of the table's.
//!
//! A row that cannot be meant, or whose key another row of its place has, is told and keeps the table's keys; all
//! others count. Must not: know what an action does.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use super::{Config, Fault, near};
use crate::app::action::{Action, Context, Entry, TABLE};
use crate::app::key::{Code, Key};
use crate::app::keymap::{self, Own, alternatives, sequence};
use crate::locale::Locale;
use crate::settings::safe;

/// A row of the file.
struct Wish {
    entry: &'static Entry,
    keys: String,
    at: Range<usize>,
}

/// The name of a place in the file.
pub(super) fn place(context: Context) -> &'static str {
    let key = context.key();
    key.strip_prefix("context.").unwrap_or(key)
}

/// The rows of a place.
fn rows(context: Context) -> impl Iterator<Item = &'static Entry> {
    TABLE.iter().filter(move |entry| entry.context == context)
}

/// Takes the tables of `[keys]`.
pub(super) fn take(config: &mut Config, text: &str, value: &Spanned<DeValue<'_>>) {
    let DeValue::Table(places) = value.get_ref() else {
        config.note(text, value.span(), Fault::NoKeys);
        return;
    };
    let mut wishes = Vec::new();
    for (name, rows) in places {
        let context = Context::ALL
            .into_iter()
            .find(|context| place(*context) == name.get_ref());
        let Some(context) = context else {
            let places = Context::ALL.map(place);
            let fault = Fault::unknown(name.get_ref(), places.into_iter());
            config.note(text, name.span(), fault);
            continue;
        };
        let DeValue::Table(table) = rows.get_ref() else {
            config.note(text, rows.span(), Fault::NoTable(place(context)));
            continue;
        };
        for (name, keys) in table {
            match wish(context, name.get_ref(), keys) {
                Ok(wish) => wishes.push(wish),
                Err((at, fault)) => config.note(text, at.unwrap_or(name.span()), fault),
            }
        }
    }
    // A later line never takes the keys of an earlier one.
    wishes.sort_by_key(|wish| wish.at.start);
    while let Some((number, fault)) = conflict(&wishes) {
        let refused = wishes.remove(number);
        config.note(text, refused.at, fault);
    }
    config.keys = own(&wishes);
}

/// One row as it is written; why not, with its place where that is not the name.
fn wish(
    context: Context,
    name: &str,
    keys: &Spanned<DeValue<'_>>,
) -> Result<Wish, (Option<Range<usize>>, Fault)> {
    let names = rows(context).map(|entry| entry.name);
    let entry = rows(context).find(|entry| entry.name == name);
    let entry = entry.ok_or_else(|| (None, Fault::unknown(name, names)))?;
    if is_fixed(entry) {
        return Err((None, Fault::FixedKeys(entry.name)));
    }
    let at = keys.span();
    let wrong = |fault| (Some(keys.span()), fault);
    let DeValue::String(written) = keys.get_ref() else {
        return Err(wrong(Fault::NoKeys));
    };
    let written: Vec<String> = written.split_whitespace().map(tidy).collect();
    // What the table gives a row it may keep.
    let is_other = |keys: &&String| !entry.keys.split(' ').any(|own| own == *keys);
    for keys in written.iter().filter(is_other) {
        check(context, keys).map_err(wrong)?;
    }
    if written.is_empty() && entry.action == Action::Quit {
        return Err(wrong(Fault::LastKey(entry.name)));
    }
    let keys = written.join(" ");
    Ok(Wish { entry, keys, at })
}

/// True for rows whose keys are numbers that say which.
fn is_fixed(entry: &Entry) -> bool {
    matches!(entry.action, Action::WayOut | Action::SameAs)
}

/// Words of a key in small letters, as the table writes them; a letter alone stays.
fn tidy(keys: &str) -> String {
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
fn is_sent(key: &Key) -> bool {
    match key.code {
        Code::Char('h' | 'i' | 'j' | 'm' | 's' | 'q') if key.ctrl => false,
        Code::Char('a'..='z' | ' ' | '\\' | ']' | '^' | '_') if key.ctrl => !key.alt,
        Code::Char('[' | 'O' | 'P' | ']' | '^' | '_' | '\\') if key.alt => false,
        Code::Char(_) => !key.ctrl,
        _ => true,
    }
}

fn check(context: Context, keys: &str) -> Result<(), Fault> {
    let named: Option<Vec<Key>> = keys.split(',').map(keymap::parse).collect();
    let named = named.ok_or_else(|| Fault::NoKey(safe(keys)))?;
    if named.iter().any(|key| !is_sent(key)) {
        return Err(Fault::OtherKey(safe(keys)));
    }
    if matches!(context, Context::Input) && named.iter().all(Key::is_text) {
        return Err(Fault::TextKey(safe(keys)));
    }
    Ok(())
}

/// The first row whose key another row of its place has, or begins with. A key of everywhere is none where the list,
/// in which most keys are pressed, uses it for something else.
fn conflict(wishes: &[Wish]) -> Option<(usize, Fault)> {
    let own = own(wishes);
    let later = |number: usize, entry: &Entry| {
        let mut behind = wishes.iter().skip(number);
        behind.any(|wish| same(wish.entry, entry))
    };
    wishes.iter().enumerate().find_map(|(number, wish)| {
        let mut keys = wish.keys.split(' ').filter(|keys| !keys.is_empty());
        keys.find_map(|keys| {
            let others = rows(wish.entry.context).filter(|entry| !later(number, entry));
            let is_everywhere = wish.entry.context == Context::Anywhere;
            let list = rows(Context::List).filter(|_| is_everywhere);
            let other = others.chain(list).find(|entry| {
                alternatives(&own, entry).any(|other| meet(&sequence(keys), &sequence(other)))
            })?;
            Some((number, Fault::TakenKey(safe(keys), other)))
        })
    })
}

fn same(one: &Entry, other: &Entry) -> bool {
    (one.context, one.action) == (other.context, other.action)
}

/// True when one sequence is the other or its beginning.
fn meet(one: &[Key], other: &[Key]) -> bool {
    one.starts_with(other) || other.starts_with(one)
}

fn own(wishes: &[Wish]) -> Own {
    let rows = wishes.iter();
    rows.map(|wish| ((wish.entry.context, wish.entry.action), wish.keys.clone()))
        .collect()
}

impl Fault {
    /// A name that is none of these.
    fn unknown(name: &str, known: impl Iterator<Item = &'static str>) -> Self {
        let known: Vec<&str> = known.collect();
        Self::Unknown(safe(name), near(name, &known), known.join(", "))
    }
}

/// Every row as a comment with what it does.
pub(super) fn template(locale: &Locale) -> String {
    let mut text = format!("\n# {}\n", locale.t("config.keys_head"));
    for context in Context::ALL {
        let about = locale.t(context.key());
        text.extend(["\n# ", about, "\n# [keys.", place(context), "]\n"]);
        for entry in rows(context).filter(|entry| !is_fixed(entry)) {
            let about = entry.label(locale);
            text.extend(["# ", entry.name, " = \"", entry.keys, "\" # ", &about, "\n"]);
        }
    }
    text
}
