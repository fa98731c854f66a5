//! `ocop config`: where the config file is, a first one, and whether one is right. Must not: change a file that is
//! there.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};

use crate::cli::args::ConfigCommand;
use crate::cli::config;
use crate::cli::exit;
use crate::cli::exit::CommandFailure;
use crate::cli::exit::CommandResult;
use crate::cli::paths;
use crate::cli::settings;
use crate::cli::settings::Settings;
use crate::wording::sanitize::sanitize_text;

/// Does what is asked about the config file.
pub fn run_config(settings: &Settings, verb: ConfigCommand, out: &mut impl Write) -> CommandResult {
    let locale = &settings.locale;
    let Some(path) = paths::config_file() else {
        return Err(CommandFailure::Usage(locale.t("error.no_home").to_owned()));
    };
    let shown = sanitize_text(&path.to_string_lossy());
    match verb {
        ConfigCommand::Path => writeln!(out, "{shown}")?,
        ConfigCommand::Init => {
            let refused = |error| CommandFailure::UnwritableFile(path.clone(), error);
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder).map_err(refused)?;
            }
            let file = OpenOptions::new().write(true).create_new(true).open(&path);
            let mut file = match file {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    let there = locale.fill("config.there", &[("path", &shown)]);
                    return Err(CommandFailure::Usage(there));
                }
                file => file.map_err(refused)?,
            };
            let template = config::config_template(locale);
            file.write_all(template.as_bytes()).map_err(refused)?;
            writeln!(out, "{}", locale.fill("config.made", &[("path", &shown)]))?;
        }
        ConfigCommand::Check => {
            if !path.exists() {
                writeln!(out, "{}", locale.fill("config.none", &[("path", &shown)]))?;
                return Ok(exit::OK);
            }
            let problems = settings::load_config().problems;
            if problems.is_empty() {
                writeln!(out, "{}", locale.fill("config.right", &[("path", &shown)]))?;
                return Ok(exit::OK);
            }
            for problem in &problems {
                writeln!(out, "{}", problem.to_sentence(locale, &shown))?;
            }
            return Ok(exit::BAD_DATA);
        }
    }
    Ok(exit::OK)
}
