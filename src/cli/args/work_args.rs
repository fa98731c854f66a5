//! `ocop work`: the store of work looked through, copied, put back, exchanged, and rid of a name.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::query_args::SummaryFormatArgs;

/// `ocop work`.
#[derive(Debug, Args)]
pub struct WorkArgs {
    /// What to do with the store of work.
    #[command(subcommand)]
    pub command: WorkCommand,
}

/// What to do with the store of work.
#[derive(Debug, Subcommand)]
pub enum WorkCommand {
    /// Look through it.
    Check(WorkCheckArgs),
    /// Copy it to a file.
    Backup(WorkBackupArgs),
    /// Put a copy in its place.
    Restore(WorkRestoreArgs),
    /// Write its events to a file for other stores.
    Export(WorkExportArgs),
    /// Take the events of other stores.
    Merge(WorkMergeArgs),
    /// Say which product of the catalogue a product of it is.
    Link(WorkLinkArgs),
    /// Take a person's name out of it.
    Forget(WorkForgetArgs),
}

impl WorkCommand {
    /// True for one that writes a file the user named.
    pub fn writes_named_file(&self) -> bool {
        matches!(self, Self::Backup(_) | Self::Export(_))
    }

    /// True for one that opens or writes a path that the user names, or changes what others did.
    pub fn needs_paths(&self) -> bool {
        match self {
            Self::Check(_) | Self::Link(_) => false,
            Self::Export(args) => args.file != std::path::Path::new("-"),
            Self::Backup(_) | Self::Restore(_) | Self::Merge(_) | Self::Forget(_) => true,
        }
    }
}

/// `ocop work check`.
#[derive(Debug, Args)]
pub struct WorkCheckArgs {
    /// The output format.
    #[command(flatten)]
    pub output: SummaryFormatArgs,
}

/// `ocop work backup`.
#[derive(Debug, Args)]
pub struct WorkBackupArgs {
    /// The new file.
    #[arg(id = "backup_file", value_name = "FILE")]
    pub file: PathBuf,
}

/// `ocop work restore`.
#[derive(Debug, Args)]
pub struct WorkRestoreArgs {
    /// The copy.
    #[arg(
        id = "restore_file",
        value_name = "FILE",
        required_unless_present_any = ["latest", "salvage"],
        conflicts_with = "latest"
    )]
    pub file: Option<PathBuf>,
    /// The newest daily copy.
    #[arg(long)]
    pub latest: bool,
    /// Add what can still be read of the damaged file.
    #[arg(long)]
    pub salvage: bool,
    /// Do not ask.
    #[arg(long, short = 'y')]
    pub yes: bool,
}

/// `ocop work export`.
#[derive(Debug, Args)]
pub struct WorkExportArgs {
    /// The new file; `-` is standard output.
    #[arg(id = "work_file", value_name = "FILE")]
    pub file: PathBuf,
    /// Overwrite an existing file.
    #[arg(long)]
    pub force: bool,
}

/// `ocop work merge`.
#[derive(Debug, Args)]
pub struct WorkMergeArgs {
    /// Files of other stores.
    #[arg(id = "work_files", value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
}

/// `ocop work link`.
#[derive(Debug, Args)]
pub struct WorkLinkArgs {
    /// The id in the store of work.
    #[arg(id = "work_id", value_name = "OLD-ID")]
    pub from: String,
    /// The id in the catalogue.
    #[arg(id = "catalog_id", value_name = "ID")]
    pub to: String,
}

/// `ocop work forget`.
#[derive(Debug, Args)]
pub struct WorkForgetArgs {
    /// The name.
    #[arg(id = "person", value_name = "NAME")]
    pub name: String,
    /// Do not ask.
    #[arg(long, short = 'y')]
    pub yes: bool,
}
