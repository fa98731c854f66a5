//! The low-level arguments: what was typed, before it means anything.
//!
//! One struct per command, handed to that command as parsed; [`crate::cli::settings`],
//! [`crate::cli::read_options`] and [`crate::catalog::query_options`] work out what the values
//! mean. The same tree serves parsing, help, completions and the man page. Its sentences come from
//! the locale table, not from the doc comments: [`localized_command`] puts them in.
//!
//! The flags, value names and their order in the help follow the order of the fields.

mod bundle_args;
mod catalog_args;
mod command_line;
mod fair_args;
mod global_args;
mod label_args;
mod list_args;
mod list_paper_args;
mod list_report_args;
mod localize;
mod product_list_args;
mod proposal_args;
mod query_args;
mod review_args;
mod sitting_args;
mod stats_args;
mod system_args;
mod work_args;

pub use bundle_args::{BundleArgs, BundleCommand, BundleInArgs, BundleOutArgs, BundlePartArgs};
pub use catalog_args::{DiffArgs, HistoryArgs, RollbackArgs};
pub use command_line::{Cli, CliCommand};
pub use fair_args::FairArgs;
pub use global_args::{EnableWhen, GlobalArgs, StarSymbols};
pub use label_args::{
    ChangeLabelArgs, DefineLabelArgs, LabelArgs, LabelCommand, LabelListFormat, ListLabelsArgs,
    RenameLabelArgs, ShowLabelsArgs,
};
pub use list_args::{
    ALL_SHEETS, CheckArgs, ColumnsArgs, ColumnsCommand, ExportArgs, ExportFileArgs,
    ForgetColumnsArgs, ImportArgs, InputFormatArgs, ReadListArgs,
};
pub use list_paper_args::{ListPaperArgs, PaperFormat};
pub use list_report_args::{BuyerArgs, DocumentFileArgs, InterestArgs, ListReportArgs, SheetsArgs};
pub use localize::{localized_command, parse_command_words, without_empty_variables};
pub use product_list_args::{
    AddToListArgs, EntryFieldArgs, ExportListArgs, ImportListArgs, ListDetailArgs, ListFormat,
    ListHistoryArgs, ListsArgs, ListsCommand, MergeListsArgs, NamedListArgs, NewListArgs,
    RemoveFromListArgs, SetInListArgs, ShowListArgs, UndoListArgs,
};
pub use proposal_args::{ApplyArgs, ProposeArgs};
pub use query_args::{
    FacetsArgs, PictureArgs, QueryArgs, SearchArgs, SearchFormat, ShowArgs, SummaryFormat,
    SummaryFormatArgs, WhyArgs,
};
pub use review_args::{
    ChosenReviewArgs, DueArgs, ExportReviewArgs, MergeReviewArgs, NamedReviewArgs, PostponeArgs,
    RemarkArgs, ReviewArgs, ReviewCommand, ReviewHistoryArgs, ReviewReportArgs, ReviewStatusArgs,
    ReviewStatusFormat, ReviewersArgs, SetVerdictArgs, SettleArgs, ShareArgs, StartReviewArgs,
    UndoArgs,
};
pub use sitting_args::SittingArgs;
pub use stats_args::{StatsArgs, StatsFormat};
pub use system_args::{CompletionsArgs, ConfigArgs, ConfigCommand, DoctorArgs, HelpArgs};
pub use work_args::{
    WorkArgs, WorkBackupArgs, WorkCheckArgs, WorkCommand, WorkExportArgs, WorkForgetArgs,
    WorkLinkArgs, WorkMergeArgs, WorkRestoreArgs,
};
