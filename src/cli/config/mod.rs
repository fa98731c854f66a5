//! The config file in TOML: the options that the user would otherwise type every day.
//!
//! A flag overrides an environment variable, a variable overrides the file. An invalid line never
//! stops the program: it becomes a [`ConfigProblem`] with its position and the allowed values, and
//! all other lines count. `key_bindings` reads the `[keys.…]` tables,
//! `verdict_table` the `[[verdict]]` ones, [`config_template`] writes a
//! first file.
//!
//! Must not read files; [`crate::cli::settings`] does.

mod key_bindings;
mod problem;
mod setting_values;
mod system_config;
mod template;
mod verdict_table;

use std::io;
use std::ops::Range;
use std::path::PathBuf;
use std::time::Duration;

use clap::ValueEnum;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

pub(in crate::cli) use self::problem::ConfigFault;
pub use self::problem::ConfigProblem;
pub use self::setting_values::SETTING_NAMES;
pub(crate) use self::setting_values::allowed_values;
pub use self::system_config::{SYSTEM_SETTING_NAMES, SystemConfig};
pub use self::template::{config_template, system_config_template};
use crate::app::action::KeyContext;
use crate::app::keymap::KeyOverrides;
use crate::app::theme_name::ThemeName;
use crate::cli::args::{EnableWhen, StarSymbols};
use crate::cli::paths;
use crate::cli::sitting_settings::parse_idle;
use crate::input_method::InputMethod;
use crate::wording::locale::Language;
use crate::wording::product_column::{ProductColumn, parse_columns};
use crate::wording::sanitize::sanitize_text;
use crate::work::reviews::verdict_kind::VerdictKind;

/// The content of a config file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a line of the file of its own"
)]
pub struct ConfigFile {
    /// The language of the messages.
    pub lang: Option<Language>,
    /// Colours of the screen.
    pub theme: Option<ThemeName>,
    /// When to use colour.
    pub color: Option<EnableWhen>,
    /// Only ASCII for borders and symbols.
    pub ascii: bool,
    /// Which stars and bars to draw.
    pub stars: Option<StarSymbols>,
    /// Draw less, for a slow connection.
    pub slow: bool,
    /// When to use the mouse.
    pub mouse: Option<EnableWhen>,
    /// When addresses are links.
    pub links: Option<EnableWhen>,
    /// The columns of the list.
    pub columns: Option<Vec<ProductColumn>>,
    /// The linear mode instead of a full screen.
    pub accessible: bool,
    /// The input method of the screen at the start.
    pub typing: Option<InputMethod>,
    /// End a sitting after so long without a key.
    pub idle: Option<Duration>,
    /// Keep where the user was and what they searched for; `None` is yes.
    pub remember: Option<bool>,
    /// Never write to the catalogue.
    pub read_only: bool,
    /// Written files may be read by others.
    pub shared_exports: bool,
    /// The folder of the catalogue.
    pub data_dir: Option<PathBuf>,
    /// The file of the store of work.
    pub work: Option<PathBuf>,
    /// The list that is opened in the fair mode.
    pub fair: Option<String>,
    /// What visitors of a fair ask for is counted.
    pub fair_questions: bool,
    /// The user's own key bindings.
    pub keys: KeyOverrides,
    /// The verdicts that new reviews offer.
    pub verdicts: Option<Vec<VerdictKind>>,
    /// The invalid lines, in the order of the file.
    pub problems: Vec<ConfigProblem>,
}

impl ConfigFile {
    /// Parses the bytes of a file. Bytes that are not UTF-8 are a problem at their position.
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

    /// The config of a file that exists but cannot be read: defaults, and the system's reason as a problem.
    pub fn from_read_error(error: &io::Error) -> Self {
        let mut config = Self::default();
        config.add_problem("", 0..0, ConfigFault::Unreadable(error.into()));
        config
    }

