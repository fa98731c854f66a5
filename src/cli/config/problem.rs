//! An invalid line of the config file: its position, what is wrong, and the sentence that says what
//! to write instead.

use crate::app::action::ActionEntry;
use crate::cli::config::setting_values::allowed_values;
use crate::wording::io_error::PortableIoError;
use crate::wording::locale::Locale;
use crate::wording::sanitize::sanitize_text;

/// The largest edit distance of a name that is suggested for an unknown one.
const MAX_SUGGESTION_DISTANCE: usize = 3;

/// An invalid line of the config file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigProblem {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    fault: ConfigFault,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) enum ConfigFault {
    /// Not TOML, in the parser's words.
    Syntax(String),
    /// Nothing has this name. With the nearest name, if one is near, and all names.
    UnknownName(String, Option<&'static str>, String),
    /// The setting has no such value.
    InvalidValue(&'static str, String),
    /// The file is not UTF-8.
    NotUtf8,
    /// The system refused to read the file.
    Unreadable(PortableIoError),
    /// A system config that cannot be trusted; the key of the sentence that says why.
    Untrusted(&'static str),
    /// The value is not a string of keys.
    ExpectedKeys,
    /// The keys of this context must be a table.
    ExpectedTable(&'static str),
    /// No key has this name.
    UnknownKey(String),
    /// A terminal cannot tell this key from another one.
    UnsendableKey(String),
    /// The key types a letter in this context.
    TextKey(String),
    /// Another action has the key.
    TakenKey {
        keys: String,
        other: &'static ActionEntry,
        /// The context of the other action.
        context: &'static str,
    },
    /// A row of the verdicts is none; the key of the sentence that says why.
    Verdict(&'static str),
    /// The keys of this action are digits and cannot be changed.
    FixedKeys(&'static str),
    /// Without a key for this action no one could leave the screen.
    MissingQuitKey(&'static str),
}

impl ConfigFault {
    /// An unknown name, with the nearest of the known ones as a suggestion.
    pub(in crate::cli) fn unknown_name(name: &str, known: &[&'static str]) -> Self {
        Self::UnknownName(
            sanitize_text(name),
            nearest_name(name, known),
            known.join(", "),
        )
    }
}

impl ConfigProblem {
    /// A problem at a byte offset of the file's text.
    pub(in crate::cli) fn new(text: &str, offset: usize, fault: ConfigFault) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line = before.rsplit('\n').next().unwrap_or_default();
        Self {
            line: before.matches('\n').count() + 1,
            column: line.chars().count() + 1,
            fault,
        }
    }

    /// The problem as a sentence: position, fault and remedy.
    pub fn to_sentence(&self, locale: &Locale, path: &str) -> String {
        let position = format!("{}:{}:{}", sanitize_text(path), self.line, self.column);
        format!("{position}: {}", self.fault.describe_fault(locale))
    }
}

impl ConfigFault {
    fn describe_fault(&self, locale: &Locale) -> String {
        match self {
            Self::Syntax(reason) => locale.fill("config.syntax", &[("reason", reason)]),
            Self::UnknownName(key, Some(near), _) => {
                locale.fill("config.near", &[("key", key), ("near", near)])
            }
            Self::UnknownName(key, None, known) => {
                locale.fill("config.unknown", &[("key", key), ("known", known)])
            }
            Self::NotUtf8 => locale.t("config.no_text").to_owned(),
            Self::Unreadable(error) => {
                locale.fill("config.unreadable", &[("reason", &error.to_text(locale))])
            }
            Self::Verdict(key) | Self::Untrusted(key) => locale.t(key).to_owned(),
            Self::ExpectedKeys => locale.t("config.no_keys").to_owned(),
            Self::ExpectedTable(context) => locale.fill("config.no_table", &[("place", context)]),
            Self::UnknownKey(keys) => locale.fill("config.no_key", &[("keys", keys)]),
            Self::UnsendableKey(keys) => locale.fill("config.other_key", &[("keys", keys)]),
            Self::TextKey(keys) => locale.fill("config.text_key", &[("keys", keys)]),
            Self::FixedKeys(name) => locale.fill("config.fixed_keys", &[("name", name)]),
            Self::MissingQuitKey(name) => locale.fill("config.last_key", &[("name", name)]),
            Self::TakenKey {
                keys,
                other,
                context,
            } => locale.fill(
                "config.taken_key",
                &[
                    ("keys", keys),
                    ("what", &other.label(locale)),
                    ("name", &other.name),
                    ("place", context),
                ],
            ),
            Self::InvalidValue(key, value) => locale.fill(
                "config.value",
                &[
                    ("key", key),
                    ("value", value),
                    ("known", &allowed_values(key)),
                ],
            ),
        }
    }
}

/// The nearest known name, if one is near enough to be a typo.
pub(super) fn nearest_name(name: &str, known: &[&'static str]) -> Option<&'static str> {
    let distance = |known: &&&'static str| strsim::osa_distance(known, name);
    let nearest = known.iter().min_by_key(distance);
    nearest
        .filter(|nearest| distance(nearest) <= MAX_SUGGESTION_DISTANCE)
        .copied()
}
