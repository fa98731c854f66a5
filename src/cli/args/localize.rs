//! The tree of commands with its help in one language.

use std::ffi::OsStr;

use clap::builder::Resettable;
use clap::{Arg, ArgAction, Command, CommandFactory, FromArgMatches};

use super::command_line::Cli;
use crate::wording::locale::Locale;

/// The global options in the order of the help, after a command's own options.
const GLOBAL_OPTION_ORDER: [&str; 21] = [
    "data_dir",
    "on",
    "lang",
    "color",
    "theme",
    "ascii",
    "stars",
    "slow",
    "mouse",
    "links",
    "columns",
    "accessible",
    "read_only",
    "shared_exports",
    "restricted",
    "state_dir",
    "key_name",
    "author",
    "work",
    "as_name",
    "verbose",
];

/// The whole tree of commands with its sentences in one language.
pub fn localized_command(locale: &Locale) -> Command {
    localize_help(Cli::command(), "ocop", locale)
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
        .after_help(locale.t("command.after").to_owned())
}

/// The command line of words that somebody typed elsewhere, without the name of the program.
///
/// # Errors
/// Fails where they are no command, with the reason and the usage.
pub fn parse_command_words(words: &[String], locale: &Locale) -> Result<Cli, clap::Error> {
    let arguments = std::iter::once("ocop").chain(words.iter().map(String::as_str));
    let matches = localized_command(locale).try_get_matches_from(arguments)?;
    Cli::from_arg_matches(&matches)
}

/// The commands without the environment variables that are set to nothing: such a variable is not set.
pub fn without_empty_variables(command: Command) -> Command {
    let is_empty = |name: &OsStr| std::env::var_os(name).is_some_and(|value| value.is_empty());
    command.mut_args(|arg| {
        if arg.get_env().is_some_and(is_empty) {
            arg.env(Resettable::Reset)
        } else {
            arg
        }
    })
}

fn localize_help(command: Command, name: &str, locale: &Locale) -> Command {
    let options_heading = locale.t("command.options").to_owned();
    let template = format!(
        "{{about}}\n\n{} {{usage}}\n\n{{all-args}}{{after-help}}",
        locale.t("command.usage")
    );
    let mut localized = command
        .about(locale.t(&format!("command.{name}")).to_owned())
        .help_template(template)
        .subcommand_help_heading(locale.t("command.commands").to_owned())
        .disable_help_flag(true)
        .mut_args(|arg| localize_argument(arg, locale))
        .arg(
            Arg::new("help")
                .display_order(200)
                .long("help")
                .short('h')
                .action(ArgAction::Help)
                .help(locale.t("arg.help").to_owned())
                .help_heading(options_heading),
        );
    let subcommand_names: Vec<String> = localized
        .get_subcommands()
        .map(|subcommand| subcommand.get_name().to_owned())
        .collect();
    for name in subcommand_names {
        // `config check` does something else than `check`.
        let nested = format!("{}_{name}", localized.get_name());
        let has_own = locale.get(&format!("command.{nested}")).is_some();
        let key = if has_own { nested } else { name.clone() };
        localized = localized.mut_subcommand(&name, |command| localize_help(command, &key, locale));
    }
    localized
}

fn localize_argument(arg: Arg, locale: &Locale) -> Arg {
    let help = locale.t(&format!("arg.{}", arg.get_id())).to_owned();
    let heading = if arg.is_positional() {
        "command.arguments"
    } else {
        "command.options"
    };
    let order = GLOBAL_OPTION_ORDER
        .iter()
        .position(|id| *id == arg.get_id());
    let arg = arg
        .help(help)
        .long_help(None)
        .help_heading(locale.t(heading).to_owned());
    match order {
        Some(index) => arg.display_order(100 + index),
        None => arg,
    }
}
