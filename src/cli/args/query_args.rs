//! Commands that take a query: search, why, facets, show and picture.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Query words and facet filters.
#[derive(Clone, Debug, Default, Args)]
pub struct QueryArgs {
    /// The query, word by word.
    #[arg(id = "query", value_name = "QUERY")]
    pub words: Vec<String>,
    /// Stars.
    #[arg(long, value_name = "N")]
    pub star: Vec<String>,
    /// Districts of 2023.
    #[arg(long, value_name = "NAME")]
    pub district: Vec<String>,
    /// Communes of 2025.
    #[arg(long, value_name = "NAME")]
    pub unit: Vec<String>,
    /// Product groups.
    #[arg(long, value_name = "NAME")]
    pub group: Vec<String>,
    /// Producer kinds.
    #[arg(long, value_name = "NAME")]
    pub kind: Vec<String>,
    /// Years.
    #[arg(long, value_name = "N")]
    pub year: Vec<String>,
    /// Statuses.
    #[arg(long, value_name = "NAME")]
    pub status: Vec<String>,
    /// Bands of days left.
    #[arg(long, value_name = "DAYS")]
    pub left: Vec<String>,
    /// Kinds of the current recognition.
    #[arg(long, value_name = "NAME")]
    pub recognition: Vec<String>,
    /// Sales channels.
    #[arg(long, value_name = "NAME")]
    pub channel: Vec<String>,
    /// Fields that a record lacks.
    #[arg(long, value_name = "NAME")]
    pub gap: Vec<String>,
    /// How far the open review is.
    #[arg(long, value_name = "NAME")]
    pub review_state: Vec<String>,
    /// Verdicts of the open review.
    #[arg(long, value_name = "NAME")]
    pub verdict: Vec<String>,
    /// Reviewers; those of a new review for `review start`.
    #[arg(long, value_name = "NAME")]
    pub reviewer: Vec<String>,
    /// Labels.
    #[arg(long, value_name = "NAME")]
    pub label: Vec<String>,
    /// Product lists.
    #[arg(long, value_name = "NAME")]
    pub list: Vec<String>,
    /// With or without a remark.
    #[arg(long, value_name = "yes|no")]
    pub remark: Vec<String>,
    /// With or without a disagreement.
    #[arg(long, value_name = "yes|no")]
    pub disagreement: Vec<String>,
    /// With or without a proposed correction.
    #[arg(long, value_name = "yes|no")]
    pub proposal: Vec<String>,
}

/// `ocop search`. The default lists every product as a table.
#[derive(Debug, Default, Args)]
pub struct SearchArgs {
    /// The query.
    #[command(flatten)]
    pub query: QueryArgs,
    /// The sort order; `-` in front reverses it.
    #[arg(long, value_name = "FIELD", allow_hyphen_values = true)]
    pub sort: Option<String>,
    /// The most rows to list.
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    pub limit: Option<usize>,
    /// Explain why each hit was found.
    #[arg(long)]
    pub explain: bool,
    /// The output format.
    #[arg(
        long,
        value_enum,
        value_name = "table|json|jsonl|csv",
        hide_possible_values = true,
        default_value = "table",
        hide_default_value = true
    )]
    pub format: SearchFormat,
}

/// `ocop why`.
#[derive(Debug, Args)]
pub struct WhyArgs {
    /// The product's id.
    #[arg(value_name = "ID")]
    pub id: String,
    /// The query that should list it.
    #[command(flatten)]
    pub query: QueryArgs,
    /// The output format.
    #[command(flatten)]
    pub output: SummaryFormatArgs,
}

/// `ocop facets`.
#[derive(Debug, Args)]
pub struct FacetsArgs {
    /// The query.
    #[command(flatten)]
    pub query: QueryArgs,
    /// The output format.
    #[command(flatten)]
    pub output: SummaryFormatArgs,
}

/// `ocop show`.
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// The product's id.
    #[arg(value_name = "ID")]
    pub id: String,
    /// Only the five lines to send.
    #[arg(long, conflicts_with = "format")]
    pub card: bool,
    /// The output format.
    #[command(flatten)]
    pub output: SummaryFormatArgs,
}

/// `ocop picture`.
#[derive(Clone, Debug, Args)]
pub struct PictureArgs {
    /// The text of the search line.
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// Columns and rows of the window: `100x30`.
    #[arg(
        long,
        value_name = "WxH",
        default_value = "100x30",
        hide_default_value = true
    )]
    pub size: String,
    /// Keys to press after the query: `<tab>j<enter>`.
    #[arg(
        long,
        value_name = "KEYS",
        default_value = "",
        hide_default_value = true,
        allow_hyphen_values = true
    )]
    pub keys: String,
    /// The file to write; standard output for `-` or when absent.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Overwrite an existing file.
    #[arg(long)]
    pub force: bool,
}

/// The output formats of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum SearchFormat {
    /// Aligned columns for people.
    #[default]
    Table,
    /// One document with hits and facets.
    Json,
    /// One hit a line.
    Jsonl,
    /// For spreadsheets.
    Csv,
}

/// The output format of a summary.
#[derive(Clone, Copy, Debug, Args)]
pub struct SummaryFormatArgs {
    /// The format.
    #[arg(
        long,
        value_enum,
        value_name = "table|json",
        hide_possible_values = true,
        default_value = "table",
        hide_default_value = true
    )]
    pub format: SummaryFormat,
}

/// The output formats of a summary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SummaryFormat {
    /// Text for people.
    Table,
    /// JSON for programs.
    Json,
}
