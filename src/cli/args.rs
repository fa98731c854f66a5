//! What was typed on the command line, before it means anything.
//!
//! One tree for parsing, help, completions and the man page. Its sentences come from the locale table:
//! [`command`] puts them in. Must not: look anything up or fail on values; that is [`crate::cli::settings`].

use std::path::PathBuf;

use crate::report::export_format::ExportFormat;
use crate::view::theme_name::ThemeName;
use clap::{Arg, ArgAction, Args, Command, CommandFactory, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::civil::Date;

use crate::wording::locale::{Language, Locale};

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "ocop", version, disable_help_subcommand = true)]
pub struct Cli {
    /// Options of every command.
    #[command(flatten)]
    pub global: GlobalArgs,
    /// What to do; the screen when absent.
    #[command(subcommand)]
    pub command: Option<CliCommand>,
}

/// Options of every command.
#[derive(Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of its own"
)]
pub struct GlobalArgs {
    /// Where the catalogue is kept.
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "OCOP_DATA_DIR",
        hide_env = true
    )]
    pub data_dir: Option<PathBuf>,
    /// The day that star and status are derived for.
    #[arg(
        long,
        global = true,
        value_name = "YYYY-MM-DD",
        env = "OCOP_TODAY",
        hide_env = true
    )]
    pub on: Option<String>,
    /// Language of the messages.
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "vi|en",
        env = "OCOP_LANG",
        hide_env = true,
        hide_possible_values = true
    )]
    pub lang: Option<Language>,
    /// When to use colour.
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "auto|always|never",
        hide_possible_values = true
    )]
    pub color: Option<EnableWhen>,
    /// Colours of the screen.
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "dark|light|contrast|safe|mono",
        env = "OCOP_THEME",
        hide_env = true,
        hide_possible_values = true
    )]
    pub theme: Option<ThemeName>,
    /// Only ASCII for borders and signs.
    #[arg(long, global = true, env = "OCOP_ASCII", hide_env = true, value_parser = clap::builder::FalseyValueParser::new())]
    pub ascii: bool,
    /// Draw less, for a slow line.
    #[arg(long, global = true, env = "OCOP_SLOW", hide_env = true, value_parser = clap::builder::FalseyValueParser::new())]
    pub slow: bool,
    /// Use the mouse.
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "auto|always|never",
        hide_possible_values = true
    )]
    pub mouse: Option<EnableWhen>,
    /// A numbered conversation instead of a screen, and no colour.
    #[arg(long, global = true, env = "ACCESSIBLE", hide_env = true, value_parser = clap::builder::FalseyValueParser::new())]
    pub accessible: bool,
    /// Nothing of the catalogue is written.
    #[arg(long, global = true, env = "OCOP_READ_ONLY", hide_env = true, value_parser = clap::builder::FalseyValueParser::new())]
    pub read_only: bool,
    /// The log tells what is searched for as well.
    #[arg(long, short, global = true)]
    pub verbose: bool,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum EnableWhen {
    /// On a terminal that has it.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What to do about the config file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Subcommand)]
pub enum ConfigCommand {
    /// A first one with every setting as a comment.
    Init,
    /// Whether it is right.
    Check,
    /// Where it is.
    Path,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum CliCommand {
    /// Lists products.
    Search {
        /// What to look for.
        #[command(flatten)]
        ask: QueryArgs,
        /// The order.
        #[arg(long, value_name = "FIELD", allow_hyphen_values = true)]
        sort: Option<String>,
        /// At most this many.
        #[arg(long, value_name = "N", allow_negative_numbers = true)]
        limit: Option<usize>,
        /// Say of each one why it was found.
        #[arg(long)]
        explain: bool,
        /// How to print.
        #[arg(
            long,
            value_enum,
            value_name = "table|json|jsonl|csv",
            hide_possible_values = true,
            default_value = "table",
            hide_default_value = true
        )]
        format: SearchFormat,
    },
    /// What hides a product, or its place in the list.
    Why {
        /// Its id.
        #[arg(value_name = "ID")]
        id: String,
        /// What is looked for.
        #[command(flatten)]
        ask: QueryArgs,
        /// How to print.
        #[command(flatten)]
        printed: SummaryFormatArgs,
    },
    /// Counts by facet.
    Facets {
        /// What to look for.
        #[command(flatten)]
        ask: QueryArgs,
        /// How to print.
        #[command(flatten)]
        printed: SummaryFormatArgs,
    },
    /// One product whole.
    Show {
        /// Its id.
        #[arg(value_name = "ID")]
        id: String,
        /// How to print.
        #[command(flatten)]
        printed: SummaryFormatArgs,
    },
    /// The config file.
    Config {
        /// What to do about it.
        #[command(subcommand)]
        verb: ConfigCommand,
    },
    /// Totals as officials report them.
    Stats {
        /// What to look for.
        #[command(flatten)]
        ask: QueryArgs,
        /// By what: one facet, two at once, or the months in which certificates end.
        #[arg(long, value_name = "FACET")]
        by: Vec<String>,
        /// Another question to stand beside it.
        #[arg(long, value_name = "QUERY", conflicts_with = "by")]
        against: Option<String>,
        /// How to print.
        #[command(flatten)]
        printed: SummaryFormatArgs,
    },
    /// Takes lists of products into the catalogue.
    Import {
        /// The lists.
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
        /// What is not in the list stays.
        #[arg(long, conflicts_with = "replace")]
        merge: bool,
        /// The list is the whole catalogue.
        #[arg(long)]
        replace: bool,
        /// Only show what would change.
        #[arg(long)]
        dry_run: bool,
        /// Publish without asking.
        #[arg(long, short = 'y', conflicts_with = "dry_run")]
        yes: bool,
        /// How to read the files.
        #[command(flatten)]
        how: InputFormatArgs,
        /// Where problems are written to.
        #[arg(long, value_name = "FILE")]
        report: Option<PathBuf>,
    },
    /// Looks for problems in a list.
    Check {
        /// The list.
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
        /// How to read it.
        #[command(flatten)]
        how: InputFormatArgs,
        /// Where problems are written to.
        #[arg(long, value_name = "FILE")]
        report: Option<PathBuf>,
    },
    /// Writes products into a file.
    Export {
        /// What to look for.
        #[command(flatten)]
        ask: QueryArgs,
        /// The order.
        #[arg(long, value_name = "FIELD", allow_hyphen_values = true)]
        sort: Option<String>,
        /// The file.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// What kind of file.
        #[arg(
            id = "export_format",
            long = "format",
            value_enum,
            value_name = "csv|xlsx|jsonl|md|workbook|ptnt",
            hide_possible_values = true
        )]
        format: Option<ExportFormat>,
        /// A byte order mark in front of CSV, for Excel.
        #[arg(long)]
        bom: bool,
        /// Write over a file that is there.
        #[arg(long)]
        force: bool,
    },
    /// The screen as a picture.
    Picture(PictureArgs),
    /// The generations of the catalogue.
    History {
        /// How to print.
        #[command(flatten)]
        printed: SummaryFormatArgs,
    },
    /// What differs between two generations.
    Diff {
        /// The older one; the one before the newer one when absent.
        #[arg(value_name = "A", allow_negative_numbers = true)]
        from: Option<u64>,
        /// The newer one; the one in use when absent.
        #[arg(value_name = "B", allow_negative_numbers = true)]
        to: Option<u64>,
    },
    /// Goes back to an earlier generation.
    Rollback {
        /// Which one; the one before when absent.
        #[arg(value_name = "N", allow_negative_numbers = true)]
        to: Option<u64>,
        /// Publish without asking.
        #[arg(long, short = 'y')]
        yes: bool,
    },
    /// Facts for a bug report.
    Doctor {
        /// How to print.
        #[command(flatten)]
        printed: SummaryFormatArgs,
    },
    /// Completions for a shell.
    Completions {
        /// Which shell.
        #[arg(value_enum, value_name = "SHELL", hide_possible_values = true)]
        shell: Shell,
    },
    /// The man page.
    Man,
}

