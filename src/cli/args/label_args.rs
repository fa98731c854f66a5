//! `ocop label`: words of people on products.

use clap::{Args, Subcommand, ValueEnum};

use super::query_args::SummaryFormatArgs;

/// `ocop label`.
#[derive(Debug, Args)]
pub struct LabelArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: LabelCommand,
}

/// What to do with labels.
#[derive(Debug, Subcommand)]
pub enum LabelCommand {
    /// Define a label, and the values that it may have.
    Define(DefineLabelArgs),
    /// List the labels, their values, and how many products have each.
    List(ListLabelsArgs),
    /// Set a label of products.
    Set(ChangeLabelArgs),
    /// Take a label off products.
    Unset(ChangeLabelArgs),
    /// Give a label another name.
    Rename(RenameLabelArgs),
    /// Show the labels of a product.
    Show(ShowLabelsArgs),
}

impl LabelCommand {
    /// The query whose products it changes.
    pub fn question(&self) -> Option<&str> {
        match self {
            Self::Set(args) | Self::Unset(args) => args.question.as_deref(),
            _ => None,
        }
    }
}

/// `ocop label define`.
#[derive(Debug, Args)]
pub struct DefineLabelArgs {
    /// The label.
    #[arg(id = "label_name", value_name = "LABEL")]
    pub label: String,
    /// Its values in their order, behind those that it has; none for a plain word.
    #[arg(id = "label_values", value_name = "VALUE")]
    pub values: Vec<String>,
    /// It has these values and no others.
    #[arg(id = "only_values", long = "only")]
    pub only: bool,
}

/// `ocop label list`.
#[derive(Debug, Args)]
pub struct ListLabelsArgs {
    /// The output format.
    #[arg(
        long,
        value_enum,
        value_name = "table|json|csv",
        hide_possible_values = true,
        default_value = "table",
        hide_default_value = true
    )]
    pub format: LabelListFormat,
}

/// The output formats of the list of labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LabelListFormat {
    /// Text for people.
    Table,
    /// JSON for programs.
    Json,
    /// For spreadsheets.
    Csv,
}

/// `ocop label set` and `ocop label unset`.
#[derive(Debug, Args)]
pub struct ChangeLabelArgs {
    /// The label, with a value where it has one.
    #[arg(id = "label_value", value_name = "LABEL[=VALUE]")]
    pub label: String,
    /// The ids of products.
    #[arg(
        id = "ids",
        value_name = "ID",
        required_unless_present = "question",
        conflicts_with = "question"
    )]
    pub ids: Vec<String>,
    /// A query; its products.
    #[arg(long, value_name = "QUERY")]
    pub question: Option<String>,
    /// Do not ask.
    #[arg(long, short = 'y')]
    pub yes: bool,
}

/// `ocop label rename`.
#[derive(Debug, Args)]
pub struct RenameLabelArgs {
    /// The label.
    #[arg(id = "label_name", value_name = "OLD")]
    pub from: String,
    /// Its other name.
    #[arg(id = "new_label", value_name = "NEW")]
    pub to: String,
    /// Do not ask.
    #[arg(long, short = 'y')]
    pub yes: bool,
}

/// `ocop label show`.
#[derive(Debug, Args)]
pub struct ShowLabelsArgs {
    /// The product's id.
    #[arg(value_name = "ID")]
    pub id: String,
    /// The output format.
    #[command(flatten)]
    pub output: SummaryFormatArgs,
}
