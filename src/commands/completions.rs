//! `ocop completions`: a script for the shell, made of the same tree as the help. Must not: install it.

use std::io::Write;

use clap_complete::Shell;

use crate::args;
use crate::commands::Outcome;
use crate::exit;
use crate::settings::Settings;

/// Prints the completion script of a shell.
pub fn run(settings: &Settings, shell: Shell, out: &mut impl Write) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(
        shell,
        &mut args::command(&settings.locale),
        "ocop",
        &mut script,
    );
    out.write_all(&script)?;
    Ok(exit::OK)
}
