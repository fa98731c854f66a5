//! `ocop review propose` and `ocop review apply`: corrections of the catalogue by hand.

use clap::Args;

use super::query_args::SummaryFormatArgs;

/// `ocop review propose`.
#[derive(Debug, Args)]
pub struct ProposeArgs {
    /// The id of a product and `FIELD=VALUE` pairs; only the pairs with `--new`, names with `--split`.
    #[arg(value_name = "ID | FIELD=VALUE")]
    pub proposed: Vec<String>,
    /// Propose a product that the catalogue lacks.
    #[arg(long = "new", group = "proposal")]
    pub new_product: bool,
    /// The certificate of this product was withdrawn.
    #[arg(
        long = "withdraw",
        value_name = "ID",
        group = "proposal",
        requires = "reason",
        conflicts_with = "proposed"
    )]
    pub withdraw_product: Option<String>,
    /// Why it was withdrawn.
    #[arg(long, value_name = "TEXT", requires = "withdraw_product")]
    pub reason: Option<String>,
    /// Two records are one product: the first goes, the second stays.
    #[arg(
        long = "merge",
        num_args = 2,
        value_names = ["ID", "INTO"],
        group = "proposal",
        conflicts_with = "proposed"
    )]
    pub merge_products: Option<Vec<String>>,
    /// One record is several products, with the names that follow.
    #[arg(
        long = "split",
        value_name = "ID",
        group = "proposal",
        requires = "proposed"
    )]
    pub split_product: Option<String>,
    /// A producer is written otherwise.
    #[arg(
        long = "producer",
        num_args = 2,
        value_names = ["FROM", "TO"],
        group = "proposal",
        conflicts_with = "proposed"
    )]
    pub producer_spelling: Option<Vec<String>>,
    /// The output format.
    #[command(flatten)]
    pub output: SummaryFormatArgs,
}

/// `ocop review apply`.
#[derive(Debug, Args)]
pub struct ApplyArgs {
    /// Only show what would change.
    #[arg(long)]
    pub dry_run: bool,
    /// Publish without asking.
    #[arg(long, short = 'y', conflicts_with = "dry_run")]
    pub yes: bool,
    /// The output format; with JSON and without `--yes` nothing is published.
    #[command(flatten)]
    pub output: SummaryFormatArgs,
}
