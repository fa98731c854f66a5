//! Options that every command takes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::sitting_args::SittingArgs;
use crate::app::theme_name::ThemeName;
use crate::wording::locale::Language;
use crate::wording::product_column::ProductColumn;

/// Options that every command takes, and one of the screen.
#[derive(Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of its own"
)]
pub struct GlobalArgs {
    /// The folder of the catalogue.
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "OCOP_DATA_DIR",
        hide_env = true
    )]
    pub data_dir: Option<PathBuf>,
    /// The day that stars and statuses are worked out for.
    #[arg(
        long,
        global = true,
        value_name = "YYYY-MM-DD",
        env = "OCOP_TODAY",
        hide_env = true
    )]
    pub on: Option<String>,
    /// The language of the messages.
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
    /// The colours of the screen.
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
    /// Only ASCII for borders and symbols.
    #[arg(long, global = true, env = "OCOP_ASCII", hide_env = true, value_parser = clap::builder::FalseyValueParser::new())]
    pub ascii: bool,
    /// Which stars and bars to draw.
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "auto|unicode|ascii",
        env = "OCOP_STARS",
        hide_env = true,
        hide_possible_values = true
    )]
    pub stars: Option<StarSymbols>,
    /// Draw less, for a slow connection.
    #[arg(long, global = true, env = "OCOP_SLOW", hide_env = true, value_parser = clap::builder::FalseyValueParser::new())]
    pub slow: bool,
    /// Open the screen at the place of the sitting before.
    #[arg(long)]
    pub resume: bool,
    /// What bounds a sitting, and what is recorded of it.
    #[command(flatten)]
    pub sitting: SittingArgs,
    /// The columns of the list.
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "NAME,...",
        value_delimiter = ',',
        ignore_case = true,
        hide_possible_values = true
    )]
    pub columns: Option<Vec<ProductColumn>>,
    /// When to use the mouse.
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "auto|always|never",
        hide_possible_values = true
    )]
    pub mouse: Option<EnableWhen>,
    /// When addresses are links.
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "auto|always|never",
        hide_possible_values = true
    )]
    pub links: Option<EnableWhen>,
    /// The linear mode instead of a full screen, and no colour.
    #[arg(long, global = true, env = "ACCESSIBLE", hide_env = true, value_parser = clap::builder::FalseyValueParser::new())]
    pub accessible: bool,
    /// Never write to the catalogue.
    #[arg(long, global = true, env = "OCOP_READ_ONLY", hide_env = true, value_parser = clap::builder::FalseyValueParser::new())]
    pub read_only: bool,
    /// Written files may be read by others, as the umask says.
    #[arg(long = "shared", global = true)]
    pub shared_exports: bool,
    /// The restricted mode: to look, and nothing else.
    #[arg(long, global = true)]
    pub restricted: bool,
    /// The folder of what is remembered between runs.
    #[arg(long, global = true, value_name = "DIR")]
    pub state_dir: Option<PathBuf>,
    /// The name to sign a generation with, beside the account's.
    #[arg(long, global = true, value_name = "NAME")]
    pub author: Option<String>,
    /// The file of the store of work.
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        env = "OCOP_WORK",
        hide_env = true
    )]
    pub work: Option<PathBuf>,
    /// The name that work is signed with, instead of the account's.
    #[arg(
        long = "as",
        global = true,
        value_name = "NAME",
        env = "OCOP_AS",
        hide_env = true
    )]
    pub as_name: Option<String>,
    /// The name of the key that the person came with, for the audit.
    #[arg(long, global = true, value_name = "NAME")]
    pub key_name: Option<String>,
    /// Write queries to the log too.
    #[arg(long, short, global = true)]
    pub verbose: bool,
}

/// Which stars and bars the screen draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StarSymbols {
    /// Fine ones where the terminal is known to have them.
    Auto,
    /// A real star and thin bars.
    Unicode,
    /// Asterisks, and bars that every font has.
    Ascii,
}

/// When to use colour, the mouse or links.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum EnableWhen {
    /// Where the terminal supports it.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}
