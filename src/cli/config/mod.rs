//! The config file: what a person wants every day without saying it, in TOML.
//!
//! A flag is stronger than a variable, a variable than the file. A wrong line never stops the program: it is told
//! with its place and what would be right, and all others count. Must not: read a file; [`crate::cli::paths`] says where
//! it lies.

mod key_bindings;

use std::io;
use std::ops::Range;
use std::path::PathBuf;

use clap::ValueEnum;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::app::action::ActionEntry;
use crate::app::keymap::KeyOverrides;
use crate::cli::args::EnableWhen;
use crate::cli::paths;
use crate::input_method::InputMethod;
use crate::view::theme_name::ThemeName;
use crate::wording::io_error::PortableIoError;
use crate::wording::locale::{Language, Locale};
use crate::wording::sanitize::sanitize_text;

/// The settings a file may have, in the order of the template.
pub const SETTING_NAMES: [&str; 10] = [
    "lang",
    "theme",
    "color",
    "ascii",
    "slow",
    "mouse",
    "accessible",
    "typing",
    "read_only",
    "data_dir",
];

/// A name that differs in more letters than this is another one.
const MAX_SUGGESTION_DISTANCE: usize = 3;

/// What a file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a line of the file of its own"
)]
pub struct ConfigFile {
    /// The language.
    pub lang: Option<Language>,
    /// Colours of the screen.
    pub theme: Option<ThemeName>,
    /// When to use colour.
    pub color: Option<EnableWhen>,
    /// ASCII signs only.
    pub ascii: bool,
    /// Draw less, for a slow line.
    pub slow: bool,
    /// When to use the mouse.
    pub mouse: Option<EnableWhen>,
    /// Line by line, without a screen.
    pub accessible: bool,
    /// How letters are typed on the screen.
    pub typing: Option<InputMethod>,
    /// The catalogue is only looked at.
    pub read_only: bool,
    /// Where the catalogue is.
    pub data_dir: Option<PathBuf>,
    /// A person's own keys.
    pub keys: KeyOverrides,
    /// What of it cannot be meant, in the order of the file.
    pub problems: Vec<ConfigProblem>,
}

