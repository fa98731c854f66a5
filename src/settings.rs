//! What the command line and the environment mean together: folder, day, language, colour.
//!
//! Collects every problem before it fails, so that a person mends them in one go. Must not: open the
//! catalogue or print.

use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::path::PathBuf;

use jiff::civil::Date;
use jiff::tz::{TimeZone, offset};

use crate::app::keymap::{Keymap, Own};
use crate::app::model::Model;
use crate::args::{Global, ThemeName, When};
use crate::config::Config;
use crate::exit::Failure;
use crate::locale::{Lang, Locale};
use crate::paths;
use crate::typing::Method;

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
    pub screen: Screen,
    /// What of the config file cannot be meant, as sentences.
    pub doubts: Vec<String>,
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
pub struct Screen {
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
    pub typing: Method,
    /// A person's own keys.
    pub keys: Own,
}

impl Screen {
    /// Gives a screen's state what was asked for at the start.
    pub fn give(&self, model: &mut Model) {
        model.keymap = Keymap::new(self.keys.clone());
        model.input.method = self.typing;
        (model.slow, model.mouse) = (self.slow, self.mouse);
    }

    fn new(global: &Global, config: &Config, mono: bool) -> Self {
        let theme = global.theme.or(config.theme).unwrap_or(ThemeName::Dark);
        Self {
            theme: if mono { ThemeName::Mono } else { theme },
            ascii: global.ascii || config.ascii,
            slow: global.slow || config.slow,
            remote: is_remote(),
            mouse: match global.mouse.or(config.mouse).unwrap_or(When::Auto) {
                When::Always => true,
                When::Never => false,
                When::Auto => !is_remote(),
            },
            typing: config.typing.unwrap_or_default(),
            keys: config.keys.clone(),
        }
    }
}

impl Settings {
    /// Settles the global options; `early` has the sentences found before they were parsed.
    pub fn new(global: &Global, early: &Locale, config: &Config) -> Result<Self, Failure> {
        let lang = global.lang.or(config.lang).unwrap_or_default();
        let locale = if early.lang() == lang {
            early.clone()
        } else {
            Locale::new(lang)
        };
        let mut problems = Vec::new();
        let day = match &global.on {
            None => today(),
            Some(text) => day(text).unwrap_or_else(|| {
                problems.push(locale.fill("error.day", &[("value", &safe(text))]));
                today()
            }),
        };
        let data_dir = global.data_dir.clone().or_else(|| config.data_dir.clone());
        let data_dir = data_dir.or_else(paths::data_dir);
        if data_dir.is_none() {
            problems.push(locale.t("error.no_home").to_owned());
        }
        if !problems.is_empty() {
            return Err(Failure::Usage(problems.join("\n")));
        }
        let terminal = io::stdout().is_terminal();
        let accessible = global.accessible || config.accessible;
        let wish = global.color.or(config.color).unwrap_or(When::Auto);
        let color = match wish {
            _ if accessible => false,
            When::Always => true,
            When::Never => false,
            When::Auto => terminal && !no_color() && !is_dumb(),
        };
        let mono = wish == When::Never || (wish == When::Auto && no_color());
        let doubts = doubts(config, &locale);
        Ok(Self {
            locale,
            data_dir: data_dir.unwrap_or_default(),
            day,
            color,
            width: terminal.then(paths::columns).flatten(),
            screen: Screen::new(global, config, mono),
            doubts,
            accessible,
            read_only: global.read_only || config.read_only,
        })
    }

    /// Refuses what would change the catalogue where it is only looked at.
    pub fn may_write(&self) -> Result<(), Failure> {
        if self.read_only {
            return Err(Failure::Usage(self.locale.t("error.read_only").to_owned()));
        }
        Ok(())
    }
}

/// The config file as far as it can be read; one that is not there says nothing.
pub fn config() -> Config {
    let bytes = paths::config().map(std::fs::read);
    match bytes {
        Some(Ok(bytes)) => Config::read_bytes(&bytes),
        Some(Err(error)) if error.kind() != io::ErrorKind::NotFound => Config::unreadable(&error),
        _ => Config::default(),
    }
}

fn doubts(config: &Config, locale: &Locale) -> Vec<String> {
    let path = paths::told(&paths::config().unwrap_or_default());
    let problems = config.problems.iter();
    problems
        .map(|problem| problem.sentence(locale, &path))
        .collect()
}

/// The language that was asked for, found before anything is parsed, so that even a wrong command line is
/// answered in it.
pub fn early_lang(arguments: &[OsString], config: &Config) -> Lang {
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
        Some("en") => Lang::En,
        Some(_) => Lang::Vi,
        None => config.lang.unwrap_or_default(),
    }
}

/// A day as the command line or the screen writes it: `2026-12-31`, `31/12/2026`.
fn day(text: &str) -> Option<Date> {
    let european = || Date::strptime("%d/%m/%Y", text).ok();
    text.parse().ok().or_else(european)
}

/// Foreign text as it may be printed.
pub fn safe(text: &str) -> String {
    ocop_index::clean::text(text).into_owned()
}

/// Today in Vietnam (UTC+7 all year), where the rules count their days.
fn today() -> Date {
    jiff::Timestamp::now()
        .to_zoned(TimeZone::fixed(offset(7)))
        .date()
}

/// The moment in Vietnam as it is written down beside a change: `2026-11-24 15:04`.
pub fn now() -> String {
    let now = jiff::Timestamp::now().to_zoned(TimeZone::fixed(offset(7)));
    format!("{} {:02}:{:02}", now.date(), now.hour(), now.minute())
}

/// The moment in Vietnam to the second, for the log.
pub fn moment() -> String {
    moment_of(jiff::Timestamp::now())
}

/// A moment in Vietnam to the second: `2026-11-24 15:04:05`.
pub fn moment_of(at: jiff::Timestamp) -> String {
    let at = at.to_zoned(TimeZone::fixed(offset(7)));
    at.strftime("%Y-%m-%d %H:%M:%S").to_string()
}

/// Who is at work, for the history and for those who find the catalogue busy.
pub fn person() -> String {
    let name = ["USER", "LOGNAME", "USERNAME"]
        .iter()
        .find_map(|name| env::var(name).ok().filter(|value| !value.is_empty()));
    safe(&name.unwrap_or_else(|| "?".to_owned()))
}

/// `NO_COLOR` counts when it is set and not empty (no-color.org).
fn no_color() -> bool {
    env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}

/// True over SSH: there the terminal's own way to select text is all that a person has.
fn is_remote() -> bool {
    ["SSH_CONNECTION", "SSH_TTY"]
        .iter()
        .any(|name| env::var_os(name).is_some_and(|value| !value.is_empty()))
}

fn is_dumb() -> bool {
    env::var_os("TERM").is_none_or(|term| term.is_empty() || term == "dumb")
}
