//! `ocop lists report`, `sheets`, `buyer` and `interest`: what comes of a fair, and trade meetings.

use std::path::PathBuf;

use clap::Args;

use super::query_args::SummaryFormatArgs;
use crate::report::document::DocumentFormat;

/// `ocop lists report`.
#[derive(Debug, Args)]
pub struct ListReportArgs {
    /// The list.
    #[arg(id = "list_name", value_name = "NAME")]
    pub name: String,
    /// Only what visitors asked from this day on.
    #[arg(
        id = "asked_since",
        long = "since",
        value_name = "DAY",
        allow_hyphen_values = true
    )]
    pub since: Option<String>,
    /// Where it goes.
    #[command(flatten)]
    pub file: DocumentFileArgs,
}

/// `ocop lists sheets`.
#[derive(Debug, Args)]
pub struct SheetsArgs {
    /// The list.
    #[arg(id = "list_name", value_name = "NAME")]
    pub name: String,
    /// The sheet of this buyer alone.
    #[arg(
        id = "sheet_buyer",
        long = "buyer",
        value_name = "BUYER",
        conflicts_with = "sheet_producer"
    )]
    pub buyer: Option<String>,
    /// The sheet of this producer alone.
    #[arg(id = "sheet_producer", long = "producer", value_name = "PRODUCER")]
    pub producer: Option<String>,
    /// Where they go.
    #[command(flatten)]
    pub file: DocumentFileArgs,
}

/// The file that a document is written into.
#[derive(Debug, Args)]
pub struct DocumentFileArgs {
    /// The file; standard output for `-` or when absent.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Its format; taken from the path's extension when absent.
    #[arg(
        id = "report_format",
        long = "format",
        value_enum,
        value_name = "md|docx|xlsx",
        hide_possible_values = true
    )]
    pub format: Option<DocumentFormat>,
    /// Overwrite an existing file.
    #[arg(long)]
    pub force: bool,
}

/// `ocop lists buyer`.
#[derive(Debug, Args)]
pub struct BuyerArgs {
    /// The list.
    #[arg(id = "list_name", value_name = "NAME")]
    pub name: String,
    /// The buyer, who is added where there is none of this name; all are listed when absent.
    #[arg(id = "buyer_name", value_name = "BUYER")]
    pub buyer: Option<String>,
    /// What they look for; an empty text takes it off.
    #[arg(
        id = "buyer_wants",
        long = "wants",
        value_name = "TEXT",
        requires = "buyer_name"
    )]
    pub wants: Option<String>,
    /// Another name of the buyer.
    #[arg(
        id = "buyer_rename",
        long = "name",
        value_name = "BUYER",
        requires = "buyer_name"
    )]
    pub rename: Option<String>,
    /// Take the buyer out.
    #[arg(
        id = "take_out",
        long = "remove",
        requires = "buyer_name",
        conflicts_with_all = ["buyer_wants", "buyer_rename"]
    )]
    pub remove: bool,
    /// The output format.
    #[command(flatten)]
    pub output: SummaryFormatArgs,
}

/// `ocop lists interest`.
#[derive(Debug, Args)]
pub struct InterestArgs {
    /// The list.
    #[arg(id = "list_name", value_name = "NAME")]
    pub name: String,
    /// The buyer.
    #[arg(id = "buyer_name", value_name = "BUYER")]
    pub buyer: String,
    /// The products.
    #[arg(id = "wanted_ids", value_name = "ID", required = true)]
    pub ids: Vec<String>,
    /// How much they want; an empty text takes it off.
    #[arg(long, value_name = "TEXT")]
    pub quantity: Option<String>,
    /// A remark on it; an empty text takes it off.
    #[arg(id = "interest_remark", long = "remark", value_name = "TEXT")]
    pub remark: Option<String>,
    /// They want it no more.
    #[arg(
        id = "take_out",
        long = "remove",
        conflicts_with_all = ["quantity", "interest_remark"]
    )]
    pub remove: bool,
}
