//! What the command line and the environment mean together: folder, day, language, colour.
//!
//! Collects every problem before it fails, so that a person mends them in one go. Must not: open the
//! catalogue or print.

use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::path::PathBuf;

use jiff::civil::Date;

use crate::app::keymap::KeyOverrides;
use crate::cli::args::{EnableWhen, GlobalArgs};
use crate::cli::clock::today_in_vietnam;
use crate::cli::config::ConfigFile;
use crate::cli::environment::{is_dumb_terminal, is_no_color_set, is_remote, terminal_columns};
use crate::cli::exit::CommandFailure;
use crate::cli::paths;
use crate::input_method::InputMethod;
use crate::view::theme_name::ThemeName;
use crate::wording::locale::{Language, Locale};
use crate::wording::sanitize::sanitize_text;

/// Everything a command needs to know.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Sentences.
    pub locale: Locale,
    /// Where the catalogue is.
    pub data_dir: PathBuf,
    /// The day that is asked for.
    pub day: Date,
    /// Colour on standard output.
    pub color: bool,
    /// Columns of standard output, when it is a terminal.
    pub width: Option<usize>,
    /// The screen.
    pub screen: ScreenOptions,
    /// What of the config file cannot be meant, as sentences.
    pub config_warnings: Vec<String>,
    /// Line by line, for screen readers and braille: never a screen, never colour.
    pub accessible: bool,
    /// The catalogue is only looked at.
    pub read_only: bool,
}

/// What the screen is like.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a wish or a fact of its own"
)]
pub struct ScreenOptions {
    /// Its colours.
    pub theme: ThemeName,
    /// ASCII signs only.
    pub ascii: bool,
    /// Draw less, for a slow line.
    pub slow: bool,
    /// A network lies between here and the terminal.
    pub remote: bool,
    /// Clicks and the wheel are ours.
    pub mouse: bool,
    /// How letters are typed at the start.
    pub input_method: InputMethod,
    /// A person's own keys.
    pub keys: KeyOverrides,
}

impl ScreenOptions {
    fn new(global: &GlobalArgs, config: &ConfigFile, mono: bool) -> Self {
        let theme = global.theme.or(config.theme).unwrap_or(ThemeName::Dark);
        Self {
            theme: if mono { ThemeName::Mono } else { theme },
            ascii: global.ascii || config.ascii,
            slow: global.slow || config.slow,
            remote: is_remote(),
            mouse: match global.mouse.or(config.mouse).unwrap_or(EnableWhen::Auto) {
                EnableWhen::Always => true,
                EnableWhen::Never => false,
                EnableWhen::Auto => !is_remote(),
            },
            input_method: config.typing.unwrap_or_default(),
            keys: config.keys.clone(),
        }
    }
}

impl Settings {
    /// Settles the global options; `early` has the sentences found before they were parsed.
    pub fn new(
        global: &GlobalArgs,
        early: &Locale,
        config: &ConfigFile,
    ) -> Result<Self, CommandFailure> {
        let lang = global.lang.or(config.lang).unwrap_or_default();
        let locale = if early.language() == lang {
            early.clone()
        } else {
            Locale::new(lang)
        };
        let mut problems = Vec::new();
        let day = match &global.on {
            None => today_in_vietnam(),
            Some(text) => parse_day(text).unwrap_or_else(|| {
                problems.push(locale.fill("error.day", &[("value", &sanitize_text(text))]));
                today_in_vietnam()
            }),
        };
        let data_dir = global.data_dir.clone().or_else(|| config.data_dir.clone());
        let data_dir = data_dir.or_else(paths::data_dir);
        if data_dir.is_none() {
            problems.push(locale.t("error.no_home").to_owned());
        }
        if !problems.is_empty() {
            return Err(CommandFailure::Usage(problems.join("\n")));
        }
        let terminal = io::stdout().is_terminal();
        let accessible = global.accessible || config.accessible;
        let wish = global.color.or(config.color).unwrap_or(EnableWhen::Auto);
        let color = match wish {
            _ if accessible => false,
            EnableWhen::Always => true,
            EnableWhen::Never => false,
            EnableWhen::Auto => terminal && !is_no_color_set() && !is_dumb_terminal(),
        };
        let mono = wish == EnableWhen::Never || (wish == EnableWhen::Auto && is_no_color_set());
        let doubts = describe_config_problems(config, &locale);
        Ok(Self {
            locale,
            data_dir: data_dir.unwrap_or_default(),
            day,
            color,
            width: terminal.then(terminal_columns).flatten(),
            screen: ScreenOptions::new(global, config, mono),
            config_warnings: doubts,
            accessible,
            read_only: global.read_only || config.read_only,
        })
    }

    /// Refuses what would change the catalogue where it is only looked at.
    pub fn require_writable(&self) -> Result<(), CommandFailure> {
        if self.read_only {
            return Err(CommandFailure::Usage(
                self.locale.t("error.read_only").to_owned(),
            ));
        }
        Ok(())
    }
}

/// The config file as far as it can be read; one that is not there says nothing.
pub fn load_config() -> ConfigFile {
    let bytes = paths::config_file().map(std::fs::read);
    match bytes {
        Some(Ok(bytes)) => ConfigFile::from_bytes(&bytes),
        Some(Err(error)) if error.kind() != io::ErrorKind::NotFound => {
            ConfigFile::from_read_error(&error)
        }
        _ => ConfigFile::default(),
    }
}

fn describe_config_problems(config: &ConfigFile, locale: &Locale) -> Vec<String> {
    let path = paths::abbreviate_home(&paths::config_file().unwrap_or_default());
    let problems = config.problems.iter();
    problems
        .map(|problem| problem.to_sentence(locale, &path))
        .collect()
}

/// The language that was asked for, found before anything is parsed, so that even a wrong command line is
/// answered in it.
pub fn detect_language(arguments: &[OsString], config: &ConfigFile) -> Language {
    let mut args = arguments
        .iter()
        .map(|argument| argument.to_string_lossy().into_owned());
    let mut found = env::var("OCOP_LANG").ok();
    while let Some(arg) = args.next() {
        if arg == "--lang" {
            found = args.next();
        } else if let Some(value) = arg.strip_prefix("--lang=") {
            found = Some(value.to_owned());
        }
    }
    match found.as_deref() {
        Some("en") => Language::En,
        Some(_) => Language::Vi,
        None => config.lang.unwrap_or_default(),
    }
}

/// A day as the command line or the screen writes it: `2026-12-31`, `31/12/2026`.
fn parse_day(text: &str) -> Option<Date> {
    let european = || Date::strptime("%d/%m/%Y", text).ok();
    text.parse().ok().or_else(european)
}
