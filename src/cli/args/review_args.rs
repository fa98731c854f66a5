//! The arguments of `ocop review`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::proposal_args::{ApplyArgs, ProposeArgs};
use super::query_args::{QueryArgs, SummaryFormatArgs};
use crate::report::document::DocumentFormat;

/// `ocop review`.
#[derive(Debug, Args)]
pub struct ReviewArgs {
    /// What to do with reviews.
    #[command(subcommand)]
    pub command: ReviewCommand,
    /// The review, where it is not the open one.
    #[arg(id = "in_review", long = "in", global = true, value_name = "NAME")]
    pub review: Option<String>,
}

/// What to do with reviews.
#[derive(Debug, Subcommand)]
pub enum ReviewCommand {
    /// Start one with the products of a question.
    Start(StartReviewArgs),
    /// List them.
    List(ListReviewsArgs),
    /// Open one.
    Open(NamedReviewArgs),
    /// How far one is.
    Status(ReviewStatusArgs),
    /// Print the next product that has no verdict.
    Next(ReviewOutputArgs),
    /// Give a verdict.
    Set(SetVerdictArgs),
    /// Put products off.
    Postpone(PostponeArgs),
    /// Write a remark.
    Remark(RemarkArgs),
    /// Undo the last act.
    Undo(UndoArgs),
    /// What was done with a product.
    History(ReviewHistoryArgs),
    /// Print or set who reviews.
    Reviewers(ReviewersArgs),
    /// Print the shares of the reviewers, or divide the products.
    Share(ShareArgs),
    /// Print or set the day by which it is due.
    Due(DueArgs),
    /// List the products whose verdicts differ.
    Disagreements(ReviewOutputArgs),
    /// End a disagreement.
    Settle(SettleArgs),
    /// Write the report that is handed over.
    Report(ReviewReportArgs),
    /// Propose a correction of the catalogue.
    Propose(ProposeArgs),
    /// Look at the proposals, and write those that are accepted into the catalogue.
    Apply(ApplyArgs),
    /// Write its events into a file.
    Export(ExportReviewArgs),
    /// Take the events of files.
    Merge(MergeReviewArgs),
    /// Close it.
    Close(ChosenReviewArgs),
    /// Open it for verdicts again.
    Reopen(NamedReviewArgs),
}

/// `ocop review start`.
#[derive(Debug, Args)]
pub struct StartReviewArgs {
    /// The name.
    #[arg(id = "new_review", value_name = "NAME")]
    pub name: String,
    /// Its products. `--reviewer` names who reviews, and is no filter here.
    #[command(flatten)]
    pub query: QueryArgs,
    /// The day by which it is due.
    #[arg(id = "due_day", long = "due", value_name = "DAY")]
    pub due: Option<String>,
    /// Nobody sees what others said before their own verdict.
    #[arg(long)]
    pub blind: bool,
}

/// `ocop review list`.
#[derive(Debug, Args)]
pub struct ListReviewsArgs {
    /// The output format.
    #[command(flatten)]
    pub output: SummaryFormatArgs,
}

/// A command on the review of a name.
#[derive(Debug, Args)]
pub struct NamedReviewArgs {
    /// Its name, word by word, or the first digits of its id.
    #[arg(id = "review_name", value_name = "NAME", required = true)]
    pub name: Vec<String>,
}

/// A command on the review of a name, or on the open one.
#[derive(Debug, Args)]
pub struct ChosenReviewArgs {
    /// Its name, word by word, or the first digits of its id; the open one when absent.
    #[arg(id = "review_name", value_name = "NAME")]
    pub name: Vec<String>,
}

/// `ocop review status`.
#[derive(Debug, Args)]
pub struct ReviewStatusArgs {
    /// The review; the open one when absent.
    #[command(flatten)]
    pub review: ChosenReviewArgs,
    /// How far each two reviewers agree: the share of equal verdicts, and Cohen's kappa.
    #[arg(long)]
    pub agreement: bool,
    /// The output format.
    #[arg(
        id = "status_format",
        long = "format",
        value_enum,
        value_name = "table|json|csv",
        hide_possible_values = true,
        default_value = "table",
        hide_default_value = true
    )]
    pub format: ReviewStatusFormat,
}

/// The output formats of `ocop review status`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReviewStatusFormat {
    /// Text for people.
    Table,
    /// The same as JSON.
    Json,
    /// A row for each product.
    Csv,
}

