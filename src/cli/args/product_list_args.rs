//! `ocop lists`: product lists of fairs and trade meetings.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::list_args::InputFormatArgs;
use super::list_paper_args::ListPaperArgs;
use super::list_report_args::{BuyerArgs, InterestArgs, ListReportArgs, SheetsArgs};
use super::query_args::SummaryFormatArgs;

/// `ocop lists`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct ListsArgs {
    /// What to do with lists; they are listed when absent.
    #[command(subcommand)]
    pub command: Option<ListsCommand>,
    /// The output format.
    #[command(flatten)]
    pub output: SummaryFormatArgs,
}

/// What to do with product lists.
#[derive(Debug, Subcommand)]
pub enum ListsCommand {
    /// Make one.
    New(NewListArgs),
    /// Add products, or a text for what is in no catalogue.
    Add(AddToListArgs),
    /// Take entries out.
    Remove(RemoveFromListArgs),
    /// Set stand, price, stock, remark of entries; or name, place, days of the list.
    Set(SetInListArgs),
    /// Print its entries.
    Show(ShowListArgs),
    /// Write labels, stand signs, prices or a check list to print.
    Labels(ListPaperArgs),
    /// Read entries from a file.
    Import(ImportListArgs),
    /// Write its events to a file for another machine.
    Export(ExportListArgs),
    /// Take the events of files.
    Merge(MergeListsArgs),
    /// Delete it.
    Delete(NamedListArgs),
    /// Undo the last act on lists.
    Undo(UndoListArgs),
    /// Who did what in it.
    History(ListHistoryArgs),
    /// What came of a fair, as a document.
    Report(ListReportArgs),
    /// The buyers of a trade meeting.
    Buyer(BuyerArgs),
    /// Which products a buyer wants.
    Interest(InterestArgs),
    /// The sheets of buyers and producers, as a document.
    Sheets(SheetsArgs),
}

impl ListsCommand {
    /// The question whose products it takes.
    pub fn question(&self) -> Option<&str> {
        match self {
            Self::New(args) => args.question.as_deref(),
            Self::Add(args) => args.question.as_deref(),
            _ => None,
        }
    }

    /// True for one that writes a file the user named.
    pub const fn writes_named_file(&self) -> bool {
        matches!(
            self,
            Self::Export(_) | Self::Show(_) | Self::Labels(_) | Self::Report(_) | Self::Sheets(_)
        )
    }
}

/// `ocop lists new`.
#[derive(Debug, Args)]
pub struct NewListArgs {
    /// The name.
    #[arg(id = "new_list", value_name = "NAME")]
    pub name: String,
    /// What is known of it.
    #[command(flatten)]
    pub details: ListDetailArgs,
    /// A query; its products.
    #[arg(id = "list_question", long = "question", value_name = "QUERY")]
    pub question: Option<String>,
}

/// What is known of a list.
#[derive(Clone, Debug, Default, Args)]
pub struct ListDetailArgs {
    /// What it is for.
    #[arg(
        id = "list_kind",
        long = "kind",
        value_name = "fair|trade-meeting|other"
    )]
    pub kind: Option<String>,
    /// Where it takes place.
    #[arg(id = "list_place", long = "place", value_name = "TEXT")]
    pub place: Option<String>,
    /// Its first day.
    #[arg(id = "first_day", long = "from", value_name = "DAY")]
    pub from: Option<String>,
    /// Its last day.
    #[arg(id = "last_day", long = "to", value_name = "DAY")]
    pub to: Option<String>,
}

/// Fields of entries; an empty text takes one off.
#[derive(Clone, Debug, Default, Args)]
pub struct EntryFieldArgs {
    /// The stand.
    #[arg(long, value_name = "TEXT")]
    pub stand: Option<String>,
    /// The price.
    #[arg(long, value_name = "PRICE", allow_hyphen_values = true)]
    pub price: Option<String>,
    /// What the price is for.
    #[arg(id = "price_unit", long = "unit", value_name = "TEXT")]
    pub unit: Option<String>,
    /// Whether there is any left.
    #[arg(long, value_name = "in-stock|low|sold-out")]
    pub stock: Option<String>,
    /// A remark.
    #[arg(id = "entry_remark", long = "remark", value_name = "TEXT")]
    pub remark: Option<String>,
    /// Keeps a price that hardly anything has, without asking.
    #[arg(id = "any_price", long = "any-price")]
    pub any_price: bool,
}

