//! What the system allows this run: the system config, `--restricted`, and what this run may do in the end.
//!
//! `/etc/ocop/config.toml` is the administrator's: a regular file of root's that nobody else may write, in a folder of
//! root's. One that is not so, or that cannot be read, restricts. `OCOP_SYSTEM_CONFIG` names a second file, for trying
//! and for tests: whatever it says only tightens, and where the run is restricted already its folders do not count.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::capabilities::{Capabilities, RestrictionSource, SystemSettings};
use crate::cli::config::{ConfigFault, ConfigProblem, SystemConfig};
use crate::cli::original_command::UserWords;
use crate::cli::system_file::read_system_file;
use crate::wording::locale::Locale;

/// The administrator's file.
pub const SYSTEM_CONFIG_PATH: &str = "/etc/ocop/config.toml";

/// The variable that names a second file.
const EXTRA_CONFIG_VARIABLE: &str = "OCOP_SYSTEM_CONFIG";

/// What the system allows this run.
#[derive(Clone, Debug, Default)]
pub struct SystemLimits {
    /// The settings of the system.
    pub settings: SystemSettings,
    /// What this run may do.
    pub capabilities: Capabilities,
    /// What put it into the restricted mode; empty where it is not.
    pub sources: Vec<RestrictionSource>,
    /// The files that were read.
    pub files: Vec<PathBuf>,
    problems: Vec<(PathBuf, ConfigProblem)>,
    /// What else is wrong, as sentences.
    sentences: Vec<String>,
}

impl SystemLimits {
    /// Reads the administrator's file.
    pub fn load() -> Self {
        let mut limits = Self::default();
        let path = Path::new(SYSTEM_CONFIG_PATH);
        if let Some(config) = read_config(path, true) {
            limits.note_source(path, &config);
            limits.capabilities = Capabilities::of_system(&config.settings);
            limits.settings = config.settings;
            let problems = config.problems.into_iter();
            let problems = problems.map(|problem| (path.to_owned(), problem));
            limits.problems.extend(problems);
        }
        limits
    }

    /// Puts this run into the restricted mode.
    pub fn restrict(&mut self, source: RestrictionSource) {
        self.sources.push(source);
        self.capabilities = Capabilities::restricted(&self.settings);
    }

    /// Puts this run into the restricted mode where the arguments say so, or where they are a person's own words; the
    /// arguments that are the administrator's. `restricted = false` in the system config lets a forced command pass a
    /// person's words on.
    pub fn restrict_by_arguments(
        &mut self,
        arguments: Vec<OsString>,
        user_words: Option<&UserWords>,
    ) -> Vec<OsString> {
        let admin = user_words.map_or(&arguments, |words| &words.admin_arguments);
        // Also among words that look like the person's: those may be the administrator's, repeated.
        if arguments.iter().any(|argument| argument == "--restricted") {
            self.restrict(RestrictionSource::Option);
        }
        let are_passed_on = user_words.is_some_and(|words| words.are_passed_on);
        if are_passed_on && !self.is_restricted() && self.settings.restricted != Some(false) {
            self.restrict(RestrictionSource::OriginalCommand);
        }
        if self.is_restricted() {
            return admin.clone();
        }
        arguments
    }

    /// True in the restricted mode.
    pub fn is_restricted(&self) -> bool {
        !self.sources.is_empty()
    }

    /// Reads the second file, where the environment names one: it only tightens.
    pub fn tighten_by_second_file(&mut self) {
        let path = std::env::var_os(EXTRA_CONFIG_VARIABLE).filter(|path| !path.is_empty());
        let Some(path) = path.map(PathBuf::from) else {
            return;
        };
        let Some(config) = read_config(&path, false) else {
            return;
        };
        // Who is restricted may have chosen the path: nothing of the file is shown, and no folder of it counts.
        let was_restricted = self.is_restricted();
        if !was_restricted {
            self.note_source(&path, &config);
            let problems = config.problems.into_iter();
            let problems = problems.map(|problem| (path.clone(), problem));
            self.problems.extend(problems);
        }
        let other = Capabilities::of_system(&config.settings);
        let other = Capabilities {
            may_name_author: config.settings.author_override != Some(false),
            ..other
        };
        self.capabilities = self.capabilities.clone().and(other);
        let settings = std::mem::take(&mut self.settings);
        self.settings = settings.tightened_by(&config.settings, !was_restricted);
    }

    /// The problems of the files, as sentences.
    pub fn describe_problems(&self, locale: &Locale) -> Vec<String> {
        let problems = self.problems.iter();
        problems
            .map(|(path, problem)| problem.to_sentence(locale, &path.to_string_lossy()))
            .chain(self.sentences.iter().cloned())
            .collect()
    }

    /// Adds something that is wrong, as a sentence.
    pub fn note_problem(&mut self, sentence: Option<String>) {
        self.sentences.extend(sentence);
    }

    fn note_source(&mut self, path: &Path, config: &SystemConfig) {
        self.files.push(path.to_owned());
        if config.is_restricted_by_fault {
            self.sources
                .push(RestrictionSource::InvalidConfig(path.to_owned()));
        } else if config.settings.restricted == Some(true) {
            self.sources
                .push(RestrictionSource::Config(path.to_owned()));
        }
    }
}

/// Reads a file; `None` where there is none. `is_roots` asks that it be root's alone.
fn read_config(path: &Path, is_roots: bool) -> Option<SystemConfig> {
    match read_system_file(path, is_roots) {
        Ok(None) if is_roots => None,
        Ok(None) => Some(SystemConfig::from_fault(ConfigFault::Untrusted(
            "config.missing",
        ))),
        Ok(Some(bytes)) => Some(SystemConfig::from_bytes(&bytes)),
        Err(fault) => Some(SystemConfig::from_fault(fault)),
    }
}