/// What the program says to a process of its own that reads a file: no command for people.
#[derive(Debug, Parser)]
pub struct ReadListArgs {
    /// The day that is read for.
    #[arg(long)]
    pub on: Date,
    /// How to read it.
    #[command(flatten)]
    pub how: InputFormatArgs,
    /// The file.
    pub file: PathBuf,
}

impl ReadListArgs {
    /// Stands in the place of a command's name.
    pub const NAME: &str = "read-list";
}

/// What a picture shows and where it goes.
#[derive(Clone, Debug, Args)]
pub struct PictureArgs {
    /// What stands in the search line.
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
    /// Keys pressed after that: `<tab>j<enter>`.
    #[arg(
        long,
        value_name = "KEYS",
        default_value = "",
        hide_default_value = true,
        allow_hyphen_values = true
    )]
    pub keys: String,
    /// The file; `-` or none is standard output.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Write over a file that is there.
    #[arg(long)]
    pub force: bool,
}

/// How a list is read.
#[derive(Clone, Debug, Default, Args)]
pub struct InputFormatArgs {
    /// The sheet of a workbook.
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
    /// What a column holds.
    #[arg(long, value_name = "COL=FIELD")]
    pub map: Vec<String>,
    /// The encoding of a text.
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
}

/// How a summary is printed.
#[derive(Clone, Copy, Debug, Args)]
pub struct SummaryFormatArgs {
    /// In this format.
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

/// Words and filters.
#[derive(Debug, Default, Args)]
pub struct QueryArgs {
    /// Words to find.
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// Stars.
    #[arg(long, value_name = "N")]
    pub star: Vec<String>,
    /// Districts of 2023.
    #[arg(long, value_name = "NAME")]
    pub district: Vec<String>,
    /// Units of 2025.
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
    /// Life statuses.
    #[arg(long, value_name = "NAME")]
    pub status: Vec<String>,
    /// Bands of time left.
    #[arg(long, value_name = "DAYS")]
    pub left: Vec<String>,
    /// Kinds of the current recognition.
    #[arg(long, value_name = "NAME")]
    pub recognition: Vec<String>,
    /// Sales channels.
    #[arg(long, value_name = "NAME")]
    pub channel: Vec<String>,
    /// What is missing in a record.
    #[arg(long, value_name = "NAME")]
    pub gap: Vec<String>,
}

/// How a list is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum SearchFormat {
    /// For people.
    #[default]
    Table,
    /// One document with hits and facets.
    Json,
    /// One hit a line.
    Jsonl,
    /// For spreadsheets.
    Csv,
}