/// `ocop lists add`.
#[derive(Debug, Args)]
pub struct AddToListArgs {
    /// The list.
    #[arg(id = "list_name", value_name = "NAME")]
    pub name: String,
    /// The products.
    #[arg(
        id = "product_ids",
        value_name = "ID",
        required_unless_present_any = ["list_question", "text_entry"],
        conflicts_with_all = ["list_question", "text_entry"]
    )]
    pub ids: Vec<String>,
    /// A query; its products.
    #[arg(
        id = "list_question",
        long = "question",
        value_name = "QUERY",
        conflicts_with = "text_entry"
    )]
    pub question: Option<String>,
    /// What is in no catalogue.
    #[arg(id = "text_entry", long = "text", value_name = "NAME")]
    pub text: Option<String>,
    /// Who makes it.
    #[arg(
        id = "entry_producer",
        long = "producer",
        value_name = "NAME",
        requires = "text_entry"
    )]
    pub producer: Option<String>,
    /// Their fields.
    #[command(flatten)]
    pub fields: EntryFieldArgs,
}

/// `ocop lists remove`.
#[derive(Debug, Args)]
pub struct RemoveFromListArgs {
    /// The list.
    #[arg(id = "list_name", value_name = "NAME")]
    pub name: String,
    /// The entries.
    #[arg(id = "entry_names", value_name = "ID", required = true)]
    pub entries: Vec<String>,
}

/// `ocop lists set`.
#[derive(Debug, Args)]
pub struct SetInListArgs {
    /// The list.
    #[arg(id = "list_name", value_name = "NAME")]
    pub name: String,
    /// The entries; the list itself where there are none.
    #[arg(id = "entry_names", value_name = "ID")]
    pub entries: Vec<String>,
    /// Their fields.
    #[command(flatten)]
    pub fields: EntryFieldArgs,
    /// Another name of the list.
    #[arg(id = "list_rename", long = "name", value_name = "NAME")]
    pub rename: Option<String>,
    /// Details of the list.
    #[command(flatten)]
    pub details: ListDetailArgs,
}

/// `ocop lists show`.
#[derive(Debug, Args)]
pub struct ShowListArgs {
    /// The list.
    #[arg(id = "list_name", value_name = "NAME")]
    pub name: String,
    /// The output format.
    #[arg(
        id = "list_format",
        long = "format",
        value_enum,
        value_name = "table|json|csv|md|xlsx",
        hide_possible_values = true
    )]
    pub format: Option<ListFormat>,
    /// The file to write; standard output for `-` or when absent.
    #[arg(id = "list_out", long = "out", value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Overwrite an existing file.
    #[arg(long)]
    pub force: bool,
}

/// The output formats of `ocop lists show`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// Text for people.
    Table,
    /// JSON for programs.
    Json,
    /// For spreadsheets.
    Csv,
    /// A Markdown table.
    Md,
    /// A workbook.
    Xlsx,
}

/// `ocop lists import`.
#[derive(Debug, Args)]
pub struct ImportListArgs {
    /// The list.
    #[arg(id = "list_name", value_name = "NAME")]
    pub name: String,
    /// The file.
    #[arg(id = "list_file", value_name = "FILE")]
    pub file: PathBuf,
    /// How to read it.
    #[command(flatten)]
    pub input: InputFormatArgs,
    /// Do not ask.
    #[arg(long, short = 'y')]
    pub yes: bool,
}

/// `ocop lists export`.
#[derive(Debug, Args)]
pub struct ExportListArgs {
    /// The list.
    #[arg(id = "list_name", value_name = "NAME")]
    pub name: String,
    /// The file; standard output for `-` or when absent.
    #[arg(id = "events_out", value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Overwrite an existing file.
    #[arg(long)]
    pub force: bool,
}

/// `ocop lists merge`.
#[derive(Debug, Args)]
pub struct MergeListsArgs {
    /// The files; `-` is standard input.
    #[arg(id = "list_events_in", value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
}

/// A command on the list of a name.
#[derive(Debug, Args)]
pub struct NamedListArgs {
    /// Its name, or the first digits of its id.
    #[arg(id = "list_name", value_name = "NAME")]
    pub name: String,
}

/// `ocop lists undo`.
#[derive(Debug, Args)]
pub struct UndoListArgs {
    /// The list; any of them when absent.
    #[arg(id = "list_name", value_name = "NAME")]
    pub name: Option<String>,
    /// Do again what was undone.
    #[arg(long)]
    pub redo: bool,
}

/// `ocop lists history`.
#[derive(Debug, Args)]
pub struct ListHistoryArgs {
    /// The list.
    #[arg(id = "list_name", value_name = "NAME")]
    pub name: String,
    /// The output format.
    #[command(flatten)]
    pub output: SummaryFormatArgs,
}
