//! What arguments, environment and config file mean together: data folder, day, language, colour, screen.
//!
//! Every problem is collected before failing, so that the user can fix all of them at once.

use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use ocop_index::query::read_day;

use crate::app::keymap::KeyOverrides;
use crate::app::screen_look::ScreenLook;
use crate::app::theme_name::ThemeName;
use crate::capabilities::{AuditSettings, Capabilities, RestrictionSource, SystemSettings};
use crate::cli::account;
use crate::cli::args::{EnableWhen, GlobalArgs, StarSymbols};
use crate::cli::clock::today_in_vietnam;
use crate::cli::config::ConfigFile;
use crate::cli::environment::{
    is_dumb_terminal, is_no_color_set, is_remote, read_variable, terminal_columns,
};
use crate::cli::exit::CommandFailure;
use crate::cli::fair_settings::FairSettings;
use crate::cli::paths;
use crate::cli::sitting_settings::{SittingLimits, SittingSettings, effective_idle};
use crate::cli::system_limits::SystemLimits;
use crate::cli::terminal_guess::guess_terminal;
use crate::cli::work_reports::WorkReports;
use crate::cli::work_settings::{WorkSettings, choose_work_settings};
use crate::files::private_file;
use crate::files::small_file::{LinkRule, read_small_file};
use crate::files::temp_file::FileAccess;
use crate::input_method::InputMethod;
use crate::wording::locale::{Language, Locale};
use crate::wording::product_column::{ProductColumn, without_repeats};
use crate::wording::sanitize::sanitize_text;
use crate::work::reviews::verdict_kind::{VerdictKind, built_in_verdicts};

/// The settings of one run, as every command takes them.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an answer of its own"
)]
pub struct Settings {
    /// The sentences in the user's language.
    pub locale: Locale,
    /// The folder of the catalogue.
    pub data_dir: PathBuf,
    /// The day that stars and statuses are worked out for.
    pub day: Date,
    /// Colour on standard output.
    pub color: bool,
    /// Addresses on standard output are links.
    pub links: bool,
    /// Columns of standard output, when it is a terminal.
    pub width: Option<usize>,
    /// The options of the screen.
    pub screen: ScreenOptions,
    /// The columns of a list, where somebody wants certain ones.
    pub columns: WantedColumns,
    /// The problems of the config file, as sentences.
    pub config_warnings: Vec<String>,
    /// The linear mode for screen readers and braille displays: never a full screen, never colour.
    pub accessible: bool,
    /// Never write to the catalogue.
    pub read_only: bool,
    /// Who may read the files that are written at the user's word.
    pub export_access: FileAccess,
    /// What bounds a sitting, and what is recorded of it.
    pub sitting: SittingSettings,
    /// What this run may do.
    pub capabilities: Capabilities,
    /// What the administrator of the system says.
    pub system: SystemSettings,
    /// What put this run into the restricted mode; empty where it is not.
    pub restricted_by: Vec<RestrictionSource>,
    /// Who signs a generation: the account, with another name before it where that is allowed.
    pub author: String,
    /// The verdicts that new reviews offer.
    pub verdicts: Vec<VerdictKind>,
    /// Where the store of work lies, and who signs what is done.
    pub work: WorkSettings,
    /// The fair mode.
    pub fair: FairSettings,
    /// Where long work tells its progress and asks its questions.
    pub reports: WorkReports,
}

/// The columns that somebody wants a list to have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WantedColumns {
    /// Those of the option.
    pub asked: Option<Vec<ProductColumn>>,
    /// Those of the config file.
    pub configured: Option<Vec<ProductColumn>>,
}

impl WantedColumns {
    /// Those of a list for people: of the option, else of the config file.
    pub fn for_people(&self) -> Option<&[ProductColumn]> {
        let wanted = self.asked.as_deref();
        wanted.or(self.configured.as_deref())
    }
}

/// The options of the screen.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option or a fact of its own"
)]
pub struct ScreenOptions {
    /// The colours.
    pub theme: ThemeName,
    /// Only ASCII for borders and symbols.
    pub ascii: bool,
    /// Which stars and bars to draw.
    pub stars: StarSymbols,
    /// The settings say nothing about look and language: what is chosen on the screen is remembered.
    pub remembers_look: bool,
    /// Addresses are links.
    pub links: bool,
    /// Open at the place of the sitting before.
    pub resume: bool,
    /// Keep where the user was and what they searched for, for the next sitting.
    pub remembers_sitting: bool,
    /// Draw less, for a slow connection.
    pub slow: bool,
    /// The terminal is at the other end of a network.
    pub remote: bool,
    /// Capture clicks and the wheel.
    pub mouse: bool,
    /// The input method at the start.
    pub input_method: InputMethod,
    /// The user's own key bindings.
    pub keys: KeyOverrides,
}