/// The formats of a summary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SummaryFormat {
    /// For people.
    Table,
    /// For programs.
    Json,
}

/// The tree with its sentences in one language.
pub fn localized_command(locale: &Locale) -> Command {
    let root = Cli::command();
    let mut root = localize_help(root, "ocop", locale);
    root = root
        .disable_version_flag(true)
        .arg(
            Arg::new("version")
                .display_order(201)
                .long("version")
                .short('V')
                .action(ArgAction::Version)
                .help_heading(locale.t("command.options").to_owned())
                .help(locale.t("arg.version").to_owned()),
        )
        .after_help(locale.t("command.after").to_owned());
    root
}

/// The options of every command in the order of the help, behind the command's own.
const GLOBAL_OPTION_ORDER: [&str; 11] = [
    "data_dir",
    "on",
    "lang",
    "color",
    "theme",
    "ascii",
    "slow",
    "mouse",
    "accessible",
    "read_only",
    "verbose",
];

fn localize_help(command: Command, name: &str, locale: &Locale) -> Command {
    let heading = locale.t("command.options").to_owned();
    let words = locale.t("command.arguments").to_owned();
    let names: Vec<String> = command
        .get_subcommands()
        .map(|sub| sub.get_name().to_owned())
        .collect();
    let template = format!(
        "{{about}}\n\n{} {{usage}}\n\n{{all-args}}{{after-help}}",
        locale.t("command.usage")
    );
    let mut dressed = command
        .about(locale.t(&format!("command.{name}")).to_owned())
        .help_template(template)
        .subcommand_help_heading(locale.t("command.commands").to_owned())
        .disable_help_flag(true)
        .mut_args(|arg| {
            let help = locale.t(&format!("arg.{}", arg.get_id())).to_owned();
            let heading = if arg.is_positional() {
                &words
            } else {
                &heading
            };
            let order = GLOBAL_OPTION_ORDER
                .iter()
                .position(|id| *id == arg.get_id());
            let arg = arg.help(help).long_help(None).help_heading(heading.clone());
            match order {
                Some(place) => arg.display_order(100 + place),
                None => arg,
            }
        })
        .arg(
            Arg::new("help")
                .display_order(200)
                .long("help")
                .short('h')
                .action(ArgAction::Help)
                .help(locale.t("arg.help").to_owned())
                .help_heading(heading.clone()),
        );
    for sub in names {
        dressed = dressed.mut_subcommand(&sub, |command| localize_help(command, &sub, locale));
    }
    dressed
}
