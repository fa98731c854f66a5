//! `ocop bundle`: the catalogue and the store of work in one file, for another machine.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// `ocop bundle`.
#[derive(Debug, Args)]
pub struct BundleArgs {
    /// Which way.
    #[command(subcommand)]
    pub command: BundleCommand,
}

/// Which way a bundle goes.
#[derive(Debug, Subcommand)]
pub enum BundleCommand {
    /// Pack one.
    Out(BundleOutArgs),
    /// Open one: take its catalogue, merge its work.
    In(BundleInArgs),
}

/// `ocop bundle out`.
#[derive(Debug, Args)]
pub struct BundleOutArgs {
    /// The new file.
    #[arg(id = "new_bundle", value_name = "FILE")]
    pub file: PathBuf,
    /// Only one of its two parts.
    #[command(flatten)]
    pub part: BundlePartArgs,
    /// Overwrite an existing file.
    #[arg(long)]
    pub force: bool,
}

/// `ocop bundle in`.
#[derive(Debug, Args)]
pub struct BundleInArgs {
    /// The bundle.
    #[arg(id = "bundle_file", value_name = "FILE")]
    pub file: PathBuf,
    /// Only one of its two parts.
    #[command(flatten)]
    pub part: BundlePartArgs,
    /// Only show what would come.
    #[arg(long)]
    pub dry_run: bool,
    /// Take another catalogue without asking.
    #[arg(long, short = 'y', conflicts_with = "dry_run")]
    pub yes: bool,
}

/// One of the two parts of a bundle.
#[derive(Clone, Copy, Debug, Args)]
pub struct BundlePartArgs {
    /// Only the store of work.
    #[arg(long, conflicts_with = "catalog_only")]
    pub work_only: bool,
    /// Only the catalogue.
    #[arg(long)]
    pub catalog_only: bool,
}
