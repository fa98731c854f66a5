//! `ocop config`: where the config file is, a first one, and whether one is right. Must not: change a file that is
//! there.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};

use crate::args::ConfigVerb;
use crate::commands::Outcome;
use crate::config;
use crate::exit::{self, Failure};
use crate::paths;
use crate::settings::{self, Settings, safe};

/// Does what is asked about the config file.
pub fn run(settings: &Settings, verb: ConfigVerb, out: &mut impl Write) -> Outcome {
    let locale = &settings.locale;
    let Some(path) = paths::config() else {
        return Err(Failure::Usage(locale.t("error.no_home").to_owned()));
    };
    let shown = safe(&path.to_string_lossy());
    match verb {
        ConfigVerb::Path => writeln!(out, "{shown}")?,
        ConfigVerb::Init => {
            let refused = |error| Failure::File(path.clone(), error);
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder).map_err(refused)?;
            }
            let file = OpenOptions::new().write(true).create_new(true).open(&path);
            let mut file = match file {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    let there = locale.fill("config.there", &[("path", &shown)]);
                    return Err(Failure::Usage(there));
                }
                file => file.map_err(refused)?,
            };
            let template = config::template(locale);
            file.write_all(template.as_bytes()).map_err(refused)?;
            writeln!(out, "{}", locale.fill("config.made", &[("path", &shown)]))?;
        }
        ConfigVerb::Check => {
            if !path.exists() {
                writeln!(out, "{}", locale.fill("config.none", &[("path", &shown)]))?;
                return Ok(exit::OK);
            }
            let problems = settings::config().problems;
            if problems.is_empty() {
                writeln!(out, "{}", locale.fill("config.right", &[("path", &shown)]))?;
                return Ok(exit::OK);
            }
            for problem in &problems {
                writeln!(out, "{}", problem.sentence(locale, &shown))?;
            }
            return Ok(exit::BAD_DATA);
        }
    }
    Ok(exit::OK)
}
