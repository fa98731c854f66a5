//! What was typed on the command line, before it means anything.
//!
//! One tree for parsing, help, completions and the man page. Its sentences come from the locale table:
//! [`command`] puts them in. Must not: look anything up or fail on values; that is [`crate::settings`].

use std::path::PathBuf;

use clap::{Arg, ArgAction, Args, Command, CommandFactory, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::locale::{Lang, Locale};

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "ocop", version, disable_help_subcommand = true)]
pub struct Cli {
    /// Options of every command.
    #[command(flatten)]
    pub global: Global,
    /// What to do; the screen when absent.
    #[command(subcommand)]
    pub command: Option<Verb>,
}

/// Options of every command.
#[derive(Debug, Args)]
pub struct Global {
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
        hide_possible_values = true,
        default_value = "vi",
        hide_default_value = true
    )]
    pub lang: Lang,
    /// When to use colour.
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "auto|always|never",
        hide_possible_values = true,
        default_value = "auto",
        hide_default_value = true
    )]
    pub color: When,
    /// Colours of the screen.
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "dark|light|contrast|mono",
        env = "OCOP_THEME",
        hide_env = true,
        hide_possible_values = true
    )]
    pub theme: Option<ThemeName>,
    /// Only ASCII for borders and signs.
    #[arg(long, global = true, env = "OCOP_ASCII", hide_env = true, value_parser = clap::builder::FalseyValueParser::new())]
    pub ascii: bool,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal that has it.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The themes of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ThemeName {
    /// For dark backgrounds.
    Dark,
    /// For light backgrounds.
    Light,
    /// High contrast.
    Contrast,
    /// No colour at all.
    Mono,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Lists products.
    Search {
        /// What to look for.
        #[command(flatten)]
        ask: Ask,
        /// The order.
        #[arg(long, value_name = "FIELD")]
        sort: Option<String>,
        /// At most this many.
        #[arg(long, value_name = "N")]
        limit: Option<usize>,
        /// How to print.
        #[arg(
            long,
            value_enum,
            value_name = "table|json|jsonl|csv",
            hide_possible_values = true,
            default_value = "table",
            hide_default_value = true
        )]
        format: ListFormat,
    },
    /// Counts by facet.
    Facets {
        /// What to look for.
        #[command(flatten)]
        ask: Ask,
        /// How to print.
        #[arg(
            long,
            value_enum,
            value_name = "table|json",
            hide_possible_values = true,
            default_value = "table",
            hide_default_value = true
        )]
        format: Format,
    },
    /// One product whole.
    Show {
        /// Its id.
        #[arg(value_name = "ID")]
        id: String,
        /// How to print.
        #[arg(
            long,
            value_enum,
            value_name = "table|json",
            hide_possible_values = true,
            default_value = "table",
            hide_default_value = true
        )]
        format: Format,
    },
    /// Totals as officials report them.
    Stats {
        /// What to look for.
        #[command(flatten)]
        ask: Ask,
        /// How to print.
        #[arg(
            long,
            value_enum,
            value_name = "table|json",
            hide_possible_values = true,
            default_value = "table",
            hide_default_value = true
        )]
        format: Format,
    },
    /// Facts for a bug report.
    Doctor,
    /// Completions for a shell.
    Completions {
        /// Which shell.
        #[arg(value_enum, value_name = "SHELL", hide_possible_values = true)]
        shell: Shell,
    },
    /// The man page.
    Man,
}

/// Words and filters.
#[derive(Debug, Default, Args)]
pub struct Ask {
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
}

/// How a list is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// For people.
    Table,
    /// One document with hits and facets.
    Json,
    /// One hit a line.
    Jsonl,
    /// For spreadsheets.
    Csv,
}

/// How a summary is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Table,
    /// For programs.
    Json,
}

/// The tree with its sentences in one language.
pub fn command(locale: &Locale) -> Command {
    let root = Cli::command();
    let mut root = dress(root, "ocop", locale);
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
const GLOBAL: [&str; 6] = ["data_dir", "on", "lang", "color", "theme", "ascii"];

fn dress(command: Command, name: &str, locale: &Locale) -> Command {
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
            let order = GLOBAL.iter().position(|id| *id == arg.get_id());
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
        dressed = dressed.mut_subcommand(&sub, |command| dress(command, &sub, locale));
    }
    dressed
}
