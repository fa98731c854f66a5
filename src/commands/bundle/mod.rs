//! `ocop bundle`: the catalogue and the work of this machine into one file, and those of another one out of it.

mod describe;
mod open_bundle;
mod pack;
mod standing;

use std::io::Write;

use crate::cli::args::{BundleArgs, BundleCommand};
use crate::cli::exit::CommandResult;
use crate::cli::settings::Settings;

/// Packs or opens a bundle.
pub fn run_bundle(settings: &Settings, args: &BundleArgs, out: &mut impl Write) -> CommandResult {
    settings.require_paths()?;
    match &args.command {
        BundleCommand::Out(args) => pack::run_out(settings, args, out),
        BundleCommand::In(args) => open_bundle::run_in(settings, args, out),
    }
}
