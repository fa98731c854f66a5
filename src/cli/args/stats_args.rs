//! The arguments of `ocop stats`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::query_args::QueryArgs;

/// `ocop stats`.
#[derive(Debug, Args)]
pub struct StatsArgs {
    /// The query.
    #[command(flatten)]
    pub query: QueryArgs,
    /// What to group by: one facet, two facets, or the month of expiry.
    #[arg(long, value_name = "FACET")]
    pub by: Vec<String>,
    /// A second query to compare with.
    #[arg(long, value_name = "QUERY")]
    pub against: Option<String>,
    /// A second day to compare with.
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    pub against_day: Option<String>,
    /// A second generation to compare with.
    #[arg(long, value_name = "N")]
    pub against_generation: Option<u64>,
    /// The output format.
    #[arg(
        id = "stats_format",
        long = "format",
        value_enum,
        value_name = "table|json|csv|xlsx|md",
        hide_possible_values = true
    )]
    pub format: Option<StatsFormat>,
    /// The file to write; standard output for `-` or when absent.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Begin CSV with a byte order mark, for Excel.
    #[arg(long)]
    pub bom: bool,
    /// Overwrite an existing file.
    #[arg(long)]
    pub force: bool,
}

/// The output formats of statistics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StatsFormat {
    /// Text for people.
    Table,
    /// JSON for programs.
    Json,
    /// For spreadsheets.
    Csv,
    /// A workbook.
    Xlsx,
    /// A Markdown table.
    Md,
}