/// Something in the file that cannot be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigProblem {
    /// Line, from 1.
    pub line: usize,
    /// Column in letters, from 1.
    pub column: usize,
    fault: ConfigFault,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum ConfigFault {
    /// No TOML, as the parser says.
    Syntax(String),
    /// Nothing has this name; the nearest one, if one is near, and all there are.
    UnknownName(String, Option<&'static str>, String),
    /// The setting has no such value.
    InvalidValue(&'static str, String),
    /// No text.
    NotUtf8,
    /// The system does not let it be read.
    Unreadable(PortableIoError),
    /// Keys are not written so.
    ExpectedKeys,
    /// The keys of a place are a table.
    ExpectedTable(&'static str),
    /// No key has this name.
    UnknownKey(String),
    /// A terminal cannot tell this key from another one.
    UnsendableKey(String),
    /// The key is text where it should act.
    TextKey(String),
    /// Another row of this place has the key.
    TakenKey(String, &'static ActionEntry),
    /// The keys of this row say which; they stay.
    FixedKeys(&'static str),
    /// Without a key of this row nobody would get out.
    MissingQuitKey(&'static str),
}

impl ConfigFile {
    /// Reads a file's bytes; bytes that are no text of UTF-8 end what is read, and are told.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::from_text(text),
            Err(error) => {
                let text = bytes.get(..error.valid_up_to()).unwrap_or_default();
                let text = String::from_utf8_lossy(text);
                let mut config = Self::default();
                config.add_problem(&text, text.len()..text.len(), ConfigFault::NotUtf8);
                config
            }
        }
    }

    /// A file that is there and cannot be read, for the system's reason.
    pub fn from_read_error(refused: &io::Error) -> Self {
        let mut config = Self::default();
        config.add_problem("", 0..0, ConfigFault::Unreadable(refused.into()));
        config
    }

    /// Reads a file's text.
    pub fn from_text(text: &str) -> Self {
        let mut config = Self::default();
        let (mut table, errors) = DeTable::parse_recoverable(text);
        let places = errors.iter().filter_map(toml::de::Error::span);
        let places: Vec<usize> = places.map(|span| span.start).collect();
        remove_invalid_lines(table.get_mut(), text, &places);
        for error in errors {
            let fault = ConfigFault::Syntax(sanitize_text(error.message()));
            config.add_problem(text, error.span().unwrap_or(0..0), fault);
        }
        for (name, value) in table.get_ref() {
            config.apply_setting(text, name.get_ref(), name.span(), value);
        }
        config
            .problems
            .sort_by_key(|problem| (problem.line, problem.column));
        config
    }

    fn apply_setting(
        &mut self,
        text: &str,
        name: &str,
        at: Range<usize>,
        value: &Spanned<DeValue<'_>>,
    ) {
        let Some(key) = SETTING_NAMES.into_iter().find(|key| *key == name) else {
            if name == "keys" {
                return key_bindings::apply_key_tables(self, text, value);
            }
            let near = nearest_name(name, &SETTING_NAMES);
            self.add_problem(
                text,
                at,
                ConfigFault::UnknownName(sanitize_text(name), near, SETTING_NAMES.join(", ")),
            );
            return;
        };
        let written = value.get_ref();
        let known = match (key, written) {
            ("lang", DeValue::String(name)) => set_by_name(&mut self.lang, name),
            ("theme", DeValue::String(name)) => set_by_name(&mut self.theme, name),
            ("color", DeValue::String(name)) => set_by_name(&mut self.color, name),
            ("typing", DeValue::String(name)) => set_by_name(&mut self.typing, name),
            ("ascii", DeValue::Boolean(yes)) => {
                self.ascii = *yes;
                true
            }
            ("slow", DeValue::Boolean(yes)) => {
                self.slow = *yes;
                true
            }
            ("mouse", DeValue::String(name)) => set_by_name(&mut self.mouse, name),
            ("accessible", DeValue::Boolean(yes)) => {
                self.accessible = *yes;
                true
            }
            ("read_only", DeValue::Boolean(yes)) => {
                self.read_only = *yes;
                true
            }
            ("data_dir", DeValue::String(path)) if !path.is_empty() => {
                self.data_dir = Some(paths::expand_home(path));
                true
            }
            _ => false,
        };
        if !known {
            let span = value.span();
            let shown = sanitize_text(text.get(span.clone()).unwrap_or_default());
            self.add_problem(text, span, ConfigFault::InvalidValue(key, shown));
        }
    }

    fn add_problem(&mut self, text: &str, at: Range<usize>, fault: ConfigFault) {
        let before = text.get(..at.start).unwrap_or(text);
        let line = before.rsplit('\n').next().unwrap_or_default();
        self.problems.push(ConfigProblem {
            line: before.matches('\n').count() + 1,
            column: line.chars().count() + 1,
            fault,
        });
    }
}

/// Takes away what stands on a line that is no TOML: the parser guesses at it.
fn remove_invalid_lines(table: &mut DeTable<'_>, text: &str, errors: &[usize]) {
    for (name, mut value) in std::mem::take(table) {
        let span = value.span();
        let before = text.get(..span.start).unwrap_or_default();
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let behind = text.get(span.end..).unwrap_or_default();
        let end = span.end + behind.find('\n').unwrap_or(behind.len());
        if let DeValue::Table(inner) = value.get_mut() {
            remove_invalid_lines(inner, text, errors);
        } else if errors.iter().any(|at| (start..=end).contains(at)) {
            continue;
        }
        table.insert(name, value);
    }
}

/// The name that was perhaps meant.
fn nearest_name(name: &str, known: &[&'static str]) -> Option<&'static str> {
    let distance = |known: &&&'static str| strsim::osa_distance(known, name);
    let near = known.iter().min_by_key(distance);
    near.filter(|near| distance(near) <= MAX_SUGGESTION_DISTANCE)
        .copied()
}

/// Takes the value of this name; false when there is none.
fn set_by_name<T: ValueEnum>(setting: &mut Option<T>, name: &str) -> bool {
    *setting = T::from_str(name, false).ok();
    setting.is_some()
}

/// The values that a setting may have, as they are written.
fn allowed_values(key: &str) -> String {
    fn quoted_variant_names<T: ValueEnum>() -> String {
        let values = T::value_variants().iter();
        let names = values.filter_map(ValueEnum::to_possible_value);
        let names: Vec<String> = names
            .map(|value| format!("\"{}\"", value.get_name()))
            .collect();
        names.join(", ")
    }
    match key {
        "lang" => quoted_variant_names::<Language>(),
        "theme" => quoted_variant_names::<ThemeName>(),
        "color" | "mouse" => quoted_variant_names::<EnableWhen>(),
        "typing" => quoted_variant_names::<InputMethod>(),
        "ascii" | "slow" | "accessible" | "read_only" => "true, false".to_owned(),
        _ => "\"/...\"".to_owned(),
    }
}

impl ConfigProblem {
    /// The problem as a sentence: where, what, and what to do.
    pub fn to_sentence(&self, locale: &Locale, path: &str) -> String {
        let place = format!("{}:{}:{}", sanitize_text(path), self.line, self.column);
        let what = match &self.fault {
            ConfigFault::Syntax(reason) => locale.fill("config.syntax", &[("reason", reason)]),
            ConfigFault::UnknownName(key, Some(near), _) => {
                locale.fill("config.near", &[("key", key), ("near", near)])
            }
            ConfigFault::UnknownName(key, None, known) => {
                locale.fill("config.unknown", &[("key", key), ("known", known)])
            }
            ConfigFault::NotUtf8 => locale.t("config.no_text").to_owned(),
            ConfigFault::Unreadable(said) => {
                locale.fill("config.unreadable", &[("reason", &said.to_text(locale))])
            }
            ConfigFault::ExpectedKeys => locale.t("config.no_keys").to_owned(),
            ConfigFault::ExpectedTable(place) => {
                locale.fill("config.no_table", &[("place", place)])
            }
            ConfigFault::UnknownKey(keys) => locale.fill("config.no_key", &[("keys", keys)]),
            ConfigFault::UnsendableKey(keys) => locale.fill("config.other_key", &[("keys", keys)]),
            ConfigFault::TextKey(keys) => locale.fill("config.text_key", &[("keys", keys)]),
            ConfigFault::FixedKeys(name) => locale.fill("config.fixed_keys", &[("name", name)]),
            ConfigFault::MissingQuitKey(name) => locale.fill("config.last_key", &[("name", name)]),
            ConfigFault::TakenKey(keys, other) => {
                let (what, place) = (
                    other.label(locale),
                    key_bindings::context_name(other.context),
                );
                let named: [(&str, &dyn std::fmt::Display); 4] = [
                    ("keys", keys),
                    ("what", &what),
                    ("name", &other.name),
                    ("place", &place),
                ];
                locale.fill("config.taken_key", &named)
            }
            ConfigFault::InvalidValue(key, value) => {
                let known = allowed_values(key);
                let named: [(&str, &dyn std::fmt::Display); 3] =
                    [("key", key), ("value", value), ("known", &known)];
                locale.fill("config.value", &named)
            }
        };
        format!("{place}: {what}")
    }
}

/// A file with every setting, each a comment with what it does and its values.
pub fn config_template(locale: &Locale) -> String {
    let mut text = format!("# {}\n", locale.t("config.head"));
    for key in SETTING_NAMES {
        let about = locale.t(&format!("arg.{key}")).to_owned();
        let example = allowed_values(key);
        let first = example.split(", ").next().unwrap_or_default();
        text.extend([
            "\n# ", &about, ": ", &example, "\n# ", key, " = ", first, "\n",
        ]);
    }
    text + &key_bindings::key_bindings_template(locale)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::action::ACTION_TABLE;

    fn told(text: &str) -> Vec<String> {
        let locale = Locale::new(Language::En);
        let config = ConfigFile::from_text(text);
        let problems = config.problems.iter();
        problems
            .map(|problem| problem.to_sentence(&locale, "c.toml"))
            .collect()
    }

    #[test]
    fn a_wrong_line_is_told_with_its_place_and_all_others_count() {
        let text = "lang = \"en\"\nthem = \"mono\"\ncolor = \"nevr\"\nascii = true\n";
        let config = ConfigFile::from_text(text);
        assert_eq!((config.lang, config.ascii), (Some(Language::En), true));
        let told = told(text);
        assert!(
            told[0].starts_with("c.toml:2:1: ") && told[0].contains("theme"),
            "{told:?}"
        );
        assert!(
            told[1].starts_with("c.toml:3:9: ") && told[1].contains("never"),
            "{told:?}"
        );
        assert_eq!(told.len(), 2);
    }

    #[test]
    fn what_is_no_toml_is_told_and_harms_nothing() {
        for text in [
            "lang = ",
            "[[[",
            "lang = \"en",
            "\u{1b}[31m = 1",
            "ascii = \"yes\"",
        ] {
            let told = told(text);
            assert!(!told.is_empty(), "{text}");
            assert!(told.iter().all(|line| !line.contains('\u{1b}')), "{told:?}");
        }
        assert_eq!(ConfigFile::from_text(""), ConfigFile::default());
    }

    #[test]
    fn a_line_that_is_no_toml_is_left_out_and_those_around_it_count() {
        for wrong in [
            "lang = \"en",
            "lang = \"en\" x",
            "lang = \"en\"\"",
            "lang = \"en\" theme = \"mono\"",
        ] {
            let config = ConfigFile::from_text(&format!("ascii = true\n{wrong}\nslow = true\n"));
            assert_eq!(config.lang, None, "{wrong}");
            assert!(config.ascii && config.slow, "{wrong}: {config:?}");
            assert!(
                config.problems.iter().all(|problem| problem.line == 2),
                "{wrong}: {config:?}"
            );
            let last = ConfigFile::from_text(&format!("ascii = true\n{wrong}"));
            assert_eq!((last.lang, last.ascii), (None, true), "{wrong}");
        }
        let config = ConfigFile::from_text("[keys.list]\nopen = \"f2\ncopy_line = \"f3\"\n");
        assert!(config.keys.values().all(|keys| keys == "f3"), "{config:?}");
    }

    #[test]
    fn the_template_says_nothing_until_its_comments_are_taken_away() {
        for lang in [Language::Vi, Language::En] {
            let text = config_template(&Locale::new(lang));
            assert_eq!(ConfigFile::from_text(&text), ConfigFile::default());
            let lines = text.lines().filter_map(|line| line.strip_prefix("# "));
            let is_setting = |line: &&str| line.contains(" = ") || line.starts_with("[keys.");
            let settings: Vec<&str> = lines.filter(is_setting).collect();
            let config = ConfigFile::from_text(&settings.join("\n"));
            assert_eq!(config.problems, []);
            assert_eq!(config.lang, Some(Language::Vi));
            let row = settings.len() - SETTING_NAMES.len() - 8;
            assert_eq!(config.keys.len(), row);
            // Numbers that say which are the only keys that stay.
            assert_eq!(row + 2, ACTION_TABLE.len());
            for (row, keys) in &config.keys {
                let here = |entry: &&ActionEntry| (entry.context, entry.action) == *row;
                assert_eq!(ACTION_TABLE.iter().find(here).unwrap().keys, keys);
            }
        }
    }
}
