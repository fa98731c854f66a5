//! Commands on the program's own setup: config, doctor and completions.

use clap::{Args, Subcommand};
use clap_complete::Shell;

use super::query_args::SummaryFormatArgs;

/// `ocop config`.
#[derive(Debug, Args)]
pub struct ConfigArgs {
    /// What to do with the config file.
    #[command(subcommand)]
    pub command: ConfigCommand,
}

/// What to do with the config file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Subcommand)]
pub enum ConfigCommand {
    /// Create one with every setting as a comment.
    Init,
    /// Print its problems.
    Check,
    /// Print its path.
    Path,
    /// Print a template of the administrator's file.
    System,
}

/// `ocop doctor`.
#[derive(Debug, Args)]
pub struct DoctorArgs {
    /// The output format.
    #[command(flatten)]
    pub output: SummaryFormatArgs,
}

/// `ocop completions`.
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell.
    #[arg(value_enum, value_name = "SHELL", hide_possible_values = true)]
    pub shell: Shell,
}

/// `ocop help`.
#[derive(Debug, Args)]
pub struct HelpArgs {
    /// The name of a topic or command; an overview when absent.
    #[arg(value_name = "TOPIC")]
    pub topic: Vec<String>,
}
