//! `ocop config`: prints the path of the config file, creates a first one, or lists its problems.
//!
//! Must not change an existing file.

use std::fs;
use std::io::{self, Write};

use crate::cli::args::{ConfigArgs, ConfigCommand};
use crate::cli::config;
use crate::cli::exit::{self, CommandFailure, CommandResult};
use crate::cli::paths;
use crate::cli::settings::{self, Settings};
use crate::files::temp_file::FileAccess;
use crate::files::whole_file::{ExistingFile, WholeFileWriter};
use crate::wording::sanitize::sanitize_text;

/// Runs a subcommand on the config file.
pub fn run_config(settings: &Settings, args: &ConfigArgs, out: &mut impl Write) -> CommandResult {
    let locale = &settings.locale;
    if args.command == ConfigCommand::System {
        out.write_all(config::system_config_template(locale).as_bytes())?;
        return Ok(exit::OK);
    }
    settings.require_paths()?;
    let Some(path) = paths::config_file() else {
        return Err(CommandFailure::Usage(
            locale.t("error.no_home_config").to_owned(),
        ));
    };
    let shown = sanitize_text(&path.to_string_lossy());
    match args.command {
        ConfigCommand::System => {}
        ConfigCommand::Path => writeln!(out, "{shown}")?,
        ConfigCommand::Init => {
            let failed = |error| CommandFailure::UnwritableFile(path.clone(), error);
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder).map_err(failed)?;
            }
            let file = WholeFileWriter::create(&path, ExistingFile::Keep, FileAccess::Default);
            let mut file = match file {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    let sentence = locale.fill("config.there", &[("path", &shown)]);
                    return Err(CommandFailure::Usage(sentence));
                }
                file => file.map_err(failed)?,
            };
            let template = config::config_template(locale);
            let written = file.writer().write_all(template.as_bytes());
            written.and_then(|()| file.commit()).map_err(failed)?;
            writeln!(out, "{}", locale.fill("config.made", &[("path", &shown)]))?;
        }
        ConfigCommand::Check => {
            if fs::symlink_metadata(&path).is_err() {
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
