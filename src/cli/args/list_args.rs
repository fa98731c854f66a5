//! Commands that read or write lists as files: import, check, export, the reader process behind the first two, and the
//! columns that they remember.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use jiff::civil::Date;

use super::query_args::QueryArgs;
use crate::report::export_format::ExportFormat;

/// `ocop import`.
#[derive(Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of its own"
)]
pub struct ImportArgs {
    /// The lists.
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Keep products that are not in the lists. This is the default; the flag only says so.
    #[arg(long, conflicts_with = "replace")]
    pub merge: bool,
    /// The lists are the whole catalogue: products that are not in them go.
    #[arg(long)]
    pub replace: bool,
    /// Only show what would change.
    #[arg(long)]
    pub dry_run: bool,
    /// Publish without asking.
    #[arg(long, short = 'y', conflicts_with = "dry_run")]
    pub yes: bool,
    /// How to read the files.
    #[command(flatten)]
    pub input: InputFormatArgs,
    /// The file to write the problems to.
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
}

impl ImportArgs {
    /// The import of one file, which is asked about before anything is written.
    pub fn of_file(file: PathBuf) -> Self {
        Self {
            files: vec![file],
            merge: false,
            replace: false,
            dry_run: false,
            yes: false,
            input: InputFormatArgs::default(),
            report: None,
        }
    }
}

/// `ocop check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// The lists.
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// How to read the files.
    #[command(flatten)]
    pub input: InputFormatArgs,
    /// The file to write the problems to.
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
}

/// `ocop columns`.
#[derive(Debug, Args)]
pub struct ColumnsArgs {
    /// What to do with the remembered columns; they are listed when absent.
    #[command(subcommand)]
    pub command: Option<ColumnsCommand>,
}

/// What to do with the remembered columns.
#[derive(Debug, Subcommand)]
pub enum ColumnsCommand {
    /// Forget some, or all.
    Forget(ForgetColumnsArgs),
}

/// `ocop columns forget`.
#[derive(Debug, Args)]
pub struct ForgetColumnsArgs {
    /// The labels of the columns.
    #[arg(value_name = "LABEL")]
    pub labels: Vec<String>,
    /// Forget every column.
    #[arg(long, conflicts_with = "labels")]
    pub all: bool,
}

/// The value of `--sheet` that asks for every sheet.
pub const ALL_SHEETS: &str = "all";

/// How to read a list.
#[derive(Clone, Debug, Default, Args)]
pub struct InputFormatArgs {
    /// A sheet of a workbook, repeatable; `all` reads every sheet with a list of products.
    #[arg(long, value_name = "NAME")]
    pub sheet: Vec<String>,
    /// The field that a column holds.
    #[arg(long, value_name = "COL=FIELD")]
    pub map: Vec<String>,
    /// The encoding of a text file.
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
}

/// The arguments of the reader process, which the program starts itself; not a command for people.
#[derive(Debug, Parser)]
pub struct ReadListArgs {
    /// The day that dates are judged against.
    #[arg(long)]
    pub on: Date,
    /// How to read the file.
    #[command(flatten)]
    pub input: InputFormatArgs,
    /// Send the labelled cells of each product.
    #[arg(long)]
    pub cells: bool,
    /// The file.
    pub file: PathBuf,
}

impl ReadListArgs {
    /// The first argument of the reader process, where a command's name would be.
    pub const NAME: &str = "read-list";
}

/// `ocop export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// The query.
    #[command(flatten)]
    pub query: QueryArgs,
    /// The sort order; `-` in front reverses it.
    #[arg(long, value_name = "FIELD", allow_hyphen_values = true)]
    pub sort: Option<String>,
    /// The file to write.
    #[command(flatten)]
    pub file: ExportFileArgs,
}

/// The file that an export writes.
#[derive(Debug, Args)]
pub struct ExportFileArgs {
    /// Its path; `-` is standard output.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// Its format; taken from the path's extension when absent.
    #[arg(
        id = "export_format",
        long = "format",
        value_enum,
        value_name = "csv|xlsx|jsonl|md|workbook|ptnt",
        hide_possible_values = true
    )]
    pub format: Option<ExportFormat>,
    /// Begin CSV with a byte order mark, for Excel.
    #[arg(long)]
    pub bom: bool,
    /// Overwrite an existing file.
    #[arg(long)]
    pub force: bool,
}