/// A command that only prints.
#[derive(Debug, Args)]
pub struct ReviewOutputArgs {
    /// The output format.
    #[command(flatten)]
    pub output: SummaryFormatArgs,
}

/// `ocop review report`.
#[derive(Debug, Args)]
pub struct ReviewReportArgs {
    /// The review; the open one when absent.
    #[command(flatten)]
    pub review: ChosenReviewArgs,
    /// Only what happened from this day on, and what is still open.
    #[arg(
        id = "since_day",
        long = "since",
        value_name = "DAY",
        allow_hyphen_values = true
    )]
    pub since: Option<String>,
    /// The file to write; standard output for `-` or when absent.
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

/// `ocop review set`.
#[derive(Debug, Args)]
pub struct SetVerdictArgs {
    /// The products.
    #[arg(id = "product_ids", value_name = "ID", required = true)]
    pub ids: Vec<String>,
    /// The verdict.
    #[arg(id = "given_verdict", value_name = "VERDICT", required = true)]
    pub verdict: String,
    /// A remark on each of them.
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
}

/// `ocop review postpone`.
#[derive(Debug, Args)]
pub struct PostponeArgs {
    /// The products.
    #[arg(id = "product_ids", value_name = "ID", required = true)]
    pub ids: Vec<String>,
}

/// `ocop review remark`.
#[derive(Debug, Args)]
pub struct RemarkArgs {
    /// The product.
    #[arg(id = "product_id", value_name = "ID")]
    pub id: String,
    /// The remark, word by word.
    #[arg(id = "remark_text", value_name = "TEXT", required = true)]
    pub text: Vec<String>,
}

/// `ocop review undo`.
#[derive(Debug, Args)]
pub struct UndoArgs {
    /// The first digits of an event; the last act when absent.
    #[arg(value_name = "EVENT")]
    pub event: Option<String>,
    /// Do again what was undone.
    #[arg(long, conflicts_with = "event")]
    pub redo: bool,
}

/// `ocop review history`.
#[derive(Debug, Args)]
pub struct ReviewHistoryArgs {
    /// The product.
    #[arg(id = "product_id", value_name = "ID")]
    pub id: String,
    /// The output format.
    #[command(flatten)]
    pub output: SummaryFormatArgs,
}

/// `ocop review reviewers`.
#[derive(Debug, Args)]
pub struct ReviewersArgs {
    /// Who reviews from now on; they are listed when absent.
    #[arg(id = "reviewer_names", value_name = "NAME")]
    pub names: Vec<String>,
    /// Everybody reviews.
    #[arg(long, conflicts_with = "reviewer_names")]
    pub everybody: bool,
}

/// `ocop review share`.
#[derive(Debug, Args)]
pub struct ShareArgs {
    /// The reviewer.
    #[arg(id = "share_of", value_name = "REVIEWER")]
    pub reviewer: Option<String>,
    /// The products that are theirs.
    #[command(flatten)]
    pub query: QueryArgs,
    /// Divide by the values of a facet.
    #[arg(id = "share_by", long = "by", value_name = "FACET", conflicts_with_all = ["share_of", "evenly"])]
    pub by: Option<String>,
    /// Divide evenly, in the order of the list.
    #[arg(long, conflicts_with = "share_of")]
    pub evenly: bool,
}

/// `ocop review due`.
#[derive(Debug, Args)]
pub struct DueArgs {
    /// The day, or `none`; it is printed when absent.
    #[arg(id = "due_day", value_name = "DAY")]
    pub day: Option<String>,
}

/// `ocop review settle`.
#[derive(Debug, Args)]
pub struct SettleArgs {
    /// The product.
    #[arg(id = "product_id", value_name = "ID")]
    pub id: String,
    /// The verdict that counts, word by word.
    #[arg(id = "settled_verdict", value_name = "VERDICT", required = true)]
    pub verdict: Vec<String>,
    /// A remark on it.
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
}

/// `ocop review export`.
#[derive(Debug, Args)]
pub struct ExportReviewArgs {
    /// The file; standard output for `-` or when absent.
    #[arg(id = "events_out", value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Overwrite an existing file.
    #[arg(long)]
    pub force: bool,
}

/// `ocop review merge`.
#[derive(Debug, Args)]
pub struct MergeReviewArgs {
    /// The files; `-` is standard input.
    #[arg(id = "events_in", value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
}
