//! Commands on the generations of the catalogue: history, diff and rollback.

use clap::Args;

use super::query_args::SummaryFormatArgs;

/// `ocop history`.
#[derive(Debug, Args)]
pub struct HistoryArgs {
    /// The output format.
    #[command(flatten)]
    pub output: SummaryFormatArgs,
}

/// `ocop diff`.
#[derive(Debug, Args)]
pub struct DiffArgs {
    /// The older generation; the one before the newer when absent.
    #[arg(value_name = "A", allow_negative_numbers = true)]
    pub from: Option<u64>,
    /// The newer generation; the current one when absent.
    #[arg(value_name = "B", allow_negative_numbers = true)]
    pub to: Option<u64>,
}

/// `ocop rollback`.
#[derive(Debug, Args)]
pub struct RollbackArgs {
    /// The generation to go back to; the previous one when absent.
    #[arg(value_name = "N", allow_negative_numbers = true)]
    pub to: Option<u64>,
    /// Publish without asking.
    #[arg(long, short = 'y')]
    pub yes: bool,
}