    /// Parses the text of a file.
    pub fn from_text(text: &str) -> Self {
        let mut config = Self::default();
        let (mut table, errors) = DeTable::parse_recoverable(text);
        let spans = errors.iter().filter_map(toml::de::Error::span);
        let error_offsets: Vec<usize> = spans.map(|span| span.start).collect();
        remove_invalid_lines(table.get_mut(), text, &error_offsets);
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
        name_span: Range<usize>,
        value: &Spanned<DeValue<'_>>,
    ) {
        let Some(key) = SETTING_NAMES.into_iter().find(|key| *key == name) else {
            if name == "keys" {
                let (overrides, problems) = key_bindings::parse_key_tables(value);
                self.keys = overrides;
                for (span, fault) in problems {
                    self.add_problem(text, span, fault);
                }
            } else if name == "verdict" {
                let (verdicts, problems) = verdict_table::parse_verdicts(value);
                self.verdicts = verdicts;
                for (span, fault) in problems {
                    self.add_problem(text, span, fault);
                }
            } else {
                let fault = ConfigFault::unknown_name(name, &SETTING_NAMES);
                self.add_problem(text, name_span, fault);
            }
            return;
        };
        let is_valid = match (key, value.get_ref()) {
            ("lang", DeValue::String(name)) => set_by_name(&mut self.lang, name),
            ("theme", DeValue::String(name)) => set_by_name(&mut self.theme, name),
            ("color", DeValue::String(name)) => set_by_name(&mut self.color, name),
            ("typing", DeValue::String(name)) => set_by_name(&mut self.typing, name),
            ("ascii", DeValue::Boolean(yes)) => {
                self.ascii = *yes;
                true
            }
            ("stars", DeValue::String(name)) => set_by_name(&mut self.stars, name),
            ("slow", DeValue::Boolean(yes)) => {
                self.slow = *yes;
                true
            }
            ("mouse", DeValue::String(name)) => set_by_name(&mut self.mouse, name),
            ("links", DeValue::String(name)) => set_by_name(&mut self.links, name),
            ("columns", DeValue::String(names)) => {
                self.columns = parse_columns(names);
                self.columns.is_some()
            }
            ("accessible", DeValue::Boolean(yes)) => {
                self.accessible = *yes;
                true
            }
            ("idle", DeValue::String(span)) => {
                self.idle = parse_idle(span);
                self.idle.is_some()
            }
            ("remember", DeValue::Boolean(yes)) => {
                self.remember = Some(*yes);
                true
            }
            ("read_only", DeValue::Boolean(yes)) => {
                self.read_only = *yes;
                true
            }
            ("shared_exports", DeValue::Boolean(yes)) => {
                self.shared_exports = *yes;
                true
            }
            ("data_dir", DeValue::String(path)) => {
                // A relative one would be another folder wherever the program is started.
                let path = paths::expand_home(path);
                self.data_dir = path.is_absolute().then_some(path);
                self.data_dir.is_some()
            }
            ("work", DeValue::String(path)) => {
                let path = paths::expand_home(path);
                self.work = path.is_absolute().then_some(path);
                self.work.is_some()
            }
            ("fair", DeValue::String(name)) => {
                let name = name.trim();
                self.fair = (!name.is_empty()).then(|| sanitize_text(name));
                self.fair.is_some()
            }
            ("fair_questions", DeValue::Boolean(yes)) => {
                self.fair_questions = *yes;
                true
            }
            _ => false,
        };
        if !is_valid {
            let span = value.span();
            let written = sanitize_text(text.get(span.clone()).unwrap_or_default());
            self.add_problem(text, span, ConfigFault::InvalidValue(key, written));
        }
    }

    fn add_problem(&mut self, text: &str, span: Range<usize>, fault: ConfigFault) {
        self.problems
            .push(ConfigProblem::new(text, span.start, fault));
    }
}

/// Removes the settings on a line with a syntax error, because the parser guesses at their values.
fn remove_invalid_lines(table: &mut DeTable<'_>, text: &str, error_offsets: &[usize]) {
    for (name, mut value) in std::mem::take(table) {
        let span = value.span();
        let before = text.get(..span.start).unwrap_or_default();
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let after = text.get(span.end..).unwrap_or_default();
        let end = span.end + after.find('\n').unwrap_or(after.len());
        if let DeValue::Table(inner) = value.get_mut() {
            remove_invalid_lines(inner, text, error_offsets);
        } else if error_offsets
            .iter()
            .any(|offset| (start..=end).contains(offset))
        {
            continue;
        }
        table.insert(name, value);
    }
}

/// The tables of keys that a file may have: the name after `keys.`, and the context.
pub(crate) fn key_table_names() -> impl Iterator<Item = (&'static str, KeyContext)> {
    KeyContext::ALL
        .into_iter()
        .map(|context| (key_bindings::context_name(context), context))
}

/// Sets the value with this name; false when there is none.
fn set_by_name<T: ValueEnum>(setting: &mut Option<T>, name: &str) -> bool {
    *setting = T::from_str(name, false).ok();
    setting.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::action::{ACTION_TABLE, ActionEntry};
    use crate::wording::locale::Locale;
    use crate::work::reviews::verdict_kind::built_in_verdicts;

    fn problem_sentences(text: &str) -> Vec<String> {
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
        let sentences = problem_sentences(text);
        assert!(
            sentences[0].starts_with("c.toml:2:1: ") && sentences[0].contains("theme"),
            "{sentences:?}"
        );
        assert!(
            sentences[1].starts_with("c.toml:3:9: ") && sentences[1].contains("never"),
            "{sentences:?}"
        );
        assert_eq!(sentences.len(), 2);
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
            let sentences = problem_sentences(text);
            assert!(!sentences.is_empty(), "{text}");
            assert!(
                sentences.iter().all(|line| !line.contains('\u{1b}')),
                "{sentences:?}"
            );
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
            let is_setting = |line: &&str| line.contains(" = ") || line.starts_with('[');
            let settings: Vec<&str> = lines.filter(is_setting).collect();
            let config = ConfigFile::from_text(&settings.join("\n"));
            assert_eq!(config.problems, []);
            assert_eq!(config.lang, Some(Language::Vi));
            // A verdict has a head and five fields.
            let verdicts = config.verdicts.clone().unwrap();
            assert_eq!(verdicts, built_in_verdicts());
            let rows = settings.len() - SETTING_NAMES.len() - 10 - verdicts.len() * 6;
            assert_eq!(config.keys.len(), rows);
            // The three actions that have digits as keys cannot be changed.
            assert_eq!(rows + 3, ACTION_TABLE.len());
            for (row, keys) in &config.keys {
                let is_row = |entry: &&ActionEntry| (entry.context, entry.action) == *row;
                assert_eq!(ACTION_TABLE.iter().find(is_row).unwrap().keys, keys);
            }
        }
    }
}