impl ScreenOptions {
    fn new(global: &GlobalArgs, config: &ConfigFile, is_mono: bool) -> Self {
        let theme = global.theme.or(config.theme).unwrap_or(ThemeName::Dark);
        Self {
            theme: if is_mono { ThemeName::Mono } else { theme },
            ascii: global.ascii || config.ascii,
            stars: global.stars.or(config.stars).unwrap_or(StarSymbols::Auto),
            remembers_look: !is_mono
                && global.theme.or(config.theme).is_none()
                && global.lang.or(config.lang).is_none()
                && !(global.ascii || config.ascii),
            links: takes_links(links_when(global, config)),
            resume: global.resume,
            remembers_sitting: config.remember.unwrap_or(true),
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

    /// How the screen looks at the start; `has_fine_symbols` says whether the font is known to have them.
    pub fn look(&self, has_fine_symbols: bool) -> ScreenLook {
        ScreenLook {
            theme: self.theme,
            ascii: self.ascii,
            fine_symbols: match self.stars {
                StarSymbols::Auto => has_fine_symbols,
                StarSymbols::Unicode => true,
                StarSymbols::Ascii => false,
            },
        }
    }
}

impl Settings {
    /// Combines the global options with the config file. `early_locale` is the language detected
    /// before parsing.
    pub fn new(
        global: &GlobalArgs,
        early_locale: &Locale,
        config: &ConfigFile,
        limits: &SystemLimits,
    ) -> Result<Self, CommandFailure> {
        let lang = global.lang.or(config.lang).unwrap_or_default();
        let locale = if early_locale.language() == lang {
            early_locale.clone()
        } else {
            Locale::new(lang)
        };
        let mut problems = Vec::new();
        let day = match &global.on {
            None => today_in_vietnam(),
            Some(text) => read_day(text, today_in_vietnam()).unwrap_or_else(|| {
                problems.push(locale.fill("error.day", &[("value", &sanitize_text(text))]));
                today_in_vietnam()
            }),
        };
        let data_dir = choose_data_dir(global, config, limits);
        let data_dir = data_dir.unwrap_or_else(|| paths::NO_FOLDER.into());
        if !problems.is_empty() {
            return Err(CommandFailure::Usage(problems.join("\n")));
        }
        let mut capabilities = limits.capabilities.clone();
        capabilities.may_name_author |=
            !limits.is_restricted() && private_file::is_private_folder(&data_dir);
        let author = sign_author(global, &capabilities, &locale)?;
        let work = choose_work_settings(global, config, limits, &locale)?;
        let is_terminal = io::stdout().is_terminal();
        let accessible = global.accessible || config.accessible;
        let color_when = global.color.or(config.color).unwrap_or(EnableWhen::Auto);
        let color = match color_when {
            _ if accessible => false,
            EnableWhen::Always => true,
            EnableWhen::Never => false,
            EnableWhen::Auto => is_terminal && !is_no_color_set() && !is_dumb_terminal(),
        };
        let is_mono = color_when == EnableWhen::Never
            || (color_when == EnableWhen::Auto && is_no_color_set());
        let mut config_warnings = limits.describe_problems(&locale);
        config_warnings.extend(describe_config_problems(config, &locale));
        Ok(Self {
            locale,
            data_dir,
            day,
            color,
            links: match links_when(global, config) {
                _ if accessible => false,
                EnableWhen::Auto => is_terminal && takes_links(EnableWhen::Auto),
                when => takes_links(when),
            },
            width: is_terminal.then(terminal_columns).flatten(),
            screen: ScreenOptions::new(global, config, is_mono),
            columns: WantedColumns {
                asked: global.columns.clone().map(without_repeats),
                configured: config.columns.clone(),
            },
            config_warnings,
            accessible,
            read_only: global.read_only || config.read_only || !limits.capabilities.may_publish,
            capabilities,
            author,
            work,
            export_access: if global.shared_exports || config.shared_exports {
                FileAccess::Default
            } else {
                FileAccess::OwnerOnly
            },
            sitting: choose_sitting_settings(global, config, &limits.settings),
            system: limits.settings.clone(),
            restricted_by: limits.sources.clone(),
            verdicts: config.verdicts.clone().unwrap_or_else(built_in_verdicts),
            fair: FairSettings::of_config(config, &limits.settings),
            reports: WorkReports::default(),
        })
    }

    /// True where reports of reviews may have telephone numbers: as the system says, else where the store of work is
    /// one's own.
    pub fn may_report_phones(&self) -> bool {
        let said = self.system.report_phones;
        said.unwrap_or(!self.work.is_shared)
    }

    /// True in the restricted mode.
    pub fn is_restricted(&self) -> bool {
        !self.restricted_by.is_empty()
    }

    /// True where the user has a folder for the catalogue; without one it is only in memory.
    pub fn has_data_dir(&self) -> bool {
        self.data_dir != Path::new(paths::NO_FOLDER)
    }

    /// Fails where the catalogue may not be changed, in read-only mode and without a folder; called before anything
    /// that changes the catalogue.
    pub fn require_writable(&self) -> Result<(), CommandFailure> {
        self.require(self.capabilities.may_publish, "limits.publish")?;
        if !self.has_data_dir() {
            return Err(CommandFailure::Usage(
                self.locale.t("error.no_home").to_owned(),
            ));
        }
        if self.read_only {
            return Err(CommandFailure::Usage(
                self.locale.t("error.read_only").to_owned(),
            ));
        }
        Ok(())
    }

    /// Fails where lists may not be read; called before a foreign list is opened.
    pub fn require_import(&self) -> Result<(), CommandFailure> {
        self.require(self.capabilities.may_import, "limits.import")
    }

    /// Fails where no path may be opened or written at a person's word; called before one is.
    pub fn require_paths(&self) -> Result<(), CommandFailure> {
        self.require(self.capabilities.may_open_paths, "limits.paths")
    }

    /// Fails with this sentence where something is not allowed.
    pub fn require(&self, is_allowed: bool, key: &str) -> Result<(), CommandFailure> {
        if is_allowed {
            return Ok(());
        }
        Err(CommandFailure::Forbidden(self.locale.t(key).to_owned()))
    }
}

/// When addresses are links.
fn links_when(global: &GlobalArgs, config: &ConfigFile) -> EnableWhen {
    global.links.or(config.links).unwrap_or(EnableWhen::Auto)
}

/// True when the terminal gets links: a terminal that does not know them may show the sequences as text.
fn takes_links(when: EnableWhen) -> bool {
    match when {
        EnableWhen::Always => true,
        EnableWhen::Never => false,
        EnableWhen::Auto => guess_terminal(read_variable).links,
    }
}

/// The folder of the catalogue: that of the option, of the user's config, of the administrator, or the usual one. In
/// the restricted mode the administrator goes before everything but the option of the forced command.
fn choose_data_dir(
    global: &GlobalArgs,
    config: &ConfigFile,
    limits: &SystemLimits,
) -> Option<PathBuf> {
    let named = global.data_dir.clone();
    let of_system = || limits.settings.data_dir.clone();
    if limits.is_restricted() {
        return named.or_else(of_system).or_else(paths::account_data_dir);
    }
    let named = named.or_else(|| config.data_dir.clone());
    named.or_else(of_system).or_else(paths::data_dir)
}

/// What bounds a sitting and what is recorded of it. Of the system's word and the command line's, the tighter counts.
fn choose_sitting_settings(
    global: &GlobalArgs,
    config: &ConfigFile,
    system: &SystemSettings,
) -> SittingSettings {
    let asked = &global.sitting;
    let of_options = asked.audit.clone().map(|target| AuditSettings {
        target,
        searches: asked.audit_searches,
    });
    SittingSettings {
        idle: effective_idle(system.idle, asked.idle.or(config.idle)),
        limits: SittingLimits {
            max_sittings: [system.max_sittings, asked.max_sittings]
                .into_iter()
                .flatten()
                .min(),
            slot_folder: asked.slot_folder.clone(),
        },
        audit: system.audit.clone().or(of_options),
        key_name: global.key_name.as_deref().map(sanitize_text),
    }
}

/// The name that signs a generation.
fn sign_author(
    global: &GlobalArgs,
    capabilities: &Capabilities,
    locale: &Locale,
) -> Result<String, CommandFailure> {
    let account = account::account_name();
    let Some(name) = &global.author else {
        return Ok(account);
    };
    if !capabilities.may_name_author {
        let values: [(&str, &dyn std::fmt::Display); 1] = [("account", &account)];
        return Err(CommandFailure::Forbidden(
            locale.fill("limits.author", &values),
        ));
    }
    Ok(format!("{} ({account})", sanitize_text(name)))
}

/// Loads the config file. Problems are recorded in it; a missing file is an empty one, and so is `/dev/null`. It may be
/// a link to a file of the user or of root: many people keep such files in one place.
pub fn load_config() -> ConfigFile {
    let path = paths::config_file().filter(|path| path != Path::new("/dev/null"));
    match path.map(|path| read_small_file(&path, LinkRule::FollowToOwn)) {
        Some(Ok(Some(bytes))) => ConfigFile::from_bytes(&bytes),
        Some(Err(error)) => ConfigFile::from_read_error(&error),
        Some(Ok(None)) | None => ConfigFile::default(),
    }
}

fn describe_config_problems(config: &ConfigFile, locale: &Locale) -> Vec<String> {
    let path = paths::abbreviate_home(&paths::config_file().unwrap_or_default());
    let problems = config.problems.iter();
    problems
        .map(|problem| problem.to_sentence(locale, &path))
        .collect()
}

/// Finds the language before the command line is parsed, so that even a usage error is explained in it.
pub fn detect_language(arguments: &[OsString], config: &ConfigFile) -> Language {
    let mut args = arguments
        .iter()
        .map(|argument| argument.to_string_lossy().into_owned());
    let mut chosen = env::var("OCOP_LANG").ok().filter(|lang| !lang.is_empty());
    while let Some(arg) = args.next() {
        if arg == "--lang" {
            chosen = args.next();
        } else if let Some(value) = arg.strip_prefix("--lang=") {
            chosen = Some(value.to_owned());
        }
    }
    match chosen.as_deref() {
        Some("en") => Language::En,
        Some(_) => Language::Vi,
        None => config.lang.unwrap_or_default(),
    }
}
