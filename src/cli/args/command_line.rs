//! The root of the command line: the global options and the commands.

use clap::{Parser, Subcommand};

use super::bundle_args::{BundleArgs, BundleCommand};
use super::catalog_args::{DiffArgs, HistoryArgs, RollbackArgs};
use super::fair_args::FairArgs;
use super::global_args::GlobalArgs;
use super::label_args::LabelArgs;
use super::list_args::{CheckArgs, ColumnsArgs, ExportArgs, ImportArgs};
use super::product_list_args::{ListsArgs, ListsCommand};
use super::query_args::{FacetsArgs, PictureArgs, SearchArgs, ShowArgs, WhyArgs};
use super::review_args::{ReviewArgs, ReviewCommand};
use super::stats_args::StatsArgs;
use super::system_args::{CompletionsArgs, ConfigArgs, DoctorArgs, HelpArgs};
use super::work_args::WorkArgs;

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "ocop", version, disable_help_subcommand = true)]
pub struct Cli {
    /// Options that every command takes.
    #[command(flatten)]
    pub global: GlobalArgs,
    /// The command; without one the screen opens.
    #[command(subcommand)]
    pub command: Option<CliCommand>,
}

/// The commands, in the order of the help.
#[derive(Debug, Subcommand)]
pub enum CliCommand {
    /// Lists products.
    Search(SearchArgs),
    /// Explains why a product is in a list or hidden from it.
    Why(WhyArgs),
    /// Counts products by facet.
    Facets(FacetsArgs),
    /// Prints the whole record of one product.
    Show(ShowArgs),
    /// Creates, checks or locates the config file.
    Config(ConfigArgs),
    /// Prints totals as officials report them.
    Stats(StatsArgs),
    /// Reviews of products: verdicts, remarks, shares.
    Review(ReviewArgs),
    /// The fair mode of a list.
    Fair(FairArgs),
    /// Imports lists of products into the catalogue.
    Import(ImportArgs),
    /// Prints the problems of a list without importing it.
    Check(CheckArgs),
    /// Lists or forgets the columns that imports named.
    Columns(ColumnsArgs),
    /// Words of people on products.
    Label(LabelArgs),
    /// Product lists of fairs and trade meetings.
    Lists(ListsArgs),
    /// Writes products to a file.
    Export(ExportArgs),
    /// Draws the screen as a picture.
    Picture(PictureArgs),
    /// Lists the generations of the catalogue.
    History(HistoryArgs),
    /// Compares two generations.
    Diff(DiffArgs),
    /// Goes back to an earlier generation.
    Rollback(RollbackArgs),
    /// Looks through, copies, exchanges and mends the store of work.
    Work(WorkArgs),
    /// Packs catalogue and work into one file, or opens such a file.
    Bundle(BundleArgs),
    /// Prints the facts that a bug report needs.
    Doctor(DoctorArgs),
    /// Prints a completion script.
    Completions(CompletionsArgs),
    /// Prints the man page.
    Man,
    /// Prints a help topic, or the usage of a command.
    Help(HelpArgs),
}

impl CliCommand {
    /// True for a command that writes a file the user named, which must appear whole or not at all.
    pub fn writes_named_file(&self) -> bool {
        match self {
            Self::Export(_) | Self::Picture(_) => true,
            Self::Work(args) => args.command.writes_named_file(),
            Self::Bundle(args) => matches!(args.command, BundleCommand::Out(_)),
            Self::Lists(args) => args
                .command
                .as_ref()
                .is_some_and(ListsCommand::writes_named_file),
            Self::Review(args) => matches!(
                args.command,
                ReviewCommand::Export(_) | ReviewCommand::Report(_)
            ),
            Self::Import(ImportArgs { report, .. }) | Self::Check(CheckArgs { report, .. }) => {
                report.is_some()
            }
            _ => false,
        }
    }

    /// What a command searches for, as typed; `None` for one that searches nothing.
    pub fn searched_line(&self) -> Option<String> {
        let words = match self {
            Self::Search(args) => &args.query.words,
            Self::Facets(args) => &args.query.words,
            Self::Stats(args) => &args.query.words,
            Self::Export(args) => &args.query.words,
            Self::Review(args) => match &args.command {
                ReviewCommand::Start(args) => &args.query.words,
                _ => return None,
            },
            Self::Label(args) => return args.command.question().map(str::to_owned),
            Self::Lists(args) => {
                let command = args.command.as_ref()?;
                return command.question().map(str::to_owned);
            }
            Self::Show(args) => return Some(args.id.clone()),
            Self::Why(args) => return Some(args.id.clone()),
            _ => return None,
        };
        Some(words.join(" "))
    }

    /// True for a command that writes anything but its answer.
    pub fn writes_something(&self) -> bool {
        let changes_state = matches!(
            self,
            Self::Import(_)
                | Self::Review(_)
                | Self::Fair(_)
                | Self::Label(_)
                | Self::Lists(_)
                | Self::Rollback(_)
                | Self::Bundle(_)
                | Self::Columns(_)
                | Self::Stats(_)
        );
        changes_state || self.writes_named_file()
    }
}
